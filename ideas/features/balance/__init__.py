"""The balance of new and given up: which work steps make room for which ideas, and the hours of both."""
