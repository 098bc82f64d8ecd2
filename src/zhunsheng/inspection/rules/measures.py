"""Measures on the spot against a unsafe, and the return to work after it is gone."""

from __future__ import annotations

from typing import Final

from zhunsheng.inspection.rules.facts import HAZARD_POWER, InspectionFacts
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import says, visible
from zhunsheng.workforce.rules import OfficerFact, enough_officers

#: Shorter reasons for a stop say nothing, nor does one character over and over.
SHORTEST_REASON_OF_A_STOP: Final = 10
FEWEST_CHARACTERS: Final = 5
#: Shorter scopes name no place, device or work.
SHORTEST_SCOPE: Final = 2


def explains_a_stop(text: str) -> bool:
    """
    Return whether a text explains why safety cannot be guaranteed.

    >>> explains_a_stop("报警装置停用期间仍在装卸。"), explains_a_stop("x" * 20)
    (True, False)
    """
    enough = says(text, SHORTEST_REASON_OF_A_STOP)
    return enough and len(set(visible(text))) >= FEWEST_CHARACTERS


def names_a_scope(text: str) -> bool:
    """
    Return whether a text can name what a measure is about.

    >>> names_a_scope("甲类仓库"), names_a_scope("无")
    (True, False)
    """
    return says(text, SHORTEST_SCOPE)


def visit_is_enforcement(facts: InspectionFacts) -> Finding | None:
    """Refuse an order or measure on a visit of advice or resumption, which is no enforcement."""
    if facts.is_enforcement:
        return None
    return Finding(
        "inspection.visit.no_enforcement",
        "指导服务、复工复产检查不是执法检查，不能据以制发执法文书",
        HAZARD_POWER,
        "发现违法行为或者隐患的，另行报批个案检查后依法处理",
    )


def measure_is_complete(facts: InspectionFacts) -> Finding | None:
    """Refuse a measure that does not say what is to be done, or where."""
    if facts.measure_kinds and facts.measure_scope_given:
        return None
    return Finding(
        "inspection.measure.incomplete",
        "未选择现场处理措施，或者未写明措施范围",
        HAZARD_POWER,
        "请选择措施，并写明涉及的区域、设施、设备或者作业",
    )


def measure_rests_on_findings(facts: InspectionFacts) -> Finding | None:
    """Refuse a measure that rests on no finding of this visit (安全生产法 65.1(3))."""
    if facts.measure_findings and not facts.measure_findings_foreign:
        return None
    return Finding(
        "inspection.measure.no_finding",
        "现场处理措施没有对应本次检查发现的问题",
        HAZARD_POWER,
        "请选择作为措施依据的问题；检查未发现事故隐患的，不得采取现场处理措施",
    )


def measured_hazards_are_open(facts: InspectionFacts) -> Finding | None:
    """Refuse a measure against what was put right: nothing is left to remove (65.1(3))."""
    if not facts.measure_findings_fixed:
        return None
    numbers = "、".join(str(one) for one in sorted(facts.measure_findings_fixed))
    return Finding(
        "inspection.measure.put_right",
        f"第{numbers}项问题已当场改正或者经复查已整改，不能再据以采取现场处理措施",
        HAZARD_POWER,
        "请只选择尚未排除的事故隐患",
    )


def a_stop_rests_on_a_major_hazard(facts: InspectionFacts) -> Finding | None:
    """
    Refuse withdrawal, stop of work or of use for less than a major hazard (安全生产法 65.1(3)).

    They are for a major hazard where safety cannot be guaranteed before or while it is removed.
    """
    if not facts.measure_stops or (facts.measure_is_of_major and facts.measure_unsafe_given):
        return None
    missing = (
        "没有写明重大事故隐患排除前或者排除过程中无法保证安全的具体情形"
        f"（至少{SHORTEST_REASON_OF_A_STOP}个字，不能只写“无”“略”）"
        if facts.measure_is_of_major
        else "所选问题不是重大事故隐患"
    )
    return Finding(
        "inspection.measure.not_major",
        f"{missing}，不能撤出作业人员、暂时停产停业或者停止使用设施、设备",
        HAZARD_POWER,
        "重大事故隐患请写明无法保证安全的情形；一般事故隐患请责令立即排除或者限期整改",
    )


