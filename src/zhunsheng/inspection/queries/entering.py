"""What a visit is asked when it begins, and whether one that began can still be recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.queries.above import code_shown_at
from zhunsheng.inspection.queries.facts import facts_of, frequencies, is_refused
from zhunsheng.inspection.queries.planned import planned_visits, standing_visits
from zhunsheng.inspection.rules import (
    NOT_COUNTED,
    OWN_CHOICE,
    FrequencyFact,
    InspectionFacts,
    InspectionRequest,
    ItemsFact,
    PlannedFact,
    entrants_are_barred,
    visit_is_lost,
)
from zhunsheng.inspection.rules.entering import able_to_go_on, credentials_are_lost
from zhunsheng.kernel.act import SHANGHAI, Actor
from zhunsheng.kernel.names import explains, says
from zhunsheng.powers import queries as powers
from zhunsheng.registry import queries as registry
from zhunsheng.workforce.rules import OfficerFact


def visit_facts(
    scope: Scope,
    row: Inspection,
    *,
    on: date,
    by: Actor,
    officers: tuple[OfficerFact, ...] | None = None,
) -> InspectionFacts:
    """Return the facts of a visit that begins on a day; who acts as in ``facts_of``."""
    return replace(
        facts_of(scope, row, on=on, by=by, officers=officers),
        started_at=datetime.combine(on, time(), SHANGHAI),
        frequency=_asked_again(scope, row, on),
        parted_from=_parted_from(scope, row),
        planned=_planned_again(scope, row, on),
        off_plan_reason_given=explains(row.off_plan_reason),
        source_given=says(row.source),
        ground=BasisKind(row.basis_kind),
        items=_items(scope, row, on),
    )


def _parted_from(scope: Scope, row: Inspection) -> str:
    """
    Return what the entity counted as one with when the head approved, and does no more.

    A visit whose code was shown before they were parted goes by the approval that stood then.
    """
    if row.is_urgent or row.approved_at is None:
        return ""
    merge = registry.parted_since(scope, row.entity_id, row.approved_at)
    if merge is None:
        return ""
    shown_at = code_shown_at(scope, row.id)
    if shown_at is not None and (merge.undone_at is None or shown_at <= merge.undone_at):
        return ""
    return str(merge.duplicate if merge.kept_id == row.entity_id else merge.kept)


def is_lost(scope: Scope, row: Inspection, *, by: Actor) -> bool:
    """Return whether a visit whose code was shown can no longer be recorded for that day."""
    shown_at = code_shown_at(scope, row.id)
    if shown_at is None:
        return False
    on = shown_at.astimezone(SHANGHAI).date()
    return visit_is_lost(visit_facts(scope, row, on=on, by=by))


def is_stopped(scope: Scope, row: Inspection, *, on: date, by: Actor) -> bool:
    """Return whether the entity refused the visit, or who was sent may not go on."""
    if is_refused(scope, row.id):
        return True
    facts = facts_of(scope, row, on=on, by=by)
    return entrants_are_barred(facts) or credentials_are_lost(_of_entry(scope, row, facts))


def who_may_go_on(scope: Scope, row: Inspection, *, on: date, by: Actor) -> tuple[OfficerFact, ...]:
    """Return who showed the code and is not barred; nobody of a refused visit, or of a draw."""
    if code_shown_at(scope, row.id) is None or is_refused(scope, row.id):
        return ()
    facts = facts_of(scope, row, on=on, by=by)
    return () if facts.drawn.pair else able_to_go_on(_of_entry(scope, row, facts))


def _of_entry(scope: Scope, row: Inspection, facts: InspectionFacts) -> InspectionFacts:
    """Return facts as of the day of the code: who was certified then may record that visit."""
    shown_at = code_shown_at(scope, row.id)
    return replace(facts, on=shown_at.astimezone(SHANGHAI).date()) if shown_at else facts


def _asked_again(scope: Scope, row: Inspection, on: date) -> FrequencyFact:
    """Return what the cap of the year of the visit says where it was approved for another one."""
    if row.is_urgent or on.year == row.counted_for.year:
        return NOT_COUNTED
    again = InspectionRequest(row.entity_id, (), BasisKind(row.basis_kind), planned_on=on)
    (asked,) = frequencies(scope, (again,), on)
    return asked


def _planned_again(scope: Scope, row: Inspection, on: date) -> PlannedFact | None:
    """Return what the plan says of the month of the visit where it was approved for another one."""
    ground, approved_for = BasisKind(row.basis_kind), row.counted_for
    if ground not in OWN_CHOICE or (on.year, on.month) == (approved_for.year, approved_for.month):
        return None
    key = (row.entity_id, row.campaign if ground is BasisKind.CAMPAIGN else "")
    plan = planned_visits(scope, on.year, [key]).get(key)
    if plan is None:
        return None
    standing = standing_visits(scope, on.year, [key])
    made = standing.of_month.get((*key, on.month), 0)
    return PlannedFact(plan, campaign=key[1], made_in_month=made)


def _items(scope: Scope, row: Inspection, on: date) -> ItemsFact | None:
    """Return the items of the approval beside the list of the day, nothing where none was named."""
    if not row.item_codes or not row.is_enforcement:
        return None
    listed = powers.inspection_items(scope, on=on)
    codes = frozenset(row.item_codes.split(","))
    return ItemsFact(codes, None if listed is None else frozenset(listed))
