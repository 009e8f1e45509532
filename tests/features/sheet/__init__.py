"""The management group sheet, what is recorded on it, and what asks for attention."""
