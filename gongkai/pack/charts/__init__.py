"""The charts of the pack."""
