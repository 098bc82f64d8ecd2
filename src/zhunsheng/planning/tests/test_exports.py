"""The plan as a paper."""

from __future__ import annotations

import pytest

from zhunsheng.documents.rendering import Heading, Para, Table
from zhunsheng.planning import exports, queries, services
from zhunsheng.planning.choices import KeyCriterion
from zhunsheng.planning.exports.source import source_of
from zhunsheng.planning.services import UnitDraft
from zhunsheng.planning.tests.builders import (
    DAY,
    ctx,
    drafted,
    entities,
    filled,
    found,
    part,
    published,
)

pytestmark = pytest.mark.django_db


def plan_of(plan):
    return queries.plan_by_id(ctx("read").viewer, plan.id)


class TestPaper:
    def test_states_the_arithmetic_with_its_numbers(self):
        found()
        paper = exports.plan_paper(ctx("read").viewer, plan_of(published(entities(4))))
        said = "".join(block.text for block in paper.blocks if isinstance(block, Para))
        assert "S = D × N = 248 × 10 = 2480个工作日" in said
        assert "I = S − O − X = 2480 − 620 − 744 = 1116个工作日" in said
        assert "占83.33%" in said
        assert "经示例区人民政府批准（示政函〔2025〕3号）" in said
        assert paper.number == "示政函〔2025〕3号"

    def test_holds_tables_whose_totals_are_the_sums(self):
        found()
        paper = exports.plan_paper(ctx("read").viewer, plan_of(published(entities(4))))
        found_tables = [block for block in paper.blocks if isinstance(block, Table)]
        days, parts, months, units = found_tables
        assert days.rows[0] == ("S", "总法定工作日", "2480", "100.00%")
        assert days.rows[-3] == ("I", "监督检查工作日", "1116", "45.00%")
        assert parts.rows[0][3:] == ("4", "2", "", "8", "638")
        assert parts.total == ("", "合计", "", "10", "", "", "14", "1116")
        assert months.total == ("合计", *"101410105010", "14")
        assert [row[0] for row in units.rows] == ["1", "2", "3", "4"]
        assert units.rows[0][4:] == ("①安全风险等级较高", "4、9月")

    def test_prints_the_months_of_the_part_for_units_without_their_own(self):
        """编制办法: the list, the table by month and the annex say the same months."""
        found()
        units, plan = entities(2), drafted()
        part(plan, 1, 2, label="烟花爆竹节前检查", months=(1, 2))
        why = (KeyCriterion.HIGHER_RISK,)
        listed = (UnitDraft(units[0], why), UnitDraft(units[1], why, (4,)))
        services.add_units(ctx=ctx("units"), plan=plan.id, part=1, units=listed, on=DAY)
        paper = exports.plan_paper(ctx("read").viewer, plan_of(plan))
        annex = [block for block in paper.blocks if isinstance(block, Table)][-1]
        assert [row[-1] for row in annex.rows] == ["1、2月", "4月"]

    def test_says_of_a_draft_that_it_is_not_approved(self):
        found()
        paper = exports.plan_paper(ctx("read").viewer, plan_of(drafted()))
        assert paper.number == ""
        assert any(
            block.text == "本计划尚未经本级人民政府批准。"
            for block in paper.blocks
            if isinstance(block, Para)
        )

    def test_is_printed_as_pdf(self):
        found()
        data = exports.plan_pdf(ctx("read").viewer, plan_of(published(entities(4))))
        assert data.startswith(b"%PDF-")

    def test_has_the_seven_headings_of_a_plan_and_its_lists_as_annexes(self):
        found()
        plan = plan_of(published(entities(4)))
        paper = exports.plan_paper(ctx("read").viewer, plan)
        assert [b.text for b in paper.blocks if isinstance(b, Heading)] == [
            "目标任务",
            "执法力量和工作日测算",
            "重点检查",
            "一般检查",
            "行业任务和月度安排",
            "专项检查",
            "保障措施",
            "批准、备案和公布",
            "附件1　重点检查单位名单",
        ]
        assert exports.plan_docx(ctx("read").viewer, plan).startswith(b"PK")

    def test_tells_key_units_and_days_of_special_campaigns_apart(self):
        """编制办法: the number of key units of the text and of the table are one."""
        found()
        plan = filled(entities(4))
        part(plan, 3, 3, label="示例行动", special_ground="示政办〔2025〕2号")
        source = source_of(ctx("read").viewer, plan_of(plan))
        days = source.lines[2][2]
        paper = exports.plan_paper(ctx("read").viewer, plan_of(plan))
        said = [block.text for block in paper.blocks if isinstance(block, Para)]
        (key,) = [text for text in said if text.startswith("重点检查单位")]
        assert key.startswith("重点检查单位4家：化工生产4家。以上不含专项检查；")
        assert "按重点检查方式开展的专项检查3家，见“专项检查”，合计7家。" in key
        (sums,) = [text for text in said if text.startswith("其他执法工作日")]
        assert f"重点检查K为{source.sums.key}个（含专项检查{days}个）" in sums
        (general,) = [text for text in said if text.startswith("一般检查单位")]
        assert "不含专项检查" not in general
