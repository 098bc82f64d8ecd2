"""Rows behind the figures of execution: one query each."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.accounts.choices import Dimension
from zhunsheng.accounts.records import Carried, Scope, Within, within
from zhunsheng.execution.models import ExecutionAct, Refund
from zhunsheng.web.linked import Linked, linked

_PAGE: Final = "execution:detail"


def act_rows(viewer: Scope, since: date, until: date, step: str, outcome: str = "") -> Linked:
    """Return the times that a step was taken in a period, with an outcome if asked."""
    acts = ExecutionAct.objects.of(viewer).filter(step=step, on__range=(since, until))
    if outcome:
        acts = acts.filter(outcome=outcome)
    ordered = acts.order_by("on", "id")
    columns = (
        "id",
        "execution__case_id",
        "on",
        "execution__case__number",
        "execution__case__party_name",
    )
    return linked("execution.executionact", _PAGE, ordered, *columns)


def refund_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the refunds of a period, weighed in fen."""
    rows = Refund.objects.of(viewer).filter(refunded_on__range=(since, until))
    ordered = rows.order_by("refunded_on", "id")
    columns = ("id", "execution__case_id", "ebill", "execution__case__party_name")
    return linked("execution.refund", _PAGE, ordered, *columns).weighed("amount_fen")


_COLUMNS: Final = {
    Dimension.STREET: "execution__case__party__street",
    Dimension.OFFICER: "execution__case__handlers__officer",
    Dimension.SECTOR: "execution__case__party__sector",
}
CARRIED: Final[Carried] = {
    "execution.executionact": (ExecutionAct, _COLUMNS),
    "execution.refund": (Refund, _COLUMNS),
}


def row_keys(viewer: Scope, record: str, dimension: Dimension, value: str | UUID) -> Within | None:
    """Return the records that a figure is cut to; None where they do not carry it."""
    return within(viewer, CARRIED, record, dimension, value)
