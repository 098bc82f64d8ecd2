"""The rules, one module for each family; each is a function from a document to hits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from zhunsheng.checker.finding import Hit
from zhunsheng.checker.outline import Document
from zhunsheng.checker.rules import (
    amounts,
    changes,
    citations,
    clocks,
    completeness,
    counts,
    dates,
    debris,
    docnumbers,
    equality,
    equations,
    officers,
    personal,
    phrases,
    rates,
    remainders,
    repeated,
    scope,
    shares,
    structure,
    sums,
    tables,
    terms,
    units,
    unmarked,
    vague,
    workdays,
    years,
)

Rule = Callable[[Document], Iterator[Hit]]

ALL: Final[tuple[Rule, ...]] = (
    sums.check,
    tables.check,
    remainders.check,
    equations.check,
    unmarked.check,
    workdays.check,
    completeness.check,
    equality.check,
    counts.check,
    dates.check,
    clocks.check,
    terms.check,
    units.check,
    scope.check,
    amounts.check,
    rates.check,
    shares.check,
    citations.check,
    vague.check,
    phrases.check,
    years.check,
    changes.check,
    personal.check,
    officers.check,
    repeated.check,
    docnumbers.check,
    structure.check,
    debris.check,
)
