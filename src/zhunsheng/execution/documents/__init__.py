"""Contents of the papers of an execution."""
