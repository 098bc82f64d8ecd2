"""Normalising a text, cutting it into paragraphs, and naming places a person can find."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

JOIN_FROM: Final = 20  # a shorter line without a full stop is a title or a table scrap
HEADING_LIMIT: Final = 60
PARAGRAPH_LIMIT: Final = 20_000  # a longer run is cut, so that every rule stays linear

_TERMINAL: Final = frozenset("。！？；：…!?;:")
_CLOSING: Final = frozenset("”’）》」』)\"'")
_INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_LINE: Final = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_SENTENCE_END: Final = re.compile(r"[。！？]")
_CJK_NUMERAL: Final = "一二三四五六七八九十"
LEVEL_ONE: Final = re.compile(
    rf"(?:第[{_CJK_NUMERAL}]{{1,3}}部分|[{_CJK_NUMERAL}]{{1,3}}[、，．.]|\d{{1,2}}(?:、|．(?!\d)))"
)
_LOWER_LEVEL: Final = re.compile(
    rf"(?:（[{_CJK_NUMERAL}\d]{{1,3}}）|\d{{1,2}}[.．、)](?!\d)|[①-⑳]|[{_CJK_NUMERAL}]是"
    rf"|第[{_CJK_NUMERAL}]{{1,3}}[，、条章节])"
)

# Full-width letters and digits become ASCII, ASCII punctuation becomes full-width: one form each.
_FOLD: Final = {
    code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))
}
_PUNCTUATION: Final = {"(": "（", ")": "）", ";": "；", "％": "%", "−": "-", "﹙": "（", "﹚": "）"}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as a file gives it: its text and what the file knows about it."""

    text: str
    page: int | None = None
    label: str = ""  # automatic number that is shown but does not stand in the text
    is_heading: bool = False
    source: Any = field(default=None, compare=False, repr=False)  # the element of a Word file


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, as a file gives them."""

    rows: tuple[tuple[str, ...], ...]
    page: int | None = None
    sources: tuple[Any, ...] = field(default=(), compare=False, repr=False)  # one for each row


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its normalised form and the way back to the text as written."""

    number: int
    raw: str
    norm: str
    offsets: array[int]
    page: int | None = None
    label: str = ""
    is_heading: bool = False
    row: tuple[int, int] | None = None  # table and row, both counted from one
    source: Any = field(default=None, compare=False, repr=False)

    def quote(self, start: int, end: int) -> str:
        """Return the text as written that stands behind a normalised range."""
        if start >= end or not self.norm:
            return ""
        return self.raw[self.offsets[start] : self.offsets[end - 1] + 1]

    def place(self, start: int, end: int) -> str:
        """Name a place in words: page, paragraph and characters, blanks not counted."""
        page = f"第{self.page}页" if self.page is not None else ""
        if self.row is not None:
            return f"{page}表{self.row[0]}第{self.row[1]}行"
        if start >= end:
            return f"{page}第{self.number}段"
        if end - start == 1:
            return f"{page}第{self.number}段第{start + 1}字"
        return f"{page}第{self.number}段第{start + 1}至{end}字"

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Yield the ranges of the sentences of this paragraph."""
        start = 0
        for stop in _SENTENCE_END.finditer(self.norm):
            yield start, stop.end()
            start = stop.end()
        if start < len(self.norm):
            yield start, len(self.norm)

    def sentence_at(self, position: int) -> tuple[int, int]:
        """Return the range of the sentence that holds a position."""
        start = max(self.norm.rfind(mark, 0, position) for mark in "。！？") + 1
        ends = [self.norm.find(mark, position) for mark in "。！？"]
        found = [end + 1 for end in ends if end >= 0]
        return start, min(found) if found else len(self.norm)


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table together with the paragraphs that stand for its rows."""

    rows: tuple[tuple[str, ...], ...]
    paragraphs: tuple[Paragraph, ...]


def normalise(raw: str) -> tuple[str, array[int]]:
    """Return one written form of a text, and for each character where it stood."""
    chars: list[str] = []
    offsets = array("l")
    gap = False
    for index, char in enumerate(raw):
        if char.isspace() or char in _INVISIBLE:
            gap = True
            continue
        if gap and chars and _is_ascii_word(chars[-1]) and _is_ascii_word(char):
            chars.append(" ")
            offsets.append(index - 1)
        gap = False
        chars.append(_FOLD.get(ord(char)) or _PUNCTUATION.get(char) or char)
        offsets.append(index)
    return _widen_separators(chars), offsets


