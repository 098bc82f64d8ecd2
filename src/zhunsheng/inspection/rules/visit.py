"""What must hold on the spot, and in the record made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from zhunsheng.inspection.rules.facts import (
    HAZARD_POWER,
    INSPECTION_OPINION,
    INSPECTION_POWER,
    MAJOR_STANDARDS,
    InspectionFacts,
)
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import says

#: A shorter name of a standard and its clause names neither.
SHORTEST_STANDARD: Final = 4
_CLAUSE: Final = re.compile(r"第[^，。；、]*[0-9〇零一二三四五六七八九十百][^，。；、]*[条款项类]")

# --------------------------------------------------------------------------- visit


def no_refusal_waits(facts: InspectionFacts) -> Finding | None:
    """Refuse a visit that the enterprise refused by its right and no head settled (54号)."""
    if not facts.visit_refused:
        return None
    return Finding(
        "inspection.visit.refused",
        "被检查单位已经声明拒绝检查，负责人尚未处理",
        INSPECTION_OPINION,
        "请停止检查并报告负责人；由负责人核实改正后继续，或者撤销检查审批",
    )


def notice_was_shown(facts: InspectionFacts) -> Finding | None:
    """Refuse a visit on which the notice of inspection was not shown on entry."""
    if facts.notice_shown:
        return None
    return Finding(
        "inspection.visit.no_notice",
        "进入现场时未出示行政检查通知书",
        INSPECTION_OPINION,
        "检查开始时向被检查单位出示通知书",
    )


def certificates_were_shown(facts: InspectionFacts) -> Finding | None:
    """Refuse a visit on which the officers did not show their certificates."""
    if facts.certificates_shown:
        return None
    return Finding(
        "inspection.visit.no_certificate_shown",
        "执法人员未出示行政执法证件",
        cite("APL-2021:55.1"),
        "检查开始时主动出示证件",
    )


def recusal_was_told(facts: InspectionFacts) -> Finding | None:
    """Refuse a visit on which the right to ask for recusal was not told."""
    if facts.recusal_told:
        return None
    return Finding(
        "inspection.visit.recusal_untold",
        "未告知被检查单位申请回避的权利",
        cite("APL-2021:43"),
        "当场告知后记入检查记录",
    )


def record_is_signed(facts: InspectionFacts) -> Finding | None:
    """Refuse a record that is neither signed nor says how signing was refused (68)."""
    if facts.signed or facts.refusal_noted:
        return None
    return Finding(
        "inspection.visit.unsigned",
        "现场负责人未签字，且未记明拒签情况",
        cite("SPL-2021:68"),
        "请由现场负责人签字；拒绝签字的，记明情况并向本机关报告",
    )


def refusal_is_witnessed(facts: InspectionFacts) -> Finding | None:
    """Refuse a refusal to sign that nobody saw: a rule of the house for the record of the whole."""
    if facts.signed or facts.witness_named:
        return None
    return Finding(
        "inspection.visit.unwitnessed",
        "现场负责人未签字，且未写明本局以外的见证人（法律未规定，为本系统对执法全过程记录的要求）",
        cite("GBF-2018-118"),
        "请写明本局以外的见证人姓名；同名的，在姓名后的括号内写明单位和职务",
    )


def times_are_of_the_day(facts: InspectionFacts) -> Finding | None:
    """Refuse times that do not run forward from the day of the visit (安全生产法 68)."""
    if facts.times_hold:
        return None
    return Finding(
        "inspection.visit.times",
        "检查的开始时间不在检查当日，或者结束早于开始、相隔超过二十小时",
        cite("SPL-2021:68"),
        "请按实际时间填写；跨过零点的，检查日期是开始之日，结束时间填次日的时间",
    )


def visit_begins_with_the_code(facts: InspectionFacts) -> Finding | None:
    """Refuse a beginning before the code was shown on entry (国办发〔2024〕54号)."""
    if not facts.began_before_code:
        return None
    return Finding(
        "inspection.visit.before_the_code",
        "检查开始时间早于亮码入企的时间",
        INSPECTION_OPINION,
        "检查从亮码入企时开始，请更正开始时间",
    )


def visit_has_ended(facts: InspectionFacts) -> Finding | None:
    """Refuse a record made before the visit ended."""
    if facts.ended_before_record:
        return None
    return Finding(
        "inspection.visit.not_ended",
        "检查结束时间晚于系统当前时间",
        cite("SPL-2021:68"),
        "检查结束后再制作检查记录",
    )


def violations_are_known(facts: InspectionFacts) -> Finding | None:
    """Refuse a violation or rule that the lawbook does not hold."""
    if not facts.unknown_violations:
        return None
    names = "、".join(sorted(facts.unknown_violations))
    return Finding(
        "inspection.finding.unknown_violation",
        f"违法行为目录中没有：{names}",
        cite("SPL-2021:65"),
        "请从违法行为目录中选择；属于一般隐患的不选违法行为",
    )


def names_a_clause(standard: str) -> bool:
    """
    Return whether a text names a standard and the clause, item or number in it.

    >>> names_a_clause("《工贸企业重大事故隐患判定标准》第十三条"), names_a_clause("1")
    (True, False)
    """
    return says(standard, SHORTEST_STANDARD) and _CLAUSE.search(standard) is not None


def photos_show_findings(numbers: Iterable[int], count: int) -> tuple[Finding, ...]:
    """Refuse photos of a finding that the visit does not hold."""
    wrong = sorted({one for one in numbers if not 1 <= one <= count})
    if not wrong:
        return ()
    text = f"照片所属的问题序号{'、'.join(map(str, wrong))}不存在，本次检查共{count}项问题"
    step = "请在该项问题下选择照片"
    return (Finding("inspection.photo.finding", text, cite("SPL-2021:65"), step),)


def majors_name_their_standard(facts: InspectionFacts) -> Finding | None:
    """Refuse a major hazard without the clause that makes it one (安全生产法 118.2)."""
    if not facts.majors_unjudged:
        return None
    return Finding(
        "inspection.finding.no_standard",
        f"有{facts.majors_unjudged}项重大事故隐患未写明判定标准的名称和条款",
        MAJOR_STANDARDS,
        "请写明判定标准的名称和条款，例如《工贸企业重大事故隐患判定标准》第十三条；"
        "没有判定标准的，按一般隐患填写",
    )


def majors_are_not_closed_at_once(facts: InspectionFacts) -> Finding | None:
    """Refuse that who found a major hazard ticks it as put right at once (65.1(3))."""
    if not facts.majors_closed_at_once:
        return None
    return Finding(
        "inspection.finding.major_at_once",
        f"有{facts.majors_closed_at_once}项重大事故隐患由检查人员填写为“当场改正”",
        HAZARD_POWER,
        "请去掉“当场改正”，列入责令整改，改正情况写在检查情况中；"
        "由没有参加该次检查的执法人员复查，或者次日以后再复查",
    )


def experts_are_of_others(facts: InspectionFacts) -> Finding | None:
    """Refuse an expert who is an officer of the bureau: officers enforce, experts advise (42)."""
    if not facts.own_experts:
        return None
    return Finding(
        "inspection.companions.own_expert",
        f"{'、'.join(sorted(facts.own_experts))}是本局人员，不能作为专家随同检查",
        cite("APL-2021:42.1"),
        "本局执法人员参加检查的，列为检查人员；专家请填写本局以外的人员及其所在单位",
    )


def companions_were_named(facts: InspectionFacts) -> Finding | None:
    """Refuse an expert or helper whom the head did not name beforehand (国办发〔2024〕54号)."""
    if not facts.companions_unnamed:
        return None
    return Finding(
        "inspection.companion.unnamed",
        f"有{facts.companions_unnamed}名随同人员不在批准的专家、辅助人员之列",
        INSPECTION_OPINION,
        "专家和辅助人员应当在检查审批时指定；未指定的人员不得参加检查",
    )


def a_chosen_checklist_is_answered(facts: InspectionFacts) -> Finding | None:
    """Refuse a checklist that was chosen and left wholly empty: nobody saw that it was followed."""
    if not facts.checklist_empty:
        return None
    return Finding(
        "inspection.checklist.empty",
        f"选择了检查表，所列{facts.checklist_empty}项都没有填写结果",
        cite("GBF-2018-118"),
        "执法全过程应当如实记录：请按实际逐项填写结果，没有查的留空；没有使用检查表的，改选“不使用检查表”",
    )


def checked_items_are_known(facts: InspectionFacts) -> Finding | None:
    """Refuse an item that no checklist holds on the day, or one that is checked twice."""
    if not facts.items_unknown:
        return None
    names = "、".join(sorted(facts.items_unknown))
    return Finding(
        "inspection.checklist.unknown_item",
        f"检查表中没有或者重复填写的项目：{names}",
        INSPECTION_POWER,
        "请重新选择检查表后填写",
    )


def faults_are_findings(facts: InspectionFacts) -> Finding | None:
    """Refuse an item at fault that no finding describes, and the reverse (安全生产法 68)."""
    if not facts.faults_unmatched:
        return None
    return Finding(
        "inspection.checklist.fault_undescribed",
        f"有{facts.faults_unmatched}项检查结果与所列问题对应不上",
        cite("SPL-2021:68"),
        "不合格的项目应当逐项写明存在的问题",
    )


def dispatch_runs_forward(facts: InspectionFacts) -> Finding | None:
    """Refuse a dispatch that left after the visit began or returned before it ended."""
    if facts.dispatch_holds:
        return None
    return Finding(
        "inspection.dispatch.times",
        "出动时间与检查时间矛盾：出发不得晚于检查开始，返回不得早于检查结束",
        cite("GBF-2018-118"),
        "请按实际时间填写",
    )
