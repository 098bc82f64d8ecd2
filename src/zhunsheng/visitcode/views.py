"""Pages of the visit code: shown by officers, opened by the enterprise, read by the supervisor."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import HEADS, OFFICERS, Role
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.visitcode import queries, services
from zhunsheng.visitcode.choices import UNDER, StatementKind
from zhunsheng.visitcode.forms import AnswerForm, RatingForm, SettlementForm, StatementForm
from zhunsheng.visitcode.procedure import ENTRY
from zhunsheng.visitcode.queries import Shown
from zhunsheng.visitcode.rules import LEAST_RATINGS, PARTY, not_for_the_firm
from zhunsheng.web import clock, pages, parts, tables
from zhunsheng.web.forms import ActForm
from zhunsheng.workforce import queries as workforce

HEAD: Final = tuple(sorted(role.value for role in HEADS))
FIELD: Final = tuple(sorted(role.value for role in OFFICERS))
#: What the browser of who rated keeps until it is closed; of it the site keeps nothing.
RATED: Final = "rated"
SUPERVISOR: Final = Role.JUSTICE_SUPERVISOR.value


@pages.allow(*FIELD)
def show(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Show the code on entry: before that the button, after it the picture to scan."""
    viewer = pages.viewer_of(request)
    row = inspections.inspection(viewer, inspection_id)
    entry, outcome = queries.entry_of(viewer, row.pk), None
    if request.method == "POST" and entry is None:
        outcome = pages.submit(
            request,
            form=ActForm(request.POST),
            act=lambda ctx, _: services.show_code(ctx=ctx, inspection=row.pk, on=ctx.day),
        )
        if outcome.done:
            return HttpResponseRedirect(reverse("visitcode:show", args=[row.pk]))
    here = reverse("inspection:detail", args=[row.pk])
    url = request.build_absolute_uri(queries.public_url(accounts.bureau(viewer), row.pk))
    context = {
        "title": ENTRY.label,
        "subtitle": row.entity.name,
        "crumbs": (
            parts.Crumb("检查与整改", reverse("inspection:list")),
            parts.Crumb(row.entity.name, here),
            parts.Crumb(ENTRY.label),
        ),
        "form": ActForm(),
        "version": row.version,
        "entry": entry,
        "url": url if entry else "",
        "picture": _picture(url) if entry else "",
        "visit_url": reverse("inspection:visit", args=[row.pk]),
        "refusals": queries.refusals(viewer, row.pk),
        "back": here,
        "button": ENTRY.step("entry").label,
        "basis": ENTRY.basis,
        "consequence": "到达现场后再按。企业扫码可以看到来人、事由、次数和纪律。",
    }
    return pages.show(request, "visitcode/show.html", context, outcome=outcome)


def _picture(url: str) -> SafeString:
    svg = segno.make(url, error="m", micro=False).svg_inline(scale=6, border=2)
    return mark_safe(svg)  # noqa: S308  # drawn by segno from an address of our own


