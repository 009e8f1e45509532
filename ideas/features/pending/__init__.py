"""The batch of decisions that are prepared in silence and told together."""
