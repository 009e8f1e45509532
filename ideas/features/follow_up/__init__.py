"""What changed after an idea was adopted: told on set days, and an anonymous pulse beside it."""
