"""Names as people read them."""

from __future__ import annotations

import unicodedata


def visible(text: str) -> str:
    """
    Return the characters of a text that a reader sees, to tell names apart.

    >>> visible("示 例甲\u200b")
    '示例甲'
    """
    return "".join(ch for ch in text if not ch.isspace() and not is_hidden(ch))


def is_hidden(char: str) -> bool:
    """Return whether a character takes no room: a zero-width space, a mark of direction."""
    return unicodedata.category(char) == "Cf"
