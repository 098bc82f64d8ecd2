"""What a document says: its contents, what is still missing, and the paper made of them."""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, cast

from zhunsheng.documents.choices import Layout
from zhunsheng.documents.rendering import blocks
from zhunsheng.documents.rules.kinds import PLACEHOLDER, Field, Kind, Part
from zhunsheng.kernel.finding import Finding

Value = str | datetime.date
Records = Sequence[Mapping[str, Value]]
Content = Mapping[str, Value | Records]
FrozenRecords = tuple[Mapping[str, str], ...]
FrozenContent = Mapping[str, str | FrozenRecords]

_BETWEEN: Final = "、"
#: Marks that end words; a value and its template may both bring one.
_MARKS: Final = ("。", "；", "，")

#: How a paper speaks to its party, and how it does where its contents do not say.
ADDRESSED: Final = "addressed"
EITHER: Final = "你（单位）"


def frozen(kind: Kind, content: Content, /) -> FrozenContent:
    """
    Bring contents to their final form: text, with days written as official papers do.

    :raises KeyError: if a content or a column is none of the kind's
    :raises TypeError: if a value is neither text, day nor list of records
    """
    result: dict[str, str | FrozenRecords] = {}
    for key, value in content.items():
        field = kind.field(key)
        if field.columns:
            result[key] = _frozen_records(field, value)
        else:
            result[key] = _text(value)
    return result


def missing_contents(kind: Kind, content: FrozenContent, /) -> tuple[Finding, ...]:
    """Give a finding for every required content that is empty, each with its label."""
    labels: list[str] = []
    for field in kind.fields:
        value = content.get(field.key, "")
        if not value:
            if field.required or content.get(field.required_with, ""):
                labels.append(field.label)
        elif not isinstance(value, str):
            labels += _missing_cells(field, value)
    return tuple(
        Finding(
            "document.content.empty",
            f"《{kind.title}》缺少必须载明的内容：{label}",
            kind.basis,
            f"请补充“{label}”后再制发文书",
        )
        for label in labels
    )


def compose(
    kind: Kind,
    content: FrozenContent,
    /,
    *,
    number: str,
    issuer: str,
    issued_on: datetime.date,
    terms: Mapping[str, str],
) -> blocks.Paper:
    """Make the paper of a document from its kind, its contents, and the terms of its day."""
    given = {"number": number, "issuer": issuer, "issued_on": blocks.date_text(issued_on)}
    filler = _Filler(kind, {ADDRESSED: EITHER, **_said(content), **terms, **given})
    return blocks.Paper(
        title=kind.title,
        number=number,
        issuer=issuer,
        date=issued_on,
        blocks=tuple(block for part in kind.body for block in filler.printed(part)),
        style="form" if kind.layout is Layout.FORM else "official",
    )


def _said(content: FrozenContent) -> FrozenContent:
    """Return the contents without an empty form of address, for which the general one stands."""
    return {key: value for key, value in content.items() if value or key != ADDRESSED}


def preview(paper: blocks.Paper, /) -> Mapping[str, object]:
    """Give a paper as plain values for a page: headings numbered, each cell with its side."""
    made = blocks.from_plain(blocks.to_plain(paper))
    plain = blocks.to_plain(paper)
    shown = [
        {**block, **_sided(source)} if isinstance(source, blocks.Table) else block
        for block, source in zip(
            cast(list[dict[str, object]], plain["blocks"]), made.blocks, strict=True
        )
    ]
    return {**plain, "blocks": shown}


def _sided(table: blocks.Table) -> dict[str, object]:
    sides = [column.align for column in table.columns]
    rows = [list(zip(row, sides, strict=True)) for row in table.rows]
    return {"rows": rows, "total": list(zip(table.total, sides, strict=False))}


def example(kind: Kind, /) -> FrozenContent:
    """Give the invented contents that the kind's file carries, for samples and tests."""
    result: dict[str, str | FrozenRecords] = {}
    for field in kind.fields:
        if isinstance(field.example, str):
            result[field.key] = field.example
        else:
            keys = [column.key for column in field.columns]
            result[field.key] = tuple(dict(zip(keys, row, strict=True)) for row in field.example)
    return result


