"""Single reviews, their rounds, the queue, who holds what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.legalreview.choices import ListState
from zhunsheng.legalreview.models import Opinion, Review, ReviewClaim, ReviewDefect
from zhunsheng.legalreview.rules import Holder, defects

#: States of a list whose rows wait for an opinion.
WAITING: Final = frozenset({ListState.WAITING, ListState.MINE, ListState.FREE})


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


@dataclass(frozen=True, slots=True)
class ReviewFilters:
    """
    What a list of reviews is narrowed to.

    The days are those of the opinion where ``state`` is ``DONE``, of the handing in elsewhere.
    ``code`` keeps what was returned for a defect, ``matter`` the key of a violation.
    """

    state: ListState = ListState.ALL
    q: str = ""
    outcome: str = ""
    since: date | None = None
    until: date | None = None
    code: str = ""
    unit: str = ""
    matter: str = ""
    by: UUID | None = None


def reviews(scope: Scope, filters: ReviewFilters) -> QuerySet[Any]:
    """
    Return reviews with opinion and holder (``held``, ``holder``, ``held_name``, ``held_at``).

    What waits stands by the term of its matter, the rest newest first.
    """
    rows = _in_state(_with_holder(scope), scope, filters)
    done = filters.state is ListState.DONE
    day = "opinion__concluded_on" if done else "requested_on"
    wanted: dict[str, object] = {
        "opinion__outcome": filters.outcome,
        f"{day}__gte": filters.since,
        f"{day}__lte": filters.until,
        "unit": filters.unit,
        "matters__icontains": f'"{filters.matter}"' if filters.matter else "",
    }
    rows = rows.filter(**{key: value for key, value in wanted.items() if value})
    if filters.code:
        named = ReviewDefect.objects.of(scope).filter(opinion__review=OuterRef("pk"))
        rows = rows.filter(Exists(named.filter(code=filters.code)))
    if filters.q:
        rows = rows.filter(Q(title__icontains=filters.q) | Q(party__icontains=filters.q))
    if filters.state in WAITING:
        return rows.order_by(F("due_on").asc(nulls_last=True), "requested_on", "id")
    return rows.order_by(f"-{day}", "-id")


def _with_holder(scope: Scope) -> QuerySet[Any]:
    last = ReviewClaim.objects.of(scope).filter(review=OuterRef("pk")).order_by("-sequence")
    rows: QuerySet[Any] = Review.objects.of(scope).select_related("opinion")
    found: QuerySet[Any] = rows.annotate(
        held=Subquery(last.values("is_held")[:1]),
        holder=Subquery(last.values("by_id")[:1]),
        held_name=Subquery(last.values("by_name")[:1]),
        held_at=Subquery(last.values("recorded_at")[:1]),
    )
    return found


def _in_state(rows: QuerySet[Any], scope: Scope, filters: ReviewFilters) -> QuerySet[Any]:
    if filters.state is ListState.DONE:
        return rows.filter(opinion__isnull=False)
    if filters.state is ListState.ALL:
        return rows
    rows = _last_rounds(rows, scope).filter(opinion__isnull=True, round=F("last_round"))
    if filters.state is ListState.MINE:
        return rows.filter(held=True, holder=filters.by)
    # What nobody ever claimed has no claim at all.
    is_free = Q(held=False) | Q(held__isnull=True)
    return rows.filter(is_free) if filters.state is ListState.FREE else rows


def holder_of(scope: Scope, review_id: UUID) -> Holder | None:
    """Return who holds a review, or nothing."""
    last = ReviewClaim.objects.of(scope).filter(review=review_id).order_by("-sequence").first()
    if last is None or not last.is_held:
        return None
    at = last.recorded_at.astimezone(SHANGHAI)
    return Holder(last.by_id, last.by_name, f"{at:%Y-%m-%d %H:%M}")


def _last_rounds(rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    same = Review.objects.of(scope).filter(
        subject_kind=OuterRef("subject_kind"), subject_id=OuterRef("subject_id")
    )
    last = same.order_by().values("subject_id").annotate(last=Max("round")).values("last")
    found: QuerySet[Any] = rows.annotate(last_round=Subquery(last))
    return found


def of_subject(scope: Scope, subject: tuple[str, UUID]) -> list[Review]:
    """Return every round of a subject, first round first."""
    rows = Review.objects.of(scope).filter(subject_kind=subject[0], subject_id=subject[1])
    return list(rows.select_related("opinion").order_by("round"))


def defects_named(scope: Scope, ids: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Return code and words of the defects that each of these opinions names; one query."""
    known, found = defects(), dict[UUID, tuple[str, ...]]()
    rows = ReviewDefect.objects.of(scope).filter(opinion_id__in=set(ids)).order_by("code")
    for opinion, code in rows.values_list("opinion_id", "code"):
        found[opinion] = (*found.get(opinion, ()), f"{code}{known[code].label}")
    return found


def opinions(scope: Scope, *, subject_kind: str, since: date, until: date) -> QuerySet[Opinion]:
    """Return the opinions given in a period on subjects of one kind, oldest first."""
    rows = Opinion.objects.of(scope).filter(concluded_on__range=(since, until))
    rows = rows.filter(review__subject_kind=subject_kind).select_related("review")
    return rows.order_by("concluded_on", "id")
