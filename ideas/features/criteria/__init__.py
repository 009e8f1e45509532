"""The organisation's own criteria of evaluation, in versions that are never rewritten."""
