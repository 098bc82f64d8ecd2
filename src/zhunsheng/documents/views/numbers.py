"""Pages of the ledger of numbers."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.accounts.choices import READERS
from zhunsheng.documents import queries, services
from zhunsheng.documents.choices import KEEPERS, NumberState
from zhunsheng.documents.forms import ReserveForm, VoidForm
from zhunsheng.documents.views.common import holds, tabs_of
from zhunsheng.web import clock, pages, tables


@pages.allow(*READERS)
def numbers(request: HttpRequest) -> HttpResponse:
    """Show every series of numbers and what became of each number."""
    lines = queries.series_lines(pages.viewer_of(request))
    context = {
        "title": "编号台账",
        "tabs": tabs_of("numbers"),
        "rows": lines,
        "keeps": holds(request, KEEPERS),
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
        "keeps": holds(request, KEEPERS),
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
