"""Examining a work step: where it comes from, what it brings and takes, and what is proposed instead."""
