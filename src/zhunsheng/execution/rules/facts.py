"""The facts of an execution: flat values and the acts done, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhunsheng.cases.rules.facts import ActedBy
from zhunsheng.kernel.procedure import DoneAct


@dataclass(frozen=True, slots=True)
class ExecutionFacts(ActedBy):
    """
    All that the guards of an execution look at.

    ``is_late`` tells that a part of the fine is overdue, ``last_due`` is the day of its last part,
    ``gains_left`` and ``gains_late`` that
    confiscated gains are to be handed over and their term is over, ``court_opens`` and
    ``court_closes`` are the first and the last day for an application to the court (None while they
    cannot be told),
    ``cash_out`` that money taken on the spot has not reached the bureau, ``cash_in`` that it has
    not reached the bank, ``is_stopped`` that a reconsideration organ or a court stopped it,
    ``is_for_reviewer`` that a reconsideration changed the decision, and its organ executes it.
    ``demand_overstates`` tells that the last demand names more than is due on the day.
    ``acts`` leave out what fell when the sum changed: demands and decisions on a surcharge.
    """

    acts: tuple[DoneAct, ...] = ()
    on: date | None = None
    asks_for_money: bool = True
    is_told: bool = True
    is_annulled: bool = False
    is_ended: bool = False
    is_closed: bool = False
    is_unpaid: bool = True
    is_late: bool = False
    last_due: date | None = None
    surcharge_owed: bool = False
    gains_left: bool = False
    gains_late: bool = False
    remedy_runs: bool = False
    court_opens: date | None = None
    court_closes: date | None = None
    refund_owed: bool = False
    cash_out: bool = False
    cash_in: bool = False
    is_stopped: bool = False
    is_for_reviewer: bool = False
    is_with_police: bool = False
    code_is_open: bool = False
    demand_overstates: bool = False

    def last(self, *steps: str) -> int:
        """Return the sequence of the last act of these steps, 0 where there is none."""
        return max((act.sequence for act in self.acts if act.step in steps), default=0)

    def outcome_of(self, step: str) -> str:
        """Return how the last act of a step ended."""
        outcomes = [act.outcome for act in self.acts if act.step == step]
        return outcomes[-1] if outcomes else ""

    @property
    def stands(self) -> bool:
        """Whether there is money to collect: told of, in force, not ended."""
        return self.asks_for_money and self.is_told and not (self.is_annulled or self.is_ended)

    @property
    def owes(self) -> bool:
        """Whether something is to be paid."""
        return self.stands and (self.is_unpaid or self.surcharge_owed or self.gains_left)

    @property
    def is_overdue(self) -> bool:
        """Whether something may be pressed for: fine, surcharge or gains, each by its term."""
        return self.is_late or self.surcharge_owed or self.gains_late

    @property
    def request_pending(self) -> bool:
        """Whether a request to pay later or in parts waits for its answer."""
        return self.last("deferral_request") > self.last("deferral_decision")

    @property
    def deferral_untold(self) -> bool:
        """Whether the answer to a request waits for its delivery."""
        return self.last("deferral_decision") > self.last("deferral_delivery")

    @property
    def demand_pending(self) -> bool:
        """Whether a demand waits for its delivery."""
        return self.last("demand_notice") > self.last("demand_delivery")

    @property
    def demand_is_delivered(self) -> bool:
        """Whether the last demand was delivered."""
        return self.last("demand_delivery") > self.last("demand_notice") > 0

    @property
    def must_demand_again(self) -> bool:
        """Whether the demand that waits for its delivery cannot be delivered any more."""
        return self.demand_pending and self.demand_overstates

    @property
    def refund_is_approved(self) -> bool:
        """Whether a person in charge approved what is given back next."""
        return self.last("refund_approval") > self.last("refund")

    @property
    def statement_pending(self) -> bool:
        """Whether a statement of the party waits for its answer."""
        return self.last("statement") > self.last("statement_answer")

    @property
    def court_pending(self) -> bool:
        """Whether an application waits for the court to take it up or not."""
        return self.last("court_application") > self.last("court_answer")

    @property
    def in_court(self) -> bool:
        """Whether the court has the matter: applied, and neither turned away nor refused."""
        if not self.last("court_application"):
            return False
        if self.court_pending:
            return True
        refused = self.outcome_of("court_answer") == "NOT_ACCEPTED"
        return not refused and self.ruled != "NOT_GRANTED"

    @property
    def ruled(self) -> str:
        """How the court ruled on the last application, empty while it did not."""
        is_of_last = self.last("court_ruling") > self.last("court_application")
        return self.outcome_of("court_ruling") if is_of_last else ""

    @property
    def is_accepted(self) -> bool:
        """Whether the court took the application up and has not ruled on it."""
        accepted = self.outcome_of("court_answer") == "ACCEPTED" and not self.court_pending
        return accepted and self.last("court_ruling") < self.last("court_answer")
