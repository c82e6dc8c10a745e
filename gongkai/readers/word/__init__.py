"""Word documents: DOCX and its kin, and the old formats by LibreOffice."""
