"""What every act of a measure does: lock, load, ask the procedure, write the step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from zhunsheng.compulsion import queries
from zhunsheng.compulsion.models import Measure, MeasureAct
from zhunsheng.compulsion.queries import MeasureFile
from zhunsheng.compulsion.rules import MeasureFacts
from zhunsheng.kernel import procedure
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import canonical_text
from zhunsheng.kernel.finding import Stale


class Paper(Protocol):
    """An issued document."""

    @property
    def id(self) -> UUID:
        """Its id."""
        ...

    @property
    def number(self) -> str:
        """Its number."""
        ...


def begin(ctx: Act, measure: UUID, version: int | None) -> MeasureFile:
    """
    Lock a measure and load its file.

    :raises Measure.DoesNotExist: if the bureau has none of this id
    :raises Stale: if the measure changed since the form was opened
    """
    rows = Measure.objects.of(ctx).select_related("entity").select_for_update(of=("self",))
    row: Measure = rows.get(id=measure)
    if version is not None and row.version != version:
        raise Stale
    return queries.load(ctx.viewer, row)


def permit(
    ctx: Act,
    file: MeasureFile,
    step: str,
    *,
    on: date,
    at: datetime,
    **more: Any,  # any fact of the draft
) -> MeasureFacts:
    """
    Return the facts where the law allows the step.

    :raises StepRefused: with every reason: role, order, time, people, and what the draft lacks
    """
    facts = replace(queries.act_facts(file, ctx, on=on, at=at), **more)
    procedure.permit(file.procedure, step, facts, by=ctx.by)
    return facts


def take(
    ctx: Act,
    file: MeasureFile,
    step: str,
    *,
    on: date,
    at: datetime,
    data: Mapping[str, object],
    outcome: str = "",
    document: Paper | None = None,
) -> MeasureAct:
    """Write the step as done and count the version of the measure up."""
    sequence = len(file.course.acts) + 1
    own = {"number": document.number} if document else {}
    row: MeasureAct = MeasureAct.objects.create(
        id=ctx.new_id("measure.act", sequence),
        bureau_id=ctx.bureau,
        measure=file.measure,
        sequence=sequence,
        step=step,
        on=on,
        at=at,
        outcome=outcome,
        data=canonical_text({**own, **data}),
        document_id=document.id if document else None,
        by_name=ctx.by.name,
    )
    file.measure.version += 1
    file.measure.save(update_fields=["version"])
    return row


def subject(file: MeasureFile) -> tuple[str, UUID]:
    """Return the measure as the subject of events and papers."""
    return ("measure", file.measure.id)
