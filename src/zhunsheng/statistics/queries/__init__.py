"""Reads of statistics: every figure is counted anew from the records of the rooms below."""

from zhunsheng.statistics.queries.comparing import comparisons
from zhunsheng.statistics.queries.counting import (
    FigureLine,
    GroupLines,
    defined,
    figure,
    figures,
    grouped,
    year_period,
    years,
)
from zhunsheng.statistics.rules import UnknownFigure

__all__ = [
    "FigureLine",
    "GroupLines",
    "UnknownFigure",
    "comparisons",
    "defined",
    "figure",
    "figures",
    "grouped",
    "year_period",
    "years",
]
