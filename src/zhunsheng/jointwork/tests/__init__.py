"""Tests of work with others."""
