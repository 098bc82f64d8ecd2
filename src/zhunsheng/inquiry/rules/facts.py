"""What the rules of taking evidence look at: the subject, and flat facts of one act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.inquiry.choices import DisposalKind
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.workforce.rules import OfficerFact

COLLECTING: Final = cite("APL-2021:54.1")
DECISION_TERM: Final = cite("APL-2021:60")
IDENTITY: Final = cite("APL-2021:55.1")
RECORD: Final = cite("APL-2021:55.2")
REPRESENTATION: Final = cite("APL-2021:45.1")
RECUSAL: Final = cite("APL-2021:43")
WHOLE_RECORD: Final = cite("APL-2021:47")
KINDS_OF_EVIDENCE: Final = cite("APL-2021:46")
SAMPLING: Final = cite("APL-2021:56")
PRESERVATION: Final = cite("APL-2021:56")
OFFICERS: Final = cite("APL-2021:42.1")
CRIME: Final = cite("APL-2021:27")
FACTS_AND_EVIDENCE: Final = cite("APL-2021:59.1(2)")
PENALTY_KINDS: Final = cite("APL-2021:9")


@dataclass(frozen=True, slots=True)
class Subject:
    """
    The case or the inspection that evidence is taken for, as its own room tells it.

    ``since`` is the day on which it began; ``handlers`` are the officers who handle it; nothing
    more joins it once it is not open any more, nor while it is suspended or the police have it.
    ``recused`` are the officers who may not act in it, ``aside`` the accounts of the persons in
    charge who may not (43). ``stands_on`` are the subjects whose evidence is its own, too;
    ``followers`` the officers of what stands on this one, who bring to an end what that waits for.
    """

    kind: str
    id: UUID
    title: str
    number: str
    party: UUID
    party_name: str
    party_code: str
    party_address: str
    party_representative: str
    party_phone: str
    url: str
    since: date
    handlers: tuple[UUID, ...]
    is_open: bool
    is_suspended: bool = False
    is_with_police: bool = False
    recused: frozenset[UUID] = frozenset()
    aside: frozenset[UUID] = frozenset()
    stands_on: tuple[tuple[str, UUID], ...] = ()
    followers: frozenset[UUID] = frozenset()

    @property
    def takes_evidence(self) -> bool:
        """Whether evidence may be taken for it now."""
        return self.is_open and not self.is_suspended and not self.is_with_police

    @property
    def key(self) -> tuple[str, UUID]:
        """Kind and id, as evidence, documents and events name it."""
        return (self.kind, self.id)


@dataclass(frozen=True, slots=True)
class TakingFacts:
    """All that the rules of one act of taking evidence look at."""

    on: date
    acts: tuple[DoneAct, ...] = ()
    subject_is_open: bool = True
    subject_is_suspended: bool = False
    subject_is_with_police: bool = False
    subject_since: date | None = None
    officers: tuple[OfficerFact, ...] = ()
    officers_unknown: int = 0
    interested: frozenset[str] = frozenset()
    actor_takes_part: bool = True
    # ------------------------------------------------- what is recorded on the spot
    place_named: bool = True
    times_hold: bool = True
    has_ended: bool = True
    proof_told: bool = True
    certificates_shown: bool = True
    recusal_told: bool = True
    signed: bool = True
    refusal_noted: bool = False
    witness_named: bool = False
    # ------------------------------------------------- interviews
    person_named: bool = True
    id_number: str = ""
    called_on: date | None = None
    called_person_is_same: bool = True
    called_ahead: bool = True
    rights_told: bool = True
    answers: int = 1
    unanswered: int = 0
    read_back: bool = True
    busy: frozenset[str] = frozenset()
    # ------------------------------------------------- scenes and samples
    party_present: bool = True
    findings_given: bool = True
    samples: int = 1
    uncounted: int = 0
    copy_left: bool = True
    # ------------------------------------------------- expert opinions
    institution_named: bool = True
    questions_asked: bool = True
    materials_listed: bool = True
    expert_days: int | None = 1
    expert_most: int = 90
    commissioned_on: date | None = None
    agreed_on: date | None = None
    result_known: bool = False
    is_given_up: bool = False
    reason_given: bool = True
    actor_asked: bool = False
    actor_has_interest: bool = False
    actor_handles: bool = True
    conclusion_given: bool = True
    report_attached: bool = True


@dataclass(frozen=True, slots=True)
class Again:
    """Names of a list that are held, had their term, or are alike and not told apart."""

    held: frozenset[str] = frozenset()
    spent: frozenset[str] = frozenset()
    alike: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PreservationFacts:
    """All that the rules of an advance preservation look at on a day."""

    on: date
    acts: tuple[DoneAct, ...] = ()
    subject_is_open: bool = True
    subject_is_suspended: bool = False
    subject_is_with_police: bool = False
    subject_since: date | None = None
    officers: tuple[OfficerFact, ...] = ()
    officers_unknown: int = 0
    interested: frozenset[str] = frozenset()
    actor_takes_part: bool = True
    actor_asked: bool = False
    actor_has_interest: bool = False
    actor_handles: bool = True
    reason_given: bool = True
    items: int = 1
    uncounted: int = 0
    again: Again = Again()
    keeper_named: bool = True
    certificates_shown: bool = True
    signed: bool = True
    refusal_noted: bool = False
    witness_named: bool = False
    until: date | None = None
    disposals: frozenset[DisposalKind] = frozenset()
    undisposed: int = 0

    def day_of(self, step: str) -> date | None:
        """Return the day of the last act of a step."""
        days = [act.on for act in self.acts if act.step == step]
        return days[-1] if days else None

    @property
    def last_on(self) -> date | None:
        """The day of the last act."""
        return self.acts[-1].on if self.acts else None
