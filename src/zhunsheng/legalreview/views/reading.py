"""Pages of legal review: the queue, one review with its seven answers, why files came back."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.accounts.choices import READERS
from zhunsheng.documents import queries as documents
from zhunsheng.evidence import queries as evidence
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.legalreview import queries
from zhunsheng.legalreview.choices import EVIDENCE_ANCHOR, ListState, Question
from zhunsheng.legalreview.forms import PeriodFilter, ReviewFilter
from zhunsheng.legalreview.models import Review
from zhunsheng.legalreview.rules import Staffing
from zhunsheng.legalreview.rules.claims import LEADERS, REVIEWERS
from zhunsheng.legalreview.rules.opinions import SEVEN_QUESTIONS
from zhunsheng.web import clock, pages, parts, tables

READ: Final = tuple(sorted(role.value for role in READERS))
ROOM: Final = "法制审核"
#: What statistics narrow the list to, beside the filters that the page offers.
LINKED: Final = {"unit": "送审机构", "matter": "违法行为"}
RETURNS: Final = "退回原因和审核力量"


@pages.allow(*READ)
def review_list(request: HttpRequest) -> HttpResponse:
    """List the reviews that wait by their term, who works on which, and those concluded."""
    viewer, today = pages.viewer_of(request), clock.today()
    state = _state(request)
    chosen = ReviewFilter(request.GET)
    linked: dict[str, Any] = {name: request.GET[name] for name in LINKED if request.GET.get(name)}
    wanted = queries.ReviewFilters(state=state, by=viewer.by.id, **linked, **chosen.chosen)
    page = tables.paginate(queries.reviews(viewer, wanted), request)
    cases = {row.subject_id for row in page.rows if row.subject_kind == "case"}
    context = {
        "title": ROOM,
        "filters": chosen,
        "page": page,
        "lines": [(row, (today - row.requested_on).days, row.due_on) for row in page.rows],
        "closed": cases - documents.inner_read(viewer, cases, on=today),
        "tabs": _tabs(viewer, state),
        "is_reviewer": viewer.by.holds(REVIEWERS),
        "short": _short(viewer, today),
        "narrowed": [f"{LINKED[name]}：{_said(name, text)}" for name, text in linked.items()],
    }
    return pages.show(request, "legalreview/list.html", context)


def _said(name: str, text: str) -> str:
    known = lawbook.newest()
    return known[text].label if name == "matter" and text in known else text


def _state(request: HttpRequest) -> ListState:
    asked = request.GET.get("state", "")
    return next((one for one in ListState if one.value == asked), ListState.WAITING)


def _tabs(viewer: Viewer, state: ListState) -> tuple[parts.Tab, ...]:
    here = reverse("legalreview:list")
    counted = {ListState.WAITING, ListState.MINE} if viewer.by.holds(REVIEWERS) else set()
    return tuple(
        parts.Tab(
            one.label,
            f"{here}?state={one.value}",
            _count(viewer, one) if one in counted else None,
            active=one is state,
        )
        for one in ListState
        if viewer.by.holds(REVIEWERS) or one not in {ListState.MINE, ListState.FREE}
    )


def _count(viewer: Viewer, state: ListState) -> int:
    return queries.reviews(viewer, queries.ReviewFilters(state, by=viewer.by.id)).count()


def _short(viewer: Viewer, today: date) -> Staffing | None:
    """Return the staffing to a person in charge while reviewers are missing."""
    if not viewer.by.holds(LEADERS):
        return None
    found = queries.staffing_of(viewer, on=today)
    return found if found.missing else None


@pages.allow(*READ)
def review_detail(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """
    Show what was handed in for one review and, beside it, the seven answers.

    :raises PermissionDenied: if what is inner to the case is closed to the reader
    """
    viewer = pages.viewer_of(request)
    review = queries.review(viewer, review_id)
    subject = (review.subject_kind, review.subject_id)
    of_case = review.subject_kind == "case"
    if of_case and not documents.reads_inner(viewer, review.subject_id, on=clock.today()):
        raise PermissionDenied
    rounds = queries.of_subject(viewer, subject)
    opinion = getattr(review, "opinion", None)
    is_open = opinion is None and review.round == len(rounds)
    room = review.page.partition(":")[0]
    context = {
        "title": review.title,
        "crumbs": (
            parts.Crumb(ROOM, reverse("legalreview:list")),
            parts.Crumb(f"第{review.round}次审核"),
        ),
        "review": review,
        "opinion": opinion,
        "questions": list(Question),
        "rounds": rounds,
        # The record of a room has its page under the name ``detail``.
        "subject_url": reverse(f"{room}:detail", args=[subject[1]]),
        "act_url": reverse(review.page, args=[subject[1], "legal_review"]) if is_open else "",
        "items": _items(viewer, review),
        "papers": documents.documents_of(viewer, subject),
        "holder": queries.holder_of(viewer, review.id) if is_open else None,
        "is_reviewer": viewer.by.holds(REVIEWERS),
        "may_release": viewer.by.holds(REVIEWERS | LEADERS),
        "may_assign": viewer.by.holds(LEADERS),
    }
    return pages.show(request, "legalreview/detail.html", context)


def _items(viewer: Viewer, review: Review) -> list[Any]:
    """Return the evidence handed in, that of the source inspection too; else the subject's own."""
    if not review.catalogue:  # a review of before the catalogue was kept
        return list(evidence.catalogue(viewer, (review.subject_kind, review.subject_id)))
    keys = (key.partition(":") for key, _ in review.catalogue)
    return list(
        evidence.items(viewer, [UUID(one) for kind, _, one in keys if kind == EVIDENCE_ANCHOR])
    )


@pages.allow(*READ)
def returns(request: HttpRequest) -> HttpResponse:
    """Show why files were returned in a period; to the heads also the share of reviewers."""
    viewer, today = pages.viewer_of(request), clock.today()
    chosen = PeriodFilter(request.GET)
    since = chosen.chosen.get("since", date(today.year, 1, 1))
    until = chosen.chosen.get("until", today)
    found = queries.returned(viewer, since=since, until=until)
    period = {"state": ListState.DONE.value, "since": since, "until": until}
    base = f"{reverse('legalreview:list')}?{urlencode(period)}"
    sees = viewer.by.holds(REVIEWERS | LEADERS)
    context = {
        "title": RETURNS,
        "crumbs": (parts.Crumb(ROOM, reverse("legalreview:list")), parts.Crumb(RETURNS)),
        "filters": chosen,
        "since": since,
        "until": until,
        "found": found,
        "back_url": f"{base}&outcome=RETURNED",
        "done_url": base,
        "tables": (
            ("问题", "code", found.by_code),
            ("送审机构", "unit", found.by_unit),
            ("违法行为", "matter", found.by_matter),
        ),
        "staffing": queries.staffing_of(viewer, on=today) if sees else None,
        "staffing_basis": SEVEN_QUESTIONS,
    }
    return pages.show(request, "legalreview/returns.html", context)
