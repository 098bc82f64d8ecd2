"""The files of a report on a told year: the same bytes, the standard's layout."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
import pypdfium2
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from zhunsheng.annualreport import exports, queries
from zhunsheng.annualreport.tests.builders import compiled
from zhunsheng.statistics.tests.builders import YearWorld, kept_year

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[YearWorld]:
    with django_db_blocker.unblock(), kept_year() as told:
        yield told


class TestFiles:
    def test_are_the_same_bytes_every_time(self, world):
        row = compiled(world)
        for made in (exports.report_docx, exports.report_pdf, exports.figures_json):
            assert made(row) == made(row)

    def test_print_the_same_text_in_both_formats(self, world):
        row = compiled(world, note="本报告数字为虚构")
        paper = docx.Document(io.BytesIO(exports.report_docx(row)))
        words = "".join(p.text for p in paper.paragraphs)
        pdf = pypdfium2.PdfDocument(exports.report_pdf(row))
        printed = "".join(page.get_textpage().get_text_range() for page in pdf)
        printed = "".join(printed.split())
        for wanted in ("全年实施行政检查4家次", "本报告数字为虚构", "罚款金额4万元"):
            assert wanted in words
            assert wanted in printed


class TestLayout:
    """GB/T 9704: what of the layout of official papers can be read from the files themselves."""

    def test_of_the_page_and_of_the_lines_is_the_standards(self, world):
        paper = docx.Document(io.BytesIO(exports.report_docx(compiled(world))))
        section = paper.sections[0]
        sizes = (section.page_width, section.page_height)
        margins = (section.top_margin, section.bottom_margin)
        sides = (section.left_margin, section.right_margin)
        millimetres = [round((one or 0) / Mm(1)) for one in (*sizes, *margins, *sides)]
        assert millimetres == [210, 297, 37, 35, 28, 26]
        body = next(p for p in paper.paragraphs if p.text.startswith("按照法治政府建设"))
        form = body.paragraph_format
        assert round(225 / form.line_spacing.mm) == 22
        assert round(form.first_line_indent.pt, 2) == 2 * 15.75
        normal = paper.styles["Normal"]
        assert normal.font.size == Pt(16)
        spacing = normal.element.rPr.find(qn("w:spacing")).get(qn("w:val"))
        assert int(156 * Mm(1) / (Pt(16) + int(spacing) * Pt(1) / 20)) == 28

    def test_of_title_headings_and_text_names_the_types(self, world):
        paper = docx.Document(io.BytesIO(exports.report_docx(compiled(world))))
        found = {p.text: p.runs[0] for p in paper.paragraphs if p.runs}
        titles = [
            p for p in paper.paragraphs if p.runs and p.runs[0].font.size == docx.shared.Pt(22)
        ]
        assert len(titles) == 2
        assert {p.runs[0].font.name for p in titles} == {"方正小标宋简体"}
        assert {p.alignment for p in titles} == {WD_ALIGN_PARAGRAPH.CENTER}
        assert found["一、推进法治政府建设的主要举措和成效"].font.name == "黑体"
        assert found["（一）编制并执行年度监督检查计划"].font.name == "楷体_GB2312"
        assert found["附件"].font.name == "黑体"
        body = next(run for text, run in found.items() if text.startswith("按照法治政府建设"))
        assert body.font.name == "仿宋_GB2312"

    def test_of_page_number_date_and_annex_is_the_standards(self, world):
        row = compiled(world)
        paper = docx.Document(io.BytesIO(exports.report_docx(row)))
        section = paper.sections[0]
        feet = (section.footer, section.even_page_footer)
        said = [foot.paragraphs[0] for foot in feet]
        assert [one.text.replace("PAGE", "") for one in said] == ["—  —", "—  —"]
        assert [one.alignment for one in said] == [
            WD_ALIGN_PARAGRAPH.RIGHT,
            WD_ALIGN_PARAGRAPH.LEFT,
        ]
        assert {run.font.size.pt for one in said for run in one.runs} == {14}
        lines = [p.text for p in paper.paragraphs]
        assert "2026年1月15日" in lines
        assert lines.index("附件：数字清单") < lines.index("2026年1月15日") < lines.index("附件")
        pdf = pypdfium2.PdfDocument(exports.report_pdf(row))
        feet_of = [page.get_textpage().get_text_range().split() for page in pdf]
        for number, words in enumerate(feet_of, start=1):
            assert f"—{number}—" in "".join(words)
        file = exports.report_pdf(row)
        assert b"<pdfaid:part>2<" in file
        assert b"<pdfaid:conformance>B<" in file

    def test_of_the_annex_lists_what_the_text_prints(self, world):
        row = compiled(world)
        found = queries.text(row)
        printed = {run.figure for line in found.lines for run in line.runs} - {""}
        assert {one.key for one in queries.figure_lines(row, found)} == printed
        assert len(row.contents["figures"]) > len(printed)

    def test_of_the_web_page_can_be_read_aloud(self, world):
        page = exports.public_html(compiled(world)).decode()
        assert page.count("<h1>") == 1
        assert '<html lang="zh-CN">' in page
        assert page.count("<h2>") == 4
        for wanted in ("<caption>", '<th scope="col">', '<th scope="row">', "<main>"):
            assert wanted in page
