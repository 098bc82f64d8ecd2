"""Money that goes back: how much, and the interest of a bank on it (国家赔偿法 36)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from zhunsheng.cases.rules import Paid
from zhunsheng.execution.rules.drafts import RefundDraft
from zhunsheng.execution.rules.facts import ExecutionFacts
from zhunsheng.execution.rules.guards import RETURNED
from zhunsheng.execution.rules.inputs import said
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text
from zhunsheng.kernel.names import says

#: The highest yearly rate that is taken for a bank's, in 0.01 %; beyond it is a slip of the pen.
MOST_RATE: Final = 2_000
#: The fewest characters that name who published a rate; the house sets it.
LEAST_SOURCE: Final = 4


def refund_awaits_approval(facts: ExecutionFacts) -> Finding | None:
    """Refuse to approve twice what goes back once."""
    if not facts.refund_is_approved:
        return None
    return Finding(
        "execution.refund_approved", "退还已经批准，尚未办理", RETURNED, "请财务人员办理“退还罚款”"
    )


def refund_is_approved(facts: ExecutionFacts) -> Finding | None:
    """Refuse to give back what nobody beside the cashier looked at; no article says so."""
    if facts.refund_is_approved:
        return None
    return Finding(
        "execution.refund_unapproved",
        "没有待办理的退还批准",
        RETURNED,
        "请负责人先办理“批准退还罚款”",
    )


def going_back(paid: Iterable[Paid], *, returned_fen: int, amount_fen: int) -> tuple[Paid, ...]:
    """Return what goes back of which payments: what lies above the debt came in last."""
    passed, left, found = returned_fen, amount_fen, []
    for one in sorted(paid, key=lambda row: row.on, reverse=True):
        gone = min(passed, one.amount_fen)
        taken = min(left, one.amount_fen - gone)
        passed, left = passed - gone, left - taken
        if taken:
            found.append(Paid(one.on, taken))
    return tuple(found)


def interest_fen(parts: Iterable[Paid], *, rate: int, year: int, on: date) -> int:
    """
    Return the interest (fen): the days from each payment on, at a rate of so many 0.01 % a year.

    ``year`` is how many days a bank counts for a year; half a fen and more is a fen.
    """
    days = sum(one.amount_fen * max(0, (on - one.on).days) for one in parts)
    return (2 * days * rate + 10_000 * year) // (2 * 10_000 * year)


def refund_findings(
    draft: RefundDraft,
    *,
    owed_fen: int,
    approved_fen: int,
    approved_on: date | None,
    by_approver: bool,
    is_used: bool,
    changed_on: date | None,
    on: date,
) -> tuple[Finding, ...]:
    """
    Refuse to give back more than was paid, under a number used before, too early, or bare.

    ``approved_fen`` is what a person in charge approved to give back, which ``by_approver`` does
    not pay out himself. Interest is due on what was taken under a decision that fell or was
    changed, not on what somebody paid twice; it ends on the day on which the money goes back, so
    that no day before the approval is written.
    """
    found = list(
        said(draft.ebill, "refund.no_ebill", "没有填写退付凭证号", RETURNED, "请照退付凭证填写")
    )
    if is_used:
        found.append(
            Finding("refund.ebill_used", "该退付凭证号已经登记过", RETURNED, "请核对凭证号")
        )
    most = min(owed_fen, approved_fen)
    if not 0 < draft.amount_fen <= most:
        found.append(
            Finding(
                "refund.amount",
                f"退还数额应当大于零，不超过应退并经批准的{yuan_text(most)}元",
                RETURNED,
                "请核对退付凭证",
            )
        )
    if changed_on is not None and on < changed_on:
        found.append(
            Finding(
                "refund.too_early", "退还日期早于决定失效或者变更的日期", RETURNED, "请核对日期"
            )
        )
    if approved_on is not None and on < approved_on:
        found.append(
            Finding(
                "refund.before_approval",
                f"退还日期早于批准退还的日期{approved_on.isoformat()}",
                RETURNED,
                "请填写实际退还的日期，利息算至退还之日",
            )
        )
    if by_approver:
        found.append(
            Finding(
                "refund.by_approver",
                "批准退还的人员不能自己办理退还",
                RETURNED,
                "请由其他财务人员办理“退还罚款”",
            )
        )
    if not 0 <= draft.rate <= MOST_RATE:
        found.append(
            Finding(
                "refund.rate",
                f"年利率应当在0至{MOST_RATE // 100}%之间",
                RETURNED,
                "请核对银行公布的同期存款年利率",
            )
        )
    if changed_on is not None and not (draft.rate > 0 and says(draft.source, LEAST_SOURCE)):
        found.append(
            Finding(
                "refund.no_interest",
                "没有填写银行同期存款的年利率和利率的来源，不能计算应付的利息",
                RETURNED,
                "返还已经执行的罚款应当支付银行同期存款利息，请填写年利率和公布的机关、日期"
                "（条文凭记忆录入，未核实）",
            )
        )
    return tuple(found)
