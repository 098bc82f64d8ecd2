"""
Reading a spreadsheet with a benchmark table: kept as a whole, or every bad row is named.

Each row must be in order by itself; the rows of one violation then become a benchmark, which the
loader of the lawbook's own data reads, and which must stay within the law and leave no value to
two tiers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from zhunsheng.lawbook import queries
from zhunsheng.lawbook.choices import FineModel
from zhunsheng.lawbook.documents.fines import amount_text
from zhunsheng.lawbook.documents.problems import in_chinese
from zhunsheng.lawbook.loading.benchmarks import benchmark, outside
from zhunsheng.lawbook.loading.common import BadLawData
from zhunsheng.lawbook.loading.faults import uncovered
from zhunsheng.lawbook.loading.violations import violation_versions
from zhunsheng.lawbook.rules.law import Benchmark, Fine, Violation
from zhunsheng.lawbook.tables import cells
from zhunsheng.lawbook.tables.columns import BANDS, COLUMNS, EXAMPLE, HEADINGS, WEIGHTS
from zhunsheng.lawbook.tables.content import Head, row_of
from zhunsheng.lawbook.tables.lines import INHERITED, UNTYPED, Line, LineReader, line_of
from zhunsheng.web import sheets
from zhunsheng.web.sheets import Sheet, SheetRow, UnreadableSheet

ONLY_EXAMPLES: Final = "除标明“示例”的行以外没有内容。请在示例之下逐行填写，再上传。"
MIXED: Final = "同一违法行为的各行应为同一种模式（阶次、区间、权重），与第{row}行不同。"
OTHER_CONDITION: Final = "阶次{tier}的条件与第{row}行不同。同一阶次的条件应当相同，或者只填第一行。"
TWICE: Final = "与第{row}行重复（同一违法行为、阶次、对象和阶段）。请删除一行。"
OUTSIDE: Final = "{amount}超出{basis}对{who}的法定幅度（{law}）。请核对后改正。"
NOT_PUNISHED: Final = "{basis}没有以该模式在该阶段对{who}规定罚款。请核对对象、阶段和模式。"
ELSEWHERE: Final = "（工作表“{sheet}”）"
GENERAL: Final = "全部违法行为"
_STAGES: Final = {"FIRST": 1, "SECOND": 2}
_KEYS: Final = {
    FineModel.RANGE: "range",
    FineModel.GAINS: "gains",
    FineModel.VALUE: "value",
    FineModel.INCOME: "income",
}
ITEM: Final = "第{number}项"


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken: sheet, number in the sheet, column, what is wrong, what to do."""

    sheet: str
    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Table:
    """What a spreadsheet holds: the kept rows, how many were typed, doubts, and every bad row."""

    kept: tuple[dict[str, Any], ...]
    rows_read: int
    bad: tuple[BadRow, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class _Book:
    """A spreadsheet while it is read."""

    formulas: Any
    lines: list[Line] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    spoilt: set[str] = field(default_factory=set)
    rows_read: int = 0
    as_draft: bool = False

    def wrong(self, line: Line, key: str, message: str) -> None:
        """Name what is wrong in a row that was in order by itself."""
        self.bad.append(BadRow(line.sheet, line.number, HEADINGS.get(key, ""), message))


def read_table(*, filename: str, content: bytes, head: Head, as_draft: bool = False) -> Table:
    """
    Read a spreadsheet as a table with this head; nothing is written.

    A draft may leave the law and its tiers may overlap: it is there to be assessed.

    :raises UnreadableSheet: if the file as a whole cannot be read, or holds no row
    """
    found = sheets.read_book(filename=filename, content=content, columns=COLUMNS)
    book = _Book(cells.formulas(content), as_draft=as_draft)
    for name, sheet in found:
        _read_sheet(book, name, sheet)
    if not book.rows_read:
        raise UnreadableSheet(ONLY_EXAMPLES)
    groups: dict[str, list[Line]] = {}
    for line in book.lines:
        groups.setdefault(line.violation, []).append(line)
    kept: list[dict[str, Any] | None] = []
    for number, lines in enumerate(groups.values(), start=1):
        if lines[0].violation in book.spoilt:
            _glanced_at(book, lines, head, number)
        else:
            kept.append(_checked(book, lines, head, number))
    order = {name: place for place, (name, _) in enumerate(found)}
    bad = sorted(book.bad, key=lambda one: (order[one.sheet], one.row))
    good = () if bad else tuple(row for row in kept if row is not None)
    return Table(good, book.rows_read, tuple(bad), tuple(book.doubts))


def _read_sheet(book: _Book, name: str, sheet: Sheet) -> None:
    above: dict[str, str] = {}
    for row in sheet.rows:
        if sheet.value(row, "number") == EXAMPLE or _is_note(sheet, row):
            continue
        book.rows_read += 1
        reader = LineReader(sheet, row, HEADINGS)
        reader.above = above
        line = line_of(reader, sheet=name)
        if row.number in book.formulas.get(name, ()):
            reader.wrong("", UNTYPED)
        above = {key: reader.taken(key) for key in INHERITED}
        book.bad += [BadRow(name, one.row, one.column, one.message) for one in reader.errors]
        if line is not None and not reader.errors:
            book.lines.append(line)
        else:
            book.spoilt.add(above["violation"])


def _is_note(sheet: Sheet, row: SheetRow) -> bool:
    """Return whether a row says something in its remarks alone."""
    return not any(sheet.value(row, key) for key in HEADINGS if key not in ("number", "note"))


# --------------------------------------------------------------------------- rows of a violation


def _checked(book: _Book, lines: list[Line], head: Head, number: int) -> dict[str, Any] | None:
    """Return the rows of a violation as they are kept, None where they contradict each other."""
    before = len(book.bad)
    kept = _kept(book, lines)
    if len(book.bad) > before:
        return None
    try:
        found = benchmark(row_of(head, kept, number), violation_versions(), keep_within=False)
    except BadLawData as problem:
        book.wrong(lines[0], "", in_chinese(problem))
        return None
    if book.as_draft:
        return kept
    _check_against_the_law(book, lines, found)
    for remark in uncovered(found):
        if remark.is_fault:
            book.wrong(lines[0], "tier", f"{found.label}：{remark.text}。")
        else:
            book.doubts.append(f"{found.label}：{remark.text}")
    return kept


def _glanced_at(book: _Book, lines: list[Line], head: Head, number: int) -> None:
    """Name the rows outside of the law beside a bad row, so that one reading names them all."""
    aside = _Book(book.formulas)
    kept = _kept(aside, lines)
    if aside.bad or book.as_draft:
        return
    try:
        found = benchmark(row_of(head, kept, number), violation_versions(), keep_within=False)
    except BadLawData:
        return
    _check_against_the_law(book, lines, found)


def _kept(book: _Book, lines: list[Line]) -> dict[str, Any]:
    first = lines[0]
    for line in lines:
        if line.kind != first.kind:
            book.wrong(line, "model", MIXED.format(row=_row(line, first)))
    lines = [line for line in lines if line.kind == first.kind]
    row: dict[str, Any] = {
        "violation": first.violation,
        "label": _label(first),
        "item": ITEM.format(number=first.item) if first.item.isdigit() else first.item,
        "where": first.where,
    }
    if first.kind == BANDS:
        return {**row, "bands": _bands(book, lines)}
    if first.kind == WEIGHTS:
        return {**row, "weights": _weights(book, lines)}
    return {**row, "tiers": _tiers(book, lines)}


def _label(line: Line) -> str:
    versions = violation_versions().get(line.violation)
    return versions[-1].label if versions else line.label or GENERAL


def _row(line: Line, other: Line) -> str:
    """Return the number of another row, with its sheet where it is another."""
    there = "" if other.sheet == line.sheet else ELSEWHERE.format(sheet=other.sheet)
    return f"{other.number}{there}"


def _bands(book: _Book, lines: list[Line]) -> dict[str, list[int]]:
    return {
        line.tier: [line.least, line.most]
        for line in _each_once(book, lines, [(line.tier,) for line in lines])
    }


def _weights(book: _Book, lines: list[Line]) -> list[dict[str, Any]]:
    places = [(line.tier, line.option) for line in lines]
    options: dict[str, dict[str, int]] = {}
    for line in _each_once(book, lines, places):
        options.setdefault(line.tier, {})[line.option] = line.most
    return [{"key": name, "label": name, "options": held} for name, held in options.items()]


def _tiers(book: _Book, lines: list[Line]) -> list[dict[str, Any]]:
    places = [(line.tier, line.who, line.stage) for line in lines]
    firsts: dict[str, Line] = {}
    tiers: dict[str, dict[str, Any]] = {}
    for line in _each_once(book, lines, places):
        first = firsts.setdefault(line.tier, line)
        if line.when and line.when != first.when:
            said = OTHER_CONDITION.format(tier=line.tier, row=_row(line, first))
            book.wrong(line, "fact1", said)
        tier = tiers.setdefault(line.tier, {"key": line.tier, "when": {}, "fines": []})
        tier["when"] = {name: list(span) for name, span in first.when.items()}
        assert isinstance(line.model, FineModel)
        fine: dict[str, Any] = {"who": line.who.value, _KEYS[line.model]: [line.least, line.most]}
        tier["fines"].append({**fine, "stage": _STAGES[line.stage.value]})
    return list(tiers.values())


def _each_once(
    book: _Book, lines: Sequence[Line], places: Sequence[tuple[object, ...]]
) -> Iterator[Line]:
    """Yield the rows whose place is not taken; name the others."""
    taken: dict[tuple[object, ...], Line] = {}
    for line, place in zip(lines, places, strict=True):
        if place in taken:
            book.wrong(line, "tier", TWICE.format(row=_row(line, taken[place])))
        else:
            taken[place] = line
            yield line


def _check_against_the_law(book: _Book, lines: list[Line], found: Benchmark) -> None:
    rows = {(line.tier, line.who, line.stage): line for line in reversed(lines)}
    for tier, fine, law in outside(found, violation_versions()):
        line = rows[tier.key, fine.who, fine.stage]
        book.wrong(line, "most", _outside(fine, law))


def _outside(fine: Fine, law: Violation) -> str:
    wide = [one for one in law.of(fine.who, fine.stage) if one.model is fine.model]
    basis = queries.cite_label(law.penalty)
    who = fine.who.label
    if not wide:
        return NOT_PUNISHED.format(basis=basis, who=who)
    span = "；".join(dict.fromkeys(amount_text(one) for one in wide))
    return OUTSIDE.format(amount=amount_text(fine), basis=basis, who=who, law=span)
