"""The sheet of open matters: what only a person can settle goes out in it, and answers come back."""
