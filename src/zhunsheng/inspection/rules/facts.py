"""What the rules of an inspection look at, and what its acts are told: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhunsheng.inspection.choices import (
    BasisKind,
    HazardGrade,
    InspectionKind,
    RectificationResult,
)
from zhunsheng.inspection.rules.frequency import NOT_COUNTED, FrequencyFact
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.workforce.choices import DelegatedPower
from zhunsheng.workforce.rules import OfficerFact

INSPECTION_OPINION = cite("GBF-2024-54")
#: Ground of a hazard that the catalogue of violations does not name.
HAZARD_DUTY = cite("SPL-2021:41.2")
#: To enter and to inspect, and to inspect as the plan of the year says.
INSPECTION_POWER = cite("SPL-2021:65.1(1)")
PLAN_DUTY = cite("SPL-2021:62.2")
#: To have violations put right within a term, and hazards removed: two powers of one paragraph.
VIOLATION_POWER = cite("SPL-2021:65.1(2)")
HAZARD_POWER = cite("SPL-2021:65.1(3)")
ORDER_POWER = cite("SPL-2021:65.1")


@dataclass(frozen=True, slots=True)
class InspectionRequest:
    """
    One inspection that is put before the head of the bureau.

    ``source`` is the number of the tip, or of the paper from above, that an inspection beyond the
    cap rests on; ``repeat_reason`` tells why one more is needed where the last ones found nothing.
    """

    entity: UUID
    officers: tuple[UUID, ...]
    basis_kind: BasisKind
    kind: InspectionKind = InspectionKind.DAILY
    basis_id: UUID | None = None
    campaign: str = ""
    unit: UUID | None = None
    items: str = ""
    planned_on: date | None = None
    source: str = ""
    repeat_reason: str = ""


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """
    A problem that officers found on the spot.

    ``violation_key`` names the violation of the catalogue; a mere hazard has none. ``basis`` may
    name another rule that was broken. What was put right at once (``immediate_fix``) needs no
    order.
    """

    description: str
    place: str
    violation_key: str = ""
    grade: HazardGrade = HazardGrade.GENERAL
    immediate_fix: bool = False
    requirement: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """
    What the officers write down on the spot (安全生产法 68).

    ``officers`` are those who went; empty means all who were approved. Where the person in charge
    on the spot refuses to sign, ``refusal_note`` says why and ``witness`` who saw it.
    """

    started_at: datetime
    ended_at: datetime
    place: str
    items: str
    situation: str
    site_head: str
    recording: str
    site_head_post: str = ""
    notice_shown: bool = True
    certificates_shown: bool = True
    recusal_told: bool = True
    signed: bool = True
    refusal_note: str = ""
    witness: str = ""
    helpers: str = ""
    officers: tuple[UUID, ...] = ()
    findings: tuple[FindingDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class ReinspectionLine:
    """What a re-inspection found of one ordered matter."""

    finding: UUID
    result: RectificationResult
    situation: str = ""


@dataclass(frozen=True, slots=True)
class InspectionFacts:
    """
    All that the rules of an inspection look at, for one act on the day ``on``.

    Facts of a form that is not filled in yet stand at what raises no objection, so that a page
    names only what already hinders an act.
    """

    on: date
    acts: tuple[DoneAct, ...] = ()
    officers: tuple[OfficerFact, ...] = ()
    officers_unknown: int = 0
    interested: frozenset[str] = frozenset()
    unapproved: frozenset[str] = frozenset()
    urgent: bool = False
    urgent_reason_given: bool = True
    entity_known: bool = True
    plan_missing: bool = False
    frequency: FrequencyFact = NOT_COUNTED
    source_given: bool = True
    repeat_reason_given: bool = True
    acts_for_street: bool = False
    delegated: frozenset[DelegatedPower] = frozenset(DelegatedPower)
    actor_is_of_unit: bool = True
    approved_on: date | None = None
    visited_on: date | None = None
    notice_shown: bool = True
    certificates_shown: bool = True
    recusal_told: bool = True
    signed: bool = True
    refusal_noted: bool = False
    witness_named: bool = False
    times_hold: bool = True
    ended_before_record: bool = True
    unknown_violations: frozenset[str] = frozenset()
    unsettled: int = 0
    ordered_on: date | None = None
    due_on: date | None = None
    new_due_on: date | None = None
    reason_given: bool = True
    all_done: bool = False
    results_missing: int = 0
    results_foreign: int = 0
