"""Why matters were returned, and how many reviewers the bureau has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.figure import Row
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.legalreview.choices import Outcome
from zhunsheng.legalreview.models import Opinion, ReviewDefect
from zhunsheng.legalreview.rules import Staffing, defects, staffing
from zhunsheng.web.linked import Linked, linked
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import credential_valid


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was named: its key, its printed name, the number."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Returned:
    """Opinions of a period, those that returned the matter, and what they named."""

    opinions: int
    returned: int
    by_code: tuple[Tally, ...]
    by_unit: tuple[Tally, ...]
    by_matter: tuple[Tally, ...]


def returned(scope: Scope, *, since: date, until: date) -> Returned:
    """
    Count why matters were returned in a period, by defect, unit and violation; two queries.

    A returned opinion counts once for its unit and once for each of its violations.
    """
    given = Opinion.objects.of(scope).filter(concluded_on__range=(since, until))
    outcomes = list(given.select_related("review"))
    back = [one for one in outcomes if one.outcome == Outcome.RETURNED.value]
    rows = ReviewDefect.objects.of(scope).filter(opinion__concluded_on__range=(since, until))
    known = defects()
    return Returned(
        len(outcomes),
        len(back),
        _tallies((row.code, known[row.code].label) for row in rows),
        _tallies((one.review.unit, one.review.unit) for one in back),
        _tallies((key, label) for one in back for key, label in one.review.matters),
    )


def _tallies(named: Iterable[tuple[str, str]]) -> tuple[Tally, ...]:
    found = Counter(named)
    return tuple(
        Tally(key, label, count)
        for (key, label), count in sorted(found.items(), key=lambda one: (-one[1], one[0]))
    )


def defect_rows(scope: Scope, since: date, until: date) -> dict[str, tuple[Row, ...]]:
    """Return the defects that the opinions of a period name, by the code of their question."""
    rows = ReviewDefect.objects.of(scope).filter(opinion__concluded_on__range=(since, until))
    found: dict[str, list[Row]] = {}
    for row in rows.select_related("opinion__review").order_by("opinion__concluded_on", "id"):
        kind = defects()[row.code]
        one = Row(
            key=f"legalreview.reviewdefect:{row.id}",
            label=f"{row.code} {kind.label} {row.opinion.review.title}",
            url=reverse("legalreview:detail", args=[row.opinion.review_id]),
        )
        key = kind.question.value
        found.setdefault(key, []).append(one)
    return {key: tuple(rows) for key, rows in found.items()}


def staffing_of(scope: Scope, *, on: date) -> Staffing:
    """Return reviewers and certified officers of a day against the share of the lawbook."""
    place = accounts.bureau(scope).jurisdiction
    share = lawbook.parameter("legalreview.reviewer_share", on=on, jurisdiction=place)
    reviewers = workforce.present(workforce.officers(scope).filter(is_reviewer=True), on)
    certified = (
        one.name for one in workforce.all_officer_facts(scope, on=on) if credential_valid(one, on)
    )
    return staffing(
        reviewers=tuple(one.name for one in reviewers),
        officers=tuple(certified),
        share=share.integer(),
    )


def opinion_rows(scope: Scope, since: date, until: date, outcome: Outcome) -> Linked:
    """Return the opinions of a period that ended so, on whatever subject; one query."""
    rows = Opinion.objects.of(scope).filter(
        concluded_on__range=(since, until), outcome=outcome.value
    )
    ordered = rows.order_by("concluded_on", "id")
    columns = ("id", "review_id", "review__title")
    return linked("legalreview.opinion", "legalreview:detail", ordered, *columns)
