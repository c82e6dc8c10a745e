"""The pack as PDF."""
