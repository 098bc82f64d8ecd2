"""Pages of the desk."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve, reverse

from zhunsheng.desk import queries, rules
from zhunsheng.desk.choices import BEHIND, INSIDE, OVERSEERS, Headed, SearchKind
from zhunsheng.desk.queries.found import LISTS, SHORTEST
from zhunsheng.kernel.act import SHANGHAI, Viewer
from zhunsheng.statistics import queries as statistics
from zhunsheng.web import clock, errors, pages, parts, tables

#: How many lines of what waits for others are shown.
MOST_WAITING: Final = 10
#: How many lines of what may go wrong are shown before somebody asks for all.
MOST_RISKS: Final = 10
#: How many of the roles that may do something are named.
SHOWN_ROLES: Final = 2
#: Fourteen rows fit into a window of 900 pixels.
OWN_ON_A_PAGE: Final = 14
#: Months in which the report of the year before is written.
REPORTING_MONTHS: Final = 3
INSIDE_CODES: Final = frozenset(role.value for role in INSIDE)
OVERSEER_CODES: Final = frozenset(role.value for role in OVERSEERS)


@pages.allow(pages.SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """Show what is due for whoever signed in; an enterprise is led to the public pages."""
    viewer = pages.viewer_of(request)
    if not viewer.by.holds(INSIDE_CODES):
        return pages.go(request, "portal:home")
    today = clock.today()
    lines = queries.lines(viewer, on=today)
    own, others = rules.split(lines, viewer.by.roles)
    counted = rules.counts(own)
    context: dict[str, object] = {
        "title": "工作台",
        # The page has read every duty; other pages have not, and show no counts in the top bar.
        "clock_counts": parts.ClockCounts(counted.today, counted.soon, counted.overdue, "#mine"),
        "own": own,
        "page": tables.paginate(own, request, size=OWN_ON_A_PAGE),
        "others": [(line, _who(line)) for line in others[:MOST_WAITING]],
        "others_total": len(others),
        "done": _done(viewer),
        "counts": counted,
        "oversees": viewer.by.holds(OVERSEER_CODES),
        "first_steps": () if own else queries.first_steps(viewer, on=today),
    }
    if viewer.by.holds(OVERSEER_CODES):
        context |= _overview(request, viewer, lines)
    return pages.show(request, "desk/home.html", context)


def _who(line: rules.Line) -> str:
    """Return the printed roles that a duty waits for; a party where none of the bureau's may."""
    names = errors.role_names(line.duty.roles)
    if not names:
        return "当事人"
    return "、".join(names[:SHOWN_ROLES]) + ("等" if len(names) > SHOWN_ROLES else "")


def _done(viewer: Viewer) -> tuple[parts.TimelineEntry, ...]:
    since = rules.week_start(clock.today())
    return tuple(
        parts.TimelineEntry(_moment(done.at), done.sentence, tone=parts.Tone.GREEN)
        for done in queries.done_since(viewer, since=since)
    )


def _moment(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%m-%d %H:%M}"


def _overview(
    request: HttpRequest, viewer: Viewer, lines: tuple[rules.Line, ...]
) -> dict[str, object]:
    today = clock.today()
    year, at_risk = _year(request, today), rules.at_risk(lines)
    shown = at_risk if "risks" in request.GET else at_risk[:MOST_RISKS]
    return {
        "overview": queries.overview(viewer, lines, year=year, on=today),
        "risks": [(line, _who(line), _may_open(viewer, line.duty.url)) for line in shown],
        "risks_total": len(at_risk),
        "tabs": tuple(
            parts.Tab(f"{one} 年", f"?year={one}", active=one == year)
            for one in (today.year, today.year - 1)
        ),
    }


def _year(request: HttpRequest, today: date) -> int:
    """In the first quarter the year before is looked at, as on the pages of statistics."""
    years = {str(year): year for year in (today.year, today.year - 1)}
    usual = today.year - 1 if today.month <= REPORTING_MONTHS else today.year
    return years.get(request.GET.get("year", ""), usual)


@pages.allow(*OVERSEERS)
def headline(request: HttpRequest, key: str) -> HttpResponse:
    """Show the rows behind a number of the first screen: as many as the number says."""
    try:
        head = Headed(key)
    except ValueError:
        raise Http404 from None
    viewer, today = pages.viewer_of(request), clock.today()
    year = _year(request, today)
    found = queries.headlines(viewer, queries.lines(viewer, on=today), year=year, on=today)
    counted = queries.counted(found, head)
    page = tables.paginate(counted.rows, request, size=50)
    context = {
        "title": head.label,
        "subtitle": f"{counted.value} {head.unit}",
        "crumbs": (parts.Crumb("局工作台", f"{reverse('desk:home')}?year={year}"),),
        "counted": counted,
        "chart": statistics.month_chart(viewer, BEHIND[head], year, today),
        "page": page,
        "rows": [(row, _may_open(viewer, row.url)) for row in page.rows],
    }
    return pages.show(request, "desk/headline.html", context)


@pages.allow(*INSIDE)
def search(request: HttpRequest) -> HttpResponse:
    """Look for a text in everything that the reader may open."""
    viewer = pages.viewer_of(request)
    text = " ".join(request.GET.get("q", "").split())
    kinds = [kind for kind in SearchKind if _may_open(viewer, reverse(LISTS[kind]))]
    groups = queries.search(viewer, text, on=clock.today(), kinds=kinds)
    return pages.show(
        request,
        "desk/search.html",
        {
            "title": "搜索",
            "search_text": text,
            "groups": groups,
            "kinds": [kind.label for kind in kinds],
            "too_short": len(text) < SHORTEST,
        },
    )


def _may_open(viewer: Viewer, path: str) -> bool:
    allowed: frozenset[str] = getattr(resolve(path).func, "allowed_roles", frozenset())
    return pages.SIGNED_IN in allowed or viewer.by.holds(allowed)


@pages.allow(*INSIDE)
def entity(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Show what the bureau knows of a business entity."""
    viewer = pages.viewer_of(request)
    visits = tables.paginate(queries.visits(viewer, entity_id), request, size=50)
    found = queries.dossier(viewer, entity_id, visits.rows, on=clock.today())
    named = found.entity.credit_code or found.entity.name
    return pages.show(
        request,
        "desk/entity.html",
        {
            "title": found.entity.name,
            "subtitle": "单位档案",
            "crumbs": (parts.Crumb("监管对象", reverse("registry:list")),),
            "dossier": found,
            "visits": visits,
            "entity": found.entity,
            "visits_url": f"{reverse('inspection:list')}?{urlencode({'text': named})}",
            "cases_url": f"{reverse('cases:list')}?{urlencode({'q': found.entity.name})}",
            "sees_credit": bool(pages.open_to(viewer.by, "credit:list")),
            "may_edit": bool(pages.open_to(viewer.by, "registry:particulars", entity_id)),
            "meter_url": pages.open_to(viewer.by, settings.ZHUNSHENG_PAGES["meter"], entity_id),
        },
    )
