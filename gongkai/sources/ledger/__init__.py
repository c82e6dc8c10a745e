"""What arrived in an inbox, what people decided about it, and which answers were taken in."""
