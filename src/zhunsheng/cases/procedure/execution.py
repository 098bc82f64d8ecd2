"""Steps on money and its execution; the room above writes most: a plan, a waiver, an end."""

from __future__ import annotations

from zhunsheng.accounts.choices import HEAD_CODES, Role
from zhunsheng.cases.procedure.roles import HANDLERS
from zhunsheng.cases.rules import guards as g
from zhunsheng.cases.rules import paying
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.procedure import Step


def execution_steps(told: str) -> tuple[Step[CaseFacts], ...]:
    """Return the steps that follow when the decision reached the party by the step ``told``."""
    leaders = HEAD_CODES
    cashiers = frozenset({Role.FINANCE.value})
    return (
        Step(
            "payment_plan",
            "批准延期、分期缴纳",
            cite("APL-2021:66.2"),
            leaders,
            after=(told,),
            guards=(
                g.by_without_interest,
                g.not_paid_in_full,
                paying.execution_goes_on,
                g.in_order,
            ),
            optional=True,
            repeatable=True,
            of_today=True,
        ),
        Step(
            "deferral_decision",
            "审批延期、分期缴纳",
            paying.DEFERRAL,
            leaders,
            after=(told,),
            guards=(g.by_without_interest,),
            optional=True,
            repeatable=True,
            of_today=True,
        ),
        Step(
            "deferral_delivery",
            "送达延期、分期答复",
            paying.DEFERRAL,
            HANDLERS,
            after=("deferral_decision",),
            guards=(paying.answer_awaits_delivery,),
            optional=True,
            repeatable=True,
        ),
        Step(
            "surcharge_waiver",
            "减免加处罚款",
            cite("ACL-2011:42.1"),
            leaders,
            after=(told,),
            guards=(
                g.by_without_interest,
                paying.surcharge_is_owed,
                paying.execution_goes_on,
                g.in_order,
            ),
            optional=True,
            repeatable=True,
            of_today=True,
        ),
        Step(
            "payment_paper",
            "补登缴款票据",
            paying.APART,
            cashiers,
            after=("payment",),
            guards=(paying.a_paper_is_awaited,),
            optional=True,
            repeatable=True,
            after_close=True,
        ),
        Step(
            "cash_banked",
            "缴付当场收缴的罚款",
            paying.BANKED,
            cashiers,
            after=("payment",),
            guards=(paying.cash_is_out,),
            optional=True,
            repeatable=True,
            after_close=True,
        ),
        Step(
            "refund",
            "退还罚款",
            paying.RETURNED,
            cashiers,
            after=(told,),
            guards=(paying.refund_is_owed,),
            optional=True,
            repeatable=True,
            after_close=True,
        ),
        Step(
            "execution_ended",
            "执行终结",
            cite("ACL-2011:40"),
            leaders,
            after=(told,),
            guards=(g.by_without_interest, paying.execution_goes_on, g.in_order),
            optional=True,
            of_today=True,
        ),
    )
