"""A large sheet read in pieces says the same as one that is read whole, and refuses the same."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from zhunsheng.web import sheets, streams
from zhunsheng.web.sheets import UnreadableSheet
from zhunsheng.web.streams import LARGE, Limits, rows_of


def book(rows: list[list[object]]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"}) as made:
        sheet = made.add_worksheet("名单")
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                if value is not None:
                    sheet.write(at, place, value)
    return out.getvalue()


def changed(content: bytes, old: bytes, new: bytes) -> bytes:
    """Return the file with something replaced in the XML of its sheet."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            is_sheet = name == "xl/worksheets/sheet1.xml"
            after.writestr(name, text.replace(old, new) if is_sheet else text)
    return out.getvalue()


ROWS: list[list[object]] = [
    ["名称", "数", "日期"],
    ["示例甲", 3, date(2026, 1, 15)],
    [None, None, None],
    *([f"示例{n}", n / 2, True] for n in range(4, 60)),
]


class TestRows:
    def test_come_as_when_the_file_is_read_whole(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(streams, "PIECE_ROWS", 7)
        monkeypatch.setattr(streams, "CHUNK", 512)
        content = book(ROWS)
        found = list(rows_of("名单.xlsx", content, LARGE))
        whole = sheets.rows_of("名单.xlsx", content)
        assert [number for number, _ in found] == list(range(1, 60))
        assert [tuple(cells) for _, cells in found] == whole

    def test_of_a_csv_come_too(self):
        assert list(rows_of("a.csv", "名称,数\n示例,1\n".encode(), LARGE)) == [
            (1, ["名称", "数"]),
            (2, ["示例", "1"]),
        ]


class TestFile:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", sheets.EMPTY_FILE),
            (b"PK\x03\x04 no archive", sheets.DAMAGED),
            (changed(book(ROWS), b' r="A2"', b' r="XFD2"'), sheets.TOO_MANY_COLUMNS),
            (changed(book(ROWS), b' r="A2"', b""), sheets.DAMAGED),
            (
                changed(book(ROWS), b' r="A2"', b' r="A1048576"'),
                streams.TOO_MANY_ROWS.format(rows=LARGE.rows),
            ),
        ],
    )
    def test_is_refused_before_it_fills_the_memory(self, content: bytes, message: str):
        with pytest.raises(UnreadableSheet) as refusal:
            list(rows_of("名单.xlsx", content, LARGE))
        assert refusal.value.message == message

    def test_beyond_the_limits_is_refused(self):
        content = book(ROWS)
        for limits in (Limits(100, 10**9, 99), Limits(10**9, 100, 99)):
            with pytest.raises(UnreadableSheet):
                list(rows_of("名单.xlsx", content, limits))
        with pytest.raises(UnreadableSheet) as refusal:
            list(rows_of("名单.xlsx", content, Limits(10**9, 10**9, 10)))
        assert refusal.value.message == streams.TOO_MANY_ROWS.format(rows=10)


class TestBomb:
    """A small file that unpacks to a huge one is refused before it is unpacked."""

    def packed(self, part: str, size: int) -> bytes:
        out = BytesIO(book(ROWS))
        with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as made:
            made.writestr(part, b"\0" * size)
        return out.getvalue()

    def test_by_its_ratio_is_refused(self):
        content = self.packed("xl/media/image1.bin", streams.CHUNK + 1)
        with pytest.raises(UnreadableSheet) as refusal:
            list(rows_of("a.xlsx", content, LARGE))
        assert str(refusal.value) == streams.TOO_DENSE

    def test_by_its_shared_texts_is_refused(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(streams, "MOST_SHARED", 100)
        with pytest.raises(UnreadableSheet) as refusal:
            list(rows_of("a.xlsx", book(ROWS), LARGE))
        assert str(refusal.value) == streams.TOO_DENSE


def test_narrow_rows_are_no_gap(monkeypatch: pytest.MonkeyPatch):
    """A chunk of narrow rows holds more of them than a piece; nothing is missing between them."""
    monkeypatch.setattr(streams, "PIECE_ROWS", 5)
    content = book([[n] for n in range(1, 60)])
    assert [number for number, _ in rows_of("a.xlsx", content, LARGE)] == list(range(1, 60))
