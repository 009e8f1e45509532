"""What can we give up: every work step that somebody has named, in one list and as a table to take along."""
