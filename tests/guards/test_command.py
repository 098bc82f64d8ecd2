"""The command speaks Chinese, its help and its refusals included."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from zhunsheng.cli import app, usage_message
from zhunsheng.cli.declared import lines_to
from zhunsheng.kernel.procedure import declared

ENGLISH = re.compile(r"Usage|Options|Commands|Show this|default:|required|[A-Z]{4,}")
COMMANDS = (
    (),
    *((name,) for name in ("demo", "serve", "found", "migrate", "check", "penalty")),
    *((group, "verify") for group in ("journal", "report")),
    *(("law", name) for name in ("check", "load", "template", "diff")),
    *(("offences", name) for name in ("export", "import")),
    *(("procedure", name) for name in ("list", "show")),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_holds_no_english(words: tuple[str, ...]):
    said = CliRunner().invoke(app, [*words, "--help"])
    assert said.exit_code == 0
    assert said.output.startswith("用法：")
    assert ENGLISH.findall(re.sub("JSON|YAML|Markdown|SVG", "", said.output)) == []


def test_every_command_is_asked_for_its_help():
    named = {" ".join(words) for words in COMMANDS if words}
    for name, command in app.commands.items():
        below = command.commands if isinstance(command, click.Group) else {}
        assert ({f"{name} {one}" for one in below} or {name}) <= named


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check"], "缺少参数“文件…”。"),
        (["report", "verify"], "缺少参数“数字清单”。"),
        (["demo", "x"], "参数过多。"),
        (["nix"], "没有这个命令。"),
        (["serve", "--port", "x"], "“--port”应为1至65535的整数。"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(words: list[str], said: str):
    with pytest.raises(click.UsageError) as wrong:
        app(words, standalone_mode=False)
    assert usage_message(wrong.value) == said


class TestProcedure:
    """`zhunsheng procedure` prints what the rooms declare, nothing else."""

    def test_list_names_all(self):
        said = CliRunner().invoke(app, ["procedure", "list"])
        assert said.exit_code == 0
        assert [one.key for one in declared() if one.key not in said.output] == []

    @pytest.mark.parametrize("form", ["--table", "--markdown", "--svg"])
    def test_show_prints_every_step_in_each_form(self, form: str):
        said = CliRunner().invoke(app, ["procedure", "show", "penalty.ordinary", form])
        assert said.exit_code == 0
        whole = next(one for one in declared() if one.key == "penalty.ordinary")
        assert [step.label for step in whole.steps if step.label not in said.output] == []
        assert "申请听证" in said.output
        assert "5个工作日，自“送达告知书”起" in said.output or form == "--table"

    def test_show_writes_a_file(self, tmp_path: Path):
        out = tmp_path / "x.svg"
        CliRunner().invoke(app, ["procedure", "show", "draw", "--svg", "--out", str(out)])
        assert out.read_text("utf-8").startswith("<svg ")

    def test_an_unknown_key_and_a_missing_folder_are_told_in_one_line(self, tmp_path: Path):
        said = CliRunner().invoke(app, ["procedure", "show", "nix"])
        assert said.exit_code == 2
        assert said.output.startswith("没有编码为“nix”的程序。现有：")
        out = str(tmp_path / "missing" / "x.svg")
        said = CliRunner().invoke(app, ["procedure", "show", "draw", "--out", out])
        assert (said.exit_code, "无法写入" in said.output) == (2, True)

    def test_a_line_is_left_out_only_where_the_wait_follows_from_others(self):
        """What is waited for by way of a step on request is drawn; all else is told once."""
        whole = next(one for one in declared() if one.key == "penalty.ordinary")
        assert lines_to(whole, whole.step("discussion")) == (
            "notice_delivery",
            "representation_answer",
            "hearing_report",
        )
        assert lines_to(whole, whole.step("decision")) == ("discussion", "endorsement")
