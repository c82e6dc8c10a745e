"""The tables of the pack, as rows of text."""
