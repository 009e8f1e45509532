"""Mail: what people choose to hear of, the letters, and sending them once and not again."""
