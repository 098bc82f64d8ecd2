"""Text and tables of a web page, by the parser of the standard library."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from zhunsheng.checker.reading.plain import decoded
from zhunsheng.checker.reading.problem import PARAGRAPHS, TOO_MANY, Unreadable
from zhunsheng.checker.text import Block, Table

_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.I
)
_CHINESE_SETS: Final = frozenset(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80"))
_SILENT: Final = frozenset(("script", "style", "noscript", "template", "head", "select", "button"))
_INLINE_TAGS: Final = (
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p", "st1:chsdate",
)  # fmt: skip
_INLINE: Final = frozenset(_INLINE_TAGS)
_HEADINGS: Final = frozenset(("h1", "h2", "h3"))
_SPAN_LIMIT: Final = 50
_TAGS: Final = 10 * PARAGRAPHS  # cells, rows, lists and what only lays out
_DEPTH: Final = 100  # tables in tables
_LAYOUT_CELL: Final = 200  # a longer cell is text set in a table


class _Grid:
    """A table while it is being read."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.cell: list[str] | None = None
        self.span = 1
        self.is_layout = False

    def end_cell(self) -> None:
        if self.cell is None:
            return
        if not self.rows:
            self.rows.append([])
        text = "".join(self.cell).strip()
        self.rows[-1] += [text, *[""] * (self.span - 1)]
        self.cell = None


class _Reader(HTMLParser):
    """Collects blocks and tables in the order in which they are read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.items: list[Block | Table] = []
        self.buffer: list[str] = []
        self.grids: list[_Grid] = []
        self.seen = 0
        self.silent = 0
        self.heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen += tag not in _INLINE
        if self.seen > _TAGS or len(self.grids) > _DEPTH:
            raise Unreadable(TOO_MANY)
        if tag in _SILENT:
            self.silent += 1
        elif tag in ("table", "tr", "td", "th"):
            self._start_of_table(tag, dict(attrs))
        elif tag not in _INLINE:
            self._break()
            self.heading = tag in _HEADINGS

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in ("td", "th") and self.grids:
            self.grids[-1].end_cell()
        elif tag == "table" and self.grids:
            self._end_of_table()
        elif tag not in _INLINE:
            self._break()
            self.heading = False

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if not self.grids:
            self.buffer.append(data)
        elif self.grids[-1].cell is not None:
            self.grids[-1].cell.append(data)

    def _start_of_table(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "table":
            for grid in self.grids:
                grid.is_layout = True
            self._flush_cells()
            self._break()
            self.grids.append(_Grid())
            return
        if not self.grids:
            return
        grid = self.grids[-1]
        grid.end_cell()
        if tag == "tr":
            grid.rows.append([])
            return
        grid.cell = []
        span = attrs.get("colspan") or "1"
        grid.span = min(int(span), _SPAN_LIMIT) if span.isdecimal() and span.isascii() else 1
        grid.span = max(1, grid.span)

    def _flush_cells(self) -> None:
        """Put out what a layout table holds before a table inside it begins."""
        if self.grids and self.grids[-1].cell:
            text = "".join(self.grids[-1].cell)
            self.grids[-1].cell = []
            self._blocks(text)

    def _end_of_table(self) -> None:
        grid = self.grids.pop()
        grid.end_cell()
        rows = tuple(tuple(row) for row in grid.rows if any(row))
        longest = max((len(cell) for row in rows for cell in row), default=0)
        if grid.is_layout or longest > _LAYOUT_CELL or all(len(row) == 1 for row in rows):
            for row in rows:
                for cell in row:
                    self._blocks(cell)
        elif rows:
            self.items.append(Table(rows))

    def _blocks(self, text: str) -> None:
        self.items += [Block(line.strip()) for line in text.splitlines() if line.strip()]

    def _break(self) -> None:
        if self.grids:
            if self.grids[-1].cell:
                self.grids[-1].cell.append("\n")
            return
        text = "".join(self.buffer).strip()
        self.buffer = []
        if text:
            self.items.append(Block(text, is_heading=self.heading))

    def finish(self) -> list[Block | Table]:
        while self.grids:
            self._end_of_table()
        self._break()
        return self.items


def read(data: bytes) -> list[Block | Table]:
    """
    Read a web page.

    :raises Unreadable: where it is no text or holds none
    """
    reader = _Reader()
    reader.feed(_decoded(data))
    reader.close()
    items = reader.finish()
    if not items:
        raise Unreadable("网页里没有文字，可能内容由脚本载入，请在浏览器中另存为完整网页后再查。")
    return items


def _decoded(data: bytes) -> str:
    """Decode by the page's own word where it names a Chinese character set."""
    named = _CHARSET.search(data[:4096])
    if named and named[1].decode("ascii").lower() in _CHINESE_SETS:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            return decoded(data)
    return decoded(data)
