"""Kinds of publications, what a snapshot discloses, why something is withheld."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEADS, READERS, Role
from zhunsheng.kernel.choices import Labelled

PUBLISHERS: Final = HEADS | {
    Role.ENFORCEMENT_OFFICER,
    Role.TEAM_HEAD,
    Role.CASE_SECRETARY,
    Role.LEGAL_REVIEWER,
    Role.WINDOW_CLERK,
}
#: Who may read the ledger of publications.
LEDGER_READERS: Final = READERS


class PublicationKind(Labelled):
    """What is published (安全生产法 78, 国办发〔2018〕118号)."""

    DECISION = ("DECISION", "行政处罚决定")
    INSPECTION_RESULT = ("INSPECTION_RESULT", "行政检查结果")
    DRAW_RESULT = ("DRAW_RESULT", "随机抽查结果")
    DEPARTMENT_RESULT = ("DEPARTMENT_RESULT", "联合抽查部门结果")
    PLAN = ("PLAN", "年度监督检查计划")
    REPORT = ("REPORT", "法治政府建设年度报告")

    @property
    def limit_key(self) -> str:
        """Key of the parameter that holds the term, empty where a fixed day ends it."""
        return LIMITS[self]


LIMITS: Final = {
    PublicationKind.DECISION: "publication.penalty_limit",
    PublicationKind.INSPECTION_RESULT: "publication.general_limit",
    PublicationKind.DRAW_RESULT: "publication.general_limit",
    PublicationKind.DEPARTMENT_RESULT: "publication.general_limit",
    PublicationKind.PLAN: "publication.general_limit",
    PublicationKind.REPORT: "",
}


class LedgerState(Labelled):
    """Where a matter stands on a day; computed, never stored."""

    WAITING = ("WAITING", "待公示")
    OVERDUE = ("OVERDUE", "逾期未公示")
    PUBLISHED = ("PUBLISHED", "已公示")
    WITHDRAWN = ("WITHDRAWN", "已撤回")


class WithheldReason(Labelled):
    """Why a decision stays off the site: a named remainder of the comparison of sets."""

    NATURAL_PERSON = ("NATURAL_PERSON", "当事人为自然人，默认不公开")


class Disclosed(Labelled):
    """A field that the public sees."""

    PARTY = ("PARTY", "行政相对人名称")
    CREDIT_CODE = ("CREDIT_CODE", "统一社会信用代码")
    LEGAL_REPRESENTATIVE = ("LEGAL_REPRESENTATIVE", "法定代表人")
    NUMBER = ("NUMBER", "决定文书号")
    CAUSE = ("CAUSE", "违法行为类型")
    FACTS = ("FACTS", "违法事实")
    BASIS = ("BASIS", "处罚依据")
    PENALTY_KIND = ("PENALTY_KIND", "处罚类别")
    CONTENT = ("CONTENT", "处罚内容")
    FINE = ("FINE", "罚款金额（元）")
    DECIDED_ON = ("DECIDED_ON", "决定日期")
    VISITED_ON = ("VISITED_ON", "检查日期")
    RESULT = ("RESULT", "检查结果")
    DEPARTMENT = ("DEPARTMENT", "检查部门")
    ITEMS = ("ITEMS", "检查事项")
    TITLE = ("TITLE", "名称")
    DRAWN_ON = ("DRAWN_ON", "抽取日期")
    POOL = ("POOL", "名录库单位数")
    DRAWN = ("DRAWN", "抽中单位数")
    UNITS = ("UNITS", "抽中单位")
    POOL_HASH = ("POOL_HASH", "名录库校验值")
    YEAR = ("YEAR", "年度")
    PLAN_UNITS = ("PLAN_UNITS", "计划检查单位数")
    PLAN_VISITS = ("PLAN_VISITS", "计划检查家次")
    PLAN_PARTS = ("PLAN_PARTS", "检查任务、频次和上限")
    APPROVED_ON = ("APPROVED_ON", "批准日期")
    AGENCY = ("AGENCY", "实施机关")
    AGENCY_CODE = ("AGENCY_CODE", "行政区划代码")
    AS_OF = ("AS_OF", "数据截至")
    TEXT = ("TEXT", "正文")
    HASH = ("HASH", "数字清单校验值")


class PenaltyWord(Labelled):
    """Printed kinds and contents of a penalty."""

    FINE = ("FINE", "罚款")
    WARNING = ("WARNING", "警告")
    FINE_OF = ("FINE_OF", "罚款人民币{amount}元")
    AND = ("AND", "；")
    LIST = ("LIST", "、")
    NOTHING_FOUND = ("NOTHING_FOUND", "未发现问题")
    FOUND = ("FOUND", "发现问题和隐患{count}项")
    FOUND_AND_ORDERED = ("FOUND_AND_ORDERED", "发现问题和隐患{count}项，已责令限期整改")


class Phrase(Labelled):
    """Fixed wording of titles."""

    VISIT = ("VISIT", "{party}：{day}检查结果")
    LINE = ("LINE", "{party}：{partner}检查结果")
    DUTY = ("DUTY", "公示{kind}")
    ACT = ("ACT", "公示")
    LATE = ("LATE", "超期{days}个工作日")
    LATE_DAYS = ("LATE_DAYS", "超期{days}日")
    OWN_SITE = ("OWN_SITE", "本机关门户网站")
    WITHDRAWAL = ("WITHDRAWAL", "{kind}（{body}{paper}）")
    WITHDRAWAL_DUTY = ("WITHDRAWAL_DUTY", "撤回公示")
    WITHDRAW = ("WITHDRAW", "撤回")
    AGAIN = ("AGAIN", "第{round}次公示")
