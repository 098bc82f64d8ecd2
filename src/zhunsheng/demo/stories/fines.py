"""What the officers of the year state of a violation, so that its fine can be derived."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from zhunsheng.cases import rules
from zhunsheng.lawbook.choices import Fact, Harm, Question

#: The violation whose benchmark counts persons; one of them is its least tier, up to this fine.
COUNTS_PERSONS: Final = "safety.97-7"
LEAST_TIER: Final = 3_000_000
#: The circumstance of a party that cured what it had done; the lower half of the least tier.
CURED: Final = "harm_removed"
LIGHTER: Final = 1_500_000


def stated(violation: str, fine_fen: int, proof: UUID | None) -> rules.FineDraft:
    """
    Return what leads to a fine of this amount, or (0) to sparing the party as 行政处罚法 33 says.

    What was put right in time is known from the re-inspection, or else said here.
    """
    persons = 1 if fine_fen <= LEAST_TIER else 3
    counted = violation == COUNTS_PERSONS
    facts = {Fact.PERSONS: rules.Stated(persons, proof)} if counted else {}
    if not fine_fen:
        spared: dict[Question, bool | Harm] = {
            Question.CORRECTED: True,
            Question.HARM: Harm.NONE,
            Question.MINOR: True,
        }
        return rules.FineDraft(violation, answers=spared, facts=facts)
    cured: dict[Question, bool | Harm] = {Question.CORRECTED: True, Question.HARM: Harm.MORE}
    return rules.FineDraft(
        violation,
        fine_fen,
        answers=cured,
        facts=facts,
        circumstances={CURED: proof} if fine_fen <= LIGHTER else {},
    )
