"""Pages of documents: the list, one document with its paper and files, the ledger of numbers."""

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from zhunsheng.accounts.choices import READERS, Role
from zhunsheng.documents import queries, rules, services
from zhunsheng.documents.choices import FileFormat, NumberState
from zhunsheng.documents.forms import DocumentFilter, ReserveForm, VoidForm
from zhunsheng.documents.models import Document
from zhunsheng.documents.rendering import FontMissing, NotPrintable
from zhunsheng.kernel.act import Viewer
from zhunsheng.web import clock, pages, parts, tables

#: Who keeps the ledger of numbers.
KEEPERS = frozenset({Role.CASE_SECRETARY, Role.TEAM_HEAD, Role.ARCHIVIST})


def _tabs(active: str) -> tuple[parts.Tab, ...]:
    entries = (("list", "文书"), ("numbers", "编号台账"), ("kinds", "文书样式"))
    return tuple(
        parts.Tab(label, reverse(f"documents:{name}"), active=name == active)
        for name, label in entries
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list: a document and the party it names."""

    row: Document
    party: str


@pages.allow(*READERS)
def documents(request: HttpRequest) -> HttpResponse:
    """List the documents of the bureau, newest first."""
    filters = DocumentFilter(request.GET)
    rows = queries.documents(
        pages.viewer_of(request),
        kind=str(filters.chosen.get("kind", "")),
        year=filters.chosen.get("year"),
    )
    page = tables.paginate(rows, request)
    context = {
        "title": "执法文书",
        "tabs": _tabs("list"),
        "form": filters,
        "page": page,
        "lines": [Line(row, queries.party_of(row)) for row in page.rows],
    }
    return pages.show(request, "documents/list.html", context)


@pages.allow(*READERS)
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show one document: its paper as issued, its hash, its files."""
    return _document_page(request, document_id)


@pages.allow(*READERS)
def document_file(request: HttpRequest, document_id: UUID, extension: str) -> HttpResponseBase:
    """Hand out the PDF or DOCX, rendered at the first request."""
    found = _found(pages.viewer_of(request), document_id)
    wanted = FileFormat(extension)
    try:
        path = queries.rendered(found, wanted)
    except (FontMissing, NotPrintable) as error:
        return _document_page(request, document_id, problem=str(error))
    except queries.ContentChanged:
        return _document_page(request, document_id)
    except OSError:
        return _document_page(request, document_id, problem=_NOT_WRITTEN)
    return FileResponse(
        path.open("rb"),
        as_attachment=extension == FileFormat.DOCX.value,
        filename=f"{found.title}{found.number}.{extension}",
        content_type=wanted.media_type,
    )


_NOT_WRITTEN = (
    "文件没有生成：文件目录不能写入或者磁盘已满。文书内容和编号不受影响，请联系系统管理员。"
)
_CHANGED = "文书内容与制发时的校验值不一致，不能使用。请立即停止使用本文书并报告系统管理员。"


def _document_page(request: HttpRequest, document_id: UUID, *, problem: str = "") -> HttpResponse:
    found = _found(pages.viewer_of(request), document_id)
    context: dict[str, object] = {
        "title": found.title,
        "document": found,
        "problem": problem,
        "fonts_note": queries.fonts_note(),
    }
    try:
        context["paper"] = rules.preview(queries.paper(found))
    except queries.ContentChanged:
        context["problem"] = _CHANGED
    response = pages.show(request, "documents/detail.html", context)
    if context["problem"]:
        response.status_code = HTTPStatus.CONFLICT
    return response


@pages.allow(*READERS)
def numbers(request: HttpRequest) -> HttpResponse:
    """Show every series of numbers and what became of each number."""
    lines = queries.series_lines(pages.viewer_of(request))
    context = {
        "title": "编号台账",
        "tabs": _tabs("numbers"),
        "rows": lines,
        "keeps": _keeps(request),
    }
    return pages.show(request, "documents/numbers.html", context)


@pages.allow(*READERS)
def series(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Show every number of one series."""
    viewer = pages.viewer_of(request)
    rows = queries.numbers(viewer, code=code, year=year)
    if not rows.exists():
        raise Http404
    context = {
        "title": f"“{code}”字编号（{year}年）",
        "page": tables.paginate(rows, request),
        "unaccounted": queries.unaccounted_numbers(viewer, code, year),
        "keeps": _keeps(request),
    }
    return pages.show(request, "documents/series.html", context)


@pages.allow(*KEEPERS)
def reserve(request: HttpRequest) -> HttpResponse:
    """Set the next number of a kind aside."""
    form = ReserveForm(request.POST or None)
    outcome: pages.Outcome[object] | None = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.reserve_number(
                ctx=ctx, kind=str(data["kind"]), on=clock.today()
            ),
        )
        if outcome.done:
            return pages.go(request, "documents:numbers", label="预留编号")
    context = {
        "title": "预留编号",
        "form": form,
        "button": "预留下一个编号",
        "back": reverse("documents:numbers"),
        "consequence": "预留的编号须用于文书，或者写明原因作废。",
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*KEEPERS)
def void(request: HttpRequest, number_id: UUID) -> HttpResponse:
    """Give up a reserved number with the reason."""
    try:
        entry = queries.number(pages.viewer_of(request), number_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    form = VoidForm(request.POST or None)
    outcome: pages.Outcome[object] | None = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.void_number(
                ctx=ctx, number_id=number_id, reason=str(data["reason"]), on=clock.today()
            ),
        )
        if outcome.done:
            return pages.go(request, "documents:series", entry.code, entry.year, label="作废编号")
    context = {
        "title": "作废编号",
        "form": form,
        "button": "作废",
        "back": reverse("documents:series", args=(entry.code, entry.year)),
        "facts": [("编号", entry.number), ("状态", NumberState(entry.state).label)],
        "consequence": "作废后该编号不再使用，台账保留编号和原因。",
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*READERS)
def kinds(request: HttpRequest) -> HttpResponse:
    """Show the declared kinds of documents with what each must contain."""
    context = {"title": "文书样式", "tabs": _tabs("kinds"), "rows": list(queries.kinds().values())}
    return pages.show(request, "documents/kinds.html", context)


def _found(viewer: Viewer, document_id: UUID) -> Document:
    try:
        return queries.document(viewer, document_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _keeps(request: HttpRequest) -> bool:
    actor = pages.actor_of(request)
    return actor is not None and actor.holds(frozenset(role.value for role in KEEPERS))
