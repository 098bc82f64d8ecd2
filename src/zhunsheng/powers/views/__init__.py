"""Pages of powers."""
