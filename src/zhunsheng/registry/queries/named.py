"""Reads of entities by what somebody typed: a credit code, a full name, an address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.names import steady
from zhunsheng.registry.choices import IdentityStep, Phrase
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.registry.queries.codes import bearers
from zhunsheng.registry.queries.entities import (
    EntityFilters,
    entities,
    sees_own_street_only,
    visible,
)
from zhunsheng.registry.queries.told import KEPT, changes_of, text_of
from zhunsheng.registry.rules import list_of, same_place, tidy_code

#: How many units, or people, a refusal names.
NEAREST: Final = 5
#: By how many signs of a name, and of an address, the register is narrowed.
SIGNS: Final = 8


def entities_named(viewer: Viewer, text: str) -> tuple[BusinessEntity, ...]:
    """Return the entities that the viewer may see of this credit code, or else full name."""
    if not text.strip():
        return ()
    bearer = bearers(viewer, [tidy_code(text)]).values()
    named = Q(id__in=bearer) | Q(name=text.strip())
    rows = tuple(visible(viewer).filter(named, merged_into=None).order_by("credit_code", "id"))
    return tuple(one for one in rows if one.id in bearer) or rows


def named(viewer: Viewer, typed: Iterable[str]) -> tuple[tuple[UUID, ...], tuple[str, ...]]:
    """
    Return the visible entities of whole names or credit codes in order, and what tells of none.

    A name that several share tells of none: it comes back with their codes.
    """
    lines = list(dict.fromkeys(line.strip() for line in typed if line.strip()))
    codes = [tidy_code(line) for line in lines]
    bearer = bearers(viewer, codes)
    rows = visible(viewer).filter(Q(name__in=lines) | Q(id__in=bearer.values()), merged_into=None)
    known: dict[UUID, BusinessEntity] = {}
    alike: dict[str, list[BusinessEntity]] = {}
    for row in rows.order_by("credit_code", "id"):
        known[row.id] = row
        alike.setdefault(row.name, []).append(row)
    told = [
        [known[bearer[code]]] if bearer.get(code) in known else alike.get(line, [])
        for line, code in zip(lines, codes, strict=True)
    ]
    unknown = tuple(
        Phrase.SHARED.label.format(name=line, units=units_of_name(same)) if same else line
        for line, same in zip(lines, told, strict=True)
        if len(same) != 1
    )
    return tuple(dict.fromkeys(same[0].id for same in told if len(same) == 1)), unknown


def formerly(viewer: Scope, rows: Iterable[BusinessEntity], text: str) -> dict[UUID, str]:
    """
    Return what tells each of these entities by a text that its own name and code do not.

    It is a name or code of before, or an entry that was merged into it; two queries.
    """
    if not text.strip():
        return {}
    ids = {row.id for row in rows}
    found: dict[UUID, dict[str, None]] = {}
    changes = changes_of(viewer, text).order_by("on", "id")
    for kept, step, before in changes.values_list(KEPT, "step", "before"):
        said = Phrase.FORMER_CODE if step == IdentityStep.RECODED.value else Phrase.FORMER
        found.setdefault(kept, {})[said.label.format(told=before)] = None
    merged = BusinessEntity.objects.of(viewer).filter(text_of(text)).exclude(merged_into=None)
    for one in merged.order_by("pinyin_key", "id"):
        told = Phrase.MERGED_NAME.label.format(name=one.name, code=one.credit_code).rstrip()
        found.setdefault(one.merged_into_id, {})[told] = None
    return {one: list_of(said) for one, said in found.items() if one in ids}


def units_of_name(rows: Iterable[BusinessEntity]) -> str:
    """Return what units of one name are told apart by: the code, or else the address."""
    return list_of(told_apart(row) for row in rows)


def told_apart(row: BusinessEntity) -> str:
    """Return what tells a unit from others of its name: the code, or else the address."""
    return row.credit_code or Phrase.NO_CODE.label.format(address=row.address)


def not_found(viewer: Viewer, typed: str) -> str:
    """Tell who typed an unknown name or code which come near, and who registers a new unit."""
    near = entities(viewer, EntityFilters(text=typed))[:NEAREST] if typed.strip() else ()
    names = list_of(f"{row.name}（{told_apart(row)}）" for row in near)
    people = accounts.holders(viewer, role=Role.WINDOW_CLERK)
    who = list_of(one.name for one in people[:NEAREST])
    said = [Phrase.NOT_FOUND.label]
    if names:
        said.append(Phrase.NEAR.label.format(names=names))
    said.append(Phrase.UNLISTED.label.format(people=f"（{who}）" if who else ""))
    if sees_own_street_only(viewer):
        said.append(Phrase.UNLISTED_STREET.label)
    return "".join(said)


def is_listed(viewer: Scope, text: str) -> bool:
    """Return whether the bureau knows an entity of this credit code or full name, seen or not."""
    named = Q(name=text.strip()) | Q(id__in=bearers(viewer, [tidy_code(text)]).values())
    return BusinessEntity.objects.of(viewer).filter(named, merged_into=None).exists()


def places(viewer: Scope) -> frozenset[str]:
    """Return name and address of the entities, by which one without a credit code is told."""
    return _places(BusinessEntity.objects.of(viewer))


def stands_there(viewer: Scope, name: str, address: str, *, besides: UUID | None) -> bool:
    """Return whether another entity has this name and address; the database narrows first."""
    held = [Q(name__contains=sign) for sign in steady(name)[:SIGNS]]
    held += [Q(address__contains=sign) for sign in steady(address)[:SIGNS]]
    rows = BusinessEntity.objects.of(viewer).filter(*held).exclude(id=besides)
    return same_place(name, address) in _places(rows)


def _places(rows: QuerySet[BusinessEntity]) -> frozenset[str]:
    told = rows.filter(merged_into=None).values_list("name", "address")
    return frozenset(same_place(*row) for row in told)
