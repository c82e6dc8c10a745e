"""Scans and images, by optical recognition."""
