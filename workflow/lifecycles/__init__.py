"""The life cycles, one module for each kind of case."""
