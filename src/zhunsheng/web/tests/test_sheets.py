"""Spreadsheets: what is read, what is refused before it can do harm, what is written."""

from __future__ import annotations

import tracemalloc
import zipfile
from contextlib import suppress
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from zhunsheng.web import sheets
from zhunsheng.web.sheets import Column, UnreadableSheet
from zhunsheng.web.tablefiles import Table, write_sheets

COLUMNS = (Column("name", "名称", required=True), Column("count", "数量"))


def xlsx(*rows: tuple[object, ...]) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for line, cells in enumerate(rows):
            for at, cell in enumerate(cells):
                sheet.write(line, at, cell, day if hasattr(cell, "year") else None)
    return buffer.getvalue()


def read(content: bytes, filename: str = "a.xlsx") -> sheets.Sheet:
    return sheets.read_sheet(filename=filename, content=content, columns=COLUMNS)


def changed(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return the archive with a text replaced in one of its files."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for entry in source.infolist():
            text = source.read(entry)
            assert entry.filename != name or old in text
            target.writestr(
                entry.filename, text.replace(old, new) if entry.filename == name else text
            )
    return buffer.getvalue()


def refused(content: bytes, filename: str = "a.xlsx") -> str:
    with pytest.raises(UnreadableSheet) as refusal:
        read(content, filename)
    return refusal.value.message


SHEET = "xl/worksheets/sheet1.xml"
GOOD = xlsx(("名称", "数量"), ("甲", 3))


class TestReading:
    def test_gives_text_whatever_the_cell_holds(self):
        sheet = read(xlsx(("名称", "数量"), (date(2025, 3, 3), 7.0), ("甲", 2.5), (True, "")))
        assert [row.cells for row in sheet.rows] == [("2025-03-03", "7"), ("甲", "2.5"), ("是", "")]

    def test_counts_rows_as_the_file_does(self):
        sheet = read(xlsx(("标题", ""), ("名称", "数量"), ("", ""), ("甲", 1)))
        assert [row.number for row in sheet.rows] == [4]

    def test_reads_the_kept_value_of_a_formula_and_never_computes_one(self):
        sheet = read("名称,数量\r\n=1+1,@SUM(A1)\r\n".encode(), "a.csv")
        assert sheet.rows[0].cells == ("=1+1", "@SUM(A1)")

    def test_splits_a_csv_at_tabs_and_semicolons_too(self):
        assert read("名称\t数量\n甲\t1\n".encode(), "a.csv").rows[0].cells == ("甲", "1")
        assert read("名称;数量\n甲;1\n".encode(), "a.csv").rows[0].cells == ("甲", "1")

    def test_takes_a_quoted_cell_of_two_lines_as_one_row(self):
        sheet = read('名称,数量\r\n"甲\n乙",1\r\n丙,2\r\n'.encode(), "a.csv")
        assert [row.cells[0] for row in sheet.rows] == ["甲\n乙", "丙"]


class TestRefusal:
    def test_of_an_old_or_locked_file(self):
        assert refused(b"\xd0\xcf\x11\xe0" + bytes(600)) == sheets.OLD_OR_LOCKED

    def test_of_a_file_over_the_limit(self):
        assert refused(b"PK" + bytes(sheets.MOST_BYTES)) == sheets.TOO_LARGE

    def test_of_a_small_file_that_unpacks_into_too_much(self):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/sharedStrings.xml", bytes(sheets.MOST_UNPACKED + 1))
        assert len(buffer.getvalue()) < 100_000
        assert refused(buffer.getvalue()) == sheets.TOO_LARGE

    def test_of_a_file_that_lies_about_what_it_unpacks_into(self):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/sharedStrings.xml", bytes(sheets.MOST_UNPACKED))
        bomb = bytearray(buffer.getvalue())
        for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            start = bomb.index(mark) + place
            bomb[start : start + 4] = (1000).to_bytes(4, "little")
        tracemalloc.start()
        try:
            assert refused(bytes(bomb)) == sheets.DAMAGED
            assert tracemalloc.get_traced_memory()[1] < sheets.MOST_UNPACKED // 8
        finally:
            tracemalloc.stop()

    def test_of_a_cell_far_below_that_would_fill_the_memory(self):
        bomb = changed(GOOD, SHEET, b'r="B2"', b'r="B1048576"')
        assert refused(bomb) == sheets.TOO_MANY_ROWS

    def test_of_a_cell_far_to_the_right(self):
        bomb = changed(GOOD, SHEET, b'r="B2"', b'r="XFD2"')
        assert refused(bomb) == sheets.TOO_MANY_COLUMNS

    def test_of_cells_without_places_that_spread_too_wide(self):
        bomb = changed(GOOD, SHEET, b"</row>", b"<c><v>1</v></c>" * 101 + b"</row>")
        assert refused(bomb) == sheets.TOO_MANY_COLUMNS

    def test_of_an_archive_that_is_no_sheet(self):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("a.txt", "x")
        assert refused(buffer.getvalue()) == sheets.DAMAGED

    def test_of_entities_that_multiply(self):
        laughs = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
        bomb = changed(GOOD, "xl/sharedStrings.xml", b"<sst", laughs + b"<sst")
        bomb = changed(bomb, "xl/sharedStrings.xml", "甲".encode(), b"&b;")
        try:
            cells = read(bomb).rows[0].cells
        except UnreadableSheet:
            return
        assert len(cells[0]) < 10

    def test_names_the_headings_that_are_missing(self):
        assert refused(xlsx(("数量",), (1,))) == (
            "表头缺少：名称。请使用下载的模板，列的先后不限。"
        )

    def test_of_a_heading_that_stands_twice(self):
        message = refused(xlsx(("名称", "名称"), ("甲", "乙")))
        assert message == "表头“名称”出现了两次。请只保留一列后再上传。"

    def test_of_every_cut_of_a_good_file_is_one_sentence(self):
        for end in range(4, len(GOOD), 97):
            assert refused(GOOD[:end]).endswith("。")

    def test_of_every_flipped_byte_is_one_sentence_or_a_reading(self):
        for at in range(0, len(GOOD), 41):
            broken = GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1 :]
            with suppress(UnreadableSheet):
                assert read(broken).rows


