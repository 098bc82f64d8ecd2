"""The command speaks Chinese, its help and its refusals included."""

from __future__ import annotations

import re

import click
import pytest
from click.testing import CliRunner

from zhunsheng.cli import app, usage_message

ENGLISH = re.compile(r"Usage|Options|Commands|Show this|default:|required|[A-Z]{4,}")
COMMANDS = (
    (),
    *((name,) for name in ("demo", "serve", "found", "migrate", "check", "penalty")),
    *((group, "verify") for group in ("journal", "report")),
    *(("law", name) for name in ("check", "diff")),
    *(("offences", name) for name in ("export", "import")),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_holds_no_english(words: tuple[str, ...]):
    said = CliRunner().invoke(app, [*words, "--help"])
    assert said.exit_code == 0
    assert said.output.startswith("用法：")
    assert ENGLISH.findall(re.sub("JSON|YAML", "", said.output)) == []


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
