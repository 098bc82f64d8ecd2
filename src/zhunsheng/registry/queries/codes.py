"""Reads by credit code: which entry a code tells, and which code tells an entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from zhunsheng.accounts.records import Scope
from zhunsheng.registry.models import BusinessEntity, EntityMerge
from zhunsheng.registry.queries.entities import kept_of
from zhunsheng.registry.rules import tidy_code

#: The entry that an entry counts as: itself, or what it was merged into.
KEPT = Coalesce("merged_into_id", "id")


def coded(viewer: Scope) -> QuerySet[BusinessEntity]:
    """
    Return the entries whose credit code tells who they are.

    Where an entry was merged into one of another code, its own was shown to be wrong: it is free
    for the unit that bears it.
    """
    return _coded(BusinessEntity.objects.of(viewer), EntityMerge.objects.of(viewer))


def _coded(
    rows: QuerySet[BusinessEntity], merges: QuerySet[EntityMerge]
) -> QuerySet[BusinessEntity]:
    of_row = merges.filter(duplicate=OuterRef("pk"), undone_on=None)
    told = Q(merged_into__credit_code="") & ~Exists(of_row.exclude(registration=""))
    return rows.exclude(credit_code="").filter(Q(merged_into=None) | told)


def entity_by_credit_code(viewer: Scope, code: str) -> BusinessEntity | None:
    """Return the entity that has the credit code, or nothing."""
    return coded(viewer).filter(credit_code=tidy_code(code)).first()


def bearers(viewer: Scope, codes: Iterable[str]) -> dict[str, UUID]:
    """Return the id of the entity of each of these codes; of a merged one the id of the kept."""
    rows = coded(viewer).filter(credit_code__in=[one for one in codes if one])
    return dict(rows.values_list("credit_code", KEPT))


def names_by_code(viewer: Scope) -> Mapping[str, str]:
    """Return the name of every entity of the bureau by its credit code."""
    return dict(coded(viewer).values_list("credit_code", "name"))


def ids_by_code(viewer: Scope) -> dict[str, UUID]:
    """Return the id of every entity by its credit code; of a merged one the id of the kept."""
    return dict(coded(viewer).values_list("credit_code", KEPT))


def codes_of(viewer: Scope, ids: Iterable[UUID]) -> dict[UUID, str]:
    """
    Return the credit code that tells who each of these entries is, empty where none does.

    It is that of the kept entry, or else of one that was merged into it; two queries.
    """
    kept = kept_of(viewer, ids)
    roots = set(kept.values())
    rows = coded(viewer).filter(Q(id__in=roots) | Q(merged_into_id__in=roots))
    told: dict[UUID, str] = dict(rows.order_by("-id").values_list(KEPT, "credit_code"))
    return {one: told.get(root, "") for one, root in kept.items()}


def entries_of_code(code: str, *, reason: str) -> frozenset[UUID]:
    """Return every entry, in whatever bureau, of the unit that a credit code tells; two queries."""
    rows = BusinessEntity.objects.across_bureaus(reason=reason)
    bearing = _coded(rows, EntityMerge.objects.across_bureaus(reason=reason))
    roots = list(bearing.filter(credit_code=code).values_list(KEPT, flat=True))
    family = rows.filter(Q(id__in=roots) | Q(merged_into_id__in=roots))
    return frozenset(family.values_list("id", flat=True))


def told_by_code(text: str, column: str = "entity") -> Q:
    """Match the records of entities whose code begins so, by a column; a freed code is no match."""
    code, kept = text.strip().upper(), f"{column}__merged_into"
    stands = Q(**{kept: None}) | Q(**{f"{kept}__credit_code": ""})
    own = Q(**{f"{column}__credit_code__startswith": code}) & stands
    return own | Q(**{f"{kept}__credit_code__startswith": code})
