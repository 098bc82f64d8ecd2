"""Events of the visit code; a rating is none: an entry in the journal would be the link."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(key="visitcode.shown", label="出示入企码", sentence="进入{entity}时出示入企码")
@dataclass(frozen=True, slots=True)
class CodeShown:
    """Officers showed the code on entry."""

    entity: str


@event(
    key="visitcode.refused",
    label="声明拒绝检查",
    sentence="{entity}声明拒绝检查：{grounds}",
)
@dataclass(frozen=True, slots=True)
class VisitRefused:
    """The enterprise declared that it refuses the visit."""

    entity: str
    grounds: str


@event(
    key="visitcode.refusal_settled",
    label="处理拒绝检查声明",
    sentence="{head}处理{entity}拒绝检查的声明：{text}",
)
@dataclass(frozen=True, slots=True)
class RefusalSettled:
    """The head looked into what an enterprise refused a visit for, and had it put right."""

    entity: str
    head: str
    text: str


@event(
    key="visitcode.complained",
    label="向司法行政部门投诉",
    sentence="收到一件交司法行政部门处理的检查投诉",
)
@dataclass(frozen=True, slots=True)
class VisitComplained:
    """An enterprise complained to the justice office; the journal does not say which."""

    digest: str


@event(key="visitcode.answered", label="答复投诉", sentence="司法行政部门答复了一件检查投诉")
@dataclass(frozen=True, slots=True)
class ComplaintAnswered:
    """The justice office answered a complaint."""

    digest: str
