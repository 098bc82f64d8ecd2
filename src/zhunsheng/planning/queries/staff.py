"""What the workforce and earlier plans propose: officers by unit, days by item."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.finding import NoLaw
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.planning.choices import DayItem
from zhunsheng.planning.models import AnnualPlan, PlanDays
from zhunsheng.planning.queries.plans import latest_of
from zhunsheng.planning.rules import Limit, PlanLimits, Proposal
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import credential_valid

KEY_SHARE = "planning.key_share"
OFFICER_SHARE = "planning.officer_share"
APPROVAL_MONTH = "planning.approval_month"
KEY_VISITS = "inspection.key_unit_least"
SPECIAL = "planning.special_campaigns"
YEARS = "planning.average_years"
FATAL_YEARS = "planning.fatal_accident_years"


@dataclass(frozen=True, slots=True)
class UnitOfficers:
    """A unit of the bureau and how many of its officers hold a valid credential."""

    unit: UUID
    name: str
    officers: int


def officers_by_unit(viewer: Scope, *, on: date) -> tuple[UnitOfficers, ...]:
    """
    Return the bureau's own units with their certified officers on a day, by name; two queries.

    Officers of a delegated street act under their deed and are not the bureau's; they are left
    out, and so are units without an officer.
    """
    facts = workforce.all_officer_facts(viewer)
    counts = Counter(fact.unit_id for fact in facts if credential_valid(fact, on))
    own = [unit for unit in accounts.units(viewer) if unit.kind != UnitKind.STREET.value]
    return tuple(
        UnitOfficers(unit.id, unit.name, counts[unit.id]) for unit in own if counts[unit.id]
    )


def certified_officers(viewer: Scope, *, on: date) -> int:
    """Return how many officers of the bureau's own units hold a valid credential on the day."""
    return sum(one.officers for one in officers_by_unit(viewer, on=on))


def limits(viewer: Scope, *, on: date) -> PlanLimits:
    """Return the numbers of the lawbook by which plans are measured on a day."""
    place = accounts.bureau(viewer).jurisdiction
    return PlanLimits(
        approval_month=_limit(APPROVAL_MONTH, on, place),
        key_visits=_limit(KEY_VISITS, on, place),
        key_share=_limit(KEY_SHARE, on, place),
        officer_share=_limit(OFFICER_SHARE, on, place),
        special=_limit(SPECIAL, on, place),
    )


def fatal_since(viewer: Scope, year: int) -> date | None:
    """Return since when a fatal accident makes a key unit of a year; None without a number."""
    years = _limit(FATAL_YEARS, date(year, 1, 1), accounts.bureau(viewer).jurisdiction)
    return date(year - years.value, 1, 1) if years else None


def _limit(key: str, on: date, place: str) -> Limit | None:
    try:
        value = lawbook.parameter(key, on=on, jurisdiction=place)
    except NoLaw:
        return None
    return Limit(value.integer(), value.verified)


def proposals(viewer: Scope, row: AnnualPlan, unit: UUID | None) -> dict[DayItem, Proposal]:
    """
    Return for each item what earlier plans gave to it, of a unit or of the bureau as a whole.

    The years before the plan's are looked at, as many as the lawbook says; an item without any
    earlier number is left out. Three queries.
    """
    count = _limit(YEARS, date(row.year, 1, 1), accounts.bureau(viewer).jurisdiction)
    years = [row.year - back for back in range(count.value if count else 0, 0, -1)]
    earlier = {found.id: year for year, found in latest_of(viewer, years).items()}
    rows = PlanDays.objects.of(viewer).filter(plan_id__in=list(earlier))
    rows = rows if unit is None else rows.filter(unit_id=unit)
    sums: dict[DayItem, Counter[int]] = {}
    for plan_id, item, days in rows.values_list("plan_id", "item", "days"):
        sums.setdefault(DayItem(item), Counter())[earlier[plan_id]] += days
    return {item: Proposal(item, tuple(sorted(found.items()))) for item, found in sums.items()}
