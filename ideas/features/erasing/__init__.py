"""Erasing a person: history stays true, and nobody can find out any more whose it was."""
