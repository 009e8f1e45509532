"""Looking up, with a reason that everybody can read, whose name is hidden."""
