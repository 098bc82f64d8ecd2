"""Pages of the monthly comparison with the list of bank and treasury."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.accounts.choices import READERS
from zhunsheng.execution import forms, imports, queries, services
from zhunsheng.execution.choices import RECONCILERS, MatchState
from zhunsheng.execution.rules.matching import TREASURY
from zhunsheng.execution.views.common import ROOM
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.money import yuan_text
from zhunsheng.web import clock, pages, parts, tables, uploads
from zhunsheng.web.sheets import UnreadableSheet

TITLE: Final = "月度对账"
IMPORT: Final = "导入收缴清单"
CONCLUDE: Final = "办结对账"
READ: Final = tuple(sorted(role.value for role in READERS))
WRITE: Final = tuple(sorted(role.value for role in RECONCILERS))
FIRST_YEAR: Final = 2021


def _month(viewer: Viewer, year: int, month: int) -> queries.Month:
    if not (1 <= month <= 12 and FIRST_YEAR <= year <= date.max.year - 1):
        raise Http404
    return queries.month_of(viewer, year, month)


def _crumbs(found: queries.Month | None = None, label: str = "") -> tuple[parts.Crumb, ...]:
    rows = [parts.Crumb(ROOM, reverse("execution:list"))]
    rows.append(parts.Crumb(TITLE, reverse("execution:months") if found else ""))
    if found is not None:
        rows.append(parts.Crumb(found.label, _url(found) if label else ""))
    if label:
        rows.append(parts.Crumb(label))
    return tuple(rows)


def _url(found: queries.Month, name: str = "month") -> str:
    return reverse(f"execution:{name}", args=[found.year, found.month])


@pages.allow(*READ)
@require_GET
def month_list(request: HttpRequest) -> HttpResponse:
    """List the months that were compared, and lead to the month before this one."""
    viewer = pages.viewer_of(request)
    year, month = queries.previous_month(clock.today())
    rows = queries.months(viewer)
    context = {
        "title": TITLE,
        "crumbs": _crumbs(),
        "page": tables.paginate(rows, request),
        "last_url": reverse("execution:month", args=[year, month]),
        "last_label": queries.month_label(year, month),
    }
    return pages.show(request, "execution/months.html", context)


@pages.allow(*READ)
@require_GET
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show both sides of a month, differences first, each with its reason."""
    viewer = pages.viewer_of(request)
    found = _month(viewer, year, month)
    may = viewer.by.holds(frozenset(WRITE))
    codes = [one.listed.code for one in found.differing if one.listed and one.listed.code]
    known = queries.cases_of_codes(viewer, codes)
    lines = [
        (
            one,
            found.cases.get(one.ebill) or known.get(one.listed.code if one.listed else ""),
            parts.Tone.GREEN if one.is_sound else parts.Tone.RED,
        )
        for one in found.matches
    ]
    context = {
        "title": found.label,
        "subtitle": TITLE,
        "crumbs": _crumbs(found),
        "month": found,
        "page": tables.paginate(lines, request),
        "not_recorded": MatchState.NOT_RECORDED,
        "may_import": may and not found.is_concluded,
        "may_conclude": may and not found.is_concluded and found.row is not None,
        "entries": _entries(viewer, found),
    }
    return pages.show(request, "execution/month.html", context)


def _entries(viewer: Viewer, found: queries.Month) -> list[parts.TimelineEntry]:
    if found.row is None:
        return []
    entries = journal.timeline(viewer, [("reconciliation", found.row.id)])
    return [parts.TimelineEntry(one.on.isoformat(), one.sentence, one.actor) for one in entries]


@pages.allow(*WRITE)
def take_list(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Take in the month's list: all of it, or nothing."""
    found = _month(pages.viewer_of(request), year, month)
    form = forms.ListForm(request.POST or None, request.FILES or None)
    try:
        return _import_page(request, found, form)
    except UnreadableSheet as reason:
        unread = uploads.refused(reason.message)
        return _import_page(request, found, unread, refused=pages.Outcome(unread))


def _import_page(
    request: HttpRequest,
    found: queries.Month,
    form: uploads.UploadForm,
    refused: pages.Outcome[Any] | None = None,
) -> HttpResponse:
    outcome = refused
    if request.method == "POST" and refused is None:
        outcome = pages.submit_on_record(
            request,
            form=form,
            act=lambda ctx, data: services.import_list(
                ctx=ctx,
                year=found.year,
                month=found.month,
                filename=data["file"].name,
                content=data["file"].read(),
                on=ctx.day,
                version=data["version"],
            ),
        )
        if outcome.done:
            return pages.go(request, "execution:month", found.year, found.month, label=IMPORT)
    context = {
        **_act(found, IMPORT),
        "form": form,
        "consequence": "本月原有的清单由新文件代替；有一行不符合要求的，整个文件不导入。",
        "columns": imports.COLUMNS,
    }
    return pages.show(request, "execution/import.html", context, outcome=outcome)


def _act(found: queries.Month, label: str) -> dict[str, Any]:
    return {
        "title": label,
        "subtitle": found.label,
        "crumbs": _crumbs(found, label),
        "version": found.row.version if found.row else 0,
        "back": _url(found),
        "button": label,
        "basis": TREASURY,
        "facts": (
            ("月份", found.label),
            ("清单合计", f"{yuan_text(found.listed_fen)}元"),
            ("登记合计", f"{yuan_text(found.recorded_fen)}元"),
            ("一致", f"{found.sound}笔"),
            ("不一致", f"{len(found.differing)}笔"),
        ),
    }


@pages.allow(*WRITE)
def conclude(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Conclude the comparison of a month."""
    found = _month(pages.viewer_of(request), year, month)
    form = forms.ConcludeForm(request.POST or None)
    outcome: pages.Outcome[Any] | None = None
    if request.method == "POST":
        outcome = pages.submit_on_record(
            request,
            form=form,
            act=lambda ctx, data: services.conclude_month(
                ctx=ctx,
                year=found.year,
                month=found.month,
                note=data["note"],
                on=ctx.day,
                version=data["version"],
            ),
        )
        if outcome.done:
            return pages.go(request, "execution:month", found.year, found.month, label=CONCLUDE)
    context = {
        **_act(found, CONCLUDE),
        "form": form,
        "consequence": "办结后固定对账结果的校验值，其后的变化显示为差异。",
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*WRITE)
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """Save the blank list."""
    return uploads.download(imports.template(), name=f"{imports.TITLE}.xlsx")
