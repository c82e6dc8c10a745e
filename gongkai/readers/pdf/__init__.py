"""Text PDFs."""
