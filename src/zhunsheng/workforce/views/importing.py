"""Pages that import a sheet of officers: preview, confirmation, outcome, error sheet, template."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from zhunsheng.evidence import queries as files
from zhunsheng.evidence import services as keeping
from zhunsheng.web import pages, parts, tables, uploads
from zhunsheng.web.sheets import UnreadableSheet, error_sheet
from zhunsheng.workforce import imports, queries, services
from zhunsheng.workforce.views.people import EDITORS, home

TEMPLATE_NAME = "执法人员导入模板.xlsx"
ERRORS_NAME = "执法人员未导入的行.xlsx"
IMPORT = "导入执法人员"
OUTCOME = "导入结果"
UNIT = "人"
SHOWN = 100


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
        "crumbs": (home(), parts.Crumb(IMPORT)),
        "form": form,
        "columns": imports.COLUMNS,
        "unit": UNIT,
        "here": reverse("workforce:import"),
        "back": reverse("workforce:list"),
        "template_url": reverse("workforce:import_template"),
        "confirm_url": reverse("workforce:import_confirm"),
    }


def _preview_context(
    request: HttpRequest, filename: str, reading: imports.Reading, token: str
) -> dict[str, object]:
    return {
        "preview": uploads.outcome_of(reading, filename=filename),
        "page": tables.Page(reading.errors[:SHOWN], 1, SHOWN, len(reading.errors)),
        "confirm": uploads.ConfirmForm(initial={"token": token}),
        "errors_url": uploads.with_token(reverse("workforce:import_errors"), token),
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
            act=lambda ctx, data: services.import_officers(
                ctx=ctx, filename=held.filename, content=held.content, on=ctx.day
            ),
        )
    except files.UploadGone:
        return _import_again(request, pages.Outcome(uploads.refused(uploads.GONE)))
    except UnreadableSheet as reason:
        return _import_again(request, pages.Outcome(uploads.refused(reason.message)))
    if outcome.done:
        return pages.go(request, "workforce:import_run", outcome.result.id, label=IMPORT)
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
        "crumbs": (home(), parts.Crumb(OUTCOME)),
        "run": run,
        "unit": UNIT,
        "page": tables.paginate(errors, request, size=SHOWN),
        "errors_url": reverse("workforce:import_run_errors", args=[run.id]) if errors else "",
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
