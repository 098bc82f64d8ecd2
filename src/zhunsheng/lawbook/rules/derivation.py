"""
The derivation of a fine as a tree: law, stage, range, tier, circumstances, result.

Every node carries its citation, the version it rests on and the record that proves it. A fact
that nobody stated is asked for; nothing is assumed (law.md 3.4, 5.2, A4, A15).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook.choices import (
    Degree,
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
from zhunsheng.lawbook.rules.law import Benchmark, Condition, Fine, Violation, Weight
from zhunsheng.lawbook.rules.refusals import (
    contradiction,
    no_fine,
    order_first,
    unknown_choice,
    unpunished,
)
from zhunsheng.lawbook.rules.tree import (
    MULTIPLIED,
    Alternative,
    Derivation,
    Node,
    benchmark_nodes,
    circumstance_node,
    range_node,
    stage_node,
    violation_nodes,
    waiver_node,
)
from zhunsheng.lawbook.rules.versions import Applicable, applicable


@dataclass(slots=True)
class _Draft:
    """A derivation under way: what was found so far; ``ends`` makes it the result."""

    facts: PenaltyFacts
    law: Applicable | None
    violation: Violation | None = None
    nodes: list[Node] = field(default_factory=list)
    stage: Stage = Stage.FIRST
    degree: Degree = Degree.ORDINARY
    waiver: Waiver | None = None
    benchmark: Benchmark | None = None

    def ends(
        self,
        *,
        questions: tuple[Question | Fact | Weight, ...] = (),
        findings: tuple[Finding, ...] = (),
        least: int = 0,
        most: int = 0,
    ) -> Derivation:
        """Return the derivation as it stands."""
        return Derivation(
            violation=self.violation,
            nodes=tuple(self.nodes),
            who=self.facts.who,
            least=least,
            most=most,
            stage=self.stage,
            degree=self.degree,
            waiver=self.waiver,
            questions=questions,
            findings=findings,
            applicable=self.law,
            benchmark=self.benchmark,
        )


def derive(
    versions: Sequence[Violation],
    benchmarks: Sequence[Benchmark],
    facts: PenaltyFacts,
    *,
    with_alternatives: bool = True,
) -> Derivation:
    """
    Return the fine for one violation with its tree, or what is missing for it.

    ``versions`` are the versions of the violation, ``benchmarks`` those for it in any place. Who
    derives many fines does without the alternatives: each is a derivation of its own.
    """
    found = _derived(versions, benchmarks, facts)
    if not with_alternatives:
        return found
    others = tuple(_alternatives(versions, benchmarks, facts, found)) if found.is_settled else ()
    return replace(found, alternatives=others) if others else found


def _derived(
    versions: Sequence[Violation], benchmarks: Sequence[Benchmark], facts: PenaltyFacts
) -> Derivation:
    law = applicable(versions, facts.times)
    draft = _Draft(facts, law)
    if law is None or law.repealed:
        return draft.ends(findings=(unpunished(law),))
    violation = draft.violation = _chosen(law, facts)
    if violation is None and facts.choice is not None:
        return draft.ends(findings=(unknown_choice(law),))
    if violation is None:
        draft.law = _compared(law, versions, benchmarks, facts)
        return draft.ends(questions=(Question.CHOICE,))
    if facts.order_expired and facts.corrected:
        return draft.ends(findings=(contradiction(violation),))
    draft.nodes += violation_nodes(violation, law, facts)
    stage = _stage(violation, facts)
    if isinstance(stage, Question):
        return draft.ends(questions=(stage,))
    draft.stage = stage
    if violation.order is OrderRule.FIRST and stage is Stage.FIRST:
        return draft.ends(findings=(order_first(violation),))
    return _measured(draft, violation, benchmarks)


def _measured(draft: _Draft, violation: Violation, benchmarks: Sequence[Benchmark]) -> Derivation:
    """Find the range, whether the party is spared, and what the benchmark leaves of the range."""
    facts = draft.facts
    fine, unknown = _fine(violation, draft.stage, facts)
    if unknown:
        return draft.ends(questions=unknown)
    if fine is None:
        return draft.ends(findings=(no_fine(violation, facts),))
    least, most = _amounts(fine, facts)
    if _has_stages(violation, facts):
        draft.nodes.append(stage_node(violation, draft.stage))
    draft.nodes.append(range_node(violation, fine, least, most, facts))
    draft.waiver, unanswered = _waiver(draft.stage, facts)
    if unanswered:
        return draft.ends(questions=unanswered)
    if draft.waiver is not None:
        draft.nodes.append(waiver_node(draft.waiver, facts))
        if draft.waiver is not Waiver.FIRST_OFFENSE_WAIVER:
            return draft.ends()
    draft.benchmark = valid_benchmark(benchmarks, violation, facts)
    part = narrowed(draft.benchmark, fine, least, most, facts)
    if part.questions:
        return draft.ends(questions=part.questions)
    draft.nodes += benchmark_nodes(draft.benchmark, part, facts)
    return _weighed(draft, violation, least, part)


def _weighed(draft: _Draft, violation: Violation, least: int, part: Narrowed) -> Derivation:
    """Use the range as heavily as the circumstances allow; below the minimum only if mitigated."""
    degree = degree_of(draft.facts)
    if degree is None:
        return draft.ends(questions=(Question.DEGREE,))
    findings = degree_findings(degree, draft.facts, least=least)
    if findings:
        return draft.ends(findings=findings)
    draft.degree = degree
    draft.nodes += [circumstance_node(one) for one in draft.facts.circumstances]
    low, high = part_of(degree, part, least=least)
    draft.nodes.append(Node(NodeKind.RESULT, degree.value, violation.penalty, low, high))
    return draft.ends(least=low, most=high)


# --------------------------------------------------------------------------- law and stage


def _compared(
    law: Applicable,
    versions: Sequence[Violation],
    benchmarks: Sequence[Benchmark],
    facts: PenaltyFacts,
) -> Applicable:
    """Name the lighter version on the facts of the case where the articles alone do not tell."""
    if law.lighter is not None or law.later is None:
        return law
    old, new = (
        _derived(versions, benchmarks, replace(facts, choice=one.since)) for one in law.versions
    )
    if not (old.is_settled and new.is_settled) or (old.least, old.most) == (new.least, new.most):
        return law
    if old.least <= new.least and old.most <= new.most:
        return replace(law, lighter=law.earlier)
    if new.least <= old.least and new.most <= old.most:
        return replace(law, lighter=law.later)
    return law


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
    if stage is Stage.SECOND or facts.order_expired:
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
    violation = found.violation
    staged = violation is not None and _has_stages(violation, facts)
    if staged and facts.order_expired:
        yield from _rectified(versions, benchmarks, facts)
    elif staged and facts.order_expired is not None:
        other = replace(facts, order_expired=True, corrected=False)
        yield from _alternative("not_rectified", _derived(versions, benchmarks, other))
    law = found.applicable
    if law is not None and law.asks_for_choice:
        for version in law.versions:
            if version is not found.violation:
                other = replace(facts, choice=version.since)
                yield from _alternative("other_version", _derived(versions, benchmarks, other))


def _rectified(
    versions: Sequence[Violation], benchmarks: Sequence[Benchmark], facts: PenaltyFacts
) -> Iterator[Alternative]:
    """Yield the first stage: spared where article 33 is known to hold, else its range."""
    for corrected in (True, False):
        other = replace(facts, order_expired=False, corrected=corrected)
        found = _derived(versions, benchmarks, other)
        if found.is_settled:
            yield from _alternative("rectified_before_reinspection", found)
            return


def _alternative(key: str, found: Derivation) -> Iterator[Alternative]:
    if found.is_settled:
        yield Alternative(key, found.least, found.most, found.waiver)
