"""What the plan in force holds, as the room of planning tells it, and what stands against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.module_loading import import_string

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import PlannedVisits
from zhunsheng.registry import queries as registry


@dataclass(frozen=True, slots=True)
class StandingVisits:
    """Inspections of a year on the ground of its plan: made, or approved and not withdrawn."""

    of_campaign: Mapping[str, int]
    of_unit: Mapping[tuple[UUID, str], int]
    of_month: Mapping[tuple[UUID, str, int], int]


def plan_stands(scope: Scope, year: int) -> bool:
    """Return whether a plan of the year is in force; the setting names the query that knows."""
    known: Callable[..., object | None] = import_string(settings.ZHUNSHENG_PLAN_OF_YEAR)
    return known(scope, year) is not None


def planned_visits(
    scope: Scope, year: int, asked: Iterable[tuple[UUID, str]]
) -> dict[tuple[UUID, str], PlannedVisits]:
    """Return what a year's plan says of units, each asked with a campaign or with none."""
    known: Callable[..., dict[tuple[UUID, str], PlannedVisits]] = import_string(
        settings.ZHUNSHENG_PLANNED_VISITS
    )
    return known(scope, year, asked)


def plan_campaigns(scope: Scope, year: int) -> tuple[str, ...] | None:
    """Return the campaigns of a year's plan, None without a plan; the setting names the query."""
    known: Callable[..., tuple[str, ...] | None] = import_string(settings.ZHUNSHENG_PLAN_CAMPAIGNS)
    return known(scope, year)


def standing_visits(scope: Scope, year: int, asked: Iterable[tuple[UUID, str]]) -> StandingVisits:
    """Count what stands in a year of these campaigns, and of these units; two queries."""
    wanted = set(asked)
    family = registry.families(scope, {entity for entity, _ in wanted})
    names = {campaign for _, campaign in wanted if campaign}
    grounds = [BasisKind.PLAN.value, BasisKind.CAMPAIGN.value]
    day = Coalesce("visited_on", "planned_on", "urgent_on", "approved_on")
    rows = Inspection.objects.of(scope).filter(basis_kind__in=grounds, withdrawn_on=None)
    rows = rows.filter(Q(entity_id__in=list(family)) | Q(campaign__in=names))
    rows = rows.annotate(day=day).filter(day__year=year)
    of_campaign: Counter[str] = Counter()
    of_unit: Counter[tuple[UUID, str]] = Counter()
    of_month: Counter[tuple[UUID, str, int]] = Counter()
    for entity, campaign, on in rows.values_list("entity_id", "campaign", "day"):
        of_campaign[campaign] += 1
        of_unit.update((kept, campaign) for kept in family.get(entity, ()))
        of_month.update((kept, campaign, on.month) for kept in family.get(entity, ()))
    return StandingVisits(of_campaign, of_unit, of_month)
