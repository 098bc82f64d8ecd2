"""Pages of returns: what is due, what a return would say, handing in, what was handed in."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.statistics import exports, forms, queries, rules, services
from zhunsheng.statistics.choices import REPORTERS, STATISTICS_READERS, Phrase
from zhunsheng.statistics.rules import Period, ReturnForm
from zhunsheng.web import clock, pages, parts, tables, uploads

TITLE: Final = "统计报表"
SUBMIT: Final = "报送统计报表"
CORRECT: Final = "更正统计报表"
EXPLAIN: Final = "说明报表未报送的原因"


def _home() -> parts.Crumb:
    return parts.Crumb(TITLE, reverse("statistics:returns"))


def _may_report(viewer: Viewer) -> bool:
    return viewer.by.holds(frozenset(role.value for role in REPORTERS))


def _days(since: date, until: date) -> str:
    return Phrase.DAYS.label.format(since=since.isoformat(), until=until.isoformat())


def _asked(form: str, since: str, as_of: date) -> tuple[ReturnForm, Period]:
    """
    Return the return and the period that an address names.

    :raises Http404: if there is none
    """
    try:
        kind = rules.return_form(form)
        return kind, rules.cycle_period(kind.cycle, date.fromisoformat(since), as_of)
    except (rules.UnknownForm, rules.NoSuchPeriod, ValueError):
        raise Http404 from None


@pages.allow(*STATISTICS_READERS)
@require_GET
def return_list(request: HttpRequest) -> HttpResponse:
    """Show the returns of the periods that ended last, and everything that was handed in."""
    viewer = pages.viewer_of(request)
    context = {
        "title": TITLE,
        "crumbs": (parts.Crumb("统计", reverse("statistics:list")), parts.Crumb(TITLE)),
        "due": queries.due_returns(viewer, clock.today()),
        "unsent": queries.unsent_returns(viewer, clock.today()),
        "explained": queries.explanations(viewer),
        "page": tables.paginate(queries.stat_returns(viewer), request),
        "may_report": _may_report(viewer),
    }
    return pages.show(request, "statistics/returns.html", context)


@pages.allow(*STATISTICS_READERS)
@require_GET
def preview(request: HttpRequest, form: str, since: str) -> HttpResponse:
    """Show what a return would say of a period if it were handed in today."""
    viewer = pages.viewer_of(request)
    kind, period = _asked(form, since, clock.today())
    said = queries.snapshot(viewer, kind, period)
    held = queries.versions(viewer, kind.key, period.since)
    context = {
        "title": kind.label,
        "subtitle": _days(period.since, period.until),
        "crumbs": (_home(), parts.Crumb(kind.label)),
        "kind": kind,
        "period": period,
        "said": said,
        "query": _query(period),
        "nil": rules.is_nil(said),
        "held": held[-1] if held else None,
        "ended": period.until < period.as_of,
        "due_on": queries.due_on(viewer, kind, period.until),
        "may_report": _may_report(viewer),
    }
    return pages.show(request, "statistics/preview.html", context)


def _query(period: Period) -> str:
    days = {name: day.isoformat() for name, day in asdict(period).items()}
    return "&".join(f"{name}={day}" for name, day in days.items())


@pages.allow(*STATISTICS_READERS)
@require_GET
def return_detail(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Show a version as it was handed in, what it changed, and what is otherwise by now."""
    viewer = pages.viewer_of(request)
    row = queries.stat_return(viewer, return_id)
    held = queries.versions(viewer, row.form, row.since)
    before = next((one for one in held if one.round == row.round - 1), None)
    period = Period(row.since, row.until, row.as_of)
    kind = rules.form_of(row.contents)
    now = queries.snapshot(viewer, kind, period)
    subjects = [(services.SUBJECT, one.id) for one in held]
    context = {
        "title": row.label,
        "subtitle": _days(row.since, row.until),
        "crumbs": (_home(), parts.Crumb(row.label)),
        "row": row,
        "kind": kind,
        "said": row.contents,
        "query": _query(period),
        "versions": held,
        "is_last": row.id == held[-1].id,
        "changed": rules.differences(before.contents, row.contents) if before else (),
        "drifted": rules.differences(row.contents, now),
        "may_report": _may_report(viewer),
        "formats": tuple(exports.RETURN_FORMATS),
        "entries": [
            parts.TimelineEntry(at=one.on.isoformat(), text=one.sentence, by=one.actor)
            for one in journal.timeline(viewer, subjects)
        ],
    }
    return pages.show(request, "statistics/return.html", context)


