"""`zhunsheng check`: exit codes, the shape of its JSON, files that cannot be read."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
import typst

from tests.demos import Demos, only_line, zhunsheng
from zhunsheng.checker import baseline, extraction, outline, reading, vocabulary
from zhunsheng.demo import scenario as scenarios
from zhunsheng.statistics import queries as statistics

CLEAN = "本年度共检查企业12家次，其中危险化学品企业5家次、工贸企业7家次。\n"
FAULTY = "本年度共检查企业11家次，其中危险化学品企业5家次、工贸企业7家次。\n"
KEYS = {"rule", "severity", "message", "quote", "place", "suggestion"}


def written(folder: Path, name: str, text: str) -> Path:
    """Write a text that somebody handed in."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


class TestCheck:
    def test_ends_with_1_and_quotes_what_does_not_add_up(self, tmp_path: Path) -> None:
        said = zhunsheng("check", "--json", written(tmp_path, "faulty.txt", FAULTY))
        assert said.code == 1, said.err
        (report,) = json.loads(said.out)
        errors = [f for f in report["findings"] if f["severity"] == "error"]
        assert any("11" in f["message"] and "12" in f["message"] for f in errors)
        assert all(set(finding) == KEYS for finding in report["findings"])

    def test_prints_one_object_for_each_file(self, tmp_path: Path) -> None:
        one, two = written(tmp_path, "a.txt", FAULTY), written(tmp_path, "b.txt", FAULTY)
        reports = json.loads(zhunsheng("check", "--json", one, two).out)
        assert [Path(report["file"]).name for report in reports] == ["a.txt", "b.txt"]
        assert all(set(report) == {"file", "findings"} for report in reports)

    def test_does_not_complain_about_a_sum_that_holds(self, tmp_path: Path) -> None:
        said = zhunsheng("check", "--json", written(tmp_path, "clean.txt", CLEAN))
        (report,) = json.loads(said.out)
        assert [f for f in report["findings"] if f["rule"] in ("L01", "L02")] == []

    def test_ends_with_2_where_a_file_cannot_be_read(self, tmp_path: Path) -> None:
        said = zhunsheng("check", tmp_path / "none.txt")
        assert said.code == 2
        only_line(said, "none.txt")

    def test_ends_with_2_where_a_file_is_damaged(self, tmp_path: Path) -> None:
        damaged = tmp_path / "damaged.docx"
        damaged.write_bytes(b"PK\x03\x04 this is no document")
        said = zhunsheng("check", damaged)
        assert said.code == 2
        only_line(said, "damaged.docx")


def locked_pdf() -> bytes:
    """A PDF that wants a password."""
    secret = b"41" * 32
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/O<" + secret + b">/U<" + secret + b">/P -4>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<" + secret + b"><" + secret + b">]>>\n%%EOF"
    )


def scan(folder: Path) -> bytes:
    """A PDF of pictures alone."""
    source, made = folder / "scan.typ", folder / "scan.pdf"
    source.write_text("#rect(width: 3cm, height: 3cm)", "utf-8")
    typst.compile(source, made)
    return made.read_bytes()


