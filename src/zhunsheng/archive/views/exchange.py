"""Pages of the exchange with the ministry's system."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.archive import exports, imports, services
from zhunsheng.archive.choices import FILERS
from zhunsheng.archive.rules.guards import RECORDED
from zhunsheng.archive.views.common import home
from zhunsheng.web import pages, parts, uploads
from zhunsheng.web.sheets import UnreadableSheet

TITLE = "部系统编号"
TAKE = "导入部系统编号"


@pages.allow(*FILERS)
def numbers(request: HttpRequest) -> HttpResponse:
    """Take in the numbers of the ministry's system, or say row by row why not."""
    form = uploads.UploadForm(request.POST or None, request.FILES or None)
    outcome: pages.Outcome[None] | None = None
    if request.method == "POST":
        try:
            outcome = pages.submit(
                request,
                form=form,
                act=lambda ctx, data: services.take_numbers(
                    ctx=ctx, filename=data["file"].name, content=data["file"].read(), on=ctx.day
                ),
            )
        except UnreadableSheet as reason:
            form = uploads.refused(reason.message)
            outcome = pages.Outcome(form)
        if outcome.done:
            return pages.go(request, "archive:numbers", label=TAKE)
    context = {
        "title": TITLE,
        "crumbs": (home(), parts.Crumb(TITLE)),
        "form": form,
        "button": "导入",
        "back": reverse("archive:list"),
        "basis": RECORDED,
        "consequence": "有一行不符合要求的，整个文件不导入；登记后不能更改。",
        "columns": imports.COLUMNS,
    }
    return pages.show(request, "archive/numbers.html", context, outcome=outcome)


@pages.allow(*FILERS)
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """Save the blank sheet of numbers."""
    return uploads.download(imports.template(), name="部系统编号模板.xlsx")


@pages.allow(*FILERS)
@require_GET
def cases_file(request: HttpRequest) -> HttpResponse:
    """Save the list of cases in the columns in which the numbers come back."""
    content = exports.cases_sheet(pages.viewer_of(request))
    return uploads.download(content, name="案件清单.xlsx")
