"""Statements about a case, and the articles that its guards cite."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.citation import Citation, cite

OFFICERS: Final[Citation] = cite("APL-2021:42.1")
RECUSAL: Final[Citation] = cite("APL-2021:43.1")
LIMITATION: Final[Citation] = cite("APL-2021:36")
EVIDENCE: Final[Citation] = cite("APL-2021:46")
TOLD: Final[Citation] = cite("APL-2021:44")
HEARD: Final[Citation] = cite("APL-2021:45.1")
NO_DECISION_UNHEARD: Final[Citation] = cite("APL-2021:62")
HEARING: Final[Citation] = cite("APL-2021:63")
HEARING_STEPS: Final[Citation] = cite("APL-2021:64")
REVIEW: Final[Citation] = cite("APL-2021:58.1")
DISCUSSION: Final[Citation] = cite("APL-2021:57.2")
DECISION: Final[Citation] = cite("APL-2021:57.1")
NINETY_DAYS: Final[Citation] = cite("APL-2021:60")
DELIVERY: Final[Citation] = cite("APL-2021:61")
RECORDED: Final[Citation] = cite("APL-2021:47")
PERFORMED: Final[Citation] = cite("APL-2021:66")
BENCHMARK: Final[Citation] = cite("MEM-12")

#: What, when it happens after a review or a discussion, makes them look at an older file.
FILE_CHANGES: Final = ("proposal", "representation", "representation_answer", "hearing_report")
#: What makes a discussion, and the signatures under a decision, look at an older case.
BEFORE_SIGNING: Final = (*FILE_CHANGES, "legal_review", "prior_notice", "hearing")


#: What others do; it may be entered after a later act of the agency.
PARTY_ACTS: Final = frozenset(
    {
        "representation",
        "representation_waiver",
        "hearing_request",
        "hearing_waiver",
        "payment",
        "payment_paper",
        "cash_banked",
        "refund",
        "remedy_opened",
        "remedy_ended",
        "annulment_report",
        "decision_changed",
        "address_confirmation",
        "renaming",
        "crime_reply",
    }
)

#: What the agency must have before it goes on: what the party said or gave up, what came back.
#: An act that rests on it is not dated before it, however late it is entered (45, 62, 64).
RELIED_ON: Final = frozenset(
    {
        "representation",
        "representation_waiver",
        "hearing_request",
        "hearing_waiver",
        "crime_reply",
    }
)


def needs_review(facts: CaseFacts) -> bool:
    """Tell whether legal review is due: one of the heads of 58, or the bureau reviews all."""
    return (
        facts.review_every_case
        or facts.special_ground
        or facts.complex_case
        or facts.hearing_ever_held
    )


def needs_discussion(facts: CaseFacts) -> bool:
    """Tell whether the persons in charge must discuss: complex, heavy, or after a hearing."""
    return facts.complex_case or facts.heavy or facts.hearing_was_held


def deviates(facts: CaseFacts) -> bool:
    """Tell whether the current proposal lies outside of the benchmark."""
    return facts.deviates


def needs_answer(facts: CaseFacts) -> bool:
    """Tell whether a statement of the party must be answered."""
    return facts.has_statement


def hearing_is_called(facts: CaseFacts) -> bool:
    """Tell whether a hearing must be prepared."""
    return facts.hearing_is_requested


def hearing_needs_report(facts: CaseFacts) -> bool:
    """Tell whether a hearing was held and must be reported on."""
    return facts.hearing_was_held


def penalty_is_meant(facts: CaseFacts) -> bool:
    """Tell whether the case is not one that ends without a penalty."""
    return not facts.done("no_penalty")


def fine_is_due(facts: CaseFacts) -> bool:
    """Tell whether a fine was or will be imposed, and its execution has not ended otherwise."""
    ended = facts.done("execution_ended")
    return penalty_is_meant(facts) and facts.fine_imposed and not ended
