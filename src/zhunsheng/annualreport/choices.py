"""Parts of the report, roles, and fixed wording."""

from __future__ import annotations

from enum import Enum
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


class ReportStep(Enum):
    """Keys of the steps of a report."""

    WRITE = "write"
    COMMENT = "comment"
    COMPILE = "compile"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    HAND_IN = "hand_in"
    PUBLISH = "publish"


class ReportReceiver(Labelled):
    """Whom a report is handed in to (法治政府建设与责任落实督察工作规定 24)."""

    GOVERNMENT = ("GOVERNMENT", "本级党委和政府")
    UPPER_BUREAU = ("UPPER_BUREAU", "上一级应急管理部门")
    LAW_OFFICE = ("LAW_OFFICE", "本级党委法治建设议事协调机构（抄送）")


class BlockState(Labelled):
    """Whether a block stands in the report, and whether it is published."""

    PUBLIC_BLOCK = ("PUBLIC_BLOCK", "写入报告，公开")
    INNER_BLOCK = ("INNER_BLOCK", "写入报告，不公开")
    LEFT_OUT = ("LEFT_OUT", "不写入报告")

    @classmethod
    def of(cls, *, is_used: bool, is_public: bool) -> BlockState:
        """Return the state of a block."""
        if not is_used:
            return cls.LEFT_OUT
        return cls.PUBLIC_BLOCK if is_public else cls.INNER_BLOCK


#: To whom the law asks for it; the third is a copy.
RECEIVERS: Final = (ReportReceiver.GOVERNMENT, ReportReceiver.UPPER_BUREAU)


class Phrase(Labelled):
    """Fixed wording of the paper, its annex and the duties."""

    TITLE = ("TITLE", "{bureau}{year}年度法治政府建设情况报告")
    ANNEX = ("ANNEX", "附件")
    ANNEX_TITLE = ("ANNEX_TITLE", "数字清单")
    COLON = ("COLON", "：")
    ANNEX_NOTE = (
        "ANNEX_NOTE",
        "正文中的数字均由业务记录计算得出，统计期间{since}至{until}，数据截至{as_of}。"
        "本表列出正文所用的数字，每个数字的记录清单及校验值另见数字清单文件。",
    )
    HASH = ("HASH", "数字清单校验值（SHA-256）：{hash}")
    FIGURE = ("FIGURE", "指标")
    VALUE = ("VALUE", "数值")
    UNIT = ("UNIT", "单位")
    DEFINITION = ("DEFINITION", "统计口径")
    MONEY = ("MONEY", "{wan}万元")
    HINT = ("HINT", "［{text}］")
    QUOTED = ("QUOTED", "“{text}”")
    INNER_PART = ("INNER_PART", "本部分内容依照有关规定不予公开。")
    LEFT_OUT = (
        "LEFT_OUT",
        "业务数据表明有{found}的情况，撰写时选择了不写入；请写入，或者另行补充这一部分",
    )
    NO_LONGER = (
        "NO_LONGER",
        "按现有数据，本段所说的情况已经不存在，请核对后不再写入报告，或者改写到其他段落",
    )
    DAY = ("DAY", "{year}年{month}月{day}日")
    COMMA = ("COMMA", "、")
    FROM_TO = ("FROM_TO", "{first}至{last}")
    FACT = ("FACT", "{days}，{duty}。")
    SUBMIT = ("SUBMIT", "将年度报告送主要负责人审定")
    SUBMIT_ACT = ("SUBMIT_ACT", "送审")
    APPROVE = ("APPROVE", "审定法治政府建设年度报告")
    APPROVE_ACT = ("APPROVE_ACT", "审定")
    HAND_IN = ("HAND_IN", "报送年度报告并登记回执")
    HAND_IN_ACT = ("HAND_IN_ACT", "登记报送")
    HAND_IN_SUBJECT = ("HAND_IN_SUBJECT", "{year}年度，{receiver}")
    NO_RECORD = ("NO_RECORD", "本年度没有记录")
    NO_ROOM = ("NO_ROOM", "系统没有这类记录")
    COMPILE = ("COMPILE", "编制并报送法治政府建设年度报告")
    COMPILE_ACT = ("COMPILE_ACT", "编制")
    PUBLISH = ("PUBLISH", "公开法治政府建设年度报告")
    PUBLISH_ACT = ("PUBLISH_ACT", "公开")
    REPLACE = ("REPLACE", "公开更正后的年度报告，替换已经公开的一稿")
    REPLACE_ACT = ("REPLACE_ACT", "更正公开")
    REPLACE_SUBJECT = ("REPLACE_SUBJECT", "{year}年度，第{former}稿已由第{round}稿替代")
    REPLACED = ("REPLACED", "年度报告已经更正，由第{round}稿替代，理由：{reason}")
    DUTY_SUBJECT = ("DUTY_SUBJECT", "{year}年度")
