"""What must hold on the spot, and in the record: interviews, scenes, samples, expert opinions."""

from __future__ import annotations

from datetime import timedelta

from zhunsheng.inquiry.rules.facts import (
    COLLECTING,
    DECISION_TERM,
    FACTS_AND_EVIDENCE,
    IDENTITY,
    KINDS_OF_EVIDENCE,
    RECORD,
    RECUSAL,
    REPRESENTATION,
    SAMPLING,
    WHOLE_RECORD,
    TakingFacts,
)
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.identity import identity_findings

# --------------------------------------------------------------------------- on the spot


def place_is_named(facts: TakingFacts) -> Finding | None:
    """Refuse a record without its place (行政处罚法 55)."""
    if facts.place_named:
        return None
    return Finding("inquiry.place.missing", "未写明取证的地点", RECORD, "请写明具体地点")


def times_hold(facts: TakingFacts) -> Finding | None:
    """Refuse times that do not run forward within the day of the act (行政处罚法 55)."""
    if facts.times_hold:
        return None
    return Finding(
        "inquiry.times",
        "开始、结束时间不在取证当日，或者结束不晚于开始",
        RECORD,
        "请按实际时间填写",
    )


def has_ended(facts: TakingFacts) -> Finding | None:
    """Refuse a record made before the act ended."""
    if facts.has_ended:
        return None
    return Finding("inquiry.not_ended", "结束时间晚于系统当前时间", RECORD, "取证结束后再登记笔录")


def proof_is_told(facts: TakingFacts) -> Finding | None:
    """Refuse a record that proves nothing that is said: a decision has facts and evidence (59)."""
    if facts.proof_told:
        return None
    return Finding(
        "inquiry.proof_untold",
        "未写明证明内容",
        FACTS_AND_EVIDENCE,
        "请写明本笔录（凭证）证明哪一项事实，处罚决定书据此列明事实和证据",
    )


def nobody_is_elsewhere(facts: TakingFacts) -> Finding | None:
    """Refuse officers, and who was asked or present, who were in another record then (54)."""
    if not facts.busy:
        return None
    names = "、".join(sorted(facts.busy))
    return Finding(
        "inquiry.overlaps",
        f"同一执法人员、被询问人或者在场人在重叠的时间还有其他笔录：{names}",
        COLLECTING,
        "同一人不能同时在两处，询问应当个别进行；请核对人员和起止时间，前后相接的可以",
    )


def certificates_were_shown(facts: TakingFacts) -> Finding | None:
    """Refuse an act at which the officers did not show their certificates (55)."""
    if facts.certificates_shown:
        return None
    return Finding(
        "inquiry.no_certificate_shown",
        "执法人员未出示行政执法证件",
        IDENTITY,
        "取证开始时主动出示证件",
    )


def recusal_was_told(facts: TakingFacts) -> Finding | None:
    """Refuse an act at which the right to ask for recusal was not told (43)."""
    if facts.recusal_told:
        return None
    return Finding("inquiry.recusal_untold", "未告知申请回避的权利", RECUSAL, "当场告知后记入笔录")


def record_is_signed(facts: TakingFacts) -> Finding | None:
    """Refuse a record neither signed nor saying how signing was refused (47)."""
    if facts.signed or facts.refusal_noted or not facts.party_present:
        return None
    return Finding(
        "inquiry.unsigned",
        "笔录未签名，且未记明拒绝签名的情况",
        WHOLE_RECORD,
        "请由本人签名；拒绝签名的，记明情况",
    )


def refusal_is_witnessed(facts: TakingFacts) -> Finding | None:
    """Refuse an unsigned record that nobody saw: a rule of the house for the whole record."""
    if (facts.signed and facts.party_present) or facts.witness_named:
        return None
    return Finding(
        "inquiry.unwitnessed",
        "当事人未到场或者未签名，且未写明本局以外的见证人（法律未规定，为本系统对执法全过程记录的要求）",
        WHOLE_RECORD,
        "请写明本局以外的见证人姓名；同名的，在姓名后的括号内写明单位和职务",
    )


# --------------------------------------------------------------------------- interviews


