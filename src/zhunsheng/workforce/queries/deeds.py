"""Reads of the deeds by which streets are delegated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.figure import Row
from zhunsheng.workforce.choices import DelegatedPower
from zhunsheng.workforce.models import Delegation


def _in_force(rows: QuerySet[Delegation], on: date) -> QuerySet[Delegation]:
    """Return the deeds in term, published and not ended on the day."""
    return rows.filter(
        Q(ended_on=None) | Q(ended_on__gt=on),
        valid_from__lte=on,
        valid_until__gte=on,
        published_on__lte=on,
    )


def delegation(viewer: Scope, delegation_id: UUID) -> Delegation:
    """
    Return a deed of the bureau with its street.

    :raises Delegation.DoesNotExist: if the bureau has none of this id
    """
    row: Delegation = Delegation.objects.of(viewer).select_related("unit").get(id=delegation_id)
    return row


def delegation_of(viewer: Scope, unit_id: UUID, on: date) -> Delegation | None:
    """
    Return the delegation under which a unit may act on the day: in term, published, not ended.

    Of two with the same first day the one that was entered later.
    """
    rows = _in_force(Delegation.objects.of(viewer).filter(unit_id=unit_id), on)
    return rows.select_related("unit").order_by("-valid_from", "-id").first()


def delegated_powers_of(
    scope: Scope, units: Iterable[UUID | None], on: date
) -> dict[UUID | None, frozenset[DelegatedPower]]:
    """Return what each unit may do on the day by its deed; the bureau itself, None, everything."""
    asked = frozenset(units)
    rows = _in_force(Delegation.objects.of(scope).filter(unit_id__in=asked - {None}), on)
    last = {row.unit_id: row.delegated for row in rows.order_by("valid_from", "id")}
    everything = frozenset(DelegatedPower)
    return {one: everything if one is None else last.get(one, frozenset()) for one in asked}


def delegations(viewer: Scope) -> list[Delegation]:
    """Return every delegation of the bureau with its unit, the latest term first."""
    rows = Delegation.objects.of(viewer).select_related("unit")
    return list(rows.order_by("-valid_until", "unit__name"))


def deed_exists(viewer: Scope, deed_number: str) -> bool:
    """Return whether the bureau has a delegation with this deed number."""
    return Delegation.objects.of(viewer).filter(deed_number=deed_number.strip()).exists()


def delegation_rows(viewer: Scope, as_of: date, *, since: date | None = None) -> tuple[Row, ...]:
    """Return the delegations in force on a day, or those granted from a day on; one query."""
    rows = Delegation.objects.of(viewer)
    if since is None:
        rows = _in_force(rows, as_of)
    else:
        rows = rows.filter(granted_on__range=(since, as_of))
    url = reverse("workforce:delegations")
    found = rows.order_by("granted_on", "id").values_list("id", "deed_number", "unit__name")
    return tuple(
        Row(key=f"workforce.delegation:{one}", label=f"{number} {unit}", url=url)
        for one, number, unit in found
    )
