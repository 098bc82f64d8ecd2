"""Tests of the checker; every text in them is invented."""