def person_is_named(facts: TakingFacts) -> Finding | None:
    """Refuse a record or a call that does not say whom (行政处罚法 55)."""
    if facts.person_named:
        return None
    return Finding("inquiry.person.missing", "未写明被询问人", RECORD, "请写明被询问人的姓名")


def identity_is_real(facts: TakingFacts) -> Finding | None:
    """Refuse the number of an identity document that cannot be one (行政处罚法 55)."""
    found = identity_findings("inquiry.person", facts.id_number, on=facts.on, basis=RECORD)
    return next(iter(found), None)


def called_ahead(facts: TakingFacts) -> Finding | None:
    """Refuse to call somebody to a time that is over already."""
    if facts.called_ahead:
        return None
    return Finding("inquiry.call.past", "通知的询问时间早于通知日期", COLLECTING, "请核对询问时间")


def call_is_answered(facts: TakingFacts) -> Finding | None:
    """Refuse a record under the call of somebody else, or of a later day."""
    if facts.called_person_is_same and (facts.called_on is None or facts.called_on <= facts.on):
        return None
    return Finding(
        "inquiry.call.other",
        "所选询问通知书通知的不是该被询问人，或者晚于询问日期",
        COLLECTING,
        "请选择对应的通知书；未经书面通知的不选择",
    )


def rights_were_told(facts: TakingFacts) -> Finding | None:
    """Refuse an interview before which duties and rights were not told (45, 55)."""
    if facts.rights_told:
        return None
    return Finding(
        "inquiry.rights_untold",
        "未告知被询问人的权利和义务",
        REPRESENTATION,
        "询问前告知如实回答的义务和陈述、申辩的权利，并记入笔录",
    )


def answers_are_complete(facts: TakingFacts) -> Finding | None:
    """Refuse a record without questions, or with a question left without an answer (55)."""
    if facts.answers and not facts.unanswered:
        return None
    message = f"有{facts.unanswered}个问题没有记录回答" if facts.answers else "没有记录询问和回答"
    return Finding("inquiry.answers", message, RECORD, "请逐项记录；拒绝回答的，记明“拒绝回答”")


def was_read_back(facts: TakingFacts) -> Finding | None:
    """Refuse a record that the person could not check (行政处罚法 47)."""
    if facts.read_back:
        return None
    return Finding(
        "inquiry.not_read_back",
        "笔录未交被询问人核对（法律未规定，为本系统对执法全过程记录的要求）",
        WHOLE_RECORD,
        "请交被询问人阅读或者向其宣读；要求补正的，应当允许",
    )


# --------------------------------------------------------------------------- scenes, samples


def findings_are_given(facts: TakingFacts) -> Finding | None:
    """Refuse a record of a scene that says nothing of it (行政处罚法 46)."""
    if facts.findings_given:
        return None
    return Finding(
        "inquiry.scene.empty", "未写明勘验情况", KINDS_OF_EVIDENCE, "请写明现场的客观情况"
    )


def samples_are_listed(facts: TakingFacts) -> Finding | None:
    """Refuse a sampling without its samples, or one that does not say how much was taken (56)."""
    if facts.samples and not facts.uncounted:
        return None
    message = f"有{facts.uncounted}件样品没有写明数量" if facts.samples else "没有列明抽取的样品"
    return Finding("inquiry.sampling.list", message, SAMPLING, "请逐件写明名称、数量和封样编号")


def copy_was_left(facts: TakingFacts) -> Finding | None:
    """Refuse a sampling of which the party got no voucher (行政处罚法 47)."""
    if facts.copy_left:
        return None
    return Finding(
        "inquiry.sampling.no_copy",
        "抽样取证凭证未交当事人（法律未规定，为本系统对执法全过程记录的要求）",
        WHOLE_RECORD,
        "请将凭证交当事人或者在场人一份",
    )


# --------------------------------------------------------------------------- expert opinions


def institution_is_named(facts: TakingFacts) -> Finding | None:
    """Refuse a commission to nobody (行政处罚法 46)."""
    if facts.institution_named:
        return None
    return Finding(
        "inquiry.expert.nobody",
        "未写明受委托的鉴定机构及其资质",
        KINDS_OF_EVIDENCE,
        "请写明机构名称和资质",
    )


