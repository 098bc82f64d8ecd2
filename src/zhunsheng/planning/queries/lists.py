"""The list of plans."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Sum

from zhunsheng.accounts.records import Scope
from zhunsheng.planning.choices import PlanStage, PlanStep
from zhunsheng.planning.models import AnnualPlan, PlanAct, PlanPart


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of the list of plans."""

    plan: AnnualPlan
    units: int
    visits: int
    stage: PlanStage
    approval_number: str


def plan_lines(viewer: Scope) -> list[PlanLine]:
    """Return every plan, the latest year and version first; three queries."""
    rows = AnnualPlan.objects.of(viewer).select_related("replaced_by")
    sums = _sums(viewer)
    steps = _steps(viewer)
    return [
        PlanLine(
            plan=row,
            units=sums.get(row.id, (0, 0))[0],
            visits=sums.get(row.id, (0, 0))[1],
            stage=_stage(row, steps.get(row.id, {})),
            approval_number=steps.get(row.id, {}).get(PlanStep.APPROVE.value, ""),
        )
        for row in rows.order_by("-year", "-plan_version")
    ]


def _sums(viewer: Scope) -> dict[object, tuple[int, int]]:
    visits = Sum(F("unit_count") * F("visits_per_unit"))
    rows = PlanPart.objects.of(viewer).order_by().values_list("plan_id")
    return {
        plan_id: (units, made)
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


def _stage(row: AnnualPlan, steps: dict[str, str]) -> PlanStage:
    if getattr(row, "replaced_by", None) is not None:
        return PlanStage.REPLACED
    for step, stage in (
        (PlanStep.PUBLISH, PlanStage.PUBLISHED),
        (PlanStep.APPROVE, PlanStage.APPROVED),
        (PlanStep.SUBMIT, PlanStage.SUBMITTED),
    ):
        if step.value in steps:
            return stage
    return PlanStage.DRAFTED
