"""The raw store: what was collected, by its hash, and its history."""
