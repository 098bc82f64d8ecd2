"""Pages of signed originals, of the register of seals and of numbered forms."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from zhunsheng.accounts.choices import READERS
from zhunsheng.documents import forms as own_forms
from zhunsheng.documents import queries, services
from zhunsheng.documents.choices import KEEPERS, SCANNERS, ScanFormat
from zhunsheng.documents.models import Document
from zhunsheng.documents.views.common import ROOM, found, holds, tabs_of
from zhunsheng.kernel.citation import cite
from zhunsheng.web import pages, parts, tables

ATTACH, SEAL, HAND_OUT, RETURN = "存入签章原件", "登记用印", "领用编号文书", "交回编号文书"
RECORDED = cite("APL-2021:47")
NOT_KEPT = "扫描件没有存放，或者文件已损坏。请向档案人员核对原件。"


def _head(row: Document, label: str) -> dict[str, object]:
    url = reverse("documents:detail", args=[row.id])
    rooms = parts.Crumb(ROOM, reverse("documents:list"))
    return {
        "title": label,
        "crumbs": (rooms, parts.Crumb(row.number, url), parts.Crumb(label)),
        "back": url,
        "button": label,
        "basis": RECORDED,
    }


@pages.allow(*SCANNERS)
def attach(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Hand in the scan of a document as it was signed or sealed."""
    viewer = pages.viewer_of(request)
    row = found(viewer, document_id)
    scans = queries.scans_of(viewer, row.id)
    form = own_forms.OriginalForm(
        request.POST or None, request.FILES or None, is_new_scan=bool(scans)
    )
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.attach_original(
                ctx=ctx,
                document=row.id,
                filename=data["file"].name,
                content=data["file"].read(),
                on=ctx.day,
                reason=data.get("reason", ""),
            ),
        )
        if outcome.done:
            return pages.go(request, "documents:detail", row.id, label=ATTACH)
    facts = (
        ("文书", row.title),
        ("编号", row.number),
        ("制发日期", row.issued_on.isoformat()),
        ("文书内容校验值", row.content_hash[:16]),
    )
    context = {
        **_head(row, ATTACH),
        "form": form,
        "facts": facts,
        "consequence": "提交后按校验值保存，不能修改；重新扫描的以最后一次为准，以前的扫描件保留。",
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*READERS)
@require_GET
def original_file(request: HttpRequest, original_id: UUID) -> HttpResponse:
    """Save a signed original after its hash was computed again."""
    try:
        row = queries.original(pages.viewer_of(request), original_id)
        found(pages.viewer_of(request), row.document_id)
        content = queries.kept_file(row.sha256)
    except (ObjectDoesNotExist, queries.FileDamaged):
        raise Http404(NOT_KEPT) from None
    response = HttpResponse(content, content_type=ScanFormat(row.scan_format).media_type)
    header = content_disposition_header(as_attachment=True, filename=row.filename)
    response["Content-Disposition"] = header or "attachment"
    return response


@pages.allow(*READERS)
@require_GET
def seals(request: HttpRequest) -> HttpResponse:
    """Show the register of seals, or the papers that wait for an entry in it."""
    viewer = pages.viewer_of(request)
    waiting = queries.awaiting_seal(viewer)
    used = queries.seal_uses(viewer)
    shows_used = request.GET.get("view") != "waiting"
    context: dict[str, object] = {
        "title": "用印台账",
        "tabs": tabs_of("seals"),
        "shows_used": shows_used,
        "used": used.count(),
        "waiting": waiting.count(),
        "may_seal": holds(request, KEEPERS),
    }
    if shows_used:
        context["uses"] = tables.paginate(used, request)
    else:
        context["papers"] = tables.paginate(waiting, request)
    return pages.show(request, "documents/seals.html", context)


@pages.allow(*KEEPERS)
def seal(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Enter that a document was sealed."""
    viewer = pages.viewer_of(request)
    row = found(viewer, document_id)
    form = own_forms.SealForm(request.POST or None, viewer=viewer)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.register_seal_use(
                ctx=ctx,
                document=row.id,
                seal=data["seal"],
                purpose=data["purpose"],
                copies=data["copies"],
                approver=UUID(data["approver"]),
                on=ctx.day,
            ),
        )
        if outcome.done:
            return pages.go(request, "documents:detail", row.id, label=SEAL)
    context = {
        **_head(row, SEAL),
        "form": form,
        "facts": (("文书", row.title), ("编号", row.number)),
        "consequence": "提交后记入用印台账，不能修改。",
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*READERS)
@require_GET
def forms(request: HttpRequest) -> HttpResponse:
    """Show which numbered forms were handed to whom, and what became of each number."""
    viewer = pages.viewer_of(request)
    page = tables.paginate(queries.form_blocks(viewer), request)
    context = {
        "title": "领用台账",
        "tabs": tabs_of("forms"),
        "page": page,
        "lines": queries.block_lines(viewer, page.rows),
        "keeps": holds(request, KEEPERS),
    }
    return pages.show(request, "documents/forms.html", context)


@pages.allow(*KEEPERS)
def hand_out(request: HttpRequest) -> HttpResponse:
    """Hand the next numbers of a kind to an officer."""
    form = own_forms.HandOutForm(request.POST or None, viewer=pages.viewer_of(request))
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.hand_out_forms(
                ctx=ctx,
                kind=data["kind"],
                holder=UUID(data["holder"]),
                count=data["count"],
                on=ctx.day,
            ),
        )
        if outcome.done:
            return pages.go(request, "documents:forms", label=HAND_OUT)
    context = {
        "title": HAND_OUT,
        "crumbs": (parts.Crumb("领用台账", reverse("documents:forms")), parts.Crumb(HAND_OUT)),
        "form": form,
        "back": reverse("documents:forms"),
        "button": "发放",
        "basis": RECORDED,
        "consequence": "编号由系统按顺序给出；每个编号须使用、作废或者交回。",
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*KEEPERS)
def return_block(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """Take back the forms of a block that were not used."""
    viewer = pages.viewer_of(request)
    try:
        row = queries.form_block(viewer, block_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    form = own_forms.ReturnForm(request.POST or None)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, _data: services.return_forms(ctx=ctx, block=row.id, on=ctx.day),
        )
        if outcome.done:
            return pages.go(request, "documents:forms", label=RETURN)
    (line,) = queries.block_lines(viewer, (row,))
    context = {
        "title": RETURN,
        "crumbs": (parts.Crumb("领用台账", reverse("documents:forms")), parts.Crumb(RETURN)),
        "form": form,
        "back": reverse("documents:forms"),
        "button": "确认交回",
        "basis": RECORDED,
        "facts": (
            ("文书", row.title),
            ("编号", str(row)),
            ("领用人", row.holder_name),
            ("尚未使用", f"{line.count.out}份"),
        ),
        "consequence": "交回的编号回到编号台账，可以另行使用，或者写明原因作废。",
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)
