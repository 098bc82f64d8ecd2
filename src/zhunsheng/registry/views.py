"""Pages of registry: the list of entities, one entity, import and export."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import READERS, Role, UnitKind
from zhunsheng.evidence import queries as files
from zhunsheng.evidence import services as keeping
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import exports, forms, imports, queries, services
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.registry.rules import CLASSED_SUPERVISION
from zhunsheng.web import pages, parts, tables, uploads
from zhunsheng.web.sheets import UnreadableSheet, error_sheet

TITLE = "监管对象"
EXPORT_NAME = "监管对象.xlsx"
TEMPLATE_NAME = "监管对象导入模板.xlsx"
ERRORS_NAME = "监管对象未导入的行.xlsx"
ADD = "登记单位"
AMEND = "变更单位信息"
IMPORT = "导入单位"
OUTCOME = "导入结果"
UNIT = "家"
SHOWN = 100

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


@pages.allow(*EDITORS)
def import_sheet(request: HttpRequest) -> HttpResponse:
    """Take a sheet and show what an import would do; nothing is written yet."""
    if request.method != "POST":
        return pages.show(request, "web/import.html", _import_context(uploads.UploadForm()))
    form = uploads.UploadForm(request.POST, request.FILES)
    context = _import_context(form)
    if form.is_valid():
        file = form.cleaned_data["file"]
        viewer, content = pages.viewer_of(request), file.read()
        try:
            reading = imports.preview(viewer, filename=file.name, content=content)
            token = keeping.hold_upload(viewer, filename=file.name, content=content)
        except UnreadableSheet as reason:
            form.add_error("file", reason.message)
        except OSError:
            form.add_error("file", uploads.NO_SPACE)
        else:
            shown = _preview_context(request, file.name, reading, token)
            return pages.show(request, "web/import.html", {**context, **shown})
    return pages.show(request, "web/import.html", context, outcome=pages.Outcome(form))


def _import_context(form: object) -> dict[str, object]:
    return {
        "title": IMPORT,
        "crumbs": (_home(), parts.Crumb(IMPORT)),
        "form": form,
        "columns": imports.COLUMNS,
        "unit": UNIT,
        "here": reverse("registry:import"),
        "back": reverse("registry:list"),
        "template_url": reverse("registry:import_template"),
        "confirm_url": reverse("registry:import_confirm"),
    }


def _preview_context(
    request: HttpRequest, filename: str, reading: imports.Reading, token: str
) -> dict[str, object]:
    return {
        "preview": uploads.outcome_of(reading, filename=filename),
        "page": tables.Page(reading.errors[:SHOWN], 1, SHOWN, len(reading.errors)),
        "confirm": uploads.ConfirmForm(initial={"token": token}),
        "errors_url": uploads.with_token(reverse("registry:import_errors"), token),
    }


@pages.allow(*EDITORS)
@require_POST
def import_confirm(request: HttpRequest) -> HttpResponse:
    """Import the sheet that was previewed."""
    viewer = pages.viewer_of(request)
    form = uploads.ConfirmForm(request.POST)
    try:
        held = files.held_upload(viewer, request.POST.get("token", ""))
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.import_entities(
                ctx=ctx, filename=held.filename, content=held.content, on=ctx.day
            ),
        )
    except files.UploadGone:
        return _import_again(request, pages.Outcome(uploads.refused(uploads.GONE)))
    except UnreadableSheet as reason:
        return _import_again(request, pages.Outcome(uploads.refused(reason.message)))
    if outcome.done:
        return pages.go(request, "registry:import_run", outcome.result.id, label=IMPORT)
    return _import_again(request, pages.Outcome(uploads.UploadForm(), stale=outcome.stale))


def _import_again(request: HttpRequest, outcome: pages.Outcome[None]) -> HttpResponse:
    context = _import_context(outcome.form)
    return pages.show(request, "web/import.html", context, outcome=outcome)


@pages.allow(*EDITORS)
@require_GET
def import_run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show what an import took and left."""
    run = queries.import_run(pages.viewer_of(request), run_id)
    errors = uploads.errors_from(run.errors)
    context = {
        "title": OUTCOME,
        "crumbs": (_home(), parts.Crumb(OUTCOME)),
        "run": run,
        "unit": UNIT,
        "page": tables.paginate(errors, request, size=SHOWN),
        "errors_url": reverse("registry:import_run_errors", args=[run.id]) if errors else "",
    }
    return pages.show(request, "web/import_run.html", context)


@pages.allow(*EDITORS)
@require_GET
def import_run_errors(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Save the rows that an import left, each with what is wrong."""
    run = queries.import_run(pages.viewer_of(request), run_id)
    content = error_sheet(headings=run.headings, rejected=run.rejected, errors=run.errors)
    return uploads.download(content, name=ERRORS_NAME)


@pages.allow(*EDITORS)
@require_GET
def import_errors(request: HttpRequest) -> HttpResponse:
    """Save the rows that a previewed import would leave."""
    viewer = pages.viewer_of(request)
    held = files.held_upload(viewer, request.GET.get("token", ""))
    reading = imports.preview(viewer, filename=held.filename, content=held.content)
    return uploads.download(uploads.error_sheet_of(reading), name=ERRORS_NAME)


@pages.allow(*EDITORS)
@require_GET
def import_template(request: HttpRequest) -> HttpResponse:
    """Save the blank template."""
    return uploads.download(imports.template(), name=TEMPLATE_NAME)
