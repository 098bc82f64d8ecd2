"""Rows behind the figures of penalty cases: one query each, counted or summed above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import (
    CaseProcedure,
    DecisionKind,
    HearingOutcome,
    PaymentKind,
)
from zhunsheng.cases.models import CaseAct, Decision, Payment
from zhunsheng.cases.queries.changes import changes
from zhunsheng.cases.queries.records import decisions
from zhunsheng.kernel.figure import Row
from zhunsheng.legalreview import queries as legalreview
from zhunsheng.web.linked import linked_rows

Rows = tuple[Row, ...]


_PAGE: Final = "cases:detail"


def _acts(scope: Scope, step: str, since: date, until: date) -> QuerySet[CaseAct]:
    rows: QuerySet[CaseAct] = CaseAct.objects.of(scope).filter(step=step, on__range=(since, until))
    return rows.select_related("case").order_by("on", "id")


def _act_rows(acts: QuerySet[CaseAct], *, per_case: bool = False) -> Rows:
    columns = ("id", "case_id", "case__number", "case__party_name", "case__lead_id")
    found = list(acts.values_list(*columns))
    rows = linked_rows("cases.caseact", _PAGE, (one[:4] for one in found))
    return _of_roots(rows, found) if per_case else rows


def _decision_rows(found: QuerySet[Decision]) -> Rows:
    columns = ("id", "case_id", "document__number", "case__party_name")
    return linked_rows("cases.decision", _PAGE, found.values_list(*columns))


def _of_roots(rows: Rows, found: Iterable[tuple[Any, ...]]) -> Rows:
    """Return rows of which those of one case count once, whatever its parties."""
    return tuple(
        replace(row, distinct=str(one[-1] or one[1])) for row, one in zip(rows, found, strict=True)
    )


def opening_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the cases opened in the ordinary procedure in a period, whatever their parties."""
    return _act_rows(_acts(viewer, "opening", since, until).filter(case__lead__isnull=True))


def decision_rows(
    viewer: Scope, since: date, until: date, procedure: CaseProcedure | None = None
) -> Rows:
    """Return the decisions to punish of a period, of one procedure where asked."""
    kind = DecisionKind.PENALTY
    found = decisions(viewer, since=since, until=until, procedure=procedure, kind=kind)
    return _decision_rows(found)


def no_penalty_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the decisions not to punish of a period."""
    kind = DecisionKind.NO_PENALTY
    return _decision_rows(decisions(viewer, since=since, until=until, kind=kind))


def deviation_rows(viewer: Scope, since: date, until: date) -> Rows:
    """
    Return the penalties of a period whose amount lies outside of the benchmark, as approved.

    An approval that a later proposal replaced does not count.
    """
    replaced = CaseAct.objects.of(viewer).filter(
        case=OuterRef("case"), step="proposal", sequence__gt=OuterRef("sequence")
    )
    found: QuerySet[CaseAct] = CaseAct.objects.of(viewer).filter(
        ~Exists(replaced),
        step="deviation_approval",
        case__decision__kind=DecisionKind.PENALTY.value,
        case__decision__decided_on__range=(since, until),
    )
    return _act_rows(found.select_related("case").order_by("on", "id"), per_case=True)


def fine_rows(
    viewer: Scope, since: date, until: date, procedure: CaseProcedure | None = None
) -> Rows:
    """
    Return the fines decided in a period; the weight of a row is its amount in fen.

    ``distinct`` is the case, which several parties share.
    """
    kind = DecisionKind.PENALTY
    found = decisions(viewer, since=since, until=until, procedure=procedure, kind=kind)
    columns = ("id", "case_id", "fine_fen", "document__number", "case__party_name")
    held = list(found.values_list(*columns, "case__lead_id"))
    rows = linked_rows("cases.decision", _PAGE, (one[:5] for one in held), weighed=True)
    return _of_roots(rows, held)


def fine_in_force_rows(viewer: Scope, since: date, until: date, as_of: date) -> Rows:
    """
    Return what is left in force of the fines decided in a period, in fen, on the day ``as_of``.

    A decision that was quashed, found void or withdrawn by then leaves nothing; one that was
    changed counts with the changed amount.
    """
    rows = fine_rows(viewer, since, until)
    made = changes(viewer, decisions=[_id_of(row) for row in rows], as_of=as_of)
    left = (
        replace(row, weight=made[_id_of(row)].fine_fen if _id_of(row) in made else row.weight)
        for row in rows
    )
    return tuple(replace(row, distinct="") for row in left if row.weight)


def fallen_rows(viewer: Scope, since: date, until: date, as_of: date) -> Rows:
    """Return the decisions to punish of a period of which nothing is in force on ``as_of``."""
    rows = decision_rows(viewer, since, until)
    made = changes(viewer, decisions=[_id_of(row) for row in rows], as_of=as_of)
    return tuple(
        replace(row, label=f"{row.label} {made[_id_of(row)].kind.label}")
        for row in rows
        if _id_of(row) in made and made[_id_of(row)].kind.ends_the_decision
    )


def _id_of(row: Row) -> UUID:
    return UUID(row.key.partition(":")[2])


def reviewed_case_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the opinions given on cases in a period, the file of each party counting once."""
    found = legalreview.opinions(viewer, subject_kind="case", since=since, until=until)
    return tuple(
        Row(
            key=f"legalreview.opinion:{row.id}",
            label=row.review.title,
            url=reverse("legalreview:detail", args=[row.review_id]),
            distinct=str(row.review.subject_id),
        )
        for row in found
    )


def hearing_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the hearings held in a period."""
    held = _acts(viewer, "hearing", since, until).filter(outcome=HearingOutcome.HELD.value)
    return _act_rows(held)


def delivered_rows(viewer: Scope, since: date, until: date) -> Rows:
    """
    Return the decisions to punish that were delivered in a period.

    One on the spot is delivered by itself.
    """
    rows: QuerySet[CaseAct] = CaseAct.objects.of(viewer).filter(
        step__in=("decision_delivery", "on_the_spot"),
        on__range=(since, until),
        case__decision__kind=DecisionKind.PENALTY.value,
    )
    return _act_rows(rows.select_related("case").order_by("on", "id"))


def paid_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the payments of fines of a period; the weight of a row is its amount in fen."""
    rows = Payment.objects.of(viewer).filter(
        paid_on__range=(since, until), kind=PaymentKind.FINE.value
    )
    columns = ("id", "case_id", "amount_fen", "receipt", "case__party_name")
    found = rows.order_by("paid_on", "id").values_list(*columns)
    return linked_rows("cases.payment", _PAGE, found, weighed=True)
