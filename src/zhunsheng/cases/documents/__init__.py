"""What the papers of a case say, filled from the record; wording in ``data/wording.yaml``."""
