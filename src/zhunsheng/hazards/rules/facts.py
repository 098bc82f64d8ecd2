"""What the rules of a listed hazard look at: frozen values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.hazards.choices import ListingBody
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.names import says
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.workforce.rules import OfficerFact

SUPERVISION: Final = cite("SPL-2021:41.3")
#: After a major hazard is gone, work goes on when the bureau agreed (安全生产法 65.1(3)).
RESUMPTION: Final = cite("SPL-2021:65.1(3)")
#: Shorter reports of what was done or seen say nothing.
SHORTEST_TEXT: Final = 4
_NUMBER: Final = re.compile(r"[^\d〔〕]{2,}〔\d{4}〕[1-9]\d*号")


def tells(text: str) -> bool:
    """
    Return whether a text says what was done or seen.

    >>> tells("阀门已更换。"), tells("好。")
    (True, False)
    """
    return says(text, SHORTEST_TEXT)


def is_number_of_a_paper(text: str) -> bool:
    """
    Return whether a text is the number of an official paper: who, the year in 〔〕, which.

    >>> is_number_of_a_paper("示安委督〔2025〕1号"), is_number_of_a_paper("示安委督[2025]1号")
    (True, False)
    """
    return _NUMBER.fullmatch(text.strip()) is not None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the committee or government, as its paper says; ``due_on`` ends the term."""

    body: ListingBody
    number: str
    decided_on: date
    due_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class HazardFacts:
    """All that the rules of a listed hazard look at, for one act on the day ``on``."""

    on: date
    acts: tuple[DoneAct, ...] = ()
    is_enforcement: bool = True
    is_major: bool = True
    is_put_right: bool = False
    proposed_already: bool = False
    reason_given: bool = True
    number_given: bool = True
    number_is_of_a_paper: bool = True
    decides: ListingBody | None = None
    listed_by: ListingBody | None = None
    interested: frozenset[str] = frozenset()
    officers_unknown: int = 0
    actor_went: bool = True
    street_officers: frozenset[str] = frozenset()
    seen_by_finders_alone: bool = False
    says_removed: bool | None = None
    reinspected_on: date | None = None
    reinspected_done: bool = False
    decided_on: date | None = None
    proposed_on: date | None = None
    is_declined: bool = False
    listed_on: date | None = None
    due_on: date | None = None
    new_due_on: date | None = None
    text_given: bool = True
    officers: tuple[OfficerFact, ...] | None = None
    is_verified: bool = False
    verified_on: date | None = None
    is_delisted: bool = False
    actor_entered_verification: bool = False
    stops_in_force: frozenset[str] = frozenset()
