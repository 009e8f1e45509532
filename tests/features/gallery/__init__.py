"""Tests of the gallery of experiments."""
