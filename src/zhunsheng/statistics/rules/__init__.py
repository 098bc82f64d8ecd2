"""Rules of statistics: pure, without tables, requests or clocks."""

from zhunsheng.statistics.rules.comparing import Comparison, DecidedCase, Leftover, compared
from zhunsheng.statistics.rules.defining import (
    BrokenDefinition,
    FigureDef,
    UnknownFigure,
    definition,
    definitions,
    shown,
)
from zhunsheng.statistics.rules.penalties import by_heaviest, heaviest
from zhunsheng.statistics.rules.periods import Period, period_of, year_before

__all__ = [
    "BrokenDefinition",
    "Comparison",
    "DecidedCase",
    "FigureDef",
    "Leftover",
    "Period",
    "UnknownFigure",
    "by_heaviest",
    "compared",
    "definition",
    "definitions",
    "heaviest",
    "period_of",
    "shown",
    "year_before",
]
