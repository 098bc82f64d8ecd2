"""Templates of returns, read from the file; what one says of a period; two of them compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.figure import Figure, FigureUnit
from zhunsheng.statistics.choices import Cycle, Phrase
from zhunsheng.statistics.rules.defining import BrokenDefinition, definitions, shown
from zhunsheng.statistics.rules.periods import Period

_KINDS: Final = ("figure", "sum", "ratio", "wan", "absent")
_FIELDS: Final = frozenset(
    {"key", "version", "label", "cycle", "basis", "verified", "note", "tables", "due"}
)
PER_WAN: Final = 1_000_000


class UnknownForm(LookupError):
    """No return of that key is defined."""


@dataclass(frozen=True, slots=True)
class RowDef:
    """
    A row of a table: its label, and a figure, rows to add, two rows to divide, or nothing.

    Its key stays its name where another version of the form gives it another number.
    """

    number: int
    key: str
    label: str
    figure: str = ""
    sum: tuple[int, ...] = ()
    ratio: tuple[int, ...] = ()
    wan: int = 0
    absent: str = ""


@dataclass(frozen=True, slots=True)
class TableDef:
    """A table of a return."""

    key: str
    label: str
    rows: tuple[RowDef, ...]


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """
    A return: how often it is due, on which basis, and its tables.

    ``template`` is the form as it was written, which what was handed in keeps.
    """

    key: str
    version: int
    label: str
    cycle: Cycle
    basis: Citation
    is_verified: bool
    note: str
    tables: tuple[TableDef, ...]
    template: Mapping[str, Any]
    due: str = ""

    @property
    def figures(self) -> tuple[str, ...]:
        """The keys of its figures, each once."""
        rows = (row for table in self.tables for row in table.rows if row.figure)
        return tuple(dict.fromkeys(row.figure for row in rows))


@cache
def return_forms() -> Mapping[str, ReturnForm]:
    """
    Return every return by key, in the order of the file.

    :raises BrokenDefinition: for an unknown field, a row that names what is not there, a key twice
    """
    text = files("zhunsheng.statistics").joinpath("data", "returns.yaml").read_text("utf-8")
    found = [_form(row) for row in yaml.safe_load(text)]
    for one in found:
        if unknown := set(one.figures) - set(definitions()):
            raise BrokenDefinition(f"{one.key}: {sorted(unknown)}")
    return {one.key: one for one in found}


def form_of(snapshot: Mapping[str, Any]) -> ReturnForm:
    """
    Return the form under which a return was handed in, whatever it is by now.

    One that was handed in before returns kept their form is read by the form of today.
    """
    if "template" not in snapshot:
        return return_form(snapshot["form"])
    return _form(snapshot["template"])


def return_form(key: str) -> ReturnForm:
    """
    Return a return by its key.

    :raises UnknownForm: if none has the key
    """
    try:
        return return_forms()[key]
    except KeyError:
        raise UnknownForm(key) from None


def _form(row: Mapping[str, Any]) -> ReturnForm:
    if unknown := set(row) - _FIELDS:
        raise BrokenDefinition(f"{row.get('key')}: {sorted(unknown)}")
    return ReturnForm(
        key=row["key"],
        version=row["version"],
        label=row["label"],
        cycle=Cycle(row["cycle"]),
        basis=cite(row["basis"]),
        is_verified=row["verified"],
        note=row["note"],
        tables=tuple(_table(table) for table in row["tables"]),
        template=row,
        due=row.get("due", ""),
    )


def _table(table: dict[str, Any]) -> TableDef:
    rows = tuple(_row(number, row) for number, row in enumerate(table["rows"], start=1))
    for one in rows:
        named = (*one.sum, *one.ratio, *((one.wan,) if one.wan else ()))
        if any(number >= one.number for number in named):
            raise BrokenDefinition(f"{table['key']}.{one.number}")
    if len({one.key for one in rows}) < len(rows):
        raise BrokenDefinition(table["key"])
    return TableDef(table["key"], table["label"], rows)


def _row(number: int, row: dict[str, Any]) -> RowDef:
    given = [kind for kind in _KINDS if kind in row]
    named = {"figure"} if "figure" in row else {"key", *given}
    if len(given) != 1 or set(row) != {"label", *named}:
        raise BrokenDefinition(f"{number} {row.get('label')}")
    return RowDef(
        number,
        row.get("key") or row["figure"],
        row["label"],
        figure=row.get("figure", ""),
        sum=tuple(row.get("sum", ())),
        ratio=tuple(row.get("ratio", ())),
        wan=row.get("wan", 0),
        absent=row.get("absent", ""),
    )


def snapshot_of(
    form: ReturnForm, period: Period, figures: Mapping[str, Figure]
) -> dict[str, object]:
    """
    Return what a return says of a period as plain values: numbers, rows behind them, hashes.

    The form goes with it. A figure that is not counted any more is said to be gone.
    """
    return {
        "form": form.key,
        "version": form.version,
        "template": form.template,
        "label": form.label,
        "since": period.since.isoformat(),
        "until": period.until.isoformat(),
        "as_of": period.as_of.isoformat(),
        "tables": [_table_of(table, figures) for table in form.tables],
    }


def _table_of(table: TableDef, figures: Mapping[str, Figure]) -> dict[str, object]:
    values: dict[int, tuple[FigureUnit, int | None]] = {}
    rows = []
    for one in table.rows:
        values[one.number] = _value(one, figures, values)
        rows.append(_row_of(one, figures, *values[one.number]))
    return {"key": table.key, "label": table.label, "rows": rows}


def _value(
    one: RowDef, figures: Mapping[str, Figure], above: Mapping[int, tuple[FigureUnit, int | None]]
) -> tuple[FigureUnit, int | None]:
    """Return unit and value of a row: fen for yuan and 万元, hundredths of a percent for ratios."""
    if one.figure in figures:
        return figures[one.figure].unit, figures[one.figure].value
    if one.wan:
        return above[one.wan]
    if one.sum:
        return above[one.sum[0]][0], sum(above[at][1] or 0 for at in one.sum)
    if one.ratio:
        share, whole = (above[at][1] or 0 for at in one.ratio)
        return FigureUnit.PERCENT, _rounded(share * 10_000, whole) if whole else None
    return FigureUnit.PIECE, None


def _row_of(
    one: RowDef, figures: Mapping[str, Figure], unit: FigureUnit, value: int | None
) -> dict[str, object]:
    said: dict[str, object] = {
        "number": one.number,
        "key": one.key,
        "label": one.label,
        "unit": _unit_text(one, unit),
        "value": value,
        "text": _text(one, unit, value),
    }
    if one.figure not in figures:
        return said
    figure = figures[one.figure]
    return said | {
        "figure": one.figure,
        "definition": figure.definition,
        "scope": figure.scope,
        "rows": list(figure.row_keys),
        "rows_hash": figure.rows_hash,
    }


def _unit_text(one: RowDef, unit: FigureUnit) -> str:
    if one.absent:
        return ""
    return Phrase.WAN.label if one.wan else unit.value


def _text(one: RowDef, unit: FigureUnit, value: int | None) -> str:
    if one.absent:
        return one.absent
    if value is None:
        return (Phrase.GONE if one.figure else Phrase.NO_WHOLE).label
    if one.wan:
        return f"{Decimal(_rounded(value * 10_000, PER_WAN)).scaleb(-4):.4f}"
    return f"{value // 100}.{value % 100:02d}" if one.ratio else shown(unit, value)


def _rounded(part: int, whole: int) -> int:
    """
    Return a quotient rounded half up.

    >>> _rounded(1, 2), _rounded(2, 3), _rounded(1, 3)
    (1, 1, 0)
    """
    return int((Decimal(part) / whole).quantize(Decimal(1), ROUND_HALF_UP))


def is_nil(snapshot: Mapping[str, Any]) -> bool:
    """Return whether every figure of a return is zero: a nil return, which is handed in as well."""
    rows = (row for table in snapshot["tables"] for row in table["rows"] if "figure" in row)
    return all(row["value"] == 0 for row in rows)


@dataclass(frozen=True, slots=True)
class Difference:
    """A row of a return that a later version states otherwise, or on other records."""

    table: str
    number: int
    label: str
    before: str
    after: str
    added: int
    removed: int


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """
    Return the rows that differ between two versions of a return; also where rows alone do.

    Rows are the same by their keys, whatever their numbers; one that the version before lacks is
    new. Before returns kept their form a row had its figure for a key, or its number alone.
    """
    held = {(table["key"], _key(row)): row for table, row in _rows(before)}
    found = []
    for table, row in _rows(after):
        same = (held.get((table["key"], one)) for one in (_key(row), row["number"]))
        old = next((one for one in same if one), {"text": Phrase.NEW_ROW.label})
        if (old["text"], old.get("rows_hash")) == (row["text"], row.get("rows_hash")):
            continue
        was, now = set(old.get("rows", ())), set(row.get("rows", ()))
        found.append(
            Difference(
                table=f"{table['key']} {table['label']}",
                number=row["number"],
                label=row["label"],
                before=old["text"],
                after=row["text"],
                added=len(now - was),
                removed=len(was - now),
            )
        )
    return tuple(found)


def _key(row: Mapping[str, Any]) -> str | int:
    key: str | int = row.get("key") or row.get("figure") or row["number"]
    return key


def _rows(snapshot: Mapping[str, Any]) -> Iterable[tuple[dict[str, Any], dict[str, Any]]]:
    return ((table, row) for table in snapshot["tables"] for row in table["rows"])
