"""A person's own account: language, password and sessions."""
