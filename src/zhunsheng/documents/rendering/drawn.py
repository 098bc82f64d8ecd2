"""
What stands on the pages of a PDF that was set here: runs of characters, and lines and areas.

Measures are millimetres from the upper left corner. Pictures do not occur in papers that are
set from blocks, and are not read.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

Colour = tuple[int, int, int]
Pair = tuple[float, float]

_MM: Final = 25.4 / 72
_NAME_ROOM: Final = 256
_STROKES_TEXT: Final = (raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_FILL_STROKE)


@dataclass(frozen=True, slots=True)
class Ink:
    """How something is drawn: its area, its edge, how wide the edge is, and its dashes."""

    fill: Colour | None = None
    stroke: Colour | None = None
    width: float = 0.0
    dashes: tuple[float, ...] = ()


@dataclass(slots=True)
class Run:
    """Characters of one font and size on one line: where each begins."""

    font: str
    size: float
    ink: Ink
    y: float
    text: str = ""
    places: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shape:
    """A path: moves M, lines L, curves B, each with its points, and C that closes."""

    ink: Ink
    steps: tuple[tuple[str, tuple[Pair, ...]], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    runs: tuple[Run, ...]


def sheets(content: bytes, /) -> tuple[Sheet, ...]:
    """Return the pages of a PDF that this program set."""
    document = pdfium.PdfDocument(content)
    try:
        return tuple(_sheet(page) for page in document)
    finally:
        document.close()


def _sheet(page: Any) -> Sheet:  # noqa: ANN401  # pypdfium2 is not typed
    width, height = page.get_size()
    shapes = tuple(_shapes(page, height))
    return Sheet(width * _MM, height * _MM, shapes, tuple(_runs(page.get_textpage(), height)))


def _runs(text: Any, height: float) -> Iterator[Run]:  # noqa: ANN401  # pypdfium2 is not typed
    run: Run | None = None
    for index in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, index):
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        said = Run(
            font=_font_name(text, index),
            size=raw.FPDFText_GetFontSize(text, index) * _MM,
            ink=_text_ink(raw.FPDFText_GetTextObject(text, index)),
            y=(height - y.value) * _MM,
        )
        if run is None or not _goes_on(run, said, x.value * _MM):
            if run is not None:
                yield run
            run = said
        run.text += chr(raw.FPDFText_GetUnicode(text, index))
        run.places.append(x.value * _MM)
    if run is not None:
        yield run


def _goes_on(run: Run, said: Run, x: float) -> bool:
    alike = (run.font, run.size, run.ink) == (said.font, said.size, said.ink)
    return alike and abs(run.y - said.y) < _MM / 4 and x >= run.places[-1]


def _font_name(text: Any, index: int) -> str:  # noqa: ANN401  # pypdfium2 is not typed
    held = ctypes.create_string_buffer(_NAME_ROOM)
    raw.FPDFText_GetFontInfo(text, index, held, _NAME_ROOM, ctypes.c_int())
    return held.value.decode().rpartition("+")[2]


def _text_ink(item: Any) -> Ink:  # noqa: ANN401  # pypdfium2 is not typed
    if raw.FPDFTextObj_GetTextRenderMode(item) in _STROKES_TEXT:
        return _ink(item, fills=True, strokes=True)
    return _ink(item, fills=True, strokes=False)


def _ink(item: Any, *, fills: bool, strokes: bool) -> Ink:  # noqa: ANN401  # pypdfium2 is not typed
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(item, width)
    count = max(raw.FPDFPageObj_GetDashCount(item), 0) if strokes else 0
    dashes = (ctypes.c_float * count)()
    if count:
        raw.FPDFPageObj_GetDashArray(item, dashes, count)
    return Ink(
        fill=_colour(raw.FPDFPageObj_GetFillColor, item) if fills else None,
        stroke=_colour(raw.FPDFPageObj_GetStrokeColor, item) if strokes else None,
        width=width.value * _MM if strokes else 0.0,
        dashes=tuple(one * _MM for one in dashes),
    )


def _colour(read: Any, item: Any) -> Colour:  # noqa: ANN401  # pypdfium2 is not typed
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    read(item, red, green, blue, opacity)
    return red.value, green.value, blue.value


def _shapes(page: Any, height: float) -> Iterator[Shape]:  # noqa: ANN401  # pypdfium2 is not typed
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        area, edge = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item.raw, area, edge)
        ink = _ink(item.raw, fills=bool(area.value), strokes=bool(edge.value))
        yield Shape(ink, tuple(_steps(item, height)))


def _steps(item: Any, height: float) -> Iterator[tuple[str, tuple[Pair, ...]]]:  # noqa: ANN401  # pypdfium2 is not typed
    matrix, bends = item.get_matrix(), list[Pair]()
    for index in range(raw.FPDFPath_CountSegments(item.raw)):
        segment = raw.FPDFPath_GetPathSegment(item.raw, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        across, up = matrix.on_point(x.value, y.value)
        point = (across * _MM, (height - up) * _MM)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            bends.append(point)
            if len(bends) == 3:
                yield "B", tuple(bends)
                bends.clear()
        else:
            yield "M" if kind == raw.FPDF_SEGMENT_MOVETO else "L", (point,)
        if raw.FPDFPathSegment_GetClose(segment):
            yield "C", ()
