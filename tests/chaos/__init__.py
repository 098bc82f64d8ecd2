"""Processes that are killed in the middle of what they do; run by `python3 run.py chaos`."""
