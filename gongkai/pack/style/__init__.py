"""Fonts, colours and measured text."""
