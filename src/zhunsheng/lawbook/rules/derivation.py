"""
The derivation of a fine as a tree: law, stage, range, tier, circumstances, result.

Every node carries its citation, the version it rests on and the record that proves it. A fact
that nobody stated is asked for; nothing is assumed (law.md 3.4, 5.2, A4, A15).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook.choices import (
    Degree,
    Fact,
    FineModel,
    Harm,
    Liable,
    NodeKind,
    OrderRule,
    Question,
    Stage,
    Waiver,
)
from zhunsheng.lawbook.rules.benchmarks import Narrowed, narrowed, valid_benchmark
from zhunsheng.lawbook.rules.degrees import degree_findings, degree_of, part_of
from zhunsheng.lawbook.rules.facts import Circumstance, PenaltyFacts
from zhunsheng.lawbook.rules.law import Benchmark, Condition, Fine, Violation, Weight
from zhunsheng.lawbook.rules.versions import OLD_AND_LIGHTER, Applicable, applicable

MINOR: Final[Citation] = cite("APL-2021:33.1")
NO_FAULT: Final[Citation] = cite("APL-2021:33.2")
STATUTE: Final[Citation] = cite("APL-2021:4")
_MULTIPLIED: Final = {
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


def derive(
    versions: Sequence[Violation], benchmarks: Sequence[Benchmark], facts: PenaltyFacts
) -> Derivation:
    """
    Return the fine for one violation with its tree, or what is missing for it.

    ``versions`` are the versions of the violation, ``benchmarks`` those for it in any place.
    """
    found = _derived(versions, benchmarks, facts)
    if not found.is_settled:
        return found
    return replace(found, alternatives=tuple(_alternatives(versions, benchmarks, facts, found)))


def _derived(
    versions: Sequence[Violation], benchmarks: Sequence[Benchmark], facts: PenaltyFacts
) -> Derivation:
    law = applicable(versions, facts.times)
    if law is None or law.repealed:
        return Derivation(None, (), facts.who, findings=(_unpunished(law),), applicable=law)
    violation = _chosen(law, facts)
    if violation is None:
        return Derivation(None, (), facts.who, questions=(Question.CHOICE,), applicable=law)
    nodes = [
        Node(NodeKind.VIOLATION, violation.label, violation.breach, verified=violation.verified),
        _version_node(violation, law, facts),
    ]
    stage = _stage(violation, facts)
    if isinstance(stage, Question):
        return Derivation(violation, tuple(nodes), facts.who, questions=(stage,), applicable=law)
    if violation.order is OrderRule.FIRST and stage is Stage.FIRST:
        return Derivation(
            violation, tuple(nodes), facts.who, findings=(_order_first(violation),), applicable=law
        )
    return _measured(violation, stage, nodes, law, benchmarks, facts)


def _measured(
    violation: Violation,
    stage: Stage,
    nodes: list[Node],
    law: Applicable,
    benchmarks: Sequence[Benchmark],
    facts: PenaltyFacts,
) -> Derivation:
    so_far = Derivation(violation, tuple(nodes), facts.who, stage=stage, applicable=law)
    fine, asked = _fine(violation, stage, facts)
    if asked:
        return replace(so_far, questions=asked)
    if fine is None:
        return replace(so_far, findings=(_no_fine(violation, facts),))
    if _has_stages(violation, facts):
        nodes.append(Node(NodeKind.STAGE, stage.value, violation.penalty, since=violation.since))
    least, most = _amounts(fine, facts)
    nodes.append(_range_node(violation, fine, least, most, facts))
    waiver, asked = _waiver(stage, facts)
    if asked:
        return replace(so_far, nodes=tuple(nodes), questions=asked)
    if waiver is not None:
        nodes.append(_waiver_node(waiver, facts))
        if waiver is not Waiver.FIRST_OFFENCE:
            return replace(so_far, nodes=tuple(nodes), waiver=waiver)
    benchmark = valid_benchmark(benchmarks, violation, facts)
    part = narrowed(benchmark, fine, least, most, facts)
    if part.questions:
        return replace(so_far, nodes=tuple(nodes), questions=part.questions, benchmark=benchmark)
    nodes += _benchmark_nodes(benchmark, part, facts)
    return _weighed(replace(so_far, waiver=waiver, benchmark=benchmark), nodes, least, part, facts)


def _weighed(
    so_far: Derivation, nodes: list[Node], least: int, part: Narrowed, facts: PenaltyFacts
) -> Derivation:
    """Use the range as heavily as the circumstances allow; below the minimum only if mitigated."""
    degree = degree_of(facts)
    if degree is None:
        return replace(so_far, nodes=tuple(nodes), questions=(Question.DEGREE,))
    findings = degree_findings(degree, facts, least=least)
    if findings:
        return replace(so_far, nodes=tuple(nodes), findings=findings)
    nodes += [_circumstance_node(one) for one in facts.circumstances]
    low, high = part_of(degree, part, least=least)
    violation = so_far.violation
    basis = violation.penalty if violation is not None else STATUTE
    nodes.append(Node(NodeKind.RESULT, degree.value, basis, low, high))
    return replace(so_far, nodes=tuple(nodes), least=low, most=high, degree=degree)


# --------------------------------------------------------------------------- law and stage


def _chosen(law: Applicable, facts: PenaltyFacts) -> Violation | None:
    return facts.chosen(law.versions) if law.asks_for_choice else law.earlier


def _stage(violation: Violation, facts: PenaltyFacts) -> Stage | Question:
    """Return the stage; it is asked for only where the law tells two apart."""
    if not _has_stages(violation, facts):
        return Stage.FIRST
    if facts.order_expired is None:
        return Question.ORDER_EXPIRED
    return Stage.SECOND if facts.order_expired else Stage.FIRST


def _has_stages(violation: Violation, facts: PenaltyFacts) -> bool:
    return violation.order is OrderRule.FIRST or any(
        fine.stage is Stage.SECOND and fine.who is facts.who for fine in violation.fines
    )


def _fine(
    violation: Violation, stage: Stage, facts: PenaltyFacts
) -> tuple[Fine | None, tuple[Fact, ...]]:
    """Return the measure whose conditions hold, or the facts that decide between several."""
    rows = tuple(violation.of(facts.who, stage))
    open_facts = [c.fact for row in rows for c in row.when if c.fact not in facts.facts]
    if open_facts:
        return None, tuple(dict.fromkeys(open_facts))
    holding = [row for row in rows if _holds(row.when, facts)]
    if not holding:
        return None, ()
    fine = holding[-1]  # a later row of the data is the more special one
    measured = _MULTIPLIED.get(fine.model)
    if measured is not None and measured[0] not in facts.facts:
        return None, (measured[0],)
    return fine, ()


def _holds(conditions: tuple[Condition, ...], facts: PenaltyFacts) -> bool:
    return all(one.holds(facts.facts[one.fact].value) for one in conditions)


def _amounts(fine: Fine, facts: PenaltyFacts) -> tuple[int, int]:
    measured = _MULTIPLIED.get(fine.model)
    if measured is None:
        return fine.least, fine.most
    fact, divisor = measured
    value = facts.facts[fact].value
    return value * fine.least // divisor, value * fine.most // divisor


# --------------------------------------------------------------------------- no penalty


def _waiver(stage: Stage, facts: PenaltyFacts) -> tuple[Waiver | None, tuple[Question, ...]]:
    """
    Return which sentence of article 33 spares the party, or what is to be stated for it.

    Correction in time alone never does: a minor act without harm must, a first act with minor
    harm may go unpunished.
    """
    if facts.no_fault:
        return Waiver.NO_FAULT, ()
    if stage is Stage.SECOND:
        return None, ()
    if facts.corrected is None:
        return None, (Question.CORRECTED,)
    if not facts.corrected:
        return None, ()
    if facts.harm is None:
        return None, (Question.HARM,)
    if facts.harm is Harm.MORE:
        return None, ()
    return _minor_or_first(facts)


def _minor_or_first(facts: PenaltyFacts) -> tuple[Waiver | None, tuple[Question, ...]]:
    if facts.harm is Harm.NONE:
        if facts.minor is None:
            return None, (Question.MINOR,)
        if facts.minor:
            return Waiver.MINOR, ()
    if facts.first_offence is None:
        return None, (Question.FIRST_OFFENCE,)
    return (Waiver.FIRST_OFFENCE if facts.first_offence else None), ()


# --------------------------------------------------------------------------- nodes


def _version_node(violation: Violation, law: Applicable, facts: PenaltyFacts) -> Node:
    lighter = law.lighter is violation
    return Node(
        NodeKind.VERSION,
        "lighter" if law.asks_for_choice and lighter else "own",
        OLD_AND_LIGHTER if law.asks_for_choice else violation.penalty,
        since=violation.since,
        record=facts.records.get("choice", ""),
        verified=violation.verified,
    )


def _range_node(
    violation: Violation, fine: Fine, least: int, most: int, facts: PenaltyFacts
) -> Node:
    measured = _MULTIPLIED.get(fine.model)
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


def _waiver_node(waiver: Waiver, facts: PenaltyFacts) -> Node:
    basis = NO_FAULT if waiver is Waiver.NO_FAULT else MINOR
    return Node(
        NodeKind.WAIVER, waiver.value, basis, record=facts.records.get(waiver.value.lower(), "")
    )


def _benchmark_nodes(
    benchmark: Benchmark | None, part: Narrowed, facts: PenaltyFacts
) -> Iterator[Node]:
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


def _circumstance_node(one: Circumstance) -> Node:
    return Node(NodeKind.FACTOR, one.label, one.basis, record=one.record, verified=one.verified)


# --------------------------------------------------------------------------- findings


def _unpunished(law: Applicable | None) -> Finding:
    if law is not None:
        return Finding(
            "penalty.no_longer_punished",
            "作出决定时的规定不再处罚该行为",
            OLD_AND_LIGHTER,
            "适用有利于当事人的规定，不予处罚；确有其他罚则的，请改选违法行为",
        )
    return Finding(
        "penalty.not_punished_then",
        "行为发生时没有处罚该行为的规定",
        STATUTE,
        "没有法定依据不得处罚，请核对违法行为发生和结束的日期",
    )


def _order_first(violation: Violation) -> Finding:
    return Finding(
        "penalty.order_first",
        "该违法行为须先责令改正，逾期或者拒不改正的方可罚款",
        violation.penalty,
        "请先责令改正，复查后仍未改正的再行处罚",
    )


def _no_fine(violation: Violation, facts: PenaltyFacts) -> Finding:
    return Finding(
        "penalty.no_fine_for_party",
        f"罚则没有对{facts.who.label}在此情形下规定罚款",
        violation.penalty,
        "请核对处罚对象、处罚阶段和已认定的事实",
    )


# --------------------------------------------------------------------------- alternatives


def _alternatives(
    versions: Sequence[Violation],
    benchmarks: Sequence[Benchmark],
    facts: PenaltyFacts,
    found: Derivation,
) -> Iterator[Alternative]:
    """Yield what would have been: rectified in time, not rectified, the other version."""
    if facts.order_expired is not None:
        other = replace(facts, order_expired=not facts.order_expired)
        if facts.order_expired and facts.corrected is None:
            other = replace(other, corrected=False)
        key = "rectified_before_reinspection" if facts.order_expired else "not_rectified"
        yield from _alternative(key, _derived(versions, benchmarks, other))
    law = found.applicable
    if law is not None and law.asks_for_choice:
        for version in law.versions:
            if version is not found.violation:
                other = replace(facts, choice=version.since)
                yield from _alternative("other_version", _derived(versions, benchmarks, other))


def _alternative(key: str, found: Derivation) -> Iterator[Alternative]:
    if found.is_settled:
        yield Alternative(key, found.least, found.most, found.waiver)
