"""What speaks against passing on cash, and against the day that a late entry of it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.execution.rules import guards as g
from zhunsheng.execution.rules.drafts import CashDraft
from zhunsheng.execution.rules.inputs import Findings, said
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding

#: Who takes money on the spot gives a receipt, whose counterfoil the bureau keeps.
RECEIPT: Final[Citation] = cite("APL-2021:70")


@dataclass(frozen=True, slots=True)
class LateCash:
    """Cash that was entered after its day: the receipt as entered, its day, and by whom."""

    receipt: str
    on: date
    by: UUID | None


def cash_findings(draft: CashDraft, *, on: date, since: date | None) -> Findings:
    """Refuse to pass cash on without a receipt, or before it was taken."""
    found = said(
        draft.receipt, "cash.no_receipt", "没有填写交款凭证号", g.HANDED_OVER, "请照凭证填写"
    )
    if since is None or on >= since:
        return found
    early = Finding("cash.too_early", "交款日期早于收缴或者上交的日期", g.HANDED_OVER, "请核对日期")
    return (*found, early)


def counterfoil_findings(draft: CashDraft, late: Sequence[LateCash], *, by: UUID) -> Findings:
    """
    Refuse a counterfoil that shows no cash entered later, or is read by who entered it (70, 72).

    Nothing is refused where none is told: the cash counts from its entry then.
    """
    if not draft.counterfoil and draft.counterfoil_on is None:
        return ()
    read = (draft.counterfoil, draft.counterfoil_on)
    own = [one for one in late if (one.receipt, one.on) == read]
    if not own:
        return (
            Finding(
                "cash.counterfoil_differs",
                "专用票据存根的号码或者日期与本案补记的当场收缴不符",
                RECEIPT,
                "请照存根填写号码和日期；存根与登记不符的，两项都不填，收缴自登记之日起计算",
            ),
        )
    if all(one.by != by for one in own):
        return ()
    return (
        Finding(
            "cash.counterfoil_by_collector",
            "本人补记的当场收缴，不能由本人核对存根",
            RECEIPT,
            "请由其他财务人员核对存根；未核对的，收缴自登记之日起计算",
        ),
    )
