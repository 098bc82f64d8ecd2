"""Kinds of measures, their grounds, what is listed, how a measure ends, and fixed wording."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.kernel.choices import Labelled


class MeasureKind(Labelled):
    """The measures that work-safety law gives the bureau (安全生产法 65, 70)."""

    SEALING = ("SEALING", "查封")
    SEIZING = ("SEIZING", "扣押")
    POWER_CUT = ("POWER_CUT", "停止供电")
    EXPLOSIVES_CUT = ("EXPLOSIVES_CUT", "停止供应民用爆炸物品")

    @property
    def seals(self) -> bool:
        """Whether the measure seals or seizes, and so has a term and a list."""
        return self in SEALS


#: Measures on places and goods, with a list and a term (行政强制法 22 to 28).
SEALS: Final = frozenset({MeasureKind.SEALING, MeasureKind.SEIZING})
#: Measures that stop a supply until an order is obeyed (安全生产法 70).
CUTS: Final = frozenset(MeasureKind) - SEALS


class MatterKind(Labelled):
    """The matters that a measure may serve; the code is the kind of their records."""

    INSPECTION = ("inspection", "行政检查")
    CASE = ("case", "行政处罚案件")


class Ground(Labelled):
    """What the law lets the bureau seal or seize (安全生产法 65.1(4), 危险化学品安全法 8)."""

    SUBSTANDARD = ("SUBSTANDARD", "不符合保障安全生产的国家标准或者行业标准的设施、设备、器材")
    HAZARDOUS_GOODS = ("HAZARDOUS_GOODS", "违法生产、储存、使用、经营、运输的危险物品")
    HAZARDOUS_SITE = ("HAZARDOUS_SITE", "违法生产、储存、使用、经营危险物品的作业场所")
    CHEMICAL_GOODS = ("CHEMICAL_GOODS", "违法生产、储存、使用、经营的危险化学品及相关设备")
    CHEMICAL_SITE = ("CHEMICAL_SITE", "违法生产、储存、使用、经营危险化学品的场所")


#: A place can be sealed, never carried away.
SITES: Final = frozenset({Ground.HAZARDOUS_SITE, Ground.CHEMICAL_SITE})
CHEMICALS: Final = frozenset({Ground.CHEMICAL_GOODS, Ground.CHEMICAL_SITE})


class DefiedOrder(Labelled):
    """The orders whose defiance lets the bureau stop a supply (安全生产法 70)."""

    SUSPENSION = ("SUSPENSION", "停产停业的决定")
    CONSTRUCTION_STOP = ("CONSTRUCTION_STOP", "停止施工的决定")
    USE_STOP = ("USE_STOP", "停止使用相关设施或者设备的决定")


class ItemStanding(Labelled):
    """How a thing stands to the violation (行政强制法 23)."""

    CONNECTED = ("CONNECTED", "与违法行为有关")
    UNCONNECTED = ("UNCONNECTED", "与违法行为无关")
    NECESSITY = ("NECESSITY", "公民个人及其所扶养家属的生活必需品")
    SEALED_BEFORE = ("SEALED_BEFORE", "已被其他国家机关依法查封")


class HandlingKind(Labelled):
    """How sealing or seizing ends (行政强制法 21, 27, 28)."""

    RELEASE = ("RELEASE", "解除查封、扣押")
    CONFISCATION = ("CONFISCATION", "没收违法财物")
    DESTRUCTION = ("DESTRUCTION", "依法应当销毁的予以销毁")
    HANDOVER = ("HANDOVER", "随案移送司法机关")


class ReleaseGround(Labelled):
    """Why sealing or seizing has to end at once (行政强制法 19, 28)."""

    NO_VIOLATION = ("NO_VIOLATION", "当事人没有违法行为")
    UNRELATED = ("UNRELATED", "查封、扣押的场所、设施或者财物与违法行为无关")
    SETTLED = ("SETTLED", "对违法行为已经作出处理决定，不再需要查封、扣押")
    EXPIRED = ("EXPIRED", "查封、扣押期限已经届满")
    NOT_APPROVED = ("NOT_APPROVED", "紧急实施后未获批准")
    OTHER = ("OTHER", "其他不再需要采取查封、扣押措施的情形")


class MeasureStage(Labelled):
    """Where a measure stands; computed from what happened, never stored."""

    REQUESTED = ("REQUESTED", "已申请待批准")
    APPROVED = ("APPROVED", "已批准待实施")
    BEGUN = ("BEGUN", "紧急情况待当场实施")
    UNAPPROVED = ("UNAPPROVED", "已实施待补办批准")
    IN_FORCE = ("IN_FORCE", "强制措施实施中")
    LAPSED = ("LAPSED", "期限届满待解除")
    ENDED = ("ENDED", "强制措施已终结")
    ABANDONED = ("ABANDONED", "未采取强制措施")


class StageGroup(Labelled):
    """Tabs of the list."""

    WAITING = ("waiting", "待批准或者待实施")
    OPEN = ("open", "实施后尚未终结")
    OVER = ("over", "已经终结")


class DutyKind(Labelled):
    """What may be due in this room."""

    APPROVAL = ("APPROVAL", "审批强制措施")
    CHIEF_APPROVAL = ("CHIEF_APPROVAL", "审批停止供电（供应）")
    URGENT_TAKING = ("URGENT_TAKING", "当场实施紧急措施")
    GIVING_UP = ("GIVING_UP", "处理未实施的紧急措施")
    LATE_APPROVAL = ("LATE_APPROVAL", "补办强制措施批准")
    REPORT = ("REPORT", "报告紧急实施情况")
    HANDLING = ("HANDLING", "处理查封、扣押")
    RELEASE = ("RELEASE", "解除届满的查封、扣押")

    @property
    def step(self) -> str:
        """The step whose page the button opens."""
        return _STEPS[self.value]

    @property
    def action(self) -> str:
        """What the button says."""
        return _ACTIONS[self.value]

    @property
    def roles(self) -> frozenset[str]:
        """Codes of the roles whose duty it is."""
        by = {
            DutyKind.CHIEF_APPROVAL: frozenset({Role.CHIEF}),
            DutyKind.URGENT_TAKING: frozenset({Role.ENFORCEMENT_OFFICER}),
            DutyKind.REPORT: frozenset({Role.ENFORCEMENT_OFFICER}),
        }
        return frozenset(role.value for role in by.get(self, HEADS))


_STEPS: Final = {
    "APPROVAL": "approval",
    "CHIEF_APPROVAL": "approval",
    "URGENT_TAKING": "execution",
    "GIVING_UP": "abandonment",
    "LATE_APPROVAL": "late_approval",
    "REPORT": "report",
    "HANDLING": "handling",
    "RELEASE": "handling",
}
_ACTIONS: Final = {
    "APPROVAL": "审批",
    "CHIEF_APPROVAL": "审批",
    "URGENT_TAKING": "实施",
    "GIVING_UP": "处理",
    "LATE_APPROVAL": "补批",
    "REPORT": "报告",
    "HANDLING": "处理",
    "RELEASE": "解除",
}


class Phrase(Labelled):
    """Fixed wording that papers are filled with where the officer typed nothing else."""

    COMMA = ("COMMA", "、")
    AND_SO = ("AND_SO", "；")
    NOT_GIVEN = ("NOT_GIVEN", "未提供")
    COURT = ("COURT", "有管辖权的人民法院")
    AGREED = ("AGREED", "同意。")
    AGREED_AFTERWARDS = ("AGREED_AFTERWARDS", "同意补办批准。")
    STARTED_URGENTLY = ("STARTED_URGENTLY", "情况紧急，当场实施：{reason}")
    NO_STATEMENT = ("NO_STATEMENT", "当事人未提出陈述、申辩意见。")
    PRESENT = ("PRESENT", "当事人到场")
    ABSENT = ("ABSENT", "当事人不到场，邀请见证人{witness}到场")
    TOLD = (
        "TOLD",
        "执法人员出示了行政执法证件，当场告知了采取强制措施的理由、依据以及当事人依法享有的权利、救济途径。",
    )
    SIGNED = ("SIGNED", "当事人核对无误后签名")
    REFUSED = ("REFUSED", "当事人未签名：{note}")
    FROM_TO = ("FROM_TO", "{days}日，自{start}起至{end}止")
    CONTACT = ("CONTACT", "{name}，{phone}")
    CONFISCATED = ("CONFISCATED", "依据{paper}予以没收")
    DESTROYED = ("DESTROYED", "依据{paper}予以销毁")
    HANDED_OVER = ("HANDED_OVER", "依据{paper}随案移送")
    RELEASED = ("RELEASED", "解除{kind}，退还被{kind}的场所、设施或者财物")
    EMERGENCY = ("EMERGENCY", "存在危及生产安全的紧急情形，不提前二十四小时通知：{reason}")
    DEFIED = ("DEFIED", "拒不执行{order}，文号{number}")
    DIRECT = ("DIRECT", "直接送达")
    LEFT = ("LEFT", "留置送达")
