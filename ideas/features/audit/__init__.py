"""Whether the log tells the truth about the rows, and whether anybody has rewritten it."""
