"""What a form brings to the acts that settle a decision: money, correction, closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhunsheng.cases.choices import (
    CollectionWay,
    CorrectionResult,
    ExecutionOutcome,
    PaymentKind,
    SpotGround,
)
from zhunsheng.cases.rules.owing import Due


@dataclass(frozen=True, slots=True)
class PaymentDraft:
    """
    A payment: amount and number of the receipt, which is the e-bill's.

    ``ground`` and ``request`` say why an officer took money on the spot: what makes it hard to have
    later (行政处罚法 68), or the words of a party that cannot reach a bank (69). ``surplus`` says
    how more than what is owed came in: it is booked and owed back. What came to the bank without a
    bill is told by its ``payer`` and the bank's own ``reference``, which stands for the receipt.
    ``voucher_on`` is the day that the paper itself bears; its scan comes beside the draft.
    """

    amount_fen: int
    receipt: str
    kind: PaymentKind = PaymentKind.FINE
    way: CollectionWay = CollectionWay.BANK
    ground: SpotGround | None = None
    request: str = ""
    surplus: str = ""
    payer: str = ""
    reference: str = ""
    voucher_on: date | None = None


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A bill or a bank's reference that came in later, for the payment of an act's number."""

    payment: int
    number: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A deferral or instalments that were approved: day and amount of each."""

    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class WaiverDraft:
    """What an agreement forgoes of the surcharge if the rest is paid by a day."""

    amount_fen: int
    pay_by: date


@dataclass(frozen=True, slots=True)
class ExecutionEndDraft:
    """How the execution ended, in a code and in the words that close the case."""

    outcome: ExecutionOutcome
    text: str


@dataclass(frozen=True, slots=True)
class CorrectionDraft:
    """
    What came of the order to put it right.

    ``checked_on`` is when and ``checked_by`` who looked whether the order was obeyed, and with
    which ``result``.
    """

    correction: str = ""
    result: CorrectionResult | None = None
    checked_on: date | None = None
    checked_by: str = ""


@dataclass(frozen=True, slots=True)
class ClosingDraft(CorrectionDraft):
    """
    What closes a case beside its record: what came of the order to put it right.

    ``kinds`` says how things, suspensions and licences of the decision were performed.
    """

    kinds: str = ""


@dataclass(frozen=True, slots=True)
class ClosingRequestDraft(CorrectionDraft):
    """The handlers' request to close: their opinion, and what came of the order to correct."""

    opinion: str = ""