class TestWriting:
    def cells(self, content: bytes, sheet: int = 0) -> list[list[Any]]:
        return (
            CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(sheet).to_python()
        )

    def test_keeps_text_as_text_so_that_no_formula_runs(self):
        table = Table("表", ("名称",), (("=HYPERLINK(1)",), ("http://example.invalid",)))
        content = write_sheets((table,))
        assert self.cells(content)[1:] == [["=HYPERLINK(1)"], ["http://example.invalid"]]
        assert b"<f>" not in zipfile.ZipFile(BytesIO(content)).read(SHEET)

    def test_gives_the_same_bytes_for_the_same_table(self):
        table = Table("表", ("名称",), (("甲",),))
        assert write_sheets((table,)) == write_sheets((table,))

    def test_makes_a_template_that_is_read_once_filled(self):
        content = sheets.template_bytes(COLUMNS, title="表", guide="说明")
        assert self.cells(content) == [["名称*", "数量"]]
        assert refused(content) == sheets.NO_ROWS

    def test_makes_an_error_sheet_that_can_be_mended_and_sent_again(self):
        content = sheets.error_sheet(
            headings=("名称", "数量"),
            rejected=[(5, ("甲", "x"))],
            errors=[(5, "数量", "不是整数。"), (5, "名称", "太短。")],
        )
        assert self.cells(content)[1] == [5.0, "数量、名称", "不是整数。\n太短。", "甲", "x"]
        again = read(content)
        assert (again.value(again.rows[0], "name"), again.value(again.rows[0], "count")) == (
            "甲",
            "x",
        )
