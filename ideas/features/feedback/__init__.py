"""Feedback about the service itself: anybody gives it, and it is answered within two weeks."""
