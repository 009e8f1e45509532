"""Correcting what the log says by a new entry beside the old one; taking back what was a mistake."""
