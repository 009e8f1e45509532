"""Trial stops: the plan with its guard signals, the notice of it, who missed what, and the one extension."""
