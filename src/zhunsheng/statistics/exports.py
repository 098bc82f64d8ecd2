"""The figures of a period, and returns, as spreadsheet, comma-separated text and JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from io import StringIO
from typing import Any, Final

from zhunsheng.kernel.canonical import canonical_text
from zhunsheng.kernel.figure import FigureUnit
from zhunsheng.statistics import rules
from zhunsheng.statistics.choices import Phrase
from zhunsheng.statistics.queries import FigureLine, GroupLines
from zhunsheng.web.tablefiles import Cell, Formula, Table, write_sheets

TITLE: Final = "统计数字"
HEADINGS: Final = (
    *("类别", "指标", "数值", "单位", "上年同期", "增减", "统计口径", "计数规则", "范围"),
    *("依据", "数据截至", "键"),
)
WIDTHS: Final = (16, 26, 16, 8, 16, 14, 60, 22, 48, 30, 12, 30)
#: Where the number of this period and of the year before stand, and the first row of figures.
NOW: Final = "C"
BEFORE: Final = "E"
FIRST: Final = 2


def figures_sheet(groups: Iterable[GroupLines]) -> bytes:
    """
    Return a spreadsheet with one row for each figure; amounts are in yuan.

    A figure of parts is the formula that adds its parts, the difference is one as well.
    """
    lines = list(_lines(groups))
    places = {line.figure.key: row for row, (_, line) in enumerate(lines, start=FIRST)}
    rows = tuple(_row(group, line, places) for group, line in lines)
    return write_sheets((Table(TITLE, HEADINGS, rows, WIDTHS),))


def _lines(groups: Iterable[GroupLines]) -> Iterator[tuple[str, FigureLine]]:
    for group in groups:
        for line in group.lines:
            yield group.group.label, line


def _row(group: str, line: FigureLine, places: Mapping[str, int]) -> tuple[Any, ...]:
    one, at = line.figure, places[line.figure.key]
    numbers: tuple[Any, ...] = (line.refusal, line.unit, "", "")
    if not line.refusal:
        was = one.value - line.change
        change = Formula(f"{NOW}{at}-{BEFORE}{at}", number(one.unit, line.change))
        now = _summed(line, NOW, one.value, places)
        numbers = (now, line.unit, _summed(line, BEFORE, was, places), change)
    return (
        group,
        one.label,
        *numbers,
        one.definition,
        line.counting,
        one.scope,
        str(one.basis),
        one.as_of.isoformat(),
        one.key,
    )


def _summed(
    line: FigureLine, column: str, value: int, places: Mapping[str, int]
) -> Formula | int | Decimal:
    """Return a number, or the sum of the cells of its parts where they stand in the sheet."""
    parts, held = rules.definition(line.figure.key).parts, number(line.figure.unit, value)
    if not parts or not all(part in places for part in parts):
        return held
    return Formula("+".join(f"{column}{places[part]}" for part in parts), held)


def number(unit: FigureUnit, value: int) -> int | Decimal:
    """Return a count, or an amount in yuan as a spreadsheet holds it."""
    return Decimal(value).scaleb(-2) if unit is FigureUnit.FEN else value


def figures_csv(groups: Iterable[GroupLines]) -> bytes:
    """Return the same rows as text with commas, marked as UTF-8 for spreadsheets."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(HEADINGS)
    for group, line in _lines(groups):
        one = line.figure
        numbers = (line.text or line.refusal, line.unit, line.before, line.change_text)
        more = (one.definition, line.counting, one.scope, str(one.basis), one.as_of.isoformat())
        writer.writerow((group, one.label, *numbers, *more, one.key))
    return buffer.getvalue().encode("utf-8-sig")


def figures_json(groups: Iterable[GroupLines]) -> bytes:
    """Return each figure with its definition, the keys of its rows and their hash."""
    found = [_plain(group, line) for group, line in _lines(groups)]
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _plain(group: str, line: FigureLine) -> dict[str, Any]:
    one = line.figure
    plain: dict[str, Any] = {
        "key": one.key,
        "group": group,
        "label": one.label,
        "unit": line.unit,
        "definition": one.definition,
        "rule": line.counting,
        "scope": one.scope,
        "basis": str(one.basis),
        "as_of": one.as_of.isoformat(),
    }
    if line.refusal:
        return plain | {"refusal": line.refusal}
    rows = list(one.row_keys)
    text = line.text if rows else f"{line.text}（{Phrase.NO_RECORD.label}）"
    return plain | {
        "value": one.value,
        "text": text,
        "value_year_before": one.value - line.change,
        "rows": rows,
        "rows_hash": one.rows_hash,
    }


