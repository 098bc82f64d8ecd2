"""Parts of legal review; they run inside the act of the room whose matter is reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhunsheng.journal.services import record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import canonical_text
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.legalreview import queries
from zhunsheng.legalreview.events import ReviewConcluded, ReviewRequested
from zhunsheng.legalreview.models import Opinion, Review
from zhunsheng.legalreview.rules import OpinionDraft, ReviewFacts, opinion_findings


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """
    What is handed in: title, party, why review is due, the file's hash and its summary.

    ``page`` is the name of the address on which the subject's room takes the opinion; it is given
    the subject's id and ``legal_review``.
    """

    title: str
    party: str
    reason: str
    page: str
    materials: tuple[tuple[str, str], ...]
    bound_hash: str


def request_review(
    ctx: Act, *, subject: tuple[str, UUID], request: ReviewRequest, on: date
) -> Review:
    """Open the next round of review of a subject, bound to the hash of its file."""
    before = queries.latest(ctx, subject)
    review: Review = Review.objects.create(
        id=ctx.new_id("review"),
        bureau_id=ctx.bureau,
        subject_kind=subject[0],
        subject_id=subject[1],
        round=before.round + 1 if before else 1,
        title=request.title,
        party=request.party,
        reason=request.reason,
        page=request.page,
        materials=canonical_text(request.materials),
        bound_hash=request.bound_hash,
        requested_on=on,
        requested_by=ctx.by.name,
    )
    happened = ReviewRequested(str(review.id), review.round, review.bound_hash)
    record(ctx, happened, on=on, subject=subject)
    return review


def conclude_review(
    ctx: Act,
    *,
    review: Review,
    draft: OpinionDraft,
    facts: ReviewFacts,
    document: UUID | None,
    on: date,
) -> Opinion:
    """
    Give the opinion of a review.

    :raises StepRefused: with every reason against this opinion
    """
    refuse_if(opinion_findings(facts, draft))
    opinion: Opinion = Opinion.objects.create(
        id=ctx.new_id("opinion"),
        bureau_id=ctx.bureau,
        review=review,
        reviewer_id=ctx.by.id,
        reviewer_name=ctx.by.name,
        qualification=draft.qualification,
        outcome=draft.outcome.value,
        answers=answers_text(draft),
        text=draft.opinion,
        concluded_on=on,
        document=document,
    )
    happened = ReviewConcluded(
        review=str(review.id),
        round=review.round,
        outcome=draft.outcome.label,
        reviewer=ctx.by.name,
        objections=tuple(a.question.value for a in draft.answers if not a.without_objection),
    )
    record(ctx, happened, on=on, subject=(review.subject_kind, review.subject_id))
    return opinion


def answers_text(draft: OpinionDraft) -> str:
    """Return the answers as they are stored."""
    return canonical_text(
        [
            {
                "question": answer.question,
                "printed": answer.printed,
                "remark": answer.remark,
                "without_objection": answer.without_objection,
            }
            for answer in draft.answers
        ]
    )
