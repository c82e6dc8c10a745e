"""Fetching: one address to one reply, politely and safely."""
