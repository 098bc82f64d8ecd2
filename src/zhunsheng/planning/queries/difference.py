"""An amended version beside the version that it amends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from zhunsheng.accounts.records import Scope
from zhunsheng.planning.choices import DayItem, KeyCriterion, Phrase, Subject
from zhunsheng.planning.models import AnnualPlan, PlanDays, PlanPart
from zhunsheng.planning.queries.facts import facts_of, strata_of
from zhunsheng.planning.queries.plans import parts_of, teams_of, units_of
from zhunsheng.planning.rules import (
    Change,
    Line,
    Stratum,
    arithmetic,
    changes,
    criteria,
    unit_total,
    visit_total,
)

Lines = dict[tuple[object, ...], Line]


def difference(viewer: Scope, row: AnnualPlan) -> tuple[Change, ...]:
    """
    Return what a version says otherwise than the one that it amends.

    Sums that follow from what was entered are among it; a constant number of queries.
    """
    if row.replaces is None:
        return ()
    return changes(_lines(viewer, row.replaces), _lines(viewer, row))


def _lines(viewer: Scope, row: AnnualPlan) -> Lines:
    return {
        **_sums(viewer, row),
        **_basics(row),
        **_teams(viewer, row),
        **_days(viewer, row),
        **_parts(viewer, row),
        **_units(viewer, row),
    }


def _sums(viewer: Scope, row: AnnualPlan) -> Lines:
    """Return what is computed: days by class, units and visits of all parts."""
    facts = facts_of(viewer, row, on=date(row.year, 1, 1))
    days = arithmetic(facts)
    said = {
        Subject.TOTAL_DAYS: _count(Phrase.DAYS, days.total),
        Subject.OTHER_DAYS: _count(Phrase.DAYS, days.other),
        Subject.IDLE_DAYS: _count(Phrase.DAYS, days.not_enforcement),
        Subject.INSPECTION_DAYS: _count(Phrase.DAYS, days.inspection),
        Subject.KEY_DAYS: _count(Phrase.DAYS, days.key),
        Subject.GENERAL_DAYS: _count(Phrase.DAYS, days.general),
        Subject.ALL_UNITS: _count(Phrase.UNITS, unit_total(facts)),
        Subject.ALL_VISITS: _count(Phrase.VISITS, visit_total(facts)),
    }
    return {(subject,): Line(subject.label, text) for subject, text in said.items()}


def _basics(row: AnnualPlan) -> Lines:
    said = {
        Subject.OFFICERS: _count(Phrase.OFFICERS, row.officers_count),
        Subject.STAFF: _count(Phrase.OFFICERS, row.staff_count),
        Subject.STATED: _count(Phrase.UNITS, row.stated_units),
        Subject.GOALS: row.goals,
        Subject.SAFEGUARDS: row.safeguards,
    }
    return {(subject,): Line(subject.label, text) for subject, text in said.items() if text}


def _count(phrase: Phrase, count: int | None) -> str:
    return "" if count is None else phrase.label.format(count=count)


def _named(subject: Subject, name: str) -> str:
    return Phrase.COLON.label.format(label=subject.label, text=name)


def _teams(viewer: Scope, row: AnnualPlan) -> Lines:
    return {
        (Subject.TEAM, team.unit_id): Line(
            _named(Subject.TEAM, team.unit.name), _count(Phrase.OFFICERS, team.officers)
        )
        for team in teams_of(viewer, row)
    }


def _days(viewer: Scope, row: AnnualPlan) -> Lines:
    rows = PlanDays.objects.of(viewer).filter(plan=row).select_related("unit")
    found: Lines = {}
    for one in rows.order_by("unit__name", "item"):
        item = DayItem(one.item)
        where = one.unit.name if one.unit else Phrase.WHOLE_BUREAU.label
        label = f"{where} {item.value} {item.label}"
        found[(Subject.DAYS, one.unit_id, item)] = Line(
            _named(Subject.DAYS, label), _count(Phrase.DAYS, one.days)
        )
    return found


def _parts(viewer: Scope, row: AnnualPlan) -> Lines:
    """Return the parts by name: their numbers move where one before them is taken out."""
    found: Lines = {}
    seen: Counter[str] = Counter()
    for part in parts_of(viewer, row):
        seen[part.label] += 1
        key = (Subject.PART, part.label, seen[part.label])
        found[key] = Line(_named(Subject.PART, part.label), part_text(part))
    return found


def part_text(part: PlanPart) -> str:
    """Return a part in one line, as a comparison prints it."""
    said = Phrase.PART_TEXT.label.format(
        kind=part.kind_label,
        sector=part.sector_label,
        units=part.unit_count,
        visits=part.visits_per_unit,
    )
    if part.cap is not None:
        said += Phrase.CAP_TEXT.label.format(cap=part.cap)
    if part.days is not None:
        said += Phrase.SET_DAYS.label.format(days=part.days)
    if part.months:
        said += Phrase.COMMA.label + months_text(part.months)
    if part.is_special:
        said += Phrase.SPECIAL_TEXT.label.format(ground=part.special_ground)
    if part.strata:
        said += Phrase.COMMA.label + strata_text(strata_of(part))
    return said


def parts_text(parts: Iterable[PlanPart]) -> str:
    """Return all parts with their frequency and caps in one text, as it is published."""
    return Phrase.SEMICOLON.label.join(
        Phrase.PUBLISHED_PART.label.format(label=part.label, text=part_text(part)) for part in parts
    )


def strata_text(strata: tuple[Stratum, ...]) -> str:
    """Return how many are drawn of each risk class, with the formula."""
    return Phrase.LIST_SEPARATOR.label.join(
        Phrase.STRATUM.label.format(
            risk=one.risk.value, pool=one.pool, rate=one.rate, drawn=one.drawn
        )
        for one in strata
    )


def months_text(months: list[int]) -> str:
    """Return months as they are printed; none stand for the whole year."""
    if not months:
        return Phrase.ANY_TIME.label
    return Phrase.MONTHS.label.format(
        months=Phrase.LIST_SEPARATOR.label.join(str(month) for month in months)
    )


def reasons_text(reasons: list[str]) -> str:
    """Return the criteria under which a unit is a key unit, as they are printed."""
    known = criteria()
    return Phrase.LIST_SEPARATOR.label.join(known[KeyCriterion(code)].label for code in reasons)


def _units(viewer: Scope, row: AnnualPlan) -> Lines:
    found: Lines = {}
    for unit in units_of(viewer, row):
        said = [
            unit.part.label,
            reasons_text(unit.reasons),
            months_text(unit.months_meant),
            unit.note,
        ]
        text = Phrase.COMMA.label.join(filter(None, said))
        key, label = (Subject.UNIT, unit.entity_id), _named(Subject.UNIT, unit.entity.name)
        before = found.get(key)  # it may stand in the list of a campaign, too
        found[key] = Line(
            label, Phrase.SEMICOLON.label.join([before.text, text]) if before else text
        )
    return found
