"""The calendar of an officer or a team, and the route of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.desk import queries, rules
from zhunsheng.desk.choices import GOING_OUT, CalendarSpan, DayKind
from zhunsheng.desk.forms import CalendarFilter
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry
from zhunsheng.registry import rules as places
from zhunsheng.web import clock, pages, parts

#: How many entries of a day a month shows; the week shows all.
MOST_OF_A_DAY: Final = 4
#: The most height of the drawing of a way, in its own pixels (its width is 960).
WAY_HEIGHT: Final = 420
#: What the dots of a way need around the points that they stand on.
EDGE: Final = 12
SPAN: Final = "span"
#: What a view of the calendar is narrowed to stands in the address under these names.
ON, WHO = "on", "who"
ROLES: Final = tuple(sorted(role.value for role in GOING_OUT))


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid: what falls on it, how many more there are, whether offices work."""

    on: date
    kind: DayKind
    is_today: bool
    is_outside: bool
    entries: tuple[queries.Entry, ...]
    more: int
    week_url: str

    @property
    def is_off(self) -> bool:
        """Whether offices rest."""
        return self.kind in {DayKind.REST, DayKind.HOLIDAY}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a page of the calendar shows: the day, the officers, and the filter that says so."""

    on: date
    known: queries.People
    officers: tuple[UUID, ...]
    form: CalendarFilter

    def url(self, name: str, on: date, **more: str) -> str:
        """Return the address of a page of the calendar around another day."""
        who = self.form.chosen.get(WHO)
        said = {**more, ON: on.isoformat(), **({WHO: str(who)} if who else {})}
        return f"{reverse(name)}?{urlencode(said)}"


def _asked(request: HttpRequest, *, one: bool) -> _Asked:
    viewer = pages.viewer_of(request)
    known = queries.people(viewer)
    form = CalendarFilter(request.GET)
    form.offer(known.names, everybody=known.heads_a_team and not one)
    who = form.chosen.get(WHO)
    officers = known.chosen(who)
    if one:
        officers = officers[:1] if who or known.own not in officers else (known.own,)
    return _Asked(form.chosen.get(ON) or clock.today(), known, officers, form)


@pages.allow(*ROLES)
def calendar(request: HttpRequest) -> HttpResponse:
    """Show visits, terms, re-inspections, hearings and trainings of a month or a week."""
    viewer, asked = pages.viewer_of(request), _asked(request, one=False)
    is_week = request.GET.get(SPAN) == CalendarSpan.WEEK.value
    first, last = rules.month_of(asked.on)
    if is_week:
        first = rules.week_start(asked.on)
        last = first + timedelta(days=6)
    weeks = rules.weeks_of(first, last)
    found = queries.entries(
        viewer, asked.known, asked.officers, weeks[0][0], weeks[-1][-1], on=clock.today()
    )
    span = CalendarSpan.WEEK if is_week else CalendarSpan.MONTH
    context = {
        "title": "检查日历",
        "crumbs": (parts.Crumb("检查日历"),),
        "filters": asked.form,
        "first": first,
        "last": last,
        "is_week": is_week,
        "has_people": bool(asked.officers),
        "days": [_day(asked, day, found, (first, last), is_week=is_week) for day in _flat(weeks)],
        "tabs": tuple(
            parts.Tab(
                one.label, asked.url("desk:calendar", asked.on, span=one.value), active=one is span
            )
            for one in CalendarSpan
        ),
        "before": asked.url("desk:calendar", first - timedelta(days=1), span=span.value),
        "after": asked.url("desk:calendar", last + timedelta(days=1), span=span.value),
        "now_url": asked.url("desk:calendar", clock.today(), span=span.value),
        "route_url": asked.url("desk:route", clock.today()),
        "is_arranged": lawbook.site_calendar().is_known(last.year),
    }
    return pages.show(request, "desk/calendar.html", context)


def _flat(weeks: Iterable[tuple[date, ...]]) -> list[date]:
    return [day for week in weeks for day in week]


def _day(
    asked: _Asked,
    day: date,
    found: dict[date, list[queries.Entry]],
    period: tuple[date, date],
    *,
    is_week: bool,
) -> Day:
    mine = found.get(day, [])
    shown = mine if is_week or len(mine) <= MOST_OF_A_DAY + 1 else mine[:MOST_OF_A_DAY]
    return Day(
        on=day,
        kind=rules.day_kind(day, lawbook.site_calendar()),
        is_today=day == clock.today(),
        is_outside=not period[0] <= day <= period[1],
        entries=tuple(shown),
        more=len(mine) - len(shown),
        week_url=asked.url("desk:calendar", day, span=CalendarSpan.WEEK.value),
    )


@pages.allow(*ROLES)
def route(request: HttpRequest) -> HttpResponse:
    """Show where one officer goes on a day, in an order that saves way; made to be printed."""
    viewer, asked = pages.viewer_of(request), _asked(request, one=True)
    found = queries.route(viewer, asked.officers[0], on=asked.on) if asked.officers else None
    context = {
        "title": "当日路线",
        "crumbs": (parts.Crumb("检查日历", reverse("desk:calendar")), parts.Crumb("当日路线")),
        "filters": asked.form,
        "on": asked.on,
        "officer": asked.known.names[asked.officers[0]] if asked.officers else "",
        "route": found,
        "kilometres": f"{(found.metres if found else 0) / 1000:.1f}",
        "calendar_url": asked.url("desk:calendar", asked.on),
        **(_drawing(viewer, found) if found else {}),
    }
    return pages.show(request, "desk/route.html", context)


def _drawing(viewer: Viewer, found: queries.Route) -> dict[str, object]:
    """Return the way over the outline of the division: the line, and a numbered dot a stop."""
    outlines = registry.outlines(accounts.bureau(viewer).division_code)
    frame = places.frame_of(found.points, most_height=WAY_HEIGHT)
    if frame is None:
        return {}
    dots = [(*frame.at(one.point), one) for one in found.stops if one.point is not None]
    return {
        "box": f"{-EDGE} {-EDGE} {places.WIDTH + 2 * EDGE} {frame.height + 2 * EDGE}",
        "outlines": [(one.name, frame.path(one.border)) for one in outlines],
        "line": frame.path(found.points),
        "dots": dots,
    }
