"""Commands of the journal, which guards the tables."""
