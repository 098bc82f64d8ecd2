"""
The clocks of remedies.

The day on which a paper arrives is not counted. 行政复议法 88: three, five, seven and ten days
are working days, fifteen, thirty and sixty are calendar days; what it does not say follows the
rules of civil procedure (88.1), and so do the terms of a suit (行政诉讼法 101): a term that ends on
a rest day ends on the next workday. The sixty days for telling what was put right after an opinion,
and two months for a procuratorate's suggestion, are terms of the bureau outside of a proceeding and
are not lengthened. A year whose holidays are unpublished gives no day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.days import Calendar, DayUnit
from zhunsheng.kernel.period import last_day
from zhunsheng.remedies.choices import LetterKind, Outcome

#: What a court finds by judgment, and what by an order that may be taken further, too: that the
#: suit is dismissed. A suit withdrawn or mediated is over at once.
JUDGMENTS: Final = frozenset(
    {
        Outcome.REJECTED,
        Outcome.CHANGED,
        Outcome.QUASHED,
        Outcome.UNLAWFUL,
        Outcome.INVALID,
        Outcome.ORDERED,
    }
)
ORDERS: Final = frozenset({Outcome.DISMISSED})


@dataclass(frozen=True, slots=True)
class Counted:
    """A term as the lawbook holds it: its length, its rule, whether that was read."""

    length: int
    basis: Citation
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Policy:
    """The terms that hold on the day on which a remedy began."""

    copy: Counted
    answer: Counted
    answer_simplified: Counted
    decision: Counted
    decision_simplified: Counted
    suit_after: Counted
    defence: Counted
    second_instance: Counted
    second_instance_order: Counted
    opinion_reply: Counted
    procuratorial_reply: Counted


def _rolled(calendar: Calendar, start: date, length: int) -> date | None:
    """Return the last day of calendar days that ends on no rest day (ARL-2023:88.1)."""
    return last_day(calendar, start=start, length=length, unit=DayUnit.CALENDAR, roll_end=True)


def copy_due(policy: Policy, calendar: Calendar, *, accepted_on: date) -> date | None:
    """Return the last day on which the copy is sent to the bureau: seven workdays (48)."""
    length = policy.copy.length
    return last_day(calendar, start=accepted_on, length=length, unit=DayUnit.WORKING)


def answer_due(
    policy: Policy, calendar: Calendar, *, received_on: date, simplified: bool
) -> date | None:
    """Return the last day of the written answer: ten or five working days (48, 54)."""
    term = policy.answer_simplified if simplified else policy.answer
    return last_day(calendar, start=received_on, length=term.length, unit=DayUnit.WORKING)


def decision_due(
    policy: Policy, calendar: Calendar, *, accepted_on: date, simplified: bool
) -> date | None:
    """Return the last day of the decision in reconsideration: sixty or thirty days (62)."""
    term = policy.decision_simplified if simplified else policy.decision
    return _rolled(calendar, accepted_on, term.length)


def suit_due(policy: Policy, calendar: Calendar, *, received_on: date) -> date | None:
    """Return the last day on which the party may sue after reconsideration: fifteen days (45)."""
    return _rolled(calendar, received_on, policy.suit_after.length)


def defence_due(policy: Policy, calendar: Calendar, *, received_on: date) -> date | None:
    """Return the last day of defence and evidence: fifteen days (行政诉讼法 67)."""
    return _rolled(calendar, received_on, policy.defence.length)


def second_instance_term(policy: Policy, outcome: Outcome) -> Counted | None:
    """Return the term to appeal: fifteen days for a judgment, ten for an order (行政诉讼法 85)."""
    if outcome in JUDGMENTS:
        return policy.second_instance
    return policy.second_instance_order if outcome in ORDERS else None


def second_instance_due(
    policy: Policy, calendar: Calendar, *, judged_on: date, outcome: Outcome
) -> date | None:
    """Return the last day on which a ruling of first instance may be taken further, if it may."""
    term = second_instance_term(policy, outcome)
    return _rolled(calendar, judged_on, term.length) if term else None


def letter_due(
    policy: Policy, calendar: Calendar, kind: LetterKind, *, received_on: date, stated: int | None
) -> tuple[date | None, Counted | None]:
    """
    Return the last day of a reply and the rule that sets it; what the letter states goes before.

    A suggestion of a court has the term that it names, and none where it names none.
    """
    if stated is not None:
        return last_day(calendar, start=received_on, length=stated, unit=DayUnit.CALENDAR), None
    if kind is LetterKind.RECONSIDERATION_OPINION:
        term = policy.opinion_reply
        return last_day(
            calendar, start=received_on, length=term.length, unit=DayUnit.CALENDAR
        ), term
    if kind is LetterKind.PROCURATORIAL_SUGGESTION:
        term = policy.procuratorial_reply
        return last_day(calendar, start=received_on, length=term.length, unit=DayUnit.MONTH), term
    return None, None
