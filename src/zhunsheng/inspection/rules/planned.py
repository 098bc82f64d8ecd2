"""An inspection against the plan in force: how many, of whom, in which months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding

if TYPE_CHECKING:
    from zhunsheng.inspection.rules.facts import InspectionFacts

#: Inspections follow the plan of the year; special campaigns are controlled in number.
PLAN_DUTY = cite("SPL-2021:62.2")
NUMBER_CONTROL = cite("MEM-2025-11")


@dataclass(frozen=True, slots=True)
class PlannedVisits:
    """
    What the plan in force says of a unit on its own ground, or in a special campaign of it.

    ``per_unit`` are the visits planned for the unit, ``total`` those of the campaign, nothing on
    the ground of the plan; ``months`` are those meant, all where none is named.
    """

    per_unit: int
    months: tuple[int, ...] = ()
    total: int | None = None

    @property
    def per_month(self) -> int:
        """
        Return the most visits of one of the months meant: the visits lie evenly over them.

        >>> PlannedVisits(2, (4, 9)).per_month, PlannedVisits(3, (4, 9)).per_month
        (1, 2)
        """
        return -(-self.per_unit // max(1, len(self.months)))


@dataclass(frozen=True, slots=True)
class PlannedFact:
    """
    What is planned, and what stands already: made, or approved and waiting.

    ``asked`` are the inspections that the act approves in the campaign, ``asked_of_unit`` those of
    the same unit; ``made_in_month`` and ``asked_in_month`` are of the unit in the month asked for.
    """

    plan: PlannedVisits
    campaign: str = ""
    made: int = 0
    asked: int = 1
    made_of_unit: int = 0
    asked_of_unit: int = 1
    made_in_month: int = 0
    asked_in_month: int = 1


def plan_of_the_year_stands(facts: InspectionFacts) -> Finding | None:
    """Refuse plan and campaign in a year that has no plan in force (安全生产法 62)."""
    if not facts.plan_missing or facts.ground is None:
        return None
    return Finding(
        "inspection.basis.no_plan",
        "该年度没有经批准的年度监督检查计划，"
        f"不能以“{facts.ground.label}”为任务来源；专项检查实行数量控制",
        PLAN_DUTY,
        "请先编制并报批年度监督检查计划，列明专项检查及其家次；"
        "上级部署的，任务来源选“上级部署的专项检查”并写明文号；其他情形选择实际的任务来源",
    )


def unit_is_planned(facts: InspectionFacts) -> Finding | None:
    """Refuse the ground of a plan for a unit that stands in no part that inspects by name (62)."""
    if facts.plan_missing or not facts.is_outside_plan:
        return None
    return Finding(
        "inspection.basis.outside_plan",
        "该单位不在年度监督检查计划的重点检查或者专项检查任务中",
        PLAN_DUTY,
        "一般检查单位由双随机抽取；确需检查的，先调整计划，或者选择实际的任务来源",
    )


def campaign_is_planned(facts: InspectionFacts) -> Finding | None:
    """Refuse a campaign that the plan of the year does not hold: their number is controlled."""
    if not facts.campaign_unplanned:
        return None
    return Finding(
        "inspection.basis.campaign_unplanned",
        "所选专项行动不在本年度监督检查计划的专项检查之中，专项检查实行数量控制",
        NUMBER_CONTROL,
        "请选择计划中的专项检查；确需增加的，先调整计划并报本级人民政府批准；"
        "上级部署的，任务来源选“上级部署的专项检查”并写明文号",
    )


def campaign_covers_unit(facts: InspectionFacts) -> Finding | None:
    """Refuse a unit that the planned campaign does not cover (安全生产法 62; 应急〔2025〕11号)."""
    if not facts.uncovered_by:
        return None
    return Finding(
        "inspection.plan.campaign_other_unit",
        f"该单位不在专项检查“{facts.uncovered_by}”的检查名单或者行业领域之内",
        PLAN_DUTY,
        "请改选该专项检查所列的单位，或者选择实际的任务来源；确需检查的，先调整年度计划，"
        "报本级人民政府批准；行业领域登记有误的，先在监管对象名录中更正",
    )


def campaign_has_visits_left(facts: InspectionFacts) -> Finding | None:
    """Refuse more visits of a special campaign than its plan holds (应急〔2025〕11号)."""
    known = facts.planned
    if known is None or known.plan.total is None or known.made + known.asked <= known.plan.total:
        return None
    return Finding(
        "inspection.plan.campaign_used_up",
        f"专项检查“{known.campaign}”计划检查{known.plan.total}家次，"
        f"已检查和已批准待检查{known.made}家次，本次再批准{known.asked}家次，超出计划数量",
        NUMBER_CONTROL,
        "请减少本次检查的单位；确需增加的，先调整年度计划，报本级人民政府批准后再审批；"
        "不再实施的，撤销其检查审批",
    )


def unit_has_visits_left(facts: InspectionFacts) -> Finding | None:
    """Ask why a unit is inspected more often than the plan says (安全生产法 62)."""
    known = facts.planned
    if known is None or facts.off_plan_reason_given:
        return None
    if known.made_of_unit + known.asked_of_unit <= known.plan.per_unit:
        return None
    return Finding(
        "inspection.plan.unit_used_up",
        f"计划对该单位检查{known.plan.per_unit}次，已检查和已批准待检查{known.made_of_unit}次，"
        f"再批准{known.asked_of_unit}次超出计划，没有写明理由",
        PLAN_DUTY,
        "请写明与计划不一致的理由；长期需要的，先调整年度计划；"
        "举报核查、移送交办的，选择实际的任务来源",
    )


def _day(facts: InspectionFacts) -> tuple[date, str]:
    """Return the day that the plan is asked for, and its name: the visit's own, if made."""
    if facts.started_at is not None:
        return facts.on, "检查日期"
    if facts.planned_on is not None:
        return facts.planned_on, "拟检查日期"
    return facts.on, "没有填写拟检查日期，批准日期"


