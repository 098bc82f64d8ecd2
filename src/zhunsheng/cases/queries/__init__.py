"""Reads of penalty cases."""
