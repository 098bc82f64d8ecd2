"""Pages of annual reports: the list, one report with its figures, compiling, verifying, files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from zhunsheng.accounts import queries as accounts
from zhunsheng.annualreport import exports, forms, queries, rules, services
from zhunsheng.annualreport.choices import COMPILERS, REPORT_READERS, ReportStep
from zhunsheng.annualreport.models import Report
from zhunsheng.annualreport.procedure import ANNUAL_REPORT
from zhunsheng.annualreport.views.common import TITLE, home, may_compile, step_urls
from zhunsheng.documents.rendering import FontMissing, NotPrintable
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import cite
from zhunsheng.publication import queries as publication
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.web import clock, pages, parts, tables

COMPILE = "编制年度报告"
PUBLISH = "公开年度报告"
VERIFY = "核对数字清单"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html; charset=utf-8"
PDF = "application/pdf"
OFD = "application/ofd"
#: Who approves.
APPROVERS: Final = ANNUAL_REPORT.step(ReportStep.APPROVE.value).actor
File = tuple[Callable[[Report], bytes], str, str]
#: What is published, and what holds the whole text.
PUBLIC: Final[dict[str, File]] = {
    "public.pdf": (exports.public_pdf, PDF, "公开稿（PDF）"),
    "public.ofd": (exports.public_ofd, OFD, "公开稿（OFD）"),
    "public.html": (exports.public_html, HTML, "公开稿（网页）"),
}
WHOLE: Final[dict[str, File]] = {
    "annual-report.docx": (exports.report_docx, WORD, "报告（Word）"),
    "annual-report.pdf": (exports.report_pdf, PDF, "报告（PDF）"),
    "annual-report.ofd": (exports.report_ofd, OFD, "报告（OFD）"),
    "figures.json": (exports.figures_json, "application/json", "数字清单"),
}


def _files(viewer: Viewer) -> dict[str, File]:
    """Return the files that somebody may have: the inner ones are for who works at the report."""
    return {**WHOLE, **PUBLIC} if may_compile(viewer) else PUBLIC


@pages.allow(*REPORT_READERS)
@require_GET
def report_list(request: HttpRequest) -> HttpResponse:
    """Show every draft of every year, and until when the report is due."""
    viewer = pages.viewer_of(request)
    context = {
        "title": TITLE,
        "page": tables.paginate(queries.reports(viewer), request),
        "duties": queries.duties(viewer, clock.today()),
        "may_compile": may_compile(viewer),
        "year": clock.today().year - 1,
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
    return _detail(request, report_id, checked=queries.moved(row))


def _detail(
    request: HttpRequest,
    report_id: UUID,
    *,
    checked: list[queries.Disagreement] | None = None,
    problem: str = "",
) -> HttpResponse:
    viewer = pages.viewer_of(request)
    row = queries.report(viewer, report_id)
    whole, day = queries.text(row), clock.today()
    facts = queries.facts_of(viewer, year=row.year, on=day, row=row)
    last, compared = queries.compared(row)
    outs = publication.of_subject(viewer, PublicationKind.REPORT, row.id)
    subjects = [("report", row.id), *(("publication", one.id) for one in outs)]
    place = accounts.bureau(viewer).jurisdiction
    acts = tuple(queries.acts(row))
    entries = journal.timeline(viewer, subjects)
    done = [(one.kind, one.actor_id, one.actor) for one in reversed(entries)]
    if facts.is_waiting and viewer.by.holds(APPROVERS):
        done.append((rules.APPROVED, viewer.by.id, viewer.by.name))
    context = {
        "title": row.title,
        "subtitle": f"第{row.round}稿",
        "crumbs": (home(), parts.Crumb(f"{row.year}年度")),
        "report": row,
        "text": whole if may_compile(viewer) else whole.public,
        "open_hints": whole.open_hints,
        "steps": [
            step
            for step in parts.progress_of(procedure=ANNUAL_REPORT, facts=facts)
            if step.state is not parts.StepState.NOT_NEEDED
        ],
        "choices": parts.choices_of(
            procedure=ANNUAL_REPORT, facts=facts, by=viewer.by, urls=step_urls(row)
        ),
        "acts": acts,
        "same_hand": rules.same_hand(done),
        "is_waiting": facts.is_waiting,
        "outs": outs,
        "overtaken_by": facts.overtaken_by,
        "is_out": any(done.step == ReportStep.PUBLISH.value for done in facts.acts),
        "last": last,
        "compared": compared,
        "submit_by": queries.submission_day(row.year, place),
        "publish_by": queries.publication_day(row.year, place),
        "figures": queries.figure_lines(row, whole if may_compile(viewer) else whole.public),
        "query": f"year={row.year}&as_of={row.as_of.isoformat()}",
        "files": tuple(
            (label, reverse("annualreport:file", args=[row.id, name]))
            for name, (_, _, label) in _files(viewer).items()
        ),
        "checked": checked,
        "problem": problem,
        "may_compile": may_compile(viewer),
        "entries": [_entry(one) for one in entries],
    }
    return pages.show(request, "annualreport/detail.html", context)


def _entry(entry: journal.Entry) -> parts.TimelineEntry:
    return parts.TimelineEntry(at=entry.on.isoformat(), text=entry.sentence, by=entry.actor)


@pages.allow(*REPORT_READERS)
@require_GET
def report_file(request: HttpRequest, report_id: UUID, name: str) -> HttpResponse:
    """Hand out the report as DOCX, PDF, OFD or HTML, or its figures as JSON."""
    viewer = pages.viewer_of(request)
    row = queries.report(viewer, report_id)
    found = _files(viewer).get(name)
    if found is None:
        raise Http404
    write, media_type, _ = found
    try:
        content = write(row)
    except (FontMissing, NotPrintable) as error:
        return _detail(request, report_id, problem=str(error))
    response = HttpResponse(content, content_type=media_type)
    saved = f"{row.title}.{name.rpartition('.')[2]}"
    header = content_disposition_header(as_attachment=media_type != PDF, filename=saved)
    response["Content-Disposition"] = header or "attachment"
    return response


@pages.allow(*COMPILERS)
def compile_report(request: HttpRequest) -> HttpResponse:
    """Compile the report of a year from its figures."""
    today = clock.today()
    asked = request.GET.get("year", "")
    year = int(asked) if tables.is_number(asked) else today.year - 1
    usual = {"year": year, "as_of": queries.usual_day(year, today)}
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
            ),
        )
        if outcome.done:
            return pages.go(request, "annualreport:detail", outcome.result.id, label=COMPILE)
    context = {
        "title": COMPILE,
        "crumbs": (home(), parts.Crumb(COMPILE)),
        "form": form,
        "back": reverse("annualreport:list"),
        "button": COMPILE,
        "consequence": "提交后计算全部数字，按撰写页的文字生成正文，成为新的一稿；已有各稿保留。",
        "basis": cite("PARTY-2019-28:25"),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*COMPILERS)
def publish(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Publish a compiled report."""
    row = queries.report(pages.viewer_of(request), report_id)
    replaces, _ = queries.out_before(row)
    form = forms.PublishForm(request.POST or None, replaces=replaces)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.publish_report(
                ctx=ctx,
                report=report_id,
                on=ctx.day,
                place=data["place"],
                reason=data.get("reason", ""),
            ),
        )
        if outcome.done:
            return pages.go(request, "annualreport:detail", report_id, label=PUBLISH)
    back = reverse("annualreport:detail", args=[report_id])
    context = {
        "title": PUBLISH,
        "crumbs": (home(), parts.Crumb(f"{row.year}年度", back), parts.Crumb(PUBLISH)),
        "form": form,
        "back": back,
        "button": PUBLISH,
        "consequence": "提交后公开审定的正文，标明不公开的文字除外；涉及国家秘密的不得公开。",
        "basis": cite("PARTY-2019-28:24"),
        "facts": (
            ("报告", row.title),
            ("稿次", f"第{row.round}稿"),
            ("数据截至", f"{row.as_of}"),
            *((("正在公开", f"第{replaces}稿，由本稿替代"),) if replaces else ()),
            *(("整个部分不公开", heading) for heading in queries.text(row).inner_parts),
        ),
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
        "crumbs": (home(), parts.Crumb(VERIFY)),
        "form": form,
        "back": reverse("annualreport:list"),
        "button": VERIFY,
        "checked": checked,
    }
    return pages.show(request, "annualreport/verify.html", context, outcome=outcome)
