"""Elements of a list: the words before each number, the number, and what stands in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from zhunsheng.checker.arithmetic import Part
from zhunsheng.checker.quantities import Quantity, quantities

PARTS_LIMIT: Final = 60
_SEPARATORS: Final = "、，；：和及与以的有。 "


def brackets(text: str) -> dict[int, int]:
    """Pair the round brackets of a text: opening position to closing position."""
    opened: list[int] = []
    pairs: dict[int, int] = {}
    for index, char in enumerate(text):
        if char == "（":
            opened.append(index)
        elif char == "）" and opened:
            pairs[opened.pop()] = index
    return pairs


def without_brackets(region: str) -> str:
    """Blank what stands in brackets inside a list, keeping every position."""
    depth = 0
    chars: list[str] = []
    for index, char in enumerate(region):
        if char == "（" and region[index : index + 3] != "（次）":
            depth += 1
        chars.append("　" if depth else char)
        if char == "）" and depth:
            depth -= 1
    return "".join(chars)


def parts(region: str, offset: int) -> Iterator[Part]:
    """Yield the elements of a list: the words before each number, and the number."""
    position = 0
    for count, quantity in enumerate(quantities(region)):
        if count >= PARTS_LIMIT:
            return
        between = region[position : quantity.start]
        label = re.split(r"[，；。：]", between.replace("　", ""))[-1].strip(_SEPARATORS)
        position = quantity.end
        moved = replace(quantity, start=quantity.start + offset, end=quantity.end + offset)
        yield Part(label, between.replace("　", "")[:1], moved, _times(label))


def _times(label: str) -> int:
    """Count the things that share a number: A、B和C各5家 makes three."""
    if not label.endswith("各"):
        return 1
    return len([name for name in re.split(r"[、和及与]", label) if name])
