"""L18: a difference from an earlier number, and its percentage, are what the two numbers make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
#: 与上年的360家次相比，检查减少48家次: words between the base and the change.
_WAY_LATER: Final = re.compile(rf"(?:同期)?相比，?[^，。；、\d]{{1,8}}?(?P<way>{CHANGE})了?")
_PERCENT: Final = re.compile(
    rf"[，、]?(?:同比|环比)?(?P<way>{CHANGE}|[减降增涨]幅)(?:了|为|达到?)?(?P<rate>\d{{1,4}}(?:\.\d{{1,4}})?)%(?!点)"
)
#: 事故5起、死亡4人，同比分别减少2起、1人，下降28.6%和20%.
_EACH: Final = re.compile(
    rf"(?:同比|[较比与]{OTHER_TIME}(?:同期)?(?:相比)?)，?分别(?P<way>{CHANGE})了?"
    r"(?P<counts>\d[^，。；、]{0,8}[、和]\d[^，。；、和]{0,6}?)，?(?:分别)?"
    rf"(?P<then>{CHANGE})了?(?P<first>\d{{1,4}}(?:\.\d{{1,4}})?)%[、和](?P<second>\d{{1,4}}(?:\.\d{{1,4}})?)%"
)
#: What may stand between a number and its comparison; other words speak of another thing.
_SAME_THING: Final = re.compile(r"[^，。；、\d]{0,6}(?:[，；、]涉及[^，。；、]{1,16})?[，；、（]?")
_DOWN: Final = re.compile(r"减|下|降|落|少")
REACH: Final = 120  # characters to either side in which the numbers of a comparison stand


@dataclass(frozen=True, slots=True)
class _Rate:
    """A percentage as the text states it, with the word for its direction and its place."""

    way: str
    value: Decimal
    start: int
    end: int

    @property
    def step(self) -> Decimal:
        """Return the worth of the last written digit."""
        return Decimal(1).scaleb(int(self.value.as_tuple().exponent))


def check(document: Document) -> Iterator[Hit]:
    """Check each comparison that names a difference."""
    for paragraph in document.prose:
        for match in _THAN.finditer(paragraph.norm):
            yield from _comparison(paragraph, match)
        for match in _EACH.finditer(paragraph.norm):
            yield from _each(paragraph, match)


def _comparison(paragraph: Paragraph, than: re.Match[str]) -> Iterator[Hit]:
    """Read 比上年的1600家次减少80家次，下降5%: the base and the percentage may be left out."""
    text = paragraph.norm
    start, end = paragraph.sentence_at(than.start())
    start, end = max(start, than.start() - REACH), min(end, than.end() + REACH)
    place, before = than.end(), None
    if than["named"]:
        before = _next(text, place, end)
        place = before.end if before else place
    way = _WAY.match(text, place) or (_WAY_LATER.match(text, place) if before else None)
    difference = _next(text, way.end(), end) if way else None
    if way is None or difference is None or difference.start != way.end() or difference.is_vague:
        return
    if not difference.unit or difference.unit == "%":
        return
    now = _like(text, start, than.start(), difference)
    falls = bool(_DOWN.search(way["way"]))
    change = -difference.value if falls else difference.value
    if not now and before is not None and before.family == difference.family:
        after = replace(before, value=before.value + change)
        yield from _percentage(paragraph, after, before.value, difference, falls)
    elif len(now) == 1 and _SAME_THING.fullmatch(text[now[0].end : than.start()]):
        yield from _against(paragraph, now[0], before, (way.start("way"), difference), change)


def _against(
    paragraph: Paragraph,
    now: Quantity,
    before: Quantity | None,
    told: tuple[int, Quantity],
    change: Decimal,
) -> Iterator[Hit]:
    """Compare a number with an earlier one, where it is named, and the percentage with both."""
    start, difference = told
    if before is None:
        yield from _percentage(paragraph, now, now.value - change, difference, change < 0)
    elif before.family == difference.family and not before.is_vague:
        if abs(now.value - before.value - change) > slack(now, before, difference):
            yield _differs(paragraph, now, before, start, difference)
        yield from _percentage(paragraph, now, before.value, difference, now.value < before.value)


def _like(text: str, start: int, end: int, difference: Quantity) -> list[Quantity]:
    """Return the numbers of the kind of a difference that stand before its comparison."""
    return [
        q
        for q in quantities(text, start, end)
        if q.family == difference.family and not q.is_vague and not is_compared(text, q)
    ]


def _each(paragraph: Paragraph, match: re.Match[str]) -> Iterator[Hit]:
    """Work out the percentages of two differences that are told together."""
    text = paragraph.norm
    start, _ = paragraph.sentence_at(match.start())
    changes = list(quantities(text, *match.span("counts")))
    now = list(quantities(text, max(start, match.start() - REACH), match.start()))[-2:]
    if [q.family for q in changes] != [q.family for q in now] or len(now) != 2:
        return
    falls = bool(_DOWN.search(match["way"]))
    if falls is not bool(_DOWN.search(match["then"])):
        return
    for group, one, change in zip(("first", "second"), now, changes, strict=True):
        before = one.value + (change.value if falls else -change.value)
        rate = _Rate(match["then"], Decimal(match[group]), *match.span(group))
        if before > 0 and not (one.is_vague or change.is_vague):
            yield from _rate(paragraph, one, before, change, rate)


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
    rate = _Rate(match["way"], Decimal(match["rate"]), match.start("way"), match.end())
    if bool(_DOWN.search(match["way"])) is not falls:
        yield _wrong(paragraph, now, before, rate)
    else:
        yield from _rate(paragraph, now, before, difference, rate)


def _rate(
    paragraph: Paragraph, now: Quantity, before: Decimal, difference: Quantity, rate: _Rate
) -> Iterator[Hit]:
    """Compare a percentage with what the numbers make, but for what was rounded."""
    room, half = slack(now, difference), rate.step / 2
    off = abs(now.value - before)
    least = (off - 2 * room) * HUNDRED / (before + room)
    most = (off + 2 * room) * HUNDRED / max(before - room, Decimal(1))
    if not least - half <= rate.value <= most + half:
        yield _wrong(paragraph, now, before, rate)


def _wrong(paragraph: Paragraph, now: Quantity, before: Decimal, rate: _Rate) -> Hit:
    off = abs(now.value - before) * HUNDRED / before
    right = off.quantize(rate.step, ROUND_HALF_UP)
    word = "下降" if now.value < before else "增长"
    return Hit(
        rule="L18",
        severity=Severity.ERROR,
        message=(
            f"写{rate.way}{rate.value}%；{_told(now, before)}变为{_told(now, now.value)}，"
            f"应为{word}{right}%。"
        ),
        suggestion=f"核对两个时期的数字；数字无误的，改为{word}{right}%。",
        paragraph=paragraph,
        start=rate.start,
        end=rate.end,
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
