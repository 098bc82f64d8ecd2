"""Events of the execution of fines, one class per act."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="execution.code_issued",
    label="开具缴款码",
    sentence="开具{kind}缴款码{code}，金额{amount}元",
)
@dataclass(frozen=True, slots=True)
class CodeIssued:
    """A payment code was entered for the party."""

    kind: str
    code: str
    amount: str
    amount_fen: int


@event(key="execution.code_voided", label="作废缴款码", sentence="作废缴款码{code}：{reason}")
@dataclass(frozen=True, slots=True)
class CodeVoided:
    """A payment code was voided before it was paid."""

    code: str
    reason: str


@event(
    key="execution.deferral_requested",
    label="申请延期、分期缴纳",
    sentence="{by}申请延期、分期缴纳罚款",
    redact=("by",),
)
@dataclass(frozen=True, slots=True)
class DeferralRequested:
    """The party asked to pay later or in parts."""

    by: str


@event(
    key="execution.deferral_decided",
    label="审批延期、分期缴纳",
    sentence="{result}{number}：{plan}",
)
@dataclass(frozen=True, slots=True)
class DeferralDecided:
    """A request to pay later or in parts was answered."""

    result: str
    number: str
    plan: str


@event(
    key="execution.surcharge_decided",
    label="加处罚款决定",
    sentence="制发加处罚款决定书{number}，截至当日{amount}元",
)
@dataclass(frozen=True, slots=True)
class SurchargeDecided:
    """The party is told of the surcharge, its rate and its amount so far."""

    number: str
    amount: str
    amount_fen: int


@event(
    key="execution.demanded",
    label="催告",
    sentence="制发催告书{number}，催缴罚款{fine}元、加处罚款{surcharge}元{gains}，限{pay_by}前缴清",
)
@dataclass(frozen=True, slots=True)
class Demanded:
    """The party was called upon to pay."""

    number: str
    fine: str
    surcharge: str
    pay_by: str
    gains: str = ""


@event(key="execution.delivered", label="送达", sentence="{way}{what}{number}")
@dataclass(frozen=True, slots=True)
class PaperDelivered:
    """A paper of the execution reached the party."""

    way: str
    what: str
    number: str


@event(
    key="execution.statement_received",
    label="收到陈述申辩",
    sentence="收到对催告的陈述申辩（{by}）",
    redact=("by",),
)
@dataclass(frozen=True, slots=True)
class StatementReceived:
    """The party made a statement on the demand."""

    by: str


@event(
    key="execution.statement_answered",
    label="复核陈述申辩",
    sentence="复核对催告的陈述申辩：{result}",
)
@dataclass(frozen=True, slots=True)
class StatementAnswered:
    """A statement on the demand was examined."""

    result: str


@event(
    key="execution.agreed",
    label="执行协议",
    sentence="达成执行协议：{pay_by}前缴清的，减免加处罚款{amount}元",
)
@dataclass(frozen=True, slots=True)
class ExecutionAgreed:
    """An agreement forgoes a part of the surcharge if the rest is paid in time."""

    amount: str
    amount_fen: int
    pay_by: str


@event(
    key="execution.court_asked",
    label="申请法院强制执行",
    sentence="向{court}申请强制执行{number}，罚款{fine}元、加处罚款{surcharge}元{gains}",
)
@dataclass(frozen=True, slots=True)
class CourtAsked:
    """A court was asked to execute."""

    court: str
    number: str
    fine: str
    surcharge: str
    gains: str = ""


@event(key="execution.court_answered", label="法院受理情况", sentence="{answer}（{number}）")
@dataclass(frozen=True, slots=True)
class CourtAnswered:
    """The court took the application up or not."""

    answer: str
    number: str


@event(key="execution.court_ruled", label="法院裁定", sentence="法院{ruling}（{number}）")
@dataclass(frozen=True, slots=True)
class CourtRuled:
    """The court ruled on the application."""

    ruling: str
    number: str


@event(key="execution.ended", label="执行终结", sentence="执行终结：{text}")
@dataclass(frozen=True, slots=True)
class ExecutionEnded:
    """The execution ended otherwise than by payment."""

    outcome: str
    text: str
    amount_fen: int


@event(
    key="execution.cash_handed_in",
    label="上交当场收缴的罚款",
    sentence="当场收缴的罚款{amount}元上交本局，凭证{receipt}",
)
@dataclass(frozen=True, slots=True)
class CashHandedIn:
    """Money taken on the spot reached the bureau."""

    amount: str
    amount_fen: int
    receipt: str


@event(
    key="execution.cash_banked",
    label="缴付当场收缴的罚款",
    sentence="当场收缴的罚款{amount}元缴付指定银行，凭证{receipt}{counterfoil}",
)
@dataclass(frozen=True, slots=True)
class CashBanked:
    """Money taken on the spot reached the bank."""

    amount: str
    amount_fen: int
    receipt: str
    counterfoil: str = ""


@event(
    key="execution.refunded",
    label="退还罚款",
    sentence="退还已缴款项{amount}元{interest}，退付凭证号{ebill}",
)
@dataclass(frozen=True, slots=True)
class FineRefunded:
    """Money was given back."""

    amount: str
    amount_fen: int
    ebill: str
    interest: str = ""


@event(
    key="execution.refund_approved",
    label="批准退还罚款",
    sentence="批准退还已缴款项{amount}元：{opinion}",
)
@dataclass(frozen=True, slots=True)
class RefundApproved:
    """A person in charge approved that money goes back."""

    amount: str
    amount_fen: int
    opinion: str


@event(
    key="execution.list_imported",
    label="导入收缴清单",
    sentence="导入{month}银行（财政）收缴清单“{filename}”：{lines}笔，校验值{digest}",
)
@dataclass(frozen=True, slots=True)
class ListImported:
    """The month's list of bank and treasury was taken in."""

    month: str
    filename: str
    digest: str
    lines: int


@event(
    key="execution.month_concluded",
    label="办结月度对账",
    sentence="办结{month}罚款收缴对账：一致{sound}笔，不一致{differing}笔，校验值{digest}",
)
@dataclass(frozen=True, slots=True)
class MonthConcluded:
    """The comparison of a month was concluded; a later change differs from its digest."""

    month: str
    sound: int
    differing: int
    digest: str
