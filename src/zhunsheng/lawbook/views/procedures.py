"""Declared procedures as pages: their steps, terms and grounds, and which of them an article is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.procedure import Procedure, Step, citations_of, declared
from zhunsheng.lawbook import queries
from zhunsheng.lawbook.views import common
from zhunsheng.web import pages, parts


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a procedure that rests on an article: by ground, term, or what is checked."""

    procedure: Procedure[Any]
    step: Step[Any]
    is_ground: bool
    deadline: str
    is_checked: bool


def resting_on(place: Citation) -> Iterator[StepRow]:
    """Yield the steps of all procedures that rest on an article."""
    for procedure in declared():
        for step in procedure.steps:
            term = step.deadline
            row = StepRow(
                procedure,
                step,
                is_ground=step.basis.lies_in(place),
                deadline=term_text(step) if term and term.basis.lies_in(place) else "",
                is_checked=any(one.lies_in(place) for one in checked(step)),
            )
            if row.is_ground or row.deadline or row.is_checked:
                yield row


def term_text(step: Step[Any]) -> str:
    """Return the length of a step's term, empty where it has none."""
    return f"{step.deadline.length}{step.deadline.unit.label}" if step.deadline else ""


def checked(step: Step[Any]) -> tuple[Citation, ...]:
    """Return the articles that are checked before a step: those that its guards cite."""
    guards: tuple[Callable[..., Any], ...] = step.guards
    cited = (one for guard in guards for one in citations_of(guard))
    return tuple(dict.fromkeys(one for one in cited if _is_held(one)))


def _is_held(citation: Citation) -> bool:
    try:
        queries.article(citation)
    except queries.NoSuchLaw:
        return False
    return True


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A citation in a column: its title is left out where the line before named it already."""

    label: str
    url: str


def cited_places(citations: Iterable[Citation], named: str) -> tuple[CitedPlace, ...]:
    """Return citations by instrument and place; what follows ``named`` needs no title."""
    found = []
    for one in sorted(citations, key=lambda c: (c.instrument != named, c)):
        is_named = one.instrument == named and bool(one.place)
        label = one.place if is_named else queries.cite_label(one)
        found.append(CitedPlace(label, queries.url_of(one)))
        named = one.instrument
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step as the page of its procedure shows it."""

    step: Step[Any]
    after: str
    term: str
    since: str
    ground: CitedPlace
    checked: tuple[CitedPlace, ...]


@pages.allow(pages.EVERYONE)
def procedure(request: HttpRequest, procedure_key: str) -> HttpResponse:
    """Show a declared procedure: its steps in order, each with ground, term and what it checks."""
    found = {one.key: one for one in declared()}
    shown = found.get(procedure_key)
    if shown is None:
        raise Http404
    context = {
        "title": shown.label,
        "frame": common.frame(request),
        "crumbs": common.crumbs(parts.Crumb(shown.label)),
        "tabs": tuple(
            parts.Tab(
                one.label,
                reverse("lawbook:procedure", args=[key]),
                len(one.steps),
                key == procedure_key,
            )
            for key, one in found.items()
        ),
        "procedure": shown,
        "steps": [_shown(shown, step) for step in shown.steps],
    }
    return pages.show(request, "lawbook/procedure.html", context)


def _shown(whole: Procedure[Any], step: Step[Any]) -> ShownStep:
    return ShownStep(
        step=step,
        after="、".join(whole.step(key).label for key in step.after),
        term=term_text(step),
        since=whole.step(step.deadline.since).label if step.deadline else "",
        ground=cited_places((step.basis,), whole.basis.instrument)[0],
        checked=cited_places(checked(step), whole.basis.instrument),
    )
