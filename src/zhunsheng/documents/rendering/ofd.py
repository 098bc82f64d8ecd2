"""
OFD (GB/T 33190) from a paper.

The pages are those of the PDF, character by character and line by line, so that both files look
alike; of each font the characters that occur are put in. The file is a ZIP of XML written here.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

from zhunsheng.documents.rendering.blocks import Paper
from zhunsheng.documents.rendering.drawn import Colour, Ink, Pair, Run, Shape, Sheet, sheets
from zhunsheng.documents.rendering.fonts import FontMissing, font_files, font_folder
from zhunsheng.documents.rendering.pdf import render_pdf

_SPACE: Final = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ZIP_INSTANT: Final = (1980, 1, 1, 0, 0, 0)
#: The tables of a font that say how scripts other than Chinese join, and how lines run down.
_NEEDLESS: Final = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG")


@dataclass(frozen=True, slots=True)
class _Font:
    """A font in the file: its number there, its name, and the characters that it has to draw."""

    number: int
    name: str
    text: str


def render_ofd(doc: Paper, /, *, fonts: Path | None = None, closer: bool = True) -> bytes:
    """
    Set a paper as OFD, with the pages of its PDF; the same paper gives the same bytes.

    :raises FontMissing: if no usable font is installed
    :raises NotPrintable: if the paper cannot be set for another reason
    """
    content = render_pdf(doc, fonts=fonts, closer=closer)
    pages, numbers = sheets(content), count(1)
    used = _fonts(pages, numbers)
    first = [next(numbers) for _ in pages]
    files = font_files(fonts or font_folder())
    made = {
        "OFD.xml": _entry(doc, hashlib.sha256(content).hexdigest()[:32]),
        "Doc_0/PublicRes.xml": _resources(used.values()),
        **{f"Doc_0/Res/{_file(one)}": _subset(files, one) for one in used.values()},
        **{
            f"Doc_0/Pages/Page_{at}/Content.xml": _page(page, used, numbers)
            for at, page in enumerate(pages)
        },
    }
    made["Doc_0/Document.xml"] = _document(pages, first, next(numbers))
    return _zipped(made)


def _fonts(pages: Sequence[Sheet], numbers: Iterator[int]) -> dict[str, _Font]:
    held: dict[str, set[str]] = {}
    for page in pages:
        for run in page.runs:
            held.setdefault(run.font, set()).update(run.text)
    return {
        name: _Font(next(numbers), name, "".join(sorted(text)))
        for name, text in sorted(held.items())
    }


def _file(font: _Font) -> str:
    return f"font_{font.number}.otf"


def _subset(files: Sequence[Path], font: _Font) -> bytes:
    """
    Return the characters of a font that occur, as a font.

    :raises FontMissing: if no file has the name by which the PDF calls the font
    """
    # Imported late: a page that writes no OFD does not wait for it.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    for path in files:
        with TTFont(path, lazy=True) as found:
            named = found["name"].getDebugName(6)
        if named == font.name:
            options = subset.Options(layout_features=[], recalc_timestamp=False)
            options.drop_tables += _NEEDLESS
            whole = subset.load_font(str(path), options, dontLoadGlyphNames=True)
            cutter = subset.Subsetter(options)
            cutter.populate(text=font.text)
            cutter.subset(whole)
            result = io.BytesIO()
            whole.save(result)
            return result.getvalue()
    raise FontMissing(f"找不到字体“{font.name}”的文件，不能生成OFD。请检查字体文件夹后再试。")


def _entry(doc: Paper, number: str) -> bytes:
    return _xml(
        f'<ofd:OFD {_SPACE} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo>'
        f"<ofd:DocID>{number}</ofd:DocID>{_said('Title', doc.issuer + doc.title)}"
        f"{_said('Author', doc.issuer)}<ofd:CreationDate>{doc.date.isoformat()}</ofd:CreationDate>"
        "<ofd:Creator>Zhunsheng</ofd:Creator></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )


def _document(pages: Sequence[Sheet], first: Sequence[int], last: int) -> bytes:
    listed = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{at}/Content.xml"/>'
        for at, number in enumerate(first)
    )
    return _xml(
        f"<ofd:Document {_SPACE}><ofd:CommonData><ofd:MaxUnitID>{last}</ofd:MaxUnitID>"
        f"{_area(pages[0], 'PageArea')}<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )


def _resources(fonts: Iterable[_Font]) -> bytes:
    listed = "".join(
        f'<ofd:Font ID="{one.number}" FontName={quoteattr(one.name)}>'
        f"<ofd:FontFile>{_file(one)}</ofd:FontFile></ofd:Font>"
        for one in fonts
    )
    return _xml(f'<ofd:Res {_SPACE} BaseLoc="Res"><ofd:Fonts>{listed}</ofd:Fonts></ofd:Res>')


def _page(page: Sheet, fonts: dict[str, _Font], numbers: Iterator[int]) -> bytes:
    layer = next(numbers)
    drawn = "".join(
        (
            *(_path(one, next(numbers)) for one in page.shapes),
            *(_text(one, fonts[one.font], next(numbers)) for one in page.runs),
        )
    )
    return _xml(
        f"<ofd:Page {_SPACE}>{_area(page, 'Area')}<ofd:Content>"
        f'<ofd:Layer ID="{layer}" Type="Body">{drawn}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def _area(page: Sheet, name: str) -> str:
    box = f"0 0 {_n(page.width)} {_n(page.height)}"
    return f"<ofd:{name}><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:{name}>"


def _text(run: Run, font: _Font, number: int) -> str:
    x, y = run.places[0], run.y - run.size
    box = f"{_n(x)} {_n(y)} {_n(run.places[-1] - x + run.size)} {_n(run.size * 1.4)}"
    steps = " ".join(_n(after - before) for before, after in pairwise(run.places))
    delta = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{box}" Font="{font.number}"'
        f' Size="{_n(run.size)}"{_edge(run.ink)}>'
        f"{_colour('FillColor', run.ink.fill)}{_colour('StrokeColor', run.ink.stroke)}"
        f'<ofd:TextCode X="0" Y="{_n(run.size)}"{delta}>{_escaped(run.text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def _path(shape: Shape, number: int) -> str:
    points = [point for _, held in shape.steps for point in held]
    x = min(point[0] for point in points) - shape.ink.width
    y = min(point[1] for point in points) - shape.ink.width
    wide = max(point[0] for point in points) + shape.ink.width - x
    high = max(point[1] for point in points) + shape.ink.width - y
    data = " ".join(_step(name, held, (x, y)) for name, held in shape.steps)
    fills = "true" if shape.ink.fill else "false"
    return (
        f'<ofd:PathObject ID="{number}" Boundary="{_n(x)} {_n(y)} {_n(wide)} {_n(high)}"'
        f' Fill="{fills}"{_edge(shape.ink)}>'
        f"{_colour('StrokeColor', shape.ink.stroke)}{_colour('FillColor', shape.ink.fill)}"
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _step(name: str, points: Iterable[Pair], corner: Pair) -> str:
    return " ".join(
        (name, *(f"{_n(x - corner[0])} {_n(y - corner[1])}" for x, y in points)),
    )


def _edge(ink: Ink) -> str:
    if ink.stroke is None:
        return ' Stroke="false"'
    dashes = " ".join(map(_n, ink.dashes))
    pattern = f' DashPattern="{dashes}"' if dashes else ""
    return f' Stroke="true" LineWidth="{_n(ink.width)}"{pattern}'


def _colour(name: str, colour: Colour | None) -> str:
    if colour is None:
        return ""
    return f'<ofd:{name} Value="{" ".join(map(str, colour))}"/>'


def _said(name: str, text: str) -> str:
    return f"<ofd:{name}>{_escaped(text)}</ofd:{name}>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def _xml(text: str) -> bytes:
    return (_HEAD + text).encode()


def _zipped(files: dict[str, bytes]) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as target:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=_ZIP_INSTANT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return result.getvalue()
