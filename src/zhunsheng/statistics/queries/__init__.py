"""Reads of statistics: every figure is counted anew from the records of the rooms below."""

from zhunsheng.statistics.queries.charting import month_chart
from zhunsheng.statistics.queries.comparing import comparisons
from zhunsheng.statistics.queries.counting import (
    Counting,
    FigureLine,
    GroupLines,
    counted,
    counting_of,
    defined,
    figure,
    figures,
    grouped,
    line_of,
    lines,
    years,
)
from zhunsheng.statistics.queries.cutting import Choices, Cut, cut_choices
from zhunsheng.statistics.queries.returning import (
    DueReturn,
    due_on,
    due_returns,
    duties,
    explanations,
    return_facts,
    snapshot,
    stat_return,
    stat_returns,
    unsent_returns,
    versions,
)
from zhunsheng.statistics.rules import UnknownFigure

__all__ = [
    "Choices",
    "Counting",
    "Cut",
    "DueReturn",
    "FigureLine",
    "GroupLines",
    "UnknownFigure",
    "comparisons",
    "counted",
    "counting_of",
    "cut_choices",
    "defined",
    "due_on",
    "due_returns",
    "duties",
    "explanations",
    "figure",
    "figures",
    "grouped",
    "line_of",
    "lines",
    "month_chart",
    "return_facts",
    "snapshot",
    "stat_return",
    "stat_returns",
    "unsent_returns",
    "versions",
    "years",
]
