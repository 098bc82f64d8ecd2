"""What was typed into a long form before it is sent: kept on the server, restored on the page."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts import services as accounting
from zhunsheng.cases import queries
from zhunsheng.cases.choices import CaseProcedure
from zhunsheng.cases.forms.base import StepForm
from zhunsheng.cases.procedure import procedure_of
from zhunsheng.cases.rules import DRAFTED, SHARED, draft_page
from zhunsheng.cases.views.reading import READ
from zhunsheng.kernel.act import SHANGHAI, Viewer
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.web import pages, tables

#: Fields of every form that are no part of what was typed.
OWN: Final = frozenset({"csrfmiddlewaretoken", pages.KEY_FIELD, pages.VERSION_FIELD, "seen"})


@dataclass(frozen=True, slots=True)
class Kept:
    """The draft of a form as the page shows it; version 0 is none."""

    url: str
    version: int = 0
    by: str = ""
    at: str = ""


def restored(viewer: Viewer, case: UUID, step: str, form: StepForm) -> Kept | None:
    """Fill a form that nobody sent with its draft; nothing where the form keeps none."""
    if step not in DRAFTED:
        return None
    url = reverse("cases:draft", args=[case, step])
    row = accounts.draft_of(viewer, draft_page(case, step), shared=step in SHARED)
    if row is None:
        return Kept(url)
    if not form.is_bound:
        for name, field in form.fields.items():
            if name in row.fields or isinstance(field, forms.BooleanField):
                form.initial[name] = _initial(field, row.fields.get(name, []))
    return Kept(url, row.version, row.saved_by, f"{row.saved_at.astimezone(SHANGHAI):%m-%d %H:%M}")


def _initial(field: forms.Field, values: list[str]) -> object:
    if isinstance(field, forms.MultipleChoiceField):
        return values
    if isinstance(field, forms.BooleanField):
        return bool(values)
    return values[0] if values else ""


@pages.allow(*READ)
def draft(request: HttpRequest, case_id: UUID, step: str) -> HttpResponse:
    """Keep what was typed so far, tell what is kept, or give it up."""
    viewer = pages.viewer_of(request)
    case = queries.case(viewer, case_id)
    steps = {one.key: one for one in procedure_of(CaseProcedure(case.procedure)).steps}
    if step not in DRAFTED & steps.keys() or not viewer.by.holds(steps[step].actor):
        raise Http404
    page, shared = draft_page(case_id, step), step in SHARED
    if request.method != "POST":
        row = accounts.draft_of(viewer, page, shared=shared)
        return JsonResponse({"version": row.version if row else 0})
    ctx = pages.act_of(request)
    if "drop" in request.POST:
        accounting.drop_draft(ctx, page)
        return pages.go(request, "cases:act", case_id, step)
    text = request.POST.get("seen", "")
    seen = int(text) if tables.is_number(text) else 0
    fields = {name: request.POST.getlist(name) for name in request.POST if name not in OWN}
    try:
        row = accounting.keep_draft(
            ctx=ctx,
            page=page,
            fields=fields,
            seen=seen,
            shared=shared,
        )
    except accounting.DraftMoved as moved:
        at = moved.draft.saved_at.astimezone(SHANGHAI)
        told = {"by": moved.draft.saved_by, "at": f"{at:%H:%M}", "version": moved.draft.version}
        return JsonResponse(told, status=HTTPStatus.CONFLICT)
    except StepRefused as refusal:
        why = {"message": refusal.findings[0].message}
        return JsonResponse(why, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return JsonResponse({"version": row.version, "at": f"{ctx.at.astimezone(SHANGHAI):%H:%M}"})