def measure_is_of_who_visited(facts: InspectionFacts) -> Finding | None:
    """Refuse a measure in the name of somebody who was not on the visit (行政处罚法 42)."""
    if not facts.unapproved:
        return None
    return Finding(
        "inspection.measure.not_on_site",
        f"{'、'.join(sorted(facts.unapproved))}没有参加本次现场检查，或者已经改派他人办理，不能作为决定采取措施的执法人员",
        cite("APL-2021:42.1"),
        "请选择参加现场检查的执法人员，不少于两名；需要换人的，由负责人办理“改派后续办理人员”",
    )


def measure_follows_the_visit(facts: InspectionFacts) -> Finding | None:
    """Refuse a measure on a day before the visit."""
    if facts.visited_on is None or facts.on >= facts.visited_on:
        return None
    return Finding(
        "inspection.measure.before_visit",
        f"决定日期{facts.on.isoformat()}早于检查日期{facts.visited_on.isoformat()}",
        HAZARD_POWER,
        "请填写实际作出决定的日期",
    )


def deciders(officers: tuple[OfficerFact, ...]) -> tuple[OfficerFact, ...]:
    """Return who may decide a measure: the bureau's own where they are two, else all asked."""
    own = tuple(one for one in officers if not one.of_street)
    return officers if enough_officers(own) else own


def measure_is_the_bureaus(facts: InspectionFacts) -> Finding | None:
    """
    Refuse a measure that an officer of a street decides, on whosever visit: no deed covers it (20).

    Who acts is asked to be among those who decide. What a street found may be handed to the bureau.
    """
    names = "、".join(one.name for one in facts.officers if one.of_street)
    if not names:
        return None
    return Finding(
        "inspection.measure.not_delegated",
        f"{names}是街道（镇）执法人员，现场处理措施没有委托街道办理",
        cite("APL-2021:20"),
        "请由本局两名以上执法人员决定；参加检查的本局执法人员不足两名的，立即报告本局，"
        "由负责人办理“改派后续办理人员”",
    )


def a_measure_stands(facts: InspectionFacts) -> Finding | None:
    """Refuse to lift where no measure is in force, or on a day before it was decided."""
    decided = facts.measure_decided_on
    if facts.measure_stands and (decided is None or facts.on >= decided):
        return None
    return Finding(
        "inspection.measure.none_stands",
        "没有仍在执行的现场处理措施，或者解除日期早于决定日期",
        HAZARD_POWER,
        "请核对该措施是否已经解除，并填写实际同意恢复的日期",
    )


def lifting_is_reasoned(facts: InspectionFacts) -> Finding | None:
    """Refuse the return to work without what the review of it found (安全生产法 65.1(3))."""
    if facts.reason_given:
        return None
    return Finding(
        "inspection.measure.unreviewed",
        "未写明审查情况：事故隐患排除后，经审查同意方可恢复生产经营和使用",
        HAZARD_POWER,
        "请写明复查人员、核实情况和结论",
    )


def stopped_hazards_are_removed(facts: InspectionFacts) -> Finding | None:
    """Refuse the end of a stop while the major hazard of it is open (安全生产法 65.1(3))."""
    if not facts.stopped_hazards_open:
        return None
    numbers = "、".join(str(one) for one in sorted(facts.stopped_hazards_open))
    return Finding(
        "inspection.measure.hazard_open",
        f"第{numbers}项重大事故隐患尚未经复查认定排除，不能恢复生产经营和使用",
        HAZARD_POWER,
        "请先责令整改并复查，复查结果为“已整改”后再审查同意恢复；单位提前整改完毕的，可以申请提前复查",
    )
