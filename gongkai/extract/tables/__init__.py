"""The statutory tables: segmenting, labels, alignment, cells."""
