"""Fetched pages as far as pulling needs them."""
