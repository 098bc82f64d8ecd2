"""Pages of statistics: all figures of a period, and the rows behind one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.accounts import queries as accounts
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.figure import FigureUnit
from zhunsheng.statistics import exports, forms, queries, rules
from zhunsheng.statistics.choices import (
    RECORD_NAMES,
    STATISTICS_READERS,
    FigureGroup,
    PeriodPart,
    Phrase,
)
from zhunsheng.statistics.rules import Period
from zhunsheng.web import clock, pages, parts, tables, uploads

TITLE = "统计"
EXPORT_NAME = "统计数字"
BY_MONTH = "按月查看"
#: Characters of a record's number that are shown; its beginning is the time, alike for many.
SHORT = 8
#: Penalties and what follows from them stand beside all else, in columns of like length.
RIGHT = frozenset(
    {
        FigureGroup.CASES,
        FigureGroup.KINDS,
        FigureGroup.EXECUTION,
        FigureGroup.COMPULSION,
        FigureGroup.REMEDIES,
    }
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter, the period that the address asks for, and the address of the same elsewhere."""

    form: forms.YearFilter
    period: Period
    title: str
    query: str


def _asked(
    request: HttpRequest, viewer: Viewer, kind: type[forms.YearFilter] = forms.PeriodFilter
) -> Asked:
    today = clock.today()
    data = request.GET.copy()
    if "year" not in data:
        data["year"] = str(_usual_year(today))
    form = kind(data, years=queries.years(today), cuts=queries.cut_choices(viewer), today=today)
    said = form.chosen
    year, part = said.get("year") or _usual_year(today), said.get("part") or PeriodPart.YEAR
    as_of = said.get("as_of") or today
    period, title = rules.period_of(year, part, as_of), f"{year}年"
    if part is not PeriodPart.YEAR:
        title = f"{year}年{part.label}"
    if form.is_valid() and "since" in said and "until" in said:
        period, title = Period(said["since"], said["until"], as_of), "自选期间"
    if period.since > as_of and form.is_valid():
        form.add_error("as_of", forms.NOT_BEGUN.format(as_of=as_of.isoformat()))
    kept = {key: data[key] for key in form.fields if data.get(key)} | {"as_of": as_of.isoformat()}
    return Asked(form, period.known, title, urlencode(kept))


def _usual_year(today: date) -> int:
    """In the first quarter the year before is looked at: its report is being written."""
    return today.year - 1 if today.month <= 3 else today.year


def _named(key: str) -> tuple[str, str]:
    """Return what a record is in print, and the end of its number, which tells it from others."""
    kind, _, number = key.partition(":")
    return RECORD_NAMES.get(kind, kind), number[-SHORT:]


@pages.allow(*STATISTICS_READERS)
@require_GET
def figure_list(request: HttpRequest) -> HttpResponse:
    """
    Show every figure of a period by group, each opening its rows; or save them.

    A file does not say what was asked for, so none is saved under a filter that does not hold.
    """
    viewer = pages.viewer_of(request)
    asked = _asked(request, viewer)
    period = asked.period
    groups = queries.grouped(queries.lines(viewer, period, cuts=asked.form.cuts).values())
    wanted = request.GET.get("format", "")
    if wanted in exports.FORMATS and asked.form.is_valid():
        content = exports.FORMATS[wanted](groups)
        return uploads.download(content, name=f"{EXPORT_NAME}.{wanted}")
    context = {
        "title": TITLE,
        "subtitle": asked.title,
        "filters": asked.form,
        "period": period,
        "query": asked.query,
        "cuts": asked.form.cuts,
        "bureau": accounts.bureau(viewer).name,
        "total": sum(len(group.lines) for group in groups),
        "formats": tuple(exports.FORMATS),
        "columns": (
            tuple(group for group in groups if group.group not in RIGHT),
            tuple(group for group in groups if group.group in RIGHT),
        ),
        "comparisons": queries.comparisons(viewer, period.since, period.until, period.as_of),
    }
    refused: pages.Outcome[None] | None = None
    if wanted in exports.FORMATS:
        refused = pages.Outcome(asked.form)
    return pages.show(request, "statistics/list.html", context, outcome=refused)


@pages.allow(*STATISTICS_READERS)
@require_GET
def figure_detail(request: HttpRequest, key: str) -> HttpResponse:
    """Show the rows behind one figure; their count or sum is the number."""
    if key not in queries.defined():
        raise Http404
    viewer = pages.viewer_of(request)
    asked = _asked(request, viewer)
    wanted = (key, *rules.definition(key).parts)
    found = queries.lines(viewer, asked.period, cuts=asked.form.cuts, keys=wanted)
    line, own = found[key], [found[part] for part in wanted[1:]]
    rows = () if line.refusal else line.figure.all_rows()
    page = tables.paginate(rows, request, size=50)
    context = {
        "title": line.figure.label,
        "subtitle": asked.title,
        "crumbs": (
            parts.Crumb(TITLE, f"{reverse('statistics:list')}?{asked.query}"),
            parts.Crumb(line.figure.label),
        ),
        "filters": asked.form,
        "figure": line.figure,
        "line": line,
        "parts": None if line.refusal else _parts_chart(line, asked, own),
        "months_url": _months_url(key, asked) if rules.has_months(rules.definition(key)) else "",
        "counted": queries.counting_of(line.figure),
        "no_record": Phrase.NO_RECORD.label,
        "page": page,
        "lines": [
            (row, pages.open_address(viewer.by, row.url), *_named(row.key)) for row in page.rows
        ],
        "query": asked.query,
        "place": f"{{figure:{key}}}",
    }
    return pages.show(request, "statistics/detail.html", context)


def _months_url(key: str, asked: Asked) -> str:
    return f"{reverse('statistics:months', args=[key])}?{asked.query}"


def _parts_chart(
    line: queries.FigureLine, asked: Asked, found: list[queries.FigureLine]
) -> parts.Chart | None:
    """Return the parts of a figure beside each other; amounts have a table and no bars."""
    if not found:
        return None
    rows = tuple(
        (
            one.figure.label,
            (
                parts.Point(
                    one.figure.value,
                    one.text,
                    f"{reverse('statistics:detail', args=[one.figure.key])}?{asked.query}",
                ),
            ),
        )
        for one in found
    )
    named = Phrase.VALUE.label.format(unit=line.unit)
    return parts.Chart(
        line.figure.label,
        Phrase.PART.label,
        (named,),
        rows,
        is_drawn=line.figure.unit is not FigureUnit.FEN,
    )


@pages.allow(*STATISTICS_READERS)
@require_GET
def figure_months(request: HttpRequest, key: str) -> HttpResponse:
    """Show a figure month by month beside the year before; each number opens its rows."""
    if key not in queries.defined() or not rules.has_months(rules.definition(key)):
        raise Http404
    viewer = pages.viewer_of(request)
    asked = _asked(request, viewer, forms.YearFilter)
    one, year = rules.definition(key), asked.period.until.year
    chart = queries.month_chart(viewer, key, year, asked.period.as_of, cuts=asked.form.cuts)
    context = {
        "title": BY_MONTH,
        "subtitle": f"{year}年",
        "crumbs": (
            parts.Crumb(TITLE, f"{reverse('statistics:list')}?{asked.query}"),
            parts.Crumb(one.label, f"{reverse('statistics:detail', args=[key])}?{asked.query}"),
            parts.Crumb(BY_MONTH),
        ),
        "filters": asked.form,
        "figure": one,
        "stands": one.stands,
        "as_of": asked.period.as_of,
        "chart": chart,
    }
    return pages.show(request, "statistics/months.html", context)
