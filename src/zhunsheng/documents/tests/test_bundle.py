"""Papers and files bound as one PDF: cover, catalogue with pages, bookmarks, slips."""

from __future__ import annotations

import datetime
import zlib

import pypdfium2 as pdfium

from zhunsheng.documents.rendering import Bundle, Paper, Para, Piece, page_count, render_bundle
from zhunsheng.documents.rendering.pdf import render_pdf

DAY = datetime.date(2026, 6, 10)


def paper(text: str, pages: int = 1) -> bytes:
    body = tuple(Para(text) for _ in range(pages * 24))
    return render_pdf(Paper("示例文书", "示1号", "示例局", DAY, body[: 1 if pages == 1 else None]))


def picture() -> bytes:
    """Return a PNG of one grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + crc

    head = (1).to_bytes(4, "big") * 2 + bytes((8, 0, 0, 0, 0))
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", head),
            chunk(b"IDAT", zlib.compress(b"\x00\x7f")),
            chunk(b"IEND", b""),
        )
    )


def bound(*pieces: Piece) -> pdfium.PdfDocument:
    bundle = Bundle("证据材料", "示例局", DAY, (("案件编号", "示复1号"),), pieces, "ab" * 32)
    return pdfium.PdfDocument(render_bundle(bundle, unbound="原件另行提交"))


def text(document: pdfium.PdfDocument, page: int) -> str:
    said: str = document[page].get_textpage().get_text_range()
    return said


class TestBundle:
    def test_has_a_cover_a_catalogue_with_pages_and_a_bookmark_for_each_piece(self):
        long = paper("第二件的内容。" * 12, pages=2)
        count = page_count(long)
        assert count > 1
        document = bound(
            Piece("甲文书", "程序", paper("第一件的内容。"), own=True),
            Piece("乙文书", "事实", long, own=True),
            Piece("照片", "现场", picture()),
        )
        assert len(document) == 2 + 1 + count + 1
        marks = [(m.get_title(), m.get_dest().get_index()) for m in document.get_toc()]
        assert marks == [("1　甲文书", 2), ("2　乙文书", 3), ("3　照片", 3 + count)]
        catalogue = text(document, 1)
        assert f"4—{3 + count}" in catalogue
        assert "共3件" in catalogue
        assert "第一件的内容" in text(document, 2)
        assert f"第3页，共{len(document)}页" in text(document, 2)

    def test_has_a_slip_for_what_cannot_be_printed(self):
        document = bound(
            Piece("录像", "经过", b"\x00\x00\x00 ftypmp42", slip="以光盘另行提交"),
            Piece("实物", "物证", None, slip="原件另行提交"),
            Piece("坏文件", "事实", b"%PDF-1.7 broken", slip="无法合并"),
        )
        assert len(document) == 5
        assert "以光盘另行提交" in text(document, 2)
        assert "原件另行提交" in text(document, 3)
        assert "无法合并" in text(document, 4)
