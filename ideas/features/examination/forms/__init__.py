"""The forms of examining; the largest is put together from its sections."""
