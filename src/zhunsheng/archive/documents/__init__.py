"""Papers of the archive: cover, catalogue and reference sheet of a folder (D42)."""
