"""The five scenarios state what the reports state: every figure, counted from records."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.demos import Demos
from zhunsheng.checker import check
from zhunsheng.demo import scenario as scenarios

QUICK = ("figures-001", "figures-002", "figures-003", "figures-004")


def figures_of(demos: Demos, name: str) -> dict[str, Any]:
    """Return the figures of the report that a scenario's demo generated, by key."""
    manifest = json.loads((demos.of(name) / "figures.json").read_text("utf-8"))
    return {figure["key"]: figure["value"] for figure in manifest["manifest"]["figures"]}


def compare(demos: Demos, name: str) -> None:
    """Compare every stated figure with the report."""
    stated = scenarios.load(name).stated
    assert stated
    found = figures_of(demos, name)
    assert {key: found.get(key) for key in stated} == dict(stated)


@pytest.mark.parametrize("name", QUICK)
def test_a_scenario_states_every_figure(name: str, demos: Demos) -> None:
    compare(demos, name)


def findings(demos: Demos, name: str) -> list[str]:
    """Return what the checker finds in the report of a scenario, as it is printed."""
    path = demos.of(name) / "annual-report.docx"
    return [f"{one.rule} {one.message}" for one in check.check_file(path=path)]


@pytest.mark.parametrize("name", QUICK)
def test_the_checker_finds_nothing_in_the_report_of_a_scenario(name: str, demos: Demos) -> None:
    assert findings(demos, name) == []


def test_the_scenario_of_many_inspections_states_every_figure(demos: Demos) -> None:
    """About 16,000 acts: the slowest test of the suite, so it starts a worker of its own."""
    compare(demos, "figures-000")
    assert findings(demos, "figures-000") == []


def test_there_are_five_scenarios_beside_the_default() -> None:
    assert set(scenarios.names()) == {"default", "figures-000", *QUICK}
