"""The registry room."""
