"""Definitions of figures, read from the file that a lawyer edits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.figure import Figure, FigureUnit, Row
from zhunsheng.kernel.money import yuan_text
from zhunsheng.statistics.choices import CountingRule, FigureGroup
from zhunsheng.statistics.rules.periods import Period

_FIELDS: Final = frozenset(
    {
        *("key", "group", "label", "unit", "definition", "scope", "stands"),
        *("basis", "record", "rule", "parts"),
    }
)


class UnknownFigure(LookupError):
    """No figure of that key is defined."""


class BrokenDefinition(ValueError):
    """The file of definitions contradicts itself; the text names the figure."""


@dataclass(frozen=True, slots=True)
class FigureDef:
    """What a figure counts: one sentence, its unit, scope and legal basis, how it counts."""

    key: str
    group: FigureGroup
    label: str
    unit: FigureUnit
    definition: str
    scope: str
    basis: Citation
    parts: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    rule: CountingRule = CountingRule.EACH
    #: Whether it tells what stands on the last day of a period, not what was done in it.
    stands: bool = False

    def scope_of(self, period: Period) -> str:
        """Return the scope with the days of a period written in."""
        return self.scope.format(
            since=period.since.isoformat(),
            until=period.until.isoformat(),
            as_of=period.as_of.isoformat(),
            day=period.day.isoformat(),
        )

    def made(
        self, period: Period, *, rows: Sequence[Row] = (), parts: Iterable[Figure] = ()
    ) -> Figure:
        """Return the figure of a period over its rows or parts."""
        return Figure(
            key=self.key,
            label=self.label,
            unit=self.unit,
            definition=self.definition,
            scope=self.scope_of(period),
            basis=self.basis,
            as_of=period.day if self.stands else period.as_of,
            rows=rows,
            parts=tuple(parts),
        )


@cache
def definitions() -> Mapping[str, FigureDef]:
    """
    Return every defined figure by key, in the order of the file.

    :raises BrokenDefinition: for an unknown field, a key twice, or a part that is not defined
    """
    text = files("zhunsheng.statistics").joinpath("data", "figures.yaml").read_text("utf-8")
    found: dict[str, FigureDef] = {}
    for row in yaml.safe_load(text):
        one = _definition(row)
        if one.key in found:
            raise BrokenDefinition(one.key)
        found[one.key] = one
    for one in found.values():
        if any(part not in found or found[part].parts for part in one.parts):
            raise BrokenDefinition(one.key)
    return found


def _definition(row: dict[str, Any]) -> FigureDef:
    if unknown := set(row) - _FIELDS:
        raise BrokenDefinition(f"{row.get('key')}: {sorted(unknown)}")
    record = row.get("record", ())
    return FigureDef(
        key=row["key"],
        group=FigureGroup(row["group"]),
        label=row["label"],
        unit=FigureUnit[row["unit"]],
        definition=row["definition"],
        scope=row["scope"],
        basis=cite(row["basis"]),
        parts=tuple(row.get("parts", ())),
        records=(record,) if isinstance(record, str) else tuple(record),
        rule=CountingRule(row.get("rule", "PARTS" if "parts" in row else "EACH")),
        stands=row.get("stands", False),
    )


def definition(key: str) -> FigureDef:
    """
    Return the definition of a figure.

    :raises UnknownFigure: if no figure has the key
    """
    try:
        return definitions()[key]
    except KeyError:
        raise UnknownFigure(key) from None


def has_months(one: FigureDef) -> bool:
    """
    Return whether a figure is told by months: what each counts, or how it stood at its end.

    Amounts are not drawn, so that nobody reads fines as an achievement; a yearly plan has none.

    >>> [has_months(definition(key)) for key in ("inspection.visits", "cases.open")]
    [True, True]
    >>> [has_months(definition(key)) for key in ("cases.fines", "planning.planned_units")]
    [False, False]
    """
    return one.unit is not FigureUnit.FEN and (one.stands or "{since}" in one.scope)


def change_percent(before: int, change: int) -> str:
    """
    Return a change in percent of the year before; nothing where there was none, or no change.

    >>> change_percent(8, 1), change_percent(3, -1), change_percent(0, 5)
    ('+12.5%', '-33.3%', '')
    """
    if not before or not change:
        return ""
    percent = (Decimal(change) * 100 / before).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{percent:+}%"


def shown(unit: FigureUnit, value: int) -> str:
    """
    Return a value as it is printed: amounts in yuan with two decimals, counts as they are.

    >>> shown(FigureUnit.FEN, 129_338_000), shown(FigureUnit.VISIT, 2334)
    ('1,293,380.00', '2334')
    """
    return yuan_text(value) if unit is FigureUnit.FEN else str(value)
