"""Verifying what giving up a work step brought, and telling where the freed time went."""
