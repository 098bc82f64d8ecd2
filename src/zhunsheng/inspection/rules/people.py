"""Who may inspect, and with whose approval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.rules.drawn import DRAW_BASES
from zhunsheng.inspection.rules.facts import INSPECTION_OPINION, InspectionFacts
from zhunsheng.inspection.rules.frequency import OWN_CHOICE
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.registry import rules as registry
from zhunsheng.workforce import rules as workforce
from zhunsheng.workforce.choices import DelegatedPower


def is_not_urgent(facts: InspectionFacts) -> bool:
    """Return whether the inspection has to be approved before it begins."""
    return not facts.urgent


def is_urgent(facts: InspectionFacts) -> bool:
    """Return whether the inspection began in an urgency, so that approval is made up after."""
    return facts.urgent


def something_is_unsettled(facts: InspectionFacts) -> bool:
    """Return whether a finding was not put right on the spot: it is ordered, then re-inspected."""
    # Nobody is ordered or seen again where the unit was struck off: the record stays as it is.
    open_findings = facts.is_enforcement and facts.unsettled > 0
    return facts.ended_on is None and (open_findings or facts.ordered_on is not None)


# --------------------------------------------------------------------------- who acts

#: How others carry on from a visit.
OTHERS: Final = (
    "请改由其他执法人员办理：复查时可以直接选派；责令整改、采取措施、告知结果的，"
    "由负责人办理“改派后续办理人员”。已换发新证的，先在执法队伍中登记"
)


def two_certified_officers(facts: InspectionFacts) -> Finding | None:
    """Refuse where fewer than two officers are certified on the day (行政处罚法 42)."""
    return workforce.enough_officers(facts.officers)


def every_credential_is_valid(facts: InspectionFacts) -> Finding | None:
    """Refuse where somebody's certificate does not hold on the day; all are named."""
    found = workforce.every_credential_holds(facts.officers, facts.on)
    return found if found is None or facts.visited_on is None else replace(found, next_step=OTHERS)


def credentials_last_until_the_visit(facts: InspectionFacts) -> Finding | None:
    """Refuse somebody whose certificate holds now and ends before the planned day (42)."""
    if facts.planned_on is None:
        return None
    going = tuple(one for one in facts.officers if workforce.credential_valid(one, facts.on))
    found = workforce.every_credential_holds(going, facts.planned_on)
    if found is None:
        return None
    return replace(
        found,
        code="inspection.officer.lapses_before_the_visit",
        message=f"拟检查日期{facts.planned_on.isoformat()}：{found.message}",
        next_step="请改派证件在拟检查日期有效的人员，或者提前拟检查日期",
    )


def nobody_is_interested(facts: InspectionFacts) -> Finding | None:
    """Refuse an officer who declared an interest in the entity (行政处罚法 43)."""
    if not facts.interested:
        return None
    names = "、".join(sorted(facts.interested))
    return Finding(
        "inspection.officer.interested",
        f"{names}与被检查单位有利害关系，应当回避",
        cite("APL-2021:43.1"),
        OTHERS if facts.visited_on else "请由负责人改派其他执法人员",
    )


def nobody_reviews(facts: InspectionFacts) -> Finding | None:
    """Refuse to send a legal reviewer: who reviews a case took no part in it (58)."""
    names = [one.name for one in facts.officers if one.is_reviewer]
    if not names:
        return None
    return Finding(
        "inspection.officer.reviewer",
        f"{'、'.join(names)}是法制审核人员，不参加现场检查",
        cite("APL-2021:58"),
        "审核人员不得审核自己参加检查、调查的案件，请选派其他执法人员",
    )


def a_street_visits_its_own_units(facts: InspectionFacts) -> Finding | None:
    """Refuse a visit of a street at an entity of another street (行政处罚法 20)."""
    street = facts.entity_street
    if facts.acting_street is None or facts.acting_street == street:
        return None
    return _outside("实施单位是街道（镇）", facts)


def street_officers_stay_in_their_bounds(facts: InspectionFacts) -> Finding | None:
    """Refuse officers of a street at an entity of another street, whoever inspects (20)."""
    street = facts.entity_street
    names = [one.name for one in facts.officers if one.of_street and one.unit_id != street]
    return _outside(f"{'、'.join(names)}是街道（镇）委托执法人员", facts) if names else None


