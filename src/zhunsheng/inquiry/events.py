"""Events of taking evidence."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="inquiry.called",
    label="通知询问",
    sentence="通知{person}于{at}到{place}接受询问",
    redact=("person",),
)
@dataclass(frozen=True, slots=True)
class InterviewCalled:
    """Somebody was called to an interview."""

    person: str
    at: str
    place: str
    number: str


@event(
    key="inquiry.interviewed",
    label="询问",
    sentence="询问{person}（{capacity}，第{round}次），记录问答{answers}条",
    redact=("person",),
)
@dataclass(frozen=True, slots=True)
class Interviewed:
    """Somebody was interviewed."""

    person: str
    capacity: str
    round: int
    answers: int
    officers: str
    number: str
    sha256: str


@event(
    key="inquiry.scene_examined",
    label="勘验",
    sentence="勘验{place}，照片{photos}张",
)
@dataclass(frozen=True, slots=True)
class SceneExamined:
    """A scene was examined."""

    place: str
    photos: int
    officers: str
    number: str
    sha256: str


@event(
    key="inquiry.sampled",
    label="抽样取证",
    sentence="在{place}抽取样品{samples}件",
)
@dataclass(frozen=True, slots=True)
class Sampled:
    """Samples were taken."""

    place: str
    samples: int
    officers: str
    number: str
    sha256: str


@event(
    key="inquiry.expert_commissioned",
    label="委托鉴定",
    sentence="委托{institution}鉴定",
)
@dataclass(frozen=True, slots=True)
class ExpertCommissioned:
    """An expert opinion was asked for."""

    institution: str
    number: str


@event(
    key="inquiry.expert_answered",
    label="收到鉴定意见",
    sentence="收到{institution}的鉴定意见（{report_number}）",
)
@dataclass(frozen=True, slots=True)
class ExpertAnswered:
    """An expert opinion was received."""

    institution: str
    report_number: str
    sha256: str


@event(
    key="inquiry.expert_extended",
    label="延长鉴定期限",
    sentence="批准{institution}的鉴定延长至{until}：{reason}",
)
@dataclass(frozen=True, slots=True)
class ExpertExtended:
    """A person in charge approved a later day for an expert opinion."""

    institution: str
    until: str
    reason: str


@event(
    key="inquiry.expert_ended",
    label="终止鉴定委托",
    sentence="终止对{institution}的鉴定委托：{reason}",
)
@dataclass(frozen=True, slots=True)
class ExpertEnded:
    """An expert opinion that was asked for was given up."""

    institution: str
    reason: str


@event(
    key="inquiry.preservation_requested",
    label="申请先行登记保存",
    sentence="申请先行登记保存{items}：{reason}",
)
@dataclass(frozen=True, slots=True)
class PreservationRequested:
    """Officers asked that evidence be registered and preserved."""

    items: str
    reason: str


@event(
    key="inquiry.preservation_approved",
    label="批准先行登记保存",
    sentence="{approver}批准先行登记保存{items}",
)
@dataclass(frozen=True, slots=True)
class PreservationApproved:
    """A person in charge approved a preservation."""

    items: str
    approver: str
    number: str


@event(
    key="inquiry.preservation_ended",
    label="不采取先行登记保存",
    sentence="{label}：{reason}",
)
@dataclass(frozen=True, slots=True)
class PreservationEnded:
    """A preservation was not approved, or withdrawn before it was carried out."""

    label: str
    reason: str


@event(
    key="inquiry.preservation_noticed",
    label="通知并登记保存",
    sentence="登记保存{items}，处理期限至{until}",
)
@dataclass(frozen=True, slots=True)
class PreservationNoticed:
    """The notice and its list were handed over: the preservation began."""

    items: str
    until: str
    number: str


@event(
    key="inquiry.disposal_proposed",
    label="提出处理意见",
    sentence="提出处理意见：{disposals}",
)
@dataclass(frozen=True, slots=True)
class DisposalProposed:
    """Officers proposed what shall become of the preserved things."""

    disposals: str


@event(
    key="inquiry.preservation_disposed",
    label="作出处理决定",
    sentence="{approver}决定：{disposals}",
)
@dataclass(frozen=True, slots=True)
class PreservationDisposed:
    """A person in charge decided on the preserved things."""

    disposals: str
    approver: str
    number: str
