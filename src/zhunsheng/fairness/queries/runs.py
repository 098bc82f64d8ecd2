"""The assessments that a bureau made."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.fairness.models import FairnessRun


def runs(viewer: Scope) -> QuerySet[FairnessRun]:
    """Return the assessments of the bureau, newest first, without what came of them."""
    rows: QuerySet[FairnessRun] = FairnessRun.objects.of(viewer)
    return rows.defer("draft", "result").order_by("-assessed_on", "-id")


def run(viewer: Scope, run_id: UUID) -> FairnessRun:
    """
    Return one assessment of the bureau.

    :raises FairnessRun.DoesNotExist: if the bureau has none of this id
    """
    row: FairnessRun = FairnessRun.objects.of(viewer).get(id=run_id)
    return row
