"""The least number of joint visits by constraint programming, where OR-Tools is installed. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from typing import Final

from zhunsheng.burden.rules.joint import (
    Due,
    JointPlan,
    lower_bound,
    plan_greedily,
    visits_of,
)

SECONDS: Final = 12.0


def is_installed() -> bool:
    """Return whether the extra ``zhunsheng[solver]`` is installed."""
    return find_spec("ortools") is not None


def plan(dues: Sequence[Due], days: Sequence[date], capacity: Mapping[str, int]) -> JointPlan:
    """Return the least plan that can be found here: exact with the solver, greedy without it."""
    greedy = plan_greedily(dues, days, capacity)
    if greedy.is_proven or not is_installed():
        return greedy
    return plan_exactly(dues, days, capacity, start=greedy)


def plan_exactly(
    dues: Sequence[Due], days: Sequence[date], capacity: Mapping[str, int], *, start: JointPlan
) -> JointPlan:
    """
    Return a plan that leaves as little as possible and then has the fewest visits.

    The search begins with ``start`` and ends after twelve seconds with the best that it found.
    """
    from ortools.sat.python import cp_model

    wanted = sorted(set(dues))
    model = cp_model.CpModel()
    made: dict[tuple[str, date], cp_model.IntVar] = {}
    busy: dict[tuple[str, date], list[cp_model.IntVar]] = defaultdict(list)
    takes: dict[tuple[Due, date], cp_model.IntVar] = {}
    missed = []
    for number, due in enumerate(wanted):
        options = []
        for day in days:
            if not due.first <= day <= due.last:
                continue
            one = model.new_bool_var(f"{number}/{day}")
            visit = made.setdefault((due.unit, day), model.new_bool_var(f"visit/{due.unit}/{day}"))
            model.add_implication(one, visit)
            takes[due, day] = one
            options.append(one)
            busy[due.department, day].append(one)
        none = model.new_bool_var(f"missed/{number}")
        model.add_exactly_one([*options, none])
        missed.append(none)
    for (department, _), ones in busy.items():
        model.add(sum(ones) <= capacity.get(department, 0))
    # One visit more is always better than one due less.
    weight = len(made) + 1
    cost = weight * sum(missed) + sum(made.values())
    # A due that is missed spares less than it costs, so that the bound holds for every plan: the
    # search ends where it is met.
    model.add(cost >= start.bound)
    model.minimize(cost)
    _hint(model, start, takes, made)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = SECONDS
    solver.parameters.random_seed = 1
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return start
    chosen = [key for key, one in takes.items() if solver.boolean_value(one)]
    done = {due for due, _ in chosen}
    return JointPlan(
        visits=visits_of(chosen),
        left=tuple(due for due in wanted if due not in done),
        apart=len(wanted),
        bound=start.bound if len(done) == len(wanted) else lower_bound(done),
        is_proven=status == cp_model.OPTIMAL,
    )


def _hint(model: object, start: JointPlan, takes: Mapping, made: Mapping) -> None:  # type: ignore[type-arg]  # of the solver
    chosen = {(visit.unit, who, visit.day) for visit in start.visits for who in visit.departments}
    visited = {(visit.unit, visit.day) for visit in start.visits}
    for (due, day), one in takes.items():
        model.add_hint(one, (due.unit, due.department, day) in chosen)  # type: ignore[attr-defined]  # of the solver
    for key, one in made.items():
        model.add_hint(one, key in visited)  # type: ignore[attr-defined]  # of the solver
