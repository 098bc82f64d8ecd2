"""Measurements with their limits; run by `python3 run.py bench`."""
