"""Whether the process lives and the database answers."""
