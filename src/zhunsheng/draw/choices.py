"""Kinds and stages of draws, what may be left out of a pool, fixed wording."""

from __future__ import annotations

from enum import Enum
from typing import Final

from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.kernel.choices import Labelled

#: Who publishes a pool, binds a seed and runs a draw.
DRAWERS: Final = HEADS | {Role.TEAM_HEAD, Role.CASE_SECRETARY}
DRAW_READERS: Final = frozenset(
    {
        *DRAWERS,
        Role.ENFORCEMENT_OFFICER,
        Role.LEGAL_REVIEWER,
        Role.STREET_OFFICER,
        Role.ARCHIVIST,
        Role.FINANCE,
        Role.JUSTICE_SUPERVISOR,
    }
)


class DrawKind(Labelled):
    """Whether the bureau draws for itself or together with other departments."""

    OWN = ("OWN", "部门内双随机")
    JOINT = ("JOINT", "跨部门联合双随机")


class PoolSide(Labelled):
    """The two lists of a draw."""

    UNIT = ("UNIT", "检查对象")
    OFFICER = ("OFFICER", "执法检查人员")


class DrawStep(Enum):
    """Keys of the steps of a draw."""

    POOL = "pool"
    SEED = "seed"
    RUN = "run"


class DrawStage(Labelled):
    """Where a draw stands; computed from what happened."""

    PUBLISHED = ("PUBLISHED", "已公布名录")
    BOUND = ("BOUND", "已确定种子")
    DRAWN = ("DRAWN", "已抽取")


class DutyKind(Labelled):
    """What may be due in this room."""

    SEED = ("SEED", "确定抽取种子")
    RUN = ("RUN", "执行随机抽取")

    @property
    def action(self) -> str:
        """What the button says that leads to the act."""
        return Phrase.HANDLE.label


class Phrase(Labelled):
    """The rule of a draw as it is published with the pool, and how to recompute it."""

    RULE = (
        "RULE",
        "一、种子为SHA-256（各方提供内容与名录校验值的规范文本）。"
        "二、每一检查对象的签为SHA-256（种子＋对象编号），签小者先抽中，抽满为止。"
        "三、每一抽中对象，在抽取当日执法证件有效且不需要回避的人员中，两两成对，"
        "签为SHA-256（种子＋对象编号＋两人编号），签最小的一对负责检查。"
        "四、载明每人最多承担家数的，已经达到的人员在另有两名以上可派人员时不再派给。"
        "五、种子只由公布名录时已经公布承诺值的两人以上提供，公开的内容应当与承诺值相符，缺一不可；"
        "有人拒不公开的，写明其名称和理由重新抽取。",
    )
    PAIR = ("PAIR", "{first}、{second}")
    HANDLE = ("HANDLE", "办理")
    COMMA = ("COMMA", "、")
    COMMAND = ("COMMAND", "python3 tools/verify/draw.py draw.json")
