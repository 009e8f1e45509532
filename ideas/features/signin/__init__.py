"""Signing in and out, one-time links, and the choice of a language."""
