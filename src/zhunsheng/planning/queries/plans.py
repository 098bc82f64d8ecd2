"""Plans as records: versions, what was done with them, parts, units, days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.days import CalendarUnknown, YearDays
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.planning.choices import DayItem, PlanStep
from zhunsheng.planning.models import (
    AnnualPlan,
    PlanAct,
    PlanDays,
    PlanImport,
    PlanPart,
    PlanTeam,
    PlanUnit,
)


@dataclass(frozen=True, slots=True)
class Approval:
    """The approval of the government: its day, its number as it was corrected last, its scan."""

    on: date
    number: str
    scan: str


def plan(viewer: Scope, year: int) -> AnnualPlan | None:
    """Return the version of a year's plan that is worked on: the latest not given up, or none."""
    rows = AnnualPlan.objects.of(viewer).filter(year=year)
    rows = rows.exclude(acts__step=PlanStep.GIVE_UP.value)
    return rows.select_related("replaces").order_by("-plan_version").first()


def plan_in_force(viewer: Scope, year: int) -> AnnualPlan | None:
    """Return the plan of a year that counts: the latest version that the government approved."""
    rows = AnnualPlan.objects.of(viewer).filter(year=year, acts__step=PlanStep.APPROVE.value)
    return rows.select_related("replaces").order_by("-plan_version").first()


def campaigns(viewer: Scope, year: int) -> tuple[str, ...] | None:
    """Return the special campaigns of the plan in force by name; None where there is no plan."""
    row = plan_in_force(viewer, year)
    if row is None:
        return None
    return tuple(part.label for part in parts_of(viewer, row) if part.is_special)


def running_amendment(viewer: Scope, row: AnnualPlan) -> AnnualPlan | None:
    """Return the amendment of a plan that is neither approved nor given up, or nothing."""
    ended = [PlanStep.APPROVE.value, PlanStep.GIVE_UP.value]
    rows = AnnualPlan.objects.of(viewer).filter(replaces=row).exclude(acts__step__in=ended)
    return rows.order_by("-plan_version").first()


def plan_by_id(viewer: Scope, plan_id: UUID) -> AnnualPlan:
    """
    Return a plan of the bureau.

    :raises AnnualPlan.DoesNotExist: if the bureau has none of this id
    """
    rows = AnnualPlan.objects.of(viewer).select_related("replaces")
    row: AnnualPlan = rows.get(id=plan_id)
    return row


def import_run(viewer: Scope, run_id: UUID) -> PlanImport:
    """
    Return an import of the bureau with its plan.

    :raises PlanImport.DoesNotExist: if the bureau has none of this id
    """
    row: PlanImport = PlanImport.objects.of(viewer).select_related("plan").get(id=run_id)
    return row


def year_days(year: int) -> YearDays | None:
    """Return D with its parts, or nothing while the holidays of the year are unpublished."""
    try:
        return lawbook.site_calendar().year_days(year)
    except CalendarUnknown:
        return None


def acts_of(viewer: Scope, row: AnnualPlan) -> list[PlanAct]:
    """Return everything that was done with the plan, oldest first."""
    return list(PlanAct.objects.of(viewer).filter(plan=row).order_by("sequence"))


def approval(viewer: Scope, row: AnnualPlan) -> Approval | None:
    """Return the approval of a plan that stands, if there is one; one query."""
    return approval_among(acts_of(viewer, row))


def approval_among(acts: list[PlanAct]) -> Approval | None:
    """Return the approval among the acts of a plan, if there is one."""
    given = next((one for one in reversed(acts) if one.step == PlanStep.APPROVE.value), None)
    if given is None:
        return None
    told = [one.number for one in acts if one.step == PlanStep.CORRECT.value]
    return Approval(given.on, told[-1] if told else given.number, given.scan)


def standing_acts(acts: list[PlanAct]) -> tuple[DoneAct, ...]:
    """Return the acts that still stand: after a return only the draft does, and what followed."""
    last = max((a.sequence for a in acts if a.step == PlanStep.RETURN.value), default=0)
    return tuple(
        DoneAct(a.step, a.on, a.sequence)
        for a in acts
        if a.sequence > last or a.step == PlanStep.DRAFT.value
    )


def parts_of(viewer: Scope, row: AnnualPlan) -> list[PlanPart]:
    """Return the parts of the plan in order."""
    return list(PlanPart.objects.of(viewer).filter(plan=row).order_by("number"))


