"""Workbooks and tables of values: XLSX, XLS, CSV."""
