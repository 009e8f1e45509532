"""Tests of following up: what changed, when it is asked, and the pulse."""
