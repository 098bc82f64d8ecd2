"""What deserves a look before a plan goes out, though it hinders nothing."""

from __future__ import annotations

from typing import Final

from zhunsheng.kernel.finding import Finding
from zhunsheng.planning.choices import KeyCriterion
from zhunsheng.planning.rules.days import PlanFacts, arithmetic, shares
from zhunsheng.planning.rules.law import (
    DUTY_TO_PLAN,
    FACTORS,
    INSPECTIONS_OF_ENTERPRISES,
    PRINCIPLES,
    RULES,
    named,
)
from zhunsheng.planning.rules.units import too_many_special_parts


def key_share_is_usual(facts: PlanFacts) -> Finding | None:
    """Warn where key inspections take less of the days than usual (seen, not verified)."""
    days, limit = arithmetic(facts), facts.limits.key_share
    if limit is None or not facts.parts or days.inspection <= 0:
        return None
    if days.key * 100 >= days.inspection * limit.value:
        return None
    share = shares(days.inspection, [("", days.key)])[0].percent_text
    return Finding(
        "plan.key.share",
        f"重点检查占监督检查工作日的{share}，低于{limit.value}%{limit.mark}",
        PRINCIPLES,
        "请核对重点检查单位是否列全，或者调整每家次数",
    )


def officers_are_enough_of_the_staff(facts: PlanFacts) -> Finding | None:
    """Warn where too few of the staff on the books are certified officers."""
    limit = facts.limits.officer_share
    if limit is None or not facts.staff or facts.officers * 100 >= facts.staff * limit.value:
        return None
    share = shares(facts.staff, [("", facts.officers)])[0].percent_text
    return Finding(
        "plan.officers.share",
        f"行政执法人员{facts.officers}人占在册人员{facts.staff}人的{share}，"
        f"低于{limit.value}%{limit.mark}",
        FACTORS,
        "请组织人员参加执法资格考试，或者核对在册人员数",
    )


def officers_are_certified(facts: PlanFacts) -> Finding | None:
    """Warn where the plan counts other officers than hold a valid credential today."""
    if facts.certified is None or facts.certified == facts.officers:
        return None
    return Finding(
        "plan.officers.certified",
        f"计划载明行政执法人员{facts.officers}人，执法队伍中持有效证件的{facts.certified}人",
        FACTORS,
        "请按执法队伍重新计数，或者先登记新证",
    )


def approval_is_in_time(facts: PlanFacts) -> Finding | None:
    """Warn where the approval came after the month that the lawbook names."""
    last, limit = facts.limits.approved_by(facts.year), facts.limits.approval_month
    if facts.approved_on is None or last is None or limit is None or facts.approved_on <= last:
        return None
    return Finding(
        "plan.approval.late",
        f"批准日期{facts.approved_on.isoformat()}晚于{last.isoformat()}{limit.mark}",
        INSPECTIONS_OF_ENTERPRISES,
        "下一年度请提前报请批准",
    )


def plan_is_not_of_a_past_year(facts: PlanFacts) -> Finding | None:
    """Warn where a plan of a year that has passed is still being drafted or submitted."""
    if facts.on is None or facts.approved_on or facts.told_approved_on:
        return None
    if facts.year >= facts.on.year:
        return None
    return Finding(
        "plan.year.past",
        f"{facts.year}年度已经过去，该计划仍未批准",
        DUTY_TO_PLAN,
        "已经批准的旧计划请从表格导入；新的计划请核对年度",
    )


def higher_risks_are_key(facts: PlanFacts) -> Finding | None:
    """Warn where a unit of the highest risk class stands in no key part."""
    if not facts.left_out:
        return None
    return Finding(
        "plan.key.left_out",
        f"{named(facts.left_out)}为重大风险，未列入重点检查",
        PRINCIPLES,
        "请列入重点检查，或者先核定风险等级",
    )


def reasons_are_on_record(facts: PlanFacts) -> Finding | None:
    """Warn where a fatal accident (②) or a trial run or resumption (⑥) is on no record."""
    bare = [
        f"{unit.name}（{'、'.join(one.label for one in KeyCriterion if one in unit.unrecorded)}）"
        for unit in facts.units
        if unit.unrecorded
    ]
    if not bare or facts.approved_on or facts.told_approved_on:
        return None
    return Finding(
        "plan.unit.unrecorded",
        f"{named(bare)}的列入理由没有现行有效的登记可以印证",
        PRINCIPLES,
        "请先在监管对象的安全记录中登记事故或者试生产及其文书，复工复产的以检查记录为准；"
        "与事实不符的，改选实际的列入理由",
    )


def cited_instruments_are_in_force(facts: PlanFacts) -> Finding | None:
    """Warn where goals or safeguards cite an instrument that is no longer in force."""
    if not facts.outdated:
        return None
    return Finding(
        "plan.text.outdated",
        f"目标任务或者保障措施引用了已经失效的{'、'.join(facts.outdated)}",
        RULES,
        "请改引现行有效的规定",
    )


def special_parts_are_usual(facts: PlanFacts) -> Finding | None:
    """Warn of many special campaigns where the number control is not verified."""
    limit = facts.limits.special
    return None if limit is None or limit.verified else too_many_special_parts(facts)


WARNINGS: Final = (
    key_share_is_usual,
    officers_are_enough_of_the_staff,
    officers_are_certified,
    approval_is_in_time,
    plan_is_not_of_a_past_year,
    higher_risks_are_key,
    special_parts_are_usual,
    reasons_are_on_record,
    cited_instruments_are_in_force,
)


def warnings(facts: PlanFacts) -> tuple[Finding, ...]:
    """Return what somebody should look at, though it hinders nothing."""
    return tuple(found for rule in WARNINGS if (found := rule(facts)) is not None)
