"""
A model of an ordinary penalty case: what each act changes, and what time changes.

The guards look at the order of the last acts of each step, at their outcomes, and at a few values
that are computed from contents and calendar. The model keeps exactly that: the last act of each
step in order, the amounts proposed and notified, and whether terms have run out. Cases of one
``shape`` have the same future, so the search is finite though proposals and notices repeat without
a bound. What the model decides by itself (``LAWS``) is written from the law, not from the guards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.procedure.challenged import CHALLENGED
from zhunsheng.cases.procedure.turning import AFTER, CHECKS, CRIME, EARLY, LATE
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards import needs_discussion
from zhunsheng.kernel.procedure import DoneAct

DAY: Final = date(2025, 6, 3)
#: What a proposal may be: below a hearing, at a hearing, at a hearing and heavy.
LEVELS: Final = ("light", "hearing", "heavy")
#: A proposal whose amount lies outside of the benchmark. No other guard looks at that, so the level
#: with the longest way to a decision stands for all.
DEVIATES: Final = " deviating"
OUTCOMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "proposal": (*LEVELS, f"{LEVELS[-1]}{DEVIATES}"),
        "legal_review": ("AGREED", "RETURNED"),
        "hearing": ("HELD", "ABANDONED"),
    }
)
#: Acts that change nothing of what the law asks before a decision; and those by which a case turns,
#: whose guards look at nothing but their own acts: they are walked apart (``test_turning``).
LEFT_OUT: Final = frozenset(
    {"not_opened", "extension", "joining"}
    | {step.key for step in (*EARLY, *CRIME, *CHECKS, *LATE, *AFTER, *CHALLENGED)}
)
CHANGES_THE_FILE: Final = (
    "investigation", "proposal", "representation", "representation_answer", "hearing_report",
)  # fmt: skip


#: What a later act is compared with: is the first newer than all of the others?
NEWER: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("proposal", ("prior_notice",)),
    ("notice_delivery", ("prior_notice",)),
    ("hearing_notice", ("hearing", "hearing_request")),
    ("review_request", CHANGES_THE_FILE),
    ("review_request", ("legal_review",)),
)
LAST_OF_ALL: Final = (*CHANGES_THE_FILE, "prior_notice", "hearing", "legal_review")
#: Steps of which it matters that they were ever done; of all others only whether they are newer.
EVER_DONE: Final = frozenset(
    {"proposal", "hearing_report", "discussion"}
    | {step.key for step in PENALTY_ORDINARY.steps if not step.repeatable}
)
Acts = tuple[tuple[str, str], ...]


class Case(NamedTuple):
    """A state: last act of each step in order, who must review, amounts, terms run out."""

    acts: Acts = ()
    review_all: bool = True
    complex_case: bool = False
    proposed: int = 0
    deviates: bool = False
    notified: int = -1
    representation_over: bool = False
    window_over: bool = False
    held: bool = False

    def last(self, *steps: str) -> int:
        """Return the place of the last act of these steps, 0 where there is none."""
        return max((n for n, (key, _) in enumerate(self.acts, 1) if key in steps), default=0)

    def outcome(self, step: str) -> str:
        """Return how the last act of a step ended."""
        return next((outcome for key, outcome in self.acts if key == step), "")


def shape(case: Case) -> tuple[object, ...]:
    """
    Return all that guards and law look at: cases of one shape have the same future.

    An order of acts is looked at only as "is this newer than all of those". Such an answer
    changes in one way with every further act, whatever the order was before: the act makes its
    own answers true and those in which it is among the others false. So the answers, the outcomes
    that still count, the amounts and the terms that ran out tell what may follow, and one case of
    each shape stands for all. A test compares cases that are passed over with the one walked.

    Left out is what nobody looks at again before a further act overwrites it: statements and
    hearings of an earlier notice, which of waiver and passed term closed the statements, the
    window of a hearing that was asked for, an outcome of a review that is not current, a
    discussion where none is due, and a hearing once held where all is reviewed anyway.
    """
    told, facts = case.last("prior_notice"), facts_of(case)
    window = (case.window_over, case.last("hearing_waiver") > told)
    held = case.held and not (case.review_all or case.complex_case)
    approved = case.deviates and case.last("deviation_approval") > case.last("proposal")
    return (
        (case.deviates, approved),
        frozenset(key for key, _ in case.acts if key in EVER_DONE),
        tuple(case.last(one) > case.last(*others) for one, others in NEWER),
        case.representation_over or case.last("representation_waiver") > told,
        facts.has_statement,
        facts.has_statement and facts.statement_is_answered,
        facts.hearing_is_requested or window,
        case.last("hearing") > told and case.outcome("hearing"),
        facts.hearing_was_held and case.last("hearing_report") > case.last("hearing"),
        facts.review_is_current,
        needs_discussion(facts) and case.last("discussion") > case.last(*LAST_OF_ALL),
        (case.review_all, case.complex_case, case.proposed, case.notified, held),
    )


def facts_of(case: Case) -> CaseFacts:
    """Return the facts of a state, as the room builds them from a file."""
    acts = tuple(
        DoneAct(step, DAY, number, outcome) for number, (step, outcome) in enumerate(case.acts, 1)
    )
    if case.held and case.outcome("hearing") != "HELD":
        acts = (DoneAct("hearing", DAY, 0, "HELD"), *acts)
    change = case.last(*CHANGES_THE_FILE)
    return CaseFacts(
        acts=acts,
        on=DAY,
        handlers=2,
        certified=2,
        evidence_items=1,
        review_every_case=case.review_all,
        complex_case=case.complex_case,
        deviates=case.deviates,
        hearing_right=max(case.proposed, case.notified) >= 1,
        heavy=case.proposed == 2,
        notice_covers_proposal=case.notified < 0 or case.proposed <= case.notified,
        review_is_current=(
            case.outcome("legal_review") == "AGREED"
            and case.last("legal_review") > case.last("review_request") > change
        ),
        request_is_current=case.last("review_request") > change,
        representation_over=case.representation_over,
        hearing_window_over=case.window_over,
    )


def done(case: Case, step: str, outcome: str) -> Case:
    """Return the state after an act."""
    acts = (*((k, o) for k, o in case.acts if k != step), (step, outcome))
    after = case._replace(acts=acts)
    if step == "proposal":
        level = LEVELS.index(outcome.removesuffix(DEVIATES))
        return after._replace(proposed=level, deviates=outcome.endswith(DEVIATES))
    if step == "prior_notice":
        return after._replace(notified=case.proposed, representation_over=False, window_over=False)
    if step == "hearing" and outcome == "HELD":
        return after._replace(held=True)
    return after


def following(case: Case) -> Iterator[tuple[str, Case]]:
    """Yield every lawful act with the state after it, and the passing of time."""
    if case.last("decision", "no_penalty"):
        return
    facts = facts_of(case)
    for step in PENALTY_ORDINARY.steps:
        if step.key in LEFT_OUT or PENALTY_ORDINARY.findings(step.key, facts):
            continue
        for outcome in OUTCOMES.get(step.key, ("",)):
            yield f"{step.key} {outcome}".strip(), done(case, step.key, outcome)
    yield from _time(case)


def _time(case: Case) -> Iterator[tuple[str, Case]]:
    if case.last("notice_delivery") < case.last("prior_notice") or not case.acts:
        return
    if not case.representation_over:
        yield "term passes", case._replace(representation_over=True)
    if not case.window_over:
        yield "window passes", case._replace(window_over=True)


# --- the law, said once more and otherwise ---------------------------------------------------


def is_delivered(case: Case) -> bool:
    """行政处罚法 44, 62: the last notice was delivered, and the proposal does not exceed it."""
    return 0 < case.last("prior_notice") < case.last("notice_delivery") and (
        case.proposed <= case.notified
    )


def is_heard(case: Case) -> bool:
    """行政处罚法 45: the party waived or had its time; what it said was answered."""
    told = case.last("prior_notice")
    silent = case.representation_over or case.last("representation_waiver") > told
    said = case.last("representation")
    return silent and (said < told or case.last("representation_answer") > said)


def hearing_is_over(case: Case) -> bool:
    """行政处罚法 63–65: who may ask for a hearing has had it or has let it go."""
    if case.notified < 1:
        return True
    told = case.last("prior_notice")
    if case.last("hearing_request") < told:
        return case.window_over or case.last("hearing_waiver") > told
    ended = case.last("hearing")
    if case.outcome("hearing") == "ABANDONED":
        return ended > told
    return case.last("hearing_report") > ended > told


def is_reviewed(case: Case) -> bool:
    """行政处罚法 58: where a review is due, the last one agreed to the file as it is."""
    if not (case.review_all or case.complex_case or case.held):
        return True
    changed = case.last(*CHANGES_THE_FILE)
    return (
        case.outcome("legal_review") == "AGREED"
        and case.last("legal_review") > case.last("review_request") > changed
    )


def is_discussed(case: Case) -> bool:
    """行政处罚法 57.2: after notice, statement, hearing and review, where it is due."""
    heard = case.outcome("hearing") == "HELD" and case.last("hearing") > case.last("prior_notice")
    if not (case.complex_case or case.proposed == 2 or heard):
        return True
    return case.last("discussion") > case.last(*LAST_OF_ALL)


def is_within_benchmark(case: Case) -> bool:
    """MEM-12: an amount outside of the benchmark was approved after it was proposed."""
    return not case.deviates or case.last("deviation_approval") > case.last("proposal")


LAWS: Final[Mapping[str, Callable[[Case], bool]]] = MappingProxyType(
    {
        "notice": is_delivered,
        "statement": is_heard,
        "hearing": hearing_is_over,
        "review": is_reviewed,
        "discussion": is_discussed,
        "benchmark": is_within_benchmark,
    }
)


def may_decide(case: Case) -> bool:
    """Tell whether the procedure allows the decision in this state."""
    return not PENALTY_ORDINARY.findings("decision", facts_of(case))


def starts() -> Iterator[Case]:
    """Yield a new case in a bureau that reviews all, or only what it must; complex or not."""
    for review_all in (True, False):
        for complex_case in (True, False):
            yield Case(review_all=review_all, complex_case=complex_case)