def bomb() -> bytes:
    """A Word file of half a megabyte that unpacks to 500 MB."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as entry,
    ):
        for _ in range(500):
            entry.write(bytes(1024 * 1024))
    return packed.getvalue()


class TestBadInput:
    @pytest.mark.parametrize(
        ("name", "make", "reason"),
        [
            ("scan.pdf", scan, "扫描件"),
            ("locked.pdf", lambda _: locked_pdf(), "加了密码"),
            ("broken.pdf", lambda _: b"%PDF-1.7\n" + b"x" * 300, "PDF文件损坏"),
            ("old.doc", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 200, "旧版Word格式"),
            ("locked.docx", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 200, "加了密码"),
            ("bomb.docx", lambda _: bomb(), "解开后过大"),
            ("paper.ofd", lambda _: b"PK\x03\x04", "暂不能读取OFD"),
            ("mixed.txt", lambda _: "检查".encode("gb18030") + "检查企业".encode() * 3, "编码"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_is_told_in_one_line_and_never_guessed(
        self, tmp_path: Path, name, make, reason
    ) -> None:
        path = tmp_path / name
        path.write_bytes(make(tmp_path))

        said = zhunsheng("check", "--html", tmp_path / "out.html", path)

        assert said.code == 2
        only_line(said, reason)
        assert said.out == ""
        assert not (tmp_path / "out.html").exists()

    @pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-8-sig"])
    def test_of_another_encoding_is_read(self, tmp_path: Path, encoding: str) -> None:
        path = tmp_path / "faulty.txt"
        path.write_bytes(FAULTY.encode(encoding))

        assert zhunsheng("check", path).code == 1

    def test_of_three_hundred_pages_is_checked_whole(self, tmp_path: Path) -> None:
        document = docx.Document()
        for number in range(2000):
            document.add_paragraph(f"（{number}）{CLEAN.strip() * 2}")
        document.add_paragraph(FAULTY.strip())
        document.save(str(tmp_path / "long.docx"))

        said = zhunsheng("check", "--json", tmp_path / "long.docx")

        (report,) = json.loads(said.out)
        assert [f["place"] for f in report["findings"] if f["rule"] == "L01"] == [
            "第2001段第9至33字"
        ]


class TestOutputs:
    def test_are_written_beside_and_never_over_the_text(self, tmp_path: Path) -> None:
        path = written(tmp_path, "a.txt", FAULTY)
        kinds = {"html": "html", "docx": "docx", "figures": "json", "scenario": "yaml"}
        outputs = {f"--{kind}": tmp_path / f"o.{suffix}" for kind, suffix in kinds.items()}
        options = [part for option in outputs.items() for part in option]

        said = zhunsheng("check", *options, path)

        assert said.code == 1, said.err
        assert "〔✕" in (tmp_path / "o.html").read_text("utf-8")
        assert list(docx.Document(str(tmp_path / "o.docx")).comments)
        assert json.loads((tmp_path / "o.json").read_text("utf-8"))["figures"][0]["value"] == "11"
        assert scenarios.load(str(tmp_path / "o.yaml")).planned_visits == 11
        assert path.read_text("utf-8") == FAULTY

    def test_over_the_text_itself_is_refused(self, tmp_path: Path) -> None:
        path = written(tmp_path, "a.txt", FAULTY)

        said = zhunsheng("check", "--html", path, path)

        assert said.code == 2
        only_line(said, "没有写出")
        assert path.read_text("utf-8") == FAULTY

    def test_of_several_files_is_refused(self, tmp_path: Path) -> None:
        one, two = written(tmp_path, "a.txt", FAULTY), written(tmp_path, "b.txt", FAULTY)

        said = zhunsheng("check", "--html", tmp_path / "o.html", one, two)

        assert said.code == 2
        only_line(said, "一次只能检查一个文件")


class TestManifest:
    def test_of_the_report_as_it_was_made_agrees(self, demos: Demos) -> None:
        made = demos.of("figures-003")
        for name in ("annual-report.docx", "annual-report.pdf"):
            said = zhunsheng("check", "--manifest", made / "figures.json", made / name)
            assert (said.code, said.err) == (0, ""), said.out
            assert "没有发现问题" in said.out

    def test_names_the_figure_of_one_changed_digit(self, demos: Demos, tmp_path: Path) -> None:
        made = demos.of("figures-003")
        document = docx.Document(str(made / "annual-report.docx"))
        (run,) = (
            run
            for paragraph in document.paragraphs
            for run in paragraph.runs
            if "实施行政检查51家次" in run.text
        )
        run.text = run.text.replace("实施行政检查51家次", "实施行政检查57家次")
        document.save(str(tmp_path / "changed.docx"))

        said = zhunsheng(
            "check", "--json", "--manifest", made / "figures.json", tmp_path / "changed.docx"
        )

        assert said.code == 1, said.err
        (report,) = json.loads(said.out)
        found = [f for f in report["findings"] if f["rule"] == "M01"]
        assert [(f["quote"], f["message"]) for f in found] == [
            ("57家次", "“行政检查”：数字清单所附正文为51家次，这里写57家次。")
        ]


class TestBaseline:
    def test_knows_figures_of_the_statistics_room_alone(self) -> None:
        assert {one.key for one in vocabulary.known()} <= set(statistics.defined())

    @pytest.mark.parametrize(
        "text", ["", "[]", "5", "title: 甲", "a: [", "streets: x", b"\xff\xfe".decode("latin-1")]
    )
    def test_that_is_no_scenario_is_refused_in_one_line(self, tmp_path: Path, text: str) -> None:
        path = written(tmp_path, "own.yaml", text)

        said = zhunsheng("demo", "--no-serve", "--scenario", path, "--out", tmp_path / "demo")

        only_line(said, "不是完整的情景文件")
        assert not (tmp_path / "demo").exists()

    def test_of_a_report_is_a_scenario_that_states_the_same(self, demos: Demos) -> None:
        items = reading.read(demos.of("figures-003") / "annual-report.docx")
        document = outline.document(items=items, year=None)

        made = scenarios.read("own", baseline.skeleton(extraction.figures(document), title="示例"))

        known = scenarios.load("figures-003")
        assert made.stated["planning.key_units"] == known.stated["planning.key_units"]
        assert (made.planned_visits, made.orders, made.findings, made.ordinary_fines) == (
            known.planned_visits,
            known.orders,
            known.findings,
            known.ordinary_fines,
        )
