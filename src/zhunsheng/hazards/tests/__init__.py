"""Tests of listed major hazards."""
