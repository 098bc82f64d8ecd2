"""How a hazard comes on the list, stays on it and leaves it."""

from __future__ import annotations

from zhunsheng.hazards.choices import HazardStage
from zhunsheng.hazards.rules.facts import RESUMPTION, SUPERVISION, HazardFacts
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding


def is_not_declined(facts: HazardFacts) -> bool:
    """Return whether the way to listing and delisting is open."""
    return not facts.is_declined


def hazard_is_major(facts: HazardFacts) -> Finding | None:
    """Refuse to propose what the inspection did not grade as a major hazard."""
    if facts.is_major:
        return None
    return Finding(
        "hazards.proposal.not_major",
        "检查记录中该问题不是重大事故隐患，不能提请挂牌督办",
        SUPERVISION,
        "一般隐患按责令限期整改办理",
    )


def hazard_was_found_in_enforcement(facts: HazardFacts) -> Finding | None:
    """Refuse to propose what a visit of advice or resumption found: it enforces nothing (54号)."""
    if facts.is_enforcement:
        return None
    return Finding(
        "hazards.proposal.from_advice",
        "该问题是指导服务或者复工复产检查中发现的，不能直接提请挂牌督办",
        cite("GBF-2024-54"),
        "请先审批执法检查，现场核实为重大事故隐患后再提请",
    )


def hazard_is_open(facts: HazardFacts) -> Finding | None:
    """Refuse to propose a hazard that was put right."""
    if not facts.is_put_right:
        return None
    return Finding(
        "hazards.proposal.put_right",
        "该隐患已经整改完毕",
        SUPERVISION,
        "请在检查记录中查看整改复查意见",
    )


def hazard_is_proposed_once(facts: HazardFacts) -> Finding | None:
    """Refuse a second proposal of one hazard."""
    if not facts.proposed_already:
        return None
    return Finding(
        "hazards.proposal.twice",
        "该隐患已经提请挂牌督办",
        SUPERVISION,
        "请打开已有的督办记录继续办理",
    )


def proposal_has_a_reason(facts: HazardFacts) -> Finding | None:
    """Refuse a proposal that does not say why the hazard should be listed."""
    if facts.reason_given:
        return None
    return Finding(
        "hazards.proposal.unexplained",
        "未写明提请挂牌督办的理由",
        SUPERVISION,
        "请写明隐患的危害、整改难度和需要协调的事项",
    )


def decision_is_of_the_body(facts: HazardFacts) -> Finding | None:
    """Refuse a decision without the number of the committee's or government's paper."""
    if facts.number_given:
        return None
    return Finding(
        "hazards.decision.no_number",
        "未填写安全生产委员会或者人民政府文件的文号；本局无权自行挂牌、延期或者摘牌",
        SUPERVISION,
        "收到决定后按文件填写文号和日期",
    )


def number_is_that_of_a_paper(facts: HazardFacts) -> Finding | None:
    """Refuse a number that no paper of a committee or government can bear (41.3)."""
    if facts.number_is_of_a_paper or not facts.number_given:
        return None
    return Finding(
        "hazards.decision.number_form",
        "文号不是公文文号的写法，无法核对是哪一份文件",
        SUPERVISION,
        "请按收到的文件填写发文机关代字、六角括号内的四位年份和序号，例如示安委督〔2026〕1号",
    )


def body_is_the_one_that_listed(facts: HazardFacts) -> Finding | None:
    """Refuse an extension or delisting by another body than the one that listed (41.3)."""
    if facts.decides is None or facts.listed_by is None or facts.decides is facts.listed_by:
        return None
    return Finding(
        "hazards.decision.other_body",
        f"挂牌决定由{facts.listed_by.label}作出，{facts.decides.label}不能决定延期或者摘牌",
        SUPERVISION,
        "请报原决定机关，收到其文件后登记",
    )


def decision_follows_the_proposal(facts: HazardFacts) -> Finding | None:
    """Refuse a decision dated before the proposal, or after the day it is recorded."""
    if facts.decided_on is None or facts.proposed_on is None:
        return None
    if facts.proposed_on <= facts.decided_on <= facts.on:
        return None
    return Finding(
        "hazards.decision.day",
        f"决定日期{facts.decided_on.isoformat()}早于提请日期或者晚于登记日期",
        SUPERVISION,
        "请按文件填写决定日期",
    )


