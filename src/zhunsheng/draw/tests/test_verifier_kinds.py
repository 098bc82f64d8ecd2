"""The verifier on strata, other seeds, changes of officers, and records of earlier rules."""

from __future__ import annotations

import json

import pytest

from zhunsheng.draw import queries, services
from zhunsheng.draw.choices import ChangeGround, SeedMethod
from zhunsheng.draw.models import Draw
from zhunsheng.draw.rules import Contribution, SeedPlan, commitment_of
from zhunsheng.draw.tests.builders import (
    DATA,
    DAY,
    PARTIES,
    RATES,
    bound,
    checked,
    ctx,
    entered,
    entities,
    found,
    officers,
    published,
    ran,
)
from zhunsheng.draw.tests.verifying import forged, run

pytestmark = pytest.mark.django_db


class TestStrata:
    def test_are_recomputed_with_their_rates(self, tool, tmp_path, settings):
        settings.ZHUNSHENG_CREDIT_CLASSES = "zhunsheng.draw.tests.builders.one_serious"
        found()
        draw = ran(bound(published(entities(8), officers(4), rates=RATES, units_to_draw=0)))
        data = queries.record_of(queries.draw(ctx("read"), draw.id))
        assert tool.problems(data) == []
        file = tmp_path / "draw.json"
        file.write_bytes(data)
        assert "C（较大风险），严重失信：1 家中抽 1 家（30%）" in run(file).stdout

        def change(record):
            record["pool"]["strata"][0].update(rate=30)

        assert any("与公布的比例不符" in one for one in tool.problems(forged(data, tool, change)))


class TestOtherSeeds:
    def test_of_dice_are_recomputed_and_other_points_are_named(self, tool):
        found()
        plan = SeedPlan(SeedMethod.DICE, (), "", None)
        draw = published(entities(4), officers(3), seed_plan=plan)
        checked(entered(draw))
        data = queries.record_of(queries.draw(ctx("read"), ran(draw).id))
        assert tool.problems(data) == []
        said = json.loads(data)
        assert any("但不能核对点数是否如实" in one for one in tool.report(said))
        assert any(said["proof"] in one for one in tool.report(said))

        def change(record):
            record["contributions"][0]["value"] = "1 2 3"
            record["witnesses"] = ["示例甲"]

        problems = tool.problems(forged(data, tool, change))
        assert "骰子点数不到 20 个，或者有不在 1 至 6 之间的。" in problems
        assert "见证人不到两人。" in problems


class TestChanges:
    """更换人员: the next ticket goes; the record of the draw itself stays byte for byte."""

    def swapped(self, draw: Draw) -> bytes:
        for number in (1, 2):
            unit, pair = queries.drawn(ctx("read"), draw.id)[0]
            if number == 2:
                unit, pair = queries.drawn(ctx("read"), draw.id)[1]
            services.change_officer(
                ctx=ctx(f"swap {number}"),
                draw=draw.id,
                unit=unit,
                out=pair[0],
                ground=ChangeGround.ILLNESS,
                reason="因病不能参加",
                on=DAY,
            )
        return queries.changes_of(draw)

    def test_agree_beside_their_record(self, draw, tool, tmp_path):
        changes = self.swapped(draw)
        record, beside = tmp_path / "draw.json", tmp_path / "changes.json"
        record.write_bytes(queries.record_of(draw))
        beside.write_bytes(changes)
        answer = run(record, "--changes", beside)
        assert (answer.returncode, answer.stderr) == (0, "")
        assert "更换检查人员 2 次，都由下一签的人员递补。" in answer.stdout

    def test_to_a_chosen_officer_are_named(self, draw, tool):
        said = json.loads(self.swapped(draw))
        record = json.loads(queries.record_of(draw))
        one = said["changes"][0]
        new = next(o for o in one["officers"] if o not in record["results"][0]["officers"])
        other = next(
            o["id"]
            for o in record["pool"]["officers"]
            if o["id"] not in (*one["officers"], one["out"])
        )
        one["officers"] = sorted(other if o == new else o for o in one["officers"])
        rest = {key: value for key, value in said.items() if key != "changes_hash"}
        said["changes_hash"] = tool.digest(rest)
        found = tool.change_problems(tool.canonical(said), record)
        assert len(found) == 1
        assert found[0].startswith("更换记录第 1 项")
        assert "检查。" in found[0]

    @pytest.mark.sqlite_only  # bytes of a file, no matter of the database
    def test_one_byte_changed_is_found(self, draw, tool):
        data, record = self.swapped(draw), json.loads(queries.record_of(draw))
        assert tool.change_problems(data, record) == []
        for place, byte in enumerate(data):
            changed = data[:place] + bytes([byte ^ 1]) + data[place + 1 :]
            assert tool.change_problems(changed, record) != [], place


class TestOlderRecords:
    """What was published under an earlier rule stays verifiable by that rule."""

    def test_of_format_one_agree_and_name_who_promised_nothing(self):
        answer = run(DATA / "draw-1.json")
        assert (answer.returncode, answer.stderr) == (0, "")
        assert "结论：一致。" in answer.stdout
        assert "注意：按旧规则抽取，示例乙没有事先公布承诺值" in answer.stdout

    def test_of_format_two_agree_and_one_changed_byte_is_found(self, tool):
        data = (DATA / "draw-2.json").read_bytes()
        assert tool.problems(data) == []
        for place in range(0, len(data), 11):
            changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
            assert tool.problems(changed) != [], place

    def test_cannot_pass_for_a_newer_one(self, tool):
        record = json.loads((DATA / "draw-2.json").read_bytes())
        record["format"] = "zhunsheng-draw/3"
        assert tool.problems(tool.canonical(record)) != []


class TestCommitment:
    def test_is_computed_by_whoever_contributes(self):
        given = Contribution(PARTIES[0], "ab" * 32)
        answer = run("--commit", PARTIES[0], "d", "ab" * 32)
        assert answer.returncode == 0
        assert f"承诺值（提交）：{commitment_of('d', given)}" in answer.stdout

    def test_comes_with_a_fresh_value_where_none_is_given(self):
        said = {run("--commit", PARTIES[0], "d").stdout for _ in range(2)}
        assert len(said) == 2
        assert run("--commit", PARTIES[0], "d", "318204").returncode == 2
