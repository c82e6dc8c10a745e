"""What each table and column means, and what it is made from."""
