"""Two sites tell each other of earlier offences by file, and no file tells of anybody."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from pathlib import Path

from tests.demos import Demos, only_line, zhunsheng

KEY = "0123456789abcdef" * 4


def site_of(demos: Demos, folder: Path, division: str = "") -> Path:
    """Copy the demo's site, give it the shared key, and another division where asked."""
    shutil.copytree(demos.of("default") / "site", folder, ignore=shutil.ignore_patterns("files"))
    facts = json.loads((folder / "site.json").read_text("utf-8"))
    (folder / "site.json").write_text(json.dumps({**facts, "exchange_key": KEY}), "utf-8")
    if division:
        with contextlib.closing(sqlite3.connect(folder / "zhunsheng.sqlite3")) as database:
            database.execute("UPDATE accounts_bureau SET division_code = ?", (division,))
            database.commit()
    return folder


def parties(site: Path) -> list[tuple[str, str, str]]:
    """Return name, credit code and case number of every case of the site."""
    with contextlib.closing(sqlite3.connect(site / "zhunsheng.sqlite3")) as database:
        return database.execute(
            "SELECT party_name, credit_code, number FROM cases_penaltycase c"
            " JOIN registry_businessentity e ON c.party_id = e.id WHERE number <> ''"
        ).fetchall()


def test_a_list_goes_from_site_to_site_once_and_names_nobody(demos: Demos, tmp_path: Path) -> None:
    here = site_of(demos, tmp_path / "here")
    there = site_of(demos, tmp_path / "there", "999977")
    file = tmp_path / "list.json"
    said = zhunsheng("offences", "export", "--site", here, "--out", file)
    assert said.code == 0, said.err
    content = file.read_text("utf-8")
    assert [text for row in parties(here) for text in row if text in content] == []
    rows = len(json.loads(content)["offences"])
    assert f"已导出{rows}条" in said.out
    first = zhunsheng("offences", "import", "--site", there, file)
    assert f"新增{rows}条" in first.out, first.err
    again = zhunsheng("offences", "import", "--site", there, file)
    assert (again.code, "没有写入任何内容" in again.out) == (0, True)
    only_line(zhunsheng("offences", "import", "--site", here, file), "由本站点的机关")
    file.write_text(content.replace("2025-", "2024-", 1), "utf-8")
    only_line(zhunsheng("offences", "import", "--site", there, file), "与校验值不一致")
