"""Events from clue to proposal."""

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


@event(
    key="cases.remade",
    label="重新立案查处",
    sentence="{decided}已经失去效力，对本案违法行为重新立案查处",
)
@dataclass(frozen=True, slots=True)
class CaseRemade:
    """A matter was taken up anew whose decision lost its force."""

    decided: str


@event(key="cases.opened", label="立案", sentence="批准立案{number}，承办人：{handlers}")
@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A case was opened by the person in charge."""

    number: str
    handlers: str


@event(
    key="cases.party_joined",
    label="追加当事人",
    sentence="追加当事人：{party}",
    redact=("party",),
)
@dataclass(frozen=True, slots=True)
class PartyJoined:
    """A party was added to the case."""

    party: str


@event(
    key="cases.party_approved",
    label="批准追加当事人",
    sentence="批准追加为{number}的当事人（{paper}）",
)
@dataclass(frozen=True, slots=True)
class PartyApproved:
    """A person in charge approved a party that joined the case after its opening."""

    number: str
    paper: str


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


@event(key="cases.proposed", label="拟处理意见", sentence="提出拟处理意见：{proposal}", inner=True)
@dataclass(frozen=True, slots=True)
class PenaltyProposed:
    """A penalty was proposed."""

    proposal: str
    fine_fen: int


@event(
    key="cases.deviation_approved",
    label="批准偏离裁量基准",
    sentence="批准偏离裁量基准：{proposal}，理由：{reason}",
    inner=True,
)
@dataclass(frozen=True, slots=True)
class DeviationApproved:
    """A leader approved an amount outside of the benchmark."""

    proposal: str
    reason: str
    fine_fen: int


@event(
    key="cases.extended",
    label="延长办案期限",
    sentence="办案期限延长至{until}（{basis}）：{reason}",
    inner=True,
)
@dataclass(frozen=True, slots=True)
class TermExtended:
    """Another limit than ninety days was recorded."""

    until: str
    basis: str
    reason: str
