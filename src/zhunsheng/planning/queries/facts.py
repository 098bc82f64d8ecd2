"""A plan as the facts that the rules look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.burden import queries as burden
from zhunsheng.burden.rules import Cap
from zhunsheng.journal import queries as journal
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.planning import rules
from zhunsheng.planning.choices import DayItem, ItemClass, KeyCriterion, PartKind, PlanStage
from zhunsheng.planning.choices import PlanStep as S
from zhunsheng.planning.models import AnnualPlan, PlanPart, PlanTeam, PlanUnit
from zhunsheng.planning.queries import plans, staff
from zhunsheng.planning.queries.proposing import unrecorded
from zhunsheng.planning.queries.standing import standings
from zhunsheng.planning.rules import PlanFacts, Stratum, Team
from zhunsheng.planning.rules import PlanPart as PartFact
from zhunsheng.planning.rules import PlanUnit as UnitFact
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import RiskClass, Sector

#: The events that write the contents of a plan; what a sheet brought was written elsewhere.
CONTENT_ACTS: Final = (
    "planning.amended",
    "planning.basics_changed",
    "planning.days_set",
    "planning.part_removed",
    "planning.part_set",
    "planning.returned",
    "planning.stated_changed",
    "planning.texts_changed",
    "planning.units_added",
    "planning.units_removed",
)


def stage_facts(viewer: Scope, row: AnnualPlan, *, on: date) -> PlanFacts:
    """Return only what was done with the plan, for guards that look at nothing else."""
    acts = plans.standing_acts(plans.acts_of(viewer, row))
    told = row.told_approved_on
    return PlanFacts(row.year, row.officers_count, None, acts=acts, on=on, told_approved_on=told)


def stage_of(facts: PlanFacts) -> PlanStage:
    """Return where the plan stands."""
    return rules.stage(
        {act.step for act in facts.acts},
        is_amendment=facts.is_amendment,
        is_current=facts.is_current,
        is_told=facts.told_approved_on is not None,
    )


def facts_of(
    viewer: Scope,
    row: AnnualPlan,
    *,
    on: date,
    approval_number_given: bool = True,
) -> PlanFacts:
    """Return the facts of a plan for an act on a day; a constant number of queries."""
    units = plans.units_of(viewer, row)
    listed = Counter(unit.part.number for unit in units)
    parts = plans.parts_of(viewer, row)
    acts = plans.standing_acts(plans.acts_of(viewer, row))
    unit_days = plans.unit_days_of(viewer, row)
    days = plans.year_days(row.year)
    approved = [act.on for act in acts if act.step == S.APPROVE.value]
    later = AnnualPlan.objects.of(viewer).filter(replaces=row)
    return PlanFacts(
        year=row.year,
        officers=row.officers_count,
        working_days=days.working_days if days else None,
        items=plans.item_sums(unit_days),
        parts=_part_facts(viewer, parts, listed, year=row.year, on=on),
        units=_unit_facts(viewer, units, year=row.year, on=on),
        stated_units=row.stated_units,
        acts=acts,
        on=on,
        approved_on=approved[0] if approved else None,
        told_approved_on=row.told_approved_on,
        contents_on=journal.last_day(viewer.bureau, ("plan", row.id), CONTENT_ACTS),
        is_current=not later.filter(acts__step=S.APPROVE.value).exists(),
        is_amendment=row.replaces_id is not None,
        amendment_runs=plans.running_amendment(viewer, row) is not None,
        approval_number_given=approval_number_given,
        staff=row.staff_count,
        certified=None if approved else staff.certified_officers(viewer, on=on),
        teams=tuple(_team(team, unit_days) for team in plans.teams_of(viewer, row)),
        limits=staff.limits(viewer, on=on),
        left_out=_left_out(viewer, parts, units, on),
        outdated=_outdated(f"{row.goals}{row.safeguards}", on),
    )


def _outdated(text: str, on: date) -> tuple[str, ...]:
    """Return the instruments that a text names by title or number though they ended by the day."""
    held = lawbook.instruments().values()
    ended = {one.id for one in held if one.ended_on is not None and one.ended_on <= on}
    standing = {_bare(one.title) for one in held if one.id not in ended}
    return tuple(
        f"《{one.title}》"
        for one in held
        if one.id in ended
        and (
            (one.number and one.number in text)
            or (_bare(one.title) not in standing and f"《{_bare(one.title)}》" in text)
        )
    )


def _bare(title: str) -> str:
    """Return a title without the note on its version."""
    return title.split("（")[0]


def strata_of(part: PlanPart) -> tuple[Stratum, ...]:
    """Return the risk classes from which a part draws."""
    return tuple(Stratum(RiskClass(risk), pool, rate) for risk, pool, rate in part.strata)


def _part_facts(
    viewer: Scope, parts: list[PlanPart], listed: Counter[int], *, year: int, on: date
) -> tuple[PartFact, ...]:
    """Return the parts; those without a list with the cap published for what they cover."""
    open_parts = [part for part in parts if not listed[part.number]]
    reach = [
        ((part.sector,) if part.sector else (), tuple(one.risk.value for one in strata_of(part)))
        for part in open_parts
    ]
    caps = burden.caps_within(viewer, reach, year=year, on=on)
    published = {part.number: cap for part, cap in zip(open_parts, caps, strict=True)}
    return tuple(_part_fact(part, listed, published.get(part.number)) for part in parts)


def _part_fact(part: PlanPart, listed: Counter[int], published: Cap | None) -> PartFact:
    return PartFact(
        number=part.number,
        label=part.label,
        kind=part.kind_enum,
        unit_count=part.unit_count,
        visits_per_unit=part.visits_per_unit,
        days=part.days,
        listed=listed[part.number],
        cap=part.cap,
        published=published.most if published else None,
        is_special=part.is_special,
        months=tuple(part.months),
        strata=strata_of(part),
        sector=Sector(part.sector) if part.sector else None,
    )


def _unit_facts(
    viewer: Scope, units: list[PlanUnit], *, year: int, on: date
) -> tuple[UnitFact, ...]:
    known = standings(viewer, units, year=year, on=on)
    bare = unrecorded(viewer, units, year=year, on=on)
    found = []
    for unit in units:
        standing = known[unit.entity_id]
        found.append(
            UnitFact(
                entity=str(unit.entity_id),
                name=unit.entity.name,
                part=unit.part.number,
                kind=PartKind(unit.part.kind),
                reasons=frozenset(KeyCriterion(code) for code in unit.reasons),
                months=tuple(unit.months),
                note=unit.note,
                closed_on=standing.closed_on,
                other_body=standing.other_body,
                kept=standing.kept,
                cap=standing.cap,
                risk=RiskClass(unit.entity.risk_class),
                sector=Sector(unit.entity.sector),
                unrecorded=bare.get(unit.id, frozenset()),
            )
        )
    return tuple(found)


def _team(team: PlanTeam, days: dict[UUID | None, dict[DayItem, int]]) -> Team:
    own = days.get(team.unit_id, {}).items()
    return Team(
        name=team.unit.name,
        officers=team.officers,
        other=rules.class_days(own, ItemClass.OTHER_ENFORCEMENT),
        not_enforcement=rules.class_days(own, ItemClass.NOT_ENFORCEMENT),
    )


def _left_out(
    viewer: Scope, parts: Iterable[PlanPart], units: Iterable[PlanUnit], on: date
) -> tuple[str, ...]:
    """Return the units of the highest risk class that no key part lists or covers; two queries."""
    key = {part.id: part for part in parts if part.kind == PartKind.KEY.value}
    listed = {unit.entity_id for unit in units if unit.part_id in key}
    filled = {unit.part_id for unit in units}
    open_parts = [part for part in key.values() if part.id not in filled]
    if not key or any(not part.sector for part in open_parts):
        return ()
    covered = {part.sector for part in open_parts}
    return tuple(
        name
        for one, name, sector in registry.of_risk_class(viewer, RiskClass.D, on=on)
        if one not in listed and sector not in covered
    )