def unit_rows(viewer: Scope, row: AnnualPlan) -> QuerySet[PlanUnit]:
    """Return the units listed by name with their entities, in the order of the parts."""
    rows = PlanUnit.objects.of(viewer).filter(plan=row).select_related("entity", "part")
    return rows.order_by("part__number", "number")


def barred_units(viewer: Scope, part: PlanPart) -> QuerySet[PlanUnit]:
    """
    Return the listed units that cannot be listed in a part as well.

    The list of a special campaign bars its own; every other list bars all of them but campaigns.
    """
    rows = PlanUnit.objects.of(viewer).filter(plan_id=part.plan_id)
    return rows.filter(Q(part=part) if part.is_special else Q(part__special_ground=""))


def units_of(viewer: Scope, row: AnnualPlan) -> list[PlanUnit]:
    """Return the units listed by name with their entities, in the order of the parts."""
    return list(unit_rows(viewer, row))


def unit_days_of(viewer: Scope, row: AnnualPlan) -> dict[UUID | None, dict[DayItem, int]]:
    """Return the officer-days of each entered item by unit; those of the whole bureau by None."""
    found: dict[UUID | None, dict[DayItem, int]] = {}
    rows = PlanDays.objects.of(viewer).filter(plan=row).values_list("unit_id", "item", "days")
    for unit, item, days in rows:
        found.setdefault(unit, {})[DayItem(item)] = days
    return found


def item_sums(days: dict[UUID | None, dict[DayItem, int]]) -> tuple[tuple[DayItem, int], ...]:
    """Return the officer-days of each entered item over all units, in the order of the items."""
    return tuple(
        (item, sum(own.get(item, 0) for own in days.values()))
        for item in DayItem
        if any(item in own for own in days.values())
    )


def days_of(viewer: Scope, row: AnnualPlan) -> tuple[tuple[DayItem, int], ...]:
    """Return the officer-days of each entered item, in the order of the items."""
    return item_sums(unit_days_of(viewer, row))


def teams_of(viewer: Scope, row: AnnualPlan) -> list[PlanTeam]:
    """Return the units of the bureau that were counted for the plan, by name."""
    rows = PlanTeam.objects.of(viewer).filter(plan=row).select_related("unit")
    return list(rows.order_by("unit__name"))


def content_hash(viewer: Scope, row: AnnualPlan) -> str:
    """Return the hash of all that the plan says: officers, days, parts, units, texts."""
    units = PlanUnit.objects.of(viewer).filter(plan=row).order_by("part__number", "number")
    listed = units.values_list("part__number", "entity_id", "months", "reasons", "note")
    days = PlanDays.objects.of(viewer).filter(plan=row).order_by("unit_id", "item")
    return sha256_hex(
        {
            "year": row.year,
            "plan_version": row.plan_version,
            "officers": row.officers_count,
            "staff": row.staff_count,
            "stated_units": row.stated_units,
            "texts": [row.goals, row.safeguards],
            "teams": [[team.unit_id, team.officers] for team in teams_of(viewer, row)],
            "days": [list(values) for values in days.values_list("unit_id", "item", "days")],
            "parts": [_part_content(part) for part in parts_of(viewer, row)],
            "units": [list(values) for values in listed],
        }
    )


def _part_content(part: PlanPart) -> list[object]:
    counts: list[object] = [part.unit_count, part.visits_per_unit, part.days, part.cap]
    more: list[object] = [part.months, part.strata, part.special_ground]
    return [part.number, part.label, part.kind, part.sector, *counts, *more]


def latest_of(viewer: Scope, years: list[int]) -> dict[int, AnnualPlan]:
    """Return for each year the version in force, else the one that is worked on; two queries."""
    rows = AnnualPlan.objects.of(viewer).filter(year__in=years)
    rows = rows.exclude(acts__step=PlanStep.GIVE_UP.value).order_by("year", "plan_version")
    steps = PlanAct.objects.of(viewer).filter(plan__year__in=years, step=PlanStep.APPROVE.value)
    approved = set(steps.values_list("plan_id", flat=True))
    found: dict[int, AnnualPlan] = {}
    for row in rows:
        held = found.get(row.year)
        if held is None or row.id in approved or held.id not in approved:
            found[row.year] = row
    return found
