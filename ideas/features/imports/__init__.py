"""Bringing ideas in from a table that was kept elsewhere."""
