"""The report's prose: what it states in numbers."""
