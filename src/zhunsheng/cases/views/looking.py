"""What other pages show or link: cases an article touches, earlier offences, a form to sign."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.cases import queries
from zhunsheng.cases.choices import FirstOffence
from zhunsheng.cases.documents.turning import unsigned_address
from zhunsheng.cases.queries import closure, offences
from zhunsheng.cases.queries.touched import MOST_LISTED
from zhunsheng.cases.views.reading import READ, ROOM
from zhunsheng.documents import queries as documents
from zhunsheng.documents.choices import FileFormat
from zhunsheng.documents.rendering import FontMissing, NotPrintable
from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.rules.ledger import CLOSURE
from zhunsheng.web import clock, pages, parts

TONES: Final = {
    FirstOffence.YES: parts.Tone.GREEN,
    FirstOffence.NO: parts.Tone.ORANGE,
    FirstOffence.UNKNOWN: parts.Tone.ORANGE,
}


@pages.allow(*READ)
def touched_cases(request: HttpRequest, instrument_id: str, number: str) -> HttpResponse:
    """Show the open cases that an article touches: a part of its page, or a page by itself."""
    try:
        place = Citation.parse(f"{instrument_id}:{number}")
        lawbook.article(place)
    except (ValueError, lawbook.NoSuchLaw):
        raise Http404 from None
    rows = queries.touched(pages.viewer_of(request), place)
    title = lawbook.cite_label(place)
    context = {
        "frame": _frame(request),
        "title": title,
        "crumbs": (parts.Crumb(title, lawbook.url_of(place)), parts.Crumb("在办案件")),
        "rows": rows[:MOST_LISTED],
        "total": f"{len({row.case.root_id for row in rows})} 起",
        "more": max(0, len(rows) - MOST_LISTED),
    }
    return pages.show(request, "cases/touched.html", context)


@pages.allow(*READ)
def earlier_offences(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the earlier offences of a case's party: a part of its page, or a page by itself."""
    viewer = pages.viewer_of(request)
    case = queries.case(viewer, case_id)
    on = offences.looked_up_on(viewer, case, today=clock.today())
    found = offences.earlier(viewer, case, on=on)
    ledger = closure.closure_ledger(viewer, case, on=on)
    counted = [one.case_id for one in ledger.decisions]
    context = {
        "frame": _frame(request),
        "title": "违法记录查询",
        "crumbs": (
            parts.Crumb(ROOM, reverse("cases:list")),
            parts.Crumb(case.number or case.party_name, reverse("cases:detail", args=[case.id])),
            parts.Crumb("违法记录查询"),
        ),
        "case": case,
        "earlier": found,
        "closure": ledger,
        "may_open": set(
            queries.visible(viewer).filter(id__in=counted).values_list("id", flat=True)
        ),
        "closure_basis": CLOSURE,
        "tone": TONES[found.answer],
    }
    return pages.show(request, "cases/earlier.html", context)


@pages.allow(*READ)
def address_form(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Hand out the confirmation of an address as PDF, for the party to fill in and sign."""
    viewer, today = pages.viewer_of(request), clock.today()
    content = unsigned_address(queries.file_of(viewer, case_id, on=today))
    try:
        made = documents.unissued(viewer, "address_confirmation", content, on=today)
    except (FontMissing, NotPrintable) as problem:
        raise Http404(str(problem)) from problem
    return HttpResponse(made, content_type=FileFormat.PDF.media_type)


def _frame(request: HttpRequest) -> str:
    """Return what a part stands in: nothing where a page loads it, else a page."""
    return "cases/bare.html" if "HX-Request" in request.headers else "web/base.html"
