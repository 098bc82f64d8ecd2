"""The site's own law data: put in force as a whole or not at all; what was in force stays."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from zhunsheng.lawbook import exports, loading, queries, soundness
from zhunsheng.lawbook.choices import Stage

DAY = date(2026, 6, 1)
SOURCED = "source: 示例文件, checked_on: 2026-05-02, verified: true"
THRESHOLD = f"""\
key: penalty.hearing_fine_threshold
label: 听证的罚款数额
unit: 分
values:
  - {{since: 2026-05-01, jurisdiction: CN-99, value: {{UNIT: 100000, PERSON: 10000}},
     basis: "APL-2021:63", {SOURCED}}}
"""
INSTRUMENT = """\
id: RULE-EX-2026
title: 示例市安全生产规定
short: 示例市规定
rank: DOCUMENT
number: 示令第1号
promulgated_on: 2026-04-01
effective_on: 2026-05-01
source: 示例文件
checked_on: 2026-05-02
verified: true
articles:
  3: 示例义务
  9: 示例罚则
"""
VIOLATION = """\
- key: example.9
  label: 违反示例义务
  conduct: 没有履行示例义务
  breach: "RULE-EX-2026:3"
  penalty: "RULE-EX-2026:9"
  fines:
    - {who: UNIT, range: [1000, 5000]}
"""
BENCHMARK = f"""\
- {{id: EX-9, label: 违反示例义务, violation: example.9, basis: "RULE-EX-2026:9",
   jurisdiction: CN-99, since: 2026-05-01, {SOURCED},
   tiers: [{{key: A, when: {{places: 1}}, fines: [{{who: UNIT, range: [1000, 2000]}}]}}]}}
"""
TIER_B = "{key: B, when: {places: [1, 9]}, fines: [{who: UNIT, range: [2000, 5000]}]}"
GOOD = {
    "instruments/RULE-EX-2026.yaml": INSTRUMENT,
    "violations/example.yaml": VIOLATION,
    "benchmarks/example.yaml": BENCHMARK,
    "parameters/penalty/threshold.yaml": THRESHOLD,
    "README.md": "示例",
}
VERSIONS = """\
- key: example.9
  label: 违反示例义务
  conduct: 没有履行示例义务
  versions:
    - {since: 2026-05-01, until: %s, breach: "RULE-EX-2026:3", penalty: "RULE-EX-2026:9",
       fines: [{who: UNIT, range: [1000, 5000]}]}
    - {since: %s, breach: "RULE-EX-2026:3", penalty: "RULE-EX-2026:9",
       fines: [{who: UNIT, range: [1000, 5000]}]}
