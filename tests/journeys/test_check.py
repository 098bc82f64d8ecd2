"""`zhunsheng check`: exit codes, the shape of its JSON, files that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

from tests.demos import only_line, zhunsheng

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
