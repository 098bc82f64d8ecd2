"""Pages of legal review: what waits, what was done, one review with its seven answers."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.accounts.choices import READERS
from zhunsheng.documents import queries as documents
from zhunsheng.evidence import queries as evidence
from zhunsheng.legalreview import queries
from zhunsheng.legalreview.choices import Question
from zhunsheng.legalreview.forms import ReviewFilter
from zhunsheng.web import pages, parts, tables

READ: Final = tuple(sorted(role.value for role in READERS))
ROOM: Final = "法制审核"


@pages.allow(*READ)
def review_list(request: HttpRequest) -> HttpResponse:
    """List the reviews that wait and those that were concluded."""
    viewer = pages.viewer_of(request)
    chosen = ReviewFilter(request.GET)
    wanted: dict[str, Any] = dict(chosen.chosen)
    state = wanted.pop("state", "")
    waiting = {"waiting": True, "done": False}.get(str(state))
    rows = queries.reviews(viewer, waiting=waiting, **wanted)
    here = reverse("legalreview:list")
    tabs = (
        parts.Tab("全部", here, active=not state),
        parts.Tab(
            "待审核",
            f"{here}?state=waiting",
            queries.reviews(viewer, waiting=True).count(),
            active=state == "waiting",
        ),
        parts.Tab("已审核", f"{here}?state=done", active=state == "done"),
    )
    context = {
        "title": ROOM,
        "filters": chosen,
        "page": tables.paginate(rows, request),
        "tabs": tabs,
    }
    return pages.show(request, "legalreview/list.html", context)


@pages.allow(*READ)
def review_detail(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Show what was handed in for one review and, beside it, the seven answers."""
    viewer = pages.viewer_of(request)
    review = queries.review(viewer, review_id)
    subject = (review.subject_kind, review.subject_id)
    rounds = queries.of_subject(viewer, subject)
    context = {
        "title": review.title,
        "crumbs": (
            parts.Crumb(ROOM, reverse("legalreview:list")),
            parts.Crumb(f"第{review.round}次审核"),
        ),
        "review": review,
        "opinion": getattr(review, "opinion", None),
        "questions": list(Question),
        "rounds": rounds,
        # The record of a room has its page under the name ``detail``.
        "subject_url": reverse(f"{review.page.partition(':')[0]}:detail", args=[subject[1]]),
        "items": evidence.catalogue(viewer, subject),
        "papers": documents.documents_of(viewer, subject),
        "is_last": review.round == len(rounds),
    }
    return pages.show(request, "legalreview/detail.html", context)
