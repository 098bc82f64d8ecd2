"""Which sentence of the law bars which steps of an execution, and what its facts say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from zhunsheng.cases.choices import ExecutionOutcome, PaymentKind
from zhunsheng.cases.rules import Due
from zhunsheng.execution import rules
from zhunsheng.execution.choices import CodeState, CourtAnswer, CourtRuling
from zhunsheng.execution.procedure import EXECUTION
from zhunsheng.execution.rules import ExecutionFacts
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import DoneAct

ON, BEFORE = date(2025, 3, 20), date(2025, 3, 19)
YEAR_ON = date(2026, 3, 20)


def acts(*steps: str) -> tuple[DoneAct, ...]:
    named = (step.partition("=") for step in steps)
    return tuple(DoneAct(s, ON, number, end) for number, (s, _, end) in enumerate(named, 1))


_LIVE = "payment_code deferral_decision surcharge_decision demand_notice statement agreement"
_TOLD = "deferral_decision surcharge_decision demand_notice statement agreement court_application"
_APPROVED = "deferral_decision surcharge_decision agreement court_application end"
_PRESSED = "deferral_delivery surcharge_delivery demand_notice demand_delivery statement_answer"
_AT_COUNTER = "payment_code payment_code_void deferral_request statement court_answer court_ruling"
#: The sentence in our words, facts, the code of the refusal, the steps that it bars.
BARS: Final[tuple[tuple[str, dict[str, Any], str, str], ...]] = (
    ("40 决定失去效力", {"is_annulled": True}, "execution.annulled", f"{_LIVE} court_application"),
    ("40 执行已经终结", {"is_ended": True}, "execution.ended", f"{_LIVE} court_application"),
    ("66 没有罚款", {"asks_for_money": False}, "execution.no_money", f"{_LIVE} court_application"),
    ("67 决定未送达", {"is_told": False}, "execution.not_delivered", f"deferral_request {_TOLD}"),
    ("67 没有可作废的缴款码", {}, "execution.no_open_code", "payment_code_void"),
    ("诉讼法56 停止执行", {"is_stopped": True}, "execution.stopped",
     "surcharge_decision demand_notice court_application"),
    ("移送规定11.2 已移送公安", {"is_with_police": True}, "execution.with_police",
     "surcharge_decision demand_notice court_application"),
    ("66 已经缴清", {"is_unpaid": False}, "execution.nothing_owed", "payment_code"),
    ("66.2 本金已缴清", {"is_unpaid": False, "surcharge_owed": True}, "execution.fine_is_paid",
     "deferral_request deferral_decision"),
    ("66.2 申请待答复", {"acts": acts("deferral_request")}, "execution.request_pending",
     "deferral_request"),
    ("66.2 没有申请", {}, "execution.nothing_asked_for", "deferral_decision"),
    ("66.2 上一次答复没有送达", {"acts": acts("deferral_decision", "deferral_request")},
     "execution.answer_undelivered", "deferral_request deferral_decision"),
    ("66.2 没有待送达的答复", {"acts": acts("deferral_decision", "deferral_delivery")},
     "execution.no_deferral_paper", "deferral_delivery"),
    ("57 调查与决定分开", {"by_handles": True}, "case.by.handler", _APPROVED),
    ("42.1 办理人持证", {"by_is_uncertified": True}, "case.by.certificate_not_valid", _PRESSED),
    ("42.1 窗口人员的证件没有失效", {"by_has_lapsed": True}, "case.by.certificate_not_valid",
     _AT_COUNTER),
    ("43 回避", {"by_has_interest": True}, "case.by.interest",
     f"{_APPROVED} {_PRESSED} {_AT_COUNTER} refund"),
    ("强制法53 已在法院", {"acts": acts("court_application")}, "execution.in_court",
     "deferral_request deferral_decision demand_notice agreement court_application"),
    ("66 没有逾期", {}, "execution.not_late", "demand_notice court_application"),
    ("72 没有加处罚款", {}, "execution.no_surcharge", "surcharge_decision agreement"),
    ("强制法45 没有待送达的决定", {"acts": acts("surcharge_decision", "surcharge_delivery")},
     "execution.no_surcharge_paper", "surcharge_delivery"),
    ("强制法38 没有待送达的催告", {"acts": acts("demand_notice", "demand_delivery")},
     "execution.no_demand", "demand_delivery"),
    ("强制法38 催告待送达", {"acts": acts("demand_notice")}, "execution.demand_pending",
     "demand_notice"),
    ("强制法54 催告数额过高", {"acts": acts("demand_notice"), "demand_overstates": True},
     "execution.demand_overstates", "demand_delivery"),
    ("强制法54 催告未送达", {"acts": acts("demand_notice")}, "execution.demand_not_delivered",
     "statement court_application"),
    ("强制法36 没有陈述申辩", {"acts": acts("statement", "statement_answer")},
     "execution.no_statement", "statement_answer"),
    ("强制法36 陈述申辩未复核", {"acts": acts("statement")}, "execution.statement_unanswered",
     "court_application"),
    ("强制法36 陈述在催告送达之后", {"acts": acts("demand_notice", "demand_delivery"),
     "on": BEFORE}, "execution.statement_too_early", "statement"),
    ("强制法53 复议诉讼期间", {"remedy_runs": True}, "execution.remedy_runs", "court_application"),
    ("强制法42、45 加处罚款未告知", {"surcharge_owed": True}, "execution.surcharge_not_told",
     "agreement court_application"),
    ("强制法56 没有申请不登记受理", {"acts": acts("court_application", "court_answer=ACCEPTED")},
     "execution.court.not_asked", "court_answer"),
    ("强制法57 没有受理不登记裁定",
     {"acts": acts("court_application", "court_answer=NOT_ACCEPTED")},
     "execution.court.not_accepted", "court_ruling"),
    ("强制法40 没有可终结的执行", {"is_closed": True}, "execution.nothing_to_end", "end"),
    ("71 没有当场收缴", {}, "execution.no_cash", "cash_handed_in"),
    ("71 没有待缴付银行", {}, "execution.no_cash_in", "cash_banked"),
    ("复议诉讼之后 没有应退款项", {}, "execution.nothing_to_return",
     "refund_approval refund"),
    ("赔偿法36 退还已经批准", {"refund_owed": True, "acts": acts("refund_approval")},
     "execution.refund_approved", "refund_approval"),
    ("赔偿法36 退还没有批准", {"refund_owed": True, "acts": acts("refund_approval", "refund")},
     "execution.refund_unapproved", "refund"),
    ("复议法78 变更决定由复议机关执行", {"is_for_reviewer": True}, "execution.for_reviewer",
     "court_application"),
    ("47 按先后记录", {"acts": acts("demand_notice"), "on": BEFORE}, "execution.out_of_order",
     "deferral_decision deferral_delivery surcharge_decision surcharge_delivery demand_notice "
     "demand_delivery "
     "statement_answer agreement court_application court_answer court_ruling end"),
)  # fmt: skip
ROWS: Final = [
    pytest.param(facts, code, step, id=f"{sentence}-{step}")
    for sentence, facts, code, steps in BARS
    for step in steps.split()
]


@pytest.mark.parametrize(("facts", "code", "step"), ROWS)
def test_a_sentence_bars_each_step_that_it_is_about(
    facts: dict[str, Any], code: str, step: str
) -> None:
    found = EXECUTION.findings(step, ExecutionFacts(**{"on": ON, **facts}))
    assert code in {finding.code for finding in found}


FINE: Final = ExecutionFacts(on=ON)


class TestFine:
    """强制法 40, 45: only what was told, stands and is not ended is executed."""

    @pytest.mark.parametrize(
        ("changes", "stands", "owes"),
        [
            ({}, True, True),
            ({"is_unpaid": False}, True, False),
            ({"is_unpaid": False, "surcharge_owed": True}, True, True),
            ({"surcharge_owed": True}, True, True),
            ({"asks_for_money": False}, False, False),
            ({"is_told": False}, False, False),
            ({"is_annulled": True}, False, False),
            ({"is_ended": True}, False, False),
        ],
    )
    def test_stands_and_is_owed(self, changes: dict[str, Any], stands: bool, owes: bool) -> None:
        facts = replace(FINE, **changes)
        assert (facts.stands, facts.owes) == (stands, owes)

    def test_that_is_paid_needs_no_code_of_payment(self) -> None:
        codes = [one.code for one in EXECUTION.findings("payment_code", FINE)]
        assert codes == []
        late = replace(FINE, is_unpaid=False, surcharge_owed=True)
        assert EXECUTION.findings("payment_code", late) == ()
        paid = replace(FINE, is_unpaid=False)
        codes = [one.code for one in EXECUTION.findings("payment_code", paid)]
        assert codes == ["execution.nothing_owed"]

    @pytest.mark.parametrize(
        ("changes", "ends"),
        [
            ({}, True),
            ({"is_annulled": True}, True),
            ({"asks_for_money": False}, False),
            ({"is_told": False}, False),
            ({"is_ended": True}, False),
            ({"is_closed": True}, False),
        ],
    )
    def test_is_ended_once_while_it_is_executed(self, changes: dict[str, Any], ends: bool) -> None:
        codes = [one.code for one in EXECUTION.findings("end", replace(FINE, **changes))]
        assert ("execution.nothing_to_end" not in codes) == ends


class TestCourt:
    """强制法 53 to 57: with the court from the application until it turns it away."""

    @pytest.mark.parametrize(
        ("steps", "pending", "in_court", "accepted"),
        [
            ((), False, False, False),
            (("court_application",), True, True, False),
            (("court_application", "court_answer=NOT_ACCEPTED"), False, False, False),
            (("court_application", "court_answer=ACCEPTED"), False, True, True),
            (("court_application", "court_answer=ACCEPTED", "court_ruling=GRANTED"),
             False, True, False),
            (("court_application", "court_answer=ACCEPTED", "court_ruling=NOT_GRANTED"),
             False, False, False),
            (("court_application", "court_answer=ACCEPTED", "court_application"),
             True, True, False),
        ],
    )  # fmt: skip
    def test_has_the_matter(
        self, steps: tuple[str, ...], pending: bool, in_court: bool, accepted: bool
    ) -> None:
        facts = replace(FINE, acts=acts(*steps))
        found = (facts.court_pending, facts.in_court, facts.is_accepted)
        assert found == (pending, in_court, accepted)

    def test_is_not_asked_on_a_demand_that_was_never_made(self) -> None:
        assert not FINE.demand_is_delivered
        assert not replace(FINE, acts=acts("demand_delivery")).demand_is_delivered
        first = (DoneAct("demand_notice", ON, 1), DoneAct("demand_delivery", ON, 2))
        assert replace(FINE, acts=first).demand_is_delivered


WHOEVER: Final = {"by_has_interest": True, "by_is_uncertified": True, "by_has_lapsed": True}
LATER: Final = (DoneAct("demand_notice", BEFORE, 1), DoneAct("demand_delivery", ON, 2))
#: Facts under which a sentence does not bar the step: the other side of each line above.
LETS: Final[tuple[tuple[dict[str, Any], str, str], ...]] = (
    ({"surcharge_owed": True}, "execution.no_surcharge", "surcharge_decision"),
    ({"acts": acts("surcharge_decision")}, "execution.no_surcharge_paper", "surcharge_delivery"),
    ({"acts": acts("deferral_decision")}, "execution.no_deferral_paper", "deferral_delivery"),
    ({"acts": acts("statement")}, "execution.no_statement", "statement_answer"),
    ({"acts": acts("court_application")}, "execution.court.not_asked", "court_answer"),
    ({"refund_owed": True}, "execution.nothing_to_return", "refund"),
    ({"cash_out": True}, "execution.no_cash", "cash_handed_in"),
    # Whoever took money on the spot hands it in within two days (71), whatever became of them.
    (WHOEVER, "case.by.interest", "cash_handed_in"),
    (WHOEVER, "case.by.certificate_not_valid", "cash_handed_in"),
    # Who is no officer needs no certificate at the counter and in the court's matters.
    ({"by_is_uncertified": True}, "case.by.certificate_not_valid", "statement"),
    ({"by_is_uncertified": True}, "case.by.certificate_not_valid", "court_answer"),
    ({"cash_in": True}, "execution.no_cash_in", "cash_banked"),
    ({"code_is_open": True}, "execution.no_open_code", "payment_code_void"),
    (
        {"surcharge_owed": True, "acts": acts("surcharge_decision", "surcharge_delivery")},
        "execution.surcharge_not_told",
        "agreement",
    ),
    ({"acts": acts("payment_code", "refund"), "on": BEFORE}, "execution.out_of_order", "end"),
    ({"acts": acts("demand_notice"), "on": None}, "execution.out_of_order", "end"),
    ({"acts": acts("demand_notice")}, "execution.out_of_order", "end"),
    ({}, "execution.out_of_order", "end"),
    ({}, "execution.statement_too_early", "statement"),
    ({"acts": LATER}, "execution.statement_too_early", "statement"),
    ({"acts": LATER, "on": None}, "execution.statement_too_early", "statement"),
    ({"acts": acts("demand_notice"), "on": BEFORE}, "execution.statement_too_early", "statement"),
)


@pytest.mark.parametrize(("facts", "code", "step"), LETS)
def test_a_sentence_bars_nothing_where_its_facts_are_not_given(
    facts: dict[str, Any], code: str, step: str
) -> None:
    found = EXECUTION.findings(step, ExecutionFacts(**{"on": ON, **facts}))
    assert code not in {finding.code for finding in found}


def test_a_statement_looks_at_the_last_demand_that_was_delivered() -> None:
    """强制法 36: two demands; the second reached the party a day later."""
    first = (DoneAct("demand_notice", BEFORE, 1), DoneAct("demand_delivery", BEFORE, 2))
    both = (*first, DoneAct("demand_notice", BEFORE, 3), DoneAct("demand_delivery", ON, 4))
    found = EXECUTION.findings("statement", ExecutionFacts(on=BEFORE, acts=both))
    assert "execution.statement_too_early" in {finding.code for finding in found}


CODE = rules.CodeDraft(PaymentKind.FINE, "9999000020250001", 500)
REQUEST = rules.RequestDraft("示例甲", "确有经济困难。", "分两期缴纳。")
AGREEMENT = rules.AgreementDraft("已经全部整改。", 300, ON, "")
ENDED = rules.EndDraft(ExecutionOutcome.NOTHING_LEFT, "没有可供执行的财产。", "注销证明1号")
RULED = rules.EndDraft(ExecutionOutcome.COURT_TERMINATED, "法院终结。", "示例1号", 10)
REFUND = rules.RefundDraft(500, "示例票1", 150, "示例银行")
GRANTED = ExecutionFacts(acts=acts("court_application", "court_ruling=GRANTED"))
REFUSED = ExecutionFacts(acts=acts("court_application", "court_ruling=NOT_GRANTED"))


def code(draft: rules.CodeDraft, open_fen: int = 0) -> tuple[Finding, ...]:
    return rules.code_findings(
        draft, owed_fen=500, open_fen=open_fen, is_used=False, decided_on=ON, on=ON
    )


def void(reason: str, *, state: CodeState | None) -> tuple[Finding, ...]:
    return rules.void_findings(rules.VoidDraft("9999000020250001", reason), state=state)


def request(
    draft: rules.RequestDraft, on: date = ON, told_on: date | None = ON
) -> tuple[Finding, ...]:
    return rules.request_findings(draft, told_on=told_on, on=on)


def plan(*parts: tuple[date, int]) -> tuple[Finding, ...]:
    dues = tuple(Due(on, fen) for on, fen in parts)
    return rules.plan_findings(dues, unpaid_fen=2, on=ON, latest=rules.latest_day(ON, 12))


def agreement(draft: rules.AgreementDraft) -> tuple[Finding, ...]:
    return rules.agreement_findings(draft, owed_fen=300, on=ON, has_proof=True, latest=YEAR_ON)


def end(draft: rules.EndDraft, facts: ExecutionFacts) -> tuple[Finding, ...]:
    return rules.end_findings(draft, facts, owed_fen=500, has_proof=True)


def refund(draft: rules.RefundDraft, **changes: Any) -> tuple[Finding, ...]:
    known = {
        "owed_fen": 500,
        "approved_fen": 500,
        "approved_on": None,
        "by_approver": False,
        "is_used": False,
        "changed_on": ON,
        "on": ON,
        **changes,
    }
    return rules.refund_findings(draft, **known)


def answered(answer: CourtAnswer, number: str) -> tuple[Finding, ...]:
    return rules.court_answer_findings(rules.CourtAnswerDraft(answer, number))


def cash(receipt: str, on: date, since: date | None) -> tuple[Finding, ...]:
    return rules.cash_findings(rules.CashDraft(receipt), on=on, since=since)


AFTER = date(2025, 3, 21)
#: What a form holds, what is refused: just inside and just outside of each line of the law.
FORMS: Final[tuple[tuple[Callable[[], tuple[Finding, ...]], list[str]], ...]] = (
    (lambda: code(CODE), []),
    (lambda: code(replace(CODE, amount_fen=1)), []),
    (lambda: code(replace(CODE, amount_fen=0)), ["code.amount"]),
    (lambda: code(CODE, open_fen=1), ["code.open_already"]),
    (lambda: code(replace(CODE, amount_fen=499), open_fen=1), []),
    (lambda: void("金额有误。", state=CodeState.OPEN), []),
    (lambda: void("金额有误。", state=CodeState.PAID), ["void.paid_already"]),
    (lambda: void("金额有误。", state=CodeState.VOID), ["void.no_such_code"]),
    (lambda: void(" ", state=None), ["void.no_such_code", "void.no_reason"]),
    (lambda: request(REQUEST), []),
    (lambda: request(REQUEST, on=BEFORE), ["request.too_early"]),
    (lambda: request(REQUEST, on=BEFORE, told_on=None), []),
    (lambda: request(rules.RequestDraft(" ", "", "")),
     ["request.of_nobody", "request.no_hardship", "request.no_wish"]),
    (lambda: plan((AFTER, 2)), []),
    (lambda: plan((AFTER, 1), (date(2025, 3, 22), 1)), []),
    (lambda: plan((AFTER, 2), (date(2025, 3, 22), 0)), ["plan.empty_part"]),
    (lambda: rules.demand_findings(AFTER, on=ON), []),
    (lambda: rules.demand_findings(ON, on=ON), ["demand.no_time"]),
    (lambda: agreement(AGREEMENT), []),
    (lambda: agreement(replace(AGREEMENT, waived_fen=1)), []),
    (lambda: agreement(replace(AGREEMENT, waived_fen=0)), ["agreement.amount"]),
    (lambda: agreement(replace(AGREEMENT, pay_by=BEFORE)), ["agreement.past"]),
    (lambda: agreement(replace(AGREEMENT, pay_by=YEAR_ON)), []),
    (lambda: agreement(replace(AGREEMENT, pay_by=date(2026, 3, 21))), ["agreement.too_long"]),
    (lambda: answered(CourtAnswer.ACCEPTED, "示例1号"), []),
    (lambda: answered(CourtAnswer.NOT_ACCEPTED, ""),
     ["court.no_number", "court.no_reason"]),
    (lambda: rules.ruling_findings(rules.RulingDraft(CourtRuling.GRANTED, "示例1号")), []),
    (lambda: rules.ruling_findings(rules.RulingDraft(CourtRuling.NOT_GRANTED, "")),
     ["court.no_number", "court.no_reason"]),
    (lambda: end(ENDED, ExecutionFacts(is_late=True)), []),
    (lambda: end(ENDED, ExecutionFacts()), ["end.not_late"]),
    (lambda: end(replace(ENDED, number=" "), ExecutionFacts(is_late=True)), ["end.no_proof"]),
    (lambda: end(ENDED, ExecutionFacts(is_late=True, remedy_runs=True)), ["end.remedy_runs"]),
    (lambda: end(ENDED, ExecutionFacts(is_late=True, is_stopped=True)), ["end.remedy_runs"]),
    (lambda: end(ENDED, ExecutionFacts(is_annulled=True)), ["end.not_borne_out"]),
    (lambda: end(replace(ENDED, amount_fen=1), ExecutionFacts(is_late=True)), ["end.amount"]),
    (lambda: end(RULED, GRANTED), []),
    (lambda: end(replace(RULED, amount_fen=0), GRANTED), []),
    (lambda: end(replace(RULED, amount_fen=-1), GRANTED), ["end.amount"]),
    (lambda: end(replace(RULED, number=""), GRANTED), ["end.no_number"]),
    (lambda: end(replace(RULED, number=""), REFUSED), ["end.not_borne_out", "end.no_number"]),
    (lambda: end(replace(ENDED, outcome=ExecutionOutcome.COURT_REFUSED), REFUSED), []),
    (lambda: refund(REFUND), []),
    (lambda: refund(replace(REFUND, amount_fen=1)), []),
    (lambda: refund(replace(REFUND, amount_fen=0)), ["refund.amount"]),
    (lambda: refund(replace(REFUND, amount_fen=501)), ["refund.amount"]),
    (lambda: refund(REFUND, approved_fen=499), ["refund.amount"]),
    (lambda: refund(replace(REFUND, rate=0)), ["refund.no_interest"]),
    (lambda: refund(replace(REFUND, source=" ")), ["refund.no_interest"]),
    (lambda: refund(replace(REFUND, rate=0), changed_on=None), []),
    (lambda: refund(REFUND, is_used=True), ["refund.ebill_used"]),
    (lambda: refund(REFUND, on=BEFORE), ["refund.too_early"]),
    (lambda: refund(REFUND, on=BEFORE, changed_on=None), []),
    (lambda: refund(replace(REFUND, ebill=" ")), ["refund.no_ebill"]),
    (lambda: cash("示例单1", ON, ON), []),
    (lambda: cash("示例单1", BEFORE, None), []),
    (lambda: cash("示例单1", BEFORE, ON), ["cash.too_early"]),
    (lambda: cash(" ", ON, ON), ["cash.no_receipt"]),
)  # fmt: skip


@pytest.mark.parametrize(("judged", "wanted"), FORMS)
def test_a_form_is_refused_for_what_it_lacks_alone(
    judged: Callable[[], tuple[Finding, ...]], wanted: list[str]
) -> None:
    assert [finding.code for finding in judged()] == wanted
