"""Whether a case came back to its handlers: from the review, a check inside, or a signature."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.rules.facts import CaseFacts

#: Who may send a case back, and the act of the handlers that it answers.
ANSWERS: Final = {
    "legal_review": "review_request",
    "first_check": "proposal",
    "committee": "proposal",
    "endorsement": "submission",
    "sparing_endorsement": "sparing_submission",
}


def is_sent_back(facts: CaseFacts) -> bool:
    """Return whether the last answer to the handlers returned the case and nobody mended it yet."""
    if facts.is_decided:
        return False
    return any(
        facts.outcome_of(answer) == "RETURNED" and facts.last(answer) > facts.last(asked)
        for answer, asked in ANSWERS.items()
    )
