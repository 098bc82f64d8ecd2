"""What a form brings to an act: frozen values, one class per act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhunsheng.cases.choices import (
    DeliveryWay,
    NoPenaltyGround,
    PostalResult,
    SourceKind,
    SpotGround,
)
from zhunsheng.cases.rules.identity import UNNAMED, PersonDraft
from zhunsheng.cases.rules.measures import MeasureDraft
from zhunsheng.cases.rules.reopening import UNSAID as UNSAID_REOPENING
from zhunsheng.cases.rules.reopening import Reopening
from zhunsheng.cases.rules.shares import FineDraft
from zhunsheng.cases.rules.times import UNSAID, TimesDraft
from zhunsheng.documents.choices import ReceivedBy
from zhunsheng.lawbook.choices import ConductKind, Liable


@dataclass(frozen=True, slots=True)
class ClueDraft:
    """
    A clue: the entity, the supposed violations, the facts, where it came from.

    ``harmful`` tells whether life, health or safety were harmed (行政处罚法 36), None where that
    is not found yet. ``opinion`` is why it should be opened, empty for what the record says;
    ``scene`` what a street noted beside the facts when it hands a matter up.
    """

    entity: UUID
    violations: tuple[str, ...]
    facts: str
    source: SourceKind = SourceKind.INSPECTION
    source_id: UUID | None = None
    violation_ended_on: date | None = None
    harmful: bool | None = None
    person_name: str = ""
    cause: str = ""
    violation_began_on: date | None = None
    conduct: ConductKind | None = None
    person: PersonDraft = UNNAMED
    scene: str = ""
    opinion: str = ""

    @property
    def times(self) -> TimesDraft:
        """When the violation was, as far as the clue knows."""
        return TimesDraft(self.violation_began_on, self.violation_ended_on, self.conduct)


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """
    Another party of a case: another entity, or a person with what it answers for.

    ``entity`` is that of the case where none is named; what is not said of the days of the
    violation is as the case has it.
    """

    violations: tuple[str, ...]
    facts: str
    entity: UUID | None = None
    person_name: str = ""
    role: Liable | None = None
    harmful: bool | None = None
    times: TimesDraft = UNSAID
    person: PersonDraft = UNNAMED


@dataclass(frozen=True, slots=True)
class OpeningDraft:
    """
    An approval to open a case: the handlers (ids of officers) and the opinion.

    ``late_ground`` is why an opening that makes up for an urgent inquiry comes after its term;
    ``harmful`` finds whether anybody was harmed, for each party of whom the clue left that open;
    ``reopening`` is why a case is opened for an act of which an earlier one ended for its term.
    """

    handlers: tuple[UUID, ...]
    approval_opinion: str = ""
    late_ground: str = ""
    harmful: bool | None = None
    reopening: Reopening = UNSAID_REOPENING


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

    ``corrected`` tells whether the party put it right in time, None where that is not found yet;
    ``no_interview`` why nobody could be interviewed.
    ``facts_of`` are the facts found of the other parties of the case, by their files; without them
    they are what was registered of the party. ``corrected_of`` tells of each what ``corrected``
    tells of the first. ``ground`` is why the party of the file is not punished, where that follows
    from what was found, and ``ground_reason`` tells how.
    """

    facts: str
    process: str = ""
    correction: str = ""
    evidence: tuple[EvidenceDraft, ...] = ()
    corrected: bool | None = None
    times: TimesDraft = UNSAID
    facts_of: tuple[tuple[UUID, str], ...] = ()
    corrected_of: tuple[tuple[UUID, bool | None], ...] = ()
    no_interview: str = ""
    ground: NoPenaltyGround | None = None
    ground_reason: str = ""


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """
    A proposed penalty; ``facts`` repeats the report's facts where empty.

    ``fines`` say of each violation what the record does not know, and the amount chosen.
    ``same_act`` are the violations that one act led to, empty where each is an act of its own.
    ``new_evidence`` are the items by which ``new_facts`` are proven that the party was not told.
    ``discretion`` adds words to the reasons that are derived; ``deviation`` is the reason for
    an amount outside of the benchmark; ``other_act`` why what another case of about the same time
    is about was another act (行政处罚法 29); ``anew`` what changed in the main facts or reasons
    since the decision that was quashed. ``measures`` are the kinds of penalty beside fine and
    warning. ``ground`` is why nothing is punished whatever a fine would be: nothing is established,
    or who acted is not punished (30, 31, 57.1(3)); then ``discretion`` says why, and no fine does.
    ``reopening`` is why the act is punished although another case for it ended after its term (60).
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
    new_evidence: tuple[UUID, ...] = ()
    times: TimesDraft = UNSAID
    other_act: str = ""
    anew: str = ""
    measures: tuple[MeasureDraft, ...] = ()
    person: PersonDraft = UNNAMED
    ground: NoPenaltyGround | None = None
    reopening: Reopening = UNSAID_REOPENING


@dataclass(frozen=True, slots=True)
class DeviationDraft:
    """A leader's approval of an amount outside of the benchmark."""

    opinion: str


