"""Finding ideas: one list, filtered and sorted through its address."""
