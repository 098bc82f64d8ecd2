"""Writing a version as a sheet that could be imported again with the same items."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from zhunsheng.powers import queries
from zhunsheng.powers.choices import Phrase
from zhunsheng.powers.imports import COLUMNS, TITLE
from zhunsheng.powers.rules import PowerFacts
from zhunsheng.web.tablefiles import Table, write_sheets

WIDTHS: Final = (18, 48, 14, 24, 48, 40, 40, 40, 40, 14, 32, 18, 18, 24)
_BETWEEN: Final = "；"


def items_sheet(items: Iterable[PowerFacts]) -> bytes:
    """Return items as .xlsx under the headings of the template."""
    headings = tuple(column.heading for column in COLUMNS)
    lines = tuple(_line(one) for one in items)
    return write_sheets((Table(TITLE, headings, lines, WIDTHS),), template=COLUMNS)


def bases_text(item: PowerFacts) -> str:
    """Return the bases of an item as a cell and a field hold them."""
    return _BETWEEN.join(queries.labelled(basis) for basis in item.bases)


def _line(one: PowerFacts) -> tuple[str, ...]:
    return (
        one.code,
        one.name,
        one.kind.label,
        one.subject,
        bases_text(one),
        one.limits,
        one.flow,
        one.responsibility,
        one.supervision,
        Phrase.YES.label if one.is_delegated else Phrase.NO.label,
        _BETWEEN.join(one.violations),
        _BETWEEN.join(one.licenses),
        _BETWEEN.join(one.inspection_items),
        _BETWEEN.join(queries.sector_labels(one)),
    )