class _Filler:
    """Fills the body of one kind with one set of contents."""

    def __init__(self, kind: Kind, values: Mapping[str, str | FrozenRecords]) -> None:
        self._kind = kind
        self._values = values
        self._makers: dict[str, Callable[[Part], Sequence[blocks.Block]]] = {
            "addressee": lambda part: [blocks.Para(f"{self._fill(part.text)}：", indent=False)],
            "heading": self._heading,
            "para": self._para,
            "fields": self._fields,
            "table": self._table,
            "items": self._items,
            "box": self._box,
            "signatures": lambda part: [blocks.Signatures(self._rows(part))],
            "seal": lambda part: [blocks.Seal(self._fill("{issuer}"), self._fill("{issued_on}"))],
            "note": lambda part: [blocks.Note(self._fill(part.text))],
        }

    def printed(self, part: Part) -> Sequence[blocks.Block]:
        if part.when and not self._values.get(part.when):
            return ()
        if part.unless and self._values.get(part.unless):
            return ()
        return self._makers[part.type](part)

    def _heading(self, part: Part) -> Sequence[blocks.Block]:
        return [blocks.Heading(self._fill(part.text), part.level)]

    def _para(self, part: Part) -> Sequence[blocks.Block]:
        align = cast(blocks.Align, part.align)
        return [blocks.Para(self._fill(part.text), self._fill(part.lead), part.indent, align)]

    def _fields(self, part: Part) -> Sequence[blocks.Block]:
        rows = self._rows(part)
        if self._kind.layout is not Layout.FORM:  # a form keeps its empty cells, a letter names
            rows = tuple(row for row in rows if row[1])  # nothing that it does not say
        return [blocks.Fields(rows, part.columns)] if rows else []

    def _box(self, part: Part) -> Sequence[blocks.Block]:
        texts = (part.text, part.signature, part.dated)
        return [blocks.Opinion(part.lead, *(self._fill(text) for text in texts))]

    def _table(self, part: Part) -> Sequence[blocks.Block]:
        field = self._kind.field(part.source)
        columns = tuple(
            blocks.Column(column.label, column.width, cast(blocks.Align, column.align))
            for column in field.columns
        )
        rows = tuple(
            tuple(record.get(column.key, "") for column in field.columns)
            for record in self._records(part.source)
        )
        total = tuple(self._fill(cell) for cell in part.total) if rows else ()
        return [blocks.Table(columns, rows, self._fill(part.caption), total)]

    def _items(self, part: Part) -> Sequence[blocks.Block]:
        return [
            blocks.Para(
                _filled(part.text, record),
                blocks.heading_mark(part.level, count) + _filled(part.lead, record),
            )
            for count, record in enumerate(self._records(part.source), start=1)
        ]

    def _rows(self, part: Part) -> tuple[tuple[str, str], ...]:
        return tuple((self._fill(label), self._fill(value)) for label, value in part.rows)

    def _records(self, key: str) -> FrozenRecords:
        value = self._values.get(key, ())
        return value if not isinstance(value, str) else ()

    def _fill(self, template: str) -> str:
        texts = {name: self._inline(name) for name in PLACEHOLDER.findall(template)}
        return _filled(template, texts)

    def _inline(self, name: str) -> str:
        value = self._values.get(name, "")
        if isinstance(value, str):
            return value
        return _BETWEEN.join(_filled(self._kind.field(name).inline, record) for record in value)


def _filled(template: str, values: Mapping[str, str]) -> str:
    """
    Return a template with its values; of two marks that end the same words the template's stays.

    >>> _filled("{order}。罚款。", {"order": "责令改正。"})
    '责令改正。罚款。'
    """

    def value(match: re.Match[str]) -> str:
        text, after = values.get(match.group(1), ""), match.string[match.end() :]
        return text.rstrip("".join(_MARKS)) if after.startswith(_MARKS) else text

    # One pass: a brace inside a value is text and never a placeholder.
    return PLACEHOLDER.sub(value, template)


def _frozen_records(field: Field, value: Value | Records) -> FrozenRecords:
    if isinstance(value, str | datetime.date):
        raise TypeError(f"{field.key} is a list of records")
    known = {column.key for column in field.columns}
    for record in value:
        if set(record) - known:
            raise KeyError(f"{field.key}: {', '.join(sorted(set(record) - known))}")
    return tuple({key: _text(cell) for key, cell in record.items()} for record in value)


def _text(value: Value | Records) -> str:
    if isinstance(value, str):
        return blocks.printable(value).strip()
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return blocks.date_text(value)
    raise TypeError(f"{type(value).__name__} is no content of a document")


def _missing_cells(field: Field, records: FrozenRecords) -> list[str]:
    return [
        f"{field.label}第{count}项的{column.label}"
        for count, record in enumerate(records, start=1)
        for column in field.columns
        if column.required and not record.get(column.key)
    ]
