"""A figure month by month, drawn beside the year before; each number opens its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from zhunsheng.kernel.act import Viewer
from zhunsheng.statistics import rules
from zhunsheng.statistics.choices import MONTHS, Phrase
from zhunsheng.statistics.queries.counting import lines
from zhunsheng.statistics.queries.cutting import Cut, Cutter
from zhunsheng.statistics.rules import Period
from zhunsheng.web.parts import Chart, Point


def month_chart(
    viewer: Viewer, key: str, year: int, as_of: date, *, cuts: Sequence[Cut] = ()
) -> Chart | None:
    """
    Return the months of a year that have begun by a day; nothing where the figure has no months.

    A month that has not ended is compared with as many days of the year before. What stands on a
    day, and is not counted over days, is taken at the end of each month.

    :raises UnknownFigure: if no figure has the key
    """
    one = rules.definition(key)
    if not rules.has_months(one) or Cutter(viewer, tuple(cuts)).missing(key):
        return None

    def points(days: Period) -> tuple[Point, Point]:
        line, before = lines(viewer, days, cuts=cuts, keys=(key,))[key], rules.year_before(days)
        now = line.figure.value
        return (
            Point(now, line.text, _address(key, days, cuts)),
            Point(now - line.change, line.before, _address(key, before, cuts)),
        )

    title = Phrase.BY_MONTH.label.format(label=one.label, unit=one.unit.value)
    series = tuple(Phrase.YEAR.label.format(year=held) for held in (year, year - 1))
    rows = tuple((label, points(days)) for label, days in _months(year, as_of))
    return Chart(title, Phrase.MONTH.label, series, rows)


def _months(year: int, as_of: date) -> Iterator[tuple[str, Period]]:
    for part in MONTHS:
        days = rules.period_of(year, part, as_of)
        if days.since > as_of:
            return
        yield part.label, Period(days.since, min(days.until, as_of), as_of)


def _address(key: str, days: Period, cuts: Sequence[Cut]) -> str:
    said = {
        "year": days.since.year,
        "since": days.since.isoformat(),
        "until": days.until.isoformat(),
        "as_of": days.as_of.isoformat(),
        **{cut.dimension.value.lower(): cut.value for cut in cuts},
    }
    return f"{reverse('statistics:detail', args=[key])}?{urlencode(said)}"
