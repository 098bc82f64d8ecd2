"""Pages of the lawbook: what the program holds to be the law, and how sure it is."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.lawbook import queries
from zhunsheng.web import clock, pages, parts


def _tabs(active: str) -> tuple[parts.Tab, ...]:
    entries = (
        ("list", "法律文件", len(queries.instruments())),
        ("parameters", "期限与金额", len(queries.parameters())),
        ("violations", "违法行为", len(queries.violations())),
    )
    return tuple(
        parts.Tab(label, reverse(f"lawbook:{name}"), count, name == active)
        for name, label, count in entries
    )


@pages.allow(pages.SIGNED_IN)
def instruments(request: HttpRequest) -> HttpResponse:
    """Show every instrument with number, rank, dates and whether its text was read."""
    rows = sorted(
        queries.instruments().values(), key=lambda row: (row.ended_on is not None, row.id)
    )
    context = {"title": "法规基准", "tabs": _tabs("list"), "rows": rows}
    return pages.show(request, "lawbook/instruments.html", context)


@pages.allow(pages.SIGNED_IN)
def instrument(request: HttpRequest, instrument_id: str) -> HttpResponse:
    """Show an instrument: its articles in our own words."""
    row = queries.instruments().get(instrument_id)
    if row is None:
        raise Http404
    context = {
        "title": row.title,
        "crumbs": (parts.Crumb("法规基准", reverse("lawbook:list")), parts.Crumb(row.short)),
        "row": row,
        "articles": queries.articles_of(row),
    }
    return pages.show(request, "lawbook/instrument.html", context)


@pages.allow(pages.SIGNED_IN)
def parameters(request: HttpRequest) -> HttpResponse:
    """Show every legal number with its dated values, bases and sources."""
    context = {
        "title": "法规基准",
        "tabs": _tabs("parameters"),
        "rows": queries.parameter_rows(on=clock.today()),
    }
    return pages.show(request, "lawbook/parameters.html", context)


@pages.allow(pages.SIGNED_IN)
def violations(request: HttpRequest) -> HttpResponse:
    """Show the catalogue of violations with ranges of fines."""
    rows = sorted(queries.violations().values(), key=lambda row: row.penalty)
    context = {"title": "法规基准", "tabs": _tabs("violations"), "rows": rows}
    return pages.show(request, "lawbook/violations.html", context)
