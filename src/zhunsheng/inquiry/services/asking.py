"""Acts on expert opinions: ask an institution, wait longer or no more, receive what it found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from zhunsheng.evidence import services as evidence
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.inquiry import events, queries
from zhunsheng.inquiry.choices import Phrase, Taking
from zhunsheng.inquiry.documents import contents
from zhunsheng.inquiry.models import CommissionTurn, ExpertCommission, ExpertResult
from zhunsheng.inquiry.procedure import INQUIRY
from zhunsheng.inquiry.rules import CommissionDraft, ResultDraft, Subject
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

    :raises StepRefused: if it came or was given up, before it was asked for, or lacks its report
    :raises Stale: if somebody else admitted evidence to the subject at the same moment
    """
    asked, about = _held(ctx, commission)
    facts = replace(
        queries.commission_facts(ctx, asked, about, on=on),
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


@act
def extend_commission(
    *, ctx: Act, commission: UUID, until: date | None, reason: str, on: date
) -> CommissionTurn:
    """
    Approve a later day for an opinion, as a person in charge who did not ask for it.

    :raises StepRefused: if it came or was given up, the agreed day is over, or no reason is given
    """
    asked, about = _held(ctx, commission)
    facts = replace(
        queries.commission_facts(ctx, asked, about, on=on),
        expert_days=(until - on).days if until else None,
        expert_most=queries.expert_longest(ctx, on),
        reason_given=explains(reason),
    )
    permit(INQUIRY, Taking.EXTENSION.value, facts, by=ctx.by, on=on, entered_on=ctx.day)
    row = _turned(ctx, asked, until, reason, on)
    moved = until.isoformat() if until else ""
    happened = events.ExpertExtended(institution=asked.institution, until=moved, reason=row.reason)
    record(ctx, happened, on=on, subject=about.key)
    return row


@act
def end_commission(*, ctx: Act, commission: UUID, reason: str, on: date) -> CommissionTurn:
    """
    Give an opinion up that was asked for, as an officer who handles the matter.

    :raises StepRefused: if it came or was given up already, or no reason is given
    """
    asked, about = _held(ctx, commission)
    facts = queries.commission_facts(ctx, asked, about, on=on)
    facts = replace(facts, reason_given=explains(reason))
    permit(INQUIRY, Taking.END.value, facts, by=ctx.by, on=on, entered_on=ctx.day)
    row = _turned(ctx, asked, None, reason, on)
    happened = events.ExpertEnded(institution=asked.institution, reason=row.reason)
    record(ctx, happened, on=on, subject=about.key)
    return row


def _held(ctx: Act, commission: UUID) -> tuple[ExpertCommission, Subject]:
    """Lock the subject, then read the commission: whoever else acts on it waits."""
    asked = queries.commission(ctx, commission)
    about = queries.subject(ctx, asked.subject_kind, asked.subject_id, hold=True)
    return queries.commission(ctx, commission), about


def _turned(
    ctx: Act, asked: ExpertCommission, until: date | None, reason: str, on: date
) -> CommissionTurn:
    row: CommissionTurn = CommissionTurn.objects.create(
        id=ctx.new_id("inquiry.commission_turn"),
        bureau_id=ctx.bureau,
        commission=asked,
        on=on,
        until=until,
        reason=reason.strip(),
        by_name=ctx.by.name,
    )
    return row
