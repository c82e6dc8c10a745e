"""Tables and rows as files that other programs open, and releases."""
