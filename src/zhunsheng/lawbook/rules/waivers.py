"""Whether a party is spared: no fault, a list, minor, first offence (行政处罚法 33)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhunsheng.lawbook.choices import (
    Fact,
    FactorEffect,
    Harm,
    LeniencyKind,
    Question,
    Stage,
    Waiver,
)
from zhunsheng.lawbook.rules.facts import Circumstance, PenaltyFacts
from zhunsheng.lawbook.rules.law import Violation
from zhunsheng.lawbook.rules.leniency import Compared, Leniency, compared, listed


@dataclass(frozen=True, slots=True)
class Spared:
    """Why a party is spared (None: it is not), what is to be stated, the list it was held to."""

    waiver: Waiver | None = None
    questions: tuple[Question | Fact, ...] = ()
    against: Compared | None = None


def spared(
    violation: Violation, stage: Stage, lists: Sequence[Leniency], facts: PenaltyFacts
) -> Spared:
    """
    Return what spares the party, or what is to be stated for it.

    Correction in time alone never does: a list, a minor act without harm must, a first act with
    minor harm may go unpunished.
    """
    if facts.no_fault:
        return Spared(Waiver.NO_FAULT)
    if stage is Stage.SECOND or facts.order_expired:
        return Spared()
    if facts.corrected is None:
        return Spared(questions=(Question.CORRECTED,))
    if not facts.corrected:
        return Spared()
    item = listed(lists, violation, facts, LeniencyKind.NO_PENALTY) if lists else None
    against = compared(item, facts) if item is not None else None
    if against is not None and against.questions:
        return Spared(questions=against.questions, against=against)
    if against is not None and against.holds:
        return Spared(Waiver.LISTED, against=against)
    waiver, questions = _by_statute(facts)
    return Spared(waiver, questions, against)


def _by_statute(facts: PenaltyFacts) -> tuple[Waiver | None, tuple[Question, ...]]:
    if facts.harm is None:
        return None, (Question.HARM,)
    if facts.harm is Harm.MORE:
        return None, ()
    if facts.harm is Harm.NONE:
        if facts.minor is None:
            return None, (Question.MINOR,)
        if facts.minor:
            return Waiver.MINOR_WAIVER, ()
    if facts.first_offence is None:
        return None, (Question.FIRST_OFFENCE,)
    return (Waiver.FIRST_OFFENSE_WAIVER if facts.first_offence else None), ()


def lightened(
    violation: Violation, lists: Sequence[Leniency], facts: PenaltyFacts
) -> tuple[PenaltyFacts, tuple[Question | Fact, ...]]:
    """
    Return the facts with the circumstances that lists of the place grant, or what they ask.

    As of what spares, correction in time is asked of every item.
    """
    if not lists or not facts.corrected:
        return facts, ()
    granted: list[Circumstance] = []
    for kind in (LeniencyKind.LIGHTER, LeniencyKind.MITIGATED):
        item = listed(lists, violation, facts, kind)
        if item is None:
            continue
        against = compared(item, facts)
        if against.questions:
            return facts, against.questions
        if against.holds:
            granted.append(_as_circumstance(item))
    return replace(facts, circumstances=(*facts.circumstances, *granted)), ()


def _as_circumstance(item: Leniency) -> Circumstance:
    return Circumstance(
        key=item.id,
        label=item.label,
        effect=FactorEffect.LIGHTER_OR_MITIGATED,
        basis=item.basis,
        verified=item.verified,
    )
