"""Inspections by what brought them about: a draw, a referral, another record."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection.models import Inspection
from zhunsheng.registry import queries as registry


def of_source(scope: Scope, source: UUID) -> QuerySet[Inspection]:
    """Return the standing inspections that a record of another room brought about, as a draw."""
    rows: QuerySet[Inspection] = Inspection.objects.of(scope).filter(
        basis_id=source, withdrawn_on=None
    )
    return rows.order_by("id")


def sources_among(scope: Scope, sources: Iterable[UUID]) -> frozenset[UUID]:
    """Return which of these records brought an inspection about that stands; one query."""
    rows = Inspection.objects.of(scope).filter(basis_id__in=list(sources), withdrawn_on=None)
    return frozenset(rows.values_list("basis_id", flat=True))


def items_looked_at(scope: Scope, entities: Iterable[UUID], *, year: int) -> dict[UUID, set[str]]:
    """Return the codes of the items that visits of a year looked at, by entity; two queries."""
    family = registry.families(scope, entities)
    rows = Inspection.objects.of(scope).filter(
        entity_id__in=list(family), visited_on__year=year, withdrawn_on=None
    )
    found: dict[UUID, set[str]] = {}
    for entry, codes in rows.values_list("entity_id", "item_codes"):
        for one in family[entry]:
            found.setdefault(one, set()).update(filter(None, codes.split(",")))
    return found


def approved_on_draws(scope: Scope, draws: Iterable[UUID]) -> frozenset[tuple[UUID, UUID]]:
    """
    Return draw and entity of the standing inspections that these draws brought about.

    The entity of an entry that was merged is the one that is kept.
    """
    rows = Inspection.objects.of(scope).filter(basis_id__in=list(draws), withdrawn_on=None)
    kept = Coalesce("entity__merged_into_id", "entity_id")
    return frozenset(rows.values_list("basis_id", kept))
