"""A derivation in words: its tree line by line, and the paragraph of a decision (说理)."""
