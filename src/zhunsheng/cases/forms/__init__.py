"""Forms of the acts of a case: strings become drafts, nothing is saved."""
