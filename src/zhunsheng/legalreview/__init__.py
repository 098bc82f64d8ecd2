"""The legalreview room."""