@pages.allow(pages.EVERYONE)
def page(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Say who comes, why, how often so far, and what officers may not do; nobody signs in."""
    found = queries.shown(code, token)
    return _open(request, found, "visitcode/page.html", _told(found))


def _told(found: Shown) -> dict[str, object]:
    scope, row, today = found.scope, found.inspection, clock.today()
    year = found.entry.shown_on.year
    made = inspections.visit_tallies(scope, [row.entity_id], year=year, on=today)[
        row.entity_id
    ].made
    officers = workforce.officer_facts(scope, inspections.officer_ids(scope, row.pk))
    day = found.entry.shown_on
    return {
        "title": "谁来检查，为什么来",
        "subtitle": row.entity.name,
        "inspection": row,
        "entry": found.entry,
        "officers": [(one.name, one.number_on(day)) for one in officers],
        "companions": inspections.companions_of(scope, row.pk),
        "papers": inspections.notice_numbers(scope, row.pk),
        "year": year,
        "visits": made,
        "bans": [(ban.label, [one.label for one in rest]) for ban, rest in UNDER.items()],
        "may_refuse": row.visited_on is None,
        "by_place": queries.may_refuse(found.bureau.jurisdiction, today),
    }


def _open(
    request: HttpRequest,
    found: Shown,
    template: str,
    context: dict[str, object],
    outcome: pages.Outcome[Any] | None = None,
) -> HttpResponse:
    words = [found.bureau.division_code, queries.token_of(found.inspection.pk)]
    shared = {
        "bureau": found.bureau,
        "links": {
            "page": reverse("visitcode:page", args=words),
            "rate": reverse("visitcode:rate", args=words),
            "complain": reverse("visitcode:statement", args=[*words, "complaint"]),
            "refuse": reverse("visitcode:statement", args=[*words, "refusal"]),
        },
        "done": request.GET.get("done", ""),
        "has_rated": RATED in request.COOKIES,
    }
    return pages.show(request, template, {**shared, **context}, outcome=outcome)


@pages.allow(pages.EVERYONE)
def rate(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Rate a visit without a name."""
    found, outcome = queries.shown(code, token), None
    form = RatingForm(request.POST or None)
    if request.method == "POST":
        outcome = _rated(request, found, form, token)
        if outcome.done:
            return _marked(_back(found, "rated"), found)
    context = {
        "title": "匿名评价",
        "subtitle": "不记录您是谁，也不记录哪一天。",
        "form": form,
        "least": LEAST_RATINGS,
    }
    return _open(request, found, "visitcode/rate.html", context, outcome)


def _rated(
    request: HttpRequest, found: Shown, form: RatingForm, token: str
) -> pages.Outcome[object]:
    actor = pages.actor_of(request)
    if not form.is_valid():
        return pages.Outcome(form)
    month = clock.today().replace(day=1)
    try:
        services.rate(scope=found.scope, token=token, rating=form.rating, month=month, by=actor)
    except StepRefused as refusal:
        return pages.Outcome(form, refusals=refusal.findings)
    return pages.Outcome(form, done=True)


def _marked(answer: HttpResponse, found: Shown) -> HttpResponse:
    """
    Let the browser remember that it rated this code: a word that is the same for everybody.

    It is sent back under the address of the code alone, and stored nowhere on the site: a session
    would be a row beside the rating.
    """
    answer.set_cookie(
        RATED,
        "1",
        path=queries.public_url(found.bureau, found.inspection.pk),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _back(found: Shown, done: str) -> HttpResponse:
    """Lead back to the page of the code, which says what was done; no session is opened."""
    return HttpResponseRedirect(
        f"{queries.public_url(found.bureau, found.inspection.pk)}?done={done}"
    )


@pages.allow(pages.EVERYONE)
def statement(request: HttpRequest, code: str, token: str, statement_kind: str) -> HttpResponse:
    """Complain to the justice office, or declare a refusal."""
    found = queries.shown(code, token)
    outcome: pages.Outcome[Any] | None = None
    if statement_kind.upper() not in StatementKind.__members__:
        raise Http404
    kind = StatementKind(statement_kind.upper())
    place, today = found.bureau.jurisdiction, clock.today()
    by_place = queries.may_refuse(place, today)
    form = StatementForm(request.POST or None).of(kind, by_place=by_place)
    if request.method == "POST" and (staff := not_for_the_firm(pages.actor_of(request))):
        outcome = pages.Outcome(form, refusals=(staff,))
    elif request.method == "POST":
        outcome = pages.submit_as(
            pages.act_by(request, PARTY, found.bureau.id),
            form=form,
            act=lambda ctx, _: services.hand_in(
                ctx=ctx, inspection=found.inspection.pk, draft=form.draft(kind), on=ctx.day
            ),
        )
        if outcome.done:
            return _back(found, statement_kind)
    context = {
        "title": kind.label,
        "subtitle": found.inspection.entity.name,
        "form": form,
        "kind": kind,
        "by_place": by_place,
    }
    return _open(request, found, "visitcode/statement.html", context, outcome)


@pages.allow(*HEAD)
def settle(request: HttpRequest, inspection_id: UUID) -> HttpResponse:
    """Settle as the head what an enterprise refused a visit for."""
    viewer = pages.viewer_of(request)
    row, outcome = inspections.inspection(viewer, inspection_id), None
    form = SettlementForm(request.POST or None, initial={"on": clock.today()})
    step = ENTRY.step("refusal_settlement")
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.settle_refusal(
                ctx=ctx,
                inspection=row.pk,
                text=data["text"],
                on=data["on"],
            ),
        )
        if outcome.done:
            return pages.go(request, "inspection:detail", row.pk, label=step.label)
    here = reverse("inspection:detail", args=[row.pk])
    context = {
        "title": step.label,
        "subtitle": row.entity.name,
        "crumbs": (
            parts.Crumb("检查与整改", reverse("inspection:list")),
            parts.Crumb(row.entity.name, here),
            parts.Crumb(step.label),
        ),
        "form": form,
        "back": here,
        "button": step.label,
        "basis": step.basis,
        "consequence": "处理后方可继续检查；不再检查的，请撤销检查审批。",
        "facts": tuple(
            (one.handed_on.isoformat(), "：".join(filter(None, (one.grounds_label, one.text))))
            for one in queries.refusals(viewer, row.pk)
        ),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(SUPERVISOR)
def supervision(request: HttpRequest) -> HttpResponse:
    """Show the supervisor complaints and, for months that are over, the ratings."""
    viewer = pages.viewer_of(request)
    context = {
        "title": "企业评价与投诉",
        "months": queries.ratings(viewer, today=clock.today()),
        "page": tables.paginate(queries.complaints(viewer), request),
        "least": LEAST_RATINGS,
    }
    return pages.show(request, "visitcode/supervision.html", context)


@pages.allow(SUPERVISOR)
def answer(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """Answer a complaint."""
    viewer = pages.viewer_of(request)
    row, outcome = queries.complaint(viewer, statement_id), None
    form = AnswerForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.answer(
                ctx=ctx,
                statement=row.pk,
                text=data["text"],
                on=data["on"],
            ),
        )
        if outcome.done:
            label = ENTRY.step("complaint_answer").label
            return pages.go(request, "visitcode:supervision", label=label)
    here = reverse("visitcode:supervision")
    context = {
        "title": ENTRY.step("complaint_answer").label,
        "crumbs": (parts.Crumb("企业评价与投诉", here), parts.Crumb("答复投诉")),
        "form": form,
        "back": here,
        "button": "答复",
        "basis": ENTRY.basis,
        "facts": (
            ("被检查单位", row.entry.inspection.entity.name),
            ("亮码日期", row.entry.shown_on.isoformat()),
            ("投诉日期", row.handed_on.isoformat()),
            ("情形", row.grounds_label),
            ("经过", row.text),
        ),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)
