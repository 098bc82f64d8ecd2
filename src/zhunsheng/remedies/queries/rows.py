"""
Rows behind the figures of remedies, which the statistics count.

Received and ended remedies, court hearings and those that a head attended: the rate of attendance
is the quotient of the last two.
"""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from zhunsheng.accounts.choices import Dimension
from zhunsheng.accounts.records import Carried, Scope, Within, within
from zhunsheng.remedies.choices import Attendance, LetterKind, Outcome, RemedyKind
from zhunsheng.remedies.models import Letter, Remedy, RemedyAct
from zhunsheng.remedies.rules.facts import ENDING
from zhunsheng.web.linked import Linked, linked

_PAGE: Final = "remedies:detail"
HEAD = (Attendance.CHIEF.value, Attendance.DEPUTY.value)


def received_rows(viewer: Scope, since: date, until: date, kind: RemedyKind) -> Linked:
    """Return the remedies of a kind whose copy arrived in a period."""
    rows = Remedy.objects.of(viewer).filter(kind=kind.value, received_on__range=(since, until))
    columns = ("id", "id", "number", "applicant")
    ordered = rows.order_by("received_on", "id")
    return linked("remedies.remedy", _PAGE, ordered, *columns)


def concluded_rows(
    viewer: Scope, since: date, until: date, kind: RemedyKind, *outcomes: Outcome
) -> Linked:
    """Return the remedies of a kind that ended in a period, with one of the outcomes if asked."""
    acts = RemedyAct.objects.of(viewer).filter(
        step__in=ENDING, remedy__kind=kind.value, on__range=(since, until)
    )
    if outcomes:
        acts = acts.filter(outcome__in=[one.value for one in outcomes])
    return _act_rows(acts.order_by("on", "id"))


def court_hearing_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the court hearings of a period."""
    acts = RemedyAct.objects.of(viewer).filter(step="court_hearing", on__range=(since, until))
    return _act_rows(acts.order_by("on", "id"))


def attended_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the court hearings of a period at which a head stood for the bureau."""
    acts = RemedyAct.objects.of(viewer).filter(
        step="court_hearing", on__range=(since, until), outcome__in=HEAD
    )
    return _act_rows(acts.order_by("on", "id"))


def letter_rows(
    viewer: Scope,
    since: date,
    until: date,
    kind: LetterKind | None = None,
    *,
    replied_by: date | None = None,
) -> Linked:
    """Return the letters that arrived in a period, of a kind, or replied to by a day, if asked."""
    rows = Letter.objects.of(viewer).filter(received_on__range=(since, until))
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    if replied_by is not None:
        rows = rows.filter(reply__replied_on__lte=replied_by)
    columns = ("id", "id", "body", "number")
    ordered = rows.order_by("received_on", "id")
    return linked("remedies.letter", "remedies:letter", ordered, *columns)


def _act_rows(acts: QuerySet[RemedyAct]) -> Linked:
    columns = ("id", "remedy_id", "on", "remedy__number", "remedy__applicant")
    return linked("remedies.remedyact", _PAGE, acts, *columns)


def _of(path: str) -> dict[Dimension, str]:
    return {
        Dimension.STREET: f"{path}case__party__street",
        Dimension.OFFICER: f"{path}case__handlers__officer",
        Dimension.SECTOR: f"{path}case__party__sector",
    }


CARRIED: Final[Carried] = {
    "remedies.remedy": (Remedy, _of("")),
    "remedies.remedyact": (RemedyAct, _of("remedy__")),
}


def row_keys(viewer: Scope, record: str, dimension: Dimension, value: str | UUID) -> Within | None:
    """Return the records that a figure is cut to; None where they do not carry it."""
    return within(viewer, CARRIED, record, dimension, value)
