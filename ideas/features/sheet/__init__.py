"""One page for the management group: figures, ideas in the staff's own words, and that they were handled."""
