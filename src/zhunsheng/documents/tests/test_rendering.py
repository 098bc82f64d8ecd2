"""The files: every kind in both formats, the layout, determinism, and texts that attack."""

import datetime
import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from zhunsheng.documents import queries, rules
from zhunsheng.documents.rendering import (
    Column,
    FontMissing,
    Heading,
    Paper,
    Para,
    Table,
    render_docx,
    render_pdf,
    substitution,
)
from zhunsheng.documents.rendering.blocks import chinese_count, from_plain, to_plain

DAY = datetime.date(2026, 11, 20)
NUMBER = "（示）应急示〔2026〕1号"
ATTACKS = [
    '#panic("x")',
    '#read("/etc/passwd")',
    "*粗* _斜_ $ x^2 $ `码` @引 <签> // 注 /* 注 */",
    '"; sys.inputs "',
    "\\u{41} \\ #let a = 1",
    "</w:t></w:r><w:p/>&amp;&lt;",
    "{{ 7 * 7 }} {% now %}",
    "= 标题",
    "- 列表 + 列表 / 词: 义",
]


def paper_of(kind: rules.Kind) -> Paper:
    content = rules.frozen(kind, rules.example(kind))
    return rules.compose(
        kind,
        content,
        number=NUMBER,
        issuer="示例区应急管理局",
        issued_on=DAY,
        terms=queries.law_terms(kind.terms, on=DAY),
    )


def plain_paper(*texts: str) -> Paper:
    blocks = tuple(Para(text) for text in texts)
    return Paper("示例文书", NUMBER, "示例区应急管理局", DAY, blocks)


def squeezed(text: str) -> str:
    return "".join(text.split())


