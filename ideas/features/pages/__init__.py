"""The organisation’s own pages: privacy notice and accessibility statement, written by administrators."""
