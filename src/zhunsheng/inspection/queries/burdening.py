"""Every day on which officers come to an enterprise, whatever a cap counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection.choices import ENFORCEMENT_BASES
from zhunsheng.inspection.models import Inspection, Reinspection


def days_on_site(scope: Scope, entities: Iterable[UUID]) -> tuple[tuple[UUID, date], ...]:
    """Return entity and day of each visit, made or waiting, and of each re-inspection."""
    ids = list(entities)
    rows = Inspection.objects.of(scope).filter(entity_id__in=ids, withdrawn_on=None)
    columns = ("entity_id", "visited_on", "planned_on", "urgent_on", "approved_on")
    visits = [(one, next(filter(None, days))) for one, *days in rows.values_list(*columns)]
    again = Reinspection.objects.of(scope).filter(order__inspection__entity_id__in=ids)
    return (*visits, *again.values_list("order__inspection__entity_id", "on"))


def visits_beside(scope: Scope, entities: Iterable[UUID], *, year: int) -> tuple[int, int]:
    """Return how many visits of no enforcement, and re-inspections, were made in a year."""
    ids = list(entities)
    made = Inspection.objects.of(scope).filter(entity_id__in=ids, visited_on__year=year)
    again = Reinspection.objects.of(scope).filter(
        order__inspection__entity_id__in=ids, on__year=year
    )
    enforced = [one.value for one in ENFORCEMENT_BASES]
    return made.exclude(basis_kind__in=enforced).count(), again.count()
