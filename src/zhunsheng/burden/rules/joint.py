"""
Visiting enterprises together: the least number of visits that covers what is due. Pure.

What is due: a department has to inspect a unit on one day between two days. A visit is one unit on
one day; all departments that come that day come together. A department can make so many
inspections a day. ``plan_greedily`` needs nothing else; ``exact.plan_exactly`` proves the optimum
where OR-Tools is installed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.inspection.rules import FREQUENCY_RULE
from zhunsheng.kernel.finding import Finding

MOST_UNITS: Final = 2_000


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """What a department has to do: inspect a unit on one of the days from first to last."""

    unit: str
    department: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, order=True)
class Visit:
    """A visit of one unit on one day by one department or several together."""

    day: date
    unit: str
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JointPlan:
    """
    Visits that cover what is due, and what no day was left for.

    ``apart`` is how many visits the units would bear if each department came by itself;
    ``bound`` is a number of visits that no plan can go below; ``is_proven`` tells whether the
    plan is known to be one of the least.
    """

    visits: tuple[Visit, ...]
    left: tuple[Due, ...]
    apart: int
    bound: int
    is_proven: bool

    @property
    def saved(self) -> int:
        """How many visits the units are spared."""
        return self.apart - len(self.left) - len(self.visits)


def least_days(windows: Iterable[tuple[date, date]]) -> int:
    """Return how many days are needed at least so that each window holds one of them."""
    count, chosen = 0, None
    for first, last in sorted(windows, key=lambda window: window[1]):
        if chosen is None or first > chosen:
            count, chosen = count + 1, last
    return count


def lower_bound(dues: Iterable[Due]) -> int:
    """Return a number of visits that no plan goes below: what the windows of each unit need."""
    windows: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for due in dues:
        windows[due.unit].append((due.first, due.last))
    return sum(least_days(of_unit) for of_unit in windows.values())


def visits_of(chosen: Iterable[tuple[Due, date]]) -> tuple[Visit, ...]:
    """Return the visits that come of a day for each due, in the order of days and units."""
    found: dict[tuple[date, str], set[str]] = defaultdict(set)
    for due, day in chosen:
        found[day, due.unit].add(due.department)
    return tuple(Visit(day, unit, tuple(sorted(who))) for (day, unit), who in sorted(found.items()))


def plan_greedily(
    dues: Sequence[Due], days: Sequence[date], capacity: Mapping[str, int]
) -> JointPlan:
    """
    Return a plan that is good but not proven, unless it meets the bound.

    Units with the least room come first; the due of a unit whose days end first takes the day on
    which most others can come along, until nothing is left or no day is.

    >>> day = date(2026, 3, 2)
    >>> plan = plan_greedily([Due("甲", "应急", day, day), Due("甲", "消防", day, day)], [day],
    ...                      {"应急": 1, "消防": 1})
    >>> len(plan.visits), plan.saved, plan.is_proven
    (1, 1, True)
    """
    used: Counter[tuple[str, date]] = Counter()
    chosen: list[tuple[Due, date]] = []
    left: list[Due] = []
    of_unit: dict[str, list[Due]] = defaultdict(list)
    for due in sorted(set(dues)):
        of_unit[due.unit].append(due)

    def room(unit: str) -> tuple[int, str]:
        return min((due.last - due.first).days for due in of_unit[unit]), unit

    for unit in sorted(of_unit, key=room):
        open_dues = of_unit[unit]
        while open_dues:
            # The due whose days end first is served on one of its days, or on none.
            pressing = min(open_dues, key=lambda due: (due.last, due.first, due.department))
            day, served = _best_day(pressing, open_dues, days, used, capacity)
            if day is None:
                left.append(pressing)
                open_dues.remove(pressing)
                continue
            for due in served:
                used[due.department, day] += 1
                chosen.append((due, day))
            open_dues = [due for due in open_dues if due not in served]
    visits, bound = visits_of(chosen), lower_bound(set(dues))
    return JointPlan(visits, tuple(left), len(set(dues)), bound, not left and len(visits) == bound)


def _best_day(
    pressing: Due,
    dues: Sequence[Due],
    days: Sequence[date],
    used: Counter[tuple[str, date]],
    capacity: Mapping[str, int],
) -> tuple[date | None, tuple[Due, ...]]:
    """
    Return the day that serves the pressing due and most others with it.

    Of equal days the least busy one, then the last: later days meet more windows.
    """
    best: tuple[int, int] | None = None
    found: tuple[date | None, tuple[Due, ...]] = (None, ())
    for day in days:
        served = tuple(
            due
            for due in dues
            if due.first <= day <= due.last
            and used[due.department, day] < capacity.get(due.department, 0)
        )
        busy = sum(used[due.department, day] for due in served)
        if pressing in served and (best is None or (len(served), -busy) >= best):
            best, found = (len(served), -busy), (day, served)
    return found


def dues_findings(
    dues: Sequence[Due], days: Sequence[date], capacity: Mapping[str, int]
) -> tuple[Finding, ...]:
    """Return every reason why nothing can be planned (国办发〔2024〕54号: merge inspections)."""
    found = []
    if not dues:
        found.append(_wrong("empty", "没有待检查的单位", "请在表格中填写各部门待检查的单位"))
    if not days:
        found.append(_wrong("no_days", "所选期间没有工作日", "请延长期间"))
    if len({due.unit for due in dues}) > MOST_UNITS:
        found.append(_wrong("many", f"单位超过{MOST_UNITS}家", "请按街道或者行业分批安排"))
    if any(most < 1 for most in capacity.values()):
        found.append(_wrong("capacity", "每日可检查家数应当大于零", "请填写每日可检查家数"))
    return tuple(found)


def _wrong(what: str, message: str, next_step: str) -> Finding:
    return Finding(f"burden.joint.{what}", message, FREQUENCY_RULE, next_step)
