"""Acts on fatal accidents and trial runs of a unit: they are noted, ended, withdrawn."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.registry import queries
from zhunsheng.registry.events import SafetyNoted, SafetyWithdrawn, TrialRunEnded
from zhunsheng.registry.models import BusinessEntity, SafetyRecord
from zhunsheng.registry.rules import (
    SafetyDraft,
    end_findings,
    merged_already,
    safety_findings,
    withdrawal_findings,
)
from zhunsheng.registry.services.entities import hold_entities


@act
def note_safety(*, ctx: Act, entity: UUID, draft: SafetyDraft, on: date) -> SafetyRecord:
    """
    Note a fatal accident or a trial run of a unit as a paper tells it, however long ago.

    :raises StepRefused: if it is merged, without paper or possible day, or noted already
    :raises BusinessEntity.DoesNotExist: if the bureau has none of this id
    """
    hold_entities(ctx, {entity})
    row: BusinessEntity = BusinessEntity.objects.of(ctx).get(id=entity)
    refuse_if((merged_already(),) if row.merged_into_id else ())
    history = queries.safety_history(ctx, row.id)
    known = [one for one in history if one.kind_enum is draft.kind and not one.withdrawn_on]
    refuse_if(
        safety_findings(
            draft,
            noted_already=any(one.since == draft.since for one in known),
            runs_already=any(one.is_open for one in known),
            on=on,
        )
    )
    noted: SafetyRecord = SafetyRecord.objects.create(
        id=ctx.new_id("registry.safety"),
        bureau_id=ctx.bureau,
        entity=row,
        kind=draft.kind.value,
        since=draft.since,
        paper=draft.paper.strip(),
        number=draft.number.strip(),
        noted_on=on,
        by_name=ctx.by.name,
    )
    said = (noted.kind_label, noted.since.isoformat(), noted.paper, noted.number)
    record(ctx, SafetyNoted(row.name, *said), on=on, subject=("entity", row.id))
    return noted


@act
def end_trial_run(*, ctx: Act, record_id: UUID, ended: date, paper: str, on: date) -> SafetyRecord:
    """
    Note that a trial run ended, with the paper that tells it.

    :raises StepRefused: if it is no trial run that goes on, or without day or paper
    :raises SafetyRecord.DoesNotExist: if the bureau has none of this id
    """
    row = _held(ctx, record_id)
    refuse_if(end_findings(is_open=row.is_open, since=row.since, ended=ended, paper=paper, on=on))
    row.ended_on, row.end_paper = ended, paper.strip()
    row.save(update_fields=["ended_on", "end_paper"])
    happened = TrialRunEnded(
        row.entity.name, row.since.isoformat(), ended.isoformat(), row.end_paper
    )
    record(ctx, happened, on=on, subject=("entity", row.entity_id))
    return row


@act
def withdraw_safety(*, ctx: Act, record_id: UUID, reason: str, on: date) -> SafetyRecord:
    """
    Withdraw what was noted of a unit by mistake; the entry stays to be seen with the reason.

    :raises StepRefused: if it was withdrawn already, or no reason is given
    :raises SafetyRecord.DoesNotExist: if the bureau has none of this id
    """
    row = _held(ctx, record_id)
    refuse_if(withdrawal_findings(is_withdrawn=row.withdrawn_on is not None, reason=reason))
    row.withdrawn_on, row.withdrawn_reason = on, reason.strip()
    row.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    happened = SafetyWithdrawn(
        row.entity.name, row.kind_label, row.since.isoformat(), row.withdrawn_reason
    )
    record(ctx, happened, on=on, subject=("entity", row.entity_id))
    return row


def _held(ctx: Act, record_id: UUID) -> SafetyRecord:
    """Return a record after its entity was locked."""
    hold_entities(ctx, {queries.safety_record(ctx, record_id).entity_id})
    return queries.safety_record(ctx, record_id)
