"""The list of cases: filters under a name, what each case waits for, the list as a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts import services as accounting
from zhunsheng.cases import exports, queries
from zhunsheng.cases.choices import Stage
from zhunsheng.cases.exports import CaseLine
from zhunsheng.cases.forms.deciding import CaseFilter
from zhunsheng.cases.forms.listing import PAGE, FilterNameForm
from zhunsheng.cases.views.clocks import clock_of
from zhunsheng.cases.views.reading import (
    CLUE_ROLES,
    READ,
    ROOM,
    SPOT_ROLES,
    TONES,
)
from zhunsheng.kernel.act import Viewer
from zhunsheng.web import clock, pages, parts, tables, uploads
from zhunsheng.web.forms import ActForm
from zhunsheng.workforce import queries as workforce

TITLE: Final = "行政处罚案件"
CSV: Final = "text/csv; charset=utf-8"
KEEP: Final = "保存筛选"
DROP: Final = "删除筛选"
#: Stages after which a case waits for nothing.
ENDED: Final = frozenset(
    stage.value for stage in (Stage.CLOSED, Stage.NOT_OPENED, Stage.TERMINATED, Stage.TRANSFERRED)
)
#: Says that the list is asked for without the reader's own default filter.
EVERYTHING: Final = "all"


@pages.allow(*READ)
def case_list(request: HttpRequest) -> HttpResponse:
    """List the cases that the reader may see, or hand the list out as a file."""
    viewer, today = pages.viewer_of(request), clock.today()
    kept = accounts.filters_of(viewer, PAGE)
    default = next((one for one in kept if one.is_default and one.owner_id == viewer.by.id), None)
    if not request.GET and default and default.query:
        return pages.go(request, f"{reverse(PAGE)}?{default.query}")
    chosen = CaseFilter(request.GET, handlers=_handler_choices(viewer))
    rows = queries.cases(viewer, queries.CaseFilters(**chosen.chosen))
    if request.GET.get("format") in {"xlsx", "csv"}:
        return _file(request.GET["format"], lines_of(viewer, rows, today=today))
    page = tables.paginate(rows, request)
    here = _query(request, chosen)
    context = {
        "title": TITLE,
        "filters": chosen,
        "page": page,
        "lines": [_shown(one) for one in lines_of(viewer, page.rows, today=today)],
        "totals": queries.totals(viewer, rows),
        "tabs": _tabs(kept, here),
        "own": next((o for o in kept if o.query == here and o.owner_id == viewer.by.id), None),
        "query": here,
        "may_register": viewer.by.holds(frozenset(CLUE_ROLES)),
        "may_punish": viewer.by.holds(frozenset(SPOT_ROLES)),
    }
    return pages.show(request, "cases/list.html", context)


def lines_of(viewer: Viewer, rows: Iterable[Any], *, today: date) -> list[CaseLine]:
    """Return cases as the list shows them; ten queries whatever their number."""
    cases = list(rows)
    names = queries.handlers_of(viewer, [row.id for row in cases])
    running = [row for row in cases if row.stage_code not in ENDED]
    waits = {one.case.id: one for one in queries.waits_of(viewer, running, on=today)}
    others = queries.others_of(viewer, [row.id for row in cases])
    return [
        CaseLine(
            row,
            Stage(row.stage_code).label,
            names.get(row.id, ""),
            waits.get(row.id),
            others[row.id],
        )
        for row in cases
    ]


def _shown(line: CaseLine) -> tuple[Any, ...]:
    waits = line.waits
    tone = TONES.get(Stage(line.case.stage_code), parts.Tone.NEUTRAL)
    term = clock_of(waits.term) if waits and waits.term else None
    return line.case, line.stage, tone, line.handlers, waits, term, line.others


def _handler_choices(viewer: Viewer) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in workforce.all_officer_facts(viewer)]


def _query(request: HttpRequest, chosen: CaseFilter) -> str:
    """Return the filter of the address in the order of its fields, as it is kept."""
    names = [name for name in chosen.fields if name in chosen.chosen]
    return urlencode({name: request.GET[name] for name in names})


def _tabs(kept: Iterable[Any], here: str) -> tuple[parts.Tab, ...]:
    everything = parts.Tab("全部", f"{reverse(PAGE)}?{EVERYTHING}=1", active=not here)
    return (
        everything,
        *(
            parts.Tab(one.name, f"{reverse(PAGE)}?{one.query}", active=here == one.query)
            for one in kept
            if one.query
        ),
    )


def _file(form: str, lines: list[CaseLine]) -> HttpResponse:
    if form == "xlsx":
        return uploads.download(exports.cases_sheet(lines), name=f"{TITLE}.xlsx")
    response = uploads.download(exports.cases_csv(lines), name=f"{TITLE}.csv")
    response["Content-Type"] = CSV
    return response


@pages.allow(*READ)
def keep_filter(request: HttpRequest) -> HttpResponse:
    """Keep the present filter of the list under a name."""
    form = FilterNameForm(request.POST or None, initial={"query": request.GET.urlencode()})
    outcome: pages.Outcome[Any] | None = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, _: accounting.keep_filter(ctx=ctx, draft=form.draft, on=clock.today()),
        )
        if outcome.done:
            return pages.go(request, f"{reverse(PAGE)}?{form.draft.query}", label=KEEP)
    return _act_page(request, KEEP, form, outcome, facts=_conditions(request))


def _conditions(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """Return the filter that is to be kept, in words."""
    given = QueryDict(request.POST.get("query", "")) if request.POST else request.GET
    chosen = CaseFilter(given, handlers=_handler_choices(pages.viewer_of(request)))
    shown = []
    for name in chosen.chosen:
        choices = dict(getattr(chosen.fields[name].widget, "choices", ()))
        text = choices.get(given[name], given[name])
        shown.append((str(chosen.fields[name].label), str(text)))
    return tuple(shown)


@pages.allow(*READ)
def drop_filter(request: HttpRequest, filter_id: UUID) -> HttpResponse:
    """Give up a kept filter."""
    accounts.own_filter(pages.viewer_of(request), filter_id)
    form = ActForm(request.POST or None)
    outcome: pages.Outcome[Any] | None = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, _: accounting.drop_filter(
                ctx=ctx, filter_id=filter_id, on=clock.today()
            ),
        )
        if outcome.done:
            return pages.go(request, f"{reverse(PAGE)}?{EVERYTHING}=1", label=DROP)
    return _act_page(request, DROP, form, outcome)


def _act_page(
    request: HttpRequest,
    label: str,
    form: ActForm,
    outcome: pages.Outcome[Any] | None,
    facts: tuple[tuple[str, str], ...] = (),
) -> HttpResponse:
    context = {
        "title": label,
        "crumbs": (parts.Crumb(ROOM, reverse(PAGE)), parts.Crumb(label)),
        "form": form,
        "button": label,
        "facts": facts,
        "back": f"{reverse(PAGE)}?{EVERYTHING}=1",
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)
