"""
The neutral blocks of a paper, and the paper itself.

A paper is what a person reads, before any file format: the same blocks give the PDF, the DOCX
and the preview on a page. Nothing here knows a document kind; the annual report and the annual
plan build their papers from these blocks directly.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Literal

from zhunsheng.kernel.act import SHANGHAI

Align = Literal["left", "center", "right"]
Style = Literal["official", "form"]
Plain = str | int | bool | list["Plain"] | dict[str, "Plain"]

_DIGITS: Final = "〇一二三四五六七八九"
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufeff\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """
    A heading; levels 1 to 4 print 一、 （一） 1. （1）, counted by the renderer.

    Level 0 is the word 附件 at the head of an annex: unnumbered, at the edge of the line.
    """

    text: str
    level: int = 1
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; `lead` is its opening in 楷体. A line break in the text starts a new one."""

    text: str
    lead: str = ""
    indent: bool = True
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Fields:
    """Labelled values: lines in an official paper, ruled cells in a form."""

    rows: tuple[tuple[str, str], ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `width` is a share of the line, 0 shares what is left."""

    label: str
    width: int = 0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head repeats on each page; a wide one stands on a page turned sideways."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    total: tuple[str, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: label, where it begins and how long it is in thousandths of the scale, a text."""

    label: str
    start: int
    length: int
    text: str = ""
    pale: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """A drawing of bars on one scale; where nothing can be drawn, a table says the same."""

    caption: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """An approval box: whose opinion, its text, and the place of signature and date."""

    role: str
    text: str
    signature: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign: label and, where the signer is known to the record, the printed name."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """The issuer over the date, with the field of the seal upon both."""

    issuer: str
    date: str


@dataclass(frozen=True, slots=True)
class Note:
    """A small note under a rule."""

    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins on a new page."""


Block = Heading | Para | Fields | Table | Bars | Opinion | Signatures | Seal | Note | PageBreak


@dataclass(frozen=True, slots=True)
class Paper:
    """
    A whole paper.

    `masthead` prints the issuer over the title, as on a letter of the bureau; a report whose
    title already names the bureau sets it to False.
    """

    title: str
    number: str
    issuer: str
    date: datetime.date
    blocks: tuple[Block, ...]
    style: Style = "official"
    masthead: bool = True


_BLOCKS: Final[dict[str, type[Block]]] = {
    kind.__name__.lower(): kind
    for kind in (Heading, Para, Fields, Table, Bars, Opinion, Signatures, Seal, Note, PageBreak)
}


def date_text(day: datetime.date, /) -> str:
    """Write a day as official papers do: Arabic figures without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment_text(at: datetime.datetime, /) -> str:
    """Write an instant as a record states it: to the minute, in China's time."""
    local = at.astimezone(SHANGHAI)
    return f"{date_text(local.date())}{local.hour}时{local.minute:02d}分"


def chinese_count(count: int, /) -> str:
    """Write 1 to 99 in Chinese figures, for the numbers of headings."""
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones or not tens else "")


def heading_mark(level: int, count: int, /) -> str:
    """Give the number that stands before a heading of this level."""
    marks = {1: f"{chinese_count(count)}、", 2: f"（{chinese_count(count)}）", 3: f"{count}."}
    return marks.get(level, f"（{count}）")


def printable(text: str, /) -> str:
    """Take out what no printer can show and no XML may hold; line breaks become plain ones."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def numbered(blocks: Sequence[Block], /) -> tuple[Block, ...]:
    """Write the numbers into the headings; a heading restarts the count of those below it."""
    counts = [0, 0, 0, 0]
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.numbered:
            depth = min(max(block.level, 1), 4)
            counts[depth - 1] += 1
            counts[depth:] = [0] * (4 - depth)
            mark = heading_mark(depth, counts[depth - 1])
            result.append(Heading(mark + block.text, block.level, numbered=False))
        else:
            result.append(block)
    return tuple(result)


def to_plain(paper: Paper, /) -> dict[str, Plain]:
    """Turn a paper into plain JSON values, headings numbered and text made printable."""
    blocks: list[Plain] = []
    for block in numbered(paper.blocks):
        plain: dict[str, Plain] = {"type": type(block).__name__.lower()}
        for field in fields(block):
            plain[field.name] = _plain(getattr(block, field.name))
        blocks.append(plain)
    return {
        "title": printable(paper.title),
        "number": printable(paper.number),
        "issuer": printable(paper.issuer),
        "date": paper.date.isoformat(),
        "style": paper.style,
        "masthead": paper.masthead,
        "blocks": blocks,
    }


def from_plain(plain: Mapping[str, object], /) -> Paper:
    """
    Build the paper back from what `to_plain` gave.

    :raises ValueError: if the values are not those of a paper
    """
    try:
        raw = plain["blocks"]
        blocks = tuple(_block(item) for item in raw) if isinstance(raw, list) else ()
        return Paper(
            title=str(plain["title"]),
            number=str(plain["number"]),
            issuer=str(plain["issuer"]),
            date=datetime.date.fromisoformat(str(plain["date"])),
            blocks=blocks,
            style="form" if plain["style"] == "form" else "official",
            masthead=bool(plain["masthead"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a paper: {error}") from error


def _plain(value: object) -> Plain:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, bool | int):
        return value
    if isinstance(value, Column):
        return {"label": printable(value.label), "width": value.width, "align": value.align}
    if isinstance(value, Bar):
        return {
            "label": printable(value.label),
            "start": value.start,
            "length": value.length,
            "text": printable(value.text),
            "pale": value.pale,
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} cannot stand in a paper")


def _block(item: object) -> Block:
    if not isinstance(item, dict):
        raise TypeError("a block is not a mapping")
    values: dict[str, Any] = {key: _frozen(value) for key, value in item.items() if key != "type"}
    kind = _BLOCKS[str(item["type"])]
    if kind is Table:
        values["columns"] = tuple(Column(**column) for column in item["columns"])
    if kind is Bars:
        values["bars"] = tuple(Bar(**bar) for bar in item["bars"])
    return kind(**values)


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return value
