"""How long a term to put right may be, and when what was ordered is looked at again."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from zhunsheng.inspection.rules.facts import ORDER_POWER, InspectionFacts
from zhunsheng.kernel.finding import Finding


def term_is_not_endless(facts: InspectionFacts) -> Finding | None:
    """Refuse a term that nobody would live to see: what is ordered is put right (65.1)."""
    if facts.new_due_on is None or not facts.term_most:
        return None
    if facts.new_due_on - facts.on <= timedelta(days=facts.term_most):
        return None
    return Finding(
        "inspection.order.term_too_long",
        f"整改期限{facts.new_due_on.isoformat()}超过{facts.term_most}日",
        ORDER_POWER,
        "请核对日期；确需更长时间整改的，期满前分次办理延期",
    )


#: The code of the refusal to come again before the term ends.
EARLY: Final = "inspection.reinspection.early"


def reinspection_waits_for_the_term(facts: InspectionFacts) -> Finding | None:
    """
    Refuse to come again before the term ends where the entity did not ask for it.

    The term is the entity's; a re-inspection that it did not ask for is one visit more (54号).
    """
    if facts.due_on is None or facts.on >= facts.due_on or facts.reinspection_requested:
        return None
    if facts.ordered_on is not None and facts.on < facts.ordered_on:
        return None  # reinspection_follows_the_order says so
    return Finding(
        EARLY,
        f"整改期限{facts.due_on.isoformat()}尚未届满，单位也没有申请提前复查",
        ORDER_POWER,
        "请在期限届满时复查；单位提前整改完毕并申请复查的，从检查页面“整改与复查”处登记，"
        "并勾选“单位申请提前复查”",
    )
