"""The stand-alone verifier: agrees with a real record, names what differs in a changed one."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from zhunsheng.draw import queries
from zhunsheng.draw.choices import PoolSide
from zhunsheng.draw.rules import Exclusion, commitment_of
from zhunsheng.draw.tests.builders import (
    DAY,
    GIVEN,
    bound,
    ctx,
    entities,
    found,
    officers,
    published,
    ran,
)
from zhunsheng.workforce import services as workforce

pytestmark = pytest.mark.django_db

OLD = Path(__file__).parent / "data" / "draw-1.json"
TOOL = Path(__file__).parents[4] / "tools" / "verify" / "draw.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_draw", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def data() -> bytes:
    """Return a real record with everything that one may hold."""
    found()
    units, staff = entities(7), officers(5)
    workforce.declare_interest(
        ctx=ctx("interest"), officer=staff[0], entity=units[1], reason="亲属", on=DAY
    )
    draw = published(
        units[:6],
        staff[:4],
        exclusions=(
            Exclusion(PoolSide.UNIT, units[6], "停产"),
            Exclusion(PoolSide.OFFICER, staff[4], "借调在外"),
        ),
        most_per_officer=2,
    )
    ran(bound(draw))
    return queries.record_of(queries.draw(ctx("read"), draw.id))


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", str(TOOL), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env={"PYTHONUTF8": "1"},
    )


def forged(data: bytes, tool: ModuleType, change: Any) -> bytes:
    """Change a record and give it the hashes that would hide it, as a forger would."""
    record = json.loads(data)
    change(record)
    pool = record["pool"]
    record["digests"] = {
        name: [tool.digest(one) for one in value] if name in tool.LISTED else tool.digest(value)
        for name, value in pool.items()
    }
    record["pool_hash"] = tool.digest(pool)
    rest = {key: value for key, value in record.items() if key != "record_hash"}
    made: bytes = tool.canonical({**rest, "record_hash": tool.digest(rest)})
    return made


class TestProgram:
    def test_says_that_a_real_record_agrees_and_what_that_does_not_prove(self, data, tmp_path):
        file = tmp_path / "draw.json"
        file.write_bytes(data)
        answer = run(file)
        assert (answer.returncode, answer.stderr) == (0, "")
        assert "结论：一致。" in answer.stdout
        assert "本程序不能证明：" in answer.stdout
        assert answer.stdout.count("——示例第") == 3

    def test_says_what_differs_in_a_changed_one(self, data, tmp_path):
        file = tmp_path / "draw.json"
        file.write_bytes(data.replace("示例第2化工".encode(), "示例第9化工".encode(), 1))
        answer = run(file)
        assert (answer.returncode, answer.stderr) == (1, "")
        names = [unit["name"] for unit in json.loads(data)["pool"]["units"]]
        place = names.index("示例第2化工有限公司") + 1
        wanted = f"“检查对象”第 {place} 项（示例第9化工有限公司）与其校验值不一致。"
        assert wanted in answer.stdout
        assert "结论：不一致" in answer.stdout

    def test_compares_the_hash_that_was_published(self, data, tmp_path):
        file = tmp_path / "draw.json"
        file.write_bytes(data)
        assert run(file, "--pool-hash", json.loads(data)["pool_hash"]).returncode == 0
        answer = run(file, "--pool-hash", "0" * 64)
        assert answer.returncode == 1
        assert "与另行公布的校验值不一致" in answer.stdout

    @pytest.mark.parametrize("name", ["nothing.json", "."])
    def test_says_in_one_line_why_a_file_cannot_be_read(self, name, tmp_path):
        answer = run(tmp_path / name)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert answer.stderr.startswith("无法读取")
        assert answer.stderr.count("\n") == 1

    def test_says_that_an_empty_file_is_empty(self, tmp_path):
        (tmp_path / "empty").write_bytes(b"")
        answer = run(tmp_path / "empty")
        assert (answer.returncode, answer.stdout) == (2, "")

    def test_needs_nothing_but_the_standard_library(self):
        source = TOOL.read_text("utf-8")
        names = {
            line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))
        }
        assert names <= {*sys.stdlib_module_names, "__future__"}


@pytest.mark.sqlite_only  # bytes of a record, no matter of the database
class TestOneByte:
    def test_changed_anywhere_is_found_and_named(self, data, tool):
        assert tool.problems(data) == []
        for place, byte in enumerate(data):
            for other in {byte ^ 1, 0x20 if place % 3 else 0x80 ^ byte} - {byte}:
                changed = data[:place] + bytes([other]) + data[place + 1 :]
                found = tool.problems(changed)
                assert found, f"byte {place}: {byte} -> {other}"
                # Everything but the two days and the record's own hash is covered by another one.
                if found == [tool.ONLY_RECORD_HASH]:
                    assert any(
                        key in data[max(0, place - 80) : place + 1]
                        for key in (b'"record_hash"', b'"bound_on"', b'"run_on"')
                    ), f"byte {place} is found but not named"

    def test_added_or_taken_away_is_found(self, data, tool):
        for place in range(0, len(data), 7):
            assert tool.problems(data[:place] + data[place + 1 :]) != []
            assert tool.problems(data[:place] + b" " + data[place:]) != []
        assert tool.problems(data + b"\n")[0].startswith(f"第 {len(data) + 1} 个字节起")


class TestText:
    @pytest.mark.parametrize(
        "text",
        [b"[]", b"1", b"null", b"\xff", b"{}", b"[" * 100_000, b"1" * 10_000, b'{"a":1.0}',
         b'{"a":NaN}', b'{"a":1,"a":1}', b'"\\ud800"'],
    )  # fmt: skip
    def test_that_is_no_record_is_refused_without_a_traceback(self, text, tool):
        assert tool.problems(text) != []

    def test_written_otherwise_is_not_canonical(self, data, tool):
        record = json.loads(data)
        for other in (
            json.dumps(record, ensure_ascii=False, indent=1).encode(),
            json.dumps(record, sort_keys=True, separators=(",", ":")).encode(),
            b"\xef\xbb\xbf" + data,
        ):
            assert "不是规范写法" in tool.problems(other)[0]


class TestForger:
    """Who recomputes the hashes still cannot change the outcome, or is named by what remains."""

    def test_cannot_put_in_another_unit(self, data, tool):
        def change(record):
            drawn = {one["unit"] for one in record["results"]}
            other = next(u["id"] for u in record["pool"]["units"] if u["id"] not in drawn)
            record["results"][0]["unit"] = other

        found = tool.problems(forged(data, tool, change))
        assert any("抽取结果第 1 家的单位（unit）应为" in problem for problem in found)

    def test_cannot_put_in_another_officer(self, data, tool):
        def change(record):
            pair = record["results"][1]["officers"]
            other = next(o["id"] for o in record["pool"]["officers"] if o["id"] not in pair)
            record["results"][1]["officers"] = sorted((pair[0], other))

        found = tool.problems(forged(data, tool, change))
        assert any("的人员（officers）应为" in problem for problem in found)

    def test_cannot_drop_a_recusal_or_a_unit_without_another_seed(self, data, tool):
        for key in ("recusals", "units"):

            def change(record, key=key):
                record["pool"][key].pop()

            found = tool.problems(forged(data, tool, change))
            assert any(problem.startswith("种子（seed）不能") for problem in found)

    def test_cannot_break_a_promise(self, data, tool):
        def change(record):
            record["contributions"][0]["value"] = "1"
            made_of = {k: record[k] for k in ("contributions", "pool_hash")}
            record["seed"] = tool.digest(made_of)

        found = tool.problems(forged(data, tool, change))
        assert any("“示例甲”公开的内容与事先公布的承诺值不一致" in p for p in found)

    def test_cannot_draw_before_the_pool(self, data, tool):
        def change(record):
            record["bound_on"] = "2025-03-01"

        assert "种子确定日期早于名录公布日期。" in tool.problems(forged(data, tool, change))

    @pytest.mark.parametrize("who", ["示例丙", "示例乙\u200b", " 示例乙"])
    def test_cannot_let_somebody_join_who_promised_nothing(self, data, tool, who):
        def change(record):
            record["contributions"].append({"contributor": who, "value": "碾磨"})

        found = tool.problems(forged(data, tool, change))
        assert f"“{who}”没有事先公布承诺值，却提供了内容。" in found
        assert any("写法不同视为一人" in problem for problem in found) is (who != "示例丙")

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            (lambda p: p["officers"][0].update(valid_until="2025-03-02"), "在名录公布之日"),
            (lambda p: p["officers"][0].update(valid_from="2025-03-04"), "在名录公布之日"),
            (
                lambda p: p["units"].append({**p["units"][0], "id": "另一编号"}),
                "在检查对象中列了两次",
            ),
            (
                lambda p: p["officers"].append({**p["officers"][0], "id": "另一编号"}),
                "在执法检查人员中列了两次",
            ),
            (lambda p: p.update(repeats="前次"), "重新抽取没有说明理由"),
            (lambda p: p.update(repeats=p["draw"], repeat_reason="理由"), "就是本次抽取"),
            (lambda p: p["rule"].update(text="另一规则"), "不是该版本的规则"),
            (lambda p: p["rule"].update(version="zhunsheng-rule/1"), "不相应"),
            (lambda p: p["units"][0].update(name="示例\x1b[2J"), "不可见的字符"),
        ],
    )
    def test_cannot_hide_what_no_hash_shows(self, data, tool, change, problem):
        found = tool.problems(forged(data, tool, lambda record: change(record["pool"])))
        assert any(problem in one for one in found)

    def test_does_not_steer_the_terminal(self, data, tool, tmp_path):
        def change(record):
            record["pool"]["title"] = "\x1b[2J结论：一致。"

        file = tmp_path / "draw.json"
        file.write_bytes(forged(data, tool, change))
        answer = run(file)
        assert answer.returncode == 1
        assert "\x1b" not in answer.stdout
        assert "\\x1b[2J" in answer.stdout


class TestRecordOfFormatOne:
    """A record that was published before promises became a duty stays verifiable."""

    def test_agrees_and_names_who_promised_nothing(self):
        answer = run(OLD)
        assert (answer.returncode, answer.stderr) == (0, "")
        assert "结论：一致。" in answer.stdout
        assert "注意：按旧规则抽取，示例乙没有事先公布承诺值" in answer.stdout


class TestCommitment:
    def test_is_computed_by_whoever_contributes(self):
        answer = run("--commit", GIVEN[0].contributor, GIVEN[0].value)
        assert (answer.returncode, answer.stdout.strip()) == (0, commitment_of(GIVEN[0]))


def test_the_tickets_are_plain_sha256(data, tool):
    record = json.loads(data)
    first = record["results"][0]
    text = record["seed"] + first["unit"]
    assert hashlib.sha256(text.encode()).hexdigest() == first["ticket"]
    assert (
        hashlib.sha256((text + "".join(first["officers"])).encode()).hexdigest()
        == (first["pair_ticket"])
    )
