"""What the forms of remedies bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhunsheng.cases.choices import QuashGround
from zhunsheng.lawbook.choices import Measure
from zhunsheng.remedies.choices import Attendance, ExecutionStop, LetterKind, Outcome, RemedyKind


@dataclass(frozen=True, slots=True)
class ReceiptDraft:
    """
    A copy of an application or a complaint that arrived.

    ``late`` is why the copy arrived so long after ``accepted_on``, from which day on the delay of
    payment adds nothing.
    """

    kind: RemedyKind
    case: UUID
    number: str
    body: str
    applicant: str
    claims: str
    simplified: bool = False
    accepted_on: date | None = None
    late: str = ""


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """The written answer or defence: what the bureau says, and which material it hands in."""

    facts: str
    reasons: str
    request: str
    material: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopDraft:
    """Whether execution is stopped, and why."""

    kind: ExecutionStop
    reason: str


@dataclass(frozen=True, slots=True)
class AttendanceDraft:
    """Who stood for the bureau at a hearing; a reason where no head did."""

    attendance: Attendance
    people: str
    summary: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """
    How a reconsideration ended; the fine that is left where it was changed.

    ``ground`` is why the decision was quashed, ``anew_until`` the last day that the paper sets for
    deciding anew, each None where the paper does not say. ``kinds`` are the kinds of penalty beside
    fine and warning that a change leaves, None where none was asked; ``gains_fen`` what it leaves
    of the gains, ``lighter`` what a lighter kind in the place of a heavier one consists of,
    ``warning`` that a warning takes the place of what was heavier, ``no_warning`` that the warning
    of the decision falls.
    """

    outcome: Outcome
    number: str
    summary: str
    fine_fen: int | None = None
    ground: QuashGround | None = None
    anew_until: date | None = None
    kinds: tuple[Measure, ...] | None = None
    gains_fen: int | None = None
    lighter: str = ""
    warning: bool = False
    no_warning: bool = False


@dataclass(frozen=True, slots=True)
class RulingDraft(ResultDraft):
    """A ruling of a court, which does not have effect yet in first instance."""


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A step that brings nothing but a remark."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter that asks for a reply; the term that it names, if any."""

    kind: LetterKind
    body: str
    number: str
    content: str
    stated_days: int | None = None
    remedy: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """The written reply to a letter."""

    number: str
    text: str
