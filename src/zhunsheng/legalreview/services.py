"""
Legal review: taking a review up, and the parts that run inside another room's act.

Handing in and concluding belong to the room whose matter is reviewed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import canonical_text
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.legalreview import queries
from zhunsheng.legalreview.events import (
    ReviewAssigned,
    ReviewClaimed,
    ReviewConcluded,
    ReviewReleased,
    ReviewRequested,
)
from zhunsheng.legalreview.models import Opinion, Review, ReviewClaim, ReviewDefect
from zhunsheng.legalreview.rules import (
    ClaimFacts,
    OpinionDraft,
    assign_findings,
    claim_findings,
    defects,
    release_findings,
)


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """
    What is handed in: title, party, why review is due, the file's hash and its summary.

    ``page`` is the name of the address on which the subject's room takes the opinion; it is given
    the subject's id and ``legal_review``. ``catalogue`` holds the evidence and the papers of the
    file (key and name), ``matters`` its violations (key and name), ``due_on`` the last day of the
    matter's own term.
    """

    title: str
    party: str
    reason: str
    page: str
    materials: tuple[tuple[str, str], ...]
    bound_hash: str
    unit: str = ""
    matters: tuple[tuple[str, str], ...] = ()
    handlers: frozenset[UUID] = frozenset()
    catalogue: tuple[tuple[str, str], ...] = ()
    due_on: date | None = None


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
        unit=request.unit,
        matters=[list(row) for row in request.matters],
        handlers=sorted(map(str, request.handlers)),
        catalogue=[list(row) for row in request.catalogue],
        due_on=request.due_on,
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
    anchors: Mapping[str, str],
    document: UUID | None,
    on: date,
) -> Opinion:
    """
    Write the opinion of a review.

    What speaks against it (``rules.opinion_findings``) is refused by the act that calls this,
    together with what the matter's own procedure says. ``anchors`` are the names of the evidence
    and the papers that a defect points at.
    """
    opinion: Opinion = Opinion.objects.create(
        id=ctx.new_id("opinion"),
        bureau_id=ctx.bureau,
        review=review,
        reviewer_id=ctx.by.id,
        reviewer_name=ctx.by.name,
        qualification=draft.qualification,
        outcome=draft.outcome.value,
        answers=answers_text(draft, anchors),
        text=draft.opinion,
        concluded_on=on,
        document=document,
    )
    codes = [code for answer in draft.answers for code in dict.fromkeys(answer.defects)]
    ReviewDefect.objects.bulk_create(
        ReviewDefect(
            id=ctx.new_id("review.defect", place),
            bureau_id=ctx.bureau,
            opinion=opinion,
            code=code,
        )
        for place, code in enumerate(codes)
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


def answers_text(draft: OpinionDraft, anchors: Mapping[str, str]) -> str:
    """Return the answers as they are stored, with the names that defects and anchors have now."""
    known = defects()
    return canonical_text(
        [
            {
                "question": answer.question,
                "printed": answer.printed,
                "remark": answer.remark,
                "without_objection": answer.without_objection,
                "defects": [[code, known[code].label] for code in answer.defects],
                "anchors": [[key, anchors[key]] for key in answer.anchors],
            }
            for answer in draft.answers
        ]
    )


@act
def claim_review(*, ctx: Act, review: UUID, on: date) -> ReviewClaim:
    """
    Take a review up, so that no second reviewer works on it.

    :raises StepRefused: with every reason: who holds it and since when, own matter, no reviewer
    :raises Review.DoesNotExist: if the bureau has none of this id
    """
    row, facts = _locked(ctx, review)
    refuse_if(claim_findings(facts))
    claim = _claim(ctx, row, is_held=True)
    record(ctx, ReviewClaimed(row.round, ctx.by.name), on=on, subject=_subject(row))
    return claim


@act
def assign_review(*, ctx: Act, review: UUID, to: UUID, on: date) -> ReviewClaim:
    """
    Give a review to a reviewer, by a person in charge; whoever held it holds it no more.

    :raises StepRefused: with every reason
    :raises Review.DoesNotExist: if the bureau has none of this id
    """
    row, facts = _locked(ctx, review)
    user = next((one for one in accounts.users(ctx) if one.id == to and one.is_active), None)
    roles = user.roles if user else frozenset()
    barred = ctx.by.id in row.handler_ids
    about = replace(facts, by=to, roles=roles)
    refuse_if(assign_findings(about, giver=ctx.by.roles, giver_is_barred=barred))
    name = user.name if user else ""
    claim = _claim(ctx, row, is_held=True, holder=(to, name))
    record(ctx, ReviewAssigned(row.round, name, ctx.by.name), on=on, subject=_subject(row))
    return claim


@act
def release_review(*, ctx: Act, review: UUID, on: date) -> ReviewClaim:
    """
    Give a review back to the queue: by who holds it, or by a person in charge.

    :raises StepRefused: with every reason
    :raises Review.DoesNotExist: if the bureau has none of this id
    """
    row, facts = _locked(ctx, review)
    refuse_if(release_findings(facts))
    claim = _claim(ctx, row, is_held=False)
    record(ctx, ReviewReleased(row.round, ctx.by.name), on=on, subject=_subject(row))
    return claim


def _locked(ctx: Act, review: UUID) -> tuple[Review, ClaimFacts]:
    row: Review = Review.objects.of(ctx).select_for_update().get(id=review)
    last = queries.latest(ctx, _subject(row))
    facts = ClaimFacts(
        by=ctx.by.id,
        roles=ctx.by.roles,
        is_open=last is not None and last.id == row.id and not hasattr(last, "opinion"),
        handlers=row.handler_ids,
        holder=queries.holder_of(ctx, row.id),
    )
    return row, facts


def _claim(
    ctx: Act, review: Review, *, is_held: bool, holder: tuple[UUID, str] | None = None
) -> ReviewClaim:
    by, name = holder or (ctx.by.id, ctx.by.name)
    claim: ReviewClaim = ReviewClaim.objects.create(
        id=ctx.new_id("review.claim"),
        bureau_id=ctx.bureau,
        review=review,
        sequence=review.claims.count() + 1,
        is_held=is_held,
        by_id=by,
        by_name=name,
        recorded_at=ctx.at,
    )
    return claim


def _subject(review: Review) -> tuple[str, UUID]:
    return (review.subject_kind, review.subject_id)
