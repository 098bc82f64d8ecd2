"""Pages of letters that ask for a reply."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.remedies import forms, queries, services
from zhunsheng.remedies.models import Letter
from zhunsheng.remedies.procedure import LETTER
from zhunsheng.remedies.queries import LetterLine
from zhunsheng.remedies.views.common import READ, ROOM, WRITE, may_write, tabs, timeline
from zhunsheng.web import clock, pages, parts, tables

REGISTER: Final = "登记意见书或者建议书"
REPLY: Final = "书面回复"


def _crumbs(label: str) -> tuple[parts.Crumb, ...]:
    room = parts.Crumb(ROOM, reverse("remedies:list"))
    return (room, parts.Crumb("意见书和建议书", reverse("remedies:letters")), parts.Crumb(label))


@pages.allow(*READ)
@require_GET
def letter_list(request: HttpRequest) -> HttpResponse:
    """List the letters that ask for a reply, with their clocks."""
    viewer = pages.viewer_of(request)
    page = tables.paginate(queries.letters(viewer), request)
    context = {
        "title": "意见书和建议书",
        "tabs": tabs(viewer, "letters"),
        "page": page,
        "lines": queries.letter_lines(viewer, list(page.rows)),
        "may_write": may_write(viewer),
    }
    return pages.show(request, "remedies/letters.html", context)


def _line(request: HttpRequest, letter_id: UUID) -> LetterLine:
    viewer = pages.viewer_of(request)
    return queries.letter_lines(viewer, [queries.letter(viewer, letter_id)])[0]


@pages.allow(*READ)
@require_GET
def letter_detail(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Show a letter and its reply."""
    viewer, line = pages.viewer_of(request), _line(request, letter_id)
    row: Letter = line.letter
    context = {
        "title": row.kind_label,
        "subtitle": row.number,
        "crumbs": _crumbs(row.number),
        "row": row,
        "line": line,
        "is_overdue": bool(line.due_on and not line.reply and clock.today() > line.due_on),
        "may_write": may_write(viewer) and line.reply is None,
        "entries": list(timeline(viewer, ("letter", row.id))),
    }
    return pages.show(request, "remedies/letter.html", context)


@pages.allow(*WRITE)
def new_letter(request: HttpRequest) -> HttpResponse:
    """Record a letter that arrived."""
    viewer = pages.viewer_of(request)
    about = _about(request)
    known: dict[str, object] = {"on": clock.today()}
    if about is not None:
        known["body"] = queries.remedy(viewer, about).body
    form = forms.LetterForm(request.POST or None, initial=known)
    outcome: pages.Outcome[Any] | None = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.register_letter(
                ctx=ctx, draft=form.draft(about), on=data["on"]
            ),
        )
        if outcome.done:
            return pages.go(request, "remedies:letter", outcome.result.id, label=REGISTER)
    context = {
        "title": REGISTER,
        "crumbs": _crumbs(REGISTER),
        "form": form,
        "back": reverse("remedies:letters"),
        "button": "登记",
        "basis": LETTER.step("letter_receipt").basis,
        "consequence": "提交后回复期限自收到的次日起计算，列入工作台。",
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


def _about(request: HttpRequest) -> UUID | None:
    given = request.GET.get("remedy", "")
    if not given:
        return None
    try:
        return UUID(given)
    except ValueError:
        raise Http404 from None


@pages.allow(*WRITE)
def reply(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Record the reply to a letter."""
    line = _line(request, letter_id)
    row = line.letter
    form = forms.ReplyForm(request.POST or None, initial={"on": clock.today()})
    outcome: pages.Outcome[Any] | None = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.reply_letter(
                ctx=ctx, letter=letter_id, draft=form.draft, on=data["on"]
            ),
        )
        if outcome.done:
            return pages.go(request, "remedies:letter", letter_id, label=REPLY)
    context = {
        "title": REPLY,
        "subtitle": row.number,
        "crumbs": _crumbs(REPLY),
        "form": form,
        "back": reverse("remedies:letter", args=[row.id]),
        "button": "登记回复",
        "basis": line.counted.basis if line.counted else LETTER.step("letter_reply").basis,
        "consequence": "提交后不再更改。",
        "facts": (
            ("种类", row.kind_label),
            ("发文机关", row.body),
            ("收到日期", row.received_on.isoformat()),
            ("回复期限", line.due_on.isoformat() if line.due_on else ""),
        ),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)
