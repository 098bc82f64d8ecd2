"""A bounded load on the production server; run by `python3 run.py load`."""
