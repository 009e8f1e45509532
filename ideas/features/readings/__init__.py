"""Readings: what the measures of an experiment said on a day, one by one, from a table, and corrected."""
