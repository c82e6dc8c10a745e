"""Gongkai reads, checks and ranks the yearly reports on government-information disclosure."""

__version__ = "0.1.0"
