"""Making a move of a life cycle: one page for every line of its table."""
