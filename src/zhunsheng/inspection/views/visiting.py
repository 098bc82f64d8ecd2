"""Page of the visit: the record of inspection with checklist, findings, and who was there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime

from zhunsheng.inspection import queries, services
from zhunsheng.inspection.forms import (
    ATTENDEES_AT_FIRST,
    MORE_ROWS,
    ROWS_AT_FIRST,
    AttendeeRows,
    ChecklistForm,
    CheckRows,
    FindingRows,
    VisitForm,
    photos_of,
    violation_groups,
)
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.views import photos
from zhunsheng.inspection.views.common import (
    FIELD,
    act_page,
    ceased,
    found,
    kept,
    sent_choices,
)
from zhunsheng.kernel.act import SHANGHAI, Act
from zhunsheng.web import clock, pages

MORE = "more"
CHOOSE = "choose"
ROWS = "rows"
CHECKLIST = "checklist"


@dataclass(slots=True)
class Sheet:
    """All that a visit is typed into: the form and the rows below it."""

    form: VisitForm
    choice: ChecklistForm
    checks: CheckRows
    findings: FindingRows
    attendees: AttendeeRows


@pages.allow(*FIELD)
def record_visit(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Record a visit; buttons choose a checklist or add rows, and keep what was typed."""
    viewer, row = pages.viewer_of(request), found(request, inspection_id)
    outcome = None
    sent = queries.officer_ids(viewer, row.pk)
    shown_at = queries.code_shown_at(viewer, row.pk)
    sheet = _sheet(request, row, sent, shown_at)
    sheet.form.offer(
        officers=sent_choices(viewer, sent, on=clock.today()),
        companions=[
            (str(one.id), f"{one.kind_label}{one.name}")
            for one in queries.companions_of(viewer, row.pk)
        ],
        pinned=clock.pinned_now(),
        shown_at=localtime(shown_at) if shown_at else None,
        planned_on=None if row.is_urgent else row.planned_on,
    )
    if request.method == "POST" and not _is_only_shown(request):
        sheet.form.needs(sheet.checks, sheet.findings, sheet.attendees)
        sheet.form.needs_photos(sheet.checks, sheet.findings)
        outcome = pages.submit(
            request,
            form=sheet.form,
            act=lambda ctx, data: services.record_visit(
                ctx=_at_its_end(ctx, sheet.form.ended_at),
                inspection=row.pk,
                visit=sheet.form.visit(sheet.findings, sheet.checks, sheet.attendees),
                photos=photos_of(sheet.findings, sheet.checks),
                version=pages.version_of(request),
                on=sheet.form.cleaned_data["on"],
            ),
        )
        if outcome.done:
            label = INSPECTION.step("visit").label
            return pages.go(request, "inspection:detail", row.pk, label=label)
    text = "提交后生成检查记录（样式见审批），照片存入证据目录，内容不能再改。"
    context = act_page(row, step="visit", form=sheet.form, consequence=text)
    context |= {
        "with_files": True,
        "ceased": ceased(viewer, row, clock.today()),
        "rows": sheet.findings,
        "checks": sheet.checks,
        "choice": sheet.choice,
        "attendees": sheet.attendees,
        "earlier": queries.earlier_findings(viewer, row),
        "more": MORE,
        "choose": CHOOSE,
        "rows_name": ROWS,
    }
    return pages.show(request, "inspection/visit.html", context, outcome=outcome)


def _at_its_end(ctx: Act, ended_at: datetime) -> Act:
    """Return the act when the visit had ended, where the clock of a demo stands still all day."""
    if clock.pinned_now() is None or ended_at.astimezone(SHANGHAI).date() != ctx.day:
        return ctx
    return replace(ctx, at=max(ctx.at, ended_at))


def _is_only_shown(request: HttpRequest) -> bool:
    return MORE in request.POST or CHOOSE in request.POST


def _sheet(
    request: HttpRequest, row: Inspection, sent: tuple[UUID, ...], shown_at: datetime | None
) -> Sheet:
    """Return what the visit is typed into: empty, as typed, or as typed without a complaint."""
    data = request.POST if request.method == "POST" else None
    named = data.get(CHECKLIST, "") if data is not None else _checklist(request, row)
    sheet = Sheet(
        form=VisitForm(data)
        if data is not None
        else VisitForm(initial=_initial(row, sent, shown_at)),
        choice=ChecklistForm(initial={CHECKLIST: named}),
        checks=CheckRows(data, checklist=named, on=row.urgent_on or clock.today()),
        findings=FindingRows(data, shown=_shown(request)),
        attendees=AttendeeRows(data, shown=ATTENDEES_AT_FIRST),
    )
    if data is not None and _is_only_shown(request):
        sheet.form = VisitForm(initial=kept(sheet.form, request))
        sheet.checks = sheet.checks.kept()
        sheet.findings = sheet.findings.unbound(more=MORE_ROWS if MORE in data else 0)
        sheet.attendees = sheet.attendees.unbound(more=0)
    on, sector = row.urgent_on or clock.today(), row.entity.sector_label
    sheet.findings.offer(violation_groups(checklist=named, sector=sector, on=on))
    if data is not None:
        photos.attach(request, (*sheet.checks.rows, *sheet.findings.rows))
    return sheet


def _checklist(request: HttpRequest, row: Inspection) -> str:
    """Return the checklist of the address, or the first that the scheme of the visit names."""
    named = request.GET.get(CHECKLIST, "")
    schemes = () if named else queries.schemes_of(pages.viewer_of(request), row)
    keys = schemes[-1].checklist_keys if schemes else ()
    return named or next(iter(keys), "")


def _shown(request: HttpRequest) -> int:
    text = request.POST.get(ROWS, "")
    return int(text[:4]) if text.isascii() and text.isdigit() else ROWS_AT_FIRST


def _initial(
    row: Inspection, sent: tuple[UUID, ...], shown_at: datetime | None
) -> dict[str, object]:
    now = clock.now()
    began = localtime(shown_at) if shown_at else now - timedelta(hours=1)
    ended = now if clock.pinned_now() is None or began < now else began + timedelta(hours=1)
    return {
        "on": row.urgent_on or now.date(),
        "started": began.strftime("%H:%M"),
        "ended": ended.strftime("%H:%M"),
        "officers": sent,
        "site_head": row.party.person_in_charge or row.party.legal_representative,
        "place": row.party.address,
    }
