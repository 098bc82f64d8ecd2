"""The tree of a derivation: its steps, its alternatives, its result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook.choices import (
    Degree,
    Fact,
    Harm,
    Liable,
    Measure,
    NodeKind,
    Question,
    Stage,
    Waiver,
)
from zhunsheng.lawbook.rules.benchmarks import Bound
from zhunsheng.lawbook.rules.facts import PenaltyFacts
from zhunsheng.lawbook.rules.law import MULTIPLIED, Benchmark, Fine, Violation, Weight
from zhunsheng.lawbook.rules.leniency import Compared
from zhunsheng.lawbook.rules.versions import OLD_AND_LIGHTER, Applicable
from zhunsheng.lawbook.rules.waivers import Spared

MINOR: Final[Citation] = cite("APL-2021:33.1")
NO_FAULT: Final[Citation] = cite("APL-2021:33.2")


class Node(NamedTuple):
    """
    A step of a derivation; a named tuple, because a derivation makes a dozen of them.

    ``about`` names what the step is about (a tier, a fact, a circumstance), ``least`` and
    ``most`` are fen, ``since`` is the first day of the version that the step rests on.
    """

    kind: NodeKind
    about: str
    basis: Citation
    least: int | None = None
    most: int | None = None
    since: date | None = None
    record: str = ""
    verified: bool = True
    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """What the fine would be under another fact."""

    key: str
    least: int
    most: int
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """
    The fine of one violation: the amount or the band in fen, both ends in, and how it comes.

    As long as ``questions`` or ``findings`` stand there is no result. With a ``waiver`` nothing
    is imposed, or (首违) nothing need be. ``against`` is the list that the case was held to,
    ``fine`` the measure of the article that was applied.
    """

    violation: Violation | None
    nodes: tuple[Node, ...]
    who: Liable
    least: int = 0
    most: int = 0
    stage: Stage = Stage.FIRST
    degree: Degree = Degree.ORDINARY
    waiver: Waiver | None = None
    questions: tuple[Question | Fact | Weight, ...] = ()
    findings: tuple[Finding, ...] = ()
    applicable: Applicable | None = None
    benchmark: Benchmark | None = None
    against: Compared | None = None
    fine: Fine | None = None
    alternatives: tuple[Alternative, ...] = ()

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What the version applied orders beside the fine at this stage, unless it is spared."""
        row, may = self.violation, (None, Waiver.FIRST_OFFENSE_WAIVER)
        if row is None or not self.is_settled or self.waiver not in may:
            return ()
        late = row.late_measures if self.stage is Stage.SECOND else ()
        return tuple(dict.fromkeys((*row.measures, *late)))

    @property
    def is_settled(self) -> bool:
        """Whether the derivation came to a result."""
        return not self.questions and not self.findings

    @property
    def is_verified(self) -> bool:
        """Whether every step rests on law that was read in a source."""
        return all(node.verified for node in self.nodes)


def violation_nodes(violation: Violation, law: Applicable, facts: PenaltyFacts) -> tuple[Node, ...]:
    """Return the steps that name the violation and the version applied."""
    choice = law.asks_for_choice
    about = ("lighter" if law.lighter is violation else "chosen") if choice else "own"
    if not choice and law.went_on:
        about = "continued"
    return (
        Node(NodeKind.VIOLATION, violation.label, violation.breach, verified=violation.verified),
        Node(
            NodeKind.VERSION,
            about,
            OLD_AND_LIGHTER if choice else violation.penalty,
            since=violation.since,
            record=facts.records.get("choice", ""),
            verified=violation.verified and not law.doubtful,
        ),
    )


def stage_nodes(violation: Violation, stage: Stage) -> Iterator[Node]:
    """Yield the step that names the stage."""
    yield Node(NodeKind.STAGE, stage.value, violation.penalty, since=violation.since)


def range_nodes(
    violation: Violation, fine: Fine, least: int, most: int, facts: PenaltyFacts
) -> Iterator[Node]:
    """Yield the step that names the statutory range, with the facts that measured it."""
    measured = MULTIPLIED.get(fine.model)
    used = dict.fromkeys([*(one.fact for one in fine.when), *(measured or ())[:1]])
    yield Node(
        NodeKind.RANGE,
        f"{fine.model.value}.may" if fine.may else fine.model.value,
        violation.penalty,
        least,
        most,
        violation.since,
        verified=violation.verified,
        parts=tuple(_fact_node(fact, violation.penalty, facts) for fact in used),
    )


def _fact_node(fact: Fact, basis: Citation, facts: PenaltyFacts) -> Node:
    known = facts.facts[fact]
    return Node(NodeKind.FACT, fact.value, basis, known.value, known.value, record=known.record)


def waiver_nodes(free: Spared, facts: PenaltyFacts) -> Iterator[Node]:
    """Yield the step that holds the case against a list, then the one that spares the party."""
    if free.against is not None and not free.against.questions:
        yield _leniency_node(free.against, facts)
    if free.waiver is not None:
        basis = NO_FAULT if free.waiver is Waiver.NO_FAULT else MINOR
        record = facts.records.get(free.waiver.value.lower(), "")
        yield Node(NodeKind.WAIVER, _waiver_about(free.waiver, facts), basis, record=record)


def _waiver_about(waiver: Waiver, facts: PenaltyFacts) -> str:
    """Return what a waiver rests on: a first offence without any harm is said to be without it."""
    bare = waiver is Waiver.FIRST_OFFENSE_WAIVER and facts.harm is Harm.NONE
    return f"{waiver.value}.NONE" if bare else waiver.value


def _leniency_node(against: Compared, facts: PenaltyFacts) -> Node:
    item = against.item
    looked = (*against.met, *(one for one in against.missed if isinstance(one, Fact)))
    return Node(
        NodeKind.LENIENCY,
        "met" if against.holds else "missed",
        item.basis,
        since=item.since,
        verified=item.verified,
        parts=tuple(_fact_node(fact, item.basis, facts) for fact in looked),
    )


def benchmark_nodes(bound: Bound, facts: PenaltyFacts) -> Iterator[Node]:
    """Yield the steps of the benchmark, where one binds: why an older one, and what it leaves."""
    benchmark, part = bound.benchmark, bound.part
    if benchmark is None:
        return
    if bound.is_older:
        yield Node(NodeKind.VERSION, "older_benchmark", OLD_AND_LIGHTER, since=benchmark.since)
    yield Node(
        NodeKind.BENCHMARK,
        part.about,
        benchmark.basis,
        part.least,
        part.most,
        benchmark.since,
        verified=benchmark.verified,
        parts=tuple(_fact_node(fact, benchmark.basis, facts) for fact in part.facts),
    )


def stated_nodes(
    told: tuple[Node, ...], violation: Violation, facts: PenaltyFacts
) -> Iterator[Node]:
    """Yield the facts that were stated and that no step has named: none of them is left unsaid."""
    named = {part.about for node in told for part in node.parts}
    for fact in facts.facts:
        if fact.value not in named:
            yield _fact_node(fact, violation.penalty, facts)


def result_nodes(
    violation: Violation, degree: Degree, facts: PenaltyFacts, least: int, most: int
) -> Iterator[Node]:
    """Yield the steps of the circumstances, then the result."""
    for one in facts.circumstances:
        yield Node(NodeKind.FACTOR, one.label, one.basis, record=one.record, verified=one.verified)
    yield Node(NodeKind.RESULT, degree.value, violation.penalty, least, most)
