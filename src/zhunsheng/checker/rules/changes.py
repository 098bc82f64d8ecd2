"""L18: a difference from an earlier number, and its percentage, are what the two numbers make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from zhunsheng.checker.arithmetic import HUNDRED, slack
from zhunsheng.checker.comparison import CHANGE, OTHER_TIME, is_compared
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import Quantity, plain, quantities
from zhunsheng.checker.text import Paragraph

_THAN: Final = re.compile(
    rf"(?:同比|环比|[较比与](?P<when>{OTHER_TIME})(?:同期)?(?P<named>的)?)(?:相比)?，?"
)
_WAY: Final = re.compile(rf"(?:相比)?[，、]?(?:同比)?(?P<way>{CHANGE})了?")
_PERCENT: Final = re.compile(
    rf"[，、]?(?:同比|环比)?(?P<way>{CHANGE})了?(?P<rate>\d{{1,4}}(?:\.\d{{1,4}})?)%(?!点)"
)
#: What may stand between a number and its comparison; other words speak of another thing.
_SAME_THING: Final = re.compile(r"[^，。；、\d]{0,6}(?:[，；、]涉及[^，。；、]{1,16})?[，；、（]?")
_DOWN: Final = re.compile(r"减|下|降|落|少")
REACH: Final = 120  # characters to either side in which the numbers of a comparison stand


def check(document: Document) -> Iterator[Hit]:
    """Check each comparison that names a difference."""
    for paragraph in document.prose:
        for match in _THAN.finditer(paragraph.norm):
            yield from _comparison(paragraph, match)


def _comparison(paragraph: Paragraph, than: re.Match[str]) -> Iterator[Hit]:
    """Read 比上年的1600家次减少80家次，下降5%: the base and the percentage may be left out."""
    text = paragraph.norm
    start, end = paragraph.sentence_at(than.start())
    start, end = max(start, than.start() - REACH), min(end, than.end() + REACH)
    place, before = than.end(), None
    if than["named"]:
        before = _next(text, place, end)
        place = before.end if before else place
    way = _WAY.match(text, place)
    difference = _next(text, way.end(), end) if way else None
    if way is None or difference is None or difference.start != way.end() or difference.is_vague:
        return
    now = [
        q
        for q in quantities(text, start, than.start())
        if q.family == difference.family and not q.is_vague and not is_compared(text, q)
    ]
    if len(now) != 1 or not difference.unit or difference.unit == "%":
        return
    if not _SAME_THING.fullmatch(text[now[0].end : than.start()]):
        return
    falls = bool(_DOWN.search(way["way"]))
    change = -difference.value if falls else difference.value
    if before is None:
        yield from _percentage(paragraph, now[0], now[0].value - change, difference, falls)
    elif before.family == difference.family and not before.is_vague:
        room = slack(now[0], before, difference)
        if abs(now[0].value - before.value - change) > room:
            yield _differs(paragraph, now[0], before, way.start("way"), difference)
        yield from _percentage(
            paragraph, now[0], before.value, difference, now[0].value < before.value
        )


def _next(text: str, place: int, end: int) -> Quantity | None:
    """Return the number that stands at a place, or follows it in the same words."""
    found = next(quantities(text, place, end), None)
    if found is None or re.search(r"[，。；、：]", text[place : found.start]):
        return None
    return found


def _percentage(
    paragraph: Paragraph, now: Quantity, before: Decimal, difference: Quantity, falls: bool
) -> Iterator[Hit]:
    match = _PERCENT.match(paragraph.norm, difference.end)
    if match is None or before <= 0:
        return
    rate = Decimal(match["rate"])
    step = Decimal(1).scaleb(int(rate.as_tuple().exponent))
    half = step / 2
    room = slack(now, difference)
    off = abs(now.value - before)
    least = (off - 2 * room) * HUNDRED / (before + room)
    most = (off + 2 * room) * HUNDRED / max(before - room, Decimal(1))
    same_way = bool(_DOWN.search(match["way"])) is falls
    if same_way and least - half <= rate <= most + half:
        return
    right = (off * HUNDRED / before).quantize(step, ROUND_HALF_UP)
    word = "下降" if falls else "增长"
    yield Hit(
        rule="L18",
        severity=Severity.ERROR,
        message=(
            f"写{match['way']}{match['rate']}%；{_told(now, before)}变为{_told(now, now.value)}，"
            f"应为{word}{right}%。"
        ),
        suggestion=f"核对两个时期的数字；数字无误的，改为{word}{right}%。",
        paragraph=paragraph,
        start=match.start("way"),
        end=match.end(),
    )


def _differs(
    paragraph: Paragraph, now: Quantity, before: Quantity, start: int, difference: Quantity
) -> Hit:
    change = now.value - before.value
    right = f"{'减少' if change < 0 else '增加'}{_told(difference, abs(change))}"
    return Hit(
        rule="L18",
        severity=Severity.ERROR,
        message=(
            f"写{paragraph.norm[start : difference.end]}；"
            f"由{_told(before, before.value)}变为{_told(now, now.value)}，应为{right}。"
        ),
        suggestion=f"核对两个时期的数字；数字无误的，改为{right}。",
        paragraph=paragraph,
        start=start,
        end=difference.end,
    )


def _told(like: Quantity, value: Decimal) -> str:
    return f"{plain(value / like.scale)}{like.unit_shown}"