"""
BAD = {
    "a name that no address bears": (
        {"violations/example.yaml": VIOLATION.replace("example.9", "example/9")},
        "law/violations/example.yaml:1：key：“example/9”不能作为名称",
    ),
    "a fraction of a yuan": (
        {"violations/example.yaml": VIOLATION.replace("[1000, 5000]", "[1000.5, 5000]")},
        "law/violations/example.yaml:7：数值应为整数",
    ),
    "yes as an amount": (
        {"violations/example.yaml": VIOLATION.replace("[1000, 5000]", "[true, 5000]")},
        "law/violations/example.yaml:7：数值应为整数",
    ),
    "half a person": (
        {"benchmarks/example.yaml": BENCHMARK.replace("places: 1}", "places: [0.5, 2]}")},
        "law/benchmarks/example.yaml:3：数值应为整数",
    ),
    "lists without end": (
        {"violations/deep.yaml": "[" * 3000 + "]" * 3000},
        "law/violations/deep.yaml：maximum recursion depth exceeded",
    ),
    "an unknown key": (
        {"violations/example.yaml": VIOLATION + "  colour: red\n"},
        "law/violations/example.yaml:1：有不认识的项'colour'",
    ),
    "a date gap": (
        {"violations/example.yaml": VERSIONS % ("2026-05-31", "2026-06-02")},
        "law/violations/example.yaml:1：example.9：2026-06-02之前有空缺",
    ),
    "a choice of measures that are not ordered": (
        {"violations/example.yaml": VIOLATION + "  may_measures: [LICENSE_REVOCATION]\n"},
        "law/violations/example.yaml:1：example.9："
        "may_measures、either_measures列有该条没有规定的处罚种类",
    ),
    "an overlap": (
        {"violations/example.yaml": VERSIONS % ("2026-05-31", "2026-05-31")},
        "law/violations/example.yaml:1：example.9：各版本在2026-05-31重叠",
    ),
    "an overlap of benchmarks": (
        {"benchmarks/more.yaml": BENCHMARK.replace("EX-9", "EX-10")},
        "law/benchmarks/more.yaml:1：与EX-9同时适用于同一违法行为",
    ),
    "two tiers for one value": (
        {"benchmarks/example.yaml": BENCHMARK.replace("]}]}]}", f"]}}]}}, {TIER_B}]}}")},
        "law/benchmarks/example.yaml:1：涉及处数为1时落入两个阶次",
    ),
    "a range upside down": (
        {"violations/example.yaml": VIOLATION.replace("[1000, 5000]", "[5000, 1000]")},
        "law/violations/example.yaml:7：幅度5000至1000上下限颠倒",
    ),
    "a citation to nowhere": (
        {"violations/example.yaml": VIOLATION.replace("2026:3", "2026:4")},
        "law/violations/example.yaml:1：breach：RULE-EX-2026没有第4条",
    ),
    "a benchmark outside the statute": (
        {"benchmarks/example.yaml": BENCHMARK.replace("[1000, 2000]", "[1000, 6000]")},
        "law/benchmarks/example.yaml:1：EX-9阶次A：对单位（责令限期改正并处罚）的幅度超出RULE-EX-2026:9",
    ),
    "a day that is none": (
        {"instruments/RULE-EX-2026.yaml": INSTRUMENT.replace("2026-05-01", "2026-05-41")},
        "law/instruments/RULE-EX-2026.yaml:7：“2026-05-41”不是日期",
    ),
    "a period that ends before it begins": (
        {"benchmarks/example.yaml": BENCHMARK.replace("since: 2", "until: 2026-04-30, since: 2")},
        "law/benchmarks/example.yaml:1：until：2026-04-30早于2026-05-01",
    ),
    "another unit": (
        {"parameters/penalty/threshold.yaml": THRESHOLD.replace("unit: 分", "unit: 元")},
        "law/parameters/penalty/threshold.yaml:1：单位写作元，法规库中为分",
    ),
    "no YAML": (
        {"violations/example.yaml": "- key: [\n"},
        "law/violations/example.yaml:2：",
    ),
    "a file in a folder of its own": (
        {"benchmark/example.yaml": BENCHMARK},
        "law/benchmark/example.yaml：文件应当放在下列文件夹之下：instruments",
    ),
    "a name that no loader reads": (
        {"benchmarks/example.yml": BENCHMARK},
        "law/benchmarks/example.yml：文件名应当以.yaml结尾",
    ),
}  # fmt: skip


def folder(root: Path, files: dict[str, str]) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


@pytest.fixture
def overlay(tmp_path: Path, settings: Settings) -> Path:
    found = tmp_path / "overlay"
    found.mkdir()
    settings.ZHUNSHENG_OVERLAY_DIR = str(found)
    return found


def contents(root: Path) -> dict[str, str]:
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in files}


class TestSoundFolder:
    def test_is_in_force_beside_the_data_of_the_program(self, overlay: Path, tmp_path: Path):
        text, is_in_force = exports.put_in_force(folder(tmp_path / "mine", GOOD))
        assert (is_in_force, "载入4个文件" in text) == (True, True)
        assert queries.violation("example.9", on=DAY).span(Stage.FIRST) == (100_000, 500_000)
        assert [one.id for one in loading.benchmarks()["example.9"]] == ["EX-9"]
        key = "penalty.hearing_fine_threshold"
        own = queries.parameter(key, on=DAY, jurisdiction="CN-99")
        before = queries.parameter(key, on=date(2026, 4, 30), jurisdiction="CN-99")
        assert own.value == {"UNIT": 100000, "PERSON": 10000}
        assert before == queries.parameter(key, on=DAY, jurisdiction="CN")
        assert not [one for one in soundness.remarks() if one.is_fault]

    def test_replaces_a_violation_and_adds_articles_to_an_instrument(
        self, overlay: Path, tmp_path: Path
    ):
        held = queries.violation("safety.97-7", on=DAY)
        law = "id: SPL-2021\ntitle: 示例名称\nshort: 安全生产法\nrank: LAW\nnumber: 示例\n"
        law += "effective_on: 2021-09-01\nsource: 示例\nchecked_on: 2026-05-02\n"
        mine = VIOLATION.replace("example.9", "safety.97-7").replace(
            "RULE-EX-2026:9", "SPL-2021:97(7)"
        )
        mine = mine.replace("RULE-EX-2026:3", "SPL-2021:999").replace("[1000, 5000]", "[0, 100000]")
        files = {
            "instruments/SPL.yaml": law + "articles: {999: 示例增加的一条}\n",
            "violations/mine.yaml": mine + "    - {who: UNIT, stage: 2, range: [100000, 200000]}\n",
        }
        assert exports.put_in_force(folder(tmp_path / "mine", files))[1]
        found = queries.violation("safety.97-7", on=DAY)
        assert (held.breach.article, found.breach.article) == (30, 999)
        assert queries.instruments()["SPL-2021"].title == "示例名称"
        assert "97" in queries.instruments()["SPL-2021"].articles

    def test_keeps_beside_what_it_replaces(self, overlay: Path, tmp_path: Path):
        exports.put_in_force(folder(tmp_path / "one", GOOD))
        first = contents(overlay / "law")
        exports.put_in_force(folder(tmp_path / "two", {}))
        assert contents(overlay / "law") == contents(overlay / "law.good") == {}
        assert contents(overlay / "law.previous") == first
        assert "example.9" not in loading.violation_versions()
        assert sorted(path.name for path in overlay.iterdir()) == [
            "law", "law.good", "law.previous",
        ]  # fmt: skip

    def test_may_be_the_folder_in_force_itself(self, overlay: Path):
        folder(overlay / "law", GOOD)
        assert exports.put_in_force(overlay / "law")[1]
        assert contents(overlay / "law").keys() == GOOD.keys() - {"README.md"}


class TestFaultyFolder:
    @pytest.mark.parametrize("kind", BAD)
    def test_is_named_with_file_and_line_and_the_old_data_stays_in_force(
        self, overlay: Path, tmp_path: Path, kind: str
    ):
        exports.put_in_force(folder(tmp_path / "old", GOOD))
        before = contents(overlay)
        changed, said = BAD[kind]
        text, is_in_force = exports.put_in_force(folder(tmp_path / "new", GOOD | changed))
        assert said in text
        assert "原有数据继续有效" in text
        assert (is_in_force, contents(overlay)) == (False, before)
        assert queries.violation("example.9", on=DAY).span(Stage.FIRST) == (100_000, 500_000)

    def test_has_all_its_faults_named_at_once(self, overlay: Path, tmp_path: Path):
        files = {
            "instruments/RULE-EX-2026.yaml": INSTRUMENT,
            "violations/a.yaml": VIOLATION.replace("[1000, 5000]", "[5000, 1000]").replace(
                "2026:3", "2026:4"
            )
            + VIOLATION,
            "parameters/b.yaml": THRESHOLD.replace("unit: 分", "unit: 元"),
            "benchmarks/c.yaml": BENCHMARK.replace("example.9", "example.8"),
        }
        problems = loading.problems_of(folder(tmp_path / "new", files))
        assert [one.partition(": ")[0] for one in problems] == [
            "law/violations/a.yaml:1",
            "law/violations/a.yaml:7",
            "law/violations/a.yaml:8",
            "law/benchmarks/c.yaml:1",
            "law/parameters/b.yaml:1",
        ]

    def test_is_refused_where_the_site_names_no_overlay(self, settings: Settings, tmp_path: Path):
        settings.ZHUNSHENG_OVERLAY_DIR = ""
        text, is_in_force = exports.put_in_force(folder(tmp_path / "mine", GOOD))
        assert (is_in_force, "ZHUNSHENG_OVERLAY_DIR" in text) == (False, True)


class TestOverlayBrokenByHand:
    BROKEN = VIOLATION.replace("[1000, 5000]", "[5000, 1000]")

    def test_leaves_the_last_good_copy_in_force_and_says_so(self, overlay: Path, tmp_path: Path):
        exports.put_in_force(folder(tmp_path / "mine", GOOD))
        (overlay / "law" / "violations" / "example.yaml").write_text(self.BROKEN, "utf-8")
        loading.forget()
        assert queries.violation("example.9", on=DAY).span(Stage.FIRST) == (100_000, 500_000)
        text, is_sound = exports.checked()
        assert not is_sound
        assert "law.good" in text
        assert "law/violations/example.yaml:7：幅度5000至1000上下限颠倒" in text

    @pytest.mark.parametrize("name", ["law", "law.good"])
    def test_leaves_the_program_s_data_in_force_where_no_copy_was_good(
        self, overlay: Path, name: str
    ):
        folder(overlay / name, GOOD | {"violations/example.yaml": self.BROKEN})
        assert "example.9" not in loading.violation_versions()
        assert "RULE-EX-2026" not in queries.instruments()
        assert "safety.97-7" in loading.violation_versions()
        assert not exports.checked()[1]

    def test_falls_back_while_the_folder_is_being_swapped(self, overlay: Path, tmp_path: Path):
        exports.put_in_force(folder(tmp_path / "mine", GOOD))
        (overlay / "law").rename(overlay / "elsewhere")
        loading.forget()
        assert "example.9" in loading.violation_versions()
        assert not exports.checked()[1]

    @pytest.mark.parametrize("renames", range(4))
    def test_is_in_force_before_or_after_wherever_a_first_load_breaks_off(
        self, overlay: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renames: int
    ):
        """Data that was put there by hand has no copy yet; the load never leaves the site bare."""
        folder(overlay / "law", GOOD)
        mine = folder(tmp_path / "mine", {**GOOD, "README.md": "较新"})
        rename = Path.rename
        done: list[Path] = []

        def broken_off(path: Path, target: Path) -> Path:
            if len(done) == renames:
                raise KeyboardInterrupt
            done.append(path)
            return rename(path, target)

        with monkeypatch.context() as power:
            power.setattr(Path, "rename", broken_off)
            with contextlib.suppress(KeyboardInterrupt):
                exports.put_in_force(mine)
        loading.forget()
        assert "example.9" in loading.violation_versions()


class TestSuccession:
    def test_of_an_instrument_lists_what_it_replaced_and_what_replaced_it(self):
        held = queries.instruments()
        for one in ("SAWS-15", "MEM-18"):
            assert [row.id for row in queries.succession(held[one])] == ["SAWS-15", "MEM-18"]
        assert [row.id for row in queries.succession(held["APL-2021"])] == ["APL-2021"]
        assert held["MEM-18"].promulgated_on == date(2025, 11, 27)