def _is_ascii_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _widen_separators(chars: list[str]) -> str:
    """Turn a comma, colon or full-width point into the form its neighbours ask for."""
    last = len(chars) - 1
    for index, char in enumerate(chars):
        if char not in ",:．，":
            continue
        before = chars[index - 1] if index else ""
        after = chars[index + 1] if index < last else ""
        digits = before.isdecimal() and after.isdecimal()
        if char == "．":
            chars[index] = "." if digits else char
        elif char == ",":
            chars[index] = "," if digits and _is_thousand(chars, index) else "，"
        elif char == ":" and not digits:
            chars[index] = "："
    return "".join(chars)


def _is_thousand(chars: list[str], comma: int) -> bool:
    """Tell whether exactly three digits follow a comma between digits."""
    group = chars[comma + 1 : comma + 5]
    return (
        len(group) >= 3
        and all(c.isdecimal() for c in group[:3])
        and not (len(group) == 4 and group[3].isdecimal())
    )


def starts_a_heading(line: str) -> bool:
    """Tell whether a normalised line begins like a heading or a numbered item."""
    return bool(LEVEL_ONE.match(line) or _LOWER_LEVEL.match(line))


def columns(line: str) -> int:
    """Return how wide a line is printed: two columns for a Chinese character, one for a digit."""
    return sum(1 if char.isascii() else 2 for char in line)


def _runs_on(line: str, full: int | None) -> bool:
    """Tell whether a sentence continues after this (normalised) line."""
    core = line
    while core and core[-1] in _CLOSING:
        core = core[:-1]
    if not core or core[-1] in _TERMINAL:
        return False
    if core[-1] in "、，":
        return True
    if full is not None:
        return columns(line) >= full
    if starts_a_heading(line) and len(line) < HEADING_LIMIT and "。" not in line:
        return False
    return len(line) >= JOIN_FROM and any(mark in line for mark in "，。；、")


def blocks_of_lines(text: str, *, page: int | None = None, full: int | None = None) -> list[Block]:
    """
    Cut a text into paragraphs, joining a sentence that a line break tore apart.

    ``full`` is how many columns a full line has, where the lines are those of a page.
    """
    blocks: list[Block] = []
    start = end = -1
    tail_runs_on = False
    for match in _LINE.finditer(text):
        line = normalise(match[0])[0] if len(match[0]) < PARAGRAPH_LIMIT else match[0]
        if not line:
            continue
        if start >= 0 and (
            starts_a_heading(line) or not tail_runs_on or end - start > PARAGRAPH_LIMIT
        ):
            blocks.append(Block(text[start:end], page))
            start = -1
        start = match.start() if start < 0 else start
        end = match.end()
        tail_runs_on = _runs_on(line, full)
    if start >= 0:
        blocks.append(Block(text[start:end], page))
    return blocks


def paragraphs_of(
    items: list[Block | Table],
) -> tuple[tuple[Paragraph, ...], tuple[PlacedTable, ...]]:
    """Number the paragraphs of a file; each row of a table is a paragraph of its own."""
    paragraphs: list[Paragraph] = []
    tables: list[PlacedTable] = []
    number = 0
    for item in items:
        if isinstance(item, Block):
            for piece in _pieces(item):
                number += 1
                paragraphs.append(_paragraph(number, piece))
            continue
        sources = item.sources or (None,) * len(item.rows)
        rows = tuple(
            _paragraph(
                number, Block("\t".join(row), item.page, source=source), (len(tables) + 1, index)
            )
            for index, (row, source) in enumerate(zip(item.rows, sources, strict=True), start=1)
        )
        tables.append(PlacedTable(item.rows, rows))
        paragraphs.extend(rows)
    return tuple(paragraphs), tuple(tables)


def _pieces(block: Block) -> Iterator[Block]:
    """Cut a block that is too long for one paragraph."""
    if len(block.text) <= PARAGRAPH_LIMIT:
        yield block
        return
    for start in range(0, len(block.text), PARAGRAPH_LIMIT):
        yield Block(block.text[start : start + PARAGRAPH_LIMIT], block.page, source=block.source)


def _paragraph(number: int, block: Block, row: tuple[int, int] | None = None) -> Paragraph:
    norm, offsets = normalise(block.text)
    return Paragraph(
        number=number,
        raw=block.text,
        norm=norm,
        offsets=offsets,
        page=block.page,
        label=normalise(block.label)[0],
        is_heading=block.is_heading,
        row=row,
        source=block.source,
    )
