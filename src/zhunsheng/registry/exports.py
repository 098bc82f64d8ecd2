"""Writing business entities as a sheet that could be imported again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from zhunsheng.registry.imports import COLUMNS, TITLE
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.web.sheets import Table, write_sheets

WIDTHS: Final = (36, 22, 14, 18, 10, 40, 16, 12, 12, 16, 10)


def entities_sheet(rows: Iterable[BusinessEntity]) -> bytes:
    """Return the entities as .xlsx under the headings of the template."""
    headings = tuple(column.heading for column in COLUMNS)
    lines = tuple(_line(row) for row in rows)
    return write_sheets((Table(TITLE, headings, lines, WIDTHS),))


def _line(row: BusinessEntity) -> tuple[str | int, ...]:
    return (
        row.name,
        row.credit_code,
        row.kind_label,
        row.sector_label,
        row.risk_class,
        row.address,
        row.street.name if row.street else "",
        row.legal_representative,
        row.person_in_charge,
        row.phone,
        "" if row.employees is None else row.employees,
    )
