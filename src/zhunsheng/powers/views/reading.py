"""Pages that show lists: the versions, one version, an item, differences, ties to the lawbook."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.powers import exports, forms, imports, queries, rules
from zhunsheng.powers.choices import PowerStep
from zhunsheng.powers.models import PowerListVersion
from zhunsheng.powers.procedure import POWER_LIST
from zhunsheng.powers.queries import VersionLine
from zhunsheng.powers.rules import Difference, PowerFacts
from zhunsheng.powers.views.common import (
    READ,
    ROOM,
    TONES,
    WRITE,
    crumbs,
    found,
    is_meant,
    lines,
    may_write,
)
from zhunsheng.web import clock, pages, parts, tables, uploads

PAGE: Final = 20
TEMPLATE_NAME: Final = "权责清单导入模板.xlsx"


class NoSuchItem(ObjectDoesNotExist):
    """The version holds no item of the code; a page answers with 404."""


def item_of(items: tuple[PowerFacts, ...], code: str) -> PowerFacts:
    """
    Return the item of a code.

    :raises NoSuchItem: if there is none
    """
    for one in items:
        if one.code == code:
            return one
    raise NoSuchItem(code)


@pages.allow(*READ)
def version_list(request: HttpRequest) -> HttpResponse:
    """Show every version of the bureau's list, the newest first."""
    viewer, day = pages.viewer_of(request), clock.today()
    rows = queries.version_lines(viewer, on=day)
    now = queries.current(viewer, on=day)
    context = {
        "title": ROOM,
        "page": tables.paginate([(one, TONES[one.stage]) for one in rows], request),
        "current": now,
        "gaps": len(queries.gaps(queries.items_of(viewer, now), on=day)) if now else None,
        "may_draft": may_write(viewer),
        "is_open": queries.open_draft(viewer) is not None,
    }
    return pages.show(request, "powers/list.html", context)


@pages.allow(*READ)
def detail(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Show a version: its items by kind, what it changes, what the law allows next."""
    row, viewer, day = found(request, list_id), pages.viewer_of(request), clock.today()
    items = queries.items_of(viewer, row)
    facts = queries.facts_of(viewer, row, on=day)
    chosen = forms.ItemFilter(request.GET)
    shown = [one for one in lines(items, on=day) if is_meant(one, chosen.chosen)]
    is_open = rules.contents_are_open(facts) is None
    line = _line_of(viewer, row, day)
    changes = difference_of(viewer, row) if row.replaces else None
    context = {
        "title": row.label,
        "crumbs": crumbs(row),
        "row": row,
        "line": line,
        "tone": TONES[line.stage],
        "counts": rules.kind_counts(items),
        "total": len(items),
        "changes": changes,
        "filters": chosen,
        "page": tables.paginate(shown, request, size=PAGE),
        "is_open": is_open and may_write(viewer),
        "is_sound": is_open or queries.stands_as_adopted(viewer, row, items),
        "digest": queries.content_hash(row, items),
        "steps": [
            step
            for step in parts.progress_of(procedure=POWER_LIST, facts=facts)
            if step.state is not parts.StepState.NOT_NEEDED
        ],
        "choices": parts.choices_of(
            procedure=POWER_LIST, facts=facts, by=viewer.by, urls=_urls(row)
        ),
        "entries": [
            parts.TimelineEntry(at=entry.on.isoformat(), text=entry.sentence, by=entry.actor)
            for entry in journal.timeline(viewer, [("power_list", row.id)])
        ],
    }
    return pages.show(request, "powers/detail.html", context)


def _line_of(viewer: Viewer, row: PowerListVersion, day: date) -> VersionLine:
    return next(one for one in queries.version_lines(viewer, on=day) if one.row.id == row.id)


def difference_of(viewer: Viewer, row: PowerListVersion) -> Difference:
    """Return what a version adds, drops and changes against the one before it."""
    before = queries.items_of(viewer, row.replaces) if row.replaces else ()
    after = queries.items_of(viewer, row)
    return rules.difference(before, after, labelled=queries.labelled, sectors=queries.sector_labels)


def _urls(row: PowerListVersion) -> dict[str, str]:
    steps = (PowerStep.ADOPT, PowerStep.PUBLISH, PowerStep.GIVE_UP)
    return {step.value: reverse(f"powers:{step.value}", args=[row.id]) for step in steps}


@pages.allow(*READ)
def item(request: HttpRequest, list_id: UUID, code: str) -> HttpResponse:
    """Show an item: its bases linked to the articles, and what rests on it."""
    row, viewer, day = found(request, list_id), pages.viewer_of(request), clock.today()
    one = item_of(queries.items_of(viewer, row), code)
    is_open = rules.contents_are_open(queries.facts_of(viewer, row, on=day)) is None
    context = {
        "title": one.name,
        "crumbs": crumbs(row, one.code),
        "row": row,
        "item": one,
        "bases": queries.basis_lines(one, on=day),
        "sectors": queries.sector_labels(one),
        "violations": queries.violation_lines(one),
        "is_open": is_open and may_write(viewer),
    }
    return pages.show(request, "powers/item.html", context)


@pages.allow(*READ)
def difference(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Show what a version adds, drops and changes against the one before it."""
    row, viewer = found(request, list_id), pages.viewer_of(request)
    changes = difference_of(viewer, row)
    context = {
        "title": "与上一版的差异",
        "subtitle": row.label,
        "crumbs": crumbs(row, "与上一版的差异"),
        "row": row,
        "changes": changes,
    }
    return pages.show(request, "powers/difference.html", context)


@pages.allow(*READ)
def ties(request: HttpRequest) -> HttpResponse:
    """Show violations without an item, and items whose basis is not in force or not known."""
    viewer, day = pages.viewer_of(request), clock.today()
    row = queries.current(viewer, on=day)
    items = queries.items_of(viewer, row) if row else ()
    chosen = forms.TieFilter(request.GET)
    typed = str(chosen.chosen.get("q", "")).strip().lower()
    missing = [
        one
        for one in queries.gaps(items, on=day)
        if typed in f"{one.key} {one.label} {one.conduct}".lower()
    ]
    context = {
        "title": "清单与法规库的对应",
        "crumbs": crumbs(None, "与法规库的对应"),
        "row": row,
        "filters": chosen,
        "doubtful": [one for one in lines(items, on=day) if one.doubts],
        "page": tables.paginate(missing if row else [], request, size=PAGE),
        "today": day,
    }
    return pages.show(request, "powers/ties.html", context)


@pages.allow(*READ)
def of_violation(request: HttpRequest, key: str) -> HttpResponse:
    """Lead from a violation to its item in the list in force, or to what the list lacks."""
    tied = queries.item_of_violation(pages.viewer_of(request), key, on=clock.today())
    if tied is None:
        return pages.go(request, f"{reverse('powers:ties')}?{urlencode({'q': key})}")
    row, one = tied
    return pages.go(request, "powers:item", row.id, one.code)


@pages.allow(*READ)
def export(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Save exactly this version as a sheet."""
    row = found(request, list_id)
    items = queries.items_of(pages.viewer_of(request), row)
    return uploads.download(exports.items_sheet(items), name=f"{row.label}.xlsx")


@pages.allow(*WRITE)
def blank(request: HttpRequest) -> HttpResponse:
    """Save the blank template."""
    return uploads.download(imports.template(), name=TEMPLATE_NAME)
