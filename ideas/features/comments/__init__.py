"""Commenting on ideas, and editing or taking back one's own comment."""
