"""Guards of payment and of the end of a case."""

from __future__ import annotations

from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards.statements import PERFORMED, fine_is_due
from zhunsheng.kernel.finding import Finding


def not_paid_in_full(facts: CaseFacts) -> Finding | None:
    """Refuse a payment where nothing is owed."""
    if facts.fine_imposed and not facts.paid_in_full:
        return None
    return Finding("case.payment.nothing_owed", "没有待缴的罚款", PERFORMED, "请核对缴款记录")


def performed(facts: CaseFacts) -> Finding | None:
    """Refuse to close while a part of a fine is unpaid; ``after`` sees to no payment at all."""
    if not fine_is_due(facts) or facts.paid_in_full or not facts.done("payment"):
        return None
    return Finding(
        "case.payment.outstanding",
        "罚款尚未缴清",
        PERFORMED,
        "请登记缴款，或者依法催告、申请强制执行",
    )
