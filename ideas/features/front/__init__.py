"""The first page: what one can do, what waits for this person, and what has moved."""
