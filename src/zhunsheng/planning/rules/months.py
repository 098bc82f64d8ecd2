"""The visits of a plan by month: whole numbers whose sums are the visits of the parts."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Final

from zhunsheng.planning.rules.days import PlanFacts, PlanPart, PlanUnit

MONTHS: Final = tuple(range(1, 13))


def over_months(visits: int, months: tuple[int, ...]) -> tuple[int, ...]:
    """
    Return visits for January to December, evenly over the months meant, or over all.

    >>> over_months(5, (4, 9)), over_months(4, ())
    ((0, 0, 0, 3, 0, 0, 0, 0, 2, 0, 0, 0), (0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0))
    """
    meant = sorted(set(months)) or MONTHS
    count = len(meant)
    ends = [(2 * visits * place + count) // (2 * count) for place in range(count + 1)]
    made = dict(zip(meant, (b - a for a, b in pairwise(ends)), strict=True))
    return tuple(made.get(month, 0) for month in MONTHS)


def visits_by_month(part: PlanPart, units: tuple[PlanUnit, ...]) -> tuple[int, ...]:
    """
    Return the visits of a part for January to December.

    Listed units that name months of their own are visited in those, all others in the months of
    the part; the twelve numbers make the visits of the part.
    """
    own = Counter(unit.months for unit in units if unit.part == part.number and unit.months)
    rest = part.unit_count - sum(own.values())
    groups = [(months, count) for months, count in sorted(own.items())]
    groups.append((part.months, max(0, rest)))
    rows = [over_months(count * part.visits_per_unit, months) for months, count in groups]
    return tuple(sum(column) for column in zip(*rows, strict=True))


def plan_by_month(facts: PlanFacts) -> tuple[tuple[int, ...], ...]:
    """Return the visits by month of each part, in the order of the parts."""
    return tuple(visits_by_month(part, facts.units) for part in facts.parts)
