"""Names and words as people read them."""

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


def says(text: str, least: int = 1) -> bool:
    """
    Return whether a text has so many letters or digits: points and blanks say nothing.

    >>> says("泄漏"), says(" .\u200b"), says("急", least=2)
    (True, False, False)
    """
    return sum(unicodedata.category(ch)[0] in "LN" for ch in text) >= least
