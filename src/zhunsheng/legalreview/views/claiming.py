"""Taking a review up, giving it to somebody, giving it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.kernel.act import Act
from zhunsheng.legalreview import queries, services
from zhunsheng.legalreview.forms import AssignForm
from zhunsheng.legalreview.queries import Review
from zhunsheng.legalreview.rules.claims import LEADERS, REVIEWERS
from zhunsheng.legalreview.rules.opinions import REVIEW
from zhunsheng.legalreview.views.reading import ROOM
from zhunsheng.web import clock, pages, parts
from zhunsheng.web.forms import ActForm

CLAIM: Final = "认领审核"
RELEASE: Final = "退回认领"
ASSIGN: Final = "指派审核"


@pages.allow(*REVIEWERS)
def claim(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Take a review up and go to the page on which its opinion is given."""
    review = queries.review(pages.viewer_of(request), review_id)

    def act(ctx: Act) -> object:
        return services.claim_review(ctx=ctx, review=review_id, on=clock.today())

    to = reverse(review.page, args=[review.subject_id, "legal_review"])
    return _acted(request, review, CLAIM, act, to)


@pages.allow(*LEADERS)
def assign(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Give a review to a reviewer who does not handle its matter."""
    viewer = pages.viewer_of(request)
    review = queries.review(viewer, review_id)
    people = accounts.holders(viewer, role=Role.LEGAL_REVIEWER)
    free = [(str(one.id), one.name) for one in people if one.id not in review.handler_ids]
    form = AssignForm(request.POST or None, reviewers=free)

    def act(ctx: Act) -> object:
        to = form.cleaned_data["to"]
        return services.assign_review(ctx=ctx, review=review_id, to=to, on=clock.today())

    return _acted(request, review, ASSIGN, act, reverse("legalreview:list"), form)


@pages.allow(*REVIEWERS, *LEADERS)
def release(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Give a review back to the queue."""
    review = queries.review(pages.viewer_of(request), review_id)

    def act(ctx: Act) -> object:
        return services.release_review(ctx=ctx, review=review_id, on=clock.today())

    return _acted(request, review, RELEASE, act, reverse("legalreview:list"))


def _acted(
    request: HttpRequest,
    review: Review,
    label: str,
    act: Callable[[Act], object],
    to: str,
    given: ActForm | None = None,
) -> HttpResponse:
    form = given or ActForm(request.POST or None)
    outcome: pages.Outcome[Any] | None = None
    if request.method == "POST":
        outcome = pages.submit(request, form=form, act=lambda ctx, _: act(ctx))
        if outcome.done:
            return pages.go(request, to, label=label)
    context = {
        "title": label,
        "crumbs": (
            parts.Crumb(ROOM, reverse("legalreview:list")),
            parts.Crumb(review.title, reverse("legalreview:detail", args=[review.id])),
            parts.Crumb(label),
        ),
        "form": form,
        "button": label,
        "back": reverse("legalreview:list"),
        "basis": REVIEW,
        "facts": (("送审事项", review.title), ("当事人", review.party), ("次数", review.round)),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)
