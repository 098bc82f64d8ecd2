"""Which sentence of the law bars which steps of a case: a guard stands wherever it must stand."""

from __future__ import annotations

from typing import Any, Final

import pytest

from zhunsheng.cases.procedure import PENALTY_ORDINARY, PENALTY_SUMMARY
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.tests.guard_rows import acts
from zhunsheng.cases.tests.test_rules import GUARDS
from zhunsheng.cases.tests.test_rules_turning import TURNING

#: Facts that a guard refuses, by the code of its refusal: the tables of the guards themselves.
TABLES: Final[tuple[tuple[Any, ...], ...]] = (*GUARDS, *TURNING)
REFUSED: Final[dict[str, dict[str, Any]]] = {row[3]: row[1] for row in TABLES} | {
    "case.by.certificate_not_valid": {"by_is_uncertified": True, "by_has_lapsed": True},
    "case.preservation.open": {"preservation_open": True},
    "case.preservation.lapsed": {"preservation_lapsed": True},
    "case.expert.awaited": {"experts_awaited": frozenset({"示例鉴定中心"})},
    "case.sparing.not_submitted": {},
    "case.sparing.not_endorsed": {"endorsement_required": True},
    "case.execution.ended": {"acts": acts("decision", "execution_ended")},
    "case.surcharge.nothing_owed": {},
    "case.deferral.delivered": {},
    "case.deferral.not_delivered": {"acts": acts("decision", "deferral_decision=REFUSED")},
    "case.gains.outstanding": {"gains_left_fen": 100},
    "case.surcharge.outstanding": {"surcharge_owed": True, "paid_in_full": True},
    "case.originals.lacking": {"originals_lacking": ("示例文书",)},
    "remedy.undecided": {},
    "remedy.none_open": {"acts": acts("decision", "remedy_opened", "remedy_ended")},
    "case.closing.remedy_open": {"acts": acts("decision", "remedy_opened=LITIGATION")},
    "annulment.same_person": {"by_reported": True},
    "anew.decision_stands": {"acts": acts("decision", "decision_changed=UNLAWFUL")},
    "change.ended": {"acts": acts("decision", "decision_changed=ANNULLED")},
}

