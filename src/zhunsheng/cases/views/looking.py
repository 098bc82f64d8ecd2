"""Fragments that other pages show: the open cases that an article touches."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from zhunsheng.cases import queries
from zhunsheng.cases.queries.touched import MOST_LISTED
from zhunsheng.cases.views.reading import READ
from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.web import pages, parts


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
        "frame": "cases/bare.html" if "HX-Request" in request.headers else "web/base.html",
        "title": title,
        "crumbs": (parts.Crumb(title, lawbook.url_of(place)), parts.Crumb("在办案件")),
        "rows": rows[:MOST_LISTED],
        "total": f"{len(rows)} 起",
        "more": max(0, len(rows) - MOST_LISTED),
    }
    return pages.show(request, "cases/touched.html", context)
