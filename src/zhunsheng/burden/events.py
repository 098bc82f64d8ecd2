"""Events of burden."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="burden.caps_published",
    label="公布检查频次上限",
    sentence="公布{year}年度检查频次上限“{title}”：{limits}",
)
@dataclass(frozen=True, slots=True)
class CapsPublished:
    """The bureau published how often an enterprise may be inspected in a year."""

    title: str
    year: int
    limits: str


@event(
    key="burden.joint_planned",
    label="安排联合检查",
    sentence="安排联合检查“{title}”：分别检查需{apart}次，合并为{visits}次",
)
@dataclass(frozen=True, slots=True)
class JointVisitsPlanned:
    """Joint visits of several departments were planned."""

    title: str
    apart: int
    visits: int
