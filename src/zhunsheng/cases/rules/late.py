"""What comes after its term, of days or of hours, says why."""

from __future__ import annotations

from datetime import date, datetime

from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.hours import said
from zhunsheng.kernel.names import explains


def late_findings(
    code: str, *, due: date | None, on: date, ground: str, basis: Citation
) -> tuple[Finding, ...]:
    """
    Refuse what comes after its term without saying why; late is recorded, not undone.

    Both ``due`` and ``on`` are days, or both are instants of a term of hours.
    """
    if due is None or on <= due or explains(ground):
        return ()
    told = said(due) if isinstance(due, datetime) else due.isoformat()
    return (
        Finding(
            f"{code}.late",
            f"已超过{told}届满的期限，没有写明逾期的理由",
            basis,
            "请写明逾期理由；逾期将如实显示在案件时限中",
        ),
    )
