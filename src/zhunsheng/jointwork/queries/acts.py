"""What the reads of tasks, referrals and letters share: their steps in order."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch

from zhunsheng.accounts.records import Scope
from zhunsheng.documents.records import StepRecord
from zhunsheng.kernel.procedure import DoneAct


def acts_in_order(scope: Scope, steps: type[StepRecord]) -> Prefetch[str]:
    """Return how the steps of many records are read at once, with their papers."""
    rows = steps.objects.of(scope).select_related("document").defer("document__content")
    return Prefetch("acts", queryset=rows.order_by("sequence"))


def done_acts(steps: Iterable[StepRecord]) -> tuple[DoneAct, ...]:
    """Return steps as the procedure looks at them."""
    return tuple(DoneAct(one.step, one.on, one.sequence, one.outcome) for one in steps)
