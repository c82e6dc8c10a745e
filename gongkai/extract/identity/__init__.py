"""Whose report of which year a page is, and of which county: from the places that state it."""
