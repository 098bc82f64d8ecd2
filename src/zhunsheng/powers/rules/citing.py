"""The basis of an item as typed: cited where the lawbook holds it, else kept as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from zhunsheng.kernel.citation import Citation

_NUMBER: Final = r"[零〇一二三四五六七八九十百两\d]+"
_PLACE: Final = re.compile(
    rf"^《(?P<title>[^《》]+)》(?:第(?P<article>{_NUMBER})条(?:之(?P<insert>{_NUMBER}))?"
    rf"(?:第(?P<paragraph>{_NUMBER})款)?(?:第[（(]?(?P<item>{_NUMBER})[）)]?项)?)?$"
)
_BETWEEN: Final = re.compile(r"[;；\n]+")
_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_PREFIX: Final = "中华人民共和国"


def split_bases(text: str) -> tuple[str, ...]:
    """Return the bases of a cell, each once, in order; semicolons and new lines part them."""
    return tuple(dict.fromkeys(part.strip() for part in _BETWEEN.split(text) if part.strip()))


def chinese_number(text: str) -> int:
    """
    Return the number that a text such as 一百一十三 or 113 writes.

    >>> chinese_number("九十七"), chinese_number("一百零二"), chinese_number("12")
    (97, 102, 12)
    """
    if text.isdigit() and text.isascii():
        return int(text)
    total = left = 0
    for sign in text:
        if sign in "百十":
            total += (left or 1) * (100 if sign == "百" else 10)
            left = 0
        else:
            left = _DIGITS.get(sign, 0)
    return total + left


def cited_basis(text: str, *, titles: Mapping[str, str], holds: Callable[[Citation], bool]) -> str:
    """
    Return the code of the citation that a text denotes where the lawbook holds it, else the text.

    ``titles`` gives the id of an instrument by its title and its short title; a code such as
    ``SPL-2021:97(7)`` is taken as it is.
    """
    typed = "".join(text.split())
    for found in (_coded(typed), _printed(typed, titles)):
        if found is not None and holds(found):
            return str(found)
    return text.strip()


def _coded(text: str) -> Citation | None:
    try:
        return Citation.parse(text)
    except ValueError:
        return None


def _printed(text: str, titles: Mapping[str, str]) -> Citation | None:
    match = _PLACE.match(text)
    if match is None:
        return None
    title = match["title"]
    instrument = titles.get(title) or titles.get(title.removeprefix(_PREFIX))
    if instrument is None:
        return None
    article, insert, paragraph, item = (
        chinese_number(match[name]) if match[name] else 0
        for name in ("article", "insert", "paragraph", "item")
    )
    return Citation(instrument, article, paragraph, item, insert)
