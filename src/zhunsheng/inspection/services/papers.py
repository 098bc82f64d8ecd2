"""The papers that send officers: the approval, and the notice that is shown on entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
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
        accounts.bureau(ctx),
        row,
        officers,
        visits=visits,
        approval_number=approval_number,
        on=on,
    )
    subject = ("inspection", row.id)
    documents.issue(ctx, kind="inspection_notice", subject=subject, content=content, on=on)


@dataclass(frozen=True, slots=True)
class Sending:
    """An inspection that is sent out: who goes, and the visits of the entity in the year."""

    row: Inspection
    officers: tuple[OfficerFact, ...]
    visits: int

    @property
    def subject(self) -> tuple[str, UUID]:
        """What the papers are about."""
        return ("inspection", self.row.id)


def issue_approvals(ctx: Act, sent: Sequence[Sending], *, on: date) -> None:
    """Issue approval and notice of every inspection approved in one act."""
    bureau = accounts.bureau(ctx)
    approvals = documents.issue_many(
        ctx,
        kind="inspection_approval",
        papers=[
            (one.subject, approval_content(one.row, one.officers, visits=one.visits, on=on))
            for one in sent
        ],
        on=on,
    )
    notices = [
        (
            one.subject,
            notice_content(
                bureau,
                one.row,
                one.officers,
                visits=one.visits,
                approval_number=paper.number,
                on=on,
            ),
        )
        for one, paper in zip(sent, approvals, strict=True)
    ]
    documents.issue_many(ctx, kind="inspection_notice", papers=notices, on=on)


def approval_number(ctx: Act, row: Inspection) -> str:
    """Return the number of the approval of an inspection, empty while there is none."""
    issued = papers.documents_of(ctx, ("inspection", row.id))
    return next((one.number for one in issued if one.kind == "inspection_approval"), "")
