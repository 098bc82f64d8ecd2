"""Rows behind the figures of the archive: one query each."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.accounts.choices import Dimension
from zhunsheng.accounts.records import Carried, Scope, keys_within
from zhunsheng.archive.choices import LoanState
from zhunsheng.archive.models import Loan, Volume
from zhunsheng.kernel.figure import Row
from zhunsheng.web.linked import linked_rows

Rows = tuple[Row, ...]

_PAGE: Final = "archive:detail"


def volume_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the volumes that were filed in a period."""
    rows = Volume.objects.of(viewer).filter(filed_on__range=(since, until))
    found = rows.order_by("filed_on", "id").values_list("id", "id", "number", "case__party_name")
    return linked_rows("archive.volume", _PAGE, found)


def loan_rows(viewer: Scope, since: date, until: date) -> Rows:
    """Return the loans that were granted in a period, returned or not."""
    granted = [LoanState.LENT.value, LoanState.RETURNED.value]
    rows = Loan.objects.of(viewer).filter(decided_on__range=(since, until), state__in=granted)
    found = rows.order_by("decided_on", "id").values_list(
        "id", "volume_id", "volume__number", "borrower"
    )
    return linked_rows("archive.loan", _PAGE, found)


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


def row_keys(
    viewer: Scope, record: str, dimension: Dimension, value: str | UUID
) -> frozenset[str] | None:
    """Return the keys of the records that a figure is cut to; None where they do not carry it."""
    return keys_within(viewer, CARRIED, record, dimension, value)
