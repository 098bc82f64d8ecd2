"""Exhaustive searches over declared procedures: what no sequence of acts may reach."""
