"""Places of jurisdiction: a place is written with those it lies in before it (``CN-43-02``)."""

from __future__ import annotations

from functools import cache
from typing import Final

NATIONAL: Final = "CN"


@cache
def places(jurisdiction: str) -> tuple[str, ...]:
    """
    Return a place and those that it lies in, narrowest first; the country is the last.

    >>> places("CN-43-02")
    ('CN-43-02', 'CN-43', 'CN')
    """
    parts = jurisdiction.split("-")
    inner = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return tuple(dict.fromkeys((*inner, NATIONAL)))
