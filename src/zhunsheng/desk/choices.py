"""How near a duty is, what search finds, printed words of the desk."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEADS, OFFICERS, READERS, Role
from zhunsheng.kernel.choices import Labelled
from zhunsheng.registry.choices import Sector

#: Who has a desk; an enterprise and the public are led to the public pages.
INSIDE: Final = READERS | {Role.STREET_OFFICER}
#: Who has a calendar: who goes out, and who sends them.
GOING_OUT: Final = OFFICERS | HEADS | {Role.TEAM_HEAD}
#: Who sees what may go wrong in the whole bureau, and its figures.
OVERSEERS: Final = HEADS | {Role.JUSTICE_SUPERVISOR}

#: Which checklists are proposed for a unit of a sector where no scheme names one; those of
#: trade and of the rest have none of their own.
CHECKLISTS_OF: Final = {
    Sector.HAZCHEM_TRADE: ("chemical_trading",),
    Sector.HAZCHEM_PRODUCTION: ("confined_space",),
    Sector.GAS_STATION: ("gas_station",),
    Sector.FIREWORKS: ("firework_retail",),
    Sector.NON_COAL_MINE: ("noncoal_mine",),
    Sector.METALLURGY: ("metal_smelting", "confined_space"),
    Sector.INDUSTRY_TRADE: ("confined_space", "combustible_dust"),
}


class Nearness(Labelled):
    """How near the last day of a duty is; computed for a day, never stored."""

    OVERDUE = ("OVERDUE", "超期")
    TODAY = ("TODAY", "今日到期")
    SOON = ("SOON", "三个工作日内到期")
    LATER = ("LATER", "期限内")
    UNKNOWN = ("UNKNOWN", "待公布放假安排")
    NO_TERM = ("NO_TERM", "未设期限")


class SearchKind(Labelled):
    """What search looks through, in the order in which it is shown."""

    ENTITY = ("ENTITY", "监管对象")
    CASE = ("CASE", "案件")
    INSPECTION = ("INSPECTION", "检查")
    DOCUMENT = ("DOCUMENT", "执法文书")
    OFFICER = ("OFFICER", "执法人员")


class Rectification(Labelled):
    """What became of what a visit ordered; computed from the re-inspections."""

    NONE = ("NONE", "无需整改")
    WAITING = ("WAITING", "待复查")
    DONE = ("DONE", "复查合格")


class DayKind(Labelled):
    """Whether offices work on a day; a weekend stands for itself where a year is not arranged."""

    WORK = ("WORK", "工作日")
    REST = ("REST", "休息日")
    HOLIDAY = ("HOLIDAY", "放假")
    MAKE_UP = ("MAKE_UP", "调休上班")


class CalendarSpan(Labelled):
    """How much of the calendar a page shows."""

    MONTH = ("MONTH", "按月")
    WEEK = ("WEEK", "按周")


class StartStep(Labelled):
    """What a bureau that begins with the program enters first."""

    ENTITIES = ("ENTITIES", "导入监管对象名录")
    OFFICERS = ("OFFICERS", "导入执法人员和执法证件")
    PLAN = ("PLAN", "编制年度监督检查计划")


class Heading(Labelled):
    """The ten figures of a head's first screen; no total of fines, no ranking."""

    ACCIDENTS = ("ACCIDENTS", "事故起数和死亡人数")
    HAZARDS = ("HAZARDS", "重大隐患")
    PLAN = ("PLAN", "年度计划")
    ORDERS = ("ORDERS", "责令整改")
    CASES = ("CASES", "案件办理")
    MINE = ("MINE", "待我办理")
    PUBLICATION = ("PUBLICATION", "公示")
    BURDEN = ("BURDEN", "入企频次和亮码")
    SUPERVISION = ("SUPERVISION", "举报、12345和督办")
    REMEDIES = ("REMEDIES", "复议应诉和法治职责")