@dataclass(frozen=True, slots=True)
class DeliveryDraft:
    """
    A delivery with its proof; what is needed depends on the way.

    ``consent`` is the number of the paper in which the party agreed to delivery by wire; the
    record of the case gives it. ``second`` is the officer who delivered with the one who acts.
    ``postal_receipt`` is the number of the mail, ``postal_result`` and ``received_on`` what its
    return receipt says.
    """

    way: DeliveryWay = DeliveryWay.DIRECT
    receiver: str = ""
    relation: ReceivedBy | None = None
    place: str = ""
    time: str = ""
    refusal: str = ""
    witness: str = ""
    recording: str = ""
    postal_receipt: str = ""
    postal_result: PostalResult | None = None
    received_on: date | None = None
    posted_on: date | None = None
    posted_reason: str = ""
    entrusted: str = ""
    consent: str = ""
    second: UUID | None = None


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """What the party said or asked for: by whom, and the text."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class RightsWaiverDraft:
    """
    A written waiver: who signed it, its text, and the paper by which an agent may sign.

    The scan of the signed paper comes beside the draft.
    """

    by: str
    text: str
    authorisation: str = ""


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """
    The written answer to a statement: whether accepted, and why.

    ``unchanged`` is why what was accepted does not change what is proposed.
    """

    accepted: bool
    text: str
    unchanged: str = ""


@dataclass(frozen=True, slots=True)
class ExtensionDraft:
    """
    Another limit than ninety days: until when, by which citation, why.

    ``approval`` is the number of the paper by which the upper authority approved it, of its day.
    """

    until: date
    basis: str
    reason: str
    approval: str = ""
    approved_on: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """
    A decision to punish: the amount; further wording where the leader adds some.

    ``correct_until`` is the last day to put the violation right, None for at once (28.1).
    """

    fine_fen: int
    note: str = ""
    correct_until: date | None = None


@dataclass(frozen=True, slots=True)
class NoPenaltyDraft:
    """A decision not to punish: ground, reason, and (33.3) how the party was educated."""

    ground: NoPenaltyGround
    reason: str
    education: str = ""


@dataclass(frozen=True, slots=True)
class ReviewRequestDraft:
    """Why evidence that joined the file after the notice does not bear against the party."""

    later_evidence: str = ""


@dataclass(frozen=True, slots=True)
class SummaryDraft:
    """
    A penalty on the spot for one violation; ``unit`` is the delegated street, if one acts.

    ``form_number`` is the number of a form that was handed out and filled in, empty for the next;
    ``certificates_shown`` that the officers showed their certificates (52.1), ``rights_told`` that
    the party was told what was meant and why, and could speak (44, 45).
    ``refusal`` is how it refused to sign for the decision, ``witness`` who or what witnessed that,
    both empty where it signed (52.1). ``correct_until`` is the last day to put it right, None for
    at once (28.1). ``discretion`` is why this amount, where no benchmark leads to it (34);
    ``other_act`` why what another case of about the same time is about was another act (29).
    ``spot_ground`` is why the officers take the fine themselves, None for payment by code (68, 69).
    """

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
    form_number: str = ""
    certificates_shown: bool = False
    rights_told: bool = False
    refusal: str = ""
    witness: str = ""
    correct_until: date | None = None
    person: PersonDraft = UNNAMED
    discretion: str = ""
    spot_ground: SpotGround | None = None
    other_act: str = ""
