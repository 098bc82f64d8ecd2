"""Definitions of figures, read from the file that a lawyer edits, and the comparison of sets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

import yaml

from zhunsheng.cases.rules.counted import Imposed
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.figure import Figure, FigureUnit, Row
from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook.choices import Measure
from zhunsheng.statistics.choices import (
    EXPLAINED,
    CountingRule,
    FigureGroup,
    PenaltyClass,
    Remainder,
    Stage,
)

_FIELDS: Final = frozenset(
    {"key", "group", "label", "unit", "definition", "scope", "basis", "record", "rule", "parts"}
)


class UnknownFigure(LookupError):
    """No figure of that key is defined."""


class BrokenDefinition(ValueError):
    """The file of definitions contradicts itself; the text names the figure."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a figure covers, and the day on which it is taken."""

    since: date
    until: date
    as_of: date


@dataclass(frozen=True, slots=True)
class FigureDef:
    """What a figure counts: one sentence, its unit, scope and legal basis, how it counts."""

    key: str
    group: FigureGroup
    label: str
    unit: FigureUnit
    definition: str
    scope: str
    basis: Citation
    parts: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    rule: CountingRule = CountingRule.EACH

    def scope_of(self, period: Period) -> str:
        """Return the scope with the days of a period written in."""
        return self.scope.format(
            since=period.since.isoformat(),
            until=period.until.isoformat(),
            as_of=period.as_of.isoformat(),
        )

    def made(
        self, period: Period, *, rows: Iterable[Row] = (), parts: Iterable[Figure] = ()
    ) -> Figure:
        """Return the figure of a period over its rows or parts."""
        return Figure(
            key=self.key,
            label=self.label,
            unit=self.unit,
            definition=self.definition,
            scope=self.scope_of(period),
            basis=self.basis,
            as_of=period.as_of,
            rows=tuple(rows),
            parts=tuple(parts),
        )


@cache
def definitions() -> Mapping[str, FigureDef]:
    """
    Return every defined figure by key, in the order of the file.

    :raises BrokenDefinition: for an unknown field, a key twice, or a part that is not defined
    """
    text = files("zhunsheng.statistics").joinpath("data", "figures.yaml").read_text("utf-8")
    found: dict[str, FigureDef] = {}
    for row in yaml.safe_load(text):
        one = _definition(row)
        if one.key in found:
            raise BrokenDefinition(one.key)
        found[one.key] = one
    for one in found.values():
        if any(part not in found or found[part].parts for part in one.parts):
            raise BrokenDefinition(one.key)
    return found


def _definition(row: dict[str, Any]) -> FigureDef:
    if unknown := set(row) - _FIELDS:
        raise BrokenDefinition(f"{row.get('key')}: {sorted(unknown)}")
    record = row.get("record", ())
    return FigureDef(
        key=row["key"],
        group=FigureGroup(row["group"]),
        label=row["label"],
        unit=FigureUnit[row["unit"]],
        definition=row["definition"],
        scope=row["scope"],
        basis=cite(row["basis"]),
        parts=tuple(row.get("parts", ())),
        records=(record,) if isinstance(record, str) else tuple(record),
        rule=CountingRule(row.get("rule", "PARTS" if "parts" in row else "EACH")),
    )


def definition(key: str) -> FigureDef:
    """
    Return the definition of a figure.

    :raises UnknownFigure: if no figure has the key
    """
    try:
        return definitions()[key]
    except KeyError:
        raise UnknownFigure(key) from None


def shown(unit: FigureUnit, value: int) -> str:
    """
    Return a value as it is printed: amounts in yuan with two decimals, counts as they are.

    >>> shown(FigureUnit.FEN, 129_338_000), shown(FigureUnit.VISIT, 2334)
    ('1,293,380.00', '2334')
    """
    return yuan_text(value) if unit is FigureUnit.FEN else str(value)


#: What a measure of a decision is in the yearly table; orders are no penalties and are none of it.
_CLASSES: Final = {
    Measure.CONFISCATE_GAINS: PenaltyClass.CONFISCATION,
    Measure.CONFISCATE_PROPERTY: PenaltyClass.CONFISCATION,
    Measure.LICENSE_SUSPENSION: PenaltyClass.LICENSE_SUSPENSION,
    Measure.LICENSE_REVOCATION: PenaltyClass.LICENSE_REVOCATION,
    Measure.SUSPENSION_OF_BUSINESS: PenaltyClass.CLOSURE,
    Measure.OVERHAUL_SUSPENSION: PenaltyClass.CLOSURE,
    Measure.OCCUPATION_RESTRICTION: PenaltyClass.CLOSURE,
}
#: From the lightest to the heaviest; a clear kind goes before 其他.
_WEIGHTS: Final = (PenaltyClass.OTHER, *(one for one in PenaltyClass if one.value != "OTHER"))


