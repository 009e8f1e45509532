"""Looking up whose name is hidden."""
