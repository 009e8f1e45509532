"""Shows every part that pages are made of."""
