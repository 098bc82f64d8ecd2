"""Steps on a record of any room: compared with the form, written, counted. Parts of its acts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import F

from zhunsheng.accounts.records import BureauRecord
from zhunsheng.documents.records import StepRecord
from zhunsheng.documents.rules import Paper
from zhunsheng.kernel.act import Act, instant_of
from zhunsheng.kernel.canonical import canonical_text
from zhunsheng.kernel.finding import Later, same_version
from zhunsheng.kernel.procedure import Procedure

S = TypeVar("S", bound=StepRecord)


def nobody_acted(
    ctx: Act,
    steps: type[StepRecord],
    record: UUID | None,
    *,
    now: int,
    seen: int | None,
    procedure: Procedure[Any],
) -> None:
    """
    Do nothing where no step was taken on a locked record since the form was opened.

    :raises Stale: with the steps that were taken: each counts the version up by one
    """

    def later(count: int) -> tuple[Later, ...]:
        rows = steps.objects.of(ctx).filter(**{f"{steps.of}_id": record}).order_by("-sequence")
        return tuple(
            Later(procedure.step(row.step).label, row.by_name, instant_of(row.id))
            for row in reversed(rows[:count])
        )

    same_version(now, seen, later)


def take_step(
    ctx: Act,
    steps: type[S],
    record: BureauRecord,
    step: str,
    *,
    label: str,
    sequence: int,
    on: date,
    data: Mapping[str, object],
    outcome: str = "",
    paper: Paper | None = None,
    columns: Mapping[str, object] | None = None,
    changes: Mapping[str, object] | None = None,
) -> S:
    """
    Write a step as done and count the version of its record up.

    ``label`` names the row among what the act makes, ``columns`` are those that the room's table
    adds, ``changes`` what the step changes in the record itself.
    """
    number = {"number": paper.number} if paper else {}
    row: S = steps.objects.create(
        id=ctx.new_id(label, sequence),
        bureau_id=ctx.bureau,
        sequence=sequence,
        step=step,
        on=on,
        outcome=outcome,
        data=canonical_text({**number, **data}),
        document_id=paper.id if paper else None,
        by_name=ctx.by.name,
        **{steps.of: record},
        **(columns or {}),
    )
    changed = dict(changes or {})
    own = type(record).objects.of(ctx).filter(id=record.pk)
    own.update(version=F("version") + 1, **changed)
    for name, value in {**changed, "version": record.version + 1}.items():  # type: ignore[attr-defined]  # a record of steps has a version
        setattr(record, name, value)
    return row
