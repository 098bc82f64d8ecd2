"""L01 without 其中: quarters against their year, what is left over (其余), totals told in pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from zhunsheng.checker.arithmetic import slack, slip
from zhunsheng.checker.comparison import is_compared
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import Quantity, plain, quantities
from zhunsheng.checker.text import Paragraph

_QUARTER: Final = re.compile(r"第?([一二三四])季度")
_YEAR: Final = re.compile(r"全年|年度|计划|合计|共计|总计|累计|共")
_REST: Final = re.compile(r"(?:其余|剩余|余下)的?(?=\d)")
_OF_WHICH: Final = re.compile(r"(?:其中|包括|分别)[^；。]*")
_DEED: Final = re.compile(
    r"已|办结|完成|整改|作出|决定|复查|销号|结案|不予|移送|公示|送达|收缴|缴纳|通过|合格"
)
_PAIRED_TOTAL: Final = re.compile(r"(?:合计|共计|总计|共)(?:处罚|罚款)?(?=\d)")
_AND: Final = re.compile(r"[、，]?(?:案件)?(?:罚款|罚没款|金额|罚款金额|处罚金额)?")
#: A stock with what came in and went out: 上年遗留6件，本年立案63件，年内办结60件，年末在办9件.
_FLOW: Final = tuple(
    re.compile(words)
    for words in (
        r"年初|期初|上年(?:度)?(?:末|底|遗留|结转|转入)|上年.{0,6}(?:未结|在办)",
        r"新增|新[立受发]|(?:本年|年内|今年|全年)(?:新)?(?:立案|受理|发现|排查|收到|录用|调入|增加)",
        r"销号|办结|结案|整改|注销|减少|退出|撤案|调出|消除|完成",
        r"(?:年末|年底|期末|截至).{0,6}(?:在册|在办|未结|遗留|存量|结转|结余|未办结|未整改)|结转(?:次|下|明)年",
    )
)
PARTS_LIMIT: Final = 2  # deeds that are told of one whole before 其余
BEFORE_LIMIT: Final = 250
PARAGRAPHS_BACK: Final = 30  # how far before its quarters a year may be stated


def check(document: Document) -> Iterator[Hit]:
    """Check the prose."""
    for paragraph in document.prose:
        yield from _quarters(document, paragraph)
        for start, end in paragraph.sentences():
            for match in _REST.finditer(paragraph.norm, start, end):
                yield from _rest(paragraph, start, match)
            yield from _stock(paragraph, start, end)
            for match in _PAIRED_TOTAL.finditer(paragraph.norm, start, end):
                yield from _pairs(paragraph, start, match)


# ------------------------------------------------------------------------------- quarters


def _quarters(document: Document, paragraph: Paragraph) -> Iterator[Hit]:
    """Compare four quarters in a row with the year that is stated before them."""
    places = list(_QUARTER.finditer(paragraph.norm))
    if [place[1] for place in places] != list("一二三四"):
        return
    _, end = paragraph.sentence_at(places[0].start())
    found = [_first(paragraph, place.end()) for place in places]
    parts = [quantity for quantity in found if quantity is not None]
    if len(parts) != 4 or places[-1].start() >= end or len({q.family for q in parts}) != 1:
        return
    if any(q.is_vague for q in parts):
        return
    made = sum((q.value for q in parts), Decimal(0))
    if _YEAR.search(paragraph.norm[parts[-1].end : end]):
        whole = _year_after(paragraph.norm, places[0].end(), parts)
        if whole is not None and abs(whole.value - made) > slack(whole, *parts):
            yield _differs(paragraph, parts, whole, made, is_near=True)
        return
    wholes = _years(document, paragraph, places[0].start(), parts[0].family)
    if wholes and all(abs(whole.value - made) > slack(whole, *parts) for _, whole in wholes):
        own, whole = wholes[-1]
        yield _differs(paragraph, parts, whole, made, own.number == paragraph.number)


def _year_after(text: str, start: int, parts: Sequence[Quantity]) -> Quantity | None:
    """Return the year's number after its quarters; 全年共 is left to the rule of lists."""
    told = re.match(r"[，；]全年(?P<deed>[^，。；、\d]{0,8})(?=\d)", text[parts[-1].end :])
    if told is None or told["deed"] not in ("", text[start : parts[0].start]):
        return None
    whole = next(quantities(text, parts[-1].end + told.end()), None)
    return whole if whole and whole.family == parts[0].family and not whole.is_vague else None


