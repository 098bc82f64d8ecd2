"""Names and words as people read them."""

from __future__ import annotations

import unicodedata
from typing import Final


def visible(text: str) -> str:
    """
    Return the characters of a text that a reader sees, to tell names apart.

    >>> visible("示 例甲\u200b")
    '示例甲'
    """
    return "".join(ch for ch in text if not ch.isspace() and not is_hidden(ch))


#: What looks like nothing though Unicode counts it among letters, marks or symbols.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def is_hidden(char: str) -> bool:
    """Return whether a character shows nothing: a zero-width space, a filler, a selector."""
    if unicodedata.category(char) == "Cf" or char in _BLANKS:
        return True
    # Variation selectors, of the basic plane and of the supplement.
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def says(text: str, least: int = 1) -> bool:
    """
    Return whether a text has so many letters or digits: points and blanks say nothing.

    Nor does one character over and over, where more than one is asked for.

    >>> says("泄漏"), says(" .\u200b"), says("急", least=2)
    (True, False, False)
    >>> says("无无无无", least=4), says("aaaa", least=2), says("无", least=1)
    (False, False, True)
    """
    seen = [ch for ch in text if not is_hidden(ch) and unicodedata.category(ch)[0] in "LN"]
    return len(seen) >= least and (least == 1 or len(set(seen)) > 1)


#: The fewest letters that give a reason; no law says, the house does.
SHORTEST_REASON: Final = 2


def explains(text: str) -> bool:
    """
    Return whether a reason, a fact, a ground or an opinion says something to who reads it.

    >>> explains("泄漏"), explains("x"), explains("无。"), explains("……")
    (True, False, False, False)
    """
    return says(text, SHORTEST_REASON)


def numbers(text: str) -> bool:
    """
    Return whether a text can be the number of a paper: a digit, and letters or digits beside it.

    >>> numbers("示公立〔2025〕1号"), numbers("公不立1")
    (True, True)
    >>> numbers("。"), numbers("示公号"), numbers("1")
    (False, False, False)
    """
    return says(text, 3) and any(ch.isdigit() for ch in text)