@pages.allow(*STATISTICS_READERS)
@require_GET
def return_file(request: HttpRequest, return_id: UUID, extension: str) -> HttpResponse:
    """Hand out a version as it was handed in."""
    if extension not in exports.RETURN_FORMATS:
        raise Http404
    row = queries.stat_return(pages.viewer_of(request), return_id)
    content = exports.RETURN_FORMATS[extension](row.contents)
    name = f"{row.label}{_days(row.since, row.until)}第{row.round}版.{extension}"
    return uploads.download(content, name=name)


@pages.allow(*REPORTERS)
def submit(request: HttpRequest, form: str, since: str) -> HttpResponse:
    """Freeze the return of a period and hand it in."""
    kind, period = _asked(form, since, clock.today())
    asked = forms.SubmitForm(request.POST or None, initial={"as_of": period.as_of})
    back = reverse("statistics:return", args=[kind.key, since])
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=asked,
            act=lambda ctx, data: services.submit_return(
                ctx=ctx,
                form=kind.key,
                since=period.since,
                as_of=data["as_of"],
                nil_confirmed=data["nil_confirmed"],
                on=ctx.day,
            ),
        )
        if outcome.done:
            return pages.go(request, "statistics:return_detail", outcome.result.id, label=SUBMIT)
    context = {
        "title": SUBMIT,
        "crumbs": (_home(), parts.Crumb(kind.label, back), parts.Crumb(SUBMIT)),
        "form": asked,
        "back": back,
        "button": SUBMIT,
        "consequence": "提交后数字连同所计记录一并固定，此后只能更正为新的版本，各版本都保留。",
        "basis": kind.basis,
        "facts": (("报表", kind.label), ("统计期间", _days(period.since, period.until))),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*REPORTERS)
def explain(request: HttpRequest, form: str, since: str) -> HttpResponse:
    """Say why the return of a period was not handed in."""
    kind, period = _asked(form, since, clock.today())
    asked = forms.ExplainForm(request.POST or None)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=asked,
            act=lambda ctx, data: services.explain_return(
                ctx=ctx, form=kind.key, since=period.since, reason=data["reason"], on=ctx.day
            ),
        )
        if outcome.done:
            return pages.go(request, "statistics:returns", label=EXPLAIN)
    context = {
        "title": EXPLAIN,
        "crumbs": (_home(), parts.Crumb(EXPLAIN)),
        "form": asked,
        "back": reverse("statistics:returns"),
        "button": EXPLAIN,
        "consequence": "提交后这一期间不再列为往期未报，原因长期保留；以后仍可补报。",
        "basis": kind.basis,
        "facts": (("报表", kind.label), ("统计期间", _days(period.since, period.until))),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*REPORTERS)
def correct(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Count a return anew and hand in the new version."""
    row = queries.stat_return(pages.viewer_of(request), return_id)
    asked = forms.CorrectForm(request.POST or None, initial={"as_of": clock.today()})
    back = reverse("statistics:return_detail", args=[row.id])
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=asked,
            act=lambda ctx, data: services.correct_return(
                ctx=ctx,
                stat_return=row.id,
                as_of=data["as_of"],
                reason=data["reason"],
                nil_confirmed=data["nil_confirmed"],
                on=ctx.day,
            ),
        )
        if outcome.done:
            return pages.go(request, "statistics:return_detail", outcome.result.id, label=CORRECT)
    context = {
        "title": CORRECT,
        "crumbs": (_home(), parts.Crumb(row.label, back), parts.Crumb(CORRECT)),
        "form": asked,
        "back": back,
        "button": CORRECT,
        "consequence": "提交后重新计算全部数字，成为新的版本；已报送的版本保留，差异逐行列明。",
        "basis": rules.form_of(row.contents).basis,
        "facts": (
            ("报表", row.label),
            ("统计期间", _days(row.since, row.until)),
            ("现行版本", f"第{row.round}版"),
        ),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)
