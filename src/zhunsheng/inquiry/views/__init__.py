"""Pages of inquiry."""
