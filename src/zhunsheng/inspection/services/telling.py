"""Acts beside the visit: write down how it is to be made, and tell the entity what it found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from zhunsheng.documents import services as documents
from zhunsheng.inspection import queries
from zhunsheng.inspection.events import ResultTold, SchemeMade
from zhunsheng.inspection.models import InspectionScheme, ResultNotice
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.rules import ResultDraft, SchemeDraft
from zhunsheng.inspection.services.contents_telling import result_content, scheme_content
from zhunsheng.inspection.services.locking import changed, locked
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.names import says
from zhunsheng.kernel.procedure import permit
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.workforce import queries as workforce


@act
def make_scheme(
    *, ctx: Act, inspection: UUID, draft: SchemeDraft, version: int | None, on: date
) -> InspectionScheme:
    """
    Write down how an approved inspection is to be made; a later scheme takes an earlier's place.

    :raises StepRefused: with every reason
    :raises Stale: if the inspection changed since the form was opened
    """
    row = locked(ctx, inspection, version)
    officers = workforce.officer_facts(ctx, queries.officer_ids(ctx, row.id))
    facts = replace(
        queries.facts_of(ctx, row, on=on, by=ctx.by, officers=officers),
        scheme_given=says(draft.emphasis) and says(draft.division),
        checklists_unknown=frozenset(draft.checklists) - lawbook.checklists().keys(),
    )
    permit(INSPECTION, "scheme", facts, by=ctx.by)
    document = documents.issue(
        ctx,
        kind="inspection_scheme",
        subject=("inspection", row.id),
        content=scheme_content(ctx, row, officers, draft, on=on),
        on=on,
    )
    made: InspectionScheme = InspectionScheme.objects.create(
        id=ctx.new_id("inspection_scheme"),
        bureau_id=ctx.bureau,
        inspection=row,
        number=1 + len(queries.schemes_of(ctx, row)),
        checklists=",".join(dict.fromkeys(draft.checklists)),
        emphasis=draft.emphasis.strip(),
        division=draft.division.strip(),
        made_on=on,
        document=document,
    )
    changed(row)
    happened = SchemeMade(entity=row.entity.name, number=document.number)
    record(ctx, happened, on=on, subject=("inspection", row.id))
    return made


@act
def tell_result(
    *, ctx: Act, inspection: UUID, draft: ResultDraft, version: int | None, on: date
) -> ResultNotice:
    """
    Tell the entity in writing what a visit found, or that it found nothing (国办发〔2024〕54号).

    :raises StepRefused: with every reason
    :raises Stale: if the inspection changed since the form was opened
    """
    row = locked(ctx, inspection, version)
    officers = workforce.officer_facts(ctx, queries.acting_ids(ctx, row, on))
    facts = queries.facts_of(ctx, row, on=on, by=ctx.by, officers=officers)
    facts = replace(facts, recipient_given=says(draft.recipient))
    permit(INSPECTION, "result_notice", facts, by=ctx.by)
    findings = queries.findings_of(ctx, row.id)
    document = documents.issue(
        ctx,
        kind="inspection_result_notice",
        subject=("inspection", row.id),
        content=result_content(ctx, row, officers, findings, draft, on),
        on=on,
    )
    told: ResultNotice = ResultNotice.objects.create(
        id=ctx.new_id("result_notice"),
        bureau_id=ctx.bureau,
        inspection=row,
        told_on=on,
        manner=draft.manner.value,
        recipient=draft.recipient.strip(),
        advice=draft.advice.strip(),
        document=document,
    )
    changed(row)
    happened = ResultTold(
        entity=row.entity.name,
        manner=draft.manner.label,
        findings=len(findings),
        number=document.number,
    )
    record(ctx, happened, on=on, subject=("inspection", row.id))
    return told
