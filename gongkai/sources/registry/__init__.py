"""What a county registered: its years, deadlines, units and websites."""