class Headed(Labelled):
    """A number of the first screen; the code is the word of its address."""

    HAZARDS_OPEN = ("hazards-open", "尚未消除")
    HAZARDS_LISTED = ("hazards-listed", "在册挂牌")
    HAZARDS_LATE = ("hazards-late", "超过治理期限")
    PLAN_VISITED = ("plan-visited", "已查单位")
    PLAN_UNVISITED = ("plan-unvisited", "重点单位未查")
    ORDERS_LATE = ("orders-late", "整改期满未复查合格")
    CASES_OPEN = ("cases-open", "在办案件（按当事人）")
    CASES_NEAR = ("cases-near", "七日内到期或者超期（含强制、取证、审核、执行）")
    MINE = ("mine", "待我审批、讨论和办理")
    PUBLICATION_DUE = ("publication-due", "待公示")
    PUBLICATION_LATE = ("publication-late", "其中超期")
    NEAR_CAP = ("near-cap", "临近或者达到频次上限")
    SCANNED = ("scanned", "已亮码的行政检查")
    VISITS = ("visits", "行政检查")
    SUPERVISION_LATE = ("supervision-late", "督办、线索超期")
    TIP_VISITS = ("tip-visits", "举报核查检查")
    RECONSIDERATIONS = ("reconsiderations", "未结复议")
    SUITS = ("suits", "未结诉讼")

    @property
    def unit(self) -> str:
        """What is counted."""
        return _UNITS.get(self.value, "件")

    @property
    def is_alarm(self) -> bool:
        """Whether any of it is too many."""
        return str(self.value).endswith("-late")


#: The figure of statistics that tells by months what stands behind a number of the first screen.
BEHIND: Final = {
    Headed.HAZARDS_OPEN: "inspection.major_hazards",
    Headed.HAZARDS_LISTED: "hazards.standing",
    Headed.HAZARDS_LATE: "hazards.listed",
    Headed.PLAN_VISITED: "inspection.planned_visits",
    Headed.PLAN_UNVISITED: "inspection.planned_visits",
    Headed.ORDERS_LATE: "inspection.orders",
    Headed.CASES_OPEN: "cases.open",
    Headed.CASES_NEAR: "cases.opened",
    Headed.MINE: "cases.decided",
    Headed.PUBLICATION_DUE: "publication.decisions",
    Headed.PUBLICATION_LATE: "publication.late",
    Headed.NEAR_CAP: "inspection.visits",
    Headed.SCANNED: "visitcode.shown",
    Headed.VISITS: "inspection.visits",
    Headed.SUPERVISION_LATE: "jointwork.letters",
    Headed.TIP_VISITS: "inspection.tip_visits",
    Headed.RECONSIDERATIONS: "remedies.reconsiderations",
    Headed.SUITS: "remedies.suits",
}

_UNITS: Final = {
    "hazards-open": "项",
    "hazards-listed": "项",
    "hazards-late": "项",
    "plan-visited": "家",
    "plan-unvisited": "家",
    "orders-late": "份",
    "cases-near": "项",
    "mine": "项",
    "near-cap": "家",
    "scanned": "次",
    "visits": "家次",
    "supervision-late": "项",
    "tip-visits": "家次",
}


class Phrase(Labelled):
    """Fixed wording."""

    HANDLE = ("HANDLE", "办理")
    LOOK = ("LOOK", "查看")
    STUCK = ("STUCK", "消除办理障碍")
    RESUME = ("RESUME", "中止的原因消除后恢复调查")
    REASON = ("REASON", "：{reason}")
    RETURNED = ("RETURNED", "审核退回：补正后重新送审")
    DEFECTS = ("DEFECTS", "（{defects}）")
    HEARING = ("HEARING", "听证")
    TRAINING = ("TRAINING", "培训")
    HOURS = ("HOURS", "{topic}（{hours}学时）")
    COMMA = ("COMMA", "、")
    NO_NUMBER = ("NO_NUMBER", "未编号")
    PLAN_REACHED = ("PLAN_REACHED", "{year}年完成{percent}%，计划{planned}家")
    NO_PLAN = ("NO_PLAN", "本年度尚无计划")
    NO_ACCIDENTS = (
        "NO_ACCIDENTS",
        "本系统没有事故登记，不显示数字；起数、死亡人数和上年同期数以事故统计直报系统为准",
    )
    NO_TIPS = (
        "NO_TIPS",
        "本系统没有举报和12345工单登记，是否超期以受理平台为准；{year}年只有举报核查的检查记录",
    )
    SCANNED = ("SCANNED", "{year}年亮码率{percent}%")
    NEXT_DUTY = ("NEXT_DUTY", "第一责任人下一项：{label}，{day}")
    NO_DAY = ("NO_DAY", "期限待定")
    NOT_VISITED = ("NOT_VISITED", "尚未检查")
