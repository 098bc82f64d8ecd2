"""What a user can call, set or follow is documented, and no page of the docs is stale."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.guards.house import ROOT, python_files, rooms
from tools.docs import generate, procedures
from tools.docs.rooms import command_tree
from zhunsheng import cli

DOCS = ROOT / "docs"
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SETTING = re.compile(r"ZHUNSHENG_[A-Z][A-Z_]*[A-Z]")
FRAGMENT = re.compile(r"\d+(-[a-z]+)?\.(added|changed|fixed|removed|law|security)\.md")


def texts() -> list[Path]:
    return sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "changelog.d").glob("*.md")])


def section(text: str, heading: str) -> str:
    return text.partition(f"## `{heading}`\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("room", rooms(), ids=lambda r: r.name)
def test_a_room_has_its_page_with_purpose_and_basis(room: Path):
    page = (DOCS / "modules" / f"{room.name}.md").read_text("utf-8")
    prose = page.partition(generate.BEGIN)[0]
    assert page.startswith(f"# {room.name} ")
    assert "**Legal basis.**" in prose
    assert len(prose) > 300


@pytest.mark.parametrize("key", sorted(procedures.declared()))
def test_a_procedure_has_its_page_with_every_step(key: str):
    page = (DOCS / "procedures" / f"{key}.md").read_text("utf-8")
    _, procedure = procedures.declared()[key]
    assert [step.key for step in procedure.steps if f"`{step.key}`" not in page] == []
    assert f"({key}.svg)" in page
    diagram = (DOCS / "procedures" / f"{key}.svg").read_text("utf-8")
    assert [step.label for step in procedure.steps if step.label not in diagram] == []


@pytest.mark.parametrize(("path", "command"), list(command_tree(cli.app, "zhunsheng")), ids=str)
def test_a_command_is_documented_with_its_options(path: str, command):
    text = section((DOCS / "operations" / "commands.md").read_text("utf-8"), path)
    assert command.help in text
    long_names = [o for p in command.params for o in p.opts if o.startswith("--")]
    assert [name for name in long_names if f"`{name}`" not in text] == []


def test_a_setting_is_documented():
    page = (DOCS / "operations" / "settings.md").read_text("utf-8")
    used = {
        name
        for path in python_files()
        if "tests" not in path.parts
        for name in SETTING.findall(path.read_text("utf-8"))
    }
    assert "ZHUNSHENG_SITE_DIR" in used
    assert sorted(used - set(SETTING.findall(page))) == []
    assert sorted(set(SETTING.findall(page)) - used) == [], "documented, but nothing reads it"


def test_the_generated_pages_are_fresh():
    stale = [str(p.relative_to(ROOT)) for p in generate.stale(generate.pages())]
    assert stale == [], "run .venv/bin/python tools/docs/generate.py"


def test_no_link_is_dead():
    dead = []
    for path in texts():
        for target in LINK.findall(FENCE.sub("", path.read_text("utf-8"))):
            if re.match(r"[a-z]+:", target) or target.startswith("#"):
                continue
            if not (path.parent / unquote(target.partition("#")[0])).exists():
                dead.append(f"{path.relative_to(ROOT)}: {target}")
    assert dead == []


def test_decision_records_are_numbered_one_by_one():
    """Two branches that each took the next number are told when they meet."""
    records = sorted((DOCS / "decisions").glob("*.md"))
    assert [int(one.name[:4]) for one in records] == list(range(1, len(records) + 1))
    titled = [
        one.name for one in records if not one.read_text("utf-8").startswith(f"# {one.name[:4]} ")
    ]
    assert titled == []


def test_the_architecture_tells_the_layers_as_the_contract_has_them():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = (
        one for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers"
    )
    page = (DOCS / "architecture.md").read_text("utf-8")
    told = page.partition("```text\n")[2].partition("```")[0]
    assert told.splitlines() == contract["layers"]


def test_a_changelog_fragment_is_named_by_its_issue_and_kind():
    names = [p.name for p in (ROOT / "changelog.d").glob("*.md") if p.name != "README.md"]
    assert [name for name in names if not FRAGMENT.fullmatch(name)] == []


def test_documents_in_chinese_use_full_width_punctuation():
    from tests.guards.test_text import HALF_WIDTH

    found = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()[:60]}"
        for path in texts()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if HALF_WIDTH.search(line)
    ]
    assert found == []
