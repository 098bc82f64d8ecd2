"""Kinds of inspections, their grounds, grades of findings, results, and fixed wording."""

from typing import Final

from zhunsheng.accounts.choices import HEADS, OFFICERS
from zhunsheng.kernel.choices import Labelled


class InspectionKind(Labelled):
    """The three kinds of inspections of enterprises (国办发〔2024〕54号)."""

    DAILY = ("DAILY", "日常检查")
    CASE = ("CASE", "个案检查")
    SPECIAL = ("SPECIAL", "专项检查")


class BasisKind(Labelled):
    """Where the task of an inspection comes from; its record lies in the room named there."""

    PLAN = ("PLAN", "年度监督检查计划")
    OWN_DRAW = ("OWN_DRAW", "部门内双随机")
    JOINT_DRAW = ("JOINT_DRAW", "跨部门双随机")
    TIP = ("TIP", "举报核查")
    REFERRAL = ("REFERRAL", "移送交办")
    SUPERIOR = ("SUPERIOR", "上级部署的专项检查")
    CAMPAIGN = ("CAMPAIGN", "专项行动")
    SERVICE = ("SERVICE", "指导服务")


#: Grounds of enforcement; a service visit (指导服务) is counted apart and never with them.
ENFORCEMENT_BASES: Final = frozenset(BasisKind) - {BasisKind.SERVICE}


class HazardGrade(Labelled):
    """Whether a finding is an ordinary or a major hazard (安全生产法 65, 70)."""

    GENERAL = ("GENERAL", "一般")
    MAJOR = ("MAJOR", "重大")


class RectificationResult(Labelled):
    """What a re-inspection found of one ordered matter."""

    DONE = ("DONE", "已整改")
    IN_PROGRESS = ("IN_PROGRESS", "正在整改")
    NOT_DONE = ("NOT_DONE", "未整改")


class InspectionStage(Labelled):
    """Where an inspection stands; computed from what happened, never stored."""

    PLANNED = ("PLANNED", "待实施")
    VISITED = ("VISITED", "已检查")
    ORDERED = ("ORDERED", "待复查")
    OVERDUE = ("OVERDUE", "超期未复查合格")
    FINISHED = ("FINISHED", "已办结")


class DutyKind(Labelled):
    """What may be due in this room."""

    VISIT = ("VISIT", "实施现场检查")
    ORDER = ("ORDER", "责令限期整改")
    REINSPECTION = ("REINSPECTION", "整改复查")
    LATE_APPROVAL = ("LATE_APPROVAL", "补办检查审批")

    @property
    def action(self) -> str:
        """What the button says that leads to the act."""
        return _ACTIONS[self.value]

    @property
    def roles(self) -> frozenset[str]:
        """Codes of the roles whose duty it is."""
        heads = self is DutyKind.LATE_APPROVAL
        return frozenset(role.value for role in (HEADS if heads else OFFICERS))


_ACTIONS: Final = {
    "VISIT": "记录检查",
    "ORDER": "制发指令书",
    "REINSPECTION": "记录复查",
    "LATE_APPROVAL": "补批",
}


class Phrase(Labelled):
    """Fixed wording that documents are filled with where the officer typed nothing else."""

    IDENTITY_SHOWN = (
        "IDENTITY_SHOWN",
        "执法人员出示了检查通知书和行政执法证件，说明了检查事由，告知了陈述意见和申请回避的权利。",
    )
    NOTHING_FOUND = ("NOTHING_FOUND", "检查中未发现问题。")
    ORDER_FOLLOWS = (
        "ORDER_FOLLOWS",
        "对需要整改的问题责令限期整改；涉嫌违法的，依法进一步调查处理。",
    )
    FIXED_ON_SITE = ("FIXED_ON_SITE", "发现的问题已当场改正。")
    NONE = ("NONE", "无")
    REFUSED = ("REFUSED", "{note}（见证人：{witness}）")
    FIX_AT_ONCE = ("FIX_AT_ONCE", "立即采取措施，在期限内消除该隐患。")
    FIX_IN_TERM = ("FIX_IN_TERM", "在期限内按照规定改正。")
    NOT_GIVEN = ("NOT_GIVEN", "未提供")
    COURT = ("COURT", "有管辖权的人民法院")
    ALL_DONE = ("ALL_DONE", "责令整改的问题均已完成整改。")
    NOT_ALL_DONE = ("NOT_ALL_DONE", "责令整改的问题尚未全部完成整改。")
    CLOSED = ("CLOSED", "本次整改复查完毕；已经发生的违法行为，依法另行处理。")
    FURTHER = ("FURTHER", "对逾期未完成整改的，依法作进一步处理。")
    OF_ENTITY = ("OF_ENTITY", "{entity}：{message}")
    COMMA = ("COMMA", "、")
    SOURCE = ("SOURCE", "{basis}（{campaign}）")
    MATTERS = ("MATTERS", "执行安全生产法律、法规和国家标准、行业标准的情况")
    VISITS_SO_FAR = ("VISITS_SO_FAR", "本年度已检查{count}次，年度上限以公布的检查频次为准")
    ON_SITE = ("ON_SITE", "现场检查")
    DAY_OPEN = ("DAY_OPEN", "批准后另行安排，以执法人员到场之日为准")
    PROPOSED = ("PROPOSED", "按照任务来源，拟派{officers}实施现场检查。")
    REPEATED = ("REPEATED", "再次检查的理由：{reason}")
    STARTED_URGENTLY = ("STARTED_URGENTLY", "情况紧急，已于{day}当场检查：{reason}")
    AGREED = ("AGREED", "同意检查。")
    AGREED_AFTERWARDS = ("AGREED_AFTERWARDS", "同意补办检查审批。")
    AUTHORITY = ("AUTHORITY", "经批准（编号：{number}）")
    AUTHORITY_URGENT = ("AUTHORITY_URGENT", "因情况紧急当场检查（检查后及时补办审批）")
    CONTACT = ("CONTACT", "{name}，{phone}")
    SUPERVISION = ("SUPERVISION", "{government}司法行政部门")
