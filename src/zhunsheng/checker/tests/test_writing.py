"""Marked-up copies: each finding stands at its place, in a page and in a Word file."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from zhunsheng.checker import reading
from zhunsheng.checker.check import examine
from zhunsheng.checker.tests.samples import CLEAN_REPORT, report
from zhunsheng.checker.tests.test_check import PIECES
from zhunsheng.checker.writing import docx as word
from zhunsheng.checker.writing import html
from zhunsheng.checker.writing.marks import copy_of

TEXT = "落实法治审核。\n见示办[2020]1号。检查5家（甲1家、乙3家）。"


def examined(text):
    return examine(items=reading.read_text(text))


def commented(data):
    """Return for each comment of a Word file the words it stands on, and its text."""
    document = docx.Document(io.BytesIO(data))
    found = {}
    for start in document.element.body.iter(qn("w:commentRangeStart")):
        number, words, inside = start.get(qn("w:id")), [], False
        for element in document.element.body.iter():
            if element is start:
                inside = True
            elif element.tag == qn("w:commentRangeEnd") and element.get(qn("w:id")) == number:
                break
            elif inside and element.tag == qn("w:t"):
                words.append(element.text or "")
        found[number] = "".join(words)
    return [(found[str(c.comment_id)], c.text, c.author) for c in document.comments]


def styles(document):
    return [str(getattr(paragraph.style, "name", "")) for paragraph in document.paragraphs]


class TestMarks:
    def test_put_the_text_together_again(self):
        copy = copy_of(examined(TEXT))

        assert ["".join(p.text for p in line.pieces) for line in copy.lines] == TEXT.split("\n")

    def test_stand_on_the_words_of_the_finding(self):
        copy = copy_of(examined(TEXT))
        marked = [
            (piece.text, [note.finding.rule for note in piece.notes])
            for line in copy.lines
            for piece in line.pieces
            if piece.notes
        ]

        assert marked == [
            ("法治审核", ["L12"]),
            ("示办[2020]1号", ["L13"]),
            ("5家（甲1家、乙3家", ["L01"]),
        ]

    def test_of_findings_over_one_another_show_the_heavier(self):
        text = report("办理行政审批190件，其中许可85件，备案25件。")
        pieces = [
            (piece.text, piece.severity, len(piece.notes))
            for line in copy_of(examined(text)).lines
            for piece in line.pieces
            if piece.severity and "190" in piece.text
        ]

        assert pieces == [("190件，其中许可85件，备案25件", "warning", 2)]

    def test_cut_rows_of_tables_at_their_cells(self):
        page = b"<table><tr><td>a</td><td>5</td></tr><tr><td>b</td><td>6</td></tr></table>"
        copy = copy_of(examine(items=reading.read_bytes("a.html", page)))

        assert [[p.text for cell in line.cells for p in cell] for line in copy.lines] == [
            ["a", "5"],
            ["b", "6"],
        ]
        assert [(line.starts_table, line.ends_table) for line in copy.lines] == [
            (True, False),
            (False, True),
        ]


class TestPage:
    def test_needs_nothing_else_and_leads_both_ways(self):
        page = html.page(examined(TEXT), name="甲.txt")

        assert page.count("<mark ") == 3
        for number in (1, 2, 3):
            for part in (f'id="t{number}"', f'href="#f{number}"', f'id="f{number}"'):
                assert page.count(part) == 1
            assert f'href="#t{number}"' in page
        assert "http" not in page
        assert "<script" not in page

    def test_says_the_severity_by_word_and_sign(self):
        page = html.page(examined(TEXT), name="甲.txt")

        assert "〔✕1 错误〕" in page
        assert "〔△2 提醒〕" in page

    def test_shows_what_was_written_and_runs_nothing_of_it(self):
        page = html.page(examined("<script>alert(1)</script>落实法治审核。"), name="<b>.txt")

        assert "<script>" not in page
        assert "&lt;b&gt;.txt" in page

    def test_of_a_clean_text_says_so(self):
        assert "没有发现问题" in html.page(examined(CLEAN_REPORT), name="甲.txt")


class TestNewWordFile:
    def test_has_a_comment_on_the_words_of_each_finding(self):
        found = commented(word.laid_out(examined(TEXT)))

        assert [(words, author) for words, _, author in found] == [
            ("法治审核", "准绳文稿核查"),
            ("示办[2020]1号", "准绳文稿核查"),
            ("5家（甲1家、乙3家", "准绳文稿核查"),
        ]
        assert found[0][1].startswith("【错误】L12　“法治审核”用词有误")
        assert "建议：改为“法制审核”。" in found[0][1]

    def test_is_checked_like_the_text_it_was_made_of(self):
        checked = examined(report("检查5家（甲1家、乙3家）。\n落实法治审核。"))
        again = examine(items=reading.read_bytes("a.docx", word.laid_out(checked)))

        assert [(f.rule, f.quote) for f in again.findings] == [
            (f.rule, f.quote) for f in checked.findings
        ]

    def test_takes_characters_that_no_xml_takes(self):
        found = commented(word.laid_out(examined("甲\x01\x02落实法治审核。")))

        assert [words for words, _, _ in found][1] == "法治审核"

    @given(st.lists(PIECES, max_size=60).map("".join))
    @settings(max_examples=25, deadline=None)
    def test_of_any_text_has_each_comment_on_its_words(self, text):
        checked = examined(text)
        found = commented(word.laid_out(checked))

        assert ["".join(words.split()) for words, _, _ in found] == [
            "".join(finding.quote.split()) for finding in checked.findings
        ]

    def test_holds_the_tables(self):
        page = (
            "<table><tr><td>甲</td><td>5家</td></tr><tr><td>法治审核</td><td>6家</td></tr></table>"
        )
        made = word.laid_out(examine(items=reading.read_bytes("a.html", page.encode())))

        (table,) = docx.Document(io.BytesIO(made)).tables
        assert [cell.text for row in table.rows for cell in row.cells] == [
            "甲", "5家", "法治审核", "6家",
        ]  # fmt: skip


class TestOwnWordFile:
    @pytest.fixture
    def own(self):
        """A file with looks of its own: runs that part words, a bold one, a marked one, a table."""
        document = docx.Document()
        document.add_heading("示例通知", 0)
        paragraph = document.add_paragraph("落实")
        paragraph.add_run("法治").bold = True
        paragraph.add_run(
            "审核，检查5家（甲1家、乙3家）。"
        ).font.highlight_color = WD_COLOR_INDEX.YELLOW
        table = document.add_table(2, 2)
        table.cell(1, 1).text = "落实法治审核"
        data = io.BytesIO()
        document.save(data)
        return data.getvalue()

    def test_gets_a_comment_at_each_place(self, own):
        checked = examine(items=reading.read_bytes("a.docx", own))

        found = commented(word.commented(checked, data=own))

        assert [words for words, _, _ in found] == [
            "法治审核",
            "5家（甲1家、乙3家",
            "法治审核",
        ]

    def test_keeps_its_words_and_looks(self, own):
        checked = examine(items=reading.read_bytes("a.docx", own))

        made = docx.Document(io.BytesIO(word.commented(checked, data=own)))

        before = docx.Document(io.BytesIO(own))
        assert [p.text for p in made.paragraphs] == [p.text for p in before.paragraphs]
        assert styles(made) == styles(before)
        runs = [(run.text, run.bold) for run in made.paragraphs[1].runs if run.text]
        assert ("法治", True) in runs
        lit = "".join(r.text for r in made.paragraphs[1].runs if r.font.highlight_color)
        assert lit == "审核，检查5家（甲1家、乙3家）。"

    def test_of_a_finding_on_the_whole_is_commented_at_its_beginning(self, own):
        document = docx.Document()
        document.add_paragraph("示例区应急管理局2024年度法治政府建设情况报告")
        document.add_paragraph("没有数字的报告。")
        data = io.BytesIO()
        document.save(data)
        checked = examine(items=reading.read_bytes("a.docx", data.getvalue()))

        found = commented(word.commented(checked, data=data.getvalue()))

        assert len(found) == len(checked.hits)
        assert found[0][0] == "示例区应急管理局2024年度法治政府建设情况报告"
