"""What an officer enters with an act of taking evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhunsheng.inquiry.choices import Capacity, DisposalKind, KeepingPlace
from zhunsheng.kernel.act import SHANGHAI


@dataclass(frozen=True, slots=True)
class OnTheSpot:
    """Place, times and people of a record, what it proves, what was told, how it was signed."""

    officers: tuple[UUID, ...]
    place: str
    started_at: datetime
    ended_at: datetime
    certificates_shown: bool = False
    recusal_told: bool = False
    signed: bool = False
    refusal_note: str = ""
    witness: str = ""
    recording: str = ""
    proves: str = ""

    def runs_within(self, on: date) -> bool:
        """Return whether the times run forward within the day."""
        days = {at.astimezone(SHANGHAI).date() for at in (self.started_at, self.ended_at)}
        return days == {on} and self.started_at < self.ended_at


@dataclass(frozen=True, slots=True)
class CallDraft:
    """A call to an interview: whom, when, where, what to bring."""

    person: str
    called_to: datetime
    place: str
    officers: tuple[UUID, ...]
    bring: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asked."""

    name: str
    capacity: Capacity
    gender: str = ""
    age: int | None = None
    id_number: str = ""
    employer: str = ""
    post: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class InterviewDraft:
    """An interview: who was asked, what was told, question and answer, in order."""

    spot: OnTheSpot
    person: Person
    answers: tuple[tuple[str, str], ...]
    rights_told: bool = False
    read_back: bool = False
    recusal_reply: str = ""
    recorder: str = ""
    call: UUID | None = None


@dataclass(frozen=True, slots=True)
class SceneDraft:
    """An examination of a scene; ``present`` names who of the party was there."""

    spot: OnTheSpot
    matter: str
    findings: str
    present: str = ""
    present_post: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """A sample or a preserved thing: what, of which sort, how much, under which seal, where."""

    name: str
    sort: str = ""
    quantity: str = ""
    mark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SamplingDraft:
    """A sampling; ``institution`` is who tests the samples."""

    spot: OnTheSpot
    samples: tuple[Thing, ...]
    method: str
    present: str = ""
    present_post: str = ""
    institution: str = ""
    copy_left: bool = False


@dataclass(frozen=True, slots=True)
class CommissionDraft:
    """A request for an expert opinion."""

    institution: str
    qualification: str
    questions: str
    materials: str
    officers: tuple[UUID, ...]
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """An expert opinion that was received."""

    report_number: str
    conclusion: str


@dataclass(frozen=True, slots=True)
class PreservationDraft:
    """A request to register and preserve evidence."""

    officers: tuple[UUID, ...]
    reason: str
    things: tuple[Thing, ...]
    keeping: KeepingPlace
    place: str
    keeper: str


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """The notice of a preservation, with its list, as it was handed over."""

    officers: tuple[UUID, ...]
    receiver: str
    certificates_shown: bool = False
    signed: bool = False
    refusal_note: str = ""
    witness: str = ""


@dataclass(frozen=True, slots=True)
class DisposalDraft:
    """What shall become of each thing, in the order of the list, and why."""

    kinds: tuple[DisposalKind | None, ...]
    reason: str
