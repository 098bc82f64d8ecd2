"""
Scans: what a file is by its content, and its pages as pictures.

A PDF from outside may hold anything and seldom keeps to PDF/A, so its pages enter a dossier as
pictures; a page that is one photograph already keeps that photograph's own bytes. One page is
held in memory at a time.
"""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from typing import Any, Final

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from zhunsheng.documents.choices import ScanFormat
from zhunsheng.documents.rules.scans import Scan

_MARKS: Final = (
    (b"%PDF-", ScanFormat.PDF),
    (b"\xff\xd8\xff", ScanFormat.JPEG),
    (b"\x89PNG\r\n\x1a\n", ScanFormat.PNG),
)
#: Dots per inch of a page that is drawn, and the longest side of any picture in dots.
DOTS: Final = 150
LONGEST: Final = 2600
#: A picture above this size is refused before it is unpacked.
MOST_DOTS: Final = 60_000_000
_QUALITY: Final = 80
_IMAGE_OBJECT: Final = 3
_LOCKED, _BROKEN = "PDF文件设有密码，不能读取", "文件已损坏，不能读取"
_NO_PAGE, _HUGE = "PDF文件没有页面", "图片的像素过多"


class ScanUnreadable(Exception):
    """A kept scan cannot be drawn any more; the text says why."""


def read_scan(content: bytes, /) -> Scan:
    """Tell what a file is by its content, and how many pages it has."""
    kind = next((kind for mark, kind in _MARKS if content.startswith(mark)), None)
    if kind is None:
        return Scan(None, 0)
    if kind is ScanFormat.PDF:
        return _read_pdf(content)
    return _read_picture(content, kind)


def _read_pdf(content: bytes) -> Scan:
    try:
        document: Any = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return Scan(ScanFormat.PDF, 0, _LOCKED if "password" in str(error).lower() else _BROKEN)
    try:
        pages = len(document)
        if pages:
            document[pages - 1].close()
    except pypdfium2.PdfiumError:
        return Scan(ScanFormat.PDF, 0, _BROKEN)
    finally:
        document.close()
    return Scan(ScanFormat.PDF, pages, "" if pages else _NO_PAGE)


def _read_picture(content: bytes, kind: ScanFormat) -> Scan:
    try:
        with Image.open(io.BytesIO(content), formats=(kind.value,)) as picture:
            if picture.width * picture.height > MOST_DOTS:
                return Scan(kind, 0, _HUGE)
            picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        return Scan(kind, 0, _BROKEN)
    return Scan(kind, 1)


def pages_of(content: bytes, kind: ScanFormat, folder: Path, /) -> list[Path]:
    """
    Give the pages of a scan as JPEG files in a folder, drawn at the first call.

    The folder appears whole or not at all; a file broken off leaves nothing behind.

    :raises ScanUnreadable: if a page cannot be drawn
    :raises OSError: if the disk refuses
    """
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".drawing-"))
        try:
            for number, picture in enumerate(_pictures(content, kind), start=1):
                (beside / f"{number:04d}.jpg").write_bytes(picture)
            _settle(beside, folder)
        finally:
            rmtree(beside, ignore_errors=True)
    return sorted(folder.glob("*.jpg"))


def count_pages(path: Path, /) -> int:
    """Return how many pages a PDF of our own has."""
    document: Any = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def _settle(beside: Path, folder: Path) -> None:
    try:
        beside.rename(folder)
    except OSError:
        # Another reader drew the same pages meanwhile: they serve both.
        if not folder.is_dir():
            raise


def _pictures(content: bytes, kind: ScanFormat) -> Iterator[bytes]:
    if kind is ScanFormat.PDF:
        yield from _drawn(content)
        return
    try:
        with Image.open(io.BytesIO(content), formats=(kind.value,)) as picture:
            plain = kind is ScanFormat.JPEG and picture.mode in {"L", "RGB"}
            turned = picture.getexif().get(0x0112, 1) != 1
            if plain and not turned and max(picture.size) <= LONGEST:
                yield content
            else:
                yield _jpeg(picture)
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise ScanUnreadable(_BROKEN) from error


def _drawn(content: bytes) -> Iterator[bytes]:
    try:
        document: Any = pypdfium2.PdfDocument(content)
        for page in document:
            yield _photograph(page) or _draw(page)
            page.close()
        document.close()
    except pypdfium2.PdfiumError as error:
        raise ScanUnreadable(_BROKEN) from error


def _photograph(page: Any) -> bytes | None:  # noqa: ANN401 # pypdfium2 is published untyped
    """Give the bytes of the one JPEG that a scanned page is, or nothing where it is more."""
    objects = list(page.get_objects(max_depth=1))
    if len(objects) != 1 or objects[0].type != _IMAGE_OBJECT or page.get_rotation():
        return None
    image, matrix = objects[0], objects[0].get_matrix()
    if image.get_filters() != ["DCTDecode"] or (matrix.b, matrix.c) != (0, 0):
        return None
    width, height = page.get_size()
    if matrix.a < 0.9 * width or matrix.d < 0.9 * height:
        return None
    data = bytes(image.get_data())
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
            fits = picture.mode in {"L", "RGB"} and max(picture.size) <= LONGEST
            return data if fits and picture.getexif().get(0x0112, 1) == 1 else None
    except (UnidentifiedImageError, OSError, SyntaxError):
        return None


def _draw(page: Any) -> bytes:  # noqa: ANN401 # pypdfium2 is published untyped
    scale = min(DOTS / 72, LONGEST / max(*page.get_size(), 1))
    bitmap = page.render(scale=scale)
    try:
        return _jpeg(bitmap.to_pil())
    finally:
        bitmap.close()


def _jpeg(picture: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in {"RGBA", "LA", "P", "PA"}:
        paper = Image.new("RGB", upright.size, "white")
        cut = upright.convert("RGBA")
        paper.paste(cut, mask=cut.getchannel("A"))
        upright = paper
    shown = upright if upright.mode in {"L", "RGB"} else upright.convert("RGB")
    shown.thumbnail((LONGEST, LONGEST))
    out = io.BytesIO()
    shown.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
