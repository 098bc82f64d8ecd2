"""Who says on the spot whether a hazard is gone, and what of it is written."""

from __future__ import annotations

from zhunsheng.hazards.rules.facts import SHORTEST_TEXT, SUPERVISION, HazardFacts
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.workforce import rules as workforce


def record_says_something(facts: HazardFacts) -> Finding | None:
    """Refuse a follow-up or verification that does not say what was seen."""
    if facts.text_given:
        return None
    return Finding(
        "hazards.record.empty",
        f"未写明督办或者核验的情况（至少{SHORTEST_TEXT}个字）",
        SUPERVISION,
        "请写明现场看到的情况和结论",
    )


def two_certified_officers(facts: HazardFacts) -> Finding | None:
    """Refuse a verification by fewer than two certified officers (行政处罚法 42)."""
    return None if facts.officers is None else workforce.enough_officers(facts.officers)


def every_credential_is_valid(facts: HazardFacts) -> Finding | None:
    """Refuse where somebody's certificate does not hold on the day; all are named."""
    if facts.officers is None:
        return None
    return workforce.every_credential_holds(facts.officers, facts.on)


def officers_are_known(facts: HazardFacts) -> Finding | None:
    """Refuse a verification by somebody who is no officer of the bureau (行政处罚法 42)."""
    if not facts.officers_unknown:
        return None
    return Finding(
        "hazards.verification.unknown_officer",
        f"有{facts.officers_unknown}名人员不在本局执法队伍内",
        cite("APL-2021:42.1"),
        "请从本局执法人员中选派",
    )


def nobody_is_interested(facts: HazardFacts) -> Finding | None:
    """Refuse an officer who declared an interest in the entity (行政处罚法 43)."""
    if not facts.interested:
        return None
    return Finding(
        "hazards.verification.interested",
        f"{'、'.join(sorted(facts.interested))}与被检查单位有利害关系，应当回避",
        cite("APL-2021:43.1"),
        "请由负责人改派其他执法人员核验",
    )


def nobody_reviews(facts: HazardFacts) -> Finding | None:
    """Refuse a legal reviewer on the spot: who reviews a case took no part in it (58)."""
    names = [one.name for one in facts.officers or () if one.is_reviewer]
    if not names:
        return None
    return Finding(
        "hazards.verification.reviewer",
        f"{'、'.join(names)}是法制审核人员，不参加现场核验",
        cite("APL-2021:58"),
        "审核人员不得审核自己参加检查、调查的案件，请选派其他执法人员",
    )


def actor_went_along(facts: HazardFacts) -> Finding | None:
    """Refuse what somebody enters who was not there: nobody sees for others (行政处罚法 42)."""
    if facts.actor_went:
        return None
    return Finding(
        "hazards.verification.actor_absent",
        "您的账号对应的人员不在核验人员之列，不能替他人登记核验",
        cite("APL-2021:42.1"),
        "请由到场核验的执法人员登录登记；您参加了核验的，请勾选本人",
    )


def streets_hold_the_power(facts: HazardFacts) -> Finding | None:
    """Refuse officers of a street that was not delegated this re-inspection (行政处罚法 20)."""
    if not facts.street_officers:
        return None
    return Finding(
        "hazards.verification.street",
        f"{'、'.join(sorted(facts.street_officers))}是街道（镇）人员，该检查的整改复查没有委托其所在街道（镇）",
        cite("APL-2021:20"),
        "请由本局执法人员核验",
    )


def another_hand_verifies(facts: HazardFacts) -> Finding | None:
    """
    Refuse that who found a hazard alone say that it is gone, where the bureau has others (41.3).

    The law does not name who verifies: parameter ``hazards.other_hand``, not verified.
    """
    if not facts.says_removed or not facts.seen_by_finders_alone:
        return None
    return Finding(
        "hazards.verification.finders_alone",
        "核验人员都是当初检查发现该隐患的人员，没有其他执法人员参加",
        SUPERVISION,
        "请至少有一名没有参加该次检查的执法人员到场核验；只记录隐患尚未消除的，可以由原检查人员登记",
    )


def verification_agrees_with_reinspection(facts: HazardFacts) -> Finding | None:
    """Refuse a result against that of a re-inspection of the day or after it (安全生产法 65)."""
    again = facts.reinspected_on
    if facts.says_removed is None or again is None or again < facts.on:
        return None
    if facts.says_removed is facts.reinspected_done:
        return None
    said = "已整改" if facts.reinspected_done else "尚未整改"
    return Finding(
        "hazards.verification.contradiction",
        f"{again.isoformat()}的整改复查认定该问题{said}，与本次核验结论矛盾",
        cite("SPL-2021:65.1(3)"),
        "请核对现场情况；复查后才消除的，次日以后再核验",
    )
