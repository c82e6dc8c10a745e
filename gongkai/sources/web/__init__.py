"""Websites searched for reports: sources, their families, and what is kept."""
