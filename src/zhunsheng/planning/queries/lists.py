"""The list of plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Sum

from zhunsheng.accounts.records import Scope
from zhunsheng.planning import rules
from zhunsheng.planning.choices import PlanStage, PlanStep
from zhunsheng.planning.models import AnnualPlan, PlanAct, PlanPart, PlanUnit


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of the list of plans."""

    plan: AnnualPlan
    units: int
    visits: int
    stage: PlanStage
    approval_number: str


def plan_lines(viewer: Scope) -> list[PlanLine]:
    """Return every plan, the latest year and version first; four queries."""
    rows = list(AnnualPlan.objects.of(viewer).order_by("-year", "-plan_version"))
    sums = _sums(viewer)
    steps = _steps(viewer)
    approved = PlanStep.APPROVE.value
    replaced = {row.replaces_id for row in rows if approved in steps.get(row.id, {})}
    return [
        PlanLine(
            plan=row,
            units=sums.get(row.id, (0, 0))[0],
            visits=sums.get(row.id, (0, 0))[1],
            stage=rules.stage(
                steps.get(row.id, {}),
                is_amendment=row.replaces_id is not None,
                is_current=row.id not in replaced,
                is_told=row.told_approved_on is not None,
            ),
            approval_number=_number(steps.get(row.id, {})) or row.told_approval_number,
        )
        for row in rows
    ]


def totals(viewer: Scope, row: AnnualPlan) -> tuple[int, int]:
    """Return the units of a plan, each once however many lists name it, and its visits."""
    return _sums(viewer).get(row.id, (0, 0))


def approved_plans(
    viewer: Scope, *, until: date = date.max, as_of: date = date.max
) -> QuerySet[Any]:
    """
    Return the plans approved by a day (``approved_on``), the first year first.

    A version is left out once an amendment of it was approved by ``as_of``.
    """
    given = PlanAct.objects.of(viewer).filter(step=PlanStep.APPROVE.value).order_by("sequence")
    day = given.filter(plan=OuterRef("pk")).values("on")[:1]
    after = given.filter(plan__replaces=OuterRef("pk"), on__lte=as_of)
    rows = AnnualPlan.objects.of(viewer).annotate(approved_on=Subquery(day))
    rows = rows.filter(~Exists(after), approved_on__lte=min(until, as_of))
    found: QuerySet[Any] = rows.order_by("year", "plan_version")
    return found


def _number(steps: dict[str, str]) -> str:
    """Return the number of the approval, as it was corrected last."""
    return steps.get(PlanStep.CORRECT.value) or steps.get(PlanStep.APPROVE.value, "")


def _sums(viewer: Scope) -> dict[object, tuple[int, int]]:
    """Return the units and visits of each plan; a unit that several lists name counts once."""
    listed = PlanUnit.objects.of(viewer).order_by().values_list("plan_id")
    repeats = Count("entity_id") - Count("entity_id", distinct=True)
    repeated = dict(listed.annotate(repeated=repeats))
    visits = Sum(F("unit_count") * F("visits_per_unit"))
    rows = PlanPart.objects.of(viewer).order_by().values_list("plan_id")
    return {
        plan_id: (units - repeated.get(plan_id, 0), made)
        for plan_id, units, made in rows.annotate(units=Sum("unit_count"), made=visits)
    }


def _steps(viewer: Scope) -> dict[object, dict[str, str]]:
    """Return per plan the steps that stand, each with its number."""
    found: dict[object, dict[str, str]] = {}
    rows = PlanAct.objects.of(viewer).order_by("plan_id", "sequence")
    for plan_id, step, number in rows.values_list("plan_id", "step", "number"):
        own = found.setdefault(plan_id, {})
        if step == PlanStep.RETURN.value:
            own.clear()
            continue
        own[step] = number
    return found
