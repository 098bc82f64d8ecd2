"""The commands on the lawbook: a fine with its reasons, the data's own soundness, what changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from pytest_django.fixtures import Settings

from zhunsheng.cli import app
from zhunsheng.lawbook import loading


class TestCommand:
    def run(self, *words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, words)
        return done.exit_code, done.output

    def test_tells_tree_and_reasons(self, tmp_path: Path) -> None:
        facts = tmp_path / "f.yaml"
        facts.write_text("order_expired: false\ncorrected: false\nfacts: {persons: 1}\n", "utf-8")
        words = "penalty --violation safety.97-7 --violated-from 2025-11-03 --decided-on 2025-12-01"
        code, said = self.run(*words.split(), "--facts", str(facts))
        assert code == 0
        assert "阶次A，幅度收窄为30,000.00元以下" in said
        assert "如果逾期仍未改正：100,000.00元至130,000.00元" in said
        code, said = self.run(*words.split(), "--facts", str(facts), "--json")
        told = json.loads(said)
        assert (told["least_fen"], told["most_fen"], told["is_settled"]) == (0, 3_000_000, True)

    def test_asks_for_what_is_missing(self) -> None:
        words = "penalty --violation chemicals.100-3 --violated-from 2026-01-03"
        dates = "--ended-on 2026-04-20 --kind continuing --decided-on 2026-06-05"
        code, said = self.run(*words.split(), *dates.split())
        assert code == 1
        old = (
            "2013-12-07（《危险化学品安全管理条例》第七十七条第三款，单位100,000.00元至200,000.00元"
        )
        assert f"{old}，较轻）" in said
        assert "（《危险化学品安全法》第一百条第三款，单位100,000.00元至500,000.00元）" in said

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("--violation nothing --violated-from 2025-01-01 --decided-on 2025-02-01", "没有编码"),
            ("--violation safety.97-7 --violated-from 2025-03-01 --decided-on 2025-02-01", "日期"),
            (
                "--violation safety.97-7 --violated-from 2025-01-01 --decided-on 2025-02-01"
                " --facts no-such-file.yaml",
                "无法读取",
            ),
        ],
    )
    def test_refuses_in_one_line(self, words: str, said: str) -> None:
        code, told = self.run("penalty", *words.split())
        assert code == 2
        assert said in told
        assert len(told.strip().splitlines()) == 1

    def test_finds_the_lawbook_sound(self) -> None:
        code, said = self.run("law", "check")
        assert code == 0
        assert "错误0处" in said

    def test_tells_what_changed_on_a_day(self) -> None:
        code, said = self.run("law", "diff", "2026-04-30", "2026-05-01")
        assert code == 0
        assert "法规　中华人民共和国危险化学品安全法（《危险化学品安全法》）：无 → 有效" in said
        line = next(one for one in said.splitlines() if "经营许可证从事经营" in one)
        assert "100,000.00元至200,000.00元 → 单位100,000.00元至500,000.00元" in line
        assert self.run("law", "diff", "2026-05-01", "2026-05-01")[1].endswith("没有变化。\n")

    def test_puts_a_folder_in_force_as_a_whole_or_not_at_all(
        self, tmp_path: Path, settings: Settings
    ) -> None:
        overlay, mine = tmp_path / "overlay", tmp_path / "mine"
        overlay.mkdir()
        settings.ZHUNSHENG_OVERLAY_DIR = str(overlay)
        (mine / "violations").mkdir(parents=True)
        file = mine / "violations" / "example.yaml"
        good = (
            "- key: example.1\n  label: 示例\n  conduct: 示例\n  breach: SPL-2021:21\n"
            "  penalty: SPL-2021:97\n  fines: [{who: UNIT, range: [0, 100]}]\n"
        )
        file.write_text(good, "utf-8")
        code, said = self.run("law", "load", str(mine))
        assert (code, "已载入1个文件并生效" in said) == (0, True)
        file.write_text(good.replace("[0, 100]", "[100, 0]"), "utf-8")
        code, said = self.run("law", "load", str(mine))
        assert (code, "law/violations/example.yaml:6：幅度100至0上下限颠倒" in said) == (2, True)
        assert (overlay / "law" / "violations" / "example.yaml").read_text("utf-8") == good
        assert self.run("law", "check")[0] == 0
        (overlay / "law" / "violations" / "example.yaml").write_text("- {", "utf-8")
        loading.forget()
        code, said = self.run("law", "check")
        assert (code, "law.good" in said) == (1, True)

    def test_writes_the_template_of_a_benchmark_table(self, tmp_path: Path) -> None:
        file = tmp_path / "模板.xlsx"
        code, said = self.run("law", "template", str(file))
        assert (code, str(file) in said, file.read_bytes()[:2]) == (0, True, b"PK")
        code, said = self.run("law", "template", str(tmp_path / "no" / "模板.xlsx"))
        assert (code, len(said.strip().splitlines())) == (2, 1)
