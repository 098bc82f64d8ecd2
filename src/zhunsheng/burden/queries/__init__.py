"""Reads of burden: caps and standings; what the approval of an inspection asks."""

from zhunsheng.burden.queries.frequency import (
    Ground,
    borne,
    caps_within,
    class_labels,
    classes,
    crowded,
    frequencies,
    grounds,
    notice_in_force,
    notices,
    published_above,
    standings,
    tallies,
    warnings,
)
from zhunsheng.burden.queries.joint import joint_plan, joint_plans, planned, workdays

__all__ = [
    "Ground",
    "borne",
    "caps_within",
    "class_labels",
    "classes",
    "crowded",
    "frequencies",
    "grounds",
    "joint_plan",
    "joint_plans",
    "notice_in_force",
    "notices",
    "planned",
    "published_above",
    "standings",
    "tallies",
    "warnings",
    "workdays",
]
