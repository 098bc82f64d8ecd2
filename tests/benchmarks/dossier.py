"""How long a dossier of 300 pages takes, and a scan of 500 pages, and how much memory."""

from __future__ import annotations

import io
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops, ImageDraw

from tests.benchmarks.figures import Figure

if TYPE_CHECKING:
    from zhunsheng.archive.rendering import Piece

DAY: Final = date(2026, 11, 20)
SCANNED, MOST, TYPED = 200, 500, 100


def dossier() -> Iterator[Figure]:
    """Set 300 pages, a third of them papers, the rest scans; then take in a scan of 500 pages."""
    from zhunsheng.archive.rendering import render_dossier
    from zhunsheng.documents.choices import ScanFormat
    from zhunsheng.documents.rendering.scans import pages_of, read_scan

    with tempfile.TemporaryDirectory() as named:
        root = Path(named)
        content = scanned(SCANNED)
        begin = time.perf_counter()
        images = pages_of(content, ScanFormat.PDF, root / "drawn" / "scan")
        pieces = [*papers(), *scans(images)]
        data = render_dossier(
            pieces, title="示例案卷", issuer="示例区应急管理局", date=DAY, root=root
        )
        took = time.perf_counter() - begin
        on = f"{TYPED} pages of papers, {SCANNED} of a scan not drawn before, PDF/A-2b, "
        yield Figure("dossier of 300 pages", took, "s", 15, f"{on}{len(data) / 1e6:.0f} MB")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield Figure("dossier: peak memory", peak, "MB", 1000, "this process, the scan made in it")
        long = scanned(MOST)
        begin = time.perf_counter()
        told = read_scan(long)
        took = time.perf_counter() - begin
        yield Figure("500-page upload: looked at", took, "s", 2, f"{len(long) / 1e6:.0f} MB")
        assert told.pages == MOST
        begin = time.perf_counter()
        pages_of(long, ScanFormat.PDF, root / "drawn" / "long")
        took = time.perf_counter() - begin
        yield Figure("500-page upload: pages taken out", took, "s", 30, "one photograph a page")
        begin = time.perf_counter()
        pages_of(data, ScanFormat.PDF, root / "drawn" / "typed")
        took = (time.perf_counter() - begin) * 1000 / 300
        yield Figure("page of a typed PDF: drawn", took, "ms", 0, "150 dots per inch")


def papers() -> list[Piece]:
    """Return papers of 100 pages: decisions of four pages."""
    from zhunsheng.archive.rendering import Piece
    from zhunsheng.documents import queries, rules

    kind = rules.kinds_of(None)["penalty_decision"]
    paper = rules.compose(
        kind,
        rules.example(kind),
        number="（示）应急罚〔2026〕1号",
        issuer="示例区应急管理局",
        issued_on=DAY,
        terms=queries.law_terms(kind.terms, on=DAY),
    )
    return [Piece(f"决定书{n}", 1 + 4 * n, 4, paper) for n in range(TYPED // 4)]


def scans(images: list[Path]) -> list[Piece]:
    """Return the pictures as pieces of ten pages."""
    from zhunsheng.archive.rendering import Piece

    return [
        Piece(f"扫描件{n}", TYPED + 1 + n, 10, images=tuple(images[n : n + 10]))
        for n in range(0, len(images), 10)
    ]


def scanned(pages: int) -> bytes:
    """Return a PDF of photographs as a scanner makes them: A4, 150 dots per inch, grey."""
    picture = Image.effect_noise((1240, 1754), 8).point(lambda value: min(255, value + 100))
    draw = ImageDraw.Draw(picture)
    for line in range(40):
        draw.line((120, 150 + line * 38, 1120, 150 + line * 38), fill=40, width=9)
    out = io.BytesIO()
    rest = (ImageChops.offset(picture, 0, 3 * n) for n in range(1, pages))
    picture.save(out, "PDF", save_all=True, append_images=rest, resolution=150, quality=50)
    return out.getvalue()