def streets_stay_in_their_bounds(facts: InspectionFacts) -> Finding | None:
    """Refuse a street, or its officers, at an entity of another street (行政处罚法 20)."""
    return street_officers_stay_in_their_bounds(facts) or a_street_visits_its_own_units(facts)


def _outside(who: str, facts: InspectionFacts) -> Finding:
    known = facts.entity_street is not None
    where = "该单位不在其街道（镇）" if known else "监管对象名录没有登记该单位所在的街道（镇）"
    return Finding(
        "inspection.street.outside",
        f"{who}，{where}，超出委托执法的范围",
        cite("APL-2021:20"),
        "请选派本局或者单位所在街道（镇）的执法人员；已经检查的，由本局执法人员办理；"
        "所在街道（镇）登记有误的，先更正监管对象名录",
    )


def a_street_sends_its_own(facts: InspectionFacts) -> Finding | None:
    """Refuse officers of the bureau on a visit that counts as a street's own (行政处罚法 20)."""
    street = facts.acting_street
    names = [one.name for one in facts.officers if one.unit_id != street]
    if street is None or not names:
        return None
    return Finding(
        "inspection.street.others",
        f"实施单位是受委托的街道（镇），{'、'.join(names)}不是该街道（镇）的执法人员",
        cite("APL-2021:20"),
        "本局人员参加检查的，实施单位选择“本局直接实施”；由街道（镇）实施的，选派其受委托的执法人员",
    )


def officers_were_approved(facts: InspectionFacts) -> Finding | None:
    """Refuse an officer whom the head did not send (国办发〔2024〕54号)."""
    if not facts.unapproved:
        return None
    names = "、".join(sorted(facts.unapproved))
    return Finding(
        "inspection.officer.unapproved",
        f"{names}不在批准的检查人员之列",
        INSPECTION_OPINION,
        "请先由负责人改派检查人员",
    )


def delegated(power: DelegatedPower) -> Callable[[InspectionFacts], Finding | None]:
    """
    Return the guard that a street's deed, in term and published, covers this power (20).

    All streets of those who go, or who stand on the paper, are asked; the bureau's are none.
    """

    def guard(facts: InspectionFacts) -> Finding | None:
        if power in facts.delegated:
            return None
        return Finding(
            f"inspection.delegation.{power.value.lower()}",
            f"{facts.on.isoformat()}没有有效的委托，街道（镇）及其人员不能以本局名义办理“{power.label}”",
            cite("APL-2021:20"),
            "请核对委托书的权限、期限和公布情况，或者改由本局执法人员办理",
        )

    guard.__name__ = f"delegated_{power.value.lower()}"
    return guard


def officers_are_known(facts: InspectionFacts) -> Finding | None:
    """Refuse somebody who is no officer of the bureau (行政处罚法 42)."""
    if not facts.officers_unknown:
        return None
    return Finding(
        "inspection.officer.unknown",
        f"有{facts.officers_unknown}名人员不在本局执法队伍内",
        cite("APL-2021:42.1"),
        "请从本局执法人员中选派",
    )


def actor_is_of_the_unit(facts: InspectionFacts) -> Finding | None:
    """Refuse a street officer who acts on another unit's inspection (行政处罚法 20)."""
    if facts.actor_is_of_unit:
        return None
    return Finding(
        "inspection.unit.foreign",
        "该检查不属于您所在街道受委托办理的范围",
        cite("APL-2021:20"),
        "请由承办单位的执法人员办理",
    )


def actor_was_sent(facts: InspectionFacts) -> Finding | None:
    """Refuse an act on the spot by an account whose officer was not sent (行政处罚法 42, 55)."""
    if facts.actor_was_sent:
        return None
    return Finding(
        "inspection.actor.not_sent",
        "您的账号对应的人员不在本次派出的执法人员之列，不能以执法人员名义办理",
        cite("APL-2021:42.1"),
        "请由派出的执法人员登录办理；需要您参加的，由负责人改派，并在执法人员名录中关联账号",
    )


# --------------------------------------------------------------------------- approval


#: Grounds that were decided on beforehand, or that enforce nothing: none is an urgency.
NEVER_URGENT: Final = DRAW_BASES | OWN_CHOICE | {BasisKind.SERVICE, BasisKind.RESUMPTION}


