"""The workforce room."""
