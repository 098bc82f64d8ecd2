"""Rows behind the figures of the archive: one query each."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.accounts.choices import Dimension
from zhunsheng.accounts.records import Carried, Scope, Within, within
from zhunsheng.archive.choices import LoanState
from zhunsheng.archive.models import Loan, Volume
from zhunsheng.web.linked import Linked, linked

_PAGE: Final = "archive:detail"


def volume_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the volumes that were filed in a period."""
    rows = Volume.objects.of(viewer).filter(filed_on__range=(since, until))
    ordered = rows.order_by("filed_on", "id")
    columns = ("id", "id", "number", "case__party_name")
    return linked("archive.volume", _PAGE, ordered, *columns)


def loan_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the loans that were granted in a period, returned or not."""
    granted = [LoanState.LENT.value, LoanState.RETURNED.value]
    rows = Loan.objects.of(viewer).filter(decided_on__range=(since, until), state__in=granted)
    ordered = rows.order_by("decided_on", "id")
    columns = ("id", "volume_id", "volume__number", "borrower")
    return linked("archive.loan", _PAGE, ordered, *columns)


CARRIED: Final[Carried] = {
    "archive.volume": (
        Volume,
        {
            Dimension.STREET: "case__party__street",
            Dimension.OFFICER: "case__handlers__officer",
            Dimension.SECTOR: "case__party__sector",
        },
    ),
}


def row_keys(viewer: Scope, record: str, dimension: Dimension, value: str | UUID) -> Within | None:
    """Return the records that a figure is cut to; None where they do not carry it."""
    return within(viewer, CARRIED, record, dimension, value)
