"""Papers as OFD (GB/T 33190): what a foreign reader finds in them is what the PDF shows."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

import ofdkit
import pypdfium2 as pdfium
import pytest
from fontTools.ttLib import TTFont

from zhunsheng.documents.rendering import (
    Column,
    FontMissing,
    Heading,
    Paper,
    Para,
    Seal,
    Table,
    ofd,
    render_ofd,
    render_pdf,
)

PAPER = Paper(
    title="年度报告",
    number="（示）应急〔2026〕1号",
    issuer="示例区应急管理局",
    date=datetime.date(2026, 1, 15),
    blocks=(
        Heading("执法情况"),
        Para("检查单位81家次，罚款<29>起&其他，占3.5%。" * 40),
        Table((Column("指标", 26), Column("数值", 18, "right")), (("检查", "81"), ("罚款", "29"))),
        Seal("示例区应急管理局", "2026年1月15日"),
    ),
)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def content() -> bytes:
    return render_ofd(PAPER)


class TestOfd:
    def test_says_on_each_page_what_the_pdf_says(self, content):
        with ofdkit.open(io.BytesIO(content)) as read:
            pages = [bare(page.text()) for page in read.pages]
            assert read.warnings == []
            assert read.info.title == "示例区应急管理局年度报告"
            assert read.info.creation_date == "2026-01-15"
        document = pdfium.PdfDocument(render_pdf(PAPER))
        printed = [bare(page.get_textpage().get_text_range()) for page in document]
        assert [sorted(page) for page in pages] == [sorted(page) for page in printed]
        assert "罚款<29>起&其他，占3.5%。" in pages[0]

    def test_sets_a_page_of_a4_with_the_sizes_of_gb_t_9704(self, content):
        """Body 三号, title 二号: 15.75 and 22 points, in millimetres."""
        with ofdkit.open(io.BytesIO(content)) as read:
            page = read.pages[0]
            assert (round(page.width), round(page.height)) == (210, 297)
        text = zipfile.ZipFile(io.BytesIO(content)).read("Doc_0/Pages/Page_0/Content.xml").decode()
        sizes = set(re.findall(r' Size="([\d.]+)"', text))
        assert {"5.556", "7.761"} <= sizes

    def test_draws_the_lines_of_a_table(self, content):
        held = zipfile.ZipFile(io.BytesIO(content))
        names = [name for name in held.namelist() if name.endswith("Content.xml")]
        drawn = "".join(held.read(name).decode() for name in names)
        assert drawn.count("<ofd:PathObject") == 8
        assert 'DashPattern="' in drawn

    def test_holds_of_each_font_what_occurs_and_nothing_else(self, content):
        held = zipfile.ZipFile(io.BytesIO(content))
        with ofdkit.open(io.BytesIO(content)) as read:
            said = set(bare("".join(page.text() for page in read.pages)))
        names = [name for name in held.namelist() if name.endswith(".otf")]
        drawn = set[str]()
        for name in names:
            drawn |= set(map(chr, TTFont(io.BytesIO(held.read(name))).getBestCmap()))
        assert drawn - {" "} == said
        assert len(names) == 2

    def test_is_the_same_file_for_the_same_paper(self, content):
        assert render_ofd(PAPER) == content

    def test_names_a_font_whose_file_is_missing(self, monkeypatch):
        monkeypatch.setattr(ofd, "font_files", lambda folder: ())
        with pytest.raises(FontMissing, match="找不到字体“Noto"):
            render_ofd(PAPER)
