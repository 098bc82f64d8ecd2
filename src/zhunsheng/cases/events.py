"""Events of penalty cases, one class per act."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="cases.clue_registered",
    label="登记线索",
    sentence="登记线索：{cause}（{source}）",
    redact=("cause",),
)
@dataclass(frozen=True, slots=True)
class ClueRegistered:
    """A clue was registered."""

    cause: str
    source: str


@event(key="cases.opened", label="立案", sentence="批准立案{number}，承办人：{handlers}")
@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A case was opened by the person in charge."""

    number: str
    handlers: str


@event(key="cases.not_opened", label="不予立案", sentence="不予立案：{reason}")
@dataclass(frozen=True, slots=True)
class CaseNotOpened:
    """It was decided not to open a case."""

    reason: str


@event(
    key="cases.investigation_ended",
    label="调查终结",
    sentence="调查终结，提交报告{number}，证据{evidence}件",
)
@dataclass(frozen=True, slots=True)
class InvestigationEnded:
    """The investigation report was handed in."""

    number: str
    evidence: int


@event(key="cases.proposed", label="拟处理意见", sentence="提出拟处理意见：{proposal}")
@dataclass(frozen=True, slots=True)
class PenaltyProposed:
    """A penalty was proposed."""

    proposal: str
    fine_fen: int


@event(
    key="cases.deviation_approved",
    label="批准偏离裁量基准",
    sentence="批准偏离裁量基准：{proposal}，理由：{reason}",
)
@dataclass(frozen=True, slots=True)
class DeviationApproved:
    """A leader approved an amount outside of the benchmark."""

    proposal: str
    reason: str
    fine_fen: int


@event(
    key="cases.notified",
    label="处罚告知",
    sentence="制发处罚告知书{number}（{proposal}）{also}",
)
@dataclass(frozen=True, slots=True)
class PenaltyNotified:
    """The party was told of the proposed penalty and its rights."""

    number: str
    proposal: str
    also: str


@event(key="cases.delivered", label="送达", sentence="{way}{what}{number}")
@dataclass(frozen=True, slots=True)
class PaperDelivered:
    """A paper reached the party."""

    way: str
    what: str
    number: str


@event(
    key="cases.statement_received",
    label="收到陈述申辩",
    sentence="收到陈述申辩意见（{by}）",
    redact=("by",),
)
@dataclass(frozen=True, slots=True)
class StatementReceived:
    """The party made a statement."""

    by: str


@event(
    key="cases.statement_waived",
    label="放弃陈述申辩",
    sentence="当事人书面放弃陈述申辩（{by}）",
    redact=("by",),
)
@dataclass(frozen=True, slots=True)
class StatementWaived:
    """The party waived its statement in writing."""

    by: str


@event(key="cases.statement_answered", label="复核陈述申辩", sentence="复核陈述申辩：{result}")
@dataclass(frozen=True, slots=True)
class StatementAnswered:
    """A statement was answered in writing."""

    result: str


@event(
    key="cases.hearing_requested",
    label="申请听证",
    sentence="当事人申请听证（{by}）",
    redact=("by",),
)
@dataclass(frozen=True, slots=True)
class HearingRequested:
    """The party asked for a hearing."""

    by: str


@event(
    key="cases.hearing_waived",
    label="放弃听证",
    sentence="当事人书面放弃听证（{by}）",
    redact=("by",),
)
@dataclass(frozen=True, slots=True)
class HearingWaived:
    """The party waived a hearing in writing."""

    by: str


@event(
    key="cases.hearing_called",
    label="听证通知",
    sentence="发出听证会通知书{number}，{hearing_on}举行，主持人{chair}",
)
@dataclass(frozen=True, slots=True)
class HearingCalled:
    """A hearing was called."""

    number: str
    hearing_on: str
    chair: str


@event(key="cases.hearing_ended", label="举行听证", sentence="听证：{outcome}{number}")
@dataclass(frozen=True, slots=True)
class HearingEnded:
    """A hearing was held or abandoned."""

    outcome: str
    number: str


@event(key="cases.hearing_reported", label="听证报告", sentence="提交听证会报告书{number}")
@dataclass(frozen=True, slots=True)
class HearingReported:
    """A hearing was reported on."""

    number: str


@event(
    key="cases.discussed",
    label="集体讨论",
    sentence="负责人集体讨论{number}：{conclusion}",
)
@dataclass(frozen=True, slots=True)
class CaseDiscussed:
    """The persons in charge discussed the case."""

    number: str
    conclusion: str
    fine_fen: int


@event(
    key="cases.extended",
    label="延长办案期限",
    sentence="办案期限延长至{until}（{basis}）：{reason}",
)
@dataclass(frozen=True, slots=True)
class TermExtended:
    """Another limit than ninety days was recorded."""

    until: str
    basis: str
    reason: str


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


@event(
    key="cases.offences_exported",
    label="导出违法记录",
    sentence="导出违法记录交换清单：{rows}条，撤回{withdrawn}条，校验值{digest}",
)
@dataclass(frozen=True, slots=True)
class OffencesExported:
    """A list of earlier offences, without names, was made for other sites."""

    digest: str
    rows: int
    withdrawn: int
    left_out: int


@event(
    key="cases.offences_imported",
    label="导入违法记录",
    sentence="导入{origin}的违法记录交换清单：新增{rows}条，撤回{withdrawn}条，校验值{digest}",
)
@dataclass(frozen=True, slots=True)
class OffencesImported:
    """A list of earlier offences from another site was taken over."""

    origin: str
    digest: str
    rows: int
    withdrawn: int
