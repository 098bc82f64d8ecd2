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
    RESUMPTION = ("RESUMPTION", "复工复产检查")


#: What an inspection on each ground is: the ground tells it, so that nobody types it beside.
KIND_OF: Final = {
    BasisKind.PLAN: InspectionKind.DAILY,
    BasisKind.OWN_DRAW: InspectionKind.DAILY,
    BasisKind.JOINT_DRAW: InspectionKind.DAILY,
    BasisKind.SERVICE: InspectionKind.DAILY,
    BasisKind.TIP: InspectionKind.CASE,
    BasisKind.REFERRAL: InspectionKind.CASE,
    BasisKind.RESUMPTION: InspectionKind.CASE,
    BasisKind.SUPERIOR: InspectionKind.SPECIAL,
    BasisKind.CAMPAIGN: InspectionKind.SPECIAL,
}
#: Grounds of enforcement; advice (指导服务) and resumption of work are counted apart.
ENFORCEMENT_BASES: Final = frozenset(BasisKind) - {BasisKind.SERVICE, BasisKind.RESUMPTION}


class FormSet(Labelled):
    """
    Which set of forms an inspection prints, by version; chosen with the approval, then fixed.

    The ministry's handbook calls the record 现场检查记录, the form texts of the Ministry of Justice
    现场检查笔录. A new edition is a new member beside the old.
    """

    HANDBOOK_2020 = ("HANDBOOK_2020", "应急管理执法文书（2020年版）")
    JUSTICE_2025 = ("JUSTICE_2025", "司法部行政检查文书（2025年试行）")


class CompanionKind(Labelled):
    """Who may come with the officers, named beforehand and never alone (国办发〔2024〕54号)."""

    EXPERT = ("EXPERT", "专家")
    HELPER = ("HELPER", "辅助人员")


class AttendeeRole(Labelled):
    """Who was there during the visit; nobody demands the legal representative's presence."""

    HEAD = ("HEAD", "单位负责人")
    SAFETY_OFFICER = ("SAFETY_OFFICER", "安全管理人员")
    OPERATOR = ("OPERATOR", "岗位操作人员")


class HandingManner(Labelled):
    """How the entity gets what it is told of a visit."""

    ON_SITE = ("ON_SITE", "当场交付")
    MAIL = ("MAIL", "邮寄")
    WIRE = ("WIRE", "电子方式")


class CheckResult(Labelled):
    """What officers saw of one item of a checklist."""

    MET = ("MET", "合格")
    FAULT = ("FAULT", "不合格")
    NOT_APPLICABLE = ("NOT_APPLICABLE", "不涉及")


class OnSiteMeasureKind(Labelled):
    """Measures against a danger on the spot (安全生产法 65.1(3)); none of them is a penalty."""

    REMOVE_AT_ONCE = ("REMOVE_AT_ONCE", "责令立即排除")
    EVACUATION = ("EVACUATION", "从危险区域撤出作业人员")
    TEMPORARY_SUSPENSION = ("TEMPORARY_SUSPENSION", "暂时停产停业")
    STOP_USE = ("STOP_USE", "停止使用相关设施、设备")


#: For a major hazard alone, where safety cannot be guaranteed before or while it is removed.
STOPS: Final = frozenset(OnSiteMeasureKind) - {OnSiteMeasureKind.REMOVE_AT_ONCE}


def on_site_label(codes: str) -> str:
    """
    Return the measures of a decision, stored as codes with commas between, as they are printed.

    >>> on_site_label("EVACUATION,STOP_USE")
    '从危险区域撤出作业人员、停止使用相关设施、设备'
    """
    return "、".join(OnSiteMeasureKind(code).label for code in codes.split(",") if code)


class HazardGrade(Labelled):
    """Whether a finding is an ordinary or a major hazard (安全生产法 65, 70)."""

    GENERAL = ("GENERAL", "一般")
    MAJOR = ("MAJOR", "重大")


class RectificationResult(Labelled):
    """What a re-inspection found of one ordered matter."""

    DONE = ("DONE", "已整改")
    IN_PROGRESS = ("IN_PROGRESS", "正在整改")
    NOT_DONE = ("NOT_DONE", "未整改")
    NOT_DUE = ("NOT_DUE", "期限未届满")


class AppointmentKind(Labelled):
    """What of an inspection falls on a day of the calendar."""

    VISIT = ("VISIT", "待检查")
    VISITED = ("VISITED", "已检查")
    TERM = ("TERM", "整改到期")
    REINSPECTION = ("REINSPECTION", "复查到期")


class InspectionStage(Labelled):
    """Where an inspection stands; computed from what happened, never stored."""

    PLANNED = ("PLANNED", "待实施")
    VISITED = ("VISITED", "已检查")
    ORDERED = ("ORDERED", "待复查")
    OVERDUE = ("OVERDUE", "超期未复查合格")
    FINISHED = ("FINISHED", "已办结")
    WITHDRAWN = ("WITHDRAWN", "已撤销")


