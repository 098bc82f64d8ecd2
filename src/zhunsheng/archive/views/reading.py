"""Lists of volumes, one volume with its catalogue, the dossier of a folder."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts import services as access
from zhunsheng.accounts.choices import READERS
from zhunsheng.archive import queries
from zhunsheng.archive.choices import BORROWERS, FILERS, INSIDERS, KEEPERS
from zhunsheng.archive.forms import VolumeFilter
from zhunsheng.archive.models import Volume
from zhunsheng.archive.views.common import (
    INNER_CLOSED,
    MAIN_CLOSED,
    ROOM,
    UNREADABLE,
    crumbs_of,
    holds,
    tabs_of,
)
from zhunsheng.documents import queries as documents
from zhunsheng.documents.choices import Folder
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.web import clock, pages, parts, tables

LOOKED, PRINTED, MAIN_PRINTED = "查阅副卷目录", "调取副卷PDF", "调取正卷PDF"


@pages.allow(*READERS)
@require_GET
def volume_list(request: HttpRequest) -> HttpResponse:
    """List the volumes of the archive, newest first."""
    viewer = pages.viewer_of(request)
    chosen = VolumeFilter(request.GET)
    filters = queries.VolumeFilters(**chosen.chosen)
    context = {
        "title": ROOM,
        "tabs": tabs_of("list", queries.waiting(viewer).count()),
        "filters": chosen,
        "may_file": holds(request, FILERS),
        "page": tables.paginate(queries.volumes(viewer, filters), request),
    }
    return pages.show(request, "archive/list.html", context)


@pages.allow(*READERS)
@require_GET
def waiting_list(request: HttpRequest) -> HttpResponse:
    """List the closed cases that are not filed yet, the oldest first."""
    page = tables.paginate(queries.waiting(pages.viewer_of(request)), request)
    context = {
        "title": ROOM,
        "tabs": tabs_of("waiting", page.total),
        "page": page,
        "may_file": holds(request, FILERS),
    }
    return pages.show(request, "archive/waiting.html", context)


def found(viewer: Viewer, volume_id: UUID) -> Volume:
    """
    Return a volume of the bureau.

    :raises Http404: if there is none
    """
    try:
        return queries.volume(viewer, volume_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error


@pages.allow(*READERS)
@require_GET
def volume_detail(request: HttpRequest, volume_id: UUID) -> HttpResponse:
    """Show a volume with the catalogue of its main folder."""
    return _page(request, found(pages.viewer_of(request), volume_id), Folder.MAIN)


@pages.allow(*INSIDERS)
@require_GET
def inner_folder(request: HttpRequest, volume_id: UUID) -> HttpResponse:
    """Show the catalogue of the inner folder; the look goes into the access ledger."""
    viewer = pages.viewer_of(request)
    row = found(viewer, volume_id)
    if not queries.may_read_inner(viewer, row, on=clock.today()):
        return _page(request, row, Folder.MAIN, problem=INNER_CLOSED, status=403)
    access.note_access(viewer, subject=("volume", row.id), what=LOOKED, at=clock.now())
    return _page(request, row, Folder.INNER)


def _page(
    request: HttpRequest, row: Volume, folder: Folder, *, problem: str = "", status: int = 200
) -> HttpResponse:
    viewer, day = pages.viewer_of(request), clock.today()
    case = [("case", row.case_id)]
    closed = documents.any_file_is_closed(viewer, case)
    out = queries.out_now(viewer, row)
    sees_inner = holds(request, INSIDERS) and queries.may_read_inner(viewer, row, on=day)
    may_read = queries.may_read_main(viewer, row, on=day)
    context = {
        "title": row.number,
        "subtitle": row.label,
        "crumbs": crumbs_of(row),
        "row": row,
        "folders": _folders(row, folder, sees_inner=sees_inner),
        "papers": queries.papers_of(viewer, row, folder),
        "volumes": queries.volumes_of(viewer, row.case_id),
        "out": queries.loan_lines((out,), on=day)[0] if out else None,
        "closed": closed,
        "problem": problem,
        "may_see_inner": sees_inner,
        "may_read": may_read,
        "may_open": closed and holds(request, KEEPERS),
        "may_file": not closed and holds(request, FILERS),
        "may_borrow": holds(request, BORROWERS),
        "accesses": accounts.accesses(viewer, subject=("volume", row.id), most=12)
        if may_read
        else (),
        "entries": [_entry(one) for one in journal.timeline(viewer, case, inner=sees_inner)][:12],
    }
    response = pages.show(request, "archive/detail.html", context)
    response.status_code = status
    return response


def _folders(row: Volume, folder: Folder, *, sees_inner: bool) -> tuple[parts.Tab, ...]:
    """Return the folders that the reader may see, with their pages."""
    pages_of = {Folder.MAIN: row.main_pages, Folder.INNER: row.inner_pages}
    names = {Folder.MAIN: "archive:detail", Folder.INNER: "archive:inner"}
    return tuple(
        parts.Tab(
            f"{one.label}（{pages_of[one]}页）",
            reverse(names[one], args=[row.id]),
            active=one is folder,
        )
        for one in Folder
        if one is Folder.MAIN or sees_inner
    )


def _entry(entry: journal.Entry) -> parts.TimelineEntry:
    return parts.TimelineEntry(at=entry.on.isoformat(), text=entry.sentence, by=entry.actor)


@pages.allow(*READERS)
@require_GET
def main_pdf(request: HttpRequest, volume_id: UUID) -> HttpResponseBase:
    """Hand out the main folder as one PDF/A; it goes into the access ledger."""
    viewer = pages.viewer_of(request)
    row = found(viewer, volume_id)
    if not queries.may_read_main(viewer, row, on=clock.today()):
        return _page(request, row, Folder.MAIN, problem=MAIN_CLOSED, status=403)
    access.note_access(viewer, subject=("volume", row.id), what=MAIN_PRINTED, at=clock.now())
    return _pdf(request, row, Folder.MAIN)


@pages.allow(*INSIDERS)
@require_GET
def inner_pdf(request: HttpRequest, volume_id: UUID) -> HttpResponseBase:
    """Hand out the inner folder as one PDF/A; it goes into the access ledger."""
    viewer = pages.viewer_of(request)
    row = found(viewer, volume_id)
    if not queries.may_read_inner(viewer, row, on=clock.today()):
        return _page(request, row, Folder.MAIN, problem=INNER_CLOSED, status=403)
    access.note_access(viewer, subject=("volume", row.id), what=PRINTED, at=clock.now())
    return _pdf(request, row, Folder.INNER)


def _pdf(request: HttpRequest, row: Volume, folder: Folder) -> HttpResponseBase:
    try:
        path = queries.dossier(pages.viewer_of(request), row, folder)
    except (queries.DossierUnreadable, OSError) as error:
        return _page(request, row, folder, problem=UNREADABLE.format(cause=error), status=409)
    name = f"{row}{folder.label}.pdf"
    return FileResponse(path.open("rb"), filename=name, content_type="application/pdf")