def ground_can_be_urgent(facts: InspectionFacts) -> Finding | None:
    """Refuse an urgency of plan, campaign, draw, service or resumption (国办发〔2024〕54号)."""
    if facts.ground not in NEVER_URGENT:
        return None
    return Finding(
        "inspection.urgency.planned",
        f"任务来源是“{facts.ground.label}”，不属于情况紧急、需要当场实施的检查，应当事先审批",
        INSPECTION_OPINION,
        "请由负责人审批后实施；因举报、事故或者险情当场检查的，选择实际的任务来源并写明来源编号",
    )


def urgency_has_a_reason(facts: InspectionFacts) -> Finding | None:
    """Refuse to begin without approval where the urgency is not explained."""
    if facts.urgent_reason_given:
        return None
    return Finding(
        "inspection.urgency.unexplained",
        "未写明需要当场检查的紧急情况",
        INSPECTION_OPINION,
        "请写明紧急情况，检查后补办审批",
    )


def entity_is_known(facts: InspectionFacts) -> Finding | None:
    """Refuse an entity that the bureau's register does not hold."""
    if facts.entity_known:
        return None
    return Finding(
        "inspection.entity.unknown",
        "被检查单位不在本局监管对象名录内",
        INSPECTION_OPINION,
        "请先把该单位录入监管对象名录",
    )


def unit_operates(facts: InspectionFacts) -> Finding | None:
    """Refuse a unit that closed, unless the visit looks at the resumption of a party (62)."""
    if facts.ground is BasisKind.RESUMPTION and facts.ended_on is None:
        return None
    return registry.units_operate((facts.unit,))


def unit_is_of_this_level(facts: InspectionFacts) -> Finding | None:
    """Refuse a unit of another level, unless one above deployed it (应急〔2025〕11号)."""
    if facts.ground is BasisKind.SUPERIOR and facts.source_given:
        return None
    return registry.units_are_of_this_level((facts.unit,))


def unit_is_no_duplicate(facts: InspectionFacts) -> Finding | None:
    """Refuse an entry that was merged into another, which is the one that is inspected."""
    return registry.units_are_no_duplicates((facts.unit,))


def day_is_ahead(facts: InspectionFacts) -> Finding | None:
    """Refuse to approve a visit for a day that has passed (国办发〔2024〕54号)."""
    if facts.planned_on is None or facts.planned_on >= facts.on:
        return None
    return Finding(
        "inspection.approval.day_passed",
        f"拟检查日期{facts.planned_on.isoformat()}早于批准日期{facts.on.isoformat()}",
        INSPECTION_OPINION,
        "检查应当事先批准，请填写批准之日以后的拟检查日期；情况紧急已经检查的，按紧急检查补办审批",
    )


def nothing_requested() -> Finding:
    """Name the fault that an approval is asked for no inspection at all."""
    return Finding(
        "inspection.approval.empty",
        "没有选择被检查单位",
        INSPECTION_OPINION,
        "请至少选择一家被检查单位",
    )


def visit_is_not_made(facts: InspectionFacts) -> Finding | None:
    """Refuse to send other officers after the visit."""
    if facts.visited_on is None:
        return None
    return Finding(
        "inspection.officers.visited_already",
        f"已于{facts.visited_on.isoformat()}实施检查，不能再改派检查人员",
        INSPECTION_OPINION,
        "检查后的责令整改、复查、告知等事项需要换人办理的，请办理“改派后续办理人员”",
    )


def change_precedes_the_code(facts: InspectionFacts) -> Finding | None:
    """
    Refuse to send others once the code was shown: who entered is who inspects (54号; 42, 55).

    A visit stops where the entity refused it by its right, or where who entered may not go on,
    such as by recusal: then the head may send others, who begin after that.
    """
    if facts.visited_on is not None or not facts.code_shown or facts.visit_stopped:
        return None
    return Finding(
        "inspection.officers.code_shown",
        "已经亮码入企，检查已经开始，不能再改派检查人员",
        cite("APL-2021:55.1"),
        "请由亮码入企的人员记录现场检查；到场人员应当回避的，先登记利害关系，再由负责人改派，"
        "改派的人员从到场时起检查",
    )


def change_has_a_reason(facts: InspectionFacts) -> Finding | None:
    """Refuse to send other officers without a reason."""
    if facts.reason_given:
        return None
    return Finding(
        "inspection.officers.no_reason", "未写明改派理由", INSPECTION_OPINION, "请写明改派理由"
    )