def _first(paragraph: Paragraph, place: int) -> Quantity | None:
    """Return the number of a clause."""
    stop = re.search(r"[，。；、]|$", paragraph.norm[place:])
    end = place + (stop.start() if stop else 0)
    counted = [q for q in quantities(paragraph.norm, place, end) if q.unit]
    return counted[0] if len(counted) == 1 else None


def _years(
    document: Document, paragraph: Paragraph, stop: int, family: str
) -> list[tuple[Paragraph, Quantity]]:
    """Return the numbers of that kind that are called a year's, up to the quarters."""
    found = []
    for each in document.prose:
        is_near = paragraph.number - PARAGRAPHS_BACK <= each.number <= paragraph.number
        if not is_near or not _YEAR.search(each.norm):
            continue
        end = stop if each is paragraph else len(each.norm)
        for quantity in quantities(each.norm, 0, end):
            lead = re.split(r"[，。；：（]", each.norm[: quantity.start])[-1]
            fits = quantity.family == family and not quantity.is_vague
            if fits and _YEAR.search(lead) and not is_compared(each.norm, quantity):
                found.append((each, quantity))
    return found


def _differs(
    paragraph: Paragraph, parts: Sequence[Quantity], whole: Quantity, made: Decimal, is_near: bool
) -> Hit:
    told = "＋".join(whole.shown(q.value) for q in parts)
    unit = whole.unit_shown
    return Hit(
        rule="L01",
        severity=Severity.ERROR if is_near else Severity.WARNING,
        message=(
            f"四个季度相加为{whole.shown(made)}{unit}（{told}），"
            f"全年写{whole.shown(whole.value)}{unit}。"
        ),
        suggestion="核对各季度和全年的数字；两处口径不同的，在文中写明。",
        paragraph=paragraph,
        start=parts[0].start,
        end=parts[-1].end,
    )


# ------------------------------------------------------------------------------- 其余


def _rest(paragraph: Paragraph, start: int, match: re.Match[str]) -> Iterator[Hit]:
    """Check 1256项，已整改1240项，其余16项: what is left is the whole less what is told."""
    text = paragraph.norm
    rest = next(quantities(text, match.end(), match.end() + 20), None)
    if rest is None or rest.start != match.end() or not rest.unit or rest.is_vague:
        return
    start = max(start, match.start() - BEFORE_LIMIT)
    inner = [m.span() for m in _OF_WHICH.finditer(text, start, match.end())]
    if any(a < match.start() < b for a, b in inner):
        return  # an element of a list: left to the rule of lists
    told = [
        q
        for q in quantities(text, start, match.start())
        if q.family == rest.family
        and not is_compared(text, q)
        and not any(a < q.start < b for a, b in inner)
    ]
    if not 2 <= len(told) <= 1 + PARTS_LIMIT or any(q.is_vague for q in told):
        return
    whole, *parts = told
    if not all(_is_deed(text, q, whole, start) for q in parts):
        return
    right = whole.value - sum((q.value for q in parts), Decimal(0))
    possible = {right, *(a.value - b.value for a, b in combinations(told, 2))}
    if right < 0 or rest.value in possible:
        return
    yield _left_over(paragraph, whole, parts, rest, right)


def _is_deed(text: str, part: Quantity, whole: Quantity, start: int) -> bool:
    """Tell whether a number says what was done with the things of the whole: 已整改1240项."""
    deed = _DEED.search(re.split(r"[，。；、]", text[whole.end : part.start])[-1])
    lead = re.split(r"[，。；、]", text[start : whole.start])[-1]
    return deed is not None and deed[0] not in lead


