"""The sentences of the pack, written from the data."""
