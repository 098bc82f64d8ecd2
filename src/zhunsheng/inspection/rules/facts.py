"""What the rules of an inspection look at, and what its acts are told: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhunsheng.inspection.choices import (
    AttendeeRole,
    BasisKind,
    CheckResult,
    CompanionKind,
    FormSet,
    HandingManner,
    HazardGrade,
    OnSiteMeasureKind,
    RectificationResult,
)
from zhunsheng.inspection.rules.clashes import ClashingVisit
from zhunsheng.inspection.rules.drawn import NOT_DRAWN, DrawnFact
from zhunsheng.inspection.rules.frequency import NOT_COUNTED, FrequencyFact
from zhunsheng.inspection.rules.items import ItemsFact
from zhunsheng.inspection.rules.planned import PlannedFact
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.registry.rules import NOTHING_AGAINST, UnitStanding
from zhunsheng.workforce.choices import DelegatedPower
from zhunsheng.workforce.rules import OfficerFact

INSPECTION_OPINION = cite("GBF-2024-54")
#: Ground of a hazard that the catalogue of violations does not name.
HAZARD_DUTY = cite("SPL-2021:41.2")
#: To enter and to inspect, and to inspect as the plan of the year says.
INSPECTION_POWER = cite("SPL-2021:65.1(1)")
#: To have violations put right within a term, and hazards removed: two powers of one paragraph.
VIOLATION_POWER = cite("SPL-2021:65.1(2)")
HAZARD_POWER = cite("SPL-2021:65.1(3)")
ORDER_POWER = cite("SPL-2021:65.1")
#: Departments of the State Council set by what a hazard is a major one.
MAJOR_STANDARDS = cite("SPL-2021:118.2")


@dataclass(frozen=True, slots=True)
class CompanionDraft:
    """An expert or helper who is named before the visit."""

    kind: CompanionKind
    name: str
    organization: str = ""


@dataclass(frozen=True, slots=True)
class InspectionRequest:
    """
    One inspection that is put before the head of the bureau.

    ``item_codes`` are the items of the published list that it looks at, ``items`` says more of
    them in words. ``basis_id`` is the record that the task comes from, such as a draw; where a
    draw is named and no ``officers`` are, those go whom it drew. ``companions`` are the experts and
    helpers named beforehand, ``form_set`` the papers it prints. ``source`` is the number of the
    tip, or of the paper from above, that an inspection beyond the cap rests on, ``source_body`` and
    ``source_on`` are who issued the paper from above and its day; ``repeat_reason``
    tells why one more is needed where the last ones found nothing, ``off_plan_reason`` why the unit
    is inspected more often, or in another month, than the plan says.
    """

    entity: UUID
    officers: tuple[UUID, ...]
    basis_kind: BasisKind
    basis_id: UUID | None = None
    campaign: str = ""
    unit: UUID | None = None
    items: str = ""
    item_codes: tuple[str, ...] = ()
    planned_on: date | None = None
    companions: tuple[CompanionDraft, ...] = ()
    form_set: FormSet = FormSet.HANDBOOK_2020
    source: str = ""
    source_body: str = ""
    source_on: date | None = None
    repeat_reason: str = ""
    off_plan_reason: str = ""


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """
    A problem that officers found on the spot.

    ``violation_key`` names the violation of the catalogue; a mere hazard has none. ``basis`` may
    name another rule that was broken. What was put right at once (``immediate_fix``) needs no
    order. ``item`` is the id of the item of a checklist that was found at fault, if any.
    ``standard`` names the clause by which a major hazard is one.
    """

    description: str
    place: str
    violation_key: str = ""
    grade: HazardGrade = HazardGrade.GENERAL
    immediate_fix: bool = False
    requirement: str = ""
    basis: str = ""
    item: str = ""
    standard: str = ""


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """What officers saw of an item of a checklist, named by its id."""

    item: str
    result: CheckResult


@dataclass(frozen=True, slots=True)
class AttendeeDraft:
    """Somebody of the entity who was there during the visit."""

    role: AttendeeRole
    name: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class DispatchDraft:
    """With which cars (plates) the officers went out, and from when to when."""

    left_at: datetime
    cars: tuple[str, ...] = ()
    returned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """
    Measures on the spot against the dangers of findings, named by their numbers.

    ``scope`` names the places, devices or trades that they touch; ``unsafe`` says why safety
    cannot be guaranteed before or while a major hazard is removed. ``officers`` are those who
    decide; empty means all who visited.
    """

    kinds: tuple[OnSiteMeasureKind, ...]
    scope: str
    findings: tuple[int, ...]
    unsafe: str = ""
    officers: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class SchemeDraft:
    """How the officers mean to inspect; ``checklists`` are named by their keys."""

    emphasis: str
    division: str
    checklists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """How the entity is told what a visit found, who takes it, and what is advised."""

    manner: HandingManner
    recipient: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """
    What the officers write down on the spot (安全生产法 68).

    ``officers`` are those who went; empty means all who were approved. ``companions`` are those of
    the experts and helpers named beforehand who came. Where the person in charge on the spot
    refuses to sign, ``refusal_note`` says why and ``witness`` who saw it. Where no code was shown
    on entry, ``no_code_reason`` says why; ``other_day_reason`` why it was made on another day than
    its notice names. ``unanswered`` counts the items of the chosen checklist that were left open.
    """

    started_at: datetime
    ended_at: datetime
    place: str
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
    officers: tuple[UUID, ...] = ()
    companions: tuple[UUID, ...] = ()
    findings: tuple[FindingDraft, ...] = ()
    checked: tuple[CheckedDraft, ...] = ()
    unanswered: int = 0
    attendees: tuple[AttendeeDraft, ...] = ()
    dispatch: DispatchDraft | None = None
    no_code_reason: str = ""
    other_day_reason: str = ""


@dataclass(frozen=True, slots=True)
class OrderedTerm:
    """The term of one ordered matter that has one of its own."""

    finding: UUID
    due_on: date


@dataclass(frozen=True, slots=True)
class ReinspectionLine:
    """What a re-inspection found of one ordered matter."""

    finding: UUID
    result: RectificationResult
    situation: str = ""


@dataclass(frozen=True, slots=True)
class EarlyApplication:
    """The paper by which the entity asked to be looked at before its term ends, and its day."""

    number: str
    on: date


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
    actor_was_sent: bool = True
    urgent: bool = False
    urgent_on: date | None = None
    urgent_reason_given: bool = True
    urgency_known: bool = True
    urgency_ordered: bool = False
    urgency_waits_since: date | None = None
    entity_known: bool = True
    ground: BasisKind | None = None
    unit: UnitStanding = NOTHING_AGAINST
    ended_on: date | None = None
    parted_from: str = ""
    entity_street: UUID | None = None
    street_went: bool = False
    acting_street: UUID | None = None
    planned_on: date | None = None
    items: ItemsFact | None = None
    plan_missing: bool = False
    is_outside_plan: bool = False
    campaign_unplanned: bool = False
    uncovered_by: str = ""
    planned: PlannedFact | None = None
    off_plan_reason_given: bool = True
    frequency: FrequencyFact = NOT_COUNTED
    drawn: DrawnFact = NOT_DRAWN
    drawn_already: bool = False
    source_given: bool = True
    source_named: bool = True
    source_unknown: bool = False
    deployment_wrong: str = ""
    source_used_on: date | None = None
    source_alike_on: date | None = None
    resumption_unfounded: bool = False
    repeat_reason_given: bool = True
    delegated: frozenset[DelegatedPower] = frozenset(DelegatedPower)
    actor_is_of_unit: bool = True
    approved_on: date | None = None
    approved_at: datetime | None = None
    sent_at: datetime | None = None
    approval_term: int = 0
    other_day_reason_given: bool = True
    late_approval_term: int = 0
    code_shown: bool = False
    started_at: datetime | None = None
    visited_on: date | None = None
    visit_refused: bool = False
    visit_lost: bool = False
    visit_stopped: bool = False
    left_out: frozenset[str] = frozenset()
    notice_shown: bool = True
    certificates_shown: bool = True
    recusal_told: bool = True
    signed: bool = True
    refusal_noted: bool = False
    witness_named: bool = False
    times_hold: bool = True
    clashes: tuple[ClashingVisit, ...] = ()
    began_before_code: bool = False
    ended_before_record: bool = True
    unknown_violations: frozenset[str] = frozenset()
    majors_unjudged: int = 0
    majors_closed_at_once: int = 0
    is_enforcement: bool = True
    companions_unnamed: int = 0
    own_experts: frozenset[str] = frozenset()
    checklist_empty: int = 0
    items_unknown: frozenset[str] = frozenset()
    faults_unmatched: int = 0
    dispatch_holds: bool = True
    measure_kinds: int = 1
    measure_scope_given: bool = True
    measure_findings: int = 1
    measure_findings_foreign: int = 0
    measure_findings_fixed: frozenset[int] = frozenset()
    measure_stops: bool = False
    measure_is_of_major: bool = True
    measure_unsafe_given: bool = True
    measure_stands: bool = False
    measure_decided_on: date | None = None
    stopped_hazards_open: frozenset[int] = frozenset()
    scheme_given: bool = True
    checklists_unknown: frozenset[str] = frozenset()
    result_due: bool = False
    recipient_given: bool = True
    unsettled: int = 0
    order_scanned: bool = False
    order_scan_of: str = ""
    ordered_on: date | None = None
    due_on: date | None = None
    running_due_on: date | None = None
    last_reinspected_on: date | None = None
    entered_on: date | None = None
    new_due_on: date | None = None
    first_due_on: date | None = None
    terms_foreign: int = 0
    term_most: int = 0
    reinspection_requested: bool = False
    application_named: bool = True
    applied_on: date | None = None
    visit_ended_at: datetime | None = None
    hours_told: bool = True
    again_began_at: datetime | None = None
    majors_done_by_finders: int = 0
    majors_unverified: frozenset[int] = frozenset()
    reason_given: bool = True
    all_done: bool = False
    results_missing: int = 0
    results_foreign: int = 0
    results_not_due: int = 0
    results_early: int = 0
