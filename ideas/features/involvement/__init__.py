"""Following, supporting, joining in and thanking."""
