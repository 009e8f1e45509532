"""What a Prometheus may know."""
