"""Reads of what an entry was called before, and of codes that an entry bore before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.registry.choices import OF_CODES, OF_NAMES, IdentityStep
from zhunsheng.registry.models import BusinessEntity, EntityMerge, IdentityChange
from zhunsheng.registry.rules import FormerCode


@dataclass(frozen=True, slots=True)
class FormerName:
    """What an entry was called before, and in which span."""

    name: str
    since: date
    until: date


def identity_changes(scope: Scope, entity: UUID) -> QuerySet[IdentityChange]:
    """Return the changes of name and code of an entry, in their order."""
    rows: QuerySet[IdentityChange] = IdentityChange.objects.of(scope).filter(entity_id=entity)
    return rows.select_related("scan").order_by("on", "id")


def former_names(scope: Scope, row: BusinessEntity) -> tuple[FormerName, ...]:
    """Return what an entry was called before; what was entered wrongly never was its name."""
    found, since = [], row.registered_on
    for one in identity_changes(scope, row.id).filter(step=IdentityStep.RENAMED.value):
        found.append(FormerName(one.before, since, one.on))
        since = one.on
    return tuple(found)


def first_name(scope: Scope, row: BusinessEntity) -> str:
    """Return the name that a paper last told, or the entry was first made under."""
    names = [step.value for step in OF_NAMES]
    told = row.name
    for one in identity_changes(scope, row.id).filter(step__in=names).reverse():
        if one.paper:
            return told
        told = one.before
    return told


def had_code(scope: Scope, row: BusinessEntity) -> bool:
    """Return whether an entry has a credit code, or one was taken from it by a correction."""
    steps = [step.value for step in OF_CODES]
    return bool(row.credit_code) or identity_changes(scope, row.id).filter(step__in=steps).exists()


def former_codes(scope: Scope, own: Collection[UUID] = ()) -> dict[str, FormerCode]:
    """
    Return who bore a code before, by the code: it was replaced, or shown to be wrong; two queries.

    What these entries bore themselves is left out. Codes that an entry bears now are in it, too.
    """
    wrong = EntityMerge.objects.of(scope).filter(undone_on=None).exclude(registration="")
    rows = wrong.exclude(duplicate__in=list(own)).exclude(kept__in=list(own))
    columns = ("duplicate__credit_code", "duplicate__name")
    found = {code: FormerCode(name) for code, name in rows.values_list(*columns)}
    steps = [step.value for step in OF_CODES]
    changes = IdentityChange.objects.of(scope).filter(step__in=steps).exclude(before="")
    for one in changes.exclude(entity__in=list(own)).select_related("entity").order_by("on", "id"):
        is_replaced = one.step_enum is IdentityStep.RECODED
        found[one.before] = FormerCode(one.entity.name, one.after if is_replaced else "")
    return found
