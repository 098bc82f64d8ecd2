"""Page of the visit: the record of inspection with its rows of findings."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from zhunsheng.inspection import queries, services
from zhunsheng.inspection.forms import MORE_ROWS, ROWS_AT_FIRST, FindingRows, VisitForm
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.views.common import (
    FIELD,
    act_page,
    found,
    kept,
    officer_choices,
    told,
)
from zhunsheng.web import clock, pages

MORE = "more"
ROWS = "rows"


@pages.allow(*FIELD)
def record_visit(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Record a visit; a button adds rows for findings and keeps what was typed."""
    viewer, row = pages.viewer_of(request), found(request, inspection_id)
    officers = officer_choices(viewer, clock.today())
    posted, outcome = request.method == "POST", None
    form = VisitForm(initial=_initial(row, queries.officer_ids(viewer, row.pk)))
    rows = FindingRows(request.POST if posted else None, shown=_shown(request))
    if MORE in request.POST:
        form = VisitForm(initial=kept(form, request))
        rows = rows.unbound(more=MORE_ROWS)
    elif posted:
        form = VisitForm(request.POST)
    form.offer(officers=officers, pinned=clock.pinned_now())
    if posted and MORE not in request.POST:
        form.needs(rows)
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.record_visit(
                ctx=told(ctx, data),
                inspection=row.pk,
                visit=form.visit(rows.drafts),
                version=pages.version_of(request),
                on=form.cleaned_data["on"],
            ),
        )
        if outcome.done:
            label = INSPECTION.step("visit").label
            return pages.go(request, "inspection:detail", row.pk, label=label)
    text = "提交后生成现场检查记录，内容不能再改。"
    context = act_page(row, step="visit", form=form, consequence=text)
    context |= {"rows": rows, "more": MORE, "rows_name": ROWS}
    return pages.show(request, "inspection/visit.html", context, outcome=outcome)


def _shown(request: HttpRequest) -> int:
    text = request.POST.get(ROWS, "")
    return int(text) if text.isascii() and text.isdigit() else ROWS_AT_FIRST


def _initial(row: Inspection, sent: tuple[UUID, ...]) -> dict[str, object]:
    now = clock.now()
    return {
        "on": row.urgent_on or now.date(),
        "started": (now - timedelta(hours=1)).strftime("%H:%M"),
        "ended": now.strftime("%H:%M"),
        "officers": sent,
        "items": row.items,
        "site_head": row.entity.person_in_charge or row.entity.legal_representative,
        "place": row.entity.address,
    }
