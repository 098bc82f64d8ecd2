"""The summary procedure (简易程序): decided, handed over and told of on the spot."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEADS, OFFICERS, Role
from zhunsheng.cases.procedure.challenged import CHALLENGED
from zhunsheng.cases.procedure.execution import execution_steps
from zhunsheng.cases.rules import challenged as c
from zhunsheng.cases.rules import guards as g
from zhunsheng.cases.rules.acting import APART, AT_COUNTER
from zhunsheng.cases.rules.challenged import no_remedy_is_open, withdrawal_is_delivered
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.keeping import originals_are_kept
from zhunsheng.cases.rules.paying import (
    answer_is_delivered,
    cash_is_banked,
    refund_is_settled,
    surcharge_is_settled,
)
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.procedure import Deadline, Procedure, Step

ON_THE_SPOT: Final = frozenset(role.value for role in OFFICERS | {Role.TEAM_HEAD})
CASHIERS: Final = ON_THE_SPOT | {Role.FINANCE.value}
CLOSERS: Final = frozenset(role.value for role in HEADS | {Role.TEAM_HEAD})

PENALTY_SUMMARY: Final[Procedure[CaseFacts]] = Procedure(
    key="penalty.summary",
    label="行政处罚简易程序",
    basis=cite("APL-2021:51"),
    steps=(
        Step(
            "on_the_spot",
            "当场处罚决定",
            cite("APL-2021:51"),
            ON_THE_SPOT,
            guards=(
                g.two_handlers,
                g.certificates_valid,
                g.handlers_without_interest,
                g.within_limitation,
                g.delegation_holds,
            ),
            documents=("summary_penalty_decision",),
            of_today=True,
        ),
        Step(
            "address_confirmation",
            "确认送达地址",
            cite("APL-2021:61.2"),
            ON_THE_SPOT,
            after=("on_the_spot",),
            guards=(g.by_without_interest,),
            documents=("address_confirmation",),
            optional=True,
            repeatable=True,
            of_today=True,
        ),
        Step(
            "renaming",
            "登记当事人名称变更",
            cite("APL-2021:59.1(1)"),
            ON_THE_SPOT,
            after=("on_the_spot",),
            guards=(g.by_without_interest,),
            optional=True,
            repeatable=True,
            after_close=True,
            of_today=True,
        ),
        Step(
            "report_back",
            "报所属机关备案",
            cite("APL-2021:52.3"),
            ON_THE_SPOT,
            after=("on_the_spot",),
            required_when=c.no_decision_ended,
            guards=(g.by_without_interest, c.decision_stands, g.in_order),
            of_today=True,
        ),
        Step(
            "payment",
            "缴纳罚款",
            cite("APL-2021:67"),
            CASHIERS,
            after=("on_the_spot",),
            required_when=g.fine_is_due,
            guards=(g.a_fine_was_imposed, *AT_COUNTER),
            deadline=Deadline(15, DayUnit.CALENDAR, "on_the_spot", cite("APL-2021:67"), "缴纳罚款"),
            repeatable=True,
            after_close=True,
        ),
        *execution_steps("on_the_spot"),
        Step(
            "closing",
            "结案",
            cite("APL-2021:47"),
            CLOSERS,
            after=("on_the_spot", "report_back", "payment"),
            guards=(
                *APART,
                g.performed,
                g.closed_after_payment,
                surcharge_is_settled,
                refund_is_settled,
                cash_is_banked,
                withdrawal_is_delivered,
                answer_is_delivered,
                no_remedy_is_open,
                originals_are_kept,
                g.order_is_reinspected,
                g.nothing_is_sealed,
                g.supply_is_restored,
                g.in_order,
            ),
            closes=True,
            of_today=True,
        ),
        *CHALLENGED,
    ),
)
