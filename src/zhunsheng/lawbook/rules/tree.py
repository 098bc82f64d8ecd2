"""The tree of a derivation: its steps, its alternatives, its result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook.choices import (
    Degree,
    Fact,
    FineModel,
    Liable,
    NodeKind,
    Question,
    Stage,
    Waiver,
)
from zhunsheng.lawbook.rules.benchmarks import Narrowed
from zhunsheng.lawbook.rules.facts import Circumstance, PenaltyFacts
from zhunsheng.lawbook.rules.law import Benchmark, Fine, Violation, Weight
from zhunsheng.lawbook.rules.versions import OLD_AND_LIGHTER, Applicable

MINOR: Final[Citation] = cite("APL-2021:33.1")
NO_FAULT: Final[Citation] = cite("APL-2021:33.2")
#: What a fine is a multiple or a share of, and the divisor.
MULTIPLIED: Final = {
    FineModel.GAINS: (Fact.GAINS, 1),
    FineModel.VALUE: (Fact.GOODS_VALUE, 1),
    FineModel.INCOME: (Fact.INCOME, 100),
}


@dataclass(frozen=True, slots=True)
class Node:
    """
    A step of a derivation.

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
    is imposed, or (首违) nothing need be.
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
    alternatives: tuple[Alternative, ...] = ()

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


def stage_node(violation: Violation, stage: Stage) -> Node:
    """Return the step that names the stage."""
    return Node(NodeKind.STAGE, stage.value, violation.penalty, since=violation.since)


def range_node(
    violation: Violation, fine: Fine, least: int, most: int, facts: PenaltyFacts
) -> Node:
    """Return the step that names the statutory range, with the facts that measured it."""
    measured = MULTIPLIED.get(fine.model)
    used = [one.fact for one in fine.when] + ([measured[0]] if measured else [])
    return Node(
        NodeKind.RANGE,
        fine.model.value,
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


def waiver_node(waiver: Waiver, facts: PenaltyFacts) -> Node:
    """Return the step that spares the party."""
    basis = NO_FAULT if waiver is Waiver.NO_FAULT else MINOR
    return Node(
        NodeKind.WAIVER, waiver.value, basis, record=facts.records.get(waiver.value.lower(), "")
    )


def benchmark_nodes(
    benchmark: Benchmark | None, part: Narrowed, facts: PenaltyFacts
) -> Iterator[Node]:
    """Yield the step of the benchmark, where one binds."""
    if benchmark is None:
        return
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


def circumstance_node(one: Circumstance) -> Node:
    """Return the step of a circumstance."""
    return Node(NodeKind.FACTOR, one.label, one.basis, record=one.record, verified=one.verified)
