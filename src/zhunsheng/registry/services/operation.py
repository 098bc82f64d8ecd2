"""Acts on whether an entity operates: it closed, it operates again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.registry import queries
from zhunsheng.registry.choices import CEASED, OperationStep
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
    happened = EntityEnded if ended else EntityClosed
    record(ctx, happened(row.name, noted.reason), on=on, subject=("entity", row.id))
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


def _operation(
    ctx: Act, entity: UUID, step: OperationStep, reason: str, on: date
) -> tuple[BusinessEntity, OperationChange]:
    row: BusinessEntity = BusinessEntity.objects.of(ctx).select_for_update().get(id=entity)
    closes = step in CEASED
    told = queries.ended_units if step is OperationStep.ENDED else queries.closed_units
    since = told(ctx, [row.id], on=ctx.day).get(row.id)
    refuse_if((merged_already(),) if row.merged_into_id else ())
    refuse_if(operation_findings(since=since, closes=closes, reason=reason, on=on))
    noted: OperationChange = OperationChange.objects.create(
        id=ctx.new_id("registry.operation"),
        bureau_id=ctx.bureau,
        entity=row,
        step=step.value,
        on=on,
        reason=reason.strip(),
    )
    return row, noted
