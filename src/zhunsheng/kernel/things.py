"""Things as lists name them, to tell one listed twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import folded

_BETWEEN: Final = re.compile(r"[、,;:。.()\[\]]+")
_AND_SO_ON: Final = re.compile("|".join(f"{one}$" for one in ("等物品", "等若干", "等物", "等")))


def thing_key(text: str) -> tuple[str, ...]:
    """
    Return a text as things are compared: no width, blanks, order, nor "and so on".

    >>> thing_key("２００升铁桶，标签缺失 等") == thing_key("标签缺失、200升铁桶")
    True
    """
    parts = (_AND_SO_ON.sub("", part) for part in _BETWEEN.split(folded(text)))
    return tuple(sorted(part for part in parts if part))


def is_named_alike(one: str, other: str) -> bool:
    """
    Return whether the name of one thing holds that of the other.

    >>> is_named_alike("培训签到册", "签到册"), is_named_alike("主机", "签到册")
    (True, False)
    """
    first, second = ("".join(thing_key(name)) for name in (one, other))
    return bool(first and second) and (first in second or second in first)


def things_finding(
    code: str, message: str, names: Iterable[str], basis: Citation, step: str
) -> Finding | None:
    """Refuse the things of a list that are named, or nothing where none is."""
    named = "、".join(sorted(names))
    return Finding(code, f"{message}：{named}", basis, step) if named else None
