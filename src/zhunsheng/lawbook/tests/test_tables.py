"""Spreadsheets of benchmarks: read as a whole, or every bad row named with sheet and row."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from zhunsheng.lawbook import exports
from zhunsheng.lawbook.choices import FineModel, TableState, TableStep
from zhunsheng.lawbook.rules import own
from zhunsheng.lawbook.tables.cells import NotANumber, formulas, whole
from zhunsheng.lawbook.tables.columns import COLUMNS, EXAMPLE
from zhunsheng.lawbook.tables.content import Head, read
from zhunsheng.lawbook.tables.reading import Table, read_table
from zhunsheng.lawbook.tables.template import EXAMPLES
from zhunsheng.lawbook.tests.sheets import HEADINGS, KEYS, TABLE, Row, book, row, xlsx
from zhunsheng.web.sheets import UnreadableSheet

DAY = date(2026, 3, 2)
HEAD = Head("X", "APL-2021:34", "和《示例》", "CN", DAY, None, "示例.xlsx", DAY, True)


def table(content: bytes, filename: str = "示例.xlsx") -> Table:
    return read_table(filename=filename, content=content, head=HEAD)


def bad(*rows: Row) -> list[tuple[int, str, str]]:
    found = table(xlsx(*rows))
    assert not (found.bad and found.kept), "nothing is half-loaded"
    return [(one.row, one.column, one.message) for one in found.bad]


class TestReading:
    def test_makes_benchmarks_of_the_lawbook_s_own_form(self):
        found = table(xlsx(*TABLE))
        assert (found.bad, found.rows_read) == ((), 6)
        rows, broken = read(HEAD, found.kept)
        assert broken == ()
        welders, lease, report = rows
        assert (welders.violation, welders.place) == ("safety.97-7", "和《示例》第1项")
        assert [tier.key for tier in welders.tiers] == ["A", "B"]
        assert [(f.least, f.most) for f in welders.tiers[1].fines] == [
            (2_000_000, 10_000_000),
            (12_000_000, 20_000_000),
        ]
        assert (lease.tiers[0].fines[0].model, lease.tiers[0].when[0].least) == (
            FineModel.GAINS,
            10_000_000,
        )
        assert (report.tiers[0].fines[0].model, report.tiers[0].fines[0].most) == (
            FineModel.INCOME,
            70,
        )

    def test_takes_bands_and_weights_for_every_violation(self):
        empty = {"fact1": "", "from1": "", "below1": "", "who": "", "stage": ""}
        rows = [
            row(violation="全部", model="区间", tier=tier, **empty, least=least, most=most)
            for tier, least, most in (("从轻", 0, 30), ("一般情形", 30, 70), ("从重", 70, 100))
        ]
        (general,), _ = read(HEAD, table(xlsx(*rows)).kept)
        assert [(b.label, b.least, b.most) for b in general.bands] == [
            ("从轻", 0, 30), ("一般情形", 30, 70), ("从重", 70, 100),
        ]  # fmt: skip
        rows = [
            row(model="权重", tier="安全风险", **{**empty, "fact1": name}, least="", most=most)
            for name, most in (("一般", 10), ("较大", 20))
        ]
        (welders,), _ = read(HEAD, table(xlsx(*rows)).kept)
        assert welders.weights[0].options == {"一般": 10, "较大": 20}

    def test_reads_merged_cells_texts_and_full_width_digits_as_they_are_meant(self):
        merged = {"number": "", "violation": "", "model": "", "tier": ""}
        rows = (
            row(most="\uff12\uff10\uff0c\uff10\uff10\uff10元"),
            row(**merged, fact1="", from1="", below1="", stage="逾期未改正",
                least="10万", most="120000.0"),
        )  # fmt: skip
        kept = table(xlsx(*rows)).kept
        assert kept[0]["tiers"] == [
            {
                "key": "A",
                "when": {"persons": [1, 3]},
                "fines": [
                    {"who": "UNIT", "range": [0, 20000], "stage": 1},
                    {"who": "UNIT", "range": [100000, 120000], "stage": 2},
                ],
            }
        ]

    def test_reads_every_sheet_that_has_the_headings_and_names_it(self):
        two = book(("甲", TABLE[:2]), ("乙", (row(violation="nothing"),)))
        assert [(one.sheet, one.row) for one in table(two).bad] == [("乙", 2)]
        assert len(table(book(("甲", TABLE[:4]), ("乙", TABLE[4:]))).kept) == 3

    def test_tells_values_without_a_tier_as_a_doubt(self):
        found = table(xlsx(row(), row(tier="B", from1=5, below1="")))
        assert found.doubts == (
            "特种作业人员未持证上岗：涉及人次为3时没有对应的阶次，按法定幅度裁量",
        )


class TestBadRows:
    @pytest.mark.parametrize(
        ("cells", "column", "said"),
        [
            ({"violation": "safety.0"}, "违法行为编码", "没有编码为“safety.0”"),
            ({"violation": "", "from1": 1}, "违法行为编码", "没有填写"),
            ({"violation": "全部"}, "违法行为编码", "只能用于区间和权重"),
            ({"model": "估计"}, "模式", "不是可以填写的模式"),
            ({"fact1": "天气"}, "条件一", "不是可以填写的条件一"),
            ({"fact1": ""}, "条件一", "没有填写条件的事实"),
            ({"from1": 3}, "条件一不满", "没有任何数值符合"),
            ({"who": "邻居"}, "对象", "不是可以填写的对象"),
            ({"least": 30000}, "下限", "下限30000大于上限20000"),
            ({"most": 100001}, "上限", "超出《安全生产法》第九十七条第七项对单位的法定幅度"),
            ({"who": "主要负责人"}, "上限", "没有以该模式在该阶段对主要负责人规定罚款"),
            ({"most": "三万"}, "上限", "不是整数"),
            ({"most": "1-3"}, "上限", "不是整数"),
            ({"most": date(2026, 1, 3)}, "上限", "被表格软件当成了日期"),
            ({"most": "=10000*2"}, "", "该行含有公式"),
            ({"model": "区间", "tier": "轻"}, "裁量阶次", "不是可以填写的裁量阶次"),
            ({"model": "上一年年收入的比例", "most": 120}, "上限", "百分数不得大于100"),
        ],
    )
    def test_name_row_and_column_and_what_to_do(self, cells: Row, column: str, said: str):
        found = bad(row(**cells), row(tier="B", from1=3, below1=""))
        assert [(line, where) for line, where, text in found if said in text] == [(2, column)]

    def test_name_a_row_outside_the_law_beside_a_row_that_cannot_be_read(self):
        found = bad(row(least="三万"), row(tier="B", from1=3, below1="", most=150000))
        assert [(line, where) for line, where, _ in found] == [(2, "下限"), (3, "上限")]

    def test_are_all_named_at_once_and_nothing_is_kept(self):
        found = table(
            xlsx(
                row(violation="safety.0"),
                *TABLE,
                row(tier="C", from1=9, below1="", least=9, most=1),
                row(number=4, violation="safety.99-1", most=50001),
            )
        )
        assert [one.row for one in found.bad] == [2, 9, 10]
        assert found.kept == ()

    def test_name_what_contradicts_another_row(self):
        twice = bad(row(), row(most=10000))
        assert [(line, "与第2行重复" in text) for line, _, text in twice] == [(3, True)]
        other = bad(row(), row(from1=2, stage="逾期未改正", least=100000, most=120000))
        assert [(line, "条件与第2行不同" in text) for line, _, text in other] == [(3, True)]
        mixed = bad(row(), row(model="权重", tier="风险", fact1="大", from1="", below1="",
                               who="", stage="", least="", most=5))  # fmt: skip
        assert [(line, "与第2行不同" in text) for line, _, text in mixed] == [(3, True)]
        both = bad(row(), row(tier="B", from1=2, below1=9))
        assert [(line, "落入两个阶次" in text) for line, _, text in both] == [(2, True)]


def bomb() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (65 * 1024 * 1024))
    return buffer.getvalue()


def long() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        rows = b"<worksheet><sheetData>" + b"<row/>" * 200_000
        archive.writestr("xl/worksheets/sheet1.xml", rows)
    return buffer.getvalue()


class TestOddFiles:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "文件是空的"),
            (b"PK\x03\x04 no archive", "已损坏"),
            (b"%PDF-1.7", "不是.xlsx或.csv"),
            (b"\xd0\xcf\x11\xe0 old", "旧版.xls"),
            (xlsx(), "表头以下没有内容"),
            (xlsx(row(number=EXAMPLE)), "除标明“示例”的行以外没有内容"),
            (book(("甲", TABLE), headings=("序号", "违法行为编码")), "表头缺少"),
            (book(("甲", ()), headings=("单位名称",)), "表头缺少"),
        ],
    )
    def test_are_refused_as_a_whole_in_one_sentence(self, content: bytes, said: str):
        with pytest.raises(UnreadableSheet, match=said):
            table(content, "示例" if content.startswith(b"%") else "示例.xlsx")

    def test_too_long_or_too_large_to_unpack_are_refused_before_they_are_unpacked(self):
        for content, said in ((bomb(), "10兆字节"), (long(), "超过20000行")):
            with pytest.raises(UnreadableSheet, match=said):
                table(content)

    def test_cells_of_a_hostile_form_cost_no_time_and_break_nothing(self):
        """A name within a name, or a row of five thousand digits, is no place of a formula."""
        names = b"<c x='" + b' r="A1"' * 500_000 + b"'><v>1</v></c>"
        digits = b'<c r="A' + b"1" * 5000 + b'"><f>1</f></c>'
        book_of_one = b'<sheet name="s" r:id="r"/>'
        link = b'<Relationship Id="r" Target="s.xml"/>'
        for cell in (names, digits):
            buffer = BytesIO()
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
                made.writestr("xl/workbook.xml", book_of_one)
                made.writestr("xl/_rels/workbook.xml.rels", link)
                made.writestr("xl/s.xml", cell + b"<c r='B7'><f>1</f></c>")
            assert formulas(buffer.getvalue()) == {"s": frozenset({7})}


class TestTemplate:
    def test_names_rows_as_the_table_program_numbers_them(self):
        """The template has a line of instruction above its headings."""
        buffer = BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
            sheet = made.add_worksheet("示例 & “表”")
            sheet.write(0, 0, "示例说明")
            sheet.write_row(1, 0, HEADINGS)
            for line, least in ((2, "x"), (3, "=1+1")):
                for key, value in row(tier=str(line), least=least).items():
                    sheet.write(line, KEYS[key], value)
        found = table(buffer.getvalue()).bad
        assert [(one.sheet, one.row, one.column) for one in found] == [
            ("示例 & “表”", 3, "下限"),
            ("示例 & “表”", 4, ""),
        ]

    def test_is_read_again_as_it_is_with_its_examples(self):
        content = exports.benchmark_template()
        with pytest.raises(UnreadableSheet, match="除标明“示例”"):
            table(content)
        opened = CalamineWorkbook.from_filelike(BytesIO(content))
        assert opened.sheet_names == ["裁量基准", "填写说明", "违法行为编码表"]
        rows: list[list[Any]] = opened.get_sheet_by_index(0).to_python(skip_empty_area=False)
        assert [str(cell).rstrip("*") for cell in rows[1]] == [one.heading for one in COLUMNS]
        assert [line[0] for line in rows[2:]] == [EXAMPLE] * len(EXAMPLES)

    def test_gives_examples_that_the_law_bears(self):
        for shown in (EXAMPLES[:5], EXAMPLES[5:6], EXAMPLES[6:]):
            assert bad(*({"number": 1, **one} for one in shown)) == []


@pytest.mark.parametrize(
    ("text", "number"), [("\uff13万元", 30000), ("1\uff0c200", 1200), ("0.5万", 5000), ("7.0", 7)]
)
def test_a_number_is_whole_however_it_is_typed(text: str, number: int) -> None:
    assert whole(text) == number


@pytest.mark.parametrize("text", ["-1", "0.5", "1e99", "1e9999999", "NaN", "Infinity", "一"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        whole(text)


class TestSpan:
    def span(self, **days: date | None) -> tuple[date, date | None] | None:
        start = {"since": date(2026, 1, 1), "until": None, "adopted_on": date(2026, 3, 2)}
        found = own.in_force(**{**start, **days})  # type: ignore[arg-type]  # days by name
        return (found.since, found.until) if found else None

    def test_begins_with_the_adoption_and_ends_the_day_before_the_withdrawal(self):
        assert self.span(adopted_on=None) is None
        assert self.span() == (date(2026, 3, 2), None)
        assert self.span(since=date(2026, 5, 1)) == (date(2026, 5, 1), None)
        assert self.span(withdrawn_on=date(2026, 6, 1)) == (date(2026, 3, 2), date(2026, 5, 31))
        assert self.span(until=date(2026, 4, 30), replaced_on=date(2026, 6, 1)) == (
            date(2026, 3, 2),
            date(2026, 4, 30),
        )
        assert self.span(withdrawn_on=date(2026, 3, 2)) is None

    def test_tells_the_state_of_a_day(self):
        def state(on: date, **days: date | None) -> TableState:
            span = own.in_force(
                since=date(2026, 4, 1),
                until=date(2026, 12, 31),
                adopted_on=date(2026, 3, 2),
                **days,
            )
            told = {"withdrawn_on": None, "replaced_on": None, **days}
            return own.state_of(span, adopted_on=date(2026, 3, 2), on=on, **told)

        assert state(date(2026, 3, 31)) is TableState.COMING
        assert state(date(2026, 4, 1)) is TableState.ADOPTED
        assert state(date(2027, 1, 1)) is TableState.LAPSED
        assert state(date(2026, 6, 1), replaced_on=date(2026, 6, 1)) is TableState.REPLACED
        assert state(date(2026, 6, 1), withdrawn_on=date(2026, 6, 1)) is TableState.WITHDRAWN
        assert TableStep.IMPORT.value == "import"
