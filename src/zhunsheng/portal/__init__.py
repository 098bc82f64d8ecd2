"""The portal room."""
