"""Why a file cannot be read."""

from __future__ import annotations

from typing import Final

#: Paragraphs and rows of one file: 300 pages have seven thousand.
PARAGRAPHS: Final = 30_000
TOO_MANY: Final = f"文件超过{PARAGRAPHS // 10_000}万段（行），请拆分后再查。"


class Unreadable(Exception):
    """A file cannot be read; ``reason`` is one sentence for the person who named it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
