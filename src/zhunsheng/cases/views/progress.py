"""How far a case has come: what was done, in its order, then what the law still demands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhunsheng.cases import queries
from zhunsheng.cases.rules import CaseFacts
from zhunsheng.cases.rules.annulling import annulment_is_reported
from zhunsheng.cases.rules.challenged import (
    no_decision_ended,
    open_remedies,
    withdrawal_awaits_delivery,
)
from zhunsheng.cases.rules.facts import DECIDING
from zhunsheng.cases.rules.guards import penalty_is_meant, review_has_passed
from zhunsheng.kernel.procedure import Procedure, Step
from zhunsheng.web import parts

REVIEW_STEP: Final = "legal_review"
#: Below a step that was taken and must be taken anew.
AGAIN: Final = "须重新办理"
#: Below what another person must still confirm.
UNCONFIRMED: Final = "等待确认"
#: Below a decision that was quashed, found invalid or withdrawn.
FALLEN: Final = "已失效"


def required_steps(
    procedure: Procedure[CaseFacts], facts: CaseFacts, open_step: Step[CaseFacts] | None
) -> tuple[parts.ProgressStep, ...]:
    """
    Return the steps that were taken, by their last day, and those that are still to be taken.

    Nothing is demanded any more of a case that ended, but what its end left open: a remedy that
    runs, a fine to pay back. ``open_step`` is the one that the case waits for.
    """
    left = asked_for(facts)
    again = _again(facts, open_step)
    taken = [step for step in procedure.steps if facts.done(step.key)]
    taken = [step for step in taken if step.key not in left | again]
    ahead = [step for step in procedure.steps if step.key in left]
    ahead += (step for step in _ahead(procedure, facts, again) if step.key not in left)
    current = left | again | ({open_step.key} if open_step else set())
    current = current or {step.key for step in ahead[:1]}
    return (
        *(_done(step, facts) for step in sorted(taken, key=lambda one: facts.last(one.key))),
        *(
            parts.ProgressStep(step.label, parts.StepState.CURRENT, AGAIN * (step.key in again))
            if step.key in current
            else parts.ProgressStep(step.label, parts.StepState.REQUIRED)
            for step in ahead
        ),
    )


def asked_for(facts: CaseFacts) -> set[str]:
    """Return the steps that the declaration leaves optional and what happened asks for."""
    asked = {
        "resumption": facts.is_suspended,
        "crime_reply": facts.is_with_police,
        "refund": facts.refund_fen > 0,
        "remedy_ended": bool(open_remedies(facts)),
        "annulment_confirmation": annulment_is_reported(facts) is None,
        "withdrawal_delivery": withdrawal_awaits_delivery(facts) is None,
    }
    return {key for key, holds in asked.items() if holds}


def _ahead(
    procedure: Procedure[CaseFacts], facts: CaseFacts, again: set[str]
) -> Iterator[Step[CaseFacts]]:
    """Yield what is not taken yet, or is taken again, in the order of the declaration."""
    over = any(facts.done(step) for step in queries.ENDING)
    for step in procedure.steps:
        is_open = not over and not facts.done(step.key)
        if step.key in again or (is_open and _is_demanded(step, facts)):
            yield step


def _is_demanded(step: Step[CaseFacts], facts: CaseFacts) -> bool:
    """Return whether a step is needed: a proposal to spare the party leads to no penalty."""
    if facts.spares and not facts.is_decided:
        if step.required_when is penalty_is_meant:
            return False
        if step.key == "no_penalty":
            return True
    return step.is_required(facts)


def _again(facts: CaseFacts, open_step: Step[CaseFacts] | None) -> set[str]:
    """Return the step that was taken and must be taken anew: a review that does not stand first."""
    if facts.done(REVIEW_STEP) and review_has_passed(facts) and not facts.is_decided:
        return {REVIEW_STEP}
    return {open_step.key} if open_step and facts.done(open_step.key) else set()


def _done(step: Step[CaseFacts], facts: CaseFacts) -> parts.ProgressStep:
    day = facts.day_of(step.key)
    fell = step.key in DECIDING and not no_decision_ended(facts)
    waits = step.key == "annulment_report" and annulment_is_reported(facts) is None
    note = f"{day:%m-%d}{FALLEN * fell}{UNCONFIRMED * waits}"
    return parts.ProgressStep(step.label, parts.StepState.DONE, note)