def pdf_text(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return squeezed("".join(page.get_textpage().get_text_range() for page in pages))


def docx_text(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    return squeezed("".join(node.text or "" for node in body.iter(qn("w:t"))))


def texts_of(kind: rules.Kind) -> Iterator[str]:
    for value in rules.example(kind).values():
        if isinstance(value, str):
            yield squeezed(value)
        else:
            yield from (squeezed(cell) for record in value for cell in record.values())


@pytest.mark.parametrize("kind", queries.kinds().values(), ids=lambda kind: kind.key)
class TestEveryKind:
    def test_prints_all_its_contents_in_both_formats(self, kind: rules.Kind):
        paper = paper_of(kind)
        for text in (pdf_text(render_pdf(paper)), docx_text(render_docx(paper))):
            missing = [value for value in texts_of(kind) if value not in text]
            assert missing == []
            assert squeezed(NUMBER) in text
            assert "示例区应急管理局" + squeezed(kind.title) in text

    def test_keeps_inside_the_margins_of_an_a4_page(self, kind: rules.Kind):
        left, right = 28 / 25.4 * 72, (210 - 26) / 25.4 * 72
        for page in pypdfium2.PdfDocument(render_pdf(paper_of(kind))):
            assert [round(side) for side in page.get_size()] == [595, 842]
            text = page.get_textpage()
            boxes = [text.get_charbox(place) for place in range(text.count_chars())]
            assert min(box[0] for box in boxes if box[2] > box[0]) >= left - 1
            assert max(box[2] for box in boxes if box[2] > box[0]) <= right + 6


class TestPaper:
    def test_comes_back_from_its_plain_values(self):
        for kind in queries.kinds().values():
            paper = paper_of(kind)
            assert to_plain(from_plain(to_plain(paper))) == to_plain(paper)

    def test_numbers_headings_in_four_levels(self):
        levels = [1, 2, 2, 3, 4, 1, 2]
        paper = Paper("报告", "", "示例局", DAY, tuple(Heading("题", level) for level in levels))
        texts = [block.text for block in from_plain(to_plain(paper)).blocks]  # type: ignore[union-attr]
        assert texts == [
            "一、题",
            "（一）题",
            "（二）题",
            "1.题",
            "（1）题",
            "二、题",
            "（一）题",
        ]

    def test_counts_in_chinese_beyond_ten(self):
        assert [chinese_count(n) for n in (1, 10, 11, 20, 25)] == [
            "一",
            "十",
            "十一",
            "二十",
            "二十五",
        ]

    def test_sets_28_characters_a_line_and_22_lines_a_page(self):
        data = render_pdf(plain_paper("甲" * 28 * 60))
        page = pypdfium2.PdfDocument(data)[1].get_textpage()
        lines = page.get_text_range().replace("\r", "").split("\n")
        body = [line for line in lines if "甲" in line]
        assert [len(line) for line in body] == [28] * 22

    def test_puts_the_page_number_on_the_outer_side(self):
        pages = pypdfium2.PdfDocument(render_pdf(plain_paper("甲" * 28 * 60)))
        middle = 595 / 2
        for number, page in enumerate(pages, start=1):
            text = page.get_textpage()
            found = text.search(f"— {number} —").get_next()
            assert found is not None
            left = text.get_charbox(found[0])[0]
            assert (left > middle) == (number % 2 == 1)

    def test_turns_the_page_for_a_wide_table(self):
        table = Table(tuple(Column(f"列{n}") for n in range(12)), (("值",) * 12,), wide=True)
        paper = Paper("计划", "", "示例局", DAY, (Para("前"), table, Para("后")))
        sizes = [page.get_size() for page in pypdfium2.PdfDocument(render_pdf(paper))]
        assert [width > height for width, height in sizes] == [False, True, False]
        sections = docx.Document(io.BytesIO(render_docx(paper))).sections
        widths = [round(section.page_width.mm) for section in sections if section.page_width]
        assert widths == [210, 297, 210]


class TestPdf:
    def test_is_the_same_byte_for_byte(self):
        kind = queries.kind("penalty_decision")
        assert render_pdf(paper_of(kind)) == render_pdf(paper_of(kind))

    def test_declares_pdf_a_2b_and_its_date_and_what_stands_in_for_which_font(self):
        data = render_pdf(plain_paper("正文"))
        assert b"pdfaid:part>2<" in data
        assert b"pdfaid:conformance>B<" in data
        assert b"D:20261120" in data
        assert "仿宋_GB2312以思源宋体代替".encode() in data
        assert substitution() == (
            "字体替代：仿宋_GB2312以思源宋体代替，方正小标宋简体以思源宋体代替，"
            "黑体以思源黑体代替，楷体_GB2312以思源宋体代替。"
        )

    @pytest.mark.parametrize("attack", ATTACKS)
    def test_prints_markup_as_the_text_it_is(self, attack: str):
        paper = Paper(attack, attack, attack, DAY, (Para(attack, lead=attack), Heading(attack)))
        assert pdf_text(render_pdf(paper)).count(squeezed(attack)) == 6

    def test_prints_a_character_that_no_font_has_by_its_code_and_says_so(self):
        family = "\U0001f468\u200d\U0001f469"
        text = pdf_text(render_pdf(plain_paper("示例\U00030000", f"甲\U0001f600{family}\ue000乙")))
        assert "示例〔U+30000〕" in text
        assert "甲〔U+1F600〕〔U+1F468〕〔U+200D〕〔U+1F469〕〔U+E000〕乙" in text
        assert "本件有6个字符现有字体不能显示，已用统一码编号标出" in text

    def test_says_nothing_of_characters_where_all_can_be_shown(self):
        assert "统一码" not in pdf_text(render_pdf(plain_paper("示例")))

    def test_says_in_chinese_that_the_font_folder_is_not_there(self, tmp_path: Path):
        with pytest.raises(FontMissing, match=r"字体文件夹“.*没有”不存在"):
            render_pdf(plain_paper("正文"), fonts=tmp_path / "没有")

    def test_prints_rare_characters_of_names(self):
        assert "垚喆䶮犇㛃堃龘" in pdf_text(render_pdf(plain_paper("垚喆䶮犇㛃堃龘")))


class TestDocx:
    def test_is_the_same_byte_for_byte_at_another_time(self):
        paper = paper_of(queries.kind("penalty_decision"))
        first = render_docx(paper)
        time.sleep(2.1)  # an instant of a zip archive has two seconds
        assert render_docx(paper) == first

    def test_fixes_the_instants_inside_the_archive(self):
        with zipfile.ZipFile(io.BytesIO(render_docx(plain_paper("正文")))) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    @pytest.mark.parametrize("attack", ATTACKS)
    def test_prints_markup_as_the_text_it_is(self, attack: str):
        paper = Paper(attack, attack, attack, DAY, (Para(attack, lead=attack), Heading(attack)))
        assert docx_text(render_docx(paper)).count(squeezed(attack)) == 6

    def test_has_the_margins_of_official_papers(self):
        section = docx.Document(io.BytesIO(render_docx(plain_paper("正文")))).sections[0]
        margins = (
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
        assert [round(margin.mm) for margin in margins if margin] == [37, 35, 28, 26]

    def test_gives_28_characters_a_line_and_22_lines_a_page(self):
        word = docx.Document(io.BytesIO(render_docx(plain_paper("正文"))))
        normal = word.styles["Normal"]
        spacing = normal.element.rPr.find(qn("w:spacing"))
        size, condensed = normal.font.size.pt, int(spacing.get(qn("w:val"))) / 20
        assert int((210 - 28 - 26) / 25.4 * 72 // (size + condensed)) == 28
        height = word.paragraphs[-1].paragraph_format.line_spacing.pt
        assert int((297 - 37 - 35) / 25.4 * 72 // height) == 22
        assert word.sections[0]._sectPr.find(qn("w:docGrid")) is None

    def test_names_the_fonts_of_official_papers(self):
        data = render_docx(paper_of(queries.kind("penalty_decision")))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            text = archive.read("word/document.xml").decode()
        for font in ("仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"):
            assert f'w:eastAsia="{font}"' in text
