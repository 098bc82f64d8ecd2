"""Groups of figures, and names of what is left over when sets are compared."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import READERS
from zhunsheng.kernel.choices import Labelled

STATISTICS_READERS: Final = READERS


#: What a record behind a figure is, by the first part of its key.
RECORD_NAMES: Final = {
    "cases.caseact": "案件办理步骤",
    "cases.decision": "处罚决定",
    "cases.payment": "缴款",
    "draw.draw": "双随机抽取",
    "draw.drawnunit": "抽中单位",
    "draw.partnerresult": "部门检查结果",
    "hazards.majorhazard": "挂牌督办的重大隐患",
    "inspection.dispatch": "出动登记",
    "inspection.inspection": "检查",
    "inspection.inspectionfinding": "发现的问题",
    "inspection.rectificationorder": "整改指令书",
    "inspection.reinspection": "复查",
    "jointwork.jointtask": "联合执法任务",
    "jointwork.referral": "移送的线索",
    "jointwork.supervisionletter": "督办、提醒和建议函",
    "legalreview.opinion": "法制审核意见",
    "legalreview.reviewdefect": "审核指出的问题",
    "planning.planpart": "计划部分",
    "powers.poweritem": "权责清单事项",
    "publication.publication": "公示",
    "remedies.letter": "意见书、建议书",
    "remedies.remedy": "复议、诉讼案件",
    "remedies.remedyact": "复议、应诉步骤",
    "registry.businessentity": "生产经营单位",
    "workforce.officer": "执法人员",
}


class FigureGroup(Labelled):
    """The part of the work that a figure belongs to."""

    PLANNING = ("PLANNING", "年度计划")
    DRAW = ("DRAW", "双随机抽取")
    INSPECTION = ("INSPECTION", "检查与整改")
    JOINTWORK = ("JOINTWORK", "联合执法与移送")
    CASES = ("CASES", "行政处罚")
    REVIEW = ("REVIEW", "法制审核与听证")
    REMEDIES = ("REMEDIES", "行政复议与应诉")
    PUBLICATION = ("PUBLICATION", "公示")
    WORKFORCE = ("WORKFORCE", "执法队伍")
    POWERS = ("POWERS", "权责清单")


class Stage(Labelled):
    """A set of cases of the ordinary procedure that is compared with those decided."""

    REVIEWED = ("REVIEWED", "已法制审核")
    DELIVERED = ("DELIVERED", "已送达")
    PUBLISHED = ("PUBLISHED", "已公示")
    IN_FORCE = ("IN_FORCE", "仍然有效")


class Remainder(Labelled):
    """Why a decided case is not in another set."""

    NOT_REVIEWED = ("NOT_REVIEWED", "没有法制审核意见")
    FELL = ("FELL", "决定已被撤销或者确认无效")
    UNLAWFUL = ("UNLAWFUL", "决定被确认违法，不予公示")
    NOT_DELIVERED_YET = ("NOT_DELIVERED_YET", "至统计日期尚未送达，仍在期限内")
    DELIVERY_OVERDUE = ("DELIVERY_OVERDUE", "至统计日期尚未送达，期限已过")
    NATURAL_PERSON = ("NATURAL_PERSON", "当事人为自然人，默认不公开")
    NOT_PUBLISHED_YET = ("NOT_PUBLISHED_YET", "至统计日期尚未公示，仍在期限内")
    PUBLICATION_OVERDUE = ("PUBLICATION_OVERDUE", "至统计日期尚未公示，期限已过")


#: Remainders that the law itself explains; the others are to be looked into.
EXPLAINED: Final = frozenset(
    {
        Remainder.FELL,
        Remainder.UNLAWFUL,
        Remainder.NOT_DELIVERED_YET,
        Remainder.NATURAL_PERSON,
        Remainder.NOT_PUBLISHED_YET,
    }
)
