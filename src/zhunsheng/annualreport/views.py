"""Pages of annual reports: the list, one report with its figures, compiling, verifying, files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from zhunsheng.annualreport import exports, forms, queries, services
from zhunsheng.annualreport.choices import COMPILERS, REPORT_READERS, ReportPart
from zhunsheng.annualreport.models import Report
from zhunsheng.documents.rendering import FontMissing, NotPrintable
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import cite
from zhunsheng.web import clock, pages, parts, tables

TITLE = "法治政府建设年度报告"
COMPILE = "编制年度报告"
PUBLISH = "公开年度报告"
VERIFY = "核对数字清单"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES: Final[dict[str, tuple[Callable[[Report], bytes], str, str]]] = {
    "annual-report.docx": (exports.report_docx, WORD, "报告（Word）"),
    "annual-report.pdf": (exports.report_pdf, "application/pdf", "报告（PDF）"),
    "figures.json": (exports.figures_json, "application/json", "数字清单"),
}


def _home() -> parts.Crumb:
    return parts.Crumb(TITLE, reverse("annualreport:list"))


def _may_compile(viewer: Viewer) -> bool:
    return viewer.by.holds(frozenset(role.value for role in COMPILERS))


@pages.allow(*REPORT_READERS)
@require_GET
def report_list(request: HttpRequest) -> HttpResponse:
    """Show every draft of every year, and until when the report is due."""
    viewer = pages.viewer_of(request)
    context = {
        "title": TITLE,
        "page": tables.paginate(queries.reports(viewer), request),
        "duties": queries.duties(viewer, clock.today()),
        "may_compile": _may_compile(viewer),
    }
    return pages.show(request, "annualreport/list.html", context)


@pages.allow(*REPORT_READERS)
@require_GET
def report_detail(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Show the text with each number opening its rows, the figures, and the files."""
    return _detail(request, report_id)


@pages.allow(*REPORT_READERS)
@require_GET
def verify_report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Count every figure of the report again and say what differs."""
    row = queries.report(pages.viewer_of(request), report_id)
    return _detail(request, report_id, checked=queries.verify(exports.figures_json(row)))


def _detail(
    request: HttpRequest,
    report_id: UUID,
    *,
    checked: list[queries.Disagreement] | None = None,
    problem: str = "",
) -> HttpResponse:
    viewer = pages.viewer_of(request)
    row = queries.report(viewer, report_id)
    text = queries.text(row)
    context = {
        "title": row.title,
        "subtitle": f"第{row.round}稿",
        "crumbs": (_home(), parts.Crumb(f"{row.year}年度")),
        "report": row,
        "text": text,
        "figures": queries.figure_lines(row),
        "query": f"year={row.year}&as_of={row.as_of.isoformat()}",
        "files": tuple(
            (label, reverse("annualreport:file", args=[row.id, name]))
            for name, (_, _, label) in FILES.items()
        ),
        "checked": checked,
        "problem": problem,
        "may_compile": _may_compile(viewer),
        "entries": [_entry(one) for one in journal.timeline(viewer, [("report", row.id)])],
    }
    return pages.show(request, "annualreport/detail.html", context)


def _entry(entry: journal.Entry) -> parts.TimelineEntry:
    return parts.TimelineEntry(at=entry.on.isoformat(), text=entry.sentence, by=entry.actor)


@pages.allow(*REPORT_READERS)
@require_GET
def report_file(request: HttpRequest, report_id: UUID, name: str) -> HttpResponse:
    """Hand out the report as DOCX or PDF, or its figures as JSON."""
    if name not in FILES:
        raise Http404
    row = queries.report(pages.viewer_of(request), report_id)
    write, media_type, _ = FILES[name]
    try:
        content = write(row)
    except (FontMissing, NotPrintable) as error:
        return _detail(request, report_id, problem=str(error))
    response = HttpResponse(content, content_type=media_type)
    saved = f"{row.title}.{name.rpartition('.')[2]}"
    header = content_disposition_header(as_attachment=not name.endswith("pdf"), filename=saved)
    response["Content-Disposition"] = header or "attachment"
    return response


@pages.allow(*COMPILERS)
def compile_report(request: HttpRequest) -> HttpResponse:
    """Compile the report of a year from its figures."""
    today = clock.today()
    usual = {"year": today.year - 1, "as_of": today}
    form = forms.CompileForm(request.POST or None, initial=usual)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.compile_report(
                ctx=ctx,
                year=data["year"],
                as_of=data["as_of"],
                on=ctx.day,
                note=data["note"],
                additions=tuple((part, data[part.value.lower()]) for part in ReportPart),
            ),
        )
        if outcome.done:
            return pages.go(request, "annualreport:detail", outcome.result.id, label=COMPILE)
    context = {
        "title": COMPILE,
        "crumbs": (_home(), parts.Crumb(COMPILE)),
        "form": form,
        "back": reverse("annualreport:list"),
        "button": COMPILE,
        "consequence": "提交后由业务记录计算全部数字并生成正文，成为新的一稿；已有各稿保留。",
        "basis": cite("PARTY-2019-28:25"),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*COMPILERS)
def publish(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Publish a compiled report."""
    row = queries.report(pages.viewer_of(request), report_id)
    form = forms.PublishForm(request.POST or None)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.publish_report(
                ctx=ctx, report=report_id, on=ctx.day, place=data["place"]
            ),
        )
        if outcome.done:
            return pages.go(request, "annualreport:detail", report_id, label=PUBLISH)
    back = reverse("annualreport:detail", args=[report_id])
    context = {
        "title": PUBLISH,
        "crumbs": (_home(), parts.Crumb(f"{row.year}年度", back), parts.Crumb(PUBLISH)),
        "form": form,
        "back": back,
        "button": PUBLISH,
        "consequence": "提交后正文向社会公开，涉及国家秘密的内容不得公开。",
        "basis": cite("PARTY-2019-28:24"),
        "facts": (("报告", row.title), ("稿次", f"第{row.round}稿"), ("数据截至", f"{row.as_of}")),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*REPORT_READERS)
def verify_file(request: HttpRequest) -> HttpResponse:
    """Take a file of figures and say which of them no longer agree with the records."""
    form = forms.VerifyForm(request.POST or None, request.FILES or None)
    checked: list[queries.Disagreement] | None = None
    outcome: pages.Outcome[None] | None = None
    if request.method == "POST":
        if form.is_valid():
            try:
                checked = queries.verify_own(
                    pages.viewer_of(request), form.cleaned_data["file"].read()
                )
            except queries.BadManifest as reason:
                form.add_error("file", str(reason))
        outcome = pages.Outcome(form, done=checked is not None)
    context = {
        "title": VERIFY,
        "crumbs": (_home(), parts.Crumb(VERIFY)),
        "form": form,
        "back": reverse("annualreport:list"),
        "button": VERIFY,
        "checked": checked,
    }
    return pages.show(request, "annualreport/verify.html", context, outcome=outcome)
