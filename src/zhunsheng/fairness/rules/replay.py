"""Replay: what a case would have cost under the table in force, and under the draft."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from zhunsheng.fairness.rules.spans import boundaries, deciding_facts
from zhunsheng.fairness.rules.synthetic import Situation
from zhunsheng.lawbook.choices import Fact, Liable, NodeKind, Stage
from zhunsheng.lawbook.rules.derivation import derive
from zhunsheng.lawbook.rules.facts import Known, PenaltyFacts
from zhunsheng.lawbook.rules.law import MULTIPLIED, Benchmark, Tier, Violation
from zhunsheng.lawbook.rules.places import NATIONAL
from zhunsheng.lawbook.rules.versions import Times


@dataclass(frozen=True, slots=True)
class Placed:
    """A range in fen with the tier that gives it, inside the range of the law."""

    tier: str
    least: int
    most: int
    law_least: int
    law_most: int


@dataclass(frozen=True, slots=True)
class Replayed:
    """A case under both tables; ``before`` and ``after`` are its fine in fen."""

    situation: Situation
    old: Placed
    new: Placed
    before: int
    after: int

    @property
    def is_changed(self) -> bool:
        """Whether the draft leaves another range than the table in force."""
        return (self.old.least, self.old.most) != (self.new.least, self.new.most)


@dataclass(slots=True)
class Table:
    """
    A table, or (None) the law alone, applied to situations on the day of the assessment.

    Situations between the same boundaries are derived once: a fact that only conditions look at
    counts by the boundary at or below it. One that is multiplied into the amount counts as it is.
    """

    law: Violation
    benchmark: Benchmark | None
    on: date
    _known: dict[Situation, Placed | None] = field(default_factory=dict)
    _marks: dict[Fact, tuple[int, ...]] = field(default_factory=dict)
    _measured: frozenset[tuple[Liable, Fact]] = frozenset()

    def __post_init__(self) -> None:
        """Let the table bind whatever its place and its time: it is tried, not applied."""
        if self.benchmark is not None:
            since = min(self.benchmark.since, self.on)
            self.benchmark = replace(self.benchmark, jurisdiction=NATIONAL, since=since, until=None)
        tiers = self.benchmark.tiers if self.benchmark is not None else ()
        fines = (*self.law.fines, *(fine for tier in tiers for fine in tier.fines))
        conditions = (*(tier.when for tier in tiers), *(fine.when for fine in fines))
        spans = tuple(Tier("", when, ()) for when in conditions)
        self._marks = {fact: boundaries(fact, spans) for fact in deciding_facts(spans)}
        self._measured = frozenset(
            (fine.who, MULTIPLIED[fine.model][0]) for fine in fines if fine.model in MULTIPLIED
        )

    def place(self, situation: Situation) -> Placed | None:
        """Return the range of a situation, None where the facts do not give one."""
        key = self._key(situation)
        if key not in self._known:
            self._known[key] = self._placed(key)
        return self._known[key]

    def _key(self, situation: Situation) -> Situation:
        facts = tuple(
            (fact, value if (situation.who, fact) in self._measured else self._mark(fact, value))
            for fact, value in situation.facts
        )
        return Situation(situation.who, situation.stage, facts)

    def _mark(self, fact: Fact, value: int) -> int:
        """Return the boundary at or below a value; the least of a fact that nothing looks at."""
        marks = self._marks.get(fact)
        if marks is None:
            return fact.least
        place = bisect_right(marks, value) - 1
        return marks[place] if place >= 0 else value

    def _placed(self, situation: Situation) -> Placed | None:
        late = situation.stage is Stage.SECOND
        facts = PenaltyFacts(
            times=Times(self.on, self.on),
            who=situation.who,
            jurisdiction=self.law.jurisdiction,
            order_expired=late,
            corrected=False,
            facts={fact: Known(value) for fact, value in situation.facts},
        )
        tables = () if self.benchmark is None else (self.benchmark,)
        found = derive((self.law,), tables, facts, with_alternatives=False)
        if not found.is_settled:
            return None
        nodes = {node.kind: node for node in found.nodes}
        wide, narrow = nodes[NodeKind.RANGE], nodes.get(NodeKind.BENCHMARK)
        tier = narrow.about if narrow is not None else ""
        floor, ceiling = wide.least or 0, wide.most or 0
        # Where a draft leaves the law, the law's own bound is what could be imposed.
        least = min(max(found.least, floor), ceiling)
        most = min(max(found.most, least), ceiling)
        return Placed(tier, least, most, floor, ceiling)


def replayed(old: Table, new: Table, situation: Situation, fine: int | None) -> Replayed | None:
    """
    Return a case under both tables, None where its facts give no range.

    A fine of the past keeps its place between the ends of its range; an invented one is the middle.
    """
    before, after = old.place(situation), new.place(situation)
    if before is None or after is None:
        return None
    paid = middle(before) if fine is None else fine
    return Replayed(situation, before, after, paid, moved(paid, before, after))


def middle(placed: Placed) -> int:
    """Return the middle of a range in fen."""
    return (placed.least + placed.most) // 2


def moved(fine: int, old: Placed, new: Placed) -> int:
    """Return the amount that lies in the new range as the fine lay in the old one, ends in."""
    if old.least == old.most:
        return middle(new) if (new.least, new.most) != (old.least, old.most) else fine
    inside = min(max(fine, old.least), old.most) - old.least
    return new.least + inside * (new.most - new.least) // (old.most - old.least)


@dataclass(frozen=True, slots=True)
class TierEffect:
    """What the draft does to the cases of one row of its table; amounts are medians in fen."""

    line: str
    tier: str
    count: int
    changed: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What the draft does to a set of cases; ``bins`` count fines by tenth of the range."""

    count: int
    changed: int
    higher: int
    lower: int
    median_change: int
    bins_before: tuple[int, ...]
    bins_after: tuple[int, ...]
    tiers: tuple[TierEffect, ...]


def effect(cases: Iterable[Replayed]) -> Effect:
    """Return what the draft does to these cases."""
    rows = list(cases)
    return Effect(
        count=len(rows),
        changed=sum(row.is_changed for row in rows),
        higher=sum(row.after > row.before for row in rows),
        lower=sum(row.after < row.before for row in rows),
        median_change=median([row.after - row.before for row in rows]),
        bins_before=_bins((row.before, row.old) for row in rows),
        bins_after=_bins((row.after, row.new) for row in rows),
        tiers=_by_tier(rows),
    )


def _by_tier(rows: list[Replayed]) -> tuple[TierEffect, ...]:
    parted: dict[tuple[str, str], list[Replayed]] = {}
    for row in rows:
        line = f"{row.situation.who.value}.{row.situation.stage.value}"
        parted.setdefault((line, row.new.tier), []).append(row)
    return tuple(
        TierEffect(
            line,
            tier,
            len(own),
            sum(row.is_changed for row in own),
            median([row.before for row in own]),
            median([row.after for row in own]),
        )
        for (line, tier), own in sorted(parted.items())
    )


def median(values: list[int]) -> int:
    """Return the middle value, the lower of two; 0 where there is none."""
    return sorted(values)[(len(values) - 1) // 2] if values else 0


def _bins(fines: Iterable[tuple[int, Placed]]) -> tuple[int, ...]:
    counts = [0] * 10
    for fine, placed in fines:
        width = placed.law_most - placed.law_least
        tenth = (fine - placed.law_least) * 10 // width if width else 0
        counts[min(max(tenth, 0), 9)] += 1
    return tuple(counts)
