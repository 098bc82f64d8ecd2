"""Acts on whether an entity operates: it closed, it operates again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.registry import queries
from zhunsheng.registry.choices import (
    CEASED,
    CEASED_STATES,
    STATE_FIELD,
    OperationStep,
    Phrase,
)
from zhunsheng.registry.events import EntityClosed, EntityEnded, EntityResumed
from zhunsheng.registry.models import BusinessEntity, OperationChange
from zhunsheng.registry.rules import merged_already, operation_findings


@act
def close_entity(
    *, ctx: Act, entity: UUID, reason: str, ended: bool = False, on: date
) -> OperationChange:
    """
    Note that a unit ceased to operate; what was recorded of it stays.

    ``ended`` tells that it was struck off the register, also where it had closed before: it is no
    party any more.

    :raises StepRefused: if it is closed or merged already, or no reason is given
    :raises BusinessEntity.DoesNotExist: if the bureau has none of this id
    """
    step = OperationStep.ENDED if ended else OperationStep.CLOSED
    row, noted = _operation(ctx, entity, step, reason, on)
    _record_ceased(ctx, row, noted)
    return noted


@act
def resume_entity(*, ctx: Act, entity: UUID, reason: str, on: date) -> OperationChange:
    """
    Note that a closed unit operates again.

    :raises StepRefused: if it is not closed, is merged, or no reason is given
    :raises BusinessEntity.DoesNotExist: if the bureau has none of this id
    """
    row, noted = _operation(ctx, entity, OperationStep.RESUMED, reason, on)
    record(ctx, EntityResumed(row.name, noted.reason), on=on, subject=("entity", row.id))
    return noted


def state_row(
    ctx: Act, entity: UUID, particulars: Mapping[str, str], *, on: date, number: int = 0
) -> OperationChange | None:
    """Return the row, not written yet, of a unit whose operating state is one that ceased."""
    state = particulars.get(STATE_FIELD, "")
    if state not in CEASED_STATES:
        return None
    return OperationChange(
        id=ctx.new_id("registry.operation", number),
        bureau_id=ctx.bureau,
        entity_id=entity,
        step=CEASED_STATES[state].value,
        on=on,
        reason=Phrase.STATE_TOLD.label.format(state=state),
    )


def note_state(ctx: Act, row: BusinessEntity, *, before: str, on: date) -> None:
    """Note, as part of an act on a unit, that it ceased where its operating state now says so."""
    noted = state_row(ctx, row.id, row.particulars, on=on)
    if noted is None or row.particulars[STATE_FIELD] == before:
        return
    told = queries.ended_units if noted.step == OperationStep.ENDED else queries.closed_units
    if row.id not in told(ctx, [row.id], on=on):
        noted.save(force_insert=True)
        _record_ceased(ctx, row, noted)


def _record_ceased(ctx: Act, row: BusinessEntity, noted: OperationChange) -> None:
    happened = EntityEnded if noted.step == OperationStep.ENDED else EntityClosed
    record(ctx, happened(row.name, noted.reason), on=noted.on, subject=("entity", row.id))


def _operation(
    ctx: Act, entity: UUID, step: OperationStep, reason: str, on: date
) -> tuple[BusinessEntity, OperationChange]:
    row: BusinessEntity = BusinessEntity.objects.of(ctx).select_for_update().get(id=entity)
    closes = step in CEASED
    told = queries.ended_units if step is OperationStep.ENDED else queries.closed_units
    since = told(ctx, [row.id], on=ctx.day).get(row.id)
    refuse_if((merged_already(),) if row.merged_into_id else ())
    resumed = queries.resumed_on(ctx, row.id, on=ctx.day)
    refuse_if(operation_findings(since=since, resumed=resumed, closes=closes, reason=reason, on=on))
    noted: OperationChange = OperationChange.objects.create(
        id=ctx.new_id("registry.operation"),
        bureau_id=ctx.bureau,
        entity=row,
        step=step.value,
        on=on,
        reason=reason.strip(),
    )
    return row, noted
