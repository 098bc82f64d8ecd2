"""Events of inspections."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="inspection.approved",
    label="批准检查",
    sentence="{approver}批准对{entity}实施{kind}，检查人员：{officers}",
    redact=("officers",),
)
@dataclass(frozen=True, slots=True)
class InspectionApproved:
    """The head of the bureau approved an inspection beforehand."""

    entity: str
    kind: str
    officers: str
    approver: str


@event(
    key="inspection.urgent_started",
    label="紧急检查",
    sentence="因紧急情况对{entity}当场实施检查：{reason}",
)
@dataclass(frozen=True, slots=True)
class UrgentInspectionStarted:
    """Officers began an inspection in an urgency; its approval is made up after."""

    entity: str
    reason: str


@event(
    key="inspection.approved_afterwards",
    label="补办审批",
    sentence="{approver}补批对{entity}的紧急检查",
)
@dataclass(frozen=True, slots=True)
class InspectionApprovedAfterwards:
    """The head approved an urgent inspection after it began."""

    entity: str
    approver: str


@event(
    key="inspection.officers_changed",
    label="改派检查人员",
    sentence="对{entity}的检查改派{officers}：{reason}",
    redact=("officers",),
)
@dataclass(frozen=True, slots=True)
class OfficersChanged:
    """The head sent other officers."""

    entity: str
    officers: str
    reason: str


@event(
    key="inspection.handed_over",
    label="改派后续办理人员",
    sentence="对{entity}检查后的后续事项改派{officers}办理：{reason}",
    redact=("officers",),
)
@dataclass(frozen=True, slots=True)
class InspectionHandedOver:
    """The head named who carries on from a visit."""

    entity: str
    officers: str
    reason: str


@event(
    key="inspection.withdrawn",
    label="撤销检查审批",
    sentence="{head}撤销对{entity}的检查审批：{reason}",
)
@dataclass(frozen=True, slots=True)
class InspectionWithdrawn:
    """The head took back the approval of an inspection that was not made."""

    entity: str
    head: str
    reason: str


@event(
    key="inspection.lapsed",
    label="检查审批失效",
    sentence="“{draw}”重新公布名录抽取，据以批准的对{entity}的检查审批失效",
)
@dataclass(frozen=True, slots=True)
class ApprovalLapsed:
    """The draw that an inspection rests on was repeated before anybody went."""

    entity: str
    draw: str


@event(
    key="inspection.visit_recorded",
    label="现场检查",
    sentence="检查{entity}，发现问题{findings}项",
)
@dataclass(frozen=True, slots=True)
class VisitRecorded:
    """A visit was recorded."""

    entity: str
    findings: int
    major: int
    number: str


@event(
    key="inspection.rectification_ordered",
    label="责令限期整改",
    sentence="责令{entity}于{due_on}前整改{findings}项问题",
)
@dataclass(frozen=True, slots=True)
class RectificationOrdered:
    """An order to put findings right was issued."""

    entity: str
    findings: int
    due_on: str
    number: str


@event(
    key="inspection.rectification_extended",
    label="延长整改期限",
    sentence="将{entity}的整改期限由{before}延至{after}：{reason}",
)
@dataclass(frozen=True, slots=True)
class RectificationExtended:
    """The term of an order was extended."""

    entity: str
    before: str
    after: str
    reason: str


@event(
    key="inspection.reinspected",
    label="整改复查",
    sentence="复查{entity}：{done}项已整改，{open}项未完成",
)
@dataclass(frozen=True, slots=True)
class Reinspected:
    """A re-inspection was recorded."""

    entity: str
    done: int
    open: int
    number: str


@event(
    key="inspection.finding_photographed",
    label="附问题照片",
    sentence="为{entity}第{finding}项问题附照片（{evidence}）",
)
@dataclass(frozen=True, slots=True)
class FindingPhotographed:
    """A photo of a finding was kept."""

    entity: str
    finding: int
    evidence: str
    sha256: str


@event(
    key="inspection.measure_decided",
    label="现场处理措施",
    sentence="对{entity}采取现场处理措施：{measures}（{scope}）",
)
@dataclass(frozen=True, slots=True)
class MeasureDecided:
    """A measure on the spot was decided."""

    entity: str
    measures: str
    scope: str
    number: str


@event(
    key="inspection.measure_lifted",
    label="同意恢复",
    sentence="经审查，同意{entity}恢复（{measures}）：{note}",
)
@dataclass(frozen=True, slots=True)
class MeasureLifted:
    """Work or use was allowed again after review."""

    entity: str
    measures: str
    note: str


@event(
    key="inspection.scheme_made",
    label="编制现场检查方案",
    sentence="编制对{entity}的现场检查方案（{number}）",
)
@dataclass(frozen=True, slots=True)
class SchemeMade:
    """The officers wrote down how they mean to inspect."""

    entity: str
    number: str


@event(
    key="inspection.result_told",
    label="告知检查结果",
    sentence="将检查结果告知{entity}（{manner}），发现问题{findings}项",
)
@dataclass(frozen=True, slots=True)
class ResultTold:
    """The entity was told what a visit found, or that it found nothing."""

    entity: str
    manner: str
    findings: int
    number: str
