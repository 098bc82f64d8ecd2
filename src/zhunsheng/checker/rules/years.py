"""L18: growth over last year is what the two numbers make, and last year is as it was reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from zhunsheng.checker.arithmetic import HUNDRED, slack, slip
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.quantities import Quantity, plain, quantities
from zhunsheng.checker.rules.stated import Stated, of_last_year, stated
from zhunsheng.checker.text import Paragraph

_GROWTH: Final = re.compile(
    r"(?:同比|[较比](?:上年|去年)(?:同期)?(?:的[^，。；]{1,12}?)?)(?:分别)?(?P<way>增长|增加|上升|提高|下降|减少|降低)了?(?:约)?(?P<value>\d{1,4}(?:\.\d{1,4})?)%"
)
_SAME_THING: Final = re.compile(r"[^，。；、\d]{0,6}[，；、（）]{0,2}(?:增幅|降幅)?")
_DOWN: Final = frozenset(("下降", "减少", "降低"))
NEAR: Final = 80


def check(document: Document) -> Iterator[Hit]:
    """Check growth where the sentence names both numbers."""
    for paragraph in document.prose:
        last = dict(of_last_year(paragraph))
        if not last:
            continue
        for growth in _GROWTH.finditer(paragraph.norm):
            yield from _growth(paragraph, growth, last)


def check_against(document: Document, previous: Document) -> Iterator[Hit]:
    """Compare what a text says, of last year and of its growth, with last year's own report."""
    known: dict[tuple[str, str], Quantity] = {}
    for each in _own(previous):
        known.setdefault((each.thing.name, each.quantity.family), each.quantity)
    for each in _own(document):
        before = known.get((each.thing.name, each.quantity.family))
        if before is None:
            continue
        _, end = each.paragraph.sentence_at(each.quantity.start)
        end = min(end, each.quantity.end + NEAR)
        for place, named in of_last_year(each.paragraph):
            if each.quantity.end <= place < end and named.family == before.family:
                yield from _named_otherwise(each.paragraph, each.thing.name, named, before)
        growth = _GROWTH.search(each.paragraph.norm, each.quantity.end, end)
        if growth and not any(_between(each.quantity, growth, each.paragraph)):
            yield from _compare(each.paragraph, growth, each.quantity, before, "上年报告")


def _own(document: Document) -> Iterator[Stated]:
    """Yield what a report states of its own year."""
    return (one for one in stated(document.this_year) if one.year in (None, document.year))


def _growth(
    paragraph: Paragraph, growth: re.Match[str], last: dict[int, Quantity]
) -> Iterator[Hit]:
    start, end = paragraph.sentence_at(growth.start())
    inside = [q for place, q in last.items() if start <= place < end]
    if len(inside) != 1:
        return
    before = inside[0]
    now = [
        q
        for q in quantities(paragraph.norm, start, growth.start())
        if q.family == before.family and q.start != before.start and not q.is_vague
    ]
    told = list(quantities(paragraph.norm, start, growth.start()))
    if len(now) != 1 or before.is_vague or told[-1].start not in (now[0].start, before.start):
        return
    if _SAME_THING.fullmatch(paragraph.norm[told[-1].end : growth.start()]):
        yield from _compare(paragraph, growth, now[0], before, "文中")


def _between(now: Quantity, growth: re.Match[str], paragraph: Paragraph) -> Iterator[Quantity]:
    return quantities(paragraph.norm, now.end, growth.start())


def _compare(
    paragraph: Paragraph, growth: re.Match[str], now: Quantity, before: Quantity, source: str
) -> Iterator[Hit]:
    if before.value == 0:
        return
    stated_rate = Decimal(growth["value"])
    change = (now.value - before.value) * HUNDRED / before.value
    exponent = Decimal(1).scaleb(int(stated_rate.as_tuple().exponent))
    right = change.quantize(exponent, ROUND_HALF_UP)
    signed = -stated_rate if growth["way"] in _DOWN else stated_rate
    if _may_be(now, before, signed, exponent / 2):
        return
    way = "下降" if right < 0 else "增长"
    yield Hit(
        rule="L18",
        severity=Severity.ERROR,
        message=(
            f"写同比{growth['way']}{growth['value']}%；{source}上年为{_told(before)}，本年为{_told(now)}，"
            f"应为{way}{abs(right)}%。"
        ),
        suggestion=f"核对两年的数字；数字无误的，改为同比{way}{abs(right)}%。",
        paragraph=paragraph,
        start=growth.start(),
        end=growth.end(),
    )


def _may_be(now: Quantity, before: Quantity, stated: Decimal, half: Decimal) -> bool:
    """Tell whether a growth is that of two numbers, but for what was rounded in them."""
    less, more = slack(now), slack(before)
    least = (now.value - less) * HUNDRED / (before.value + more) - HUNDRED
    most = (now.value + less) * HUNDRED / (before.value - more) - HUNDRED
    return least - half <= stated <= most + half


def _named_otherwise(
    paragraph: Paragraph, name: str, named: Quantity, before: Quantity
) -> Iterator[Hit]:
    if named.value == before.value or named.is_vague:
        return
    found = slip(named.value, before.value)
    yield Hit(
        rule="L18",
        severity=Severity.ERROR,
        message=(
            f"{name}：这里写上年为{_told(named)}，上年的报告写{_told(before)}"
            f"{'，' + found if found else ''}。"
        ),
        suggestion="与上年已公布的报告核对；上年数字有更正的，写明更正。",
        paragraph=paragraph,
        start=named.start,
        end=named.end,
    )


def _told(quantity: Quantity) -> str:
    return f"{plain(quantity.value / quantity.scale)}{quantity.unit_shown}"
