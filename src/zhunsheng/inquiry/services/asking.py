"""Acts on expert opinions: ask an institution, receive what it found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from zhunsheng.evidence import services as evidence
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.inquiry import events, queries
from zhunsheng.inquiry.choices import Phrase, Taking
from zhunsheng.inquiry.documents import contents
from zhunsheng.inquiry.models import ExpertCommission, ExpertResult
from zhunsheng.inquiry.procedure import INQUIRY
from zhunsheng.inquiry.rules import CommissionDraft, ResultDraft
from zhunsheng.inquiry.services import base
from zhunsheng.inquiry.services.base import SubjectKey
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.procedure import permit
from zhunsheng.web.uploads import Upload


@act
def commission_expert(
    *, ctx: Act, subject: SubjectKey, draft: CommissionDraft, on: date
) -> ExpertCommission:
    """
    Ask an institution for an expert opinion and issue the commission.

    :raises StepRefused: with every reason: officers, institution, questions, materials
    """
    about = queries.subject(ctx, *subject, hold=True)
    facts = queries.takings_facts(ctx, about, on=on, officers=draft.officers)
    facts = replace(
        facts,
        institution_named=bool(draft.institution.strip() and draft.qualification.strip()),
        questions_asked=explains(draft.questions),
        materials_listed=bool(draft.materials.strip()),
        expert_days=(draft.due_on - on).days if draft.due_on else None,
        expert_most=queries.expert_longest(ctx, on),
    )
    permit(INQUIRY, Taking.COMMISSION.value, facts, by=ctx.by, on=on, entered_on=ctx.day)
    content = contents.commission(ctx, about, draft, facts.officers, on=on)
    paper = base.issue(ctx, about, "expert_commission", content, on=on)
    row: ExpertCommission = ExpertCommission.objects.create(
        id=ctx.new_id("inquiry.commission"),
        **base.common(ctx, about, facts.officers, on),
        institution=draft.institution.strip(),
        qualification=draft.qualification.strip(),
        questions=draft.questions.strip(),
        materials=draft.materials.strip(),
        due_on=draft.due_on,
        document_id=paper.id,
    )
    happened = events.ExpertCommissioned(institution=row.institution, number=paper.number)
    record(ctx, happened, on=on, subject=about.key)
    return row


@act
def receive_opinion(
    *, ctx: Act, commission: UUID, draft: ResultDraft, report: Upload | None, on: date
) -> ExpertResult:
    """
    Record an expert opinion that was received and admit its report as evidence.

    :raises StepRefused: if it was received already, before it was asked for, or lacks its report
    :raises Stale: if somebody else admitted evidence to the subject at the same moment
    """
    asked = queries.commission(ctx, commission)
    subject = (asked.subject_kind, asked.subject_id)
    about = queries.subject(ctx, *subject, hold=True)
    officers = tuple(UUID(one["id"]) for one in asked.officers)
    facts = replace(
        queries.takings_facts(ctx, about, on=on, officers=officers),
        commissioned_on=asked.on,
        result_known=ExpertResult.objects.of(ctx).filter(commission=asked).exists(),
        conclusion_given=explains(draft.conclusion),
        report_attached=report is not None,
    )
    permit(INQUIRY, Taking.RESULT.value, facts, by=ctx.by, on=on, entered_on=ctx.day)
    item = evidence.admit_on(
        ctx,
        subject=about.key,
        name=Phrase.OPINION_NAME.label.format(institution=asked.institution),
        kind=EvidenceKind.EXPERT_OPINION,
        file=report,
        obtained_on=on,
        proves=draft.conclusion.strip() or Phrase.PROVES_OPINION.label,
        obtained_by=tuple(one["name"] for one in asked.officers),
        after=about.stands_on,
        on=on,
    )
    row: ExpertResult = ExpertResult(
        id=ctx.new_id("inquiry.result"),
        bureau_id=ctx.bureau,
        commission=asked,
        on=on,
        report_number=draft.report_number.strip(),
        conclusion=draft.conclusion.strip(),
        evidence_item=item,
        by_name=ctx.by.name,
    )
    row.save(force_insert=True)
    happened = events.ExpertAnswered(
        institution=asked.institution, report_number=row.report_number, sha256=item.sha256
    )
    record(ctx, happened, on=on, subject=about.key)
    return row
