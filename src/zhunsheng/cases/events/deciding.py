"""Events of decision, delivery, payment and end."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(key="cases.delivered", label="送达", sentence="{way}{what}{number}")
@dataclass(frozen=True, slots=True)
class PaperDelivered:
    """A paper reached the party."""

    way: str
    what: str
    number: str


@event(key="cases.decided", label="作出处罚决定", sentence="作出处罚决定{number}：{penalty}")
@dataclass(frozen=True, slots=True)
class PenaltyDecided:
    """A penalty was decided."""

    decision: str
    number: str
    penalty: str
    fine_fen: int


@event(
    key="cases.no_penalty_decided",
    label="不予处罚",
    sentence="决定不予行政处罚{number}：{ground}",
)
@dataclass(frozen=True, slots=True)
class NoPenaltyDecided:
    """It was decided not to punish."""

    decision: str
    number: str
    ground: str


@event(
    key="cases.decided_on_the_spot",
    label="当场处罚",
    sentence="当场作出处罚决定{number}并交付当事人：{penalty}",
)
@dataclass(frozen=True, slots=True)
class DecidedOnTheSpot:
    """A penalty was decided and handed over on the spot."""

    decision: str
    number: str
    penalty: str
    fine_fen: int


@event(key="cases.reported_back", label="备案", sentence="当场处罚决定报所属机关备案")
@dataclass(frozen=True, slots=True)
class ReportedBack:
    """A summary decision was reported to the bureau."""


@event(key="cases.paid", label="缴款", sentence="缴纳罚款{amount}元，票据号{receipt}")
@dataclass(frozen=True, slots=True)
class FinePaid:
    """A fine was paid, in part or in full."""

    payment: str
    amount: str
    amount_fen: int
    receipt: str


@event(
    key="cases.surcharge_paid",
    label="缴纳加处罚款",
    sentence="缴纳加处罚款{amount}元，票据号{receipt}",
)
@dataclass(frozen=True, slots=True)
class SurchargePaid:
    """A surcharge was paid, in part or in full."""

    payment: str
    amount: str
    amount_fen: int
    receipt: str


@event(
    key="cases.gains_paid",
    label="上缴违法所得",
    sentence="上缴没收的违法所得{amount}元，票据号{receipt}",
)
@dataclass(frozen=True, slots=True)
class GainsPaid:
    """Confiscated gains were handed over, in part or in full."""

    payment: str
    amount: str
    amount_fen: int
    receipt: str


@event(
    key="cases.payment_paper",
    label="补登缴款票据",
    sentence="{payment}补登{what}{number}",
)
@dataclass(frozen=True, slots=True)
class PaymentPaperAdded:
    """A bill, or the bank's reference, came in after its payment was booked."""

    payment: str
    what: str
    number: str


@event(
    key="cases.closing_requested",
    label="提请结案",
    sentence="承办人提请结案：{opinion}",
    inner=True,
)
@dataclass(frozen=True, slots=True)
class ClosingRequested:
    """The handlers asked for the closing of the case."""

    opinion: str


@event(key="cases.closed", label="结案", sentence="批准结案{number}")
@dataclass(frozen=True, slots=True)
class CaseClosed:
    """The case was closed."""

    number: str


@event(key="cases.annulled", label="决定失效", sentence="{kind}：{body}{number}")
@dataclass(frozen=True, slots=True)
class DecisionAnnulled:
    """A decision lost its force: it was annulled, or found invalid."""

    decision: str
    kind: str
    body: str
    number: str


@event(key="cases.changed", label="决定变更", sentence="{kind}{amount}：{body}{number}")
@dataclass(frozen=True, slots=True)
class DecisionChanged:
    """A decision was changed, or found unlawful though it stays in force."""

    kind: str
    body: str
    number: str
    amount: str


@event(key="cases.remedy_opened", label="提起复议诉讼", sentence="当事人对决定提起{kind}")
@dataclass(frozen=True, slots=True)
class RemedyOpened:
    """The party applied for reconsideration or sued."""

    kind: str


@event(key="cases.remedy_ended", label="复议诉讼终结", sentence="{kind}终结：{result}")
@dataclass(frozen=True, slots=True)
class RemedyEnded:
    """A reconsideration or a suit ended."""

    kind: str
    result: str
