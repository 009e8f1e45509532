"""What a Prometheus may know: how the house answers, and how long its queues are."""
