"""The progress of ideas: what became of them first, then where they stand and what has waited longest."""
