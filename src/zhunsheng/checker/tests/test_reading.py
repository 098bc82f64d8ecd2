"""Reading real files of every supported kind, and refusing the others with one clear sentence."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import docx
import pylopdf_fonts_zh_cn
import pytest
import typst
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from zhunsheng.checker.check import Unreadable, check_file, check_text
from zhunsheng.checker.tests.samples import CLEAN_REPORT

FAULTY = CLEAN_REPORT.replace("重点检查80家", "重点检查90家")
FAULT = ("L01", "合计写120家，各部分相加为130家：90＋40＝130，相差10家。")
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent


def faults(path: Path) -> list[tuple[str, str]]:
    return [(f.rule, f.message) for f in check_file(path=path)]


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def as_pdf(text: str, path: Path) -> Path:
    body = "\n\n".join(line for line in text.splitlines() if line)
    source = (
        f'#set page(width: 21cm, height: 12cm)\n#set text(font: "Noto Sans SC", size: 14pt)\n{body}'
    )
    typst.compile(written(path.with_suffix(".typ"), source.encode()), path, font_paths=[FONTS])
    return path


def as_html(text: str) -> str:
    body = "".join(f"<p>{line}</p>" for line in text.splitlines() if line)
    head = "<head><title>网页</title><script>var a='检查XX家';</script></head>"
    return f"<html>{head}<body>{body}</body></html>"


class TestPlainText:
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
    )
    def test_is_read_in_each_encoding(self, tmp_path, encoding):
        path = written(tmp_path / "report.txt", FAULTY.encode(encoding))

        assert faults(path) == [FAULT]

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            ("示例區應急管理局檢查企業三百家，發現隱患六百項。".encode("big5"), "文字编码"),
            ("本日は検査の結果を報告します。".encode("shift_jis"), "文字编码"),
            (b"%PDF-1.4\n1 0 obj\n", "不是文本文件"),
        ],
    )
    def test_is_refused_where_it_only_decodes_by_chance(self, tmp_path, data, reason):
        with pytest.raises(Unreadable, match=reason):
            check_file(path=written(tmp_path / "report.txt", data))

    def test_keeps_windows_line_ends_out_of_the_findings(self, tmp_path):
        path = written(tmp_path / "report.txt", FAULTY.replace("\n", "\r\n").encode())

        assert faults(path) == [FAULT]

    def test_joins_a_sentence_that_a_page_break_tore_apart(self, tmp_path):
        text = FAULTY.replace("生产经营单位120家，其中重点", "生产经营单位120家，其中重\n\n点")
        path = written(tmp_path / "report.txt", text.encode())

        assert faults(path) == [FAULT]


class TestWordFile:
    def test_is_read_with_its_paragraphs(self, tmp_path):
        document = docx.Document()
        for line in FAULTY.splitlines():
            document.add_paragraph(line)
        document.save(tmp_path / "report.docx")

        assert faults(tmp_path / "report.docx") == [FAULT]

    def test_knows_automatic_numbers_as_headings(self, tmp_path):
        document = docx.Document()
        numbering = document.part.numbering_part.element
        level = (
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
            '<w:lvlText w:val="%1、"/></w:lvl>'
        )
        numbering.insert(
            0,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{level}</w:abstractNum>'
            ),
        )
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
        )
        for line in CLEAN_REPORT.splitlines():
            numbered = line[:2] in ("一、", "二、", "三、", "四、")
            paragraph = document.add_paragraph(line[2:] if numbered else line)
            if numbered:
                properties = paragraph._p.get_or_add_pPr()
                properties.append(
                    parse_xml(
                        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/>'
                        '<w:numId w:val="77"/></w:numPr>'
                    )
                )
        document.save(tmp_path / "report.docx")

        assert faults(tmp_path / "report.docx") == []

    def test_is_read_with_inserted_text_and_without_deleted_text(self, tmp_path):
        document = docx.Document()
        paragraph = document.add_paragraph("检查9家")
        gone = "<w:r><w:delText>（甲4家、乙5家）</w:delText></w:r>"
        tracked = f'<w:del {nsdecls("w")} w:id="1">{gone}</w:del>'
        inserted = (
            f'<w:ins {nsdecls("w")} w:id="2"><w:r><w:t>（甲3家、乙5家）。</w:t></w:r></w:ins>'
        )
        paragraph._p.append(parse_xml(tracked))
        paragraph._p.append(parse_xml(inserted))
        document.save(tmp_path / "text.docx")

        assert faults(tmp_path / "text.docx") == [
            ("L01", "合计写9家，各部分相加为8家：3＋5＝8，相差1家。")
        ]

    def test_has_its_tables_added_up(self, tmp_path):
        rows = [
            ("类别", "检查家次", "处罚（件）"),
            ("矿山", "12", "3"),
            ("冶金", "30", "4"),
            ("烟花", "8", "1"),
            ("合计", "42", "8"),
        ]
        document = docx.Document()
        table = document.add_table(rows=0, cols=3)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.save(tmp_path / "table.docx")

        findings = check_file(path=tmp_path / "table.docx")

        assert [(f.rule, f.severity.value, f.message, f.place) for f in findings] == [
            (
                "L01",
                "error",
                "表中“检查家次”一列合计写42，各部分相加为50：12＋30＋8＝50；12＋30＝42，烟花8未计入。",
                "表1第5行",
            )
        ]


class TestWebPage:
    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
    def test_is_read_without_its_scripts(self, tmp_path, encoding):
        page = as_html(FAULTY).replace(
            "<head>", f'<head><meta charset="{encoding.replace("18030", "2312")}">'
        )

        assert faults(written(tmp_path / "page.html", page.encode(encoding))) == [FAULT]

    def test_has_its_table_columns_added_up(self, tmp_path):
        page = (
            "<table><tr><th>镇街</th><th>一季度</th><th>二季度</th><th>合计</th></tr>"
            "<tr><td>甲镇</td><td>10</td><td>12</td><td>22</td></tr>"
            "<tr><td>乙镇</td><td>8</td><td>9</td><td>19</td></tr></table>"
        )
        path = written(tmp_path / "table.html", page.encode())

        assert faults(path) == [
            ("L01", "表中“乙镇”一行合计写19，各部分相加为17：8＋9＝17，相差2。")
        ]

    def test_set_as_a_layout_table_is_read_as_text(self, tmp_path):
        page = f"<table><tr><td>{as_html(FAULTY)}</td></tr></table>"

        assert faults(written(tmp_path / "page.htm", page.encode())) == [FAULT]


class TestPdf:
    def test_is_read_with_its_lines_and_pages_joined(self, tmp_path):
        findings = check_file(path=as_pdf(FAULTY, tmp_path / "report.pdf"))

        assert [(f.rule, f.message) for f in findings] == [FAULT]
        assert findings[0].place.startswith("第1页第")

    def test_joins_a_list_that_is_torn_beside_lines_full_of_digits(self, tmp_path):
        rows = "1234567890 " * 4 + "1234\n任务表\n"
        torn = "列入计划的重点单位60家：危险化学品16家、加油站10家、烟花爆竹8家、金属冶炼6家、"
        path = as_pdf(f"{rows * 9}{torn}工贸20家。\n", tmp_path / "plan.pdf")

        assert faults(path) == []

    def test_without_text_is_refused_as_a_scan(self, tmp_path):
        source = written(tmp_path / "scan.typ", b"#rect(width: 3cm, height: 3cm)")
        typst.compile(source, tmp_path / "scan.pdf")

        with pytest.raises(Unreadable, match="扫描件"):
            check_file(path=tmp_path / "scan.pdf")

    def test_that_is_damaged_is_refused(self, tmp_path):
        with pytest.raises(Unreadable, match="PDF文件损坏"):
            check_file(path=written(tmp_path / "bad.pdf", b"%PDF-1.7\n" + b"x" * 200))

    def test_that_is_another_kind_of_file_is_refused(self, tmp_path):
        with pytest.raises(Unreadable, match="不是PDF文件"):
            check_file(path=written(tmp_path / "bad.pdf", "一段文字".encode()))


def damaged_archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/other.xml", "<a/>")
    return buffer.getvalue()


class TestRefusal:
    @pytest.mark.parametrize(
        ("name", "data", "reason"),
        [
            ("empty.txt", b"", "文件是空的。"),
            ("blank.txt", b" \n \n", "文件是空的。"),
            ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "这不是文本文件"),
            ("code.txt", b"\xff\xd8\xff\xe0" + bytes(range(128, 256)) * 9, "文字编码不是"),
            ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "文件加了密码"),
            ("bad.docx", b"PK\x03\x04 not an archive", "Word文件损坏"),
            ("other.docx", damaged_archive(), "Word文件损坏"),
            ("old.doc", b"\xd0\xcf\x11\xe0", "不认识的文件类型“.doc”：这是旧版Word格式"),
            ("report.xyz", b"text", "不认识的文件类型“.xyz”"),
            ("report", b"text", "不认识的文件类型“无扩展名”"),
            ("empty.html", b"<html><body><script>1</script></body></html>", "网页里没有文字"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_says_why_a_file_cannot_be_read(self, tmp_path, name, data, reason):
        path = written(tmp_path / name, data)

        with pytest.raises(Unreadable) as refusal:
            check_file(path=path)

        assert refusal.value.reason.startswith(reason)

    def test_unpacks_no_more_than_an_archive_states(self, tmp_path):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", bytes(64 * 1024 * 1024))
        bomb = bytearray(buffer.getvalue())
        for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            start = bomb.index(mark) + place
            bomb[start : start + 4] = (1000).to_bytes(4, "little")
        tracemalloc.start()
        try:
            with pytest.raises(Unreadable, match="Word文件损坏"):
                check_file(path=written(tmp_path / "bomb.docx", bytes(bomb)))
            assert tracemalloc.get_traced_memory()[1] < 8 * 1024 * 1024
        finally:
            tracemalloc.stop()

    def test_of_a_missing_file_and_of_a_folder(self, tmp_path):
        with pytest.raises(Unreadable, match="文件不存在"):
            check_file(path=tmp_path / "none.txt")
        with pytest.raises(Unreadable, match="这是一个文件夹"):
            check_file(path=tmp_path)

    def test_of_a_file_that_is_too_large(self, tmp_path):
        path = tmp_path / "large.txt"
        with path.open("wb") as file:
            file.truncate(51 * 1024 * 1024)

        with pytest.raises(Unreadable, match="50MB"):
            check_file(path=path)


class TestFlood:
    """A small file that would keep the checker busy for minutes is refused in one line."""

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("lines.txt", "1\n" * 400_000),
            ("paragraphs.html", "<p>1</p>" * 350_000),
            ("rows.html", f"<table>{'<tr><td>1</td></tr>' * 200_000}</table>"),
            ("nested.html", "<table><tr><td>" * 2000 + "1"),
            ("sentences.txt", "检查一家。\n" * 40_000),
        ],
    )
    def test_of_lines_is_refused(self, tmp_path, name, text):
        with pytest.raises(Unreadable, match="超过3万段（行）"):
            check_file(path=written(tmp_path / name, text.encode()))

    @pytest.mark.parametrize("count", [200_000, 3_000_000])
    def test_of_paragraphs_in_a_word_file_is_refused(self, tmp_path, count):
        buffer = io.BytesIO()
        docx.Document().save(buffer)
        flood = io.BytesIO()
        with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(flood, "w", 8) as new:
            for name in old.namelist():
                text = old.read(name)
                if name == "word/document.xml":
                    text = text.replace(b"<w:body>", b"<w:body>" + b"<w:p><w:r/></w:p>" * count)
                new.writestr(name, text)

        with pytest.raises(Unreadable, match="超过3万段（行）"):
            check_file(path=written(tmp_path / "flood.docx", flood.getvalue()))


class TestLocked:
    def test_pdf_asks_for_the_password_to_be_removed(self, tmp_path):
        locked = (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
            b"3 0 obj<</Filter/Standard/V 1/R 2/O<"
            + b"41" * 32
            + b">/U<"
            + b"42" * 32
            + b">/P -4>>endobj\n"
            b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<"
            + b"43" * 16
            + b"><"
            + b"43" * 16
            + b">]>>\n%%EOF"
        )

        with pytest.raises(Unreadable, match="加了密码"):
            check_file(path=written(tmp_path / "locked.pdf", locked))


def test_a_text_and_its_file_tell_the_same(tmp_path):
    path = written(tmp_path / "report.txt", FAULTY.encode())

    assert check_file(path=path) == check_text(text=FAULTY)