def _approve_anew(facts: InspectionFacts) -> str:
    """Return the way out once it was approved for another month: the reason is the head's."""
    if facts.started_at is None:
        return ""
    return "；不在批准的月份检查的，由负责人撤销检查审批，按实际检查的月份写明理由后重新审批"


def month_is_planned(facts: InspectionFacts) -> Finding | None:
    """Ask why a unit is inspected outside the months of the plan (安全生产法 62)."""
    known = facts.planned
    if known is None or facts.off_plan_reason_given or not known.plan.months:
        return None
    day, said = _day(facts)
    if day.month in known.plan.months:
        return None
    months = "、".join(f"{month}月" for month in known.plan.months)
    return Finding(
        "inspection.plan.other_month",
        f"计划安排在{months}检查，{said}{day.isoformat()}不在其中，没有写明理由",
        PLAN_DUTY,
        "请改在计划的月份检查，或者写明与计划不一致的理由；长期需要的，先调整年度计划"
        f"{_approve_anew(facts)}",
    )


def month_has_visits_left(facts: InspectionFacts) -> Finding | None:
    """Ask why a unit has more visits in a month than the plan lays into it (安全生产法 62)."""
    known = facts.planned
    if known is None or facts.off_plan_reason_given:
        return None
    month, most = _day(facts)[0].month, known.plan.per_month
    if month not in known.plan.months or known.made_in_month + known.asked_in_month <= most:
        return None
    months = "、".join(f"{one}月" for one in known.plan.months)
    return Finding(
        "inspection.plan.month_used_up",
        f"计划对该单位检查{known.plan.per_unit}次，分在{months}，{month}月最多{most}次；"
        f"{month}月已检查和已批准待检查{known.made_in_month}次，"
        f"再批准{known.asked_in_month}次，没有写明理由",
        PLAN_DUTY,
        "请安排在计划的其他月份，或者写明与计划不一致的理由；长期需要的，先调整年度计划"
        f"{_approve_anew(facts)}",
    )