def heaviest(decisions: Iterable[Imposed]) -> PenaltyClass:
    """Return the heaviest of what the decisions of one case impose; 其他 where it is none."""
    found = {PenaltyClass.OTHER}
    for one in decisions:
        found |= {_CLASSES[kind] for kind in one.kinds if kind in _CLASSES}
        found |= {PenaltyClass.FINE} if one.fine_fen else set()
        found |= {PenaltyClass.WARNING} if one.warns else set()
    return max(found, key=_WEIGHTS.index)


def by_heaviest(decisions: Iterable[Imposed]) -> dict[str, tuple[Row, ...]]:
    """Return the rows of decisions by the heaviest kind of their case, which counts once."""
    cases: dict[UUID, list[Imposed]] = {}
    for one in decisions:
        cases.setdefault(one.root, []).append(one)
    found: dict[str, list[Row]] = {}
    for root, own in cases.items():
        rows = (replace(one.row, distinct=str(root)) for one in own)
        found.setdefault(heaviest(own).value, []).extend(rows)
    return {kind: tuple(rows) for kind, rows in found.items()}


@dataclass(frozen=True, slots=True)
class DecidedCase:
    """
    A decision of the ordinary procedure as the comparison of sets looks at it.

    ``fell`` tells that it ended, ``barred`` that it is public no more (行政处罚法 48.2).
    """

    row: Row
    reviewed: bool
    delivered: bool
    delivery_due: date | None
    published: bool
    publication_due: date | None
    natural_person: bool
    fell: bool = False
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Leftover:
    """Decided cases that are missing in a set for one named reason."""

    reason: Remainder
    rows: tuple[Row, ...]

    @property
    def is_explained(self) -> bool:
        """Whether the law itself explains the difference."""
        return self.reason in EXPLAINED


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many of the decided cases are in a set, and the named remainder."""

    stage: Stage
    decided: int
    inside: int
    leftovers: tuple[Leftover, ...]

    @property
    def is_equal(self) -> bool:
        """Whether both sets are the same."""
        return self.decided == self.inside

    @property
    def is_explained(self) -> bool:
        """Whether every remainder is one that the law explains."""
        return all(left.is_explained for left in self.leftovers)


def compared(cases: Iterable[DecidedCase], *, as_of: date) -> tuple[Comparison, ...]:
    """
    Compare the decisions of the ordinary procedure with those of them that went each way.

    Numbers alone prove nothing: the sets are compared case by case, and what is missing is named.
    """
    decided = tuple(cases)
    return tuple(_comparison(stage, decided, as_of) for stage in Stage)


def _comparison(stage: Stage, decided: tuple[DecidedCase, ...], as_of: date) -> Comparison:
    missing: dict[Remainder, list[Row]] = {}
    for case in decided:
        reason = _MISSING[stage](case, as_of)
        if reason is not None:
            missing.setdefault(reason, []).append(case.row)
    left = tuple(
        Leftover(reason, tuple(missing[reason])) for reason in Remainder if reason in missing
    )
    absent = sum(len(one.rows) for one in left)
    return Comparison(stage, len(decided), len(decided) - absent, left)


def _not_reviewed(case: DecidedCase, as_of: date) -> Remainder | None:
    return None if case.reviewed else Remainder.NOT_REVIEWED


def _not_delivered(case: DecidedCase, as_of: date) -> Remainder | None:
    if case.delivered:
        return None
    if case.fell:
        return Remainder.FELL
    over = case.delivery_due is not None and case.delivery_due < as_of
    return Remainder.DELIVERY_OVERDUE if over else Remainder.NOT_DELIVERED_YET


def _not_published(case: DecidedCase, as_of: date) -> Remainder | None:
    if case.published:
        return None
    if case.fell:
        return Remainder.FELL
    if case.barred:
        return Remainder.UNLAWFUL
    if case.natural_person:
        return Remainder.NATURAL_PERSON
    over = case.publication_due is not None and case.publication_due < as_of
    return Remainder.PUBLICATION_OVERDUE if over else Remainder.NOT_PUBLISHED_YET


def _not_in_force(case: DecidedCase, as_of: date) -> Remainder | None:
    return Remainder.FELL if case.fell else None


_MISSING: Final = {
    Stage.REVIEWED: _not_reviewed,
    Stage.DELIVERED: _not_delivered,
    Stage.PUBLISHED: _not_published,
    Stage.IN_FORCE: _not_in_force,
}
