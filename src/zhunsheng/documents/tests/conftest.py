"""Fixtures of the tests of documents."""

from tests.conftest import own_database

__all__ = ["own_database"]
