"""What every act of a remedy does: lock, load, ask the procedure, write the step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import F

from zhunsheng.journal.services import record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import canonical_text
from zhunsheng.kernel.finding import Finding, Stale, refuse_if
from zhunsheng.kernel.procedure import role_finding
from zhunsheng.remedies.models import Remedy, RemedyAct
from zhunsheng.remedies.procedure import procedure_of
from zhunsheng.remedies.queries import records
from zhunsheng.remedies.queries.records import RemedyFile


def begin(ctx: Act, remedy: UUID, version: int | None) -> RemedyFile:
    """
    Lock a remedy and load its acts.

    :raises Remedy.DoesNotExist: if the bureau has none of this id
    :raises Stale: if it changed since the form was opened
    """
    rows = Remedy.objects.of(ctx).select_related("case").select_for_update(of=("self",))
    row: Remedy = rows.get(id=remedy)
    if version is not None and row.version != version:
        raise Stale
    return records.file_of(ctx, row)


def permit(
    ctx: Act,
    file: RemedyFile,
    step: str,
    *,
    on: date,
    evidence_items: int = 0,
    extra: tuple[Finding, ...] = (),
) -> None:
    """
    Do nothing where the law allows the step.

    :raises StepRefused: with every reason: role, order, guards, and what the draft lacks
    """
    procedure = procedure_of(file.kind)
    facts = records.facts_of(file, on=on, evidence_items=evidence_items)
    known = tuple(one.key for one in procedure.steps)
    if step not in known:
        raise LookupError(f"{step} is no step of {procedure.key}")
    refuse_if(
        (
            *role_finding(procedure.step(step), ctx.by),
            *procedure.findings(step, facts),
            *extra,
        )
    )


def take(
    ctx: Act,
    file: RemedyFile,
    step: str,
    happened: object,
    *,
    on: date,
    data: Mapping[str, object],
    outcome: str = "",
    document: UUID | None = None,
) -> RemedyAct:
    """Write the step as done, count the version up, record what happened."""
    sequence = len(file.acts) + 1
    row: RemedyAct = RemedyAct.objects.create(
        id=ctx.new_id("remedies.act", sequence),
        bureau_id=ctx.bureau,
        remedy=file.remedy,
        sequence=sequence,
        step=step,
        on=on,
        outcome=outcome,
        data=canonical_text(dict(data)),
        document_id=document,
        by_name=ctx.by.name,
    )
    Remedy.objects.of(ctx).filter(id=file.remedy.id).update(version=F("version") + 1)
    file.remedy.version += 1
    record(ctx, happened, on=on, subject=("remedy", file.remedy.id))
    return row
