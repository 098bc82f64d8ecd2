"""Forms of inquiry."""
