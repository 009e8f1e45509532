"""Measures the pages beside a bare page of the same server, on databases of a known size."""
