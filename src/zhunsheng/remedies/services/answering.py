"""The acts that answer: written answer or defence, with the evidence that is handed in."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.documents import services as documents
from zhunsheng.documents.rules import Content
from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.remedies import rules
from zhunsheng.remedies.events import Answered
from zhunsheng.remedies.models import Remedy
from zhunsheng.remedies.queries import material, records
from zhunsheng.remedies.queries.material import Material
from zhunsheng.remedies.queries.records import RemedyFile
from zhunsheng.remedies.services import base


@act
def answer(
    *, ctx: Act, remedy: UUID, draft: rules.AnswerDraft, on: date, version: int | None = None
) -> Remedy:
    """
    Answer a reconsideration in writing, with evidence.

    :raises StepRefused: with every reason: no evidence is handed in, answered already
    :raises Stale: if the remedy changed since the form was opened
    """
    file, chosen = _permitted(ctx, remedy, draft, "answer", version=version, on=on)
    row = file.remedy
    content = _content(ctx, file, draft, chosen) | {
        "review_body": row.body,
        "applicant": row.applicant,
    }
    return _given(ctx, file, draft, chosen, "answer", "reconsideration_answer", content, on=on)


@act
def defend(
    *, ctx: Act, remedy: UUID, draft: rules.AnswerDraft, on: date, version: int | None = None
) -> Remedy:
    """
    Hand in the defence against a suit, with evidence.

    :raises StepRefused: with every reason: no evidence is handed in, defended already
    :raises Stale: if the remedy changed since the form was opened
    """
    file, chosen = _permitted(ctx, remedy, draft, "defence", version=version, on=on)
    row = file.remedy
    content = _content(ctx, file, draft, chosen) | {"court": row.body, "plaintiff": row.applicant}
    return _given(ctx, file, draft, chosen, "defence", "litigation_defence", content, on=on)


def _permitted(
    ctx: Act,
    remedy: UUID,
    draft: rules.AnswerDraft,
    step: str,
    *,
    version: int | None,
    on: date,
) -> tuple[RemedyFile, tuple[Material, ...]]:
    file = base.begin(ctx, remedy, version)
    offered = material.material_of(ctx.viewer, file.remedy.case_id, on=on)
    chosen = tuple(one for one in offered if one.key in draft.material)
    base.permit(ctx, file, step, on=on, evidence_items=len(chosen))
    return file, chosen


def _content(
    ctx: Act, file: RemedyFile, draft: rules.AnswerDraft, chosen: tuple[Material, ...]
) -> dict[str, Any]:
    row = file.remedy
    return {
        "case_number": row.number,
        "address": accounts.bureau(ctx).address,
        "decision": records.decision_number(file),
        "received_on": row.received_on,
        "facts": draft.facts.strip(),
        "reasons": draft.reasons.strip(),
        "request": draft.request.strip(),
        "material": [
            {"number": str(n), "name": one.name, "proves": one.proves}
            for n, one in enumerate(chosen, start=1)
        ],
    }


def _given(
    ctx: Act,
    file: RemedyFile,
    draft: rules.AnswerDraft,
    chosen: tuple[Material, ...],
    step: str,
    kind: str,
    content: Content,
    *,
    on: date,
) -> Remedy:
    subject = ("remedy", file.remedy.id)
    paper = documents.issue(ctx, kind=kind, subject=subject, content=content, on=on)
    digest = material.digest_of(chosen)
    data = {**asdict(draft), "material": [asdict(one) for one in chosen], "digest": digest}
    happened = Answered(f"{paper.title}{paper.number}", len(chosen), digest)
    base.take(ctx, file, step, happened, on=on, data=data, document=paper)
    return file.remedy
