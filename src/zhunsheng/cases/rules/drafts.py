"""What a form brings to an act: frozen values, one class per act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhunsheng.cases.choices import (
    DeliveryWay,
    HearingOutcome,
    NoPenaltyGround,
    SourceKind,
)
from zhunsheng.cases.rules.shares import FineDraft
from zhunsheng.cases.rules.times import UNSAID, TimesDraft
from zhunsheng.lawbook.choices import ConductKind


@dataclass(frozen=True, slots=True)
class ClueDraft:
    """A clue: the entity, the supposed violations, the facts, where it came from."""

    entity: UUID
    violations: tuple[str, ...]
    facts: str
    source: SourceKind = SourceKind.INSPECTION
    source_id: UUID | None = None
    violation_ended_on: date | None = None
    harmful: bool = False
    person_name: str = ""
    cause: str = ""
    violation_began_on: date | None = None
    conduct: ConductKind | None = None

    @property
    def times(self) -> TimesDraft:
        """When the violation was, as far as the clue knows."""
        return TimesDraft(self.violation_began_on, self.violation_ended_on, self.conduct)


@dataclass(frozen=True, slots=True)
class OpeningDraft:
    """An approval to open a case: the handlers (ids of officers) and the opinions."""

    handlers: tuple[UUID, ...]
    handler_opinion: str = ""
    reviewer: str = ""
    review_opinion: str = ""
    approval_opinion: str = ""


@dataclass(frozen=True, slots=True)
class NotOpenedDraft:
    """A refusal to open a case, with its reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """
    A piece of evidence that joins the file with the investigation report.

    ``kind`` is a code of ``evidence.choices.EvidenceKind``; its file comes beside the draft.
    """

    name: str
    kind: str
    obtained_on: date
    proves: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class InvestigationDraft:
    """
    The end of an investigation: facts found, how, whether corrected, when it was, evidence.

    ``corrected`` tells whether the party put it right in time, None where that is not found yet.
    """

    facts: str
    process: str = ""
    correction: str = ""
    evidence: tuple[EvidenceDraft, ...] = ()
    corrected: bool | None = None
    times: TimesDraft = UNSAID


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """
    A proposed penalty; ``facts`` repeats the report's facts where empty.

    ``fines`` say of each violation what the record does not know, and the amount chosen.
    ``same_act`` are the violations that one act led to, empty where each is an act of its own.
    ``discretion`` adds words to the reasons that are derived; ``deviation`` is the reason for
    an amount outside of the benchmark.
    """

    fines: tuple[FineDraft, ...]
    discretion: str = ""
    same_act: tuple[str, ...] | None = None
    deviation: str = ""
    warning: bool = False
    complex_case: bool = False
    special_ground: bool = False
    facts: str = ""
    new_facts: str = ""
    times: TimesDraft = UNSAID


@dataclass(frozen=True, slots=True)
class DeviationDraft:
    """A leader's approval of an amount outside of the benchmark."""

    opinion: str


@dataclass(frozen=True, slots=True)
class DeliveryDraft:
    """A delivery with its proof; what is needed depends on the way."""

    way: DeliveryWay = DeliveryWay.DIRECT
    receiver: str = ""
    relation: str = ""
    place: str = ""
    time: str = ""
    refusal: str = ""
    witness: str = ""
    recording: str = ""
    postal_receipt: str = ""
    posted_on: date | None = None
    posted_reason: str = ""
    consent: str = ""


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """What the party said, or its written waiver: by whom, and the text."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """The written answer to a statement: whether accepted, and why."""

    accepted: bool
    text: str


@dataclass(frozen=True, slots=True)
class HearingNoticeDraft:
    """
    A hearing that is called: day, time, place, who presides (id of a user), who records.

    One that is not public names its ground: state secret, trade secret or privacy.
    """

    hearing_on: date
    chair: UUID
    place: str
    time: str = "09:00"
    recorder: str = ""
    members: str = ""
    is_public: bool = True
    closed_ground: str = ""


@dataclass(frozen=True, slots=True)
class HearingDraft:
    """
    What happened at a hearing: who said what, how evidence was examined.

    ``withdrawn`` tells that the party took its request back in writing. ``agents`` names one on a
    line. ``shown`` are the pieces of evidence (id) that were shown, each with what the other side
    said of it; ``recusal`` is what was asked and decided, empty where nobody asked.
    """

    outcome: HearingOutcome = HearingOutcome.HELD
    statements: tuple[tuple[str, str], ...] = ()
    cross_examination: str = ""
    final_statement: str = ""
    agents: str = ""
    reason: str = ""
    withdrawn: bool = False
    identities_checked: bool = False
    rights_told: bool = False
    recusal: str = ""
    interpreter: str = ""
    investigators_view: str = ""
    party_view: str = ""
    shown: tuple[tuple[UUID, str], ...] = ()
    witnesses: tuple[tuple[str, str], ...] = ()
    not_signed: str = ""

    @property
    def agent_names(self) -> tuple[str, ...]:
        """The agents one by one, however the line separates them."""
        lines = self.agents.replace("、", "\n").replace("；", "\n").splitlines()
        return tuple(filter(None, (line.strip() for line in lines)))

    @property
    def both_sides_spoke(self) -> bool:
        """Whether the record holds what was brought forward and what was answered."""
        return bool(self.statements or (self.investigators_view and self.party_view))

    @property
    def was_examined(self) -> bool:
        """Whether the record holds how the evidence was examined."""
        return bool(self.shown or self.cross_examination.strip())


@dataclass(frozen=True, slots=True)
class HearingReportDraft:
    """The report on a hearing."""

    investigators_view: str
    party_view: str
    findings: str
    opinion: str
    disputes: str = ""
    approver: str = ""


@dataclass(frozen=True, slots=True)
class DiscussionDraft:
    """A collective discussion: members (ids of users), chair last, views, amount resolved."""

    members: tuple[UUID, ...]
    fine_fen: int
    conclusion: str
    views: tuple[tuple[str, str], ...] = ()
    attendees: str = ""
    place: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class ExtensionDraft:
    """Another limit than ninety days: until when, by which citation, why."""

    until: date
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A decision to punish: the amount; further wording where the leader adds some."""

    fine_fen: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class NoPenaltyDraft:
    """A decision not to punish: ground, reason, and (33.3) how the party was educated."""

    ground: NoPenaltyGround
    reason: str
    education: str = ""


@dataclass(frozen=True, slots=True)
class PaymentDraft:
    """A payment: amount and number of the receipt."""

    amount_fen: int
    receipt: str


@dataclass(frozen=True, slots=True)
class ClosingDraft:
    """What closes a case beside its record: correction, publication, remedies."""

    correction: str = ""
    publication: str = ""
    remedies: str = ""


@dataclass(frozen=True, slots=True)
class SummaryDraft:
    """A penalty on the spot for one violation; ``unit`` is the delegated street, if one acts."""

    entity: UUID
    fine: FineDraft
    facts: str
    officers: tuple[UUID, ...]
    place: str = ""
    time: str = ""
    warning: bool = False
    evidence: str = ""
    statement: str = ""
    person_name: str = ""
    unit: UUID | None = None
    source: SourceKind = SourceKind.INSPECTION
    source_id: UUID | None = None
    violation_ended_on: date | None = None
