"""The page of a case, and editing an idea after it was submitted."""
