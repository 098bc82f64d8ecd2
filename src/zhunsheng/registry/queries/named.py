"""Reads of entities by what somebody typed: a credit code, a full name, an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry.choices import Phrase
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.registry.queries.entities import coded, visible
from zhunsheng.registry.rules import list_of, same_place, tidy_code


def entities_named(viewer: Viewer, text: str) -> tuple[BusinessEntity, ...]:
    """Return the entities that the viewer may see of this credit code, or else full name."""
    if not text.strip():
        return ()
    named = Q(credit_code=tidy_code(text)) | Q(name=text.strip())
    rows = tuple(visible(viewer).filter(named, merged_into=None).order_by("credit_code", "id"))
    return tuple(one for one in rows if one.credit_code == tidy_code(text)) or rows


def named(viewer: Viewer, typed: Iterable[str]) -> tuple[tuple[UUID, ...], tuple[str, ...]]:
    """
    Return the visible entities of whole names or credit codes in order, and what tells of none.

    A name that several share tells of none: it comes back with their codes.
    """
    lines = list(dict.fromkeys(line.strip() for line in typed if line.strip()))
    codes = [tidy_code(line) for line in lines]
    rows = (
        visible(viewer)
        .filter(merged_into=None)
        .filter(Q(name__in=lines) | Q(credit_code__in=[code for code in codes if code]))
    )
    found: dict[str, list[BusinessEntity]] = {}
    for row in rows.order_by("credit_code", "id"):
        for key in {row.name, row.credit_code} - {""}:
            found.setdefault(key, []).append(row)
    told = [found.get(code) or found.get(line, []) for line, code in zip(lines, codes, strict=True)]
    unknown = tuple(
        Phrase.SHARED.label.format(name=line, units=units_of_name(same)) if same else line
        for line, same in zip(lines, told, strict=True)
        if len(same) != 1
    )
    return tuple(dict.fromkeys(same[0].id for same in told if len(same) == 1)), unknown


def units_of_name(rows: Iterable[BusinessEntity]) -> str:
    """Return what units of one name are told apart by: the code, or else the address."""
    return list_of(told_apart(row) for row in rows)


def told_apart(row: BusinessEntity) -> str:
    """Return what tells a unit from others of its name: the code, or else the address."""
    return row.credit_code or Phrase.NO_CODE.label.format(address=row.address)


def is_listed(viewer: Scope, text: str) -> bool:
    """Return whether the bureau knows an entity of this credit code or full name, seen or not."""
    named = Q(credit_code=tidy_code(text)) | Q(name=text.strip())
    return BusinessEntity.objects.of(viewer).filter(named, merged_into=None).exists()


def names_by_code(viewer: Scope) -> Mapping[str, str]:
    """Return the name of every entity of the bureau by its credit code."""
    return dict(coded(viewer).values_list("credit_code", "name"))


def places_without_code(viewer: Scope) -> frozenset[str]:
    """Return what the entities without a credit code are told by: name and address."""
    rows = BusinessEntity.objects.of(viewer).filter(credit_code="", merged_into=None)
    return frozenset(same_place(*row) for row in rows.values_list("name", "address"))


def ids_by_code(viewer: Scope) -> dict[str, UUID]:
    """Return the id of every entity by its credit code; of a merged one the id of the kept."""
    return dict(coded(viewer).values_list("credit_code", Coalesce("merged_into_id", "id")))
