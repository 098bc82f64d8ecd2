"""The execution of fine and gains as a procedure: from the payment code to the end."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import Role
from zhunsheng.cases.rules.acting import APART, AT_COUNTER, OFFICER
from zhunsheng.cases.rules.guards import by_without_interest
from zhunsheng.execution.choices import (
    CASHIERS,
    COLLECTORS,
    COUNTER,
    COURT_STAFF,
    HANDLERS,
    LEADERS,
)
from zhunsheng.execution.rules import deferring as d
from zhunsheng.execution.rules import guards as g
from zhunsheng.execution.rules.facts import ExecutionFacts
from zhunsheng.execution.rules.refunding import refund_awaits_approval, refund_is_approved
from zhunsheng.execution.rules.windows import is_not_for_reviewer
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.procedure import Deadline, Procedure, Step


def _codes(roles: frozenset[Role]) -> frozenset[str]:
    return frozenset(role.value for role in roles)


_STANDS = (g.decision_stands, g.decision_is_delivered)
_RUNS = (g.execution_is_not_stopped, g.not_with_police)
_APPROVED = (*APART, g.in_order)
#: Any certified officer presses for a fine, as one delivers a decision.
_PRESSED = (*OFFICER, g.in_order)

EXECUTION: Final[Procedure[ExecutionFacts]] = Procedure(
    key="execution",
    label="罚没款执行",
    basis=g.PERFORMED,
    steps=(
        Step(
            "payment_code",
            "开具缴款码",
            g.APART,
            _codes(CASHIERS),
            guards=(*AT_COUNTER, g.decision_stands, g.something_is_owed),
            optional=True,
            repeatable=True,
        ),
        Step(
            "payment_code_void",
            "作废缴款码",
            g.APART,
            _codes(CASHIERS),
            after=("payment_code",),
            guards=(*AT_COUNTER, g.a_code_is_open),
            optional=True,
            repeatable=True,
        ),
        Step(
            "deferral_request",
            "申请延期、分期缴纳",
            g.DEFERRAL,
            _codes(COUNTER),
            guards=(
                *AT_COUNTER,
                *_STANDS,
                g.fine_is_unpaid,
                d.no_request_pending,
                d.last_answer_is_delivered,
                g.not_in_court,
            ),
            optional=True,
            repeatable=True,
        ),
        Step(
            "deferral_decision",
            "审批延期、分期缴纳",
            g.DEFERRAL,
            _codes(LEADERS),
            after=("deferral_request",),
            guards=(
                *_STANDS,
                g.fine_is_unpaid,
                d.request_waits,
                d.last_answer_is_delivered,
                g.not_in_court,
                *_APPROVED,
            ),
            documents=("deferral_approval", "deferral_letter", "deferral_refusal"),
            optional=True,
            repeatable=True,
            of_today=True,
        ),
        Step(
            "deferral_delivery",
            "送达延期、分期答复",
            g.DEFERRAL,
            _codes(HANDLERS),
            after=("deferral_decision",),
            guards=(d.deferral_awaits_delivery, *_PRESSED),
            documents=("delivery_receipt",),
            optional=True,
            repeatable=True,
        ),
        Step(
            "surcharge_decision",
            "加处罚款决定",
            g.SURCHARGE,
            _codes(LEADERS),
            guards=(
                *_STANDS,
                *_RUNS,
                g.surcharge_is_owed,
                g.surcharge_is_not_decided,
                *_APPROVED,
            ),
            documents=("surcharge_decision",),
            optional=True,
            repeatable=True,
            of_today=True,
        ),
        Step(
            "surcharge_delivery",
            "送达加处罚款决定书",
            g.TOLD,
            _codes(HANDLERS),
            after=("surcharge_decision",),
            guards=(g.surcharge_awaits_delivery, *_PRESSED),
            documents=("delivery_receipt",),
            optional=True,
            repeatable=True,
        ),
        Step(
            "demand_notice",
            "催告",
            g.DEMAND,
            _codes(HANDLERS),
            guards=(
                *_STANDS,
                *_RUNS,
                g.money_is_late,
                g.no_demand_pending,
                g.not_in_court,
                *_PRESSED,
            ),
            documents=("demand_notice",),
            optional=True,
            repeatable=True,
            of_today=True,
        ),
        Step(
            "demand_delivery",
            "送达催告书",
            g.DELIVERED,
            _codes(HANDLERS),
            after=("demand_notice",),
            guards=(
                g.demand_awaits_delivery,
                g.something_is_owed,
                g.demand_states_what_is_due,
                *_PRESSED,
            ),
            documents=("delivery_receipt",),
            optional=True,
            repeatable=True,
        ),
        Step(
            "statement",
            "对催告的陈述申辩",
            g.HEARD,
            _codes(COUNTER),
            after=("demand_delivery",),
            guards=(*AT_COUNTER, *_STANDS, g.demand_is_delivered, g.after_demand),
            optional=True,
            repeatable=True,
        ),
        Step(
            "statement_answer",
            "复核催告的陈述申辩",
            g.HEARD,
            _codes(HANDLERS),
            after=("statement",),
            guards=(g.statement_awaits_answer, *_PRESSED),
            optional=True,
            repeatable=True,
            of_today=True,
        ),
        Step(
            "agreement",
            "执行协议",
            g.AGREEMENT,
            _codes(LEADERS),
            guards=(
                *_STANDS,
                g.surcharge_is_owed,
                g.surcharge_is_told,
                g.not_in_court,
                *_APPROVED,
            ),
            optional=True,
            repeatable=True,
            of_today=True,
        ),
        Step(
            "court_application",
            "申请法院强制执行",
            g.COURT,
            _codes(LEADERS),
            guards=(
                *_STANDS,
                *_RUNS,
                g.money_is_late,
                g.demand_is_delivered,
                g.statement_is_answered,
                g.surcharge_is_told,
                g.no_remedy_runs,
                is_not_for_reviewer,
                g.court_window_is_open,
                g.not_in_court,
                *_APPROVED,
            ),
            deadline=Deadline(10, DayUnit.WORKING, "demand_delivery", g.DEMAND, "催告后等待履行"),
            documents=("enforcement_application",),
            optional=True,
            repeatable=True,
            of_today=True,
        ),
        Step(
            "court_answer",
            "法院受理情况",
            g.COURT_ANSWER,
            _codes(COURT_STAFF),
            after=("court_application",),
            guards=(*AT_COUNTER, g.court_awaits_answer, g.in_order),
            deadline=Deadline(5, DayUnit.WORKING, "court_application", g.COURT_ANSWER, "法院受理"),
            optional=True,
            repeatable=True,
        ),
        Step(
            "court_ruling",
            "法院裁定",
            g.COURT_RULING,
            _codes(COURT_STAFF),
            after=("court_answer",),
            guards=(*AT_COUNTER, g.court_accepted, g.in_order),
            deadline=Deadline(7, DayUnit.WORKING, "court_answer", g.COURT_RULING, "法院裁定"),
            optional=True,
            repeatable=True,
        ),
        Step(
            "end",
            "登记执行终结",
            g.ENDED,
            _codes(LEADERS),
            guards=(g.execution_goes_on, *_APPROVED),
            optional=True,
            of_today=True,
        ),
        Step(
            "cash_handed_in",
            "上交当场收缴的罚款",
            g.HANDED_OVER,
            _codes(COLLECTORS | {Role.FINANCE}),
            # Whoever took money hands it in, also with an interest or a lapsed certificate.
            guards=(g.cash_is_out,),
            optional=True,
            repeatable=True,
        ),
        Step(
            "cash_banked",
            "缴付当场收缴的罚款",
            cite("APL-2021:71"),
            _codes(frozenset({Role.FINANCE})),
            after=("cash_handed_in",),
            guards=(g.cash_is_in,),
            optional=True,
            repeatable=True,
        ),
        Step(
            "refund_approval",
            "批准退还罚款",
            g.RETURNED,
            _codes(LEADERS),
            guards=(*APART, g.money_is_to_be_returned, refund_awaits_approval),
            optional=True,
            repeatable=True,
            of_today=True,
        ),
        Step(
            "refund",
            "退还罚款",
            g.RETURNED,
            _codes(frozenset({Role.FINANCE})),
            guards=(by_without_interest, g.money_is_to_be_returned, refund_is_approved),
            optional=True,
            repeatable=True,
        ),
    ),
)