def _left_over(
    paragraph: Paragraph, whole: Quantity, parts: Sequence[Quantity], rest: Quantity, right: Decimal
) -> Hit:
    made = "－".join(plain(q.value / rest.scale) for q in (whole, *parts))
    why = slip(rest.value, right)
    return Hit(
        rule="L01",
        severity=Severity.ERROR if len(parts) == 1 else Severity.WARNING,
        message=(
            f"其余写{rest.shown(rest.value)}{rest.unit_shown}，按前文应为"
            f"{rest.shown(right)}{rest.unit_shown}（{made}＝{rest.shown(right)}）"
            f"{'，' + why if why else ''}。"
        ),
        suggestion="核对总数、已列明的数和其余的数。",
        paragraph=paragraph,
        start=whole.start,
        end=rest.end,
    )


# ------------------------------------------------------------------------------- stock


def _stock(paragraph: Paragraph, start: int, end: int) -> Iterator[Hit]:
    """Check what was there, what came in, what went out and what is left, told in this order."""
    text = paragraph.norm
    if not _FLOW[0].search(text, start, end):
        return
    told = [q for q in quantities(text, start, end) if q.unit][: len(_FLOW) + 1]
    starts = [start, *(q.end for q in told)]
    words = [
        re.split(r"[，；、：]", text[a : q.start])[-1] for a, q in zip(starts, told, strict=False)
    ]
    alike = len({q.family for q in told}) == 1 and not any(q.is_vague for q in told)
    if len(told) != len(_FLOW) or not alike:
        return
    if not all(kind.search(word) for kind, word in zip(_FLOW, words, strict=True)):
        return
    before, come, gone, left = told
    right = before.value + come.value - gone.value
    if abs(left.value - right) <= slack(*told):
        return
    made = f"{'＋'.join(left.shown(q.value) for q in (before, come))}－{left.shown(gone.value)}"
    why = slip(left.value, right)
    yield Hit(
        rule="L01",
        severity=Severity.ERROR,
        message=(
            f"年末写{left.shown(left.value)}{left.unit_shown}，按前文应为"
            f"{left.shown(right)}{left.unit_shown}（{made}＝{left.shown(right)}）"
            f"{'，' + why if why else ''}。"
        ),
        suggestion="核对年初、新增、减少和年末四个数。",
        paragraph=paragraph,
        start=before.start,
        end=left.end,
    )


# ------------------------------------------------------------------------------- pairs


def _pairs(paragraph: Paragraph, start: int, match: re.Match[str]) -> Iterator[Hit]:
    """Check 12件3.6万元，40件82.9万元，共52件、86.5万元: both kinds add up."""
    text = paragraph.norm
    after = list(quantities(text, match.end(), min(len(text), match.end() + 40)))[:2]
    if len(after) != 2 or after[0].start != match.end() or after[0].family == after[1].family:
        return
    if not _AND.fullmatch(text[after[0].end : after[1].start]):
        return
    before = list(quantities(text, max(start, match.start() - BEFORE_LIMIT), match.start()))
    if any(q.is_vague or is_compared(text, q) for q in (*before, *after)):
        return
    rows = [(whole, before[index::2]) for index, whole in enumerate(after)]
    if len(before) < 4 or not all(_are_of(whole, parts, len(before)) for whole, parts in rows):
        return
    for whole, parts in rows:
        made = sum((q.value for q in parts), Decimal(0))
        is_first_whole = made - parts[0].value == parts[0].value
        if abs(made - whole.value) > slack(whole, *parts) and not is_first_whole:
            yield _not_both(paragraph, parts, whole, made)


def _are_of(whole: Quantity, parts: Sequence[Quantity], count: int) -> bool:
    """Tell whether every second number before a total is of its kind."""
    return len(parts) * 2 == count and all(q.unit and q.family == whole.family for q in parts)


def _not_both(
    paragraph: Paragraph, parts: Sequence[Quantity], whole: Quantity, made: Decimal
) -> Hit:
    told = "＋".join(whole.shown(q.value) for q in parts)
    unit, why = whole.unit_shown, slip(whole.value, made)
    return Hit(
        rule="L01",
        severity=Severity.ERROR,
        message=(
            f"合计写{whole.shown(whole.value)}{unit}，各部分相加为{whole.shown(made)}{unit}："
            f"{told}＝{whole.shown(made)}{'，' + why if why else ''}。"
        ),
        suggestion=f"核对原始台账：分项无误的，合计应为{whole.shown(made)}{unit}。",
        paragraph=paragraph,
        start=parts[0].start,
        end=whole.end,
    )
