"""
The arithmetic of an annual plan.

Every officer has D working days in the year. N officers have ``S = D × N`` together. Other
enforcement takes O, matters that are no enforcement take X, and ``I = S − O − X`` remains for
inspections; it is used up by key and by general inspections: ``I = K + G``. All days are
officer-days. Only N, the items of O and X and the parts are entered; everything else is computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.planning.choices import DayItem, ItemClass, KeyCriterion, PartKind


@dataclass(frozen=True, slots=True)
class PlanPart:
    """
    One line of the plan: a sector or group of units, how often each is visited.

    ``days`` are officer-days set for the part; without them the part shares in the days that the
    others leave, in proportion to its visits. ``listed`` counts the units listed by name.
    """

    number: int
    label: str
    kind: PartKind
    unit_count: int
    visits_per_unit: int = 1
    days: int | None = None
    listed: int = 0

    @property
    def visits(self) -> int:
        """Visits planned: units times visits of each."""
        return self.unit_count * self.visits_per_unit


@dataclass(frozen=True, slots=True)
class PlanUnit:
    """A unit listed by name in a part."""

    entity: str
    name: str
    part: int
    kind: PartKind
    reasons: frozenset[KeyCriterion] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """
    All that the rules of a plan look at; ``working_days`` is D, None while unknown.

    A plan is current until a later version of it is approved; ``amendment_runs`` where a later
    version is neither approved nor given up.
    """

    year: int
    officers: int
    working_days: int | None
    items: tuple[tuple[DayItem, int], ...] = ()
    parts: tuple[PlanPart, ...] = ()
    units: tuple[PlanUnit, ...] = ()
    stated_units: int | None = None
    acts: tuple[DoneAct, ...] = ()
    on: date | None = None
    approved_on: date | None = None
    is_current: bool = True
    is_amendment: bool = False
    amendment_runs: bool = False
    approval_number_given: bool = True


@dataclass(frozen=True, slots=True)
class Share:
    """A number of officer-days and its share of the whole in hundredths of a percent."""

    label: str
    days: int
    basis_points: int

    @property
    def percent_text(self) -> str:
        """The share as it is printed, two decimals."""
        whole, rest = divmod(abs(self.basis_points), 100)
        return f"{'-' if self.basis_points < 0 else ''}{whole}.{rest:02d}%"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """The working days of a plan: D, N, S, O, X, I and how I is used by K and G."""

    working_days: int
    officers: int
    other: int
    not_enforcement: int
    key: int
    general: int

    @property
    def total(self) -> int:
        """Return S = D × N."""
        return self.working_days * self.officers

    @property
    def inspection(self) -> int:
        """Return I = S − O − X."""
        return self.total - self.other - self.not_enforcement

    @property
    def used(self) -> int:
        """Return K + G, which an approvable plan makes equal to I."""
        return self.key + self.general


def shares(total: int, named: Iterable[tuple[str, int]]) -> tuple[Share, ...]:
    """
    Return each number with its share of the total, rounded half up.

    >>> [s.percent_text for s in shares(2480, [("O", 620), ("X", 744), ("I", 1116)])]
    ['25.00%', '30.00%', '45.00%']
    """
    return tuple(
        Share(label, days, (days * 20000 + total) // (2 * total) if total > 0 else 0)
        for label, days in named
    )


def spread(total: int, weights: tuple[int, ...]) -> tuple[int, ...]:
    """
    Divide a whole number in proportion to weights so that the parts sum to it exactly.

    The largest remainders are rounded up; of equal ones the earlier goes first.

    >>> spread(100, (1, 1, 1)), spread(10, (3, 0, 1)), spread(7, (0, 0))
    ((34, 33, 33), (8, 0, 2), (0, 0))
    """
    whole = sum(weights)
    if whole <= 0 or total <= 0:
        return tuple(0 for _ in weights)
    floors = [total * weight // whole for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_rest[: total - sum(floors)]:
        floors[i] += 1
    return tuple(floors)


def class_days(items: Iterable[tuple[DayItem, int]], wanted: ItemClass) -> int:
    """Return the officer-days of all items of one class."""
    return sum(days for item, days in items if item.item_class is wanted)


def days_for_inspection(facts: PlanFacts) -> int:
    """Return I = S − O − X; 0 officers or an unknown year give what is left of nothing."""
    return (facts.working_days or 0) * facts.officers - sum(days for _, days in facts.items)


def part_days(facts: PlanFacts) -> tuple[int, ...]:
    """Return the officer-days of each part: as set, or its share of what the set ones leave."""
    rest = days_for_inspection(facts) - sum(p.days or 0 for p in facts.parts)
    open_parts = tuple(p for p in facts.parts if p.days is None)
    shared = dict(
        zip(
            (p.number for p in open_parts),
            spread(rest, tuple(p.visits for p in open_parts)),
            strict=True,
        )
    )
    return tuple(shared[p.number] if p.days is None else p.days for p in facts.parts)


def arithmetic(facts: PlanFacts) -> Arithmetic:
    """Return the working days of the plan, all computed."""
    by_kind: Counter[PartKind] = Counter()
    for part, days in zip(facts.parts, part_days(facts), strict=True):
        by_kind[part.kind] += days
    return Arithmetic(
        working_days=facts.working_days or 0,
        officers=facts.officers,
        other=class_days(facts.items, ItemClass.OTHER_ENFORCEMENT),
        not_enforcement=class_days(facts.items, ItemClass.NOT_ENFORCEMENT),
        key=by_kind[PartKind.KEY],
        general=by_kind[PartKind.GENERAL],
    )


def unit_total(facts: PlanFacts) -> int:
    """
    Return the units of all parts.

    >>> counts = (5, 1, 35, 3, 7)
    >>> parts = tuple(PlanPart(i, "", PartKind.KEY, n) for i, n in enumerate(counts, 1))
    >>> unit_total(PlanFacts(2025, 1, 248, parts=parts))
    51
    """
    return sum(part.unit_count for part in facts.parts)


def visit_total(facts: PlanFacts) -> int:
    """Return the visits of all parts."""
    return sum(part.visits for part in facts.parts)
