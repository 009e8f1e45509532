"""The review desk: what waits for whom, and the small deeds that keep an idea moving."""
