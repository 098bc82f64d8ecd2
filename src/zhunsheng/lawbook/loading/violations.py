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
    "may_measures",
    "either_measures",
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
_WORDS = {"from", "over", "upto", "under"}
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
    choices = {*part.get("may_measures", ()), *part.get("either_measures", ())}
    if not choices <= {*part.get("measures", ()), *part.get("late_measures", ())}:
        raise part.bad(f"{row['key']}: a choice of measures that the article does not order")
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
            fines=fines(part["fines"], part, law),
            measures=tuple(Measure(one) for one in part.get("measures", ())),
            late_measures=tuple(Measure(one) for one in part.get("late_measures", ())),
            may_measures=frozenset(map(Measure, part.get("may_measures", ()))),
            either_measures=frozenset(map(Measure, part.get("either_measures", ()))),
            warning=part.flag("warning", False),
            authority=Authority(part.get("authority", "BUREAU")),
            verified=part.flag("verified", law.verified),
            source=part.get("source", law.source),
            checked_on=part.get("checked_on", law.checked_on),
            jurisdiction=law.jurisdiction,
            where=part.where,
        )
    except BadLawData:
        raise
    except (KeyError, ValueError) as problem:
        raise part.bad(f"{row['key']}: {problem}") from None


def _last_day(law: Instrument) -> date | None:
    """Return the last day of an instrument; ``ended_on`` is the first day without it."""
    return None if law.ended_on is None else law.ended_on - timedelta(days=1)


def fines(stated: Sequence[Row], place: Row, law: Instrument | None = None) -> tuple[Fine, ...]:
    """
    Return the measures of a version or a tier, read as the instrument ``law`` counts.

    :raises BadLawData: if a range stands upside down or a row names no model or two
    """
    found = []
    for row in stated:
        with row.within():
            found.append(_fine(row, place, law))
    return tuple(found)


def _fine(row: Row, place: Row, law: Instrument | None) -> Fine:
    row.only({"who"}, {"stage", "when", "may", *_MODELS})
    named = [name for name in _MODELS if name in row]
    if len(named) != 1:
        raise row.bad("one of range, gains, value, income")
    least, most = row[named[0]]
    _only_whole(row, least, most)
    if not 0 <= least <= most:
        raise row.bad(f"the range {least} to {most} stands upside down")
    scale = 100 if named[0] == "range" else 1
    return Fine(
        who=Liable(row["who"]),
        stage=_STAGES[row.get("stage", 1)],
        model=_MODELS[named[0]],
        least=least * scale,
        most=most * scale,
        when=conditions(row.get("when", {}), place, law),
        may=row.flag("may", False),
    )


def _only_whole(row: Row, *numbers: object) -> None:
    """Refuse fractions, and the yes and no that would count as one and nought."""
    if not all(type(number) is int for number in numbers):
        raise row.bad("a legal number is an integer")


def conditions(
    named: Mapping[str, Any], place: Row, law: Instrument | None = None
) -> tuple[Condition, ...]:
    """
    Return the conditions of a row, amounts in yuan.

    ``fact: 3``, ``fact: [least, below]``, or the words of the text: ``{from: 3, upto: 10}`` for
    以上 and 以下, ``{over: 1, under: 3}`` for 超过 and 不满. 以上 includes its figure, 超过 and
    不满 do not, 以下 as the instrument says.

    :raises BadLawData: if a fact is unknown, a span is empty, or nobody read how 以下 counts
    """
    return tuple(_conditions(named, place, law))


def _conditions(
    named: Mapping[str, Any], place: Row, law: Instrument | None
) -> Iterator[Condition]:
    for name, span in named.items():
        try:
            fact = Fact(name)
        except ValueError:
            raise place.bad(f"unknown fact {name}") from None
        scale = 100 if fact.unit is FactUnit.FEN else 1
        least, below = _span(span, place, law, scale)
        _only_whole(place, *(number for number in (least, below) if number is not None))
        if least is not None and below is not None and least >= below:
            raise place.bad(f"{name}: the span {span} is empty")
        yield Condition(fact, least, below)


def _span(
    span: Any,  # noqa: ANN401 - YAML says what it says
    place: Row,
    law: Instrument | None,
    scale: int,
) -> tuple[int | None, int | None]:
    """Return the first value inside and the first value beyond, in the unit of the fact."""
    if isinstance(span, Mapping):
        return _in_words(span, place, law, scale)
    least, below = span if isinstance(span, list) else (int(span), int(span) + 1)
    return (
        None if least is None else least * scale,
        None if below is None else below * scale,
    )


def _in_words(
    span: Mapping[str, int], place: Row, law: Instrument | None, scale: int
) -> tuple[int | None, int | None]:
    if unknown := span.keys() - _WORDS or len(span.keys() & {"from", "over"}) > 1:
        raise place.bad(f"a span is told by {sorted(_WORDS)}: {unknown}")
    includes = law.includes_upto if law is not None else None
    if "upto" in span and includes is None:
        raise place.bad("nobody read whether 以下 includes its figure in this instrument")
    least = span["from"] * scale if "from" in span else None
    least = span["over"] * scale + 1 if "over" in span else least
    below = span["under"] * scale if "under" in span else None
    below = span["upto"] * scale + (1 if includes else 0) if "upto" in span else below
    return least, below
