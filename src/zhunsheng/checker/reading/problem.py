"""Why a file cannot be read."""

from __future__ import annotations


class Unreadable(Exception):
    """A file cannot be read; ``reason`` is one sentence for the person who named it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
