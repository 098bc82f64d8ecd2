"""Reads of sites, and of what was merged into what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, Expression, Q, QuerySet, UUIDField, Value, When
from django.db.models.functions import Coalesce

from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.act import SHANGHAI, Viewer
from zhunsheng.registry.models import BusinessEntity, EntityMerge, Site
from zhunsheng.registry.queries.entities import EntityFilters, entities


def merge_of(scope: Scope, duplicate: UUID) -> EntityMerge | None:
    """Return the standing merge of an entry into another, if there is one."""
    rows = EntityMerge.objects.of(scope).filter(duplicate_id=duplicate, undone_on=None)
    return rows.select_related("kept").first()


def merges_on(scope: Scope, as_of: date) -> QuerySet[EntityMerge]:
    """Return the merges that stood on a day."""
    rows: QuerySet[EntityMerge] = EntityMerge.objects.of(scope).filter(merged_on__lte=as_of)
    return rows.filter(Q(undone_on=None) | Q(undone_on__gt=as_of))


def parted_since(scope: Scope, entity: UUID, at: datetime) -> EntityMerge | None:
    """
    Return a merge, since taken back, by which an entry was one with another at an instant.

    Merges of before have days instead of instants.
    """
    day = at.astimezone(SHANGHAI).date()
    began = Q(merged_at__lte=at) | Q(merged_at=None, merged_on__lte=day)
    ended = Q(undone_at__gt=at) | Q(undone_at=None, undone_on__gt=day)
    of_entry = Q(kept_id=entity) | Q(duplicate_id=entity)
    rows = EntityMerge.objects.of(scope).filter(began, ended, of_entry)
    return rows.select_related("kept", "duplicate").order_by("-undone_on", "-id").first()


def moved_since(scope: Scope, as_of: date) -> dict[UUID, UUID]:
    """
    Return what each entry counted as on a day, where that is otherwise by now; one query.

    Few entries are merged, or parted again, after the day of the statistics.
    """
    later = Q(merged_on__gt=as_of) | Q(undone_on__gt=as_of)
    found: dict[UUID, UUID] = {}
    columns = ("duplicate_id", "kept_id", "merged_on")
    for one, kept, on in EntityMerge.objects.of(scope).filter(later).values_list(*columns):
        found[one] = kept if on <= as_of else found.get(one, one)
    return found


def kept_on(scope: Scope, as_of: date | None, column: str = "entity") -> Expression:
    """Return as what an entity counted on a day, or counts now: itself, or what it went into."""
    now = Coalesce(f"{column}__merged_into_id", f"{column}_id")
    moved = moved_since(scope, as_of) if as_of else {}
    if not moved:
        return now
    then = (
        When(**{f"{column}_id": one}, then=Value(kept, output_field=UUIDField()))
        for one, kept in moved.items()
    )
    return Case(*then, default=now, output_field=UUIDField())


def of_entity(entity: UUID, column: str = "entity") -> Q:
    """Match the records of an entity and of the entries that were merged into it, by a column."""
    return Q(**{f"{column}_id": entity}) | Q(**{f"{column}__merged_into_id": entity})


def merged_entries(scope: Scope, kept: UUID) -> QuerySet[BusinessEntity]:
    """Return the entries that were merged into an entity, in the order of their names."""
    rows: QuerySet[BusinessEntity] = BusinessEntity.objects.of(scope).filter(merged_into_id=kept)
    return rows.order_by("pinyin_key", "id")


def sites_of(scope: Scope, entity: UUID) -> QuerySet[Site]:
    """Return the sites of an entity that are in use, by name."""
    rows: QuerySet[Site] = Site.objects.of(scope).filter(entity_id=entity, closed_on=None)
    return rows.order_by("name", "id")


def site(scope: Scope, site_id: UUID) -> Site:
    """
    Return a site of the bureau.

    :raises Site.DoesNotExist: if the bureau has none of this id
    """
    row: Site = Site.objects.of(scope).get(id=site_id)
    return row


def mapped_sites(viewer: Viewer, wanted: EntityFilters) -> QuerySet[Site]:
    """Return the sites with a point of the entities that a filter gives and the viewer may see."""
    shown = entities(viewer, wanted).order_by().values("id")
    rows: QuerySet[Site] = Site.objects.of(viewer).select_related("entity")
    return rows.filter(entity__in=shown, closed_on=None, longitude__isnull=False).order_by("id")


def first_sites(scope: Scope, entities: Iterable[UUID] | None = None) -> dict[UUID, Site]:
    """Return a site with a point of each entity that has one, or of these; one query."""
    rows = Site.objects.of(scope).filter(closed_on=None, longitude__isnull=False)
    if entities is not None:
        rows = rows.filter(entity_id__in=list(entities))
    return {row.entity_id: row for row in rows.order_by("-id")}
