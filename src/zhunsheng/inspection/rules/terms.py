"""How long a term to put right may be, and when what was ordered is looked at again."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from zhunsheng.inspection.rules.facts import HAZARD_POWER, ORDER_POWER, InspectionFacts
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding


def term_is_not_endless(facts: InspectionFacts) -> Finding | None:
    """Refuse a term that nobody would live to see: what is ordered is put right (65.1)."""
    if facts.new_due_on is None or not facts.term_most:
        return None
    if facts.new_due_on - facts.on <= timedelta(days=facts.term_most):
        return None
    return Finding(
        "inspection.order.term_too_long",
        f"整改期限{facts.new_due_on.isoformat()}超过{facts.term_most}日",
        ORDER_POWER,
        "请核对日期；确需更长时间整改的，期满前分次办理延期",
    )


#: The code of the refusal to come again before the term ends.
EARLY: Final = "inspection.reinspection.early"


def reinspection_waits_for_the_term(facts: InspectionFacts) -> Finding | None:
    """
    Refuse to come again before the term ends where the entity did not ask for it.

    The term is the entity's; a re-inspection that it did not ask for is one visit more (54号).
    """
    if facts.due_on is None or facts.on >= facts.due_on or facts.reinspection_requested:
        return None
    if facts.ordered_on is not None and facts.on < facts.ordered_on:
        return None  # reinspection_follows_the_order says so
    return Finding(
        EARLY,
        f"整改期限{facts.due_on.isoformat()}尚未届满，单位也没有申请提前复查",
        ORDER_POWER,
        "请在期限届满时复查；单位提前整改完毕并申请复查的，从检查页面“整改与复查”处登记，"
        "勾选“单位申请提前复查”并填写申请的编号和日期",
    )


def application_is_named(facts: InspectionFacts) -> Finding | None:
    """Refuse a request of the entity without its paper and day, or of before the order (65)."""
    if not facts.reinspection_requested:
        return None
    told, on = facts.application_named, facts.applied_on
    if told and on and (facts.ordered_on or on) <= on <= facts.on:
        return None
    return Finding(
        "inspection.reinspection.no_application",
        "没有写明单位提前复查申请的编号，或者申请日期早于责令整改日期、晚于复查日期",
        ORDER_POWER,
        "请按单位提交的书面申请填写收文编号和日期；单位没有申请的，期限届满时复查",
    )


def hours_are_told(facts: InspectionFacts) -> Finding | None:
    """Refuse a re-inspection that does not say from when to when it was (安全生产法 68)."""
    if facts.hours_told:
        return None
    return Finding(
        "inspection.reinspection.no_hours",
        "没有填写复查的开始和结束时间",
        cite("SPL-2021:68"),
        "请按实际到场时间填写复查的开始和结束时间",
    )


def reinspection_follows_the_visit(facts: InspectionFacts) -> Finding | None:
    """Refuse a re-inspection that begins before the visit that it follows ended (68)."""
    began, ended = facts.again_began_at, facts.visit_ended_at
    if began is None or ended is None or began > ended:
        return None
    return Finding(
        "inspection.reinspection.during_the_visit",
        f"复查开始时间{began.astimezone(SHANGHAI):%H:%M}"
        f"不晚于检查结束时间{ended.astimezone(SHANGHAI):%H:%M}",
        cite("SPL-2021:68"),
        "复查在检查结束、作出指令之后进行，请按实际时间填写；检查时已经改正的，应当在检查记录中写明",
    )


def majors_wait_or_are_seen_by_others(facts: InspectionFacts) -> Finding | None:
    """Refuse that who found a major hazard calls it removed on the same day (65.1(3))."""
    if not facts.majors_done_by_finders:
        return None
    return Finding(
        "inspection.reinspection.major_same_day",
        f"有{facts.majors_done_by_finders}项重大事故隐患在检查当日由检查人员自行认定“已整改”",
        HAZARD_POWER,
        "请由没有参加该次检查的执法人员复查，或者次日以后再复查；当日可以填写“正在整改”",
    )


def listed_majors_are_verified(facts: InspectionFacts) -> Finding | None:
    """Refuse to close a hazard proposed for the list, or on it, by a re-inspection (41.3)."""
    if not facts.majors_unverified:
        return None
    numbers = "、".join(str(one) for one in sorted(facts.majors_unverified))
    return Finding(
        "inspection.reinspection.listed",
        f"第{numbers}项已经提请或者列入重大事故隐患挂牌督办，不能以整改复查认定“已整改”",
        cite("SPL-2021:41.3"),
        "请先在“重大隐患”中登记决定并核验，核验认定隐患已消除后再登记复查；此前可以填写“正在整改”",
    )
