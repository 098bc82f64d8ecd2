"""
A diagram of boxes and lines as SVG: one file, no script, no font and no address of its own.

The same boxes give the same bytes, so that a generated page changes only when what it shows does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

from zhunsheng.kernel.layers import Key, Layout, laid_out

WIDTH, GAP, LANE, CHANNEL, MARGIN = 236.0, 26.0, 10.0, 40.0, 24.0
PAD, HEAD, LEAD = 12.0, 17.0, 16.5
HEAD_SIZE, TEXT_SIZE = 14.0, 11.5
#: Closing marks do not begin a line.
CLOSING: Final = "，。；：、）》”！？"
STYLE: Final = (
    "text{font-family:'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',"
    "sans-serif;fill:#26313d}"
    ".t{font-size:14px;font-weight:600}.x{font-size:11.5px;fill:#53606e}"
    ".b{fill:#fff;stroke:#3d5a80;stroke-width:1.4}.o{stroke-dasharray:5 4}"
    ".e{fill:#eef2f7}.l{fill:none;stroke:#8494a6;stroke-width:1.3}.a{fill:#8494a6}"
)


@dataclass(frozen=True, slots=True)
class Box:
    """
    One box: its title and the lines under it.

    ``dashed`` for what is done on request, ``rounded`` for what is required on certain facts
    only, ``filled`` for what ends the whole.
    """

    key: str
    title: str
    lines: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    dashed: bool = False
    rounded: bool = False
    filled: bool = False


def svg(boxes: Sequence[Box], *, title: str, legend: Sequence[Box] = ()) -> str:
    """Return the diagram of the boxes below a row of sample boxes that tell the signs."""
    after = {box.key: box.after for box in boxes}
    layout = laid_out(after, width=WIDTH, gap=GAP, lane=LANE)
    by_key = {box.key: box for box in boxes}
    head = 34.0 + (max(map(_height, legend)) + 22.0 if legend else 0.0)
    tops, bottoms = _bands(layout, by_key, start=MARGIN + head)
    right = max(
        (layout.middle[key] + (WIDTH if key in by_key else LANE) / 2 for key in layout.middle),
        default=0.0,
    )
    wide = max(right, len(legend) * (WIDTH + GAP) - GAP) + 2 * MARGIN
    shift = MARGIN + (wide - 2 * MARGIN - right) / 2
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(wide)} '
        f'{_n(bottoms[-1] + MARGIN)}" role="img" aria-label="{escape(title, _QUOTE)}">',
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
        f'<rect width="100%" height="100%" fill="#fff"/>{_text(MARGIN, 38.0, title, "t")}',
        *(_box(box, MARGIN + n * (WIDTH + GAP), 54.0) for n, box in enumerate(legend)),
        *_lines(layout, by_key, tops, bottoms, shift),
    ]
    for number, row in enumerate(layout.rows):
        for key in row:
            if (box := by_key.get(str(key))) is not None and key in by_key:
                parts.append(_box(box, shift + layout.middle[key] - WIDTH / 2, tops[number]))
    return "\n".join((*parts, "</svg>")) + "\n"


_QUOTE: Final = {'"': "&quot;"}


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _em(char: str) -> float:
    return 1.0 if east_asian_width(char) in "WFA" else 0.58


def _wrapped(text: str, size: float) -> list[str]:
    """Break a text into lines that fit into a box: after a comma, inside a word where it must."""
    most, lines, used = (WIDTH - 2 * PAD) / size, [""], 0.0
    for word in re.findall(r"[^、，]+[、，]?|[、，]", text):
        long = sum(map(_em, word.rstrip(CLOSING)))
        for part in [word] if long <= most else word:
            wide = sum(map(_em, part))
            if used + sum(map(_em, part.rstrip(CLOSING))) > most and lines[-1]:
                lines.append("")
                used = 0.0
            lines[-1] += part
            used += wide
    return lines


def _said(box: Box) -> tuple[list[str], list[str]]:
    head = _wrapped(box.title, HEAD_SIZE)
    return head, [line for text in box.lines for line in _wrapped(text, TEXT_SIZE)]


def _height(box: Box) -> float:
    head, lines = _said(box)
    return 2 * PAD + len(head) * HEAD + len(lines) * LEAD - 4.0


def _bands(
    layout: Layout, by_key: Mapping[str, Box], *, start: float
) -> tuple[list[float], list[float]]:
    """Return top and bottom of each row."""
    tops: list[float] = []
    bottoms: list[float] = []
    for row in layout.rows:
        tops.append(bottoms[-1] + CHANNEL if bottoms else start)
        high = max(_height(by_key[str(key)]) for key in row if key in by_key)
        bottoms.append(tops[-1] + high)
    return tops, bottoms or [start]


def _box(box: Box, left: float, top: float) -> str:
    head, lines = _said(box)
    high = _height(box)
    signs = "b" + (" o" if box.dashed else "") + (" e" if box.filled else "")
    radius = 18 if box.rounded else 4
    parts = [
        f'<rect class="{signs}" x="{_n(left)}" y="{_n(top)}" width="{_n(WIDTH)}" '
        f'height="{_n(high)}" rx="{radius}"/>'
    ]
    base = top + PAD + 11.0
    for number, line in enumerate(head):
        parts.append(_text(left + PAD, base + number * HEAD, line, "t"))
    base += len(head) * HEAD + 1.0
    for number, line in enumerate(lines):
        parts.append(_text(left + PAD, base + number * LEAD, line, "x"))
    return "".join(parts)


def _text(left: float, base: float, text: str, sign: str) -> str:
    return f'<text class="{sign}" x="{_n(left)}" y="{_n(base)}">{escape(text)}</text>'


def _lines(
    layout: Layout,
    by_key: Mapping[str, Box],
    tops: Sequence[float],
    bottoms: Sequence[float],
    shift: float,
) -> list[str]:
    row = {key: number for number, keys in enumerate(layout.rows) for key in keys}
    leave, enter = _ports(layout, start=True), _ports(layout, start=False)
    found = []
    for number, line in enumerate(layout.lines):
        at = [shift + layout.middle[key] for key in line]
        at[0] += leave[number]
        at[-1] += enter[number]
        top = tops[row[line[0]]] + _height(by_key[str(line[0])])
        path = f"M{_n(at[0])} {_n(top)}V{_n(bottoms[row[line[0]]])}"
        for (one, other), key in zip(pairwise(at), line[1:], strict=True):
            begin, end = bottoms[row[key] - 1], tops[row[key]]
            last = key is line[-1]
            half = (begin + end) / 2
            end -= 7.0 if last else 0.0
            path += f"C{_n(one)} {_n(half)} {_n(other)} {_n(half)} {_n(other)} {_n(end)}"
            if not last:
                path += f"V{_n(bottoms[row[key]])}"
        x, y = at[-1], tops[row[line[-1]]]
        found.append(
            f'<path class="l" d="{path}"/><path class="a" '
            f'd="M{_n(x - 4)} {_n(y - 8)}L{_n(x + 4)} {_n(y - 8)}L{_n(x)} {_n(y - 1)}Z"/>'
        )
    return found


def _ports(layout: Layout, *, start: bool) -> dict[int, float]:
    """Spread the lines of a box over its edge, in the order of where they go."""
    end, beside = (0, 1) if start else (-1, -2)
    of_box: dict[Key, list[int]] = {}
    for number, line in enumerate(layout.lines):
        of_box.setdefault(line[end], []).append(number)
    ports: dict[int, float] = {}
    for numbers in of_box.values():
        numbers.sort(key=lambda n: layout.middle[layout.lines[n][beside]])
        apart = min(26.0, (WIDTH - 60.0) / max(len(numbers) - 1, 1))
        for place, number in enumerate(numbers):
            ports[number] = (place - (len(numbers) - 1) / 2) * apart
    return ports
