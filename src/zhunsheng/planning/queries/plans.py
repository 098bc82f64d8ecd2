"""Plans as records and as the facts that the rules look at."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.days import CalendarUnknown, YearDays
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.planning import rules
from zhunsheng.planning.choices import DayItem, KeyCriterion, PartKind, PlanStage, PlanStep
from zhunsheng.planning.models import AnnualPlan, PlanAct, PlanDays, PlanPart, PlanUnit
from zhunsheng.planning.rules import PlanFacts
from zhunsheng.planning.rules import PlanPart as PartFact
from zhunsheng.planning.rules import PlanUnit as UnitFact
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import credential_valid


def plan(viewer: Scope, year: int) -> AnnualPlan | None:
    """Return the version of a year's plan that is worked on: the latest not given up, or none."""
    rows = AnnualPlan.objects.of(viewer).filter(year=year)
    rows = rows.exclude(acts__step=PlanStep.GIVE_UP.value)
    return rows.select_related("replaces").order_by("-plan_version").first()


def plan_in_force(viewer: Scope, year: int) -> AnnualPlan | None:
    """Return the plan of a year that counts: the latest version that the government approved."""
    rows = AnnualPlan.objects.of(viewer).filter(year=year, acts__step=PlanStep.APPROVE.value)
    return rows.select_related("replaces").order_by("-plan_version").first()


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


def certified_officers(viewer: Scope, *, on: date) -> int:
    """Return how many officers hold a credential that is valid on the day."""
    return sum(credential_valid(fact, on) for fact in workforce.all_officer_facts(viewer))


def year_days(year: int) -> YearDays | None:
    """Return D with its parts, or nothing while the holidays of the year are unpublished."""
    try:
        return lawbook.site_calendar().year_days(year)
    except CalendarUnknown:
        return None


def acts_of(viewer: Scope, row: AnnualPlan) -> list[PlanAct]:
    """Return everything that was done with the plan, oldest first."""
    return list(PlanAct.objects.of(viewer).filter(plan=row).order_by("sequence"))


def standing_acts(acts: list[PlanAct]) -> tuple[DoneAct, ...]:
    """Return the acts that still stand: after a return only the draft does, and what followed."""
    last = max((a.sequence for a in acts if a.step == PlanStep.RETURN.value), default=0)
    return tuple(
        DoneAct(a.step, a.on, a.sequence)
        for a in acts
        if a.sequence > last or a.step == PlanStep.DRAFT.value
    )


def stage_facts(viewer: Scope, row: AnnualPlan) -> PlanFacts:
    """Return only what was done with the plan, for guards that look at nothing else."""
    acts = standing_acts(acts_of(viewer, row))
    return PlanFacts(row.year, row.officers_count, None, acts=acts)


def parts_of(viewer: Scope, row: AnnualPlan) -> list[PlanPart]:
    """Return the parts of the plan in order."""
    return list(PlanPart.objects.of(viewer).filter(plan=row).order_by("number"))


def units_of(viewer: Scope, row: AnnualPlan) -> list[PlanUnit]:
    """Return the units listed by name with their entities, in the order of the parts."""
    rows = PlanUnit.objects.of(viewer).filter(plan=row).select_related("entity", "part")
    return list(rows.order_by("part__number", "number"))


def days_of(viewer: Scope, row: AnnualPlan) -> tuple[tuple[DayItem, int], ...]:
    """Return the officer-days of each entered item, in the order of the items."""
    found = dict(PlanDays.objects.of(viewer).filter(plan=row).values_list("item", "days"))
    return tuple((item, found[item.value]) for item in DayItem if item.value in found)


def facts_of(
    viewer: Scope,
    row: AnnualPlan,
    *,
    on: date,
    approval_number_given: bool = True,
) -> PlanFacts:
    """Return the facts of a plan for an act on a day; six queries."""
    units = _unit_facts(viewer, row)
    listed = Counter(unit.part for unit in units)
    acts = standing_acts(acts_of(viewer, row))
    days = year_days(row.year)
    approved = [act.on for act in acts if act.step == PlanStep.APPROVE.value]
    later = AnnualPlan.objects.of(viewer).filter(replaces=row)
    approved_later = later.filter(acts__step=PlanStep.APPROVE.value)
    return PlanFacts(
        year=row.year,
        officers=row.officers_count,
        working_days=days.working_days if days else None,
        items=days_of(viewer, row),
        parts=tuple(_part_fact(part, listed) for part in parts_of(viewer, row)),
        units=units,
        stated_units=row.stated_units,
        acts=acts,
        on=on,
        approved_on=approved[0] if approved else None,
        is_current=not approved_later.exists(),
        is_amendment=row.replaces_id is not None,
        amendment_runs=running_amendment(viewer, row) is not None,
        approval_number_given=approval_number_given,
    )


def _part_fact(part: PlanPart, listed: Counter[int]) -> PartFact:
    return PartFact(
        number=part.number,
        label=part.label,
        kind=part.kind_enum,
        unit_count=part.unit_count,
        visits_per_unit=part.visits_per_unit,
        days=part.days,
        listed=listed[part.number],
    )


def _unit_facts(viewer: Scope, row: AnnualPlan) -> tuple[UnitFact, ...]:
    columns = ("entity_id", "entity__name", "part__number", "part__kind", "reasons")
    rows = PlanUnit.objects.of(viewer).filter(plan=row).order_by("part__number", "number")
    return tuple(
        UnitFact(
            entity=str(entity),
            name=name,
            part=number,
            kind=PartKind(kind),
            reasons=frozenset(KeyCriterion(code) for code in reasons),
        )
        for entity, name, number, kind, reasons in rows.values_list(*columns)
    )


def content_hash(viewer: Scope, row: AnnualPlan) -> str:
    """Return the hash of all that the plan says: officers, days, parts, units."""
    units = PlanUnit.objects.of(viewer).filter(plan=row).order_by("part__number", "number")
    listed = units.values_list("part__number", "entity_id", "months", "reasons")
    return sha256_hex(
        {
            "year": row.year,
            "plan_version": row.plan_version,
            "officers": row.officers_count,
            "stated_units": row.stated_units,
            "days": [[item, days] for item, days in days_of(viewer, row)],
            "parts": [
                [p.number, p.label, p.kind, p.sector, p.unit_count, p.visits_per_unit, p.days]
                for p in parts_of(viewer, row)
            ],
            "units": [list(values) for values in listed],
        }
    )


def stage_of(facts: PlanFacts) -> PlanStage:
    """Return where the plan stands."""
    return rules.stage(
        {act.step for act in facts.acts},
        is_amendment=facts.is_amendment,
        is_current=facts.is_current,
    )
