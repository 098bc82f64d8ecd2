"""What a form brings to an act, one class per act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhunsheng.cases.choices import ExecutionOutcome, PaymentKind
from zhunsheng.cases.rules import Due
from zhunsheng.execution.choices import CourtAnswer, CourtRuling, DeferralResult


@dataclass(frozen=True, slots=True)
class CodeDraft:
    """A payment code: for the fine or the surcharge, its amount."""

    kind: PaymentKind
    code: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class VoidDraft:
    """A payment code that is voided before it was paid, and why."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """A request of the party to pay later or in parts: who, why, what is asked for."""

    by: str
    reason: str
    wish: str
    proof: str = ""


@dataclass(frozen=True, slots=True)
class DeferralDraft:
    """The answer to such a request; with approval the days and amounts."""

    result: DeferralResult
    opinion: str
    dues: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class DemandDraft:
    """A demand: within how many days the party shall pay."""

    pay_by: date
    manner: str = ""


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """An agreement on execution: remedial measures, what is forgone, by when the rest is paid."""

    measures: str
    waived_fen: int
    pay_by: date
    reason: str


@dataclass(frozen=True, slots=True)
class ApplicationDraft:
    """An application to a court: which court, what property is known, who acts for the bureau."""

    court: str
    property_known: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True)
class CourtAnswerDraft:
    """What the court answered to the application, with the number of its paper."""

    answer: CourtAnswer
    number: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RulingDraft:
    """What the court ruled, with the number of its paper."""

    ruling: CourtRuling
    number: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EndDraft:
    """
    How the execution ended: outcome, amount that the court collected, paper, reason.

    ``gains_fen`` is what of the amount are confiscated gains.
    """

    outcome: ExecutionOutcome
    reason: str
    number: str = ""
    amount_fen: int = 0
    gains_fen: int = 0


@dataclass(frozen=True, slots=True)
class RefundApprovalDraft:
    """That money goes back: what a person in charge says to it."""

    opinion: str


@dataclass(frozen=True, slots=True)
class RefundDraft:
    """
    Money given back: amount, number of the e-bill or of the order to pay out.

    ``rate`` is the yearly interest of a bank in 0.01 %, ``source`` who set it and when.
    """

    amount_fen: int
    ebill: str
    rate: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class CashDraft:
    """
    Money that was taken on the spot and passed on: the paper that says so.

    ``counterfoil`` and its day are read from the receipt's counterfoil by who banks cash that was
    entered after its day.
    """

    receipt: str
    counterfoil: str = ""
    counterfoil_on: date | None = None
