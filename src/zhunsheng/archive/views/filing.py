"""Pages of filing: a closed case, and what came late."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.archive import queries, services
from zhunsheng.archive.choices import FILERS, KEEPERS
from zhunsheng.archive.forms import FilingForm, ReasonForm, SupplementForm
from zhunsheng.archive.models import Volume
from zhunsheng.archive.procedure import ARCHIVING
from zhunsheng.archive.rules import Filed, identities, list_version
from zhunsheng.archive.rules.guards import RECORDED
from zhunsheng.archive.views.common import UNREADABLE, crumbs_of, home
from zhunsheng.archive.views.reading import found
from zhunsheng.cases import queries as cases
from zhunsheng.documents import queries as documents
from zhunsheng.documents.rendering import FontMissing, NotPrintable
from zhunsheng.kernel.act import Viewer
from zhunsheng.web import pages, parts

FILING, OPENING, SUPPLEMENT = (
    ARCHIVING.step(key).label for key in ("filing", "supplement_opening", "supplement")
)


def _prepared(viewer: Viewer, case: object) -> tuple[tuple[Filed, ...], str]:
    """Return the papers in their places, or why their pages cannot be counted."""
    try:
        return queries.prepared(viewer, case), ""
    except (
        documents.ContentChanged, documents.FileDamaged, FontMissing, NotPrintable
    ) as error:  # fmt: skip
        return (), UNREADABLE.format(cause=error)


@pages.allow(*FILERS)
def file_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show how a closed case will be filed, and file it."""
    viewer = pages.viewer_of(request)
    case = cases.case(viewer, case_id)
    held = queries.volumes_of(viewer, case.id)
    if held:
        return pages.go(request, "archive:detail", held[0].id)
    papers, problem = _prepared(viewer, case)
    form = FilingForm(request.POST or None)
    outcome: pages.Outcome[Volume] | None = None
    if request.method == "POST" and not problem:
        outcome = pages.submit_on_record(
            request,
            form=form,
            act=lambda ctx, data: services.file_case(
                ctx=ctx,
                case=case.id,
                papers=papers,
                years=data["years"],
                remark=data["remark"],
                on=ctx.day,
                version=data["version"],
            ),
        )
        if outcome.done:
            return pages.go(request, "archive:detail", outcome.result.id, label=FILING)
    context = {
        "title": FILING,
        "subtitle": case.number,
        "crumbs": (home(), parts.Crumb("待归档", reverse("archive:waiting")), parts.Crumb(FILING)),
        "form": form,
        "back": reverse("archive:waiting"),
        "button": "归档",
        "basis": RECORDED,
        "facts": (("案号", case.number), ("案由", case.cause), ("当事人", case.party_name)),
        "consequence": "归档后不能再增加文书、证据和扫描件；后到的材料归入续卷。",
        "papers": papers,
        "version": list_version(identities(papers)),
        "problem": problem,
    }
    return pages.show(request, "archive/file.html", context, outcome=outcome)


@pages.allow(*KEEPERS)
def open_supplement(request: HttpRequest, volume_id: UUID) -> HttpResponse:
    """Open the file for papers that came late."""
    row = found(pages.viewer_of(request), volume_id)
    form = ReasonForm(request.POST or None)
    outcome: pages.Outcome[Volume] | None = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.open_supplement(
                ctx=ctx, volume=row.id, reason=data["reason"], on=ctx.day
            ),
        )
        if outcome.done:
            return pages.go(request, "archive:detail", row.id, label=OPENING)
    context = {
        "title": OPENING,
        "crumbs": crumbs_of(row, OPENING),
        "form": form,
        "back": reverse("archive:detail", args=[row.id]),
        "button": OPENING,
        "basis": RECORDED,
        "facts": (("档案号", row.number), ("案号", row.case.number)),
        "consequence": "开立后可以补充后到的材料；已归档的各卷不变。",
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*FILERS)
def file_supplement(request: HttpRequest, volume_id: UUID) -> HttpResponse:
    """Show what came late, and file it as the next volume."""
    viewer = pages.viewer_of(request)
    row = found(viewer, volume_id)
    papers, problem = _prepared(viewer, row.case)
    form = SupplementForm(request.POST or None)
    outcome: pages.Outcome[Volume] | None = None
    if request.method == "POST" and not problem:
        outcome = pages.submit_on_record(
            request,
            form=form,
            act=lambda ctx, data: services.file_supplement(
                ctx=ctx,
                volume=row.id,
                papers=papers,
                remark=data["remark"],
                on=ctx.day,
                version=data["version"],
            ),
        )
        if outcome.done:
            return pages.go(request, "archive:detail", outcome.result.id, label=SUPPLEMENT)
    context = {
        "title": SUPPLEMENT,
        "crumbs": crumbs_of(row, SUPPLEMENT),
        "form": form,
        "back": reverse("archive:detail", args=[row.id]),
        "button": SUPPLEMENT,
        "basis": RECORDED,
        "facts": (("档案号", row.number), ("案号", row.case.number)),
        "consequence": "归入后本续卷不能再增减。",
        "papers": papers,
        "version": list_version(identities(papers)),
        "problem": problem,
    }
    return pages.show(request, "archive/file.html", context, outcome=outcome)
