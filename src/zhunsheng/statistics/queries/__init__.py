"""Reads of statistics: every figure is counted anew from the records of the rooms below."""

from zhunsheng.statistics.queries.comparing import comparisons
from zhunsheng.statistics.queries.counting import (
    Counting,
    FigureLine,
    GroupLines,
    counting_of,
    defined,
    figure,
    figures,
    grouped,
    line_of,
    year_period,
    years,
)
from zhunsheng.statistics.rules import UnknownFigure

__all__ = [
    "Counting",
    "FigureLine",
    "GroupLines",
    "UnknownFigure",
    "comparisons",
    "counting_of",
    "defined",
    "figure",
    "figures",
    "grouped",
    "line_of",
    "year_period",
    "years",
]
