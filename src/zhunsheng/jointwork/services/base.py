"""What every act of the room does: lock, compare with the form, write the step, record it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from zhunsheng.accounts.records import BureauRecord
from zhunsheng.documents import services as documents
from zhunsheng.documents.records import StepRecord
from zhunsheng.documents.rules import Paper
from zhunsheng.journal.services import record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.procedure import Procedure

M = TypeVar("M", bound=BureauRecord)


def lock(
    ctx: Act,
    records: type[BureauRecord],
    steps: type[StepRecord],
    record_id: UUID,
    *,
    version: int | None,
    procedure: Procedure[Any],
) -> None:
    """
    Lock a record until the act ends.

    :raises DoesNotExist: if the bureau has none of this id
    :raises Stale: if somebody acted on it since the form was opened, with what was done
    """
    rows = records.objects.of(ctx).select_for_update(of=("self",))
    now = rows.values_list("version", flat=True).get(id=record_id)
    documents.nobody_acted(ctx, steps, record_id, now=now, seen=version, procedure=procedure)


def take(
    ctx: Act,
    steps: type[StepRecord],
    row: M,
    step: str,
    happened: object,
    *,
    on: date,
    data: Mapping[str, object] | None = None,
    outcome: str = "",
    paper: Paper | None = None,
) -> M:
    """Write a step as done, count the version up, record what happened; return the record."""
    count = steps.objects.of(ctx).filter(**{f"{steps.of}_id": row.pk}).count()
    documents.take_step(
        ctx,
        steps,
        row,
        step,
        label=f"jointwork.{steps.of}.act",
        sequence=count + 1,
        on=on,
        data=data or {},
        outcome=outcome,
        paper=paper,
    )
    record(ctx, happened, on=on, subject=(SUBJECTS[steps.of], row.pk))
    return row


#: How the journal names the records of this room, by the column of their steps.
SUBJECTS = {"task": "joint_task", "referral": "referral", "letter": "supervision_letter"}
