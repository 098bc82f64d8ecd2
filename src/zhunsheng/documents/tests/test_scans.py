"""What a signed original may be, by its content; its pages as pictures."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from zhunsheng.documents import rules
from zhunsheng.documents.choices import NumberState, ScanFormat
from zhunsheng.documents.rendering.scans import ScanUnreadable, pages_of, read_scan
from zhunsheng.documents.rules.scans import MOST_PAGES, Scan
from zhunsheng.documents.tests.scans import picture, scan


def codes(content: bytes, filename: str) -> list[str]:
    found = rules.scan_findings(read_scan(content), filename=filename, size=len(content))
    return [one.code.rpartition(".")[2] for one in found]


class TestScan:
    def test_is_told_by_its_content(self):
        assert read_scan(scan(3)) == Scan(ScanFormat.PDF, 3)
        assert read_scan(picture("JPEG")) == Scan(ScanFormat.JPEG, 1)
        assert read_scan(picture("PNG")) == Scan(ScanFormat.PNG, 1)

    @pytest.mark.parametrize("name", ["决定书.pdf", "决定书.PDF"])
    def test_is_taken_where_name_and_content_agree(self, name):
        assert codes(scan(), name) == []

    def test_is_refused_where_it_is_not_what_it_says(self):
        assert codes(picture("JPEG"), "决定书.pdf") == ["name_differs"]
        assert codes(b"MZ\x90\x00 not a scan", "决定书.pdf") == ["not_a_scan"]
        assert codes(b"", "决定书.pdf") == ["empty"]

    def test_is_refused_when_broken(self):
        assert codes(scan()[:300], "决定书.pdf") == ["unreadable"]
        assert codes(picture("PNG")[:60], "决定书.png") == ["unreadable"]

    def test_is_refused_beyond_five_hundred_pages_and_taken_with_them(self):
        most = Scan(ScanFormat.PDF, MOST_PAGES)
        over = Scan(ScanFormat.PDF, MOST_PAGES + 1)
        assert rules.scan_findings(most, filename="a.pdf", size=9) == ()
        (found,) = rules.scan_findings(over, filename="a.pdf", size=9)
        assert (found.code, "501页" in found.message) == ("document.original.too_many_pages", True)

    def test_a_picture_of_too_many_dots_is_not_unpacked(self):
        bomb = io.BytesIO()
        Image.new("1", (9000, 9000)).save(bomb, "PNG")
        assert codes(bomb.getvalue(), "图.png") == ["unreadable"]


class TestPages:
    def test_a_photographed_page_keeps_its_own_bytes(self, tmp_path):
        inside = picture("JPEG")
        pages = pages_of(scan(2), ScanFormat.PDF, tmp_path / "drawn")
        assert [page.name for page in pages] == ["0001.jpg", "0002.jpg"]
        assert pages[0].read_bytes()[:3] == inside[:3]
        with Image.open(pages[0]) as drawn:
            assert drawn.size == (124, 175)

    def test_a_picture_with_a_clear_ground_is_laid_on_white(self, tmp_path):
        content = io.BytesIO()
        Image.new("RGBA", (20, 30), (0, 0, 0, 0)).save(content, "PNG")
        (page,) = pages_of(content.getvalue(), ScanFormat.PNG, tmp_path / "drawn")
        with Image.open(page) as drawn:
            assert (drawn.mode, drawn.getpixel((5, 5))) == ("RGB", (255, 255, 255))

    def test_what_breaks_off_leaves_no_folder(self, tmp_path):
        with pytest.raises(ScanUnreadable):
            pages_of(picture("PNG")[:60], ScanFormat.PNG, tmp_path / "drawn")
        assert list(tmp_path.iterdir()) == []


class TestBlockCount:
    def test_accounts_for_every_number(self):
        states = [NumberState.ISSUED, NumberState.VOID, NumberState.RESERVED]
        count = rules.block_count(count=5, states=states, returned=2)
        assert count == rules.BlockCount(used=1, void=1, returned=2, out=1)
