"""What the command prints, and its exit code."""

from __future__ import annotations

import json

from zhunsheng.checker import cli_output
from zhunsheng.checker.tests.samples import CLEAN_REPORT, report


def run(paths, *, as_json):
    lines: list[str] = []
    warnings: list[str] = []
    asked = cli_output.Asked(as_json)
    code = cli_output.run([str(path) for path in paths], asked, lines.append, warnings.append)
    return code, "".join(lines), "".join(warnings)


class TestRun:
    def test_ends_with_0_where_nothing_is_wrong(self, tmp_path):
        path = tmp_path / "clean.txt"
        path.write_text(CLEAN_REPORT, encoding="utf-8")

        assert run([path], as_json=False) == (0, f"{path}：没有发现问题。\n", "")

    def test_ends_with_0_where_there_are_only_warnings(self, tmp_path):
        path = tmp_path / "warning.txt"
        path.write_text("见示办[2020]1号。", encoding="utf-8")

        assert run([path], as_json=False)[0] == 0

    def test_ends_with_1_where_there_is_an_error(self, tmp_path):
        path = tmp_path / "error.txt"
        path.write_text("落实法治审核。", encoding="utf-8")
        code, text, _ = run([path], as_json=False)

        assert code == 1
        assert text.startswith(
            f"{path}：错误1条，提醒0条，提示0条\n\n1. 【错误】L12　第1段第3至6字\n"
        )

    def test_ends_with_2_where_a_file_cannot_be_read_and_checks_the_others(self, tmp_path):
        path = tmp_path / "error.txt"
        path.write_text("落实法治审核。", encoding="utf-8")
        missing = tmp_path / "none.txt"
        code, text, warnings = run([missing, path], as_json=True)

        assert code == 2
        assert warnings == f"{missing}：无法检查。文件不存在，请核对路径和文件名。\n"
        assert [entry["file"] for entry in json.loads(text)] == [str(path)]

    def test_compares_with_the_report_of_last_year(self, tmp_path):
        last, path = tmp_path / "2023.txt", tmp_path / "2024.txt"
        last.write_text(report("全年检查310家次。", year=2023), "utf-8")
        path.write_text(report("全年检查351家次，上年301家次。"), "utf-8")
        written: list[str] = []

        asked = cli_output.Asked(as_json=True, last_year=str(last))
        code = cli_output.run([str(path)], asked, written.append)

        (entry,) = json.loads("".join(written))
        assert code == 1
        assert [f["rule"] for f in entry["findings"] if f["severity"] == "error"] == ["L18"]

    def test_prints_a_list_with_one_object_for_each_file(self, tmp_path):
        path = tmp_path / "error.txt"
        path.write_text("落实法治审核。", encoding="utf-8")

        assert json.loads(run([path], as_json=True)[1]) == [
            {
                "file": str(path),
                "findings": [
                    {
                        "rule": "L12",
                        "severity": "error",
                        "message": (
                            "“法治审核”用词有误：三项制度之一是“重大执法决定法制审核”"
                            "（行政处罚法第五十八条），不写“法治”。"
                        ),
                        "quote": "法治审核",
                        "place": "第1段第3至6字",
                        "suggestion": "改为“法制审核”。",
                    }
                ],
            }
        ]
