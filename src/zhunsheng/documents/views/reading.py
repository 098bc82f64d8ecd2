"""Pages of documents: the list, one document with its paper, original and files, the kinds."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from zhunsheng.accounts.choices import READERS, Role
from zhunsheng.documents import queries, rules
from zhunsheng.documents.choices import KEEPERS, SCANNED_BY_ACT, SCANNERS, FileFormat
from zhunsheng.documents.forms import DocumentFilter
from zhunsheng.documents.models import Document
from zhunsheng.documents.rendering import FontMissing, NotPrintable
from zhunsheng.documents.views.common import found, holds, tabs_of
from zhunsheng.web import clock, pages, tables


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list: a document, the party it names, and whether the reader may open it."""

    row: Document
    party: str
    is_open: bool


@pages.allow(*READERS)
def documents(request: HttpRequest) -> HttpResponse:
    """List the documents of the bureau, newest first."""
    filters = DocumentFilter(request.GET)
    viewer = pages.viewer_of(request)
    rows = queries.documents(
        viewer,
        kind=str(filters.chosen.get("kind", "")),
        year=filters.chosen.get("year"),
    )
    page = tables.paginate(rows, request)
    closed = queries.closed_to(viewer, page.rows, on=clock.today())
    context = {
        "title": "执法文书",
        "tabs": tabs_of("list"),
        "form": filters,
        "page": page,
        "lines": [Line(row, queries.party_of(row), row.id not in closed) for row in page.rows],
    }
    return pages.show(request, "documents/list.html", context)


@pages.allow(*READERS, Role.STREET_OFFICER)
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show one document: its paper as issued, its hash, its files."""
    return _document_page(request, document_id)


@pages.allow(*READERS, Role.STREET_OFFICER)
def document_file(request: HttpRequest, document_id: UUID, extension: str) -> HttpResponseBase:
    """Hand out the PDF or DOCX, rendered at the first request."""
    row = found(pages.viewer_of(request), document_id)
    wanted = FileFormat(extension)
    try:
        path = queries.rendered(row, wanted)
    except (FontMissing, NotPrintable) as error:
        return _document_page(request, document_id, problem=str(error))
    except queries.ContentChanged:
        return _document_page(request, document_id)
    except OSError:
        return _document_page(request, document_id, problem=_NOT_WRITTEN)
    return FileResponse(
        path.open("rb"),
        as_attachment=extension == FileFormat.DOCX.value,
        filename=f"{row.title}{row.number}.{extension}",
        content_type=wanted.media_type,
    )


_NOT_WRITTEN = (
    "文件没有生成：文件目录不能写入或者磁盘已满。文书内容和编号不受影响，请联系系统管理员。"
)
_CHANGED = "文书内容与制发时的校验值不一致，不能使用。请立即停止使用本文书并报告系统管理员。"


def _document_page(request: HttpRequest, document_id: UUID, *, problem: str = "") -> HttpResponse:
    viewer = pages.viewer_of(request)
    row = found(viewer, document_id)
    context: dict[str, object] = {
        "title": row.title,
        "document": row,
        "problem": problem,
        "fonts_note": queries.fonts_note(),
        **_kept(request, row),
    }
    try:
        context["paper"] = rules.preview(queries.paper(row))
    except queries.ContentChanged:
        context["problem"] = _CHANGED
    response = pages.show(request, "documents/detail.html", context)
    if context["problem"]:
        response.status_code = HTTPStatus.CONFLICT
    return response


def _kept(request: HttpRequest, row: Document) -> dict[str, object]:
    """Return the original and the seals of a document, and what the reader may add."""
    viewer = pages.viewer_of(request)
    declared = queries.kinds().get(row.kind)
    closed = queries.any_file_is_closed(viewer, [(row.subject_kind, row.subject_id)])
    scans = queries.scans_of(viewer, row.id)
    return {
        "kind": declared,
        "original": scans[0] if scans else None,
        "earlier": scans[1:],
        "may_replace": row.kind not in SCANNED_BY_ACT,
        "seals": queries.uses_of(viewer, row.id),
        "external": queries.external_numbers(viewer, [row.id]).get(row.id),
        "may_scan": holds(request, SCANNERS) and not closed,
        "may_seal": holds(request, KEEPERS),
        "reads_all": holds(request, READERS),
    }


@pages.allow(*READERS)
def kinds(request: HttpRequest) -> HttpResponse:
    """Show the declared kinds of documents with what each must contain."""
    context = {
        "title": "文书样式",
        "tabs": tabs_of("kinds"),
        "rows": list(queries.kinds().values()),
    }
    return pages.show(request, "documents/kinds.html", context)
