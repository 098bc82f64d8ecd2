"""Pages that compare: the plan with what was done, an amended version with the one before."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from zhunsheng.planning import queries, rules
from zhunsheng.planning.choices import ChangeKind
from zhunsheng.planning.queries import Progress
from zhunsheng.planning.views.common import READ, crumbs, found, views_of
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock, pages, tables

SHOWN = 50
TONES = {ChangeKind.ADDED: "g", ChangeKind.REMOVED: "n", ChangeKind.CHANGED: "o"}


def _chosen(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if tables.is_number(text) else None


@pages.allow(*READ)
def results(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show a plan against its results: by part, by month, by unit; each number opens its rows."""
    plan = found(request, plan_id)
    viewer = pages.viewer_of(request)
    progress = queries.progress_of(viewer, plan)
    facts = queries.facts_of(viewer, plan, on=clock.today())
    months = rules.plan_by_month(facts)
    part, month = _chosen(request, "part"), _chosen(request, "month")
    opened = bool({"part", "month", "rows"} & request.GET.keys())
    whole = "unvisited" in request.GET and not opened
    context = {
        "title": "计划与完成情况",
        "subtitle": plan.title,
        "crumbs": crumbs(plan, "完成情况"),
        "plan": plan,
        "tabs": views_of(plan, "results"),
        "progress": progress,
        "lines": [
            (one, list(zip(rules.MONTHS, planned, one.by_month, strict=True)))
            for one, planned in zip(progress.parts, months, strict=True)
        ],
        "months": rules.MONTHS,
        "sums": [
            (
                number,
                sum(planned[number - 1] for planned in months),
                sum(one.by_month[number - 1] for one in progress.parts),
            )
            for number in rules.MONTHS
        ],
        "part": part,
        "month": month,
        "rows": tables.paginate(_rows(progress, part, month), request) if opened else None,
        "listed": None if opened or whole else tables.paginate(progress.listed, request),
        "whole": whole,
        "unvisited_units": len(progress.unvisited_units),
        "unvisited": tables.paginate(progress.unvisited, request)
        if whole
        else tables.first_page(progress.unvisited),
        "sees_all": not registry.sees_own_street_only(viewer),
    }
    return pages.show(request, "planning/results.html", context)


def _rows(progress: Progress, part: int | None, month: int | None) -> list[tuple[str, str, str]]:
    """Return the visits behind a number: part, label and address."""
    return [
        (one.part.label, visit.row.label, visit.row.url)
        for one in progress.parts
        if part in (None, one.part.number)
        for visit in one.made
        if month in (None, visit.day.on.month)
    ]


@pages.allow(*READ)
def difference(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show what an amended version says otherwise than the version before."""
    plan = found(request, plan_id)
    changes = queries.difference(pages.viewer_of(request), plan)
    context = {
        "title": "与调整前对照",
        "subtitle": plan.title,
        "crumbs": crumbs(plan, "与调整前对照"),
        "plan": plan,
        "tabs": views_of(plan, "difference"),
        "counts": [
            (kind, TONES[kind], sum(change.kind is kind for change in changes))
            for kind in ChangeKind
        ],
        "page": tables.paginate([(one, TONES[one.kind]) for one in changes], request, size=SHOWN),
    }
    return pages.show(request, "planning/difference.html", context)
