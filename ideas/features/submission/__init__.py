"""How an idea comes in: writing it, sparring with colleagues, and submitting it."""