_JUDGING = (
    "deviation_approval review_request legal_review first_check committee prior_notice "
    "notice_delivery representation_answer hearing_notice hearing_notice_delivery hearing_report "
    "submission endorsement discussion decision no_penalty sparing_submission sparing_endorsement"
)
#: Taken by a certified officer, at the counter, and by one of its handlers.
_DELIVERED = (
    "notice_delivery hearing_notice_delivery decision_delivery withdrawal_delivery crime_handover"
)
_COUNTED = "representation representation_waiver hearing_request hearing_waiver crime_reply filing"
_HANDLED = "representation_answer review_request"
_SETTLED = "not_opened investigation transfer termination decision no_penalty"
#: What both procedures share once a decision was taken.
_AFTER: Final = (
    ("强制法40 执行已经终结", "case.execution.ended",
     "payment_plan surcharge_waiver execution_ended"),
    ("66.2 没有待送达的答复", "case.deferral.delivered", "deferral_delivery"),
    ("66.2 答复尚未送达", "case.deferral.not_delivered", "closing"),
    ("43 审批答复的人回避", "case.by.interest", "deferral_decision"),
    ("72 没有加处罚款", "case.surcharge.nothing_owed", "surcharge_waiver"),
    ("72 加处罚款未缴清", "case.surcharge.outstanding", "closing"),
    ("47 签章原件未存入", "case.originals.lacking", "closing"),
    ("47 按先后记录", "case.act.out_of_order", "surcharge_waiver execution_ended remaking"),
    ("75 没有决定", "remedy.undecided", "remedy_opened withdrawal decision_changed"),
    ("73 没有复议诉讼", "remedy.none_open", "remedy_ended stay"),
    ("73 复议诉讼未终结", "case.closing.remedy_open", "closing"),
    ("75 决定已经失效", "change.ended", "withdrawal"),
    ("75 登记与确认分开", "annulment.same_person", "annulment_confirmation"),
    ("复议法64 决定没有失效", "anew.decision_stands", "remaking"),
    ("43 登记决定失效的人回避", "case.by.interest", "decision_changed payment"),
    ("57 登记决定失效的人没有承办", "case.by.handler", "decision_changed"),
    ("42 收款的人证件有效", "case.by.certificate_not_valid", "payment"),
    ("42 送达的人证件有效", "case.by.certificate_not_valid", "withdrawal_delivery"),
)  # fmt: skip
#: The sentence in our words, the code of the refusal, the steps that it bars.
BARS: Final = (
    ("42 两人以上", "case.officers.fewer_than_two",
     "opening investigation recusal reassignment crime_report proposal prior_notice submission "
     "sparing_submission"),
    ("42 具有执法资格", "case.officers.certificate_not_valid",
     "opening investigation reassignment crime_report proposal prior_notice submission "
     "sparing_submission"),
    ("43 承办人回避", "case.officers.interest",
     "opening investigation reassignment crime_report proposal prior_notice submission "
     "sparing_submission discussion decision no_penalty transfer termination"),
    ("43 办理该步骤的人回避", "case.by.interest",
     "joining opening not_opened urgent_inquiry recusal reassignment leader_recusal "
     "address_confirmation "
     "suspension resumption crime_decision deviation_approval legal_review first_check "
     "hearing_report endorsement transfer termination extension decision no_penalty withdrawal "
     "investigation crime_report proposal prior_notice submission committee discussion "
     "sparing_submission sparing_endorsement "
     "hearing_notice hearing payment_plan surcharge_waiver execution_ended closing remaking "
     f"{_DELIVERED} {_COUNTED} {_HANDLED}"),
    ("42 办理该步骤的人证件有效", "case.by.certificate_not_valid",
     "joining urgent_inquiry address_confirmation investigation crime_report proposal "
     f"prior_notice submission sparing_submission {_DELIVERED} {_COUNTED} {_HANDLED}"),
    ("57、64 调查与决定分开", "case.by.handler",
     "opening recusal reassignment suspension resumption crime_decision deviation_approval "
     "first_check legal_review hearing_report endorsement transfer termination extension decision "
     "no_penalty withdrawal closing sparing_endorsement"),
    ("54 由承办人调查、提出", "case.by.no_handler",
     "joining investigation crime_report proposal submission sparing_submission prior_notice "
     f"{_HANDLED}"),
    ("36 追责期限", "case.limitation.passed", "opening prior_notice decision"),
    ("36 期限未认定", "case.limitation.open", "opening prior_notice decision"),
    ("47 按先后记录", "case.act.out_of_order",
     "joining opening not_opened investigation urgent_inquiry recusal leader_recusal reassignment "
     "suspension "
     "resumption crime_report crime_decision crime_handover proposal transfer termination "
     f"extension decision_delivery payment_plan closing filing withdrawal {_JUDGING}"),
    ("54.2 已经立案", "case.opened_already", "not_opened urgent_inquiry"),
    ("54.1 全案一并调查", "case.party.not_apart",
     "joining investigation recusal leader_recusal reassignment"),
    ("54.1 调查终结不再追加", "case.party.investigated", "joining"),
    ("54.2 全案先立案", "case.party.before_opening", "opening"),
    ("54.2 追加的先审批", "case.party.waits", "investigation"),
    ("47 各当事人都已办结", "case.party.open", "not_opened transfer termination closing"),
    ("强制法27 查封扣押先处理", "case.closing.sealed", "not_opened transfer termination closing"),
    ("65.1 责令整改的已经复查", "case.closing.not_reinspected", "closing"),
    ("46 有证据", "case.evidence.none", "investigation"),
    ("57 决定之后不补办", "case.decided_already",
     "investigation suspension proposal representation "
     "representation_waiver hearing_request hearing_waiver hearing transfer termination "
     f"extension {_JUDGING}"),
    ("60 中止期间不推进", "case.suspended",
     f"investigation suspension proposal hearing transfer {_JUDGING}"),
    ("60 没有中止不恢复", "case.not_suspended", "resumption"),
    ("27 移送公安期间不处罚", "case.crime.with_police",
     f"investigation suspension crime_report proposal hearing transfer {_JUDGING}"),
    ("移送规定11 公安机关答复之前不结案", "case.crime.reply_awaited", "closing"),
    ("移送规定5 涉嫌犯罪先决定", "case.crime.undecided",
     "crime_report transfer termination decision no_penalty closing"),
    ("移送规定5 批准的先移送", "case.crime.not_handed_over",
     "crime_report transfer termination decision no_penalty closing"),
    ("移送规定5 没有报告不决定", "case.crime.nothing_reported", "crime_decision"),
    ("移送规定5 没有批准不移送", "case.crime.not_approved", "crime_handover"),
    ("移送规定8 没有移送不登记答复", "case.crime.nothing_handed_over", "crime_reply"),
    ("移送规定8 答复在移送之后", "case.crime.reply_too_early", "crime_reply"),
    ("基准 偏离待批", "case.deviation.nothing_waits", "deviation_approval"),
    ("基准 偏离已批", "case.deviation.stale", "review_request prior_notice discussion decision"),
    ("初审通过", "case.first_check.not_passed", "review_request committee prior_notice decision"),
    ("案审会同意", "case.committee.not_agreed", "review_request prior_notice decision"),
    ("案审会在告知之前", "case.committee.after_notice", "committee"),
    ("58 一案不重复送审", "case.review.same_file", "review_request"),
    ("58 没有送审不审核", "case.review.nothing_waits", "legal_review"),
    ("58 审核未通过", "case.review.returned",
     "prior_notice submission endorsement sparing_submission sparing_endorsement discussion "
     "decision no_penalty"),
    ("58 审核的是现有案卷", "case.review.stale",
     "prior_notice submission endorsement sparing_submission sparing_endorsement discussion "
     "decision no_penalty"),
    ("63 听证未结束", "case.hearing.pending", "review_request prior_notice"),
    ("44 拟不处罚不告知", "case.proposal.spares", "prior_notice decision"),
    ("44 同一意见不再告知", "case.notice.same_proposal", "prior_notice"),
    ("64 听证有报告", "case.hearing.unreported", "prior_notice"),
    ("44 告知不重复送达", "case.notice.delivered_already", "notice_delivery"),
    ("44 告知已送达", "case.notice.not_delivered",
     "representation representation_waiver hearing_request hearing_waiver discussion decision"),
    ("45 不早于送达", "case.act.before_delivery",
     "representation representation_waiver hearing_request hearing_waiver"),
    ("45 没有意见不复核", "case.statement.none", "representation_answer"),
    ("45 意见已复核", "case.statement.unanswered", "discussion decision"),
    ("45、62 陈述申辩期未满", "case.statement.term_runs", "discussion decision"),
    ("62 不超出告知", "case.notice.exceeded", "discussion decision"),
    ("63 有听证权", "case.hearing.no_right", "hearing_request hearing_waiver"),
    ("63 已经申请", "case.hearing.requested_already", "hearing_request"),
    ("64 听证结束不再放弃", "case.hearing.over", "hearing_waiver"),
    ("64 五日内申请", "case.hearing.window_passed", "hearing_request"),
    ("64 申请后才通知", "case.hearing.not_requested", "hearing_notice"),
    ("64 通知后才举行", "case.hearing.not_noticed", "hearing"),
    ("61 听证通知书不重复送达", "case.hearing.nothing_to_deliver", "hearing_notice_delivery"),
    ("64 听证通知书已送达", "case.hearing.not_served", "hearing"),
    ("64 七个工作日前送达", "case.hearing.served_late", "hearing"),
    ("44 告知后的证据已经告知", "case.evidence.untold", "discussion decision"),
    ("65 听证后的证据经过质证", "case.evidence.unheard", "discussion decision"),
    ("64 举行在申请之后", "case.hearing.before_request", "hearing"),
    ("64 没有听证不报告", "case.hearing.nothing_to_report", "hearing_report"),
    ("63 听证期未满", "case.hearing.window_runs", "discussion decision"),
    ("64 听证未办完", "case.hearing.not_finished", "discussion decision"),
    ("57 呈批是现有案卷", "case.submission.stale", "endorsement"),
    ("57 审签同意现有案卷", "case.endorsement.not_standing", "decision"),
    ("57 不予处罚先呈批", "case.sparing.not_submitted", "sparing_endorsement"),
    ("57 不予处罚先审签", "case.sparing.not_endorsed", "no_penalty"),
    ("57 审签与决定分开", "case.by.endorser", "decision no_penalty"),
    ("57 本局的初审、案审会", "case.checks.missing", "no_penalty sparing_submission"),
    ("57.2 集体讨论在最后", "case.discussion.stale", "decision"),
    ("60 九十日", "case.decision.term_over", "decision"),
    ("60 期满不延长", "case.extension.term_over", "extension"),
    ("66 没有待缴", "case.payment.nothing_owed", "payment_plan"),
    ("66 没有罚款", "case.payment.no_fine", "payment"),
    ("66 罚款缴清", "case.payment.outstanding", "closing"),
    ("66 结案在缴款之后", "case.closing.before_payment", "closing"),
    ("75 应备案的已备案", "case.filing.missing", "closing"),
    ("75 没有处罚不备案", "case.filing.no_penalty", "filing"),
    ("56 登记保存未处理", "case.preservation.open", _SETTLED),
    ("56 登记保存逾期未处理", "case.preservation.lapsed", _SETTLED),
    ("54 鉴定意见未收到", "case.expert.awaited", "prior_notice discussion decision no_penalty"),
    ("61、75 已经撤销的不再送达", "change.ended", "decision_delivery"),
    *_AFTER,
)  # fmt: skip
SUMMARY_BARS: Final = (
    ("42 两人以上", "case.officers.fewer_than_two", "on_the_spot"),
    ("42 具有执法资格", "case.officers.certificate_not_valid", "on_the_spot"),
    ("43 承办人回避", "case.officers.interest", "on_the_spot"),
    ("36 追责期限", "case.limitation.passed", "on_the_spot"),
    ("24 委托有效", "case.delegation.invalid", "on_the_spot"),
    (
        "43 办理该步骤的人回避",
        "case.by.interest",
        "withdrawal withdrawal_delivery report_back address_confirmation payment_plan "
        "surcharge_waiver execution_ended closing remaking",
    ),
    ("75 已经撤销的不再报备", "change.ended", "report_back"),
    ("57 调查与决定分开", "case.by.handler", "withdrawal closing"),
    ("47 按先后记录", "case.act.out_of_order", "report_back payment_plan closing withdrawal"),
    ("66 没有待缴", "case.payment.nothing_owed", "payment_plan"),
    ("66 没有罚款", "case.payment.no_fine", "payment"),
    ("66 罚款缴清", "case.payment.outstanding", "closing"),
    ("66 结案在缴款之后", "case.closing.before_payment", "closing"),
    ("强制法27 查封扣押先处理", "case.closing.sealed", "closing"),
)
ROWS: Final = [
    pytest.param(procedure, code, step, id=f"{procedure.key}-{sentence}-{step}")
    for procedure, bars in ((PENALTY_ORDINARY, BARS), (PENALTY_SUMMARY, SUMMARY_BARS))
    for sentence, code, steps in bars
    for step in steps.split()
]


