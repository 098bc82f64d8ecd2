"""The draw room."""
