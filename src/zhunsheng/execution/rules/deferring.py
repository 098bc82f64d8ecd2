"""Guards of a request to pay later or in parts: asked once, answered, told (行政处罚法 66.2)."""

from __future__ import annotations

from zhunsheng.execution.rules.facts import ExecutionFacts
from zhunsheng.execution.rules.guards import DEFERRAL
from zhunsheng.kernel.finding import Finding


def no_request_pending(facts: ExecutionFacts) -> Finding | None:
    """Refuse a second request before the first is answered."""
    if not facts.request_pending:
        return None
    return Finding(
        "execution.request_pending",
        "当事人的延期、分期申请尚未答复",
        DEFERRAL,
        "请先办理“审批延期、分期缴纳”",
    )


def request_waits(facts: ExecutionFacts) -> Finding | None:
    """Refuse to approve what nobody asked for (66: upon application)."""
    if facts.request_pending:
        return None
    return Finding(
        "execution.nothing_asked_for",
        "当事人没有提出待审批的延期、分期申请",
        DEFERRAL,
        "请先登记当事人的书面申请",
    )


def last_answer_is_delivered(facts: ExecutionFacts) -> Finding | None:
    """Refuse to ask or answer anew while an answer waits for its delivery: each is told (66)."""
    if not facts.deferral_untold:
        return None
    return Finding(
        "execution.answer_undelivered",
        "上一次延期、分期申请的答复尚未送达当事人",
        DEFERRAL,
        "请先办理“送达延期、分期答复”",
    )


def deferral_awaits_delivery(facts: ExecutionFacts) -> Finding | None:
    """Refuse a delivery where no answer to a request waits for one."""
    if facts.deferral_untold:
        return None
    return Finding(
        "execution.no_deferral_paper",
        "没有待送达的延期、分期缴纳批准书或者不予批准的通知书",
        DEFERRAL,
        "请先办理“审批延期、分期缴纳”",
    )
