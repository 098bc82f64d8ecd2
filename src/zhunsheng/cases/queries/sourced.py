"""Which records of this room an inspection may name as the source of its task."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.models import PenaltyCase


def known_sources(scope: Scope, ids: Iterable[UUID]) -> frozenset[UUID]:
    """
    Return which of these are clues or cases of the bureau; one query.

    Called through ``settings.ZHUNSHENG_TASK_SOURCES``.
    """
    rows = PenaltyCase.objects.of(scope).filter(id__in=list(ids))
    return frozenset(rows.values_list("id", flat=True))
