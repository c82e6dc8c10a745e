"""Tables whose structure was met before: what their numbers are is all that is left to read."""