FORMATS: Final[Mapping[str, Callable[[Iterable[GroupLines]], bytes]]] = {
    "xlsx": figures_sheet,
    "csv": figures_csv,
    "json": figures_json,
}


RETURN_HEADINGS: Final = (
    "行次",
    "栏目",
    "数值",
    "单位",
    "统计口径",
    "范围",
    "记录数",
    "记录校验值",
)
RETURN_WIDTHS: Final = (6, 34, 18, 8, 60, 48, 8, 66)


def return_sheet(said: Mapping[str, Any]) -> bytes:
    """Return a return as a spreadsheet: a sheet for each table, its sums and quotients live."""
    named = {table.key: table.rows for table in rules.form_of(said).tables}
    return write_sheets(
        Table(
            f"{table['key']} {table['label']}",
            RETURN_HEADINGS,
            tuple(
                _return_row(rule, row)
                for rule, row in _ruled(named.get(table["key"], ()), table["rows"])
            ),
            RETURN_WIDTHS,
        )
        for table in said["tables"]
    )


def _ruled(
    defined: Sequence[rules.RowDef], rows: Sequence[Mapping[str, Any]]
) -> Iterable[tuple[rules.RowDef, Mapping[str, Any]]]:
    """Return each row with how it is counted, unless it was handed in under a form not kept."""
    if [one.label for one in defined] == [row["label"] for row in rows]:
        return zip(defined, rows, strict=True)
    return ((rules.RowDef(row["number"], "", row["label"]), row) for row in rows)


def _return_row(rule: rules.RowDef, row: Mapping[str, Any]) -> tuple[Cell, ...]:
    rows = row.get("rows", ())
    behind = (row.get("definition", ""), row.get("scope", ""), len(rows))
    return (
        row["number"],
        row["label"],
        _return_cell(rule, row),
        row["unit"],
        *(behind if rule.figure else ("", "", "")),
        row.get("rows_hash", ""),
    )


def _return_cell(rule: rules.RowDef, row: Mapping[str, Any]) -> Cell:
    """Return the cell of a row: the first row of a table stands in the second line."""
    value = row["value"]
    if value is None:
        return str(row["text"])
    if rule.wan:
        return Formula(f"{NOW}{rule.wan + 1}/10000", Decimal(value).scaleb(-6))
    if rule.ratio:
        share, whole = (f"{NOW}{at + 1}" for at in rule.ratio)
        return Formula(f"ROUND({share}/{whole}*100,2)", Decimal(value).scaleb(-2))
    held = Decimal(value).scaleb(-2) if row["unit"] == FigureUnit.FEN.value else int(value)
    if rule.sum:
        return Formula("+".join(f"{NOW}{at + 1}" for at in rule.sum), held)
    return held


def return_csv(said: Mapping[str, Any]) -> bytes:
    """Return a return as text with commas, marked as UTF-8 for spreadsheets."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(("表", *RETURN_HEADINGS))
    for table in said["tables"]:
        for row in table["rows"]:
            more = (row.get("definition", ""), row.get("scope", ""))
            behind = len(row["rows"]) if "rows" in row else ""
            start = (f"{table['key']} {table['label']}", row["number"], row["label"])
            writer.writerow((*start, row["text"], row["unit"], *more, behind, row.get("rows_hash")))
    return buffer.getvalue().encode("utf-8-sig")


def return_json(said: Mapping[str, Any]) -> bytes:
    """Return a return as it was frozen: the very text under its hash."""
    return canonical_text(said).encode()


RETURN_FORMATS: Final[Mapping[str, Callable[[Mapping[str, Any]], bytes]]] = {
    "xlsx": return_sheet,
    "csv": return_csv,
    "json": return_json,
}
