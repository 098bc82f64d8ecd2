"""Which records of this room an inspection may name as the source of its task."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.jointwork.models import JointTask, Referral


def known_sources(scope: Scope, ids: Iterable[UUID]) -> frozenset[UUID]:
    """
    Return which of these are clues or joint tasks of the bureau; two queries.

    Called through ``settings.ZHUNSHENG_TASK_SOURCES``.
    """
    asked = list(ids)
    clues = Referral.objects.of(scope).filter(id__in=asked).values_list("id", flat=True)
    tasks = JointTask.objects.of(scope).filter(id__in=asked).values_list("id", flat=True)
    return frozenset(clues) | frozenset(tasks)
