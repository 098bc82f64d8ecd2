"""Tests of the visit code."""
