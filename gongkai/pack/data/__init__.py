"""What a pack is made of, read from the marts."""
