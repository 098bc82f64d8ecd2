"""Tests of the execution of fines."""
