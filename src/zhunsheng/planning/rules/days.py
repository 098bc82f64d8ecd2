"""
The arithmetic of an annual plan.

Every officer has D working days in the year. N officers have ``S = D × N`` together. Other
enforcement takes O, matters that are no enforcement take X, and ``I = S − O − X`` remains for
inspections; it is used up by key and by general inspections: ``I = K + G``. All days are
officer-days. The items of O and X and the parts are entered, N is counted in the workforce;
everything else is computed.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.planning.choices import DayItem, ItemClass, KeyCriterion, PartKind, Phrase
from zhunsheng.registry.choices import RiskClass, Sector


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of the lawbook by which a plan is measured, and whether it was read in a source."""

    value: int
    verified: bool = False

    @property
    def mark(self) -> str:
        """What a message says of a number that nobody verified."""
        return "" if self.verified else Phrase.UNVERIFIED.label


@dataclass(frozen=True, slots=True)
class PlanLimits:
    """The numbers of the lawbook for plans; None where the lawbook holds none on the day."""

    approval_month: Limit | None = None
    key_visits: Limit | None = None
    key_share: Limit | None = None
    officer_share: Limit | None = None
    special: Limit | None = None

    def approved_by(self, year: int) -> date | None:
        """Return by when the plan of a year is usually approved: the last day of the month."""
        month = self.approval_month
        return date(year, month.value, monthrange(year, month.value)[1]) if month else None


