"""Writing business entities as a sheet that could be imported again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from zhunsheng.registry import queries
from zhunsheng.registry.imports import COLUMNS, TITLE
from zhunsheng.registry.models import BusinessEntity, Site
from zhunsheng.web.tablefiles import Table, write_sheets

WIDTHS: Final = (36, 22, 14, 18, 10, 40, 16, 12, 12, 16, 10)
KEYS: Final = tuple(queries.fields())


def entities_sheet(rows: Iterable[BusinessEntity], sites: Mapping[UUID, Site]) -> bytes:
    """Return the entities as .xlsx under the headings of the template; ``sites`` by entity."""
    headings = tuple(column.heading for column in COLUMNS)
    lines = tuple(_line(row, sites.get(row.id)) for row in rows)
    return write_sheets((Table(TITLE, headings, lines, WIDTHS),))


def _line(row: BusinessEntity, site: Site | None) -> tuple[str | int, ...]:
    sectors = queries.emerging_sectors(on=row.registered_on).sectors
    emerging = sectors.get(row.emerging_sector)
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
        row.grade_label,
        row.credit_grade,
        row.level_label,
        emerging.label if emerging else "",
        "" if site is None or site.longitude is None else str(site.longitude),
        "" if site is None or site.latitude is None else str(site.latitude),
        *(row.particulars.get(key, "") for key in KEYS),
    )
