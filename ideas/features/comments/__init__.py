"""Commenting on cases, and editing or taking back one's own comment."""