class DutyKind(Labelled):
    """What may be due in this room."""

    VISIT = ("VISIT", "实施现场检查")
    ORDER = ("ORDER", "责令限期整改")
    REINSPECTION = ("REINSPECTION", "整改复查")
    LATE_APPROVAL = ("LATE_APPROVAL", "补办检查审批")
    RESULT_NOTICE = ("RESULT_NOTICE", "告知检查结果")
    MEASURE_LIFTING = ("MEASURE_LIFTING", "同意恢复")

    @property
    def action(self) -> str:
        """What the button says that leads to the act."""
        return _ACTIONS[self.value]

    @property
    def roles(self) -> frozenset[str]:
        """Codes of the roles whose duty it is."""
        heads = self in (DutyKind.LATE_APPROVAL, DutyKind.MEASURE_LIFTING)
        return frozenset(role.value for role in (HEADS if heads else OFFICERS))


_ACTIONS: Final = {
    "VISIT": "记录检查",
    "ORDER": "制发指令书",
    "REINSPECTION": "记录复查",
    "LATE_APPROVAL": "补批",
    "RESULT_NOTICE": "告知结果",
    "MEASURE_LIFTING": "审查",
}


class Phrase(Labelled):
    """Fixed wording that documents are filled with where the officer typed nothing else."""

    IDENTITY_SHOWN = (
        "IDENTITY_SHOWN",
        "执法人员出示了行政检查通知书和行政执法证件，告知了申请回避的权利。",
    )
    CODE_SHOWN = ("CODE_SHOWN", "{at}亮码入企")
    CODE_SHOWN_LATE = ("CODE_SHOWN_LATE", "检查结束后才亮码（{at}）")
    CODE_NOT_SHOWN = ("CODE_NOT_SHOWN", "未亮码：{reason}")
    NO_REASON = ("NO_REASON", "未写明原因")
    NOTHING_FOUND = ("NOTHING_FOUND", "检查中未发现问题。")
    ORDER_FOLLOWS = (
        "ORDER_FOLLOWS",
        "对需要整改的问题责令限期整改；涉嫌违法的，依法进一步调查处理。",
    )
    IMPROVE = ("IMPROVE", "提出改进建议，由该单位自行改进；依法应当另行处理的，另行处理。")
    FIXED_ON_SITE = ("FIXED_ON_SITE", "发现的问题已当场改正。")
    NONE = ("NONE", "无")
    REFUSED = ("REFUSED", "{note}（见证人：{witness}）")
    FIX_AT_ONCE = ("FIX_AT_ONCE", "立即采取措施，在期限内消除该隐患，")
    FIX_IN_TERM = ("FIX_IN_TERM", "在期限内改正，")
    FIX_ITEM = ("FIX_ITEM", "达到以下要求：{check}。")
    FIX_RULE = ("FIX_RULE", "符合{basis}的规定。")
    NOT_GIVEN = ("NOT_GIVEN", "未提供")
    COURT = ("COURT", "有管辖权的人民法院")
    ALL_DONE = ("ALL_DONE", "责令整改的问题均已完成整改。")
    NOT_ALL_DONE = ("NOT_ALL_DONE", "责令整改的问题尚未全部完成整改。")
    OTHERS_RUN = ("OTHERS_RUN", "期限届满的问题均已完成整改，其余问题的整改期限尚未届满。")
    APPLIED = ("APPLIED", "你单位于{day}申请提前复查（{number}）")
    HOURS = ("HOURS", "{began}至{ended}")
    RUNS_UNTIL = ("RUNS_UNTIL", "整改期限至{day}")
    CLOSED = ("CLOSED", "本次整改复查完毕；已经发生的违法行为，依法另行处理。")
    FURTHER = ("FURTHER", "对逾期未完成整改的，依法作进一步处理。")
    LATER = ("LATER", "其余问题整改期限届满时，再行复查。")
    MAJOR_BY = ("MAJOR_BY", "{description}（重大事故隐患，判定标准：{standard}）")
    OWN_TERMS = ("OWN_TERMS", "各项期限（最早{first}，最迟{last}）")
    LAPSED = ("LAPSED", "“{draw}”已经重新公布名录抽取，原抽取结果只作保留，检查审批失效")
    OF_ENTITY = ("OF_ENTITY", "{entity}：{message}")
    COMMA = ("COMMA", "、")
    SEMICOLON = ("SEMICOLON", "；")
    PHOTOS_OF = ("PHOTOS_OF", "第{number}项问题附照片{items}")
    COMPANION = ("COMPANION", "{kind}{name}（{organization}）")
    ATTENDEE = ("ATTENDEE", "{role}{name}")
    ATTENDEE_WITH_POST = ("ATTENDEE_WITH_POST", "{role}{name}（{post}）")
    OWN = ("OWN", "本局")
    MOVED = ("MOVED", "检查通知书载明的日期为{day}，改期理由：{reason}。")
    UNANSWERED = ("UNANSWERED", "所选检查表有{count}项未查。")
    CHECKED = (
        "CHECKED",
        "按检查表检查{count}项：合格{met}项，不合格{fault}项，不涉及{not_applicable}项。",
    )
    PHOTO = ("PHOTO", "现场照片")
    PHOTO_PROVES = ("PHOTO_PROVES", "第{number}项问题的现场情况：{text}")
    RECORD_PROVES = ("RECORD_PROVES", "检查经过、在场人员和发现的问题")
    MEASURE_PROVES = ("MEASURE_PROVES", "现场处理措施的内容和针对的问题")
    ORDER_PROVES = ("ORDER_PROVES", "责令限期整改的问题和期限")
    REINSPECTION_PROVES = ("REINSPECTION_PROVES", "责令整改问题的复查结果")
    ITEM_NUMBERS = ("ITEM_NUMBERS", "第{numbers}项")
    ITEMS = ("ITEMS", "{items}（{more}）")
    SCOPE_AND_WHY = (
        "SCOPE_AND_WHY",
        "{scope}。重大事故隐患排除前或者排除过程中无法保证安全：{unsafe}",
    )
    SOURCE = ("SOURCE", "{basis}（{campaign}）")
    MATTERS = ("MATTERS", "执行安全生产法律、法规和国家标准、行业标准的情况")
    VISITS_SO_FAR = (
        "VISITS_SO_FAR",
        "本年度已检查{count}次，其中计入年度上限{counted}次，年度上限以公布的检查频次为准",
    )
    VISITS_AND_CAP = (
        "VISITS_AND_CAP",
        "本年度已检查{count}次，其中计入年度上限{counted}次，"
        "已批准待实施{waiting}次；公布的年度上限{cap}次，本次批准前尚余{left}次",
    )
    ON_SITE = ("ON_SITE", "现场检查")
    DAY_OPEN = ("DAY_OPEN", "批准后另行安排，以执法人员到场之日为准")
    REPEATED = ("REPEATED", "再次检查的理由：{reason}")
    OFF_PLAN = ("OFF_PLAN", "与计划不一致的理由：{reason}")
    URGENCY = ("URGENCY", "{situation}：{reason}")
    STARTED_URGENTLY = ("STARTED_URGENTLY", "情况紧急，已于{day}当场检查：{reason}")
    AGREED = ("AGREED", "同意检查。")
    AGREED_AFTERWARDS = ("AGREED_AFTERWARDS", "同意补办检查审批。")
    AUTHORITY = ("AUTHORITY", "经批准（编号：{number}）")
    AUTHORITY_URGENT = ("AUTHORITY_URGENT", "因情况紧急当场检查（检查后及时补办审批）")
    APPROVED_BY = ("APPROVED_BY", "{name}于{day}批准（编号：{number}）")
    MEASURE_NAMED = ("MEASURE_NAMED", "{measures}（决定书编号{number}）")
    FOUND = ("FOUND", "发现问题{count}项，其中重大隐患{major}项。")
    CORRECTED = ("CORRECTED", "当场改正")
    ORDERED = ("ORDERED", "责令限期整改，指令书编号{number}，期限{day}")
    MEASURED = ("MEASURED", "{measures}，{state}")
    MEASURE_HOLDS = ("MEASURE_HOLDS", "执行中，隐患排除后经审查同意方可恢复")
    MEASURE_ORDERED = ("MEASURE_ORDERED", "已责令立即排除，尚未经审查")
    MEASURE_LIFTED = ("MEASURE_LIFTED", "已于{day}经审查同意恢复")
    ADVISED = ("ADVISED", "请自行改正")
    VISITS_MADE = ("VISITS_MADE", "本年度对你单位已实施行政检查{count}次")
    CONTACT = ("CONTACT", "{name}，{phone}")
    SUPERVISION = ("SUPERVISION", "{government}司法行政部门")


class VisitTrait(Labelled):
    """What sets some visits apart that are counted by themselves."""

    STREET = ("STREET", "由受委托街道（镇）实施的检查")
    URGENT = ("URGENT", "紧急情况下先行实施的检查")
    CLEAN = ("CLEAN", "没有发现问题的检查")
    UNSIGNED = ("UNSIGNED", "现场负责人拒绝签字的检查")
    RECORDED = ("RECORDED", "登记了音像记录的检查")
    CAMPAIGN = ("CAMPAIGN", "在专项行动中实施的检查")
