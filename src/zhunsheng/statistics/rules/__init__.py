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
from zhunsheng.statistics.rules.handing import (
    ReturnFacts,
    as_of_is_not_ahead,
    is_changed,
    nil_is_confirmed,
    not_handed_in,
    period_is_over,
    reason_is_given,
)
from zhunsheng.statistics.rules.penalties import by_heaviest, heaviest, plain_class
from zhunsheng.statistics.rules.periods import (
    NoSuchPeriod,
    Period,
    cycle_period,
    last_ended,
    period_of,
    year_before,
)
from zhunsheng.statistics.rules.returns import (
    Difference,
    ReturnForm,
    RowDef,
    UnknownForm,
    differences,
    is_nil,
    return_form,
    return_forms,
    snapshot_of,
)

__all__ = [
    "BrokenDefinition",
    "Comparison",
    "DecidedCase",
    "Difference",
    "FigureDef",
    "Leftover",
    "NoSuchPeriod",
    "Period",
    "ReturnFacts",
    "ReturnForm",
    "RowDef",
    "UnknownFigure",
    "UnknownForm",
    "as_of_is_not_ahead",
    "by_heaviest",
    "compared",
    "cycle_period",
    "definition",
    "definitions",
    "differences",
    "heaviest",
    "is_changed",
    "is_nil",
    "last_ended",
    "nil_is_confirmed",
    "not_handed_in",
    "period_is_over",
    "period_of",
    "plain_class",
    "reason_is_given",
    "return_form",
    "return_forms",
    "shown",
    "snapshot_of",
    "year_before",
]
