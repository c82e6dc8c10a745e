"""What people see on the terminal and type there."""
