"""The facts of a penalty case: flat values and the acts done, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from zhunsheng.kernel.procedure import DoneAct


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """
    All that the rules of a penalty case look at.

    What depends on a calendar (``…_over``) or on contents (``review_is_current``) is computed
    when the facts are built, so that the rules themselves branch on plain values. ``by_…`` is who
    acts: a handler of the case, none of its handlers, or somebody with an interest in the party.
    """

    acts: tuple[DoneAct, ...] = field(default=())
    on: date | None = None
    street_case: bool = False
    delegation_valid: bool = True
    handlers: int = 0
    certified: int = 0
    lapsed: frozenset[str] = frozenset()
    interested: frozenset[str] = frozenset()
    by_handles: bool = False
    by_is_stranger: bool = False
    by_has_interest: bool = False
    limitation_passed: bool = False
    evidence_items: int = 0
    review_every_case: bool = True
    special_ground: bool = False
    complex_case: bool = False
    deviates: bool = False
    spares: bool = False
    hearing_right: bool = False
    heavy: bool = False
    review_is_current: bool = False
    request_is_current: bool = False
    notice_covers_proposal: bool = True
    representation_over: bool = False
    representation_until: date | None = None
    hearing_window_over: bool = False
    decision_term_over: bool = False
    fine_imposed: bool = True
    paid_in_full: bool = False
    surcharge_owed: bool = False

    def last(self, *steps: str) -> int:
        """Return the sequence of the last act of these steps, 0 where there is none."""
        return max((act.sequence for act in self.acts if act.step in steps), default=0)

    def done(self, step: str) -> bool:
        """Return whether the step was taken."""
        return any(act.step == step for act in self.acts)

    def day_of(self, step: str) -> date | None:
        """Return the day of the last act of the step."""
        days = [act.on for act in self.acts if act.step == step]
        return days[-1] if days else None

    def outcome_of(self, step: str) -> str:
        """Return how the last act of the step ended."""
        outcomes = [act.outcome for act in self.acts if act.step == step]
        return outcomes[-1] if outcomes else ""

    @property
    def notice(self) -> int:
        """Sequence of the notice that counts: the last one."""
        return self.last("prior_notice")

    @property
    def notice_is_delivered(self) -> bool:
        """Whether the last notice was delivered."""
        return self.last("notice_delivery") > self.notice > 0

    @property
    def deviation_is_approved(self) -> bool:
        """Whether a leader approved the current proposal's departure from the benchmark."""
        return self.last("deviation_approval") > self.last("proposal")

    @property
    def has_statement(self) -> bool:
        """Whether the party made a statement on the last notice."""
        return self.last("representation") > self.notice

    @property
    def statement_is_answered(self) -> bool:
        """Whether the last statement was answered in writing."""
        return self.last("representation_answer") > self.last("representation")

    @property
    def representation_is_closed(self) -> bool:
        """Whether the party has waived, or the term in the notice has passed."""
        waived = self.last("representation_waiver") > self.notice
        return waived or (self.notice_is_delivered and self.representation_over)

    @property
    def hearing_is_requested(self) -> bool:
        """Whether a hearing was requested on the last notice."""
        return self.last("hearing_request") > self.notice

    @property
    def hearing_is_waived(self) -> bool:
        """Whether the party waived a hearing in writing, or let the window pass."""
        if self.hearing_is_requested:
            return False
        waived = self.last("hearing_waiver") > self.notice
        return waived or (self.notice_is_delivered and self.hearing_window_over)

    @property
    def hearing_was_held(self) -> bool:
        """Whether a hearing on the last notice took place."""
        return self.last("hearing") > self.notice and self.outcome_of("hearing") == "HELD"

    @property
    def hearing_was_abandoned(self) -> bool:
        """Whether the party withdrew or stayed away from the hearing that it had asked for."""
        return self.last("hearing") > self.notice and self.outcome_of("hearing") == "ABANDONED"

    @property
    def hearing_is_settled(self) -> bool:
        """Whether there is no right to a hearing, or it is waived, abandoned, or reported on."""
        if not self.hearing_right or self.hearing_is_waived or self.hearing_was_abandoned:
            return True
        return self.hearing_was_held and self.last("hearing_report") > self.last("hearing")

    @property
    def hearing_ever_held(self) -> bool:
        """Whether a hearing was held at any time (行政处罚法 58.1(2))."""
        return any(act.step == "hearing" and act.outcome == "HELD" for act in self.acts)

    @property
    def is_decided(self) -> bool:
        """Whether a decision was taken, to punish or not to."""
        return self.done("decision") or self.done("no_penalty")
