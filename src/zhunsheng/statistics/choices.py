"""Groups of figures, and names of what is left over when sets are compared."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEADS, READERS, Role
from zhunsheng.kernel.choices import Labelled

STATISTICS_READERS: Final = READERS
#: Who hands in returns and corrects them.
REPORTERS: Final = HEADS | {Role.TEAM_HEAD, Role.LEGAL_REVIEWER, Role.CASE_SECRETARY}


#: What a record behind a figure is, by the first part of its key.
RECORD_NAMES: Final = {
    "archive.loan": "案卷借阅",
    "archive.volume": "案卷",
    "cases.caseact": "案件办理步骤",
    "cases.decision": "处罚决定",
    "cases.payment": "缴款",
    "compulsion.measureact": "强制措施办理步骤",
    "compulsion.measureitem": "查封、扣押的场所和物品",
    "credit.creditact": "信用记录办理步骤",
    "draw.draw": "双随机抽取",
    "draw.drawchange": "检查人员更换",
    "draw.drawnunit": "抽中单位",
    "draw.partnerresult": "部门检查结果",
    "execution.executionact": "罚款执行步骤",
    "execution.refund": "罚款退还",
    "hazards.majorhazard": "挂牌督办的重大隐患",
    "hazards.termextension": "治理期限延长",
    "inquiry.expertcommission": "委托鉴定",
    "inquiry.interview": "询问笔录",
    "inquiry.preservationact": "先行登记保存",
    "inquiry.sampling": "抽样取证",
    "inquiry.scene": "勘验笔录",
    "inspection.dispatch": "出动登记",
    "inspection.inspection": "检查",
    "inspection.inspectioncompanion": "随同检查人员",
    "inspection.inspectionfinding": "发现的问题",
    "inspection.onsitemeasure": "现场处理措施决定",
    "inspection.orderextension": "整改期限延长",
    "inspection.rectificationorder": "整改指令书",
    "inspection.reinspection": "复查",
    "inspection.resultnotice": "检查结果告知",
    "jointwork.jointline": "联合执法部门结果",
    "jointwork.jointtask": "联合执法任务",
    "jointwork.referral": "移送的线索",
    "jointwork.supervisionletter": "督办、提醒和建议函",
    "legalreview.opinion": "法制审核意见",
    "legalreview.reviewdefect": "审核指出的问题",
    "planning.annualplan": "年度监督检查计划",
    "planning.planpart": "计划部分",
    "planning.planunit": "计划列名的单位",
    "powers.poweritem": "权责清单事项",
    "publication.publication": "公示",
    "publication.withdrawal": "撤回公示",
    "remedies.letter": "意见书、建议书",
    "remedies.remedy": "复议、诉讼案件",
    "remedies.remedyact": "复议、应诉步骤",
    "registry.businessentity": "生产经营单位",
    "registry.operationchange": "停业、恢复情形",
    "visitcode.entry": "亮码记录",
    "workforce.delegation": "委托书",
    "workforce.officer": "执法人员",
    "workforce.training": "培训记录",
}


class FigureGroup(Labelled):
    """The part of the work that a figure belongs to."""

    REGISTRY = ("REGISTRY", "监管对象")
    PLANNING = ("PLANNING", "年度计划")
    DRAW = ("DRAW", "双随机抽取")
    INSPECTION = ("INSPECTION", "检查与整改")
    HAZARDS = ("HAZARDS", "重大隐患挂牌督办")
    JOINTWORK = ("JOINTWORK", "联合执法与移送")
    CASES = ("CASES", "行政处罚")
    KINDS = ("KINDS", "行政处罚种类")
    EXECUTION = ("EXECUTION", "罚款缴纳与执行")
    COMPULSION = ("COMPULSION", "行政强制措施")
    REVIEW = ("REVIEW", "法制审核与听证")
    REMEDIES = ("REMEDIES", "行政复议与应诉")
    PUBLICATION = ("PUBLICATION", "公示")
    CREDIT = ("CREDIT", "信用记录")
    ARCHIVE = ("ARCHIVE", "案卷归档")
    WORKFORCE = ("WORKFORCE", "执法队伍")
    POWERS = ("POWERS", "权责清单")


class PeriodPart(Labelled):
    """Which part of a year is looked at."""

    YEAR = ("YEAR", "全年")
    Q1 = ("Q1", "第一季度")
    Q2 = ("Q2", "第二季度")
    Q3 = ("Q3", "第三季度")
    Q4 = ("Q4", "第四季度")
    M01 = ("M01", "1月")
    M02 = ("M02", "2月")
    M03 = ("M03", "3月")
    M04 = ("M04", "4月")
    M05 = ("M05", "5月")
    M06 = ("M06", "6月")
    M07 = ("M07", "7月")
    M08 = ("M08", "8月")
    M09 = ("M09", "9月")
    M10 = ("M10", "10月")
    M11 = ("M11", "11月")
    M12 = ("M12", "12月")

    @property
    def months(self) -> tuple[int, int]:
        """The first and the last month."""
        code, number = self.value[0], self.value[1:]
        if code == "M":
            return int(number), int(number)
        return (int(number) * 3 - 2, int(number) * 3) if code == "Q" else (1, 12)


#: The months of a year, in their order.
MONTHS: Final = tuple(one for one in PeriodPart if one.value[0] == "M")


class Cycle(Labelled):
    """How often a return is handed in."""

    MONTH = ("MONTH", "月报")
    QUARTER = ("QUARTER", "季报")
    YEAR = ("YEAR", "年报")

    @property
    def months(self) -> int:
        """How many months it covers."""
        return {"MONTH": 1, "QUARTER": 3, "YEAR": 12}[self.value]


class Phrase(Labelled):
    """Fixed wording of figures."""

    CUT = ("CUT", "{scope}；仅限{dimension}为“{value}”的记录")
    NO_RECORD = ("NO_RECORD", "无记录")
    BY_MONTH = ("BY_MONTH", "{label}，按月（{unit}）")
    MONTH = ("MONTH", "月份")
    YEAR = ("YEAR", "{year}年")
    PART = ("PART", "部分")
    VALUE = ("VALUE", "数值（{unit}）")
    CANNOT = ("CANNOT", "不能按{dimensions}筛选，未列数")
    COMMA = ("COMMA", "、")
    WAN = ("WAN", "万元")
    NO_WHOLE = ("NO_WHOLE", "无基数")
    NEW_ROW = ("NEW_ROW", "—")
    GONE = ("GONE", "本系统已不再统计")
    HAND_IN = ("HAND_IN", "报送{label}")
    HAND_IN_LATE = ("HAND_IN_LATE", "补报{label}（往期未报）")
    HAND_IN_ACT = ("HAND_IN_ACT", "报送")
    DAYS = ("DAYS", "{since}至{until}")
    NIL_SUFFIX = ("NIL_SUFFIX", "，零报告")


class CountingRule(Labelled):
    """How a figure comes from its rows."""

    EACH = ("EACH", "每条记录计一")
    DISTINCT = ("DISTINCT", "同一对象的记录只计一次")
    SUM = ("SUM", "各条记录的数值相加")
    PARTS = ("PARTS", "各组成部分相加")


class PenaltyClass(Labelled):
    """
    Columns of the yearly table of penalties, from the lightest to the heaviest.

    A case with several is booked under the heaviest. The order is that of 行政处罚法 9 with the
    columns of the table; what counts as heavier inside of one item of article 9 is not verified.
    """

    WARNING = ("WARNING", "警告、通报批评")
    FINE = ("FINE", "罚款")
    CONFISCATION = ("CONFISCATION", "没收违法所得、没收非法财物")
    LICENSE_SUSPENSION = ("LICENSE_SUSPENSION", "暂扣许可证件、降低资质等级")
    LICENSE_REVOCATION = ("LICENSE_REVOCATION", "吊销许可证件")
    ACTIVITY_RESTRICTION = ("ACTIVITY_RESTRICTION", "限制开展生产经营活动")
    CLOSURE = ("CLOSURE", "责令停产停业、责令关闭、限制从业")
    DETENTION = ("DETENTION", "行政拘留")
    OTHER = ("OTHER", "其他行政处罚")


class Stage(Labelled):
    """A set of cases of the ordinary procedure that is compared with those decided."""

    REVIEWED = ("REVIEWED", "已法制审核")
    DELIVERED = ("DELIVERED", "已送达")
    PUBLISHED = ("PUBLISHED", "已公示")
    IN_FORCE = ("IN_FORCE", "仍然有效")


class Remainder(Labelled):
    """Why a decided case is not in another set."""

    NOT_REVIEWED = ("NOT_REVIEWED", "没有法制审核意见")
    REVIEW_RETURNED = ("REVIEW_RETURNED", "作出决定时最后一次法制审核意见为退回补正")
    REVIEWED_LATER = ("REVIEWED_LATER", "法制审核意见在作出决定以后才出具")
    FELL = ("FELL", "决定已被撤销或者确认无效")
    UNLAWFUL = ("UNLAWFUL", "决定被确认违法，不予公示")
    NOT_DELIVERED_YET = ("NOT_DELIVERED_YET", "至统计日期尚未送达，仍在期限内")
    DELIVERY_OVERDUE = ("DELIVERY_OVERDUE", "至统计日期尚未送达，期限已过")
    NATURAL_PERSON = ("NATURAL_PERSON", "当事人为自然人，默认不公开")
    NOT_PUBLISHED_YET = ("NOT_PUBLISHED_YET", "至统计日期尚未公示，仍在期限内")
    PUBLICATION_OVERDUE = ("PUBLICATION_OVERDUE", "至统计日期尚未公示，期限已过")
    TAKEN_BACK = ("TAKEN_BACK", "公示已撤回，至统计日期尚未重新公示，仍在期限内")
    TAKEN_BACK_OVERDUE = (
        "TAKEN_BACK_OVERDUE",
        "公示已撤回，至统计日期尚未重新公示，期限已过",
    )


#: Remainders that the law itself explains; the others are to be looked into.
EXPLAINED: Final = frozenset(
    {
        Remainder.FELL,
        Remainder.UNLAWFUL,
        Remainder.NOT_DELIVERED_YET,
        Remainder.NATURAL_PERSON,
        Remainder.NOT_PUBLISHED_YET,
        Remainder.TAKEN_BACK,
    }
)
