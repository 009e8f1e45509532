"""The page of an idea, and editing it after it was submitted."""