@pytest.mark.parametrize(("procedure", "code", "step"), ROWS)
def test_a_sentence_bars_each_step_that_it_is_about(procedure: Any, code: str, step: str) -> None:
    found = procedure.findings(step, CaseFacts(**REFUSED[code]))
    assert code in {finding.code for finding in found}


#: Step, the step that it waits for where the law demands that one on these facts.
WAITS: Final = (
    (PENALTY_ORDINARY, "representation_waiver", "notice_delivery"),  # 44
    (PENALTY_ORDINARY, "hearing_waiver", "notice_delivery"),  # 63
    (PENALTY_ORDINARY, "no_penalty", "legal_review"),  # 58
    (PENALTY_ORDINARY, "closing", "decision"),  # 57
    (PENALTY_ORDINARY, "closing", "payment"),  # 66
    (PENALTY_ORDINARY, "filing", "decision"),  # 75
    (PENALTY_SUMMARY, "closing", "payment"),  # 66
)


@pytest.mark.parametrize(("procedure", "step", "earlier"), WAITS)
def test_a_step_waits_for_the_one_that_it_rests_on(procedure: Any, step: str, earlier: str) -> None:
    found = procedure.findings(step, CaseFacts())
    assert f"{procedure.key}.{step}.needs.{earlier}" in {finding.code for finding in found}


