"""The layout of GB/T 9704-2012, measured in the PDF in millimetres from its upper left corner."""

from __future__ import annotations

import datetime
import io
from itertools import pairwise

import docx
import pytest

from zhunsheng.documents.rendering import Heading, Paper, Para, Seal, render_docx, render_pdf
from zhunsheng.documents.rendering.blocks import Block, Fields, Note, Signatures
from zhunsheng.documents.rendering.drawn import Run, Sheet, sheets

DAY = "2026年1月15日"
BUREAU = "示例区应急管理局"
#: The type area: 156 by 225 mm, 37 mm under the upper edge and 28 mm beside the bound one.
TOP, LEFT, RIGHT, BOTTOM = 37, 28, 28 + 156, 37 + 225


def letter(lines: int) -> Paper:
    """Return a letter of so many short paragraphs, the names of its annex and its seal."""
    blocks: tuple[Block, ...] = (
        Heading("总体情况"),
        *(Para(f"第{number}段。") for number in range(1, lines)),
        Para("\u3000", indent=False),
        Para("附件：清单"),
        Seal(BUREAU, DAY),
    )
    return Paper("报告", "", BUREAU, datetime.date(2026, 1, 15), blocks)


@pytest.fixture(scope="module")
def pages() -> tuple[Sheet, ...]:
    return sheets(render_pdf(letter(60), closer=False))


def body(page: Sheet) -> list[Run]:
    return [run for run in page.runs if run.y < BOTTOM]


def foot(page: Sheet) -> Run:
    (found,) = (run for run in page.runs if run.y > BOTTOM)
    return found


class TestTypeArea:
    def test_holds_22_lines_a_page(self, pages):
        lines = sorted({round(run.y, 2) for run in body(pages[1])})
        assert len(lines) == 22
        steps = {round(after - before, 1) for before, after in pairwise(lines)}
        assert steps <= {10.2, 10.3}
        assert lines[0] - 0.8 * pages[1].runs[0].size == pytest.approx(TOP, abs=0.01)
        assert lines[-1] < BOTTOM

    def test_holds_28_characters_a_line(self):
        long = Paper("报告", "", BUREAU, datetime.date(2026, 1, 15), (Para("依法行政" * 40),))
        (page,) = sheets(render_pdf(long))
        full = [run for run in page.runs if len(run.text) >= 28]
        assert {len(run.text) for run in full} == {28}
        assert {round(run.places[0]) for run in full} == {LEFT}
        assert {round(run.places[-1] + run.size) for run in full} == {RIGHT}

    def test_sets_the_text_in_the_third_and_the_title_in_the_second_size(self, pages):
        sizes = {run.text: round(run.size * 72 / 25.4, 2) for run in pages[0].runs}
        assert (sizes["报告"], sizes["第1段。"], sizes["一、总体情况"]) == (22, 15.75, 15.75)

    def test_begins_a_paragraph_two_characters_in(self, pages):
        (first,) = (run for run in pages[0].runs if run.text == "第1段。")
        assert first.places[0] == pytest.approx(LEFT + 2 * first.size, abs=0.01)


class TestPageNumber:
    def test_stands_on_the_outer_side_one_character_in(self, pages):
        odd, even = foot(pages[0]), foot(pages[1])
        dash = odd.places[1] - odd.places[0]
        assert odd.places[-1] + dash == pytest.approx(RIGHT - odd.size, abs=1)
        assert even.places[0] == pytest.approx(LEFT + even.size, abs=0.01)

    def test_has_its_dashes_7_mm_under_the_type_area(self, pages):
        """A dash stands some 38 hundredths of its size above the line."""
        number = foot(pages[0])
        assert round(number.size * 72 / 25.4) == 14
        assert number.y - 0.38 * number.size == pytest.approx(BOTTOM + 7, abs=0.3)


class TestSeal:
    def test_has_the_date_end_four_characters_before_the_edge(self, pages):
        date = next(run for run in pages[-1].runs if run.text == DAY)
        issuer = next(run for run in pages[-1].runs if run.text == BUREAU)
        assert date.places[-1] + date.size == pytest.approx(RIGHT - 4 * date.size, abs=0.01)
        middles = [(run.places[0] + run.places[-1] + run.size) / 2 for run in (date, issuer)]
        assert middles[0] == pytest.approx(middles[1], abs=0.01)

    @pytest.mark.parametrize("lines", range(14, 22))
    def test_never_stands_on_a_page_without_text(self, lines):
        last = sheets(render_pdf(letter(lines), closer=False))[-1]
        said = [run.text for run in body(last)]
        assert DAY in said
        assert any(text.endswith("段。") for text in said)

    def test_keeps_the_text_beside_it_in_word_too(self):
        word = docx.Document(io.BytesIO(render_docx(letter(14))))
        kept = {line.text: line.paragraph_format.keep_with_next for line in word.paragraphs}
        assert kept["第13段。"]
        assert kept["附件：清单"]
        assert not kept["第12段。"]


class TestForm:
    @pytest.mark.parametrize("lines", range(18, 32))
    def test_begins_no_page_with_a_row_alone(self, lines):
        """55.2: who signs a record reads above the signatures what they confirm."""
        rows = tuple((f"第{number}项", "已核对") for number in range(1, lines))
        blocks: tuple[Block, ...] = (
            Fields(rows),
            Fields((("核对", "无误"), ("签名情况", "已签名"), ("音像记录", "全程录音"))),
            Signatures((("询问人（签名）", ""), ("记录人（签名）", ""))),
            Note("拒绝签名的，由执法人员注明情况。"),
        )
        paper = Paper("询问笔录", "", BUREAU, datetime.date(2026, 1, 15), blocks, style="form")
        told = ["".join(run.text for run in page.runs) for page in sheets(render_pdf(paper))]
        [held] = [text for text in told if "音像记录" in text]
        for said in ("核对", "签名情况", "询问人（签名）", "拒绝签名的"):
            assert said in held
