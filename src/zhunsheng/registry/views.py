"""Pages of registry: the list of entities, one entity, import and export."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import READERS, Role, UnitKind
from zhunsheng.evidence import queries as files
from zhunsheng.evidence import services as keeping
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import exports, forms, imports, queries, services
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.registry.rules import CLASSED_SUPERVISION
from zhunsheng.web import clock, pages, parts, streams, tables, uploads
from zhunsheng.web.importing import ImportPages

TITLE = "监管对象"
EXPORT_NAME = "监管对象.xlsx"
ADD = "登记单位"
AMEND = "变更单位信息"

EDITORS = (Role.SYSTEM_ADMIN, Role.TEAM_HEAD, Role.WINDOW_CLERK)
SEERS = (*READERS, Role.STREET_OFFICER)


def _streets(viewer: Viewer) -> list[tuple[UUID, str]]:
    return [(unit.id, unit.name) for unit in accounts.units(viewer, kind=UnitKind.STREET)]


def _may_edit(viewer: Viewer) -> bool:
    return viewer.by.holds(frozenset(role.value for role in EDITORS))


def _home() -> parts.Crumb:
    return parts.Crumb(TITLE, reverse("registry:list"))


@pages.allow(*SEERS)
@require_GET
def entity_list(request: HttpRequest) -> HttpResponse:
    """Show the entities that the viewer may see, narrowed by the address; or save them."""
    viewer = pages.viewer_of(request)
    chosen = forms.EntityFilter(request.GET, streets=_streets(viewer))
    rows = queries.entities(viewer, queries.EntityFilters(**chosen.chosen))
    if request.GET.get("format") == "xlsx":
        return uploads.download(
            exports.entities_sheet(rows, queries.first_sites(viewer)), name=EXPORT_NAME
        )
    context = {
        "title": TITLE,
        "filters": chosen,
        "page": tables.paginate(rows, request),
        "totals": queries.totals(rows),
        "may_edit": _may_edit(viewer),
    }
    return pages.show(request, "registry/list.html", context)


@pages.allow(*SEERS)
@require_GET
def entity_detail(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Show the facts of one entity and what was recorded of them."""
    viewer = pages.viewer_of(request)
    row = queries.visible_entity(viewer, entity_id)
    subjects = [("entity", row.id)]
    if row.import_run_id:
        subjects.append(("entity_import", row.import_run_id))
    context = {
        "title": row.name,
        "subtitle": row.credit_code,
        "crumbs": (_home(), parts.Crumb(row.name)),
        "entity": row,
        "entries": [_line(entry) for entry in journal.timeline(viewer, subjects)],
        "may_edit": _may_edit(viewer),
        "meter_url": pages.open_to(viewer.by, settings.ZHUNSHENG_PAGES["meter"], row.id),
    }
    return pages.show(request, "registry/detail.html", context)


def _line(entry: journal.Entry) -> parts.TimelineEntry:
    return parts.TimelineEntry(at=entry.on.isoformat(), text=entry.sentence, by=entry.actor)


@pages.allow(*EDITORS)
def add(request: HttpRequest) -> HttpResponse:
    """Register one entity by hand."""
    form = forms.EntityForm(request.POST or None, streets=_streets(pages.viewer_of(request)))
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.add_entity(
                ctx=ctx, facts=forms.facts_of(data), on=ctx.day
            ),
        )
        if outcome.done:
            return pages.go(request, "registry:detail", outcome.result.id, label=ADD)
    context = {
        "title": ADD,
        "crumbs": (_home(), parts.Crumb(ADD)),
        "form": form,
        "back": reverse("registry:list"),
        "button": ADD,
        "basis": CLASSED_SUPERVISION,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*EDITORS)
def amend(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Amend the facts of one entity."""
    viewer = pages.viewer_of(request)
    row = queries.visible_entity(viewer, entity_id)
    form = forms.EntityForm(
        request.POST or None, initial=forms.initial_of(row), streets=_streets(viewer)
    )
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.amend_entity(
                ctx=ctx,
                entity=entity_id,
                facts=forms.facts_of(data),
                version=pages.version_of(request),
                on=ctx.day,
            ),
        )
        if outcome.done:
            return pages.go(request, "registry:detail", entity_id, label=AMEND)
    return pages.show(request, "web/act.html", _amend_context(row, form), outcome=outcome)


def _amend_context(row: BusinessEntity, form: forms.EntityForm) -> dict[str, object]:
    back = reverse("registry:detail", args=[row.id])
    return {
        "title": AMEND,
        "crumbs": (_home(), parts.Crumb(row.name, back), parts.Crumb(AMEND)),
        "form": form,
        "version": row.version,
        "back": back,
        "button": AMEND,
        "basis": CLASSED_SUPERVISION,
    }


def _preview(viewer: Viewer, *, filename: str, content: bytes) -> uploads.Reading:
    return imports.preview(viewer, filename=filename, content=content, on=clock.today())


IMPORT = ImportPages(
    room="registry",
    title="导入单位",
    unit="家",
    template_name="监管对象导入模板.xlsx",
    errors_name="监管对象未导入的行.xlsx",
    columns=imports.COLUMNS,
    home=_home,
    template=imports.template,
    preview=_preview,
    act=services.import_entities,
    run_of=queries.import_run,
    hold=keeping.hold_upload,
    held=files.held_upload,
    limits=streams.LARGE,
)
