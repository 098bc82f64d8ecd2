"""Events of compulsory measures."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="compulsion.requested",
    label="申请强制措施",
    sentence="申请对{entity}采取{kind}措施：{why}",
)
@dataclass(frozen=True, slots=True)
class MeasureRequested:
    """Officers asked the head for a measure."""

    entity: str
    kind: str
    why: str


@event(
    key="compulsion.urgent_started",
    label="紧急采取强制措施",
    sentence="因紧急情况对{entity}当场采取{kind}措施：{why}",
)
@dataclass(frozen=True, slots=True)
class MeasureStartedUrgently:
    """Officers began a measure in an urgency; it is approved within hours."""

    entity: str
    kind: str
    why: str


@event(
    key="compulsion.approved",
    label="批准强制措施",
    sentence="{approver}批准对{entity}采取{kind}措施，文号{number}",
)
@dataclass(frozen=True, slots=True)
class MeasureApproved:
    """A head approved a measure before it was taken."""

    entity: str
    kind: str
    approver: str
    number: str


@event(
    key="compulsion.confirmed",
    label="再次确认停止供电（供应）",
    sentence="{approver}确认对{entity}{kind}的现实危险仍然存在：{why}",
)
@dataclass(frozen=True, slots=True)
class MeasureConfirmed:
    """The chief confirmed that the danger for which a cut was approved is real still."""

    entity: str
    kind: str
    approver: str
    why: str


@event(
    key="compulsion.abandoned",
    label="不采取强制措施",
    sentence="{by}决定不对{entity}采取{kind}措施：{why}",
)
@dataclass(frozen=True, slots=True)
class MeasureAbandoned:
    """A head refused a measure, or gave it up before it was taken."""

    entity: str
    kind: str
    by: str
    why: str


@event(
    key="compulsion.executed",
    label="实施强制措施",
    sentence="对{entity}实施{kind}，文号{number}",
)
@dataclass(frozen=True, slots=True)
class MeasureExecuted:
    """Officers took the measure on the spot."""

    entity: str
    kind: str
    number: str
    items: int


@event(
    key="compulsion.reported",
    label="报告紧急实施情况",
    sentence="向{head}报告对{entity}紧急{kind}的情况",
)
@dataclass(frozen=True, slots=True)
class UrgentMeasureReported:
    """Officers reported an urgent measure to a head."""

    entity: str
    kind: str
    head: str


@event(
    key="compulsion.approved_afterwards",
    label="补办强制措施批准",
    sentence="{approver}补批对{entity}紧急采取的{kind}措施，文号{number}",
)
@dataclass(frozen=True, slots=True)
class MeasureApprovedAfterwards:
    """A head approved an urgent measure within the hours."""

    entity: str
    kind: str
    approver: str
    number: str


@event(
    key="compulsion.testing_told",
    label="告知检测检验期间",
    sentence="告知{entity}：{matter}，期间{first}至{last}，不计入查封、扣押期限，文号{number}",
)
@dataclass(frozen=True, slots=True)
class TestingTold:
    """The days of a test were told in writing; they do not count."""

    __test__ = False

    entity: str
    matter: str
    first: str
    last: str
    number: str


@event(
    key="compulsion.testing_ended",
    label="检测检验结束",
    sentence="{entity}的检测、检验、鉴定于{last}结束：{result}",
)
@dataclass(frozen=True, slots=True)
class TestingEnded:
    """A test ended, on its told day or before."""

    __test__ = False

    entity: str
    last: str
    result: str


@event(
    key="compulsion.extended",
    label="延长查封扣押期限",
    sentence="{approver}批准对{entity}的{kind}延长{days}日至{until}，文号{number}：{why}",
)
@dataclass(frozen=True, slots=True)
class MeasureExtended:
    """A head extended the term, with reasons told in writing."""

    entity: str
    kind: str
    approver: str
    days: int
    until: str
    why: str
    number: str


@event(
    key="compulsion.handled",
    label="处理查封扣押",
    sentence="对{entity}的{kind}作出处理：{handling}，文号{number}",
)
@dataclass(frozen=True, slots=True)
class MeasureHandled:
    """A head decided what becomes of what was sealed or seized."""

    entity: str
    kind: str
    handling: str
    number: str


@event(
    key="compulsion.cut_noticed",
    label="通知停止供电（供应）",
    sentence="通知{entity}和{supplier}：自{planned}起{kind}，文号{number}",
)
@dataclass(frozen=True, slots=True)
class CutNoticed:
    """The entity and its supplier were told from when on the supply stops."""

    entity: str
    supplier: str
    planned: str
    kind: str
    number: str


@event(
    key="compulsion.cut_notice_delivered",
    label="送达停止供电（供应）通知书",
    sentence="停止供电（供应）通知书于{at}送达{entity}，送达回证{number}",
)
@dataclass(frozen=True, slots=True)
class CutNoticeDelivered:
    """The notice of a cut reached the party; the hours before it run from then."""

    entity: str
    at: str
    number: str


@event(
    key="compulsion.restored",
    label="恢复供电（供应）",
    sentence="以{number}通知{supplier}恢复对{entity}的供应：{why}",
)
@dataclass(frozen=True, slots=True)
class SupplyRestored:
    """The order was obeyed, and the supply is restored."""

    entity: str
    supplier: str
    why: str
    number: str
