"""Parts of the report, roles, and fixed wording."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEADS, READERS, Role
from zhunsheng.kernel.choices import Labelled

COMPILERS: Final = HEADS | {Role.TEAM_HEAD, Role.LEGAL_REVIEWER, Role.CASE_SECRETARY}
REPORT_READERS: Final = READERS


class ReportPart(Labelled):
    """The four parts that every report has (法治政府建设与责任落实督察工作规定 25)."""

    ACHIEVEMENTS = ("ACHIEVEMENTS", "推进法治政府建设的主要举措和成效")
    SHORTCOMINGS = ("SHORTCOMINGS", "存在的不足和原因")
    FIRST_PERSON = ("FIRST_PERSON", "党政主要负责人履行推进法治建设第一责任人职责的有关情况")
    NEXT_YEAR = ("NEXT_YEAR", "下一年度推进法治政府建设的主要安排")


class Phrase(Labelled):
    """Fixed wording of the paper, its annex and the duties."""

    TITLE = ("TITLE", "{bureau}{year}年度法治政府建设情况报告")
    ANNEX = ("ANNEX", "附件：数字清单")
    ANNEX_NOTE = (
        "ANNEX_NOTE",
        "正文中的数字均由业务记录计算得出，统计期间{since}至{until}，数据截至{as_of}。"
        "每个数字的记录清单及校验值另见数字清单文件。",
    )
    HASH = ("HASH", "数字清单校验值（SHA-256）：{hash}")
    FIGURE = ("FIGURE", "指标")
    VALUE = ("VALUE", "数值")
    UNIT = ("UNIT", "单位")
    DEFINITION = ("DEFINITION", "统计口径")
    MONEY = ("MONEY", "{wan}万元")
    HINT = ("HINT", "［{text}］")
    DAY = ("DAY", "{year}年{month}月{day}日")
    COMPILE = ("COMPILE", "编制并报送法治政府建设年度报告")
    COMPILE_ACT = ("COMPILE_ACT", "编制")
    PUBLISH = ("PUBLISH", "公开法治政府建设年度报告")
    PUBLISH_ACT = ("PUBLISH_ACT", "公开")
    DUTY_SUBJECT = ("DUTY_SUBJECT", "{year}年度")
