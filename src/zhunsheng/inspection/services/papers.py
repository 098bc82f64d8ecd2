"""The papers that send officers: the approval, and the notice that is shown on entry."""

from __future__ import annotations

from datetime import date

from zhunsheng.documents import queries as papers
from zhunsheng.documents import services as documents
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.services.contents import approval_content, notice_content
from zhunsheng.kernel.act import Act
from zhunsheng.workforce.rules import OfficerFact


def issue_approval(
    ctx: Act, row: Inspection, officers: tuple[OfficerFact, ...], *, visits: int, on: date
) -> str:
    """Issue the approval of an inspection and return its number; ``visits`` are of the year."""
    return documents.issue(
        ctx,
        kind="inspection_approval",
        subject=("inspection", row.id),
        content=approval_content(row, officers, visits=visits, on=on),
        on=on,
    ).number


def issue_notice(
    ctx: Act,
    row: Inspection,
    officers: tuple[OfficerFact, ...],
    *,
    visits: int,
    on: date,
    approval_number: str = "",
) -> None:
    """Issue the notice of an inspection; it names the officers, so new ones need a new one."""
    content = notice_content(
        ctx, row, officers, visits=visits, approval_number=approval_number, on=on
    )
    subject = ("inspection", row.id)
    documents.issue(ctx, kind="inspection_notice", subject=subject, content=content, on=on)


def approval_number(ctx: Act, row: Inspection) -> str:
    """Return the number of the approval of an inspection, empty while there is none."""
    issued = papers.documents_of(ctx, ("inspection", row.id))
    return next((one.number for one in issued if one.kind == "inspection_approval"), "")
