"""Lists whose total stands after the parts: 甲5家、乙3家，共8家."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zhunsheng.checker import elements
from zhunsheng.checker.arithmetic import Part
from zhunsheng.checker.listing import Kind, Listing
from zhunsheng.checker.quantities import Quantity, quantities
from zhunsheng.checker.text import Paragraph

# Words that name what a total adds: 罚没款合计46万元.
_CALLED: Final = re.compile(
    r"(?:罚没(?:款项?|金额|收入)?|[两三四]项|各项|上述|以上|金额|总额)(?:总额|金额)?$"
)
_TOTAL_AFTER: Final = re.compile(
    r"(?P<when>全年|年度|全局|全区|全市|全县)?(?P<word>合计|共计|总计|总共|一共|共)(?P<between>[^\d，。；、：（）]{0,8}?)(?=[\d近约一二两三四五六七八九十百千])"
)


def after_lists(paragraph: Paragraph) -> Iterator[Listing]:
    """Yield each list of a paragraph that a total closes."""
    text = paragraph.norm
    for match in _TOTAL_AFTER.finditer(text):
        total = next(quantities(text, match.end(), min(len(text), match.end() + 30)), None)
        if (
            total is None
            or total.start != match.end()
            or not total.unit
            or match["between"].endswith(("由", "从"))
        ):
            continue
        listing = _list_before(paragraph, match, total)
        if listing is not None:
            yield listing


def _list_before(paragraph: Paragraph, match: re.Match[str], total: Quantity) -> Listing | None:
    text = paragraph.norm
    sentence, _ = paragraph.sentence_at(match.start())
    start = max(sentence, match.start() - elements.REGION_LIMIT // 2)
    region = text[start : match.start()]
    found = list(elements.parts(elements.without_brackets(_CALLED.sub("", region)), start))
    at_once = bool(found) and found[-1].quantity.end == match.start()
    region = _CALLED.sub("", region)
    if not region or (region[-1] not in "、，；：—（" and not at_once):
        return None
    parts = _tail(found, total)
    if len(parts) < 2 or any(elements.EACH.search(part.label) for part in parts):
        return None
    if _some_tail_matches(parts, total):
        return None
    deed = match["between"].strip("有为计达")
    repeated = any(deed in part.label for part in parts)
    if match["when"] and not repeated:
        return None  # 全年共……: what the year made, not what the list before it makes
    loose = (match["word"] == "共" and not repeated) or elements.may_overlap(parts)
    return Listing(
        paragraph, Kind.COMPLETE, total, tuple(parts), loose, parts[0].quantity.start, total.end
    )


def _tail(found: list[Part], total: Quantity) -> list[Part]:
    """Take the unbroken run of fitting parts that ends at the total."""
    kept: list[Part] = []
    for part in reversed(found):
        fits = part.quantity.unit and part.quantity.family == total.family
        is_short = len(part.label) <= elements.LABEL_LIMIT
        if not fits or not is_short or elements.NOT_PART.search(part.label):
            break
        kept.append(part.in_scale_of(total))
        if part.separator == "；":
            break
    return kept[::-1]


def _some_tail_matches(parts: list[Part], total: Quantity) -> bool:
    """Tell whether the list, or its last clause, makes the total."""
    values = [part.value for part in parts]
    if sum(values) == total.value:
        return True
    for index in range(1, len(parts) - 1):
        inner = {part.separator for part in parts[index + 1 :]}
        ends_a_clause = parts[index].separator in "，；" and inner <= {"、"}
        is_whole_then_parts = index == 1 and values[0] == total.value
        if (ends_a_clause or is_whole_then_parts) and sum(values[index:]) == total.value:
            return True
    return False
