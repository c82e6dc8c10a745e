"""Documents read within limits, in processes of their own."""
