"""What the lawbook's data says, as frozen values that the rules look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook.choices import (
    Authority,
    Degree,
    Fact,
    FineModel,
    Liable,
    Measure,
    OrderRule,
    PartyKind,
    Stage,
)
from zhunsheng.lawbook.rules.places import NATIONAL

#: What a fine is a multiple or a share of, and the divisor.
MULTIPLIED: Final = {
    FineModel.GAINS: (Fact.GAINS, 1),
    FineModel.VALUE: (Fact.GOODS_VALUE, 1),
    FineModel.INCOME: (Fact.INCOME, 100),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact lies in a span: ``least`` belongs to it, ``below`` does not; None is open."""

    fact: Fact
    least: int | None = None
    below: int | None = None

    def holds(self, value: int) -> bool:
        """Return whether the value lies in the span."""
        above = self.least is None or value >= self.least
        return above and (self.below is None or value < self.below)


@dataclass(frozen=True, slots=True)
class Fine:
    """
    One measure of a fine: whom, at which stage, how much.

    ``least`` and ``most`` are fen for a range, whole multiples for gains and goods, whole
    percents for income; both ends belong to it. ``may`` tells that the law leaves it open
    whether to fine. All conditions must hold.
    """

    who: Liable
    stage: Stage
    model: FineModel
    least: int
    most: int
    when: tuple[Condition, ...] = ()
    may: bool = False


@dataclass(frozen=True, slots=True)
class Violation:
    """
    A conduct that the law punishes, in one of its versions (``since`` to ``until``, both in).

    Amounts are in fen. ``jurisdiction`` is the place of a local rule. ``warning`` tells that a
    warning may be given beside or for a fine. Of the measures, ``may_measures`` are left to choice
    or to gravity, and one of ``either_measures`` is ordered; all others are ordered without choice.
    """

    key: str
    label: str
    conduct: str
    since: date
    until: date | None
    breach: Citation
    penalty: Citation
    order: OrderRule
    fines: tuple[Fine, ...]
    measures: tuple[Measure, ...]
    late_measures: tuple[Measure, ...]
    warning: bool
    authority: Authority
    verified: bool
    source: str
    checked_on: date
    jurisdiction: str = NATIONAL
    where: str = field(default="", compare=False)
    may_measures: frozenset[Measure] = frozenset()
    either_measures: frozenset[Measure] = frozenset()
    fined_late: frozenset[Liable] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Note who is fined for what is not put right in time."""
        late = frozenset(one.who for one in self.fines if one.stage is Stage.SECOND)
        object.__setattr__(self, "fined_late", late)

    def of(self, who: Liable, stage: Stage) -> Iterator[Fine]:
        """Yield the measures for somebody at a stage."""
        return (fine for fine in self.fines if fine.who is who and fine.stage is stage)

    def in_force(self, on: date) -> bool:
        """Return whether this version applies to an act of the day."""
        return self.since <= on and (self.until is None or on <= self.until)

    @property
    def liable(self) -> tuple[Liable, ...]:
        """
        Who is punished, in the order of the data, each once.

        Where nobody is fined, a penalty that stops the business hits the unit.
        """
        stops = any(one.suspends for one in (*self.measures, *self.late_measures))
        fined = tuple(dict.fromkeys(fine.who for fine in self.fines))
        return fined or (Liable.UNIT,) * stops

    @property
    def party(self) -> PartyKind:
        """Whom the first fine hits."""
        return self.liable[0].party if self.liable else PartyKind.UNIT

    def span(self, stage: Stage) -> tuple[int, int]:
        """Return the least and the most, in fen, of the fines for whom the first one hits."""
        rows = [f for f in self._of_the_first(stage) if f.model is FineModel.RANGE]
        return min((f.least for f in rows), default=0), max((f.most for f in rows), default=0)

    @property
    def has_second(self) -> bool:
        """Whether the law fines whom the first fine hits for what is not put right in time."""
        return any(self._of_the_first(Stage.SECOND))

    def _of_the_first(self, stage: Stage) -> Iterator[Fine]:
        return self.of(self.liable[0], stage) if self.liable else iter(())

    @property
    def order_first(self) -> bool:
        """Whether a fine needs a refused or expired order (安全生产法 93, 108)."""
        return self.order is OrderRule.FIRST


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier of a benchmark: its condition and the narrower ranges in fen."""

    key: str
    when: tuple[Condition, ...]
    fines: tuple[Fine, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the statutory range in percent of its width, for a degree of gravity."""

    degree: str
    least: int
    most: int

    @property
    def label(self) -> str:
        """The printed degree."""
        return Degree(self.degree).label


@dataclass(frozen=True, slots=True)
class Weight:
    """A factor of the percent model: its options, each with percents of the maximum."""

    key: str
    label: str
    options: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """
    How an authority narrows its discretion for one violation, or (``violation`` empty) for all.

    Exactly one of ``tiers``, ``bands``, ``weights`` is filled (law.md 5.2).
    """

    id: str
    label: str
    violation: str
    basis: Citation
    place: str
    jurisdiction: str
    since: date
    until: date | None
    tiers: tuple[Tier, ...]
    bands: tuple[Band, ...]
    weights: tuple[Weight, ...]
    verified: bool
    source: str
    checked_on: date
    where: str = field(default="", compare=False)
    decisive: tuple[Fact, ...] = field(init=False, compare=False)
    lines: frozenset[tuple[Liable, Stage]] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Note which facts decide the tier, and of whom at which stage the tiers speak."""
        facts = dict.fromkeys(one.fact for tier in self.tiers for one in tier.when)
        lines = frozenset((one.who, one.stage) for tier in self.tiers for one in tier.fines)
        object.__setattr__(self, "decisive", tuple(facts))
        object.__setattr__(self, "lines", lines)

    def in_force(self, on: date) -> bool:
        """Return whether the benchmark applies to a decision of the day."""
        return self.since <= on and (self.until is None or on <= self.until)
