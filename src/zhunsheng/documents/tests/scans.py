"""Small real files: a scanned page, a scan of several pages, a locked PDF's beginning."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (124, 175), mode: str = "L") -> bytes:
    """Return a real picture of a page."""
    out = io.BytesIO()
    Image.new(mode, size, "white").save(out, kind)
    return out.getvalue()


@cache
def scan(pages: int = 2) -> bytes:
    """Return a real PDF as a scanner makes it: one photograph a page; made once, it is dated."""
    out = io.BytesIO()
    page = Image.new("L", (124, 175), "white")
    page.save(out, "PDF", save_all=True, append_images=[page] * (pages - 1), resolution=15)
    return out.getvalue()
