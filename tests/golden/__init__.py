"""Dates that a lawyer can check by hand: one row, one sentence, one last day."""
