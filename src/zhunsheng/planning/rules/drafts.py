"""What somebody enters: the beginning of a plan, a part, a unit of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhunsheng.planning.choices import KeyCriterion, PartKind
from zhunsheng.registry.choices import RiskClass, Sector


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """
    What a plan begins with.

    Without ``officers`` the workforce is counted: those whose credential is valid on the day of
    the draft, by unit. ``stated_units`` is a total that a text or an order from above states; it
    is compared with the sum of the parts, never used for it.
    """

    year: int
    officers: int | None = None
    staff: int | None = None
    stated_units: int | None = None
    goals: str = ""
    safeguards: str = ""
    told_approved_on: date | None = None
    told_approval_number: str = ""


@dataclass(frozen=True, slots=True)
class PartDraft:
    """
    A part of the plan; without ``days`` it shares in the days that the others leave.

    Without ``unit_count`` the units are counted: those of its list, or, with ``rates`` (risk
    class and percentage), as many as are to be drawn of what the registry holds of its sector.
    ``cap`` is the most visits of a unit in the year, ``special_ground`` makes it a special
    campaign.
    """

    number: int
    label: str
    kind: PartKind
    unit_count: int | None = None
    visits_per_unit: int = 1
    sector: Sector | None = None
    days: int | None = None
    cap: int | None = None
    months: tuple[int, ...] = ()
    rates: tuple[tuple[RiskClass, int], ...] = ()
    special_ground: str = ""


@dataclass(frozen=True, slots=True)
class SectorDraft:
    """All units of the sector of a part, or those of these risk classes, with one reason."""

    risks: tuple[RiskClass, ...] = ()
    reasons: tuple[KeyCriterion, ...] = ()
    months: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A unit listed by name: why it is a key unit, in which months it is to be inspected."""

    entity: UUID
    reasons: tuple[KeyCriterion, ...] = ()
    months: tuple[int, ...] = ()
    note: str = ""


def listed_twice(
    parts: Mapping[int, PartDraft], units: Mapping[int, Sequence[UnitDraft]]
) -> Iterator[tuple[int, int, UUID]]:
    """
    Yield the units of two lists: the part, the part that listed it first, the unit.

    Only the list of a special campaign may overlap another.
    """
    first: dict[UUID, int] = {}
    for number, listed in units.items():
        if number in parts and parts[number].special_ground:
            continue
        for unit in listed:
            there = first.setdefault(unit.entity, number)
            if there != number:
                yield number, there, unit.entity