#: The heads of 58.1 under which a case is reviewed, and the bureau's own rule.
REVIEWED: Final = (
    ("58.1(1) 涉及重大公共利益", {"special_ground": True}),
    ("58.1(2) 经过听证", {"acts": acts("hearing=HELD")}),
    ("58.1(3) 案件情况疑难复杂", {"complex_case": True}),
    ("本局每案必审", {"review_every_case": True}),
)


@pytest.mark.parametrize("step", ["prior_notice", "discussion", "decision", "no_penalty"])
@pytest.mark.parametrize(("_sentence", "facts"), REVIEWED)
def test_a_case_under_a_head_of_58_waits_for_its_review(
    step: str, _sentence: str, facts: dict[str, Any]
) -> None:
    waits = f"{PENALTY_ORDINARY.key}.{step}.needs.legal_review"
    only: dict[str, Any] = {"review_every_case": False}
    found = PENALTY_ORDINARY.findings(step, CaseFacts(**{**only, **facts}))
    assert waits in {finding.code for finding in found}
    found = PENALTY_ORDINARY.findings(step, CaseFacts(**only))
    assert waits not in {finding.code for finding in found}
    # A review that is not of the present file is none.
    before = facts.get("acts", acts("review_request"))
    late = (*before, *acts("review_request", "legal_review=AGREED"))
    found = PENALTY_ORDINARY.findings(step, CaseFacts(**{**only, **facts, "acts": late}))
    assert "case.review.stale" in {finding.code for finding in found}
