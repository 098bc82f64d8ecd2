"""What the forms of hearing and discussion bring to an act: frozen values, one class each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhunsheng.cases.choices import (
    SENT_BACK,
    HearingOutcome,
    Resolution,
    Vote,
)


@dataclass(frozen=True, slots=True)
class HearingNoticeDraft:
    """
    A hearing that is called: day, time, place, who presides (id of a user), who records.

    One that is not public names its ground: state secret, trade secret or privacy. One at an odd
    hour or on a rest day says why.
    """

    hearing_on: date
    chair: UUID
    place: str
    time: str = "09:00"
    recorder: str = ""
    members: str = ""
    is_public: bool = True
    closed_ground: str = ""
    odd_time: str = ""


@dataclass(frozen=True, slots=True)
class HearingDraft:
    """
    What happened at a hearing: who said what, how evidence was examined.

    ``agents`` names one on a line. ``shown`` are the pieces of evidence (id) that were shown, each
    with what the other side said of it; ``recusal`` is what was asked and decided, empty where
    nobody asked; ``reason`` is how the party stayed away.
    """

    outcome: HearingOutcome = HearingOutcome.HELD
    statements: tuple[tuple[str, str], ...] = ()
    cross_examination: str = ""
    final_statement: str = ""
    agents: str = ""
    reason: str = ""
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
    """
    The report on a hearing.

    ``answer`` is how what the party put forward was judged, as the decision tells it (45, 65).
    """

    investigators_view: str
    party_view: str
    findings: str
    answer: str
    opinion: str
    disputes: str = ""


@dataclass(frozen=True, slots=True)
class MemberView:
    """
    What a person in charge (id of a user) said in a discussion, and how it voted.

    ``fine_fen`` is the amount that one wants who wants another than the proposal's.
    """

    member: UUID
    vote: Vote = Vote.AGREE
    text: str = ""
    fine_fen: int | None = None

    def is_for(self, resolution: Resolution, fine_fen: int) -> bool:
        """Return whether the vote is one for this resolution."""
        held = {
            Resolution.AS_PROPOSED: self.vote is Vote.AGREE,
            Resolution.OTHER_AMOUNT: self.vote is Vote.AMOUNT and self.fine_fen == fine_fen,
            Resolution.SPARED: self.vote is Vote.SPARE,
            Resolution.RETURNED: self.vote is not Vote.AGREE,
        }
        return held[resolution]


@dataclass(frozen=True, slots=True)
class DiscussionDraft:
    """
    A collective discussion: what each member said, what was resolved, who attended.

    The sentence of the minutes is made of ``resolution`` and amount; ``note`` stands beside it.
    ``reviewer`` is the id of the legal reviewer who attended; handlers who reported are named by
    ``reporters``. ``on_dissent`` tells how the resolution came about where views differed.
    """

    views: tuple[MemberView, ...]
    fine_fen: int
    note: str = ""
    reporters: tuple[str, ...] = ()
    reviewer: UUID | None = None
    attendees: str = ""
    on_dissent: str = ""
    place: str = ""
    time: str = ""
    resolution: Resolution = Resolution.AS_PROPOSED

    @property
    def sends_back(self) -> bool:
        """Whether the proposal is not carried."""
        return self.resolution.value in SENT_BACK

    @property
    def members(self) -> tuple[UUID, ...]:
        """The persons in charge who voted, as they were named."""
        return tuple(view.member for view in self.views)

    @property
    def dissenting(self) -> tuple[MemberView, ...]:
        """The views that differ from what was proposed."""
        return tuple(view for view in self.views if view.vote is not Vote.AGREE)
