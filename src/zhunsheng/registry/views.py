"""Pages of registry: the list of entities, one entity, import and export."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

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
from zhunsheng.web import clock, pages, parts, tables, uploads
from zhunsheng.web.importing import ImportPages

TITLE = "监管对象"
EXPORT_NAME = "监管对象.xlsx"
ADD = "登记单位"
AMEND = "变更单位信息"
CLOSE = "登记停业或者注销"
RESUME = "登记恢复营业"
CLOSED_MEANS = "登记后不再列入随机抽查的名录，以前的检查、案件和信用记录照样保留。"

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
        return uploads.download(exports.entities_sheet(rows), name=EXPORT_NAME)
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
        "closed_on": queries.closed_units(viewer, [row.id], on=clock.today()).get(row.id),
        "entries": [_line(entry) for entry in journal.timeline(viewer, subjects)],
        "may_edit": _may_edit(viewer),
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


@pages.allow(*EDITORS)
def operation(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Note that a unit closed, or, where it is closed, that it operates again."""
    viewer = pages.viewer_of(request)
    row = queries.visible_entity(viewer, entity_id)
    since = queries.closed_units(viewer, [row.id], on=clock.today()).get(row.id)
    label, act = (
        (CLOSE, services.close_entity) if since is None else (RESUME, services.resume_entity)
    )
    form = forms.OperationForm(request.POST or None, initial={"on": clock.today()})
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: act(
                ctx=replace(ctx, late_reason=data["late_reason"].strip()),
                entity=entity_id,
                reason=data["reason"],
                on=data["on"],
            ),
        )
        if outcome.done:
            return pages.go(request, "registry:detail", entity_id, label=label)
    back = reverse("registry:detail", args=[row.id])
    context = {
        "title": label,
        "crumbs": (_home(), parts.Crumb(row.name, back), parts.Crumb(label)),
        "form": form,
        "back": back,
        "button": label,
        "basis": CLASSED_SUPERVISION,
        "consequence": CLOSED_MEANS if since is None else "",
        "facts": (("单位", row.name), ("登记停业或者注销", since.isoformat() if since else "")),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


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


IMPORT = ImportPages(
    room="registry",
    title="导入单位",
    unit="家",
    template_name="监管对象导入模板.xlsx",
    errors_name="监管对象未导入的行.xlsx",
    columns=imports.COLUMNS,
    home=_home,
    template=imports.template,
    preview=imports.preview,
    act=services.import_entities,
    run_of=queries.import_run,
    hold=keeping.hold_upload,
    held=files.held_upload,
)
