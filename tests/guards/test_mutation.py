"""The mutation run looks at every file of rules, and excuses only changes that exist."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.mutation import sources

EQUIVALENT = Path(sources.__file__).with_name("equivalent.yaml")


def test_reaches_the_rules_that_stand_in_a_folder_of_their_own() -> None:
    found = set(sources.files())
    rules = {
        path
        for folder in ("rules", "procedure")
        for path in sources.SOURCE.glob(f"*/{folder}/**/*.py")
    }
    nested = sources.SOURCE / "cases" / "rules" / "guards" / "judging.py"
    assert nested in rules
    assert rules <= found


def test_excuses_no_change_of_a_place_that_went() -> None:
    excused = [one["change"] for one in yaml.safe_load(EQUIVALENT.read_text("utf-8"))]
    named = [key for key in excused if key.startswith("src/")]
    there = {sources.ROOT / key.partition(": ")[0] for key in named}
    known = {change.key for path in there if path.exists() for change in sources.changes(path)}
    assert set(named) <= known
