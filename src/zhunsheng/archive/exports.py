"""Writing the list of cases in the columns in which the numbers come back."""

from __future__ import annotations

from typing import Final

from zhunsheng.archive.imports import COLUMNS, TITLE
from zhunsheng.archive.queries.exchange import numbered_cases
from zhunsheng.documents import queries as documents
from zhunsheng.kernel.act import Viewer
from zhunsheng.web.tablefiles import Table, write_sheets

_WIDTHS: Final = (30, 24, 24, 36, 60)


def cases_sheet(viewer: Viewer, *, year: int | None = None) -> bytes:
    """Return the cases of the bureau as .xlsx, with the numbers that are known."""
    rows = list(numbered_cases(viewer, year))
    known = documents.external_numbers(viewer, [row.id for row in rows])
    lines = tuple(
        (
            row.number,
            known[row.id].number if row.id in known else "",
            known[row.id].receipt if row.id in known else "",
            row.party_name,
            row.cause,
        )
        for row in rows
    )
    headings = tuple(column.heading for column in COLUMNS)
    return write_sheets((Table(TITLE, headings, lines, _WIDTHS),), template=COLUMNS)
