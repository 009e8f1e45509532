"""What is due for a person, as a feed that their own calendar program reads."""
