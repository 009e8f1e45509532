"""Piloting: the plan with its measures, and the readings taken while it runs."""
