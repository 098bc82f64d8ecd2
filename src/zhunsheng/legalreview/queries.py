"""Reads of legal review."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import F, Max, OuterRef, QuerySet, Subquery

from zhunsheng.accounts.records import Scope
from zhunsheng.legalreview.models import Opinion, Review

__all__ = ["Opinion", "Review", "latest", "of_subject", "opinions", "review", "reviews"]


def review(scope: Scope, review_id: UUID) -> Review:
    """
    Return one review of the bureau with its opinion, if it has one.

    :raises Review.DoesNotExist: if the bureau has none of this id
    """
    found: Review = Review.objects.of(scope).select_related("opinion").get(id=review_id)
    return found


def latest(scope: Scope, subject: tuple[str, UUID]) -> Review | None:
    """Return the last review of a subject with its opinion, or nothing."""
    rows = Review.objects.of(scope).filter(subject_kind=subject[0], subject_id=subject[1])
    return rows.select_related("opinion").order_by("-round").first()


def reviews(
    scope: Scope,
    *,
    waiting: bool | None = None,
    q: str = "",
    outcome: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Review]:
    """
    Return reviews with their opinions, newest first.

    ``waiting`` keeps those that are the last round of their subject and have no opinion yet, or
    with False those that have one.
    """
    rows = Review.objects.of(scope).select_related("opinion").order_by("-requested_on", "-id")
    if waiting is True:
        rows = _last_rounds(rows, scope).filter(opinion__isnull=True, round=F("last_round"))
    elif waiting is False:
        rows = rows.filter(opinion__isnull=False)
    if q:
        rows = rows.filter(title__icontains=q) | rows.filter(party__icontains=q)
    if outcome:
        rows = rows.filter(opinion__outcome=outcome)
    if since:
        rows = rows.filter(requested_on__gte=since)
    return rows.filter(requested_on__lte=until) if until else rows


def _last_rounds(rows: QuerySet[Review], scope: Scope) -> QuerySet[Review]:
    same = Review.objects.of(scope).filter(
        subject_kind=OuterRef("subject_kind"), subject_id=OuterRef("subject_id")
    )
    last = same.order_by().values("subject_id").annotate(last=Max("round")).values("last")
    return rows.annotate(last_round=Subquery(last))


def of_subject(scope: Scope, subject: tuple[str, UUID]) -> list[Review]:
    """Return every round of a subject, first round first."""
    rows = Review.objects.of(scope).filter(subject_kind=subject[0], subject_id=subject[1])
    return list(rows.select_related("opinion").order_by("round"))


def opinions(scope: Scope, *, subject_kind: str, since: date, until: date) -> QuerySet[Opinion]:
    """Return the opinions given in a period on subjects of one kind, oldest first."""
    rows = Opinion.objects.of(scope).filter(concluded_on__range=(since, until))
    rows = rows.filter(review__subject_kind=subject_kind).select_related("review")
    return rows.order_by("concluded_on", "id")
