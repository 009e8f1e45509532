"""Backups: the whole installation in one file, taken while people work, and put back."""