def questions_are_asked(facts: TakingFacts) -> Finding | None:
    """Refuse a commission without a question or without the materials to answer it from (46)."""
    if facts.questions_asked and facts.materials_listed:
        return None
    lacking = "鉴定事项" if not facts.questions_asked else "送检材料"
    return Finding(
        "inquiry.expert.question", f"未写明{lacking}", KINDS_OF_EVIDENCE, f"请写明{lacking}"
    )


def end_is_agreed(facts: TakingFacts) -> Finding | None:
    """
    Refuse a commission without its last day, or an endless one: the clock waits for it (60).

    However often it is extended, the days count from the commission.
    """
    days = facts.expert_days
    gone = (facts.on - (facts.commissioned_on or facts.on)).days
    if days is not None and 0 < days <= facts.expert_most - gone:
        return None
    return Finding(
        "inquiry.expert.no_end",
        "未约定鉴定的完成日期"
        if days is None
        else f"约定的完成日期应当晚于办理日期，在委托之日后{facts.expert_most}日以内",
        DECISION_TERM,
        f"请填写约定的完成日期；不计入办案期限的时间到该日为止"
        f"（{facts.expert_most}日的上限为内部控制，依据未核实）",
    )


def approver_did_not_ask(facts: TakingFacts) -> Finding | None:
    """Refuse an approval by who gave the commission: a rule of the house."""
    if not facts.actor_asked:
        return None
    return Finding(
        "inquiry.expert.approver_asked",
        "审批人是委托鉴定的执法人员，不得审批自己的委托（法律未规定，为本系统的内部控制）",
        DECISION_TERM,
        "请由未参加取证的负责人审批",
    )


def is_not_over(facts: TakingFacts) -> Finding | None:
    """Refuse to move an agreed day that has passed: since then the clock runs again (60)."""
    if facts.agreed_on is None or facts.on <= facts.agreed_on:
        return None
    return Finding(
        "inquiry.expert.over",
        f"约定的完成日期{facts.agreed_on.isoformat()}已过，办案期限已经恢复计算，不能再延长",
        DECISION_TERM,
        "请催收鉴定意见；需要继续鉴定的，终止本次委托后另行委托",
    )


def end_is_later(facts: TakingFacts) -> Finding | None:
    """Refuse an extension that does not reach beyond the day that was agreed."""
    if facts.agreed_on is None or facts.expert_days is None:
        return None
    if facts.on + timedelta(days=facts.expert_days) > facts.agreed_on:
        return None
    return Finding(
        "inquiry.expert.not_later",
        f"延长后的完成日期不晚于已经约定的{facts.agreed_on.isoformat()}",
        DECISION_TERM,
        "请填写更晚的完成日期",
    )


def turn_has_a_reason(facts: TakingFacts) -> Finding | None:
    """Refuse to wait longer, or no more, without saying why."""
    if facts.reason_given:
        return None
    return Finding(
        "inquiry.expert.no_reason",
        "未写明延长鉴定期限或者终止鉴定委托的理由",
        COLLECTING,
        "请写明理由",
    )


def commission_waits(facts: TakingFacts) -> Finding | None:
    """Refuse to act on a commission that was answered or given up."""
    if not facts.result_known and not facts.is_given_up:
        return None
    return Finding(
        "inquiry.expert.answered",
        "该委托已经收到鉴定意见" if facts.result_known else "该委托已经终止",
        KINDS_OF_EVIDENCE,
        "需要重新鉴定的，另行委托",
    )


def result_follows_commission(facts: TakingFacts) -> Finding | None:
    """Refuse an opinion received before it was asked for."""
    if facts.commissioned_on is None or facts.commissioned_on <= facts.on:
        return None
    return Finding(
        "inquiry.expert.early",
        f"收到日期{facts.on.isoformat()}早于委托日期{facts.commissioned_on.isoformat()}",
        KINDS_OF_EVIDENCE,
        "请核对收到日期",
    )


def opinion_is_given(facts: TakingFacts) -> Finding | None:
    """Refuse a result without its conclusion or without the report itself (46)."""
    if facts.conclusion_given and facts.report_attached:
        return None
    lacking = "鉴定结论" if not facts.conclusion_given else "鉴定报告文件"
    return Finding("inquiry.expert.empty", f"缺少{lacking}", KINDS_OF_EVIDENCE, f"请补充{lacking}")
