"""What a visit is asked when it begins: what holds for its record holds for its code as well."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from zhunsheng.inspection.rules.drawn import (
    draw_is_current,
    nobody_else_went,
    visits_have_begun,
    visits_have_not_ended,
)
from zhunsheng.inspection.rules.facts import INSPECTION_OPINION, InspectionFacts
from zhunsheng.inspection.rules.frequency import cap_is_not_reached
from zhunsheng.inspection.rules.items import items_are_published
from zhunsheng.inspection.rules.people import (
    a_street_sends_its_own,
    a_street_visits_its_own_units,
    delegated,
    every_credential_is_valid,
    nobody_is_interested,
    nobody_reviews,
    street_officers_stay_in_their_bounds,
    streets_stay_in_their_bounds,
)
from zhunsheng.inspection.rules.planned import month_has_visits_left, month_is_planned
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.registry.rules import CLASSED_SUPERVISION
from zhunsheng.workforce.choices import DelegatedPower
from zhunsheng.workforce.rules import OfficerFact


def unit_is_a_party(facts: InspectionFacts) -> Finding | None:
    """
    Refuse to act on a unit that was struck off the register: it is no party any more (62).

    One that only ceased to operate is a party still, and may be looked at.
    """
    if facts.ended_on is None:
        return None
    way = "检查记录照实保留，不再对该单位制发文书；"
    if facts.visited_on is None:
        way = "请由负责人撤销检查审批，理由写明检查对象已经注销；"
    elif facts.ordered_on is not None:
        way = "责令整改随主体终止而终结，以监管对象名录的注销登记为凭，不再复查、延期；"
    return Finding(
        "inspection.unit.struck_off",
        f"该单位已于{facts.ended_on.isoformat()}注销登记，主体终止，不能对其检查、制发文书",
        CLASSED_SUPERVISION,
        f"{way}原址另有单位生产经营的，先录入监管对象名录，再对该单位办理检查审批，"
        "情况紧急的按紧急检查办理；注销登记记错的，先在监管对象名录中更正",
    )


def approval_is_of_the_unit(facts: InspectionFacts) -> Finding | None:
    """
    Refuse a visit on an approval given while the unit counted as one with another (54号).

    The head saw two units as one: their visits, classes, draws and plans. Since they are two, what
    was approved for the other is no approval for this one.
    """
    if not facts.parted_from:
        return None
    return Finding(
        "inspection.visit.parted",
        f"批准检查时该单位与“{facts.parted_from}”作为同一单位登记，合并后来已经撤销，"
        "原审批是按两家为一家作出的",
        INSPECTION_OPINION,
        "请由负责人撤销原审批，核实任务来源针对的是哪一家，再对该单位重新办理检查审批；"
        "已经实施的检查记录保留",
    )


_TASK_STANDS: Final = (
    unit_is_a_party,
    approval_is_of_the_unit,
    # A visit in another year than the one it was approved for asks that year's cap.
    cap_is_not_reached,
    # So does a visit in another month than the one it was approved for ask the plan.
    month_is_planned,
    month_has_visits_left,
    items_are_published,
    delegated(DelegatedPower.INSPECTION),
    draw_is_current,
    visits_have_begun,
    visits_have_not_ended,
)


def the_bureau_sends_one_of_its_own(facts: InspectionFacts) -> Finding | None:
    """Refuse street officers alone on a visit that counts as the bureau's (行政处罚法 20, 42)."""
    sent = facts.officers
    if facts.acting_street is not None or not sent or not all(one.of_street for one in sent):
        return None
    return Finding(
        "inspection.street.alone",
        f"实施单位是本局，{'、'.join(one.name for one in sent)}都是街道（镇）的执法人员",
        cite("APL-2021:20"),
        "请选派至少一名本局执法人员；由受委托的街道（镇）实施的，实施单位选择该街道（镇）",
    )


_WHO_ENTERS: Final = (
    nobody_is_interested,
    nobody_reviews,
    a_street_sends_its_own,
    streets_stay_in_their_bounds,
    the_bureau_sends_one_of_its_own,
    nobody_else_went,
)
#: Guards of a visit that hold from its first step over the threshold.
ON_ENTRY: Final = (*_WHO_ENTERS, *_TASK_STANDS)


#: What bars an officer alone from going on with a visit.
_BARS_ONE: Final = (
    nobody_is_interested,
    nobody_reviews,
    street_officers_stay_in_their_bounds,
    a_street_sends_its_own,
)


def credentials_are_lost(facts: InspectionFacts) -> bool:
    """Return whether a visit of that day cannot be recorded for want of a certificate (42)."""
    return every_credential_is_valid(facts) is not None


def able_to_go_on(facts: InspectionFacts) -> tuple[OfficerFact, ...]:
    """Return who of those sent is not barred and held the certificate on the day."""
    return tuple(
        one
        for one in facts.officers
        if not any(
            guard(replace(facts, officers=(one,), interested=facts.interested & {one.name}))
            for guard in (*_BARS_ONE, every_credential_is_valid)
        )
    )


def who_may_go_on_stays(facts: InspectionFacts) -> Finding | None:
    """Refuse to replace after the code whom nothing bars: who entered inspects (42, 55)."""
    if not facts.left_out or not facts.visit_stopped:
        return None
    names = "、".join(sorted(facts.left_out))
    return Finding(
        "inspection.officers.may_go_on",
        f"已经亮码入企，{names}没有应当回避或者证件失效的情形，不能改派",
        cite("APL-2021:55.1"),
        f"请保留{names}，只改派不能继续检查的人员",
    )


def entrants_are_barred(facts: InspectionFacts) -> bool:
    """Return whether one of those who were sent may not go on, such as by recusal (43)."""
    return any(guard(facts) for guard in _WHO_ENTERS)


def visit_is_lost(facts: InspectionFacts) -> bool:
    """Return whether a visit whose code was shown can no longer be recorded, whoever goes."""
    return any(guard(facts) for guard in (*_TASK_STANDS, a_street_visits_its_own_units))
