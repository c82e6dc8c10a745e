"""The prose read by one grammar."""