def no_decision_stands(facts: HazardFacts) -> Finding | None:
    """Refuse to record a second answer to the proposal."""
    if facts.listed_on is None and not facts.is_declined:
        return None
    return Finding(
        "hazards.decision.twice",
        "该提请已有挂牌或者不予挂牌的决定",
        SUPERVISION,
        "请核对督办记录",
    )


def hazard_is_listed(facts: HazardFacts) -> Finding | None:
    """Refuse to act on a hazard that is not on the list (any more)."""
    if facts.listed_on is not None and not facts.is_delisted and facts.listed_on <= facts.on:
        return None
    return Finding(
        "hazards.not_listed",
        "该隐患没有处于挂牌督办中，或者办理日期早于挂牌日期",
        SUPERVISION,
        "请先登记安全生产委员会或者人民政府的挂牌决定，并核对办理日期",
    )


def term_is_ahead(facts: HazardFacts) -> Finding | None:
    """Refuse a listing whose term ends on or before the day of the decision."""
    end, start = facts.new_due_on, facts.decided_on
    if start is None or (end is not None and end > start):
        return None
    return Finding(
        "hazards.listing.term",
        "未填写治理期限，或者期限不晚于挂牌日期",
        SUPERVISION,
        "请按挂牌文件填写治理期限",
    )


def longer_term_is_longer(facts: HazardFacts) -> Finding | None:
    """Refuse an extension that does not extend, or was decided after the term ended."""
    if facts.due_on is None or facts.new_due_on is None or facts.decided_on is None:
        return None
    if facts.new_due_on > facts.due_on >= facts.decided_on:
        return None
    return Finding(
        "hazards.extension.term",
        f"延期决定晚于原期限{facts.due_on.isoformat()}，或者延后的期限不晚于原期限",
        SUPERVISION,
        "期限届满前经原决定机关同意，方可延期",
    )


def removal_was_verified(facts: HazardFacts) -> Finding | None:
    """Refuse to record a delisting of a hazard that nobody verified to be gone."""
    if facts.is_verified and (
        facts.decided_on is None
        or facts.verified_on is None
        or facts.verified_on <= facts.decided_on
    ):
        return None
    return Finding(
        "hazards.delisting.unverified",
        "最近一次核验没有认定隐患已消除，或者摘牌决定早于核验",
        SUPERVISION,
        "请先组织两名以上执法人员现场核验，合格后报决定机关摘牌",
    )


def delisting_is_entered_by_another(facts: HazardFacts) -> Finding | None:
    """Refuse that who entered the verification also takes the hazard off the list (41.3)."""
    if not facts.actor_entered_verification:
        return None
    return Finding(
        "hazards.delisting.same_hand",
        "核验由您登记，摘牌决定应当由另一名人员核对文件后登记",
        SUPERVISION,
        "请由其他执法人员或者队（科）负责人登记摘牌决定",
    )


def stops_were_lifted(facts: HazardFacts) -> Finding | None:
    """Refuse to record a delisting while work or use is stopped for this hazard (65.1(3))."""
    if not facts.stops_in_force:
        return None
    return Finding(
        "hazards.delisting.measure_stands",
        f"针对该隐患的现场处理措施仍在执行：{'；'.join(sorted(facts.stops_in_force))}",
        RESUMPTION,
        "隐患排除的，先在检查记录中登记整改复查，由负责人审查同意恢复后再登记摘牌决定",
    )


def stage_of(facts: HazardFacts) -> HazardStage:
    """Return where a hazard stands on the day of the facts."""
    if facts.is_delisted:
        return HazardStage.DELISTED
    if facts.is_declined:
        return HazardStage.DECLINED
    if facts.listed_on is None:
        return HazardStage.PROPOSED
    if facts.is_verified:
        return HazardStage.VERIFIED
    late = facts.due_on is not None and facts.on > facts.due_on
    return HazardStage.PAST_TERM if late else HazardStage.LISTED
