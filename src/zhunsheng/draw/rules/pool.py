"""What a published pool holds: units, officers, items, strata, and how the seed will come about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from zhunsheng.draw.choices import CreditStanding, DrawKind, PoolSide, SeedMethod

RULE_VERSION: Final = "zhunsheng-rule/4"
#: The rule before it, which knew no bounds of streets and is the same where none takes part.
LAST_RULE: Final = "zhunsheng-rule/3"
#: The form of the record that belongs to each version of the rule; records of old stay as they are.
FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "zhunsheng-rule/1": "zhunsheng-draw/1",
        "zhunsheng-rule/2": "zhunsheng-draw/2",
        LAST_RULE: "zhunsheng-draw/3",
        RULE_VERSION: "zhunsheng-draw/4",
    }
)


@dataclass(frozen=True, slots=True)
class PoolItem:
    """A matter that a department inspects; the bureau's own stand on its power list."""

    department: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ListVersion:
    """Which version of a list it is: its number, its hash, and what differs from the last one."""

    number: int
    hash: str
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class PoolUnit:
    """A unit that can be drawn."""

    id: str
    name: str
    credit_code: str
    risk_class: str
    credit_class: str


@dataclass(frozen=True, slots=True)
class PoolOfficer:
    """An officer who can be drawn, named to everybody by the number of the credential alone."""

    id: str
    credential: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class Stratum:
    """
    A part of the units with its published rate in percent and how many are drawn of it.

    Empty classes mean all units; a rate of 0 means that the number was set.
    """

    risk_class: str
    credit_class: str
    rate: int
    units: int
    to_draw: int

    def holds(self, unit: PoolUnit) -> bool:
        """Return whether a unit belongs to it."""
        if not self.risk_class and not self.credit_class:
            return True
        return (unit.risk_class, unit.credit_class) == (self.risk_class, self.credit_class)


@dataclass(frozen=True, slots=True)
class Rates:
    """Published rates in percent: by risk class, and what a credit class adds in points."""

    by_risk: tuple[tuple[str, int], ...]
    by_credit: tuple[tuple[str, int], ...]

    def of(self, risk_class: str, credit_class: str) -> int:
        """Return the rate of a stratum, at most one hundred."""
        return min(100, dict(self.by_risk)[risk_class] + dict(self.by_credit)[credit_class])


@dataclass(frozen=True, slots=True)
class Recusal:
    """An officer who does not inspect a unit; the reason stays with the bureau."""

    officer: str
    unit: str


@dataclass(frozen=True, slots=True)
class PoolStreet:
    """A delegated street whose officers are in the pool: they inspect its own units alone."""

    name: str
    officers: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PoolExclusion:
    """A unit or officer left out of the pool, with the reason."""

    side: PoolSide
    id: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class PairCount:
    """How often two officers were drawn together before, since the year began."""

    first: str
    second: str
    times: int


@dataclass(frozen=True, slots=True)
class SeedPlan:
    """How the seed will come about: the parties in their order, or the event and its day."""

    method: SeedMethod
    contributors: tuple[str, ...]
    event: str
    event_on: date | None


@dataclass(frozen=True, slots=True)
class PoolScope:
    """Which units the pool covers: all of these sectors and risk classes; empty means every one."""

    sectors: tuple[str, ...] = ()
    risk_classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule under which the pool is drawn: its version and its text."""

    version: str
    text: str


@dataclass(frozen=True, slots=True)
class Pool:
    """All that is published before the seed; a limit of 0 is none."""

    draw: str
    bureau: str
    title: str
    kind: DrawKind
    published_on: date
    visits_from: date
    visits_until: date
    item_list: str
    items: tuple[PoolItem, ...]
    scope: PoolScope
    unit_list: ListVersion
    units: tuple[PoolUnit, ...]
    strata: tuple[Stratum, ...]
    units_to_draw: int
    officer_list: ListVersion
    officers: tuple[PoolOfficer, ...]
    recusals: tuple[Recusal, ...]
    streets: tuple[PoolStreet, ...]
    exclusions: tuple[PoolExclusion, ...]
    partners: tuple[str, ...]
    most_per_officer: int
    most_per_pair: int
    earlier_pairs: tuple[PairCount, ...]
    seed_plan: SeedPlan
    repeats: str
    repeat_reason: str
    rule: Rule

    @property
    def is_current(self) -> bool:
        """Whether it may go on by its own rule: today's, or the last one."""
        return self.rule.version in (RULE_VERSION, LAST_RULE)


def strata_of(units: tuple[PoolUnit, ...], rates: Rates) -> tuple[Stratum, ...]:
    """Return the strata that have units, by risk and credit class, each with its number to draw."""
    counted: dict[tuple[str, str], int] = {}
    for unit in units:
        key = (unit.risk_class, unit.credit_class)
        counted[key] = counted.get(key, 0) + 1
    order = {one.value: place for place, one in enumerate(CreditStanding)}
    found = []
    for (risk, credit), count in sorted(counted.items(), key=lambda e: (e[0][0], order[e[0][1]])):
        rate = rates.of(risk, credit)
        found.append(Stratum(risk, credit, rate, count, share(count, rate)))
    return tuple(found)


def share(units: int, rate: int) -> int:
    """
    Return how many of the units a rate in percent draws, rounded up.

    >>> share(30, 5), share(1, 1), share(200, 10)
    (2, 1, 20)
    """
    return -(-units * rate // 100)
