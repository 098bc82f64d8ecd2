"""What the papers of inquiry say, filled from records."""
