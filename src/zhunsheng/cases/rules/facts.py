"""The facts of a penalty case: flat values and the acts done, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from zhunsheng.kernel.procedure import DoneAct

#: Steps that impose a penalty.
IMPOSING: Final = ("decision", "on_the_spot")
#: Steps that decide a case: to punish or not.
DECIDING: Final = (*IMPOSING, "no_penalty")
#: Steps after which nothing of a file follows.
ENDS: Final = frozenset({"not_opened", "transfer", "termination", "closing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ActedBy:
    """
    Who acts in a case, in the execution of its fine or in a remedy about it.

    One who handled the case at any time, none of its present handlers, one without a valid
    certificate, an officer whose certificate has lapsed, one with an interest in the party or
    recused from the case, one who entered the paper by which its decision fell.
    """

    by_handles: bool = False
    by_is_stranger: bool = False
    by_is_uncertified: bool = False
    by_has_lapsed: bool = False
    by_has_interest: bool = False
    by_reported: bool = False


@dataclass(frozen=True, slots=True)
class CaseFacts(ActedBy):
    """
    All that the rules of a penalty case look at.

    What depends on a calendar (``…_over``) or on contents (``review_is_current``) is computed
    when the facts are built, so that the rules themselves branch on plain values. Of a case with
    several parties each party has its own facts; ``acts_alone`` tells that a party other than the
    first acts without the case, ``case_opened_on`` when the case was opened that it joined later,
    ``lead_is_suspended`` that the case stands still and all parties with it, ``parties_…`` name
    those other parties of the case whose files are not opened, or not at an end.
    ``identity_lacking``, ``age_lacking`` and ``address_lacking`` tell what the file does not know
    of a party that is a natural person.
    ``later_evidence`` names what joined the file after the last notice and was not before a hearing
    on it; ``later_evidence_explained`` tells that the file was last handed to the review with the
    handlers' reasons why it does not bear against the party.
    ``discussed_otherwise`` tells that the discussion resolved on an amount of its own.
    ``voter_aside`` tells that somebody who voted in the last discussion has to stand aside now.
    ``reinspection_missing`` tells that an order to rectify in it ran out and nobody looked again.
    ``hearing_notice_days`` (working days), ``crime_decision_days``, ``crime_handover_hours`` and
    ``limitation_years`` (the longer one where anybody was harmed) are terms of law that a refusal
    prints; no guard branches on them.
    ``grave`` tells that a kind beside fine and warning makes the penalty ``heavy``, which looks at
    what is proposed; ``heavy_decided`` looks at what was decided.
    ``gains_left_fen`` are the confiscated gains that were not handed over yet (fen).
    ``review_fell`` tells that who reviewed stands aside now, or a handler was recused since.
    ``recusal_awaited`` tells that one who handles the case asked to stand aside and nobody decided.
    ``by_reviewed`` tells that who acts gave an opinion of a legal review in the case.
    ``signed_before`` are the submissions and endorsements of a file that has changed since.
    ``endorser_lacking`` tells that no deputy is left to endorse beside one who may decide.
    ``originals_lacking`` are the papers without a signed original, None where none is asked for.
    ``refund_fen`` is what is to be given back (fen), ``cash_out`` tells that money taken on the
    spot has not reached the bank, ``paper_awaited`` that a payment lacks its bill or reference.
    """

    acts: tuple[DoneAct, ...] = field(default=())
    on: date | None = None
    case_opened_on: date | None = None
    acts_alone: bool = False
    lead_is_opened: bool = False
    lead_is_suspended: bool = False
    parties_waiting: frozenset[str] = frozenset()
    parties_open: frozenset[str] = frozenset()
    identity_lacking: bool = False
    age_lacking: bool = False
    address_lacking: bool = False
    street_case: bool = False
    delegation_valid: bool = True
    handlers: int = 0
    certified: int = 0
    lapsed: frozenset[str] = frozenset()
    interested: frozenset[str] = frozenset()
    limitation_passed: bool = False
    limitation_open: bool = False
    evidence_items: int = 0
    preservation_open: bool = False
    preservation_lapsed: bool = False
    experts_awaited: frozenset[str] = frozenset()
    review_every_case: bool = True
    special_ground: bool = False
    complex_case: bool = False
    deviates: bool = False
    spares: bool = False
    hearing_right: bool = False
    heavy: bool = False
    grave: bool = False
    heavy_decided: bool = False
    review_is_current: bool = False
    request_is_current: bool = False
    notice_covers_proposal: bool = True
    later_evidence: frozenset[str] = frozenset()
    later_evidence_explained: bool = False
    voter_aside: bool = False
    discussed_otherwise: bool = False
    representation_over: bool = False
    representation_until: date | None = None
    hearing_until: date | None = None
    hearing_notice_until: date | None = None
    hearing_notice_late: bool = False
    hearing_window_over: bool = False
    decision_term_over: bool = False
    hearing_notice_days: int = 7
    crime_decision_days: int = 3
    crime_handover_hours: int = 24
    limitation_years: int = 2
    limitation_years_harmful: int = 5
    first_check_required: bool = False
    committee_required: bool = False
    endorsement_required: bool = False
    endorser_lacking: bool = False
    by_endorsed: bool = False
    by_reviewed: bool = False
    recusal_awaited: bool = False
    review_fell: bool = False
    signed_before: frozenset[str] = frozenset()
    closing_request_required: bool = False
    filing_bodies: frozenset[str] = frozenset()
    withdrawn_before_filing: bool = False
    fine_imposed: bool = True
    paid_in_full: bool = False
    originals_lacking: tuple[str, ...] | None = ()
    holds_sealed_things: bool = False
    supply_is_cut: bool = False
    reinspection_missing: bool = False
    surcharge_owed: bool = False
    surcharge_fen: int = 0
    refund_fen: int = 0
    gains_imposed: bool = False
    gains_left_fen: int = 0
    cash_out: bool = False
    paper_awaited: bool = False

    def last(self, *steps: str) -> int:
        """Return the sequence of the last act of these steps, 0 where there is none."""
        latest = 0  # asked a hundred times for one page, and millions of times by the search
        for act in self.acts:
            if act.step in steps and act.sequence > latest:
                latest = act.sequence
        return latest

    def done(self, step: str) -> bool:
        """Return whether the step was taken."""
        for act in self.acts:  # noqa: SIM110 # asked five hundred times for one page
            if act.step == step:
                return True
        return False

    def day_of(self, step: str) -> date | None:
        """Return the day of the last act of the step."""
        days = [act.on for act in self.acts if act.step == step]
        return days[-1] if days else None

    def outcome_of(self, step: str) -> str:
        """Return how the last act of the step ended."""
        outcomes = [act.outcome for act in self.acts if act.step == step]
        return outcomes[-1] if outcomes else ""

    @property
    def opened_on(self) -> date | None:
        """The day from which the term of the case runs: one case has one opening (60)."""
        return self.case_opened_on or self.day_of("opening")

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
        """Whether the party made a statement on any notice: a later one leaves it said (45.1)."""
        return self.done("representation")

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
        """Whether a hearing was requested on the last notice, and the request stands."""
        return self.last("hearing_request") > max(self.notice, self.last("hearing_waiver"))

    @property
    def hearing_is_waived(self) -> bool:
        """Whether the party waived a hearing or its request in writing, or let the window pass."""
        if self.hearing_is_requested:
            return False
        waived = self.last("hearing_waiver") > self.notice
        return waived or (self.notice_is_delivered and self.hearing_window_over)

    @property
    def hearing_notice_stands(self) -> bool:
        """Whether the party was called to a hearing that is not over."""
        ended = self.last("hearing", "hearing_request", "hearing_waiver")
        return self.last("hearing_notice") > ended

    @property
    def hearing_was_held(self) -> bool:
        """Whether a hearing on the last notice took place."""
        return self.last("hearing") > self.notice and self.outcome_of("hearing") == "HELD"

    @property
    def hearing_was_abandoned(self) -> bool:
        """Whether the party stayed away from the hearing that it had asked for."""
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
        """Whether a decision was taken, to punish or not to, also on the spot."""
        return any(self.done(step) for step in DECIDING)

    @property
    def acted_since_review(self) -> bool:
        """Whether anything was done after the last opinion of a legal review."""
        reviewed = self.last("legal_review")
        return any(act.sequence > reviewed for act in self.acts)

    @property
    def is_suspended(self) -> bool:
        """Whether the investigation stands still: of this party, or of the case for all parties."""
        return self.lead_is_suspended or self.last("suspension") > self.last("resumption")

    @property
    def takes_evidence(self) -> bool:
        """
        Whether evidence may join the file: until the decision, which rests on the file as it was.

        What was collected on the spot joins it until the decision is reported back (52.3, 57).
        """
        if any(self.done(step) for step in ENDS):
            return False
        if self.done("on_the_spot"):
            return not self.done("report_back")
        return not self.is_decided

    @property
    def crime_is_undecided(self) -> bool:
        """Whether the chief has not decided yet on the last report of a suspected crime."""
        return self.last("crime_report") > self.last("crime_decision")

    @property
    def crime_awaits_handover(self) -> bool:
        """Whether a transfer to the police was approved and the case was not handed over."""
        approved = self.outcome_of("crime_decision") == "APPROVED"
        return approved and self.last("crime_decision") > self.last("crime_handover")

    @property
    def is_with_police(self) -> bool:
        """Whether the case was handed over to the police and did not come back."""
        handed, replied = self.last("crime_handover"), self.last("crime_reply")
        back = replied > handed and self.outcome_of("crime_reply") != "OPENED"
        return handed > 0 and not back

    @property
    def crime_ever_handed_over(self) -> bool:
        """Whether the case was with the police at any time."""
        return self.done("crime_handover")

    @property
    def police_opened(self) -> bool:
        """Whether the police opened a case on the last transfer."""
        return self.is_with_police and self.outcome_of("crime_reply") == "OPENED"

    @property
    def unfiled(self) -> frozenset[str]:
        """The bodies with which a heavy penalty is filed and has not been filed yet."""
        filed = {act.outcome for act in self.acts if act.step == "filing"}
        return self.filing_bodies - filed

    def agreed_after(self, step: str, *others: str) -> bool:
        """Return whether the last act of a step agreed, and came after all of the others."""
        return self.outcome_of(step) == "AGREED" and self.last(step) > self.last(*others)
