"""Figures cut by street, officer, sector or campaign, where their records carry it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from django.db.models import Q

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import Dimension, UnitKind
from zhunsheng.accounts.records import Within
from zhunsheng.archive import queries as archive
from zhunsheng.cases import queries as cases
from zhunsheng.compulsion import queries as compulsion
from zhunsheng.credit import queries as credit
from zhunsheng.draw import queries as draws
from zhunsheng.execution import queries as execution
from zhunsheng.hazards import queries as hazards
from zhunsheng.inspection import queries as inspection
from zhunsheng.jointwork import queries as jointwork
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.figure import Figure, Row
from zhunsheng.planning import queries as planning
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import Sector
from zhunsheng.remedies import queries as remedies
from zhunsheng.statistics import rules
from zhunsheng.statistics.choices import Phrase
from zhunsheng.visitcode import queries as visitcode
from zhunsheng.web.linked import Joined, Linked
from zhunsheng.workforce import queries as workforce

#: Which room knows what a record carries, by the first word of the record's name.
_ROOMS: Final[Mapping[str, Callable[[Viewer, str, Dimension, str | UUID], Within | None]]] = {
    "archive": archive.row_keys,
    "cases": cases.row_keys,
    "compulsion": compulsion.row_keys,
    "credit": credit.row_keys,
    "draw": draws.row_keys,
    "execution": execution.row_keys,
    "hazards": hazards.row_keys,
    "inspection": inspection.row_keys,
    "jointwork": jointwork.row_keys,
    "planning": planning.row_keys,
    "registry": registry.row_keys,
    "remedies": remedies.row_keys,
    "visitcode": visitcode.row_keys,
    "workforce": workforce.row_keys,
}


@dataclass(frozen=True, slots=True)
class Cut:
    """By what figures are cut, to which value, and how that is printed."""

    dimension: Dimension
    value: str | UUID
    label: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What figures may be cut by: values with their labels."""

    streets: tuple[tuple[str, str], ...]
    officers: tuple[tuple[str, str], ...]
    sectors: tuple[tuple[str, str], ...]
    campaigns: tuple[tuple[str, str], ...]


def cut_choices(viewer: Viewer) -> Choices:
    """Return the streets, officers, sectors and campaigns of the bureau; three queries."""
    streets = accounts.units(viewer, kind=UnitKind.STREET)
    return Choices(
        streets=tuple((str(one.id), one.name) for one in streets),
        officers=tuple((str(one.id), one.name) for one in workforce.officers(viewer)),
        sectors=tuple((one.value, one.label) for one in Sector),
        campaigns=tuple((one, one) for one in inspection.campaigns(viewer)),
    )


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts figures; what a record carries is read once for each record and cut."""

    viewer: Viewer
    cuts: tuple[Cut, ...]
    known: dict[tuple[str, Dimension], Within | None] = field(default_factory=dict)
    keys: dict[tuple[str, Dimension], frozenset[str]] = field(default_factory=dict)

    def missing(self, key: str) -> tuple[Dimension, ...]:
        """Return what of the cuts the records of a figure do not carry."""
        records = _records(key)
        return tuple(
            cut.dimension
            for cut in self.cuts
            if any(self._within(record, cut) is None for record in records)
        )

    def cut(self, one: Figure) -> Figure:
        """Return a figure of the rows that lie within every cut; the scope says so."""
        if not self.cuts:
            return one
        scope = one.scope
        for cut in self.cuts:
            scope = Phrase.CUT.label.format(
                scope=scope, dimension=cut.dimension.label, value=cut.label
            )
        rows, parts = self._rows(one.rows), tuple(map(self.cut, one.parts))
        return replace(one, scope=scope, rows=rows, parts=parts)

    def _rows(self, rows: Sequence[Row]) -> Sequence[Row]:
        if isinstance(rows, Joined):
            return Joined(tuple(map(self._rows, rows.parts)))
        if isinstance(rows, Linked):
            found = (self._within(rows.record, cut) for cut in self.cuts)
            return rows.where(*(Q(pk__in=one.ids) for one in found if one))
        return tuple(row for row in rows if self._holds(row.key))

    def _holds(self, key: str) -> bool:
        record = key.partition(":")[0]
        return all(key in self._keys(record, cut) for cut in self.cuts)

    def _keys(self, record: str, cut: Cut) -> frozenset[str]:
        place = (record, cut.dimension)
        if place not in self.keys:
            found = self._within(record, cut)
            self.keys[place] = found.keys() if found else frozenset()
        return self.keys[place]

    def _within(self, record: str, cut: Cut) -> Within | None:
        place = (record, cut.dimension)
        if place not in self.known:
            read = _ROOMS.get(record.partition(".")[0])
            self.known[place] = (
                read(self.viewer, record, cut.dimension, cut.value) if read else None
            )
        return self.known[place]


def _records(key: str) -> frozenset[str]:
    one = rules.definition(key)
    return frozenset(one.records).union(*map(_records, one.parts))
