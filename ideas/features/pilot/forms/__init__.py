"""The forms of a pilot: its plan, its measures, and how it is judged."""
