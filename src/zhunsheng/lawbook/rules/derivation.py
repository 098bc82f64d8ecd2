"""
The derivation of a fine as a tree: law, stage, range, tier, circumstances, result.

Every node carries its citation, the version it rests on and the record that proves it. A fact
that nobody stated is asked for; nothing is assumed (law.md 3.4, 5.2, A4, A15).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook.choices import (
    Degree,
    Fact,
    OrderRule,
    Question,
    Stage,
    Waiver,
)
from zhunsheng.lawbook.rules.benchmarks import Narrowed, binding
from zhunsheng.lawbook.rules.degrees import degree_findings, degree_of, part_of
from zhunsheng.lawbook.rules.facts import PenaltyFacts
from zhunsheng.lawbook.rules.law import MULTIPLIED, Benchmark, Condition, Fine, Violation, Weight
from zhunsheng.lawbook.rules.leniency import Compared, Leniency
from zhunsheng.lawbook.rules.limitation import limitation
from zhunsheng.lawbook.rules.places import places
from zhunsheng.lawbook.rules.refusals import (
    contradiction,
    elsewhere,
    no_fine,
    nothing_counted,
    nothing_to_measure,
    order_first,
    unknown_choice,
    unpunished,
)
from zhunsheng.lawbook.rules.tree import (
    Alternative,
    Derivation,
    Node,
    benchmark_nodes,
    range_nodes,
    result_nodes,
    stage_nodes,
    stated_nodes,
    violation_nodes,
    waiver_nodes,
)
from zhunsheng.lawbook.rules.versions import Applicable, applicable
from zhunsheng.lawbook.rules.waivers import lightened, spared


@dataclass(frozen=True, slots=True)
class Books:
    """The law that a derivation looks at: versions of one violation, and what narrows it."""

    versions: Sequence[Violation]
    benchmarks: Sequence[Benchmark] = ()
    lists: Sequence[Leniency] = ()


@dataclass(slots=True)
class _Draft:
    """
    A derivation under way: what was found so far; ``ends`` makes it the result.

    A ``bare`` one, which only compares amounts, builds no tree; one ``alone`` no alternatives.
    """

    books: Books
    facts: PenaltyFacts
    law: Applicable | None
    bare: bool = False
    alone: bool = False
    violation: Violation | None = None
    nodes: list[Node] = field(default_factory=list)
    stage: Stage = Stage.FIRST
    degree: Degree = Degree.ORDINARY
    waiver: Waiver | None = None
    benchmark: Benchmark | None = None
    against: Compared | None = None
    fine: Fine | None = None

    def tells(self, make: Callable[..., Iterable[Node]], *about: object) -> None:
        """Add the steps that ``make`` tells about something."""
        if not self.bare:
            self.nodes += make(*about)

    def ends(
        self,
        *,
        questions: tuple[Question | Fact | Weight, ...] = (),
        findings: tuple[Finding, ...] = (),
        least: int = 0,
        most: int = 0,
    ) -> Derivation:
        """Return the derivation as it stands; one that came to a result knows its alternatives."""
        has_others = not (self.bare or self.alone or questions or findings)
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
            against=self.against,
            fine=self.fine,
            alternatives=tuple(_alternatives(self)) if has_others else (),
        )


def derive(
    versions: Sequence[Violation],
    benchmarks: Sequence[Benchmark],
    facts: PenaltyFacts,
    lists: Sequence[Leniency] = (),
    *,
    with_alternatives: bool = True,
) -> Derivation:
    """
    Return the fine for one violation with its tree, or what is missing for it.

    ``versions`` are the versions of the violation, ``benchmarks`` and ``lists`` those for it in
    any place. Who derives many fines does without the alternatives, each a derivation of its own.
    """
    around = places(facts.jurisdiction)
    held = tuple([one for one in versions if one.jurisdiction in around])
    books = Books(held, benchmarks, lists)
    if versions and not held:
        return _Draft(books, facts, None).ends(findings=(elsewhere(versions[-1]),))
    return _derived(books, facts, alone=not with_alternatives)


def _derived(
    books: Books, facts: PenaltyFacts, *, bare: bool = False, alone: bool = False
) -> Derivation:
    law = applicable(books.versions, facts.times)
    draft = _Draft(books, facts, law, bare, alone)
    if law is None or law.repealed:
        return draft.ends(findings=(unpunished(law),))
    late = limitation(facts)
    if late is not None:
        return _halted(draft, late)
    return _staged(draft, law)


def _halted(draft: _Draft, by: Question | Finding) -> Derivation:
    return draft.ends(findings=(by,)) if isinstance(by, Finding) else draft.ends(questions=(by,))


def _staged(draft: _Draft, law: Applicable) -> Derivation:
    """Choose the version and find the stage."""
    facts = draft.facts
    violation = draft.violation = _chosen(law, facts)
    if violation is None and facts.choice is not None:
        return draft.ends(findings=(unknown_choice(law),))
    if violation is None:
        draft.law = _compared(law, draft.books, facts)
        return draft.ends(questions=(Question.CHOICE,))
    if facts.order_expired and facts.corrected:
        return draft.ends(findings=(contradiction(violation),))
    nothing = tuple([nothing_counted(k) for k, one in facts.facts.items() if one.value < k.least])
    if nothing:
        return draft.ends(findings=nothing)
    draft.tells(violation_nodes, violation, law, facts)
    stage = _stage(violation, facts)
    if isinstance(stage, Question):
        return _halted(draft, stage)
    draft.stage = stage
    if violation.order is OrderRule.FIRST and stage is Stage.FIRST:
        return draft.ends(findings=(order_first(violation),))
    return _measured(draft, violation)


def _measured(draft: _Draft, violation: Violation) -> Derivation:
    """Find the range, whether the party is spared, and what the benchmark leaves of the range."""
    facts = draft.facts
    fine, unknown = _fine(violation, draft.stage, facts)
    if unknown:
        return draft.ends(questions=unknown)
    if fine is None:
        return draft.ends(findings=(no_fine(violation, facts),))
    draft.fine = fine
    least, most = _amounts(fine, facts)
    if _has_stages(violation, facts):
        draft.tells(stage_nodes, violation, draft.stage)
    draft.tells(range_nodes, violation, fine, least, most, facts)
    free = spared(violation, draft.stage, draft.books.lists, facts)
    draft.waiver, draft.against = free.waiver, free.against
    draft.tells(waiver_nodes, free, facts)
    if free.questions:
        return draft.ends(questions=free.questions)
    if draft.waiver not in (None, Waiver.FIRST_OFFENSE_WAIVER):
        return draft.ends()
    return _narrowed(draft, violation, fine, (least, most))


def _narrowed(draft: _Draft, violation: Violation, fine: Fine, span: tuple[int, int]) -> Derivation:
    """Take what the benchmark that binds leaves of the range; of nothing there is no multiple."""
    facts = draft.facts
    measured = MULTIPLIED.get(fine.model)
    if measured is not None and not facts.facts[measured[0]].value:
        return draft.ends(findings=(nothing_to_measure(violation, measured[0]),))
    bound = binding(draft.books.benchmarks, violation, fine, span, facts)
    draft.benchmark = bound.benchmark
    if bound.part.questions:
        return draft.ends(questions=bound.part.questions)
    draft.tells(benchmark_nodes, bound, facts)
    return _weighed(draft, violation, span[0], bound.part)


def _weighed(draft: _Draft, violation: Violation, least: int, part: Narrowed) -> Derivation:
    """Use the range as heavily as the circumstances allow; below the minimum only if mitigated."""
    facts, unknown = lightened(violation, draft.books.lists, draft.facts)
    if unknown:
        return draft.ends(questions=unknown)
    degree = degree_of(facts)
    if degree is None:
        return draft.ends(questions=(Question.DEGREE,))
    findings = degree_findings(degree, facts, least=least)
    if findings:
        return draft.ends(findings=findings)
    draft.degree = degree
    low, high = part_of(degree, part, least=least)
    draft.tells(stated_nodes, tuple(draft.nodes), violation, facts)
    draft.tells(result_nodes, violation, degree, facts, low, high)
    return draft.ends(least=low, most=high)


# --------------------------------------------------------------------------- law and stage


def _compared(law: Applicable, books: Books, facts: PenaltyFacts) -> Applicable:
    """Name the lighter version on the facts of the case where the articles alone do not tell."""
    if law.lighter is not None or law.later is None:
        return law
    old, new = (
        _derived(books, replace(facts, choice=one.since), bare=True) for one in law.versions
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
    return violation.order is OrderRule.FIRST or facts.who in violation.fined_late


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


# --------------------------------------------------------------------------- alternatives


def _alternatives(draft: _Draft) -> Iterator[Alternative]:
    """Yield what would have been: rectified in time, not rectified, the other version."""
    books, facts, violation, law = draft.books, draft.facts, draft.violation, draft.law
    staged = violation is not None and _has_stages(violation, facts)
    if staged and facts.order_expired:
        yield from _rectified(books, facts)
    elif staged and facts.order_expired is not None:
        other = replace(facts, order_expired=True, corrected=False)
        yield from _alternative("not_rectified", _derived(books, other, bare=True))
    if law is not None and law.asks_for_choice:
        for version in law.versions:
            if version is not violation:
                other = replace(facts, choice=version.since)
                yield from _alternative("other_version", _derived(books, other, bare=True))


def _rectified(books: Books, facts: PenaltyFacts) -> Iterator[Alternative]:
    """Yield the first stage: spared where article 33 is known to hold, else its range."""
    for corrected in (True, False):
        other = replace(facts, order_expired=False, corrected=corrected)
        found = _derived(books, other, bare=True)
        if found.is_settled:
            yield from _alternative("rectified_before_reinspection", found)
            return


def _alternative(key: str, found: Derivation) -> Iterator[Alternative]:
    if found.is_settled:
        yield Alternative(key, found.least, found.most, found.waiver)
