"""Under which kind of penalty a case is booked in the yearly table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final
from uuid import UUID

from zhunsheng.cases.rules.counted import Imposed
from zhunsheng.kernel.figure import Row
from zhunsheng.lawbook.choices import Measure
from zhunsheng.statistics.choices import PenaltyClass

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
        found |= _plain(fines=one.fine_fen > 0, warns=one.warns)
    return max(found, key=_WEIGHTS.index)


def plain_class(*, fines: bool, warns: bool) -> PenaltyClass:
    """Return the heaviest of a decision that imposes nothing beside fine and warning."""
    return max({PenaltyClass.OTHER} | _plain(fines=fines, warns=warns), key=_WEIGHTS.index)


def _plain(*, fines: bool, warns: bool) -> set[PenaltyClass]:
    found = {PenaltyClass.FINE} if fines else set()
    return found | {PenaltyClass.WARNING} if warns else found


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
