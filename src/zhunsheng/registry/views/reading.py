"""Pages that show entities: the list, one entity, the internal map."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import READERS, STAFF, Role, UnitKind
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import exports, forms, queries, rules
from zhunsheng.registry.models import Site
from zhunsheng.web import clock, pages, parts, tables, uploads

TITLE = "监管对象"
EXPORT_NAME = "监管对象.xlsx"

EDITORS = (Role.SYSTEM_ADMIN, Role.TEAM_HEAD, Role.WINDOW_CLERK)
SEERS = (*READERS, Role.STREET_OFFICER)
#: Where hazards lie stays inside the bureau: no outside supervisor, no street.
MAP_SEERS = tuple(STAFF - {Role.STREET_OFFICER})
MOST_POINTS = 5_000
MAP = "场所分布"


def streets(viewer: Viewer) -> list[tuple[UUID, str]]:
    """Return the streets to choose from: id and name."""
    return [(unit.id, unit.name) for unit in accounts.units(viewer, kind=UnitKind.STREET)]


def may_edit(viewer: Viewer) -> bool:
    """Return whether the viewer may change entities."""
    return viewer.by.holds(frozenset(role.value for role in EDITORS))


def home() -> parts.Crumb:
    """Return the place above all pages of the room."""
    return parts.Crumb(TITLE, reverse("registry:list"))


@pages.allow(*SEERS)
@require_GET
def entity_list(request: HttpRequest) -> HttpResponse:
    """Show the entities that the viewer may see, narrowed by the address; or save them."""
    viewer = pages.viewer_of(request)
    chosen = forms.EntityFilter(request.GET, streets=streets(viewer))
    rows = queries.entities(viewer, queries.EntityFilters(**chosen.chosen))
    if request.GET.get("format") == "xlsx":
        return uploads.download(
            exports.entities_sheet(rows, queries.first_sites(viewer)), name=EXPORT_NAME
        )
    page = tables.paginate(rows, request)
    before = queries.formerly(viewer, page.rows, chosen.chosen.get("text") or "")
    context = {
        "title": TITLE,
        "filters": chosen,
        "page": page,
        "lines": [(row, before.get(row.id, "")) for row in page.rows],
        "totals": queries.totals(rows),
        "may_edit": may_edit(viewer),
        "may_see_map": viewer.by.holds(frozenset(role.value for role in MAP_SEERS)),
    }
    return pages.show(request, "registry/list.html", context)


@pages.allow(*SEERS)
@require_GET
def entity_detail(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Show the facts of one entity and what was recorded of them."""
    viewer = pages.viewer_of(request)
    row = queries.visible_entity(viewer, entity_id)
    merged = list(queries.merged_entries(viewer, row.id))
    subjects = [("entity", row.id), *(("entity", one.id) for one in merged)]
    if row.import_run_id:
        subjects.append(("entity_import", row.import_run_id))
    sectors = queries.emerging_sectors(on=clock.today())
    context = {
        "title": row.name,
        "subtitle": row.credit_code,
        "crumbs": (home(), parts.Crumb(row.name)),
        "entity": row,
        "closed_on": queries.closed_units(viewer, [row.id], on=clock.today()).get(row.id),
        # A merge stands in the histories of both entries, and once on the page of the one kept.
        "entries": list(dict.fromkeys(map(_line, journal.timeline(viewer, subjects)))),
        "may_edit": may_edit(viewer),
        "merged": merged,
        "merge": queries.merge_of(viewer, row.id) if row.merged_into_id else None,
        "former_names": queries.former_names(viewer, row),
        "may_see_files": viewer.by.holds(frozenset(role.value for role in READERS)),
        "identity": queries.identity_changes(viewer, row.id),
        "safety": queries.safety_history(viewer, row.id),
        "sites": queries.sites_of(viewer, row.id),
        "particulars": rules.grouped(queries.fields().values(), row.particulars),
        "risk": rules.risk_of(queries.facts_of(row), queries.risk_formula()),
        "formula": queries.risk_formula(),
        "emerging": sectors.sectors.get(row.emerging_sector),
        "sectors": sectors,
        "dossier_url": pages.open_to(viewer.by, settings.ZHUNSHENG_PAGES["dossier"], row.id),
        "meter_url": pages.open_to(viewer.by, settings.ZHUNSHENG_PAGES["meter"], row.id),
    }
    return pages.show(request, "registry/detail.html", context)


def _line(entry: journal.Entry) -> parts.TimelineEntry:
    return parts.TimelineEntry(at=entry.on.isoformat(), text=entry.sentence, by=entry.actor)


@dataclass(frozen=True, slots=True)
class Dot:
    """A site as it is drawn: where, of which entity and risk class."""

    x: int
    y: int
    site: Site


@pages.allow(*MAP_SEERS)
@require_GET
def entity_map(request: HttpRequest) -> HttpResponse:
    """Show the sites of the entities that a filter gives, over the outline of the division."""
    viewer = pages.viewer_of(request)
    chosen = forms.EntityFilter(request.GET, streets=streets(viewer))
    rows = queries.mapped_sites(viewer, queries.EntityFilters(**chosen.chosen))
    found = list(rows[: MOST_POINTS + 1])
    outlines = queries.outlines(accounts.bureau(viewer).division_code)
    places = [(row.point, row) for row in found if row.point]
    frame = rules.frame_of(
        [*(at for at, _ in places), *(point for one in outlines for point in one.border)]
    )
    context = {
        "title": MAP,
        "crumbs": (home(), parts.Crumb(MAP)),
        "filters": chosen,
        "frame": frame,
        "width": rules.WIDTH,
        "outlines": [
            (one.name, frame.path(one.border), frame.middle(one.border))
            for one in outlines
            if frame
        ],
        "dots": [Dot(*frame.at(at), row) for at, row in places[:MOST_POINTS]] if frame else [],
        "is_cut": len(found) > MOST_POINTS,
    }
    return pages.show(request, "registry/map.html", context)
