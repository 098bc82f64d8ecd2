"""Violations: what the law punishes, in dated versions, from ``data/violations/``."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from zhunsheng.lawbook.choices import (
    Authority,
    Fact,
    FactUnit,
    FineModel,
    Liable,
    Measure,
    OrderRule,
    Stage,
)
from zhunsheng.lawbook.loading.common import Once, Row, rows
from zhunsheng.lawbook.loading.instruments import Instrument, cited, instruments
from zhunsheng.lawbook.loading.reading import BadLawData, loader
from zhunsheng.lawbook.rules.law import Condition, Fine, Violation

_ROW = {"key", "label", "conduct"}
_VERSION = {"breach", "penalty", "fines"}
_MAY = {
    "since",
    "until",
    "order",
    "measures",
    "late_measures",
    "warning",
    "authority",
    "verified",
    "source",
    "checked_on",
}
_MODELS = {
    "range": FineModel.RANGE,
    "gains": FineModel.GAINS,
    "value": FineModel.VALUE,
    "income": FineModel.INCOME,
}
_STAGES = {1: Stage.FIRST, 2: Stage.SECOND}


@loader
def violation_versions() -> Mapping[str, tuple[Violation, ...]]:
    """
    Return the versions of every violation by key, oldest first.

    A violation of the site takes the place of the program's with all its versions.

    :raises BadLawData: if a row does not keep its form, or versions overlap or leave a gap
    """
    loaded: dict[str, tuple[Violation, ...]] = {}
    once = Once()
    for row in rows("violations"):
        with row.within():
            key = once.named(row, "key")
            loaded[key] = _versions(row)
    return loaded


def _versions(row: Row) -> tuple[Violation, ...]:
    if "versions" not in row:
        row.only(_ROW | _VERSION, _MAY)
        return (_violation(row, row),)
    row.only(_ROW | {"versions"}, set())
    found = tuple(_version(row, part) for part in row["versions"])
    for earlier, later in itertools.pairwise(found):
        if earlier.until is None or earlier.until >= later.since:
            raise row.bad(f"{row['key']}: versions overlap at {later.since}")
        if (later.since - earlier.until).days != 1:
            raise row.bad(f"{row['key']}: a gap before {later.since}")
    return found


def _version(row: Row, part: Row) -> Violation:
    part.only(_VERSION, _MAY)
    return _violation(row, part)


def _violation(row: Row, part: Row) -> Violation:
    order = part.get("order", "TOGETHER")
    if order == OrderRule.FIRST.value and any(f.get("stage", 1) == 1 for f in part["fines"]):
        raise part.bad(f"{row['key']}: where the order comes first, a fine stands at stage 2")
    try:
        penalty = cited(part, "penalty")
        law = instruments()[penalty.instrument]
        since = part.day("since") if "since" in part else law.effective_on
        return Violation(
            key=row["key"],
            label=row["label"],
            conduct=row["conduct"],
            since=since,
            until=part.last_day("until", since) if "until" in part else _last_day(law),
            breach=cited(part, "breach"),
            penalty=penalty,
            order=OrderRule(order),
            fines=fines(part["fines"], part),
            measures=tuple(Measure(one) for one in part.get("measures", ())),
            late_measures=tuple(Measure(one) for one in part.get("late_measures", ())),
            warning=part.flag("warning", False),
            authority=Authority(part.get("authority", "BUREAU")),
            verified=part.flag("verified", law.verified),
            source=part.get("source", law.source),
            checked_on=part.get("checked_on", law.checked_on),
            where=part.where,
        )
    except BadLawData:
        raise
    except (KeyError, ValueError) as problem:
        raise part.bad(f"{row['key']}: {problem}") from None


def _last_day(law: Instrument) -> date | None:
    """Return the last day of an instrument; ``ended_on`` is the first day without it."""
    return None if law.ended_on is None else law.ended_on - timedelta(days=1)


def fines(stated: Sequence[Row], place: Row) -> tuple[Fine, ...]:
    """
    Return the measures of a version or a tier.

    :raises BadLawData: if a range stands upside down or a row names no model or two
    """
    return tuple(_fine(row, place) for row in stated)


def _fine(row: Row, place: Row) -> Fine:
    row.only({"who"}, {"stage", "when", "may", *_MODELS})
    named = [name for name in _MODELS if name in row]
    if len(named) != 1:
        raise row.bad("one of range, gains, value, income")
    least, most = row[named[0]]
    if not 0 <= least <= most:
        raise row.bad(f"the range {least} to {most} stands upside down")
    scale = 100 if named[0] == "range" else 1
    return Fine(
        who=Liable(row["who"]),
        stage=_STAGES[row.get("stage", 1)],
        model=_MODELS[named[0]],
        least=least * scale,
        most=most * scale,
        when=conditions(row.get("when", {}), place),
        may=row.flag("may", False),
    )


def conditions(named: Mapping[str, Any], place: Row) -> tuple[Condition, ...]:
    """
    Return the conditions of a row: ``fact: 3`` or ``fact: [least, below]``, amounts in yuan.

    :raises BadLawData: if a fact is unknown or a span is empty
    """
    return tuple(_conditions(named, place))


def _conditions(named: Mapping[str, Any], place: Row) -> Iterator[Condition]:
    for name, span in named.items():
        try:
            fact = Fact(name)
        except ValueError:
            raise place.bad(f"unknown fact {name}") from None
        scale = 100 if fact.unit is FactUnit.FEN else 1
        least, below = span if isinstance(span, list) else (int(span), int(span) + 1)
        if least is not None and below is not None and least >= below:
            raise place.bad(f"{name}: the span {span} is empty")
        yield Condition(
            fact,
            None if least is None else least * scale,
            None if below is None else below * scale,
        )
