"""What every act of a remedy does: lock, load, ask the procedure, write the step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from zhunsheng.cases import services as case_acts
from zhunsheng.documents import services as documents
from zhunsheng.documents.rules import Paper
from zhunsheng.journal.services import record
from zhunsheng.kernel import procedure
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.remedies.choices import RemedyKind
from zhunsheng.remedies.models import Remedy, RemedyAct
from zhunsheng.remedies.procedure import procedure_of
from zhunsheng.remedies.queries import records
from zhunsheng.remedies.queries.records import RemedyFile
from zhunsheng.web.uploads import Upload


def begin(ctx: Act, remedy: UUID, version: int | None) -> RemedyFile:
    """
    Lock a remedy and load its acts.

    :raises Remedy.DoesNotExist: if the bureau has none of this id
    :raises Stale: if it changed since the form was opened
    """
    rows = Remedy.objects.of(ctx).select_related("case").select_for_update(of=("self",))
    row: Remedy = rows.get(id=remedy)
    declared = procedure_of(RemedyKind(row.kind))
    documents.nobody_acted(
        ctx, RemedyAct, row.id, now=row.version, seen=version, procedure=declared
    )
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
    facts = records.facts_for(ctx.viewer, file, on=on, evidence_items=evidence_items)
    procedure.permit(procedure_of(file.kind), step, facts, by=ctx.by, extra=extra)


def keep_proof(
    ctx: Act, file: RemedyFile, step: str, proof: Upload | None, *, name: str, on: date
) -> dict[str, str]:
    """
    Keep the paper of body or court with the case, and return what names it.

    :raises StepRefused: if the file is not what its name says, or is in the file already
    """
    label = procedure_of(file.kind).step(step).label
    case = file.remedy.case_id
    return case_acts.keep_proof(ctx, case, proof, name=name.strip(), proves=label, on=on)


def take(
    ctx: Act,
    file: RemedyFile,
    step: str,
    happened: object,
    *,
    on: date,
    data: Mapping[str, object],
    outcome: str = "",
    document: Paper | None = None,
) -> RemedyAct:
    """Write the step as done, count the version up, record what happened."""
    row = documents.take_step(
        ctx,
        RemedyAct,
        file.remedy,
        step,
        label="remedies.act",
        sequence=len(file.acts) + 1,
        on=on,
        data=data,
        outcome=outcome,
        paper=document,
    )
    record(ctx, happened, on=on, subject=("remedy", file.remedy.id))
    return row
