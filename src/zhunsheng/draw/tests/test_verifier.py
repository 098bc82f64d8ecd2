"""The stand-alone verifier: agrees with a real record, names what differs in a changed one."""

from __future__ import annotations

import hashlib
import json
import sys

import pytest

from zhunsheng.draw.tests.verifying import TOOL, forged, run

pytestmark = pytest.mark.django_db


class TestProgram:
    def test_says_that_a_real_record_agrees_and_what_that_does_not_prove(self, data, tmp_path):
        file = tmp_path / "draw.json"
        file.write_bytes(data)
        answer = run(file)
        assert (answer.returncode, answer.stderr) == (0, "")
        assert "结论：一致。" in answer.stdout
        assert "本程序不能证明：" in answer.stdout
        assert answer.stdout.count("——示0") == 3

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
            more = {0x20 if place % 3 else 0x80 ^ byte} if place % 7 == 0 else set()
            for other in ({byte ^ 1} | more) - {byte}:
                changed = data[:place] + bytes([other]) + data[place + 1 :]
                found = tool.problems(changed)
                assert found, f"byte {place}: {byte} -> {other}"
                # Everything but the two days, what was seen and the record's own hash is covered.
                if found == [tool.ONLY_RECORD_HASH]:
                    assert any(
                        key in data[max(0, place - 80) : place + 1]
                        for key in (b'"record_hash"', b'"bound_on"', b'"run_on"', b'_at"')
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
            record["contributions"][0]["value"] = "1" * 64
            record["seed"] = tool.digest(
                {
                    "contributions": record["contributions"],
                    "method": "COMMITMENTS",
                    "pool_hash": record["pool_hash"],
                }
            )

        found = tool.problems(forged(data, tool, change))
        assert "“法制机构”公开的内容与事先提交的承诺值不一致。" in found

    def test_cannot_try_another_order_of_the_parties(self, data, tool):
        """Whoever may choose the order could draw six times and keep what suits."""

        def change(record):
            record["contributions"].reverse()
            record["commitments"].reverse()

        found = tool.problems(forged(data, tool, change))
        assert "提供内容的各方或者其次序不是名录载明的。" in found
        assert "作出承诺的各方或者其次序不是名录载明的。" in found

    def test_cannot_draw_before_the_pool(self, data, tool):
        def change(record):
            record["bound_on"] = "2025-03-01"

        assert "种子确定日期早于名录公布日期。" in tool.problems(forged(data, tool, change))

    @pytest.mark.parametrize("who", ["示例丙", "法制机构\u200b"])
    def test_cannot_let_somebody_join_who_promised_nothing(self, data, tool, who):
        def change(record):
            record["contributions"].append({"contributor": who, "value": "0" * 64})

        found = tool.problems(forged(data, tool, change))
        assert f"“{who}”公开的内容与事先提交的承诺值不一致。" in found
        assert any("写法不同视为一人" in problem for problem in found) is (who != "示例丙")

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            (
                lambda p: p["officers"][0].update(valid_until="2025-06-29"),
                "检查期满 2025-06-30 无效",
            ),
            (lambda p: p["officers"][0].update(valid_from="2025-03-04"), "无效"),
            (lambda p: p["strata"][0].update(units=5), "写明 5 家，名录中有 6 家"),
            (lambda p: p["strata"][0].update(to_draw=0), "与公布的比例不符"),
            (lambda p: p["strata"].append(p["strata"][0]), "分层有重复"),
            (lambda p: p["strata"][0].update(risk_class="A", credit_class="GOOD"), "不在任何一层"),
            (lambda p: p.update(visits_until="2025-03-02"), "检查期止于开始以前"),
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


def test_the_tickets_are_plain_sha256(data, tool):
    record = json.loads(data)
    first = record["results"][0]
    text = record["seed"] + first["unit"]
    assert hashlib.sha256(text.encode()).hexdigest() == first["ticket"]
    assert (
        hashlib.sha256((text + "".join(first["officers"])).encode()).hexdigest()
        == (first["pair_ticket"])
    )
