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
    lines,
    years,
)
from zhunsheng.statistics.queries.cutting import Choices, Cut, cut_choices
from zhunsheng.statistics.rules import UnknownFigure

__all__ = [
    "Choices",
    "Counting",
    "Cut",
    "FigureLine",
    "GroupLines",
    "UnknownFigure",
    "comparisons",
    "counting_of",
    "cut_choices",
    "defined",
    "figure",
    "figures",
    "grouped",
    "line_of",
    "lines",
    "years",
]
