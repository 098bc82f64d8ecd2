"""What the acts on a draft of the annual report share."""

from __future__ import annotations

from uuid import UUID

from zhunsheng.annualreport import queries
from zhunsheng.annualreport.models import Report
from zhunsheng.kernel.act import Act


def locked(ctx: Act, report: UUID) -> Report:
    """
    Return the draft; drafts of one year are submitted, approved and published one by one.

    :raises Report.DoesNotExist: if the bureau has no such report
    """
    row = queries.report(ctx, report)
    drafts = Report.objects.of(ctx).filter(year=row.year).order_by("round")
    list(drafts.select_for_update().values_list("id"))
    return row
