"""Pages of the law itself: instruments, articles, legal numbers, what changed between two days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import changes as comparing
from zhunsheng.lawbook import queries
from zhunsheng.lawbook.choices import ChangeKind, InstrumentRank
from zhunsheng.lawbook.documents.fines import fines_text
from zhunsheng.lawbook.forms import ChangesForm, SearchForm
from zhunsheng.lawbook.loading import (
    Instrument,
    benchmarks,
    circumstances,
    instruments,
    parameters,
    violation_versions,
)
from zhunsheng.lawbook.rules.law import Violation
from zhunsheng.lawbook.rules.places import NATIONAL
from zhunsheng.lawbook.views import common, finding, procedures
from zhunsheng.web import clock, pages, parts

#: The days that the page of changes begins with: the chemicals law takes effect.
EARLIER: Final = date(2026, 4, 30)
LATER: Final = date(2026, 5, 1)
#: Days of change before this one are reached by typing them.
OLDEST: Final = date(2024, 1, 1)


@pages.allow(pages.SIGNED_IN)
def instrument_list(request: HttpRequest) -> HttpResponse:
    """Show every instrument with number, rank, dates; or what a search finds in the lawbook."""
    ranks = tuple(InstrumentRank)
    rows = sorted(
        instruments().values(),
        key=lambda row: (row.ended_on is not None, ranks.index(row.rank), row.id),
    )
    form = SearchForm(request.GET)
    words = form.chosen.get("q", "")
    context = {
        "title": common.TITLE,
        "tabs": common.tabs("list"),
        "rows": rows,
        "filters": form,
        "words": words,
        "groups": finding.search(words) if words else (),
    }
    return pages.show(request, "lawbook/instruments.html", context)


def _held(instrument_id: str) -> Instrument:
    row = instruments().get(instrument_id)
    if row is None:
        raise Http404
    return row


@pages.allow(pages.EVERYONE)
def instrument(request: HttpRequest, instrument_id: str) -> HttpResponse:
    """Show an instrument: its articles in our own words."""
    row = _held(instrument_id)
    context = {
        "title": row.title,
        "frame": common.frame(request),
        "crumbs": common.crumbs(parts.Crumb(row.short)),
        "row": row,
        "versions": queries.succession(row),
        "today": clock.today(),
        "place": queries.place_name(row.jurisdiction) if row.jurisdiction != NATIONAL else "",
        "articles": [
            (citation, article, len(list(_violations(citation))))
            for citation, article in queries.articles_of(row)
        ],
    }
    return pages.show(request, "lawbook/instrument.html", context)


@dataclass(frozen=True, slots=True)
class Punished:
    """A version of a violation with its fines in words."""

    row: Violation
    fines: str


@pages.allow(pages.EVERYONE)
def article(request: HttpRequest, instrument_id: str, number: str) -> HttpResponse:
    """Show an article: what it says, its numbers, the violations and steps that rest on it."""
    row = _held(instrument_id)
    found = row.articles.get(number)
    if found is None:
        raise Http404
    articles = queries.articles_of(row)
    order = [one.number for _, one in articles]
    here = order.index(number)
    citation = articles[here][0]
    context = {
        "title": queries.cite_label(citation),
        "frame": common.frame(request),
        "crumbs": common.crumbs(
            parts.Crumb(row.short, reverse("lawbook:detail", args=[row.id])),
            parts.Crumb(citation.place),
        ),
        "row": row,
        "article": found,
        "verified": row.verified and found.verified,
        "before": order[here - 1] if here else "",
        "after": order[here + 1] if here + 1 < len(order) else "",
        "numbers": [
            (value, queries.value_text(value))
            for values in parameters().values()
            for value in values
            if _is_of(value.basis, citation)
        ],
        "violations": list(_violations(citation)),
        "benchmarks": [
            one
            for rows in benchmarks().values()
            for one in rows
            if _is_of(one.basis, citation) or _punishes(one.violation, citation)
        ],
        "circumstances": [one for one in circumstances().values() if _is_of(one.basis, citation)],
        "steps": list(procedures.resting_on(citation)),
        "next": instruments().get(row.replaced_by),
        "former": [one for one in instruments().values() if one.replaced_by == row.id],
        "touched_url": _touched_url(request, citation),
    }
    return pages.show(request, "lawbook/article.html", context)


def _touched_url(request: HttpRequest, citation: Citation) -> str:
    """Return the address of the part that lists the open cases, empty where it is not open."""
    actor = pages.actor_of(request)
    if actor is None:
        return ""
    name = settings.ZHUNSHENG_PAGES["touched"]
    return pages.open_to(actor, name, citation.instrument, citation.number)


def _is_of(basis: Citation, place: Citation) -> bool:
    """Return whether a citation lies in an article."""
    return basis.lies_in(place)


def _violations(place: Citation) -> Iterator[Punished]:
    rows = sorted(violation_versions().values(), key=lambda versions: versions[-1].penalty)
    for versions in rows:
        if any(_is_of(one.breach, place) or _is_of(one.penalty, place) for one in versions):
            yield from (Punished(one, fines_text(one)) for one in versions)


def _punishes(key: str, place: Citation) -> bool:
    return any(_is_of(one.penalty, place) for one in violation_versions().get(key, ()))


@pages.allow(pages.SIGNED_IN)
def parameter_list(request: HttpRequest) -> HttpResponse:
    """Show every legal number with its dated values, bases and sources."""
    form = SearchForm(request.GET)
    words = form.chosen.get("q", "").casefold().split()
    rows = [
        row
        for row in queries.parameter_rows(on=clock.today())
        if all(
            word in f"{row.label}{row.value}{queries.cite_label(row.source.basis)}".casefold()
            for word in words
        )
    ]
    context = {
        "title": common.TITLE,
        "tabs": common.tabs("parameters"),
        "rows": rows,
        "filters": form,
    }
    return pages.show(request, "lawbook/parameters.html", context)


@pages.allow(pages.SIGNED_IN)
def change_list(request: HttpRequest) -> HttpResponse:
    """Show what the law says otherwise on the later of two days."""
    asked = {"earlier", "later"} & request.GET.keys()
    form = ChangesForm(request.GET if asked else {"earlier": EARLIER, "later": LATER})
    good = form.is_valid()
    found = comparing.changes(**form.cleaned_data) if good else ()
    groups = [(kind, [one for one in found if one.kind is kind]) for kind in ChangeKind]
    context = {
        "title": common.TITLE,
        "tabs": common.tabs("changes"),
        "form": form,
        "good": good,
        "total": len(found),
        "groups": [(kind, rows) for kind, rows in groups if rows],
        "days": turning_days(),
    }
    status = HTTPStatus.OK if good else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "lawbook/changes.html", context, status=status)


@cache
def turning_days() -> tuple[tuple[date, date], ...]:
    """Return the days from which on the lawbook says something else, each with its eve."""
    days = {day for row in instruments().values() for day in (row.effective_on, row.ended_on)}
    days |= {one.since for values in parameters().values() for one in values}
    days |= {one.since for rows in violation_versions().values() for one in rows}
    days |= {one.since for rows in benchmarks().values() for one in rows}
    recent = sorted(day for day in days if day is not None and day >= OLDEST)
    eves = [(day - timedelta(days=1), day) for day in reversed(recent)]
    return tuple(pair for pair in eves if comparing.changes(earlier=pair[0], later=pair[1]))
