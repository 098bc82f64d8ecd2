"""L24: a thing that is stated twice has one number."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.checker.arithmetic import slip
from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document
from zhunsheng.checker.rules.stated import Stated, begun, stated


def check(document: Document) -> Iterator[Hit]:
    """Compare each statement of a thing with the first one of it in the same year."""
    first: dict[tuple[str, str, int | None], Stated] = {}
    told = list(stated(document.this_year))
    for each in told:
        key = (each.thing.name, each.quantity.family, each.year or document.year)
        known = first.setdefault(key, each)
        if known.quantity.value != each.quantity.value:
            yield _differs(known, each)
    yield from _beside(document, told)


def _beside(document: Document, told: list[Stated]) -> Iterator[Hit]:
    """Compare what a paragraph begins with, of no named time, with the paragraph beside it."""
    whole: dict[int, list[Stated]] = {}
    for each in told:
        if each.year in (None, document.year):
            whole.setdefault(each.paragraph.number, []).append(each)
    for bare in begun(document.this_year):
        number = bare.paragraph.number
        for each in (*whole.get(number - 1, ()), *whole.get(number + 1, ())):
            is_same = (each.thing, each.quantity.family) == (bare.thing, bare.quantity.family)
            if is_same and each.quantity.value != bare.quantity.value:
                first, second = sorted((each, bare), key=lambda one: one.paragraph.number)
                yield _differs(first, second)


def _differs(known: Stated, each: Stated) -> Hit:
    there, here = known.quantity, each.quantity
    found = slip(here.value, there.value)
    told = f"，{found}" if found else ""
    return Hit(
        rule="L24",
        severity=Severity.WARNING,
        message=(
            f"{each.thing.name}在第{known.paragraph.number}段写{there.shown(there.value)}{there.unit_shown}，"
            f"这里写{here.shown(here.value)}{here.unit_shown}{told}。"
        ),
        suggestion="核对台账后统一；口径不同的，写明各自的范围和截止日。",
        paragraph=each.paragraph,
        start=here.start,
        end=here.end,
    )
