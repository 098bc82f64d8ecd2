"""Pages of statistics: all figures of a year, and the rows behind one."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.statistics import exports, forms, queries
from zhunsheng.statistics.choices import RECORD_NAMES, STATISTICS_READERS, FigureGroup
from zhunsheng.statistics.rules import Period
from zhunsheng.web import clock, pages, parts, tables, uploads

TITLE = "统计"
EXPORT_NAME = "统计数字.xlsx"
#: Characters of a record's number that are shown; its beginning is the time, alike for many.
SHORT = 8
#: Penalties and what is said against them stand beside all else, in columns of like length.
RIGHT = frozenset({FigureGroup.CASES, FigureGroup.REVIEW, FigureGroup.REMEDIES})


def _chosen(request: HttpRequest) -> tuple[forms.PeriodFilter, Period]:
    """Return the filter and the period that the address asks for."""
    today = clock.today()
    data = request.GET.copy()
    if "year" not in data:
        data["year"] = str(_usual_year(today))
    chosen = forms.PeriodFilter(data, years=queries.years(today))
    year = chosen.chosen.get("year") or _usual_year(today)
    as_of = chosen.chosen.get("as_of") or today
    return chosen, queries.year_period(year, min(as_of, today))


def _usual_year(today: date) -> int:
    """In the first quarter the year before is looked at: its report is being written."""
    return today.year - 1 if today.month <= 3 else today.year


def _query(period: Period) -> str:
    return urlencode({"year": period.since.year, "as_of": period.as_of.isoformat()})


def _named(key: str) -> tuple[str, str]:
    """Return what a record is in print, and the end of its number, which tells it from others."""
    kind, _, number = key.partition(":")
    return RECORD_NAMES.get(kind, kind), number[-SHORT:]


@pages.allow(*STATISTICS_READERS)
@require_GET
def figure_list(request: HttpRequest) -> HttpResponse:
    """Show every figure of a year by group, each opening its rows; or save them."""
    viewer = pages.viewer_of(request)
    chosen, period = _chosen(request)
    found = queries.figures(viewer, period.since, period.until, period.as_of)
    groups = queries.grouped(found)
    if request.GET.get("format") == "xlsx":
        return uploads.download(exports.figures_sheet(groups), name=EXPORT_NAME)
    context = {
        "title": TITLE,
        "subtitle": f"{period.since.year}年",
        "filters": chosen,
        "period": period,
        "query": _query(period),
        "columns": (
            tuple(group for group in groups if group.group not in RIGHT),
            tuple(group for group in groups if group.group in RIGHT),
        ),
        "comparisons": queries.comparisons(viewer, period.since, period.until, period.as_of),
    }
    return pages.show(request, "statistics/list.html", context)


@pages.allow(*STATISTICS_READERS)
@require_GET
def figure_detail(request: HttpRequest, key: str) -> HttpResponse:
    """Show the rows behind one figure; their count or sum is the number."""
    if key not in queries.defined():
        raise Http404
    viewer = pages.viewer_of(request)
    chosen, period = _chosen(request)
    found = queries.figure(viewer, key, period.since, period.until, period.as_of)
    page = tables.paginate(found.all_rows(), request, size=50)
    context = {
        "title": found.label,
        "subtitle": f"{period.since.year}年",
        "crumbs": (
            parts.Crumb(TITLE, f"{reverse('statistics:list')}?{_query(period)}"),
            parts.Crumb(found.label),
        ),
        "filters": chosen,
        "figure": found,
        "line": queries.line_of(found),
        "parts": tuple(queries.line_of(part) for part in found.parts),
        "counted": queries.counting_of(found),
        "page": page,
        "lines": [
            (row, pages.open_address(viewer.by, row.url), *_named(row.key)) for row in page.rows
        ],
        "query": _query(period),
        "place": f"{{figure:{key}}}",
    }
    return pages.show(request, "statistics/detail.html", context)