@dataclass(frozen=True, slots=True)
class Stratum:
    """The units of one risk class from which a part draws, and the percentage that is drawn."""

    risk: RiskClass
    pool: int
    rate: int

    @property
    def drawn(self) -> int:
        """
        Units to be drawn, a begun unit counts whole.

        >>> Stratum(RiskClass.B, 121, 5).drawn
        7
        """
        return -(-self.pool * self.rate // 100)


@dataclass(frozen=True, slots=True)
class Team:
    """A unit of the bureau: its certified officers and the days that it gives to other work."""

    name: str
    officers: int
    other: int = 0
    not_enforcement: int = 0

    def total(self, working_days: int) -> int:
        """Return S of the unit."""
        return working_days * self.officers

    def inspection(self, working_days: int) -> int:
        """Return I of the unit: S − O − X."""
        return self.total(working_days) - self.other - self.not_enforcement


@dataclass(frozen=True, slots=True)
class PlanPart:
    """
    One line of the plan: a sector or group of units, how often each is visited.

    ``days`` are officer-days set for the part; without them the part shares in the days that the
    others leave, in proportion to its visits. ``listed`` counts the units listed by name. ``cap``
    is the most visits of a unit that the plan sets itself, ``published`` the strictest that was
    published for the sector and classes of a part without a list. ``months`` are those meant
    (none: the whole year), ``strata`` say how many are drawn of each risk class.
    """

    number: int
    label: str
    kind: PartKind
    unit_count: int
    visits_per_unit: int = 1
    days: int | None = None
    listed: int = 0
    cap: int | None = None
    published: int | None = None
    is_special: bool = False
    months: tuple[int, ...] = ()
    strata: tuple[Stratum, ...] = ()
    sector: Sector | None = None

    @property
    def visits(self) -> int:
        """Visits planned: units times visits of each."""
        return self.unit_count * self.visits_per_unit


@dataclass(frozen=True, slots=True)
class PlanUnit:
    """
    A unit listed by name in a part.

    ``closed_on`` is set where it has closed, ``other_body`` names the enforcement body of another
    level that inspects it, ``kept`` the entry that it was merged into, ``cap`` is its own cap of
    visits in the year, ``risk`` and ``sector`` are its registered ones, where these are known;
    ``unrecorded`` are those of its reasons for which the record holds nothing.
    """

    entity: str
    name: str
    part: int
    kind: PartKind
    reasons: frozenset[KeyCriterion] = frozenset()
    months: tuple[int, ...] = ()
    note: str = ""
    closed_on: date | None = None
    other_body: str = ""
    kept: str = ""
    cap: int | None = None
    risk: RiskClass | None = None
    sector: Sector | None = None
    unrecorded: frozenset[KeyCriterion] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """
    All that the rules of a plan look at; ``working_days`` is D, None while unknown.

    A plan is current until a later version of it is approved; ``amendment_runs`` where a later
    version is neither approved nor given up. ``told_approved_on`` is the day of the approval that
    an imported plan states, of which this program did nothing. ``contents_on`` is the day on which
    the contents were last recorded by hand, None where a sheet brought them. ``certified`` counts
    the officers with a valid credential on the day, None where nobody counted; ``left_out`` names
    units of the highest risk class that stand in no key part, ``outdated`` instruments that the
    texts cite though they ended.
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
    told_approved_on: date | None = None
    contents_on: date | None = None
    is_current: bool = True
    is_amendment: bool = False
    amendment_runs: bool = False
    approval_number_given: bool = True
    staff: int | None = None
    certified: int | None = None
    teams: tuple[Team, ...] = ()
    limits: PlanLimits = PlanLimits()
    left_out: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()


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
    Return each number with its share of the total; shares of all its parts sum to 100 %.

    Where the numbers make the total the largest remainders are rounded up; else half up.

    >>> [s.percent_text for s in shares(2480, [("O", 620), ("X", 744), ("I", 1116)])]
    ['25.00%', '30.00%', '45.00%']
    >>> [s.percent_text for s in shares(3, [("O", 1), ("X", 1), ("I", 1)])]
    ['33.34%', '33.33%', '33.33%']
    """
    return shares_within(Share("", total, 10_000), named)


def shares_within(whole: Share, named: Iterable[tuple[str, int]]) -> tuple[Share, ...]:
    """
    Return each number with its share where ``whole`` has one: parts of it make its share.

    >>> [s.percent_text for s in shares_within(Share("O", 7, 2333), [("", 3), ("", 4)])]
    ['10.00%', '13.33%']
    """
    parts = list(named)
    days = tuple(one for _, one in parts)
    if min(days, default=0) >= 0 and sum(days) == whole.days > 0:
        points = spread(whole.basis_points, days)
    else:
        points = tuple(_half_up(one * whole.basis_points, whole.days) for one in days)
    return tuple(
        Share(label, one, point) for (label, one), point in zip(parts, points, strict=True)
    )


def _half_up(number: int, total: int) -> int:
    return (2 * number + total) // (2 * total) if total > 0 else 0


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


def repeated_units(facts: PlanFacts, parts: Iterable[PlanPart] | None = None) -> int:
    """Return how often the lists of these parts, or of all, name a unit that one named already."""
    numbers = {part.number for part in (facts.parts if parts is None else parts)}
    named = [unit.entity for unit in facts.units if unit.part in numbers]
    return len(named) - len(set(named))


def unit_total(facts: PlanFacts, parts: Iterable[PlanPart] | None = None) -> int:
    """
    Return the units of these parts, or of all; a unit that several lists name counts once.

    >>> counts = (5, 1, 35, 3, 7)
    >>> parts = tuple(PlanPart(i, "", PartKind.KEY, n) for i, n in enumerate(counts, 1))
    >>> unit_total(PlanFacts(2025, 1, 248, parts=parts))
    51
    >>> twice = tuple(PlanUnit("示例", "示例", part, PartKind.KEY) for part in (1, 2))
    >>> unit_total(PlanFacts(2025, 1, 248, parts=parts, units=twice))
    50
    """
    chosen = facts.parts if parts is None else tuple(parts)
    return sum(part.unit_count for part in chosen) - repeated_units(facts, chosen)


def visit_total(facts: PlanFacts) -> int:
    """Return the visits of all parts."""
    return sum(part.visits for part in facts.parts)
