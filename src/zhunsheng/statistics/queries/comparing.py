"""Sets of cases of the ordinary procedure: decided, reviewed, delivered, published, in force."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases import queries as cases
from zhunsheng.cases.choices import CaseProcedure, DecisionKind
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.days import Calendar, DayUnit
from zhunsheng.kernel.figure import Row
from zhunsheng.kernel.period import last_day
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import PartyKind
from zhunsheng.legalreview import queries as legalreview
from zhunsheng.legalreview.choices import Outcome
from zhunsheng.publication import queries as publication
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.statistics import rules
from zhunsheng.statistics.rules import Comparison, DecidedCase

DELIVERY = "decision_delivery"
PENALTY_LIMIT = "publication.penalty_limit"
DELIVERY_LIMIT = "penalty.delivery_limit"


def comparisons(viewer: Viewer, since: date, until: date, as_of: date) -> tuple[Comparison, ...]:
    """
    Compare the penalties decided in the ordinary procedure in a period with four other sets.

    Summary decisions have neither opening nor review and are left out; six queries.
    """
    rows = cases.decisions(
        viewer,
        since=since,
        until=until,
        procedure=CaseProcedure.ORDINARY,
        kind=DecisionKind.PENALTY,
    )
    delivered = frozenset(
        rows.filter(case__acts__step=DELIVERY, case__acts__on__lte=as_of)
        .order_by()
        .values_list("id", flat=True)
    )
    opinions = legalreview.opinions(viewer, subject_kind="case", since=date.min, until=as_of)
    opinions = opinions.filter(review__subject_id__in=[row.case_id for row in rows])
    told: dict[UUID, list[tuple[date, bool]]] = {}
    columns = ("review__subject_id", "concluded_on", "outcome")
    for subject, on, outcome in opinions.values_list(*columns):
        told.setdefault(subject, []).append((on, outcome == Outcome.AGREED.value))
    among = [row.id for row in rows]
    shown = publication.shown_on(viewer, PublicationKind.DECISION, as_of, among=among)
    made = cases.changes(viewer, decisions=among, as_of=as_of)
    place = accounts.bureau(viewer).jurisdiction
    calendar = lawbook.site_calendar()
    found = [
        DecidedCase(
            row=_row(row.id, f"{row.document.number} {row.case.party_name}", row.case_id),
            decided_on=row.decided_on,
            opinions=tuple(told.get(row.case_id, ())),
            delivered=row.id in delivered,
            delivery_due=_end(DELIVERY_LIMIT, row.decided_on, place, calendar),
            published=row.id in shown and shown[row.id] is None,
            publication_due=_end(
                PENALTY_LIMIT, shown.get(row.id) or row.decided_on, place, calendar
            ),
            taken_back=shown.get(row.id) is not None,
            natural_person=row.case.party_kind == PartyKind.PERSON.value,
            fell=row.id in made and made[row.id].kind.ends_the_decision,
            barred=row.id in made and made[row.id].kind.bars_publicity,
        )
        for row in rows
    ]
    return rules.compared(found, as_of=as_of)


def _row(one: UUID, label: str, case_id: UUID) -> Row:
    return Row(f"cases.decision:{one}", label=label, url=reverse("cases:detail", args=[case_id]))


def _end(key: str, start: date, place: str, calendar: Calendar) -> date | None:
    length = lawbook.parameter(key, on=start, jurisdiction=place).integer()
    return last_day(calendar, start=start, length=length, unit=DayUnit.WORKING)
