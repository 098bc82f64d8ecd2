"""Rows behind the figures of penalty cases: one query each, counted or summed above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import (
    CaseProcedure,
    DecisionKind,
    HearingOutcome,
    PaymentKind,
)
from zhunsheng.cases.models import CaseAct, Decision, Payment, PenaltyCase
from zhunsheng.cases.queries.changes import changes
from zhunsheng.cases.queries.records import decisions
from zhunsheng.kernel.figure import Row
from zhunsheng.legalreview import queries as legalreview
from zhunsheng.web.linked import Joined, Linked, linked

Rows = Sequence[Row]


_PAGE: Final = "cases:detail"


def _acts(scope: Scope, step: str, since: date, until: date) -> QuerySet[CaseAct]:
    rows: QuerySet[CaseAct] = CaseAct.objects.of(scope).filter(step=step, on__range=(since, until))
    return rows.order_by("on", "id")


def _act_rows(acts: QuerySet[CaseAct]) -> Linked:
    return linked("cases.caseact", _PAGE, acts, "id", "case_id", "case__number", "case__party_name")


def _decision_rows(found: QuerySet[Decision]) -> Linked:
    columns = ("id", "case_id", "document__number", "case__party_name")
    return linked("cases.decision", _PAGE, found, *columns)


def opening_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the cases opened in the ordinary procedure in a period, whatever their parties."""
    return _act_rows(_acts(viewer, "opening", since, until).filter(case__lead__isnull=True))


def decision_rows(
    viewer: Scope, since: date, until: date, procedure: CaseProcedure | None = None
) -> Linked:
    """Return the decisions to punish of a period, of one procedure where asked."""
    return of_procedure(penalties(viewer, since, until), procedure)


def penalties(viewer: Scope, since: date, until: date) -> Linked:
    """Return the decisions to punish of a period, of which those of a procedure are counted."""
    found = decisions(viewer, since=since, until=until, kind=DecisionKind.PENALTY)
    # The case of its first party stands for the case of several.
    return _decision_rows(found.annotate(root=Coalesce("case__lead_id", "case_id")))


def of_procedure(rows: Linked, procedure: CaseProcedure | None) -> Linked:
    """Return the decisions of a procedure among those of a period; all where none is asked."""
    return rows if procedure is None else rows.where(procedure=procedure.value)


def plain_penalties(viewer: Scope, since: date, until: date) -> Linked:
    """Return those that impose nothing beside fine and warning, in cases of one party."""
    rows = penalties(viewer, since, until)
    return _decision_rows(rows.base.filter(is_plain(viewer)))


def plain_of(rows: Linked, *, fines: bool, warns: bool) -> Linked:
    """Return the plain decisions that fine or not, warn or not, a case counting once."""
    amount = Q(fine_fen__gt=0) if fines else Q(fine_fen=0)
    return rows.where(amount, warning=warns).once_for("root")


def warned_of(rows: Linked) -> Linked:
    """Return the decisions that warn."""
    return rows.where(warning=True)


def is_plain(viewer: Scope) -> Q:
    """Return whether a decision imposes nothing beside fine and warning, in a case of one party."""
    others = PenaltyCase.objects.of(viewer).filter(lead__isnull=False).order_by()
    leads = Q(case_id__in=others.values("lead_id"))
    return ~leads & Q(measures=[], case__lead__isnull=True)


def fines_of(rows: Linked) -> Linked:
    """Return decisions to punish, weighed by their fines in fen."""
    return rows.weighed("fine_fen")


def fined_of(rows: Linked) -> Linked:
    """Return the decisions with a fine, a case counting once whatever amounts and parties."""
    return rows.where(fine_fen__gt=0).once_for("root")


def no_penalty_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the decisions not to punish of a period."""
    kind = DecisionKind.NO_PENALTY
    return _decision_rows(decisions(viewer, since=since, until=until, kind=kind))


def deviation_rows(viewer: Scope, since: date, until: date) -> Linked:
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
    rows = found.annotate(root=Coalesce("case__lead_id", "case_id")).order_by("on", "id")
    return _act_rows(rows).once_for("root")


def fine_rows(
    viewer: Scope, since: date, until: date, procedure: CaseProcedure | None = None
) -> Linked:
    """Return the fines decided in a period; the weight of a row is its amount in fen."""
    return fines_of(decision_rows(viewer, since, until, procedure))


def fine_in_force_rows(viewer: Scope, since: date, until: date, as_of: date) -> Rows:
    """
    Return what is left in force of the fines decided in a period, in fen, on the day ``as_of``.

    A decision that was quashed, found void or withdrawn by then leaves nothing; one that was
    changed counts with the changed amount.
    """
    rows = fine_rows(viewer, since, until)
    made = changes(viewer, decided=(since, until), as_of=as_of)
    stand = rows.where(~Q(id__in=list(made)), fine_fen__gt=0)
    left = (
        replace(row, weight=made[_id_of(row)].fine_fen) for row in rows.where(id__in=list(made))
    )
    return Joined((stand, tuple(row for row in left if row.weight)))


def fallen_rows(viewer: Scope, since: date, until: date, as_of: date) -> Rows:
    """Return the decisions to punish of a period of which nothing is in force on ``as_of``."""
    rows = decision_rows(viewer, since, until)
    made = changes(viewer, decided=(since, until), as_of=as_of)
    fell = [one for one, change in made.items() if change.kind.ends_the_decision]
    return tuple(
        replace(row, label=f"{row.label} {made[_id_of(row)].kind.label}")
        for row in rows.where(id__in=fell)
    )


def _id_of(row: Row) -> UUID:
    return UUID(row.key.partition(":")[2])


def reviewed_case_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the opinions given on cases in a period, the file of each party counting once."""
    found = legalreview.opinions(viewer, subject_kind="case", since=since, until=until)
    columns = ("id", "review_id", "review__title")
    rows = linked("legalreview.opinion", "legalreview:detail", found, *columns)
    return rows.once_for("review__subject_id")


def reviewed_so(
    rows: Linked, viewer: Scope, since: date, as_of: date, kind: DecisionKind | None
) -> Linked:
    """Return the reviewed cases that were decided so by a day, or not yet where none is asked."""
    # A decision follows its review, so none that counts lies before the period.
    found = decisions(viewer, since=since, until=as_of, kind=kind)
    decided = Q(Exists(found.order_by().filter(case_id=OuterRef("review__subject_id"))))
    return rows.where(decided if kind else ~decided)


def hearing_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the hearings held in a period."""
    held = _acts(viewer, "hearing", since, until).filter(outcome=HearingOutcome.HELD.value)
    return _act_rows(held)


def delivered_rows(viewer: Scope, since: date, until: date) -> Linked:
    """
    Return the decisions to punish that were delivered in a period.

    One on the spot is delivered by itself.
    """
    rows: QuerySet[CaseAct] = CaseAct.objects.of(viewer).filter(
        step__in=("decision_delivery", "on_the_spot"),
        on__range=(since, until),
        case__decision__kind=DecisionKind.PENALTY.value,
    )
    return _act_rows(rows.order_by("on", "id"))


def paid_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the payments of fines of a period; the weight of a row is its amount in fen."""
    rows = Payment.objects.of(viewer).filter(
        paid_on__range=(since, until), kind=PaymentKind.FINE.value
    )
    columns = ("id", "case_id", "receipt", "case__party_name")
    ordered = rows.order_by("paid_on", "id")
    return linked("cases.payment", _PAGE, ordered, *columns).weighed("amount_fen")
