"""Counts of information: totals, their parts and channels, out of the sentences of the prose."""
