"""Reads of the interests that officers declared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from zhunsheng.accounts.records import Scope
from zhunsheng.workforce.models import Interest


def interests(
    viewer: Scope, *, entities: Iterable[UUID] | None = None, on: date | None = None
) -> frozenset[tuple[UUID, UUID]]:
    """
    Return officer and entity of the declared interests of the bureau, or of those in entities.

    One that was ended bars no more: on a day, from its end on; without a day, at all. Its first day
    frees nothing, as nobody records what concerns a party to whom he is close by now.
    Who asks about one gives its family of the registry: what was merged is one with it.
    """
    ended = Q(ended_on=None) if on is None else Q(ended_on=None) | Q(ended_on__gt=on)
    rows = Interest.objects.of(viewer).filter(ended)
    if entities is not None:
        rows = rows.filter(entity_id__in=list(entities))
    return frozenset(rows.values_list("officer_id", "entity_id"))


def interests_of(viewer: Scope, officer_id: UUID) -> list[Interest]:
    """Return the declared interests of an officer, newest first."""
    return list(
        Interest.objects.of(viewer).filter(officer_id=officer_id).order_by("-declared_on", "-id")
    )


def interest(viewer: Scope, interest_id: UUID) -> Interest:
    """
    Return an interest with the officer.

    :raises Interest.DoesNotExist: if the bureau has none of this id
    """
    row: Interest = Interest.objects.of(viewer).select_related("officer").get(id=interest_id)
    return row
