"""Elements of a list: the words before each number, the number, and what stands in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from zhunsheng.checker.arithmetic import Part
from zhunsheng.checker.quantities import quantities

REGION_LIMIT: Final = 600  # characters of a list; a longer one is no sentence
PARTS_LIMIT: Final = 60
LABEL_LIMIT: Final = 40
_SEPARATORS: Final = "、，；：和及与以的有。 "
NOT_PART: Final = re.compile(
    r"合计|共计|总计|总共|累计|增长|同比|上升|下降|比上年|较上年|上年|去年|最[高低多少大小长短]"
)
#: 一至五中队各检查50家次: how often the number counts is for a reader to say.
EACH: Final = re.compile(r"[至到、和及与].*各.|均为?$|每")
#: Parts of a year: what happened in one of them did not happen in another.
_OF_YEAR: Final = re.compile(r"[一二三四]季度|[上下]半年|\d{1,2}月份?")
# Labels that say what happened to a thing, not what kind it is: such parts may overlap.
DEED: Final = re.compile(
    r"发现|立案|整改|责令|罚|复查|公示|移送|听证|按期|办结|完成|审核|送达|结案|参加|参与|查实|已"
)
_OVERLAPPING: Final = re.compile(rf"{DEED.pattern}|持证|合格|女|党员|优秀")


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


def may_overlap(parts: list[Part]) -> bool:
    """Tell whether parts name what befell a thing, so that one thing may stand in two of them."""
    if parts[0].quantity.unit == "元" or all(_OF_YEAR.match(part.label) for part in parts):
        return False
    return any(_OVERLAPPING.search(part.label) for part in parts)
