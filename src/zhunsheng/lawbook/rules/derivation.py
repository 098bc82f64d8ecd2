"""
The derivation of a fine as a tree: law, stage, range, tier, circumstances, result.

Every node carries its citation, the version it rests on and the record that proves it. A fact
that nobody stated is asked for; nothing is assumed (law.md 3.4, 5.2, A4, A15).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhunsheng.lawbook.choices import (
    Fact,
    Harm,
    NodeKind,
    OrderRule,
    Question,
    Stage,
    Waiver,
)
from zhunsheng.lawbook.rules.benchmarks import Narrowed, narrowed, valid_benchmark
from zhunsheng.lawbook.rules.degrees import degree_findings, degree_of, part_of
from zhunsheng.lawbook.rules.facts import PenaltyFacts
from zhunsheng.lawbook.rules.law import Benchmark, Condition, Fine, Violation
from zhunsheng.lawbook.rules.refusals import STATUTE, no_fine, order_first, unpunished
from zhunsheng.lawbook.rules.tree import (
    MULTIPLIED,
    Alternative,
    Derivation,
    Node,
    benchmark_nodes,
    circumstance_node,
    range_node,
    version_node,
    waiver_node,
)
from zhunsheng.lawbook.rules.versions import Applicable, applicable


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
        return Derivation(None, (), facts.who, findings=(unpunished(law),), applicable=law)
    violation = _chosen(law, facts)
    if violation is None:
        return Derivation(None, (), facts.who, questions=(Question.CHOICE,), applicable=law)
    nodes = [
        Node(NodeKind.VIOLATION, violation.label, violation.breach, verified=violation.verified),
        version_node(violation, law, facts),
    ]
    stage = _stage(violation, facts)
    if isinstance(stage, Question):
        return Derivation(violation, tuple(nodes), facts.who, questions=(stage,), applicable=law)
    if violation.order is OrderRule.FIRST and stage is Stage.FIRST:
        return Derivation(
            violation, tuple(nodes), facts.who, findings=(order_first(violation),), applicable=law
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
        return replace(so_far, findings=(no_fine(violation, facts),))
    if _has_stages(violation, facts):
        nodes.append(Node(NodeKind.STAGE, stage.value, violation.penalty, since=violation.since))
    least, most = _amounts(fine, facts)
    nodes.append(range_node(violation, fine, least, most, facts))
    waiver, unanswered = _waiver(stage, facts)
    if unanswered:
        return replace(so_far, nodes=tuple(nodes), questions=unanswered)
    if waiver is not None:
        nodes.append(waiver_node(waiver, facts))
        if waiver is not Waiver.FIRST_OFFENSE_WAIVER:
            return replace(so_far, nodes=tuple(nodes), waiver=waiver)
    benchmark = valid_benchmark(benchmarks, violation, facts)
    part = narrowed(benchmark, fine, least, most, facts)
    if part.questions:
        return replace(so_far, nodes=tuple(nodes), questions=part.questions, benchmark=benchmark)
    nodes += benchmark_nodes(benchmark, part, facts)
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
    nodes += [circumstance_node(one) for one in facts.circumstances]
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
    measured = MULTIPLIED.get(fine.model)
    if measured is not None and measured[0] not in facts.facts:
        return None, (measured[0],)
    return fine, ()


def _holds(conditions: tuple[Condition, ...], facts: PenaltyFacts) -> bool:
    return all(one.holds(facts.facts[one.fact].value) for one in conditions)


def _amounts(fine: Fine, facts: PenaltyFacts) -> tuple[int, int]:
    measured = MULTIPLIED.get(fine.model)
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
            return Waiver.MINOR_WAIVER, ()
    if facts.first_offence is None:
        return None, (Question.FIRST_OFFENCE,)
    return (Waiver.FIRST_OFFENSE_WAIVER if facts.first_offence else None), ()


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
