"""An old plan from a sheet: taken over whole, or refused with every error named."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from zhunsheng.kernel.finding import StepRefused
from zhunsheng.planning import imports, queries, rules, services
from zhunsheng.planning.choices import DayItem, KeyCriterion, PartKind, PlanStage
from zhunsheng.planning.models import AnnualPlan, PlanImport
from zhunsheng.planning.tests.builders import (
    BUREAU,
    DAY,
    DAYS,
    OTHER,
    ctx,
    drafted,
    entities,
    found,
    shops,
    written,
)
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import Sector
from zhunsheng.web.sheets import NO_ROWS, UnreadableSheet
from zhunsheng.web.tablefiles import Table, write_sheets

pytestmark = pytest.mark.django_db

HEAD = ("类别", "名称", "数值", "任务序号", "统一社会信用代码", "检查方式", "行业领域", "每家次数",
        "任务工作日", "频次上限", "检查月份", "列入理由", "专项检查事由", "说明")  # fmt: skip


@pytest.fixture(autouse=True)
def bureau():
    found()


def sheet(*rows: dict[str, str | int]) -> bytes:
    lines = tuple(tuple(row.get(name, "") for name in HEAD) for row in rows)
    return write_sheets((Table("计划", HEAD, lines),))


def basics(name: str, number: int) -> dict[str, str | int]:
    return {"类别": "基本情况", "名称": name, "数值": number}


def told(name: str, text: str) -> dict[str, str | int]:
    return {"类别": "基本情况", "名称": name, "说明": text}


def task(number: int, **more: str | int) -> dict[str, str | int]:
    said = {"类别": "检查任务", "名称": f"任务{number}", "检查方式": "重点检查"}
    return {**said, "任务序号": number, **more}


def listed(number: int, code: str, **more: str | int) -> dict[str, str | int]:
    said = {"类别": "单位", "名称": "示例", "统一社会信用代码": code}
    return {**said, "任务序号": number, **more}


def codes() -> list[str]:
    return [registry.entity(ctx("read"), one).credit_code for one in entities(2)]


def take(*rows: dict[str, str | int], key: str = "import"):
    return services.import_plan(ctx=ctx(key), filename="旧计划.xlsx", content=sheet(*rows), on=DAY)


def errors(*rows: dict[str, str | int]) -> list[tuple[int, str, str]]:
    reading = imports.preview(ctx("read"), filename="旧计划.xlsx", content=sheet(*rows))
    assert reading.good == ()
    assert len(reading.rejected) == len(rows)
    return [(error.row, error.column, error.message) for error in reading.errors]


class TestImport:
    def test_takes_a_plan_over_whole(self):
        first, second = codes()
        run = take(
            basics("年度", 2024),
            basics("行政执法人员数", 10),
            basics("载明的单位总数", 8),
            {"类别": "基本情况", "名称": "目标任务", "说明": "示例目标"},
            {"类别": "工作日", "名称": "O1", "数值": 620},
            {"类别": "工作日", "名称": "病假、事假", "数值": 744},
            task(1, 每家次数=2, 频次上限=3, 检查月份="4、9月", 行业领域="化工生产"),
            listed(1, first, 列入理由="①④", 检查月份="5"),
            listed(1, second, 列入理由="存在重大生产安全事故隐患", 说明="示例"),
            task(2, 数值=6, 检查方式="一般检查（双随机）", 专项检查事由="示例事由", 检查月份="6"),
        )
        plan = queries.plan(ctx("read"), 2024)
        assert plan is not None
        assert (run.plan_id, run.rows_read, run.rows_taken) == (plan.id, 10, 10)
        assert (plan.officers_count, plan.stated_units, plan.goals) == (10, 8, "示例目标")
        assert queries.days_of(ctx("read"), plan) == ((DayItem.O1, 620), (DayItem.X5, 744))
        one, two = queries.parts_of(ctx("read"), plan)
        assert (one.unit_count, one.is_counted, one.visits_per_unit, one.cap) == (2, True, 2, 3)
        assert (one.months, one.sector) == ([4, 9], Sector.HAZCHEM_PRODUCTION.value)
        assert (two.unit_count, two.kind_enum, two.is_special) == (6, PartKind.GENERAL, True)
        units = queries.units_of(ctx("read"), plan)
        assert units[0].reasons == [KeyCriterion.HIGHER_RISK.value, KeyCriterion.MAJOR_HAZARD.value]
        assert [unit.months for unit in units] == [[5], []]
        services.submit_plan(ctx=ctx("submit"), plan=plan.id, on=DAY)

    def test_takes_a_plan_whose_steps_were_taken_on_paper_before(self):
        """编制办法: what a sheet brings was written before; only what is changed here is not."""
        entered = date(2025, 6, 3)
        shops()
        run = services.import_plan(
            ctx=ctx("import", on=entered),
            filename="计划.xlsx",
            content=sheet(
                basics("年度", 2025),
                basics("行政执法人员数", 10),
                {"类别": "工作日", "名称": "O1", "数值": 620},
                {"类别": "工作日", "名称": "X5", "数值": 744},
                task(1, 数值=6, 检查方式="一般检查（双随机）"),
            ),
            on=entered,
        )
        by = ctx("submit", on=entered, late_reason="补记")
        services.submit_plan(ctx=by, plan=run.plan_id, on=date(2025, 3, 20))

    def test_keeps_the_approval_that_an_old_file_states_and_takes_no_step_for_it(self):
        """编制办法：往年计划的批准是原文件载明的事实，系统没有办理的审批不记为已办理。"""
        take(
            basics("年度", 2024),
            told("批准日期", "2024年2月20日"),
            told("批准文号", "示政函〔2024〕2号"),
            task(1, 数值=6, 检查方式="一般检查（双随机）"),
        )
        plan = queries.plan(ctx("read"), 2024)
        assert plan is not None
        assert (plan.told_approved_on, plan.told_approval_number) == (
            date(2024, 2, 20),
            "示政函〔2024〕2号",
        )
        assert [act.step for act in queries.acts_of(ctx("read"), plan)] == ["draft"]
        facts = queries.facts_of(ctx("read"), plan, on=DAY)
        assert queries.stage_of(facts) is PlanStage.ON_RECORD
        assert "plan.year.past" not in {f.code for f in rules.warnings(facts)}
        (line,) = queries.plan_lines(ctx("read"))
        assert (line.stage, line.approval_number) == (PlanStage.ON_RECORD, "示政函〔2024〕2号")
        assert queries.plan_in_force(ctx("read"), 2024) is None
        before = written()
        with pytest.raises(StepRefused) as refusal:
            services.set_days(ctx=ctx("days"), plan=plan.id, days=DAYS, on=DAY)
        assert [f.code for f in refusal.value.findings] == ["plan.contents.told"]
        assert written() == before

    @pytest.mark.parametrize(
        ("year", "day", "why"),
        [
            (2025, "2025-01-20", "不是往年"),
            (2026, "2025-02-01", "不是往年"),
            (2024, "2031-12-31", "在导入之日以后"),
            (2023, "1999-01-01", "不符"),
            (2022, "2022-12-31", "不符"),
        ],
    )
    def test_takes_no_approval_that_cannot_be_one_of_an_old_plan(self, year, day, why):
        """编制办法：往年计划的批准在上年年底前后；本年度的计划在本系统报请批准。"""
        rows = (basics("年度", year), told("批准日期", day), task(1, 数值=6))
        before = written()
        with pytest.raises(StepRefused) as refusal:
            take(*rows)
        assert [f.code for f in refusal.value.findings] == ["plan.import.errors"]
        assert written() == before
        reading, _ = imports.read_plan(
            ctx("read"), filename="旧计划.xlsx", content=sheet(*rows), on=DAY
        )
        assert [(one.row, one.column) for one in reading.errors] == [(3, "说明")]
        assert why in reading.errors[0].message

    def test_asks_for_the_day_of_an_approval_that_has_a_number(self):
        rows = (basics("年度", 2024), told("批准文号", "示1号"))
        assert [message for _, _, message in errors(*rows)] == [imports.NO_DAY]
        wrong = told("批准日期", "去年二月")
        assert [column for _, column, _ in errors(basics("年度", 2024), wrong)] == ["说明"]

    def test_takes_a_unit_of_a_key_list_in_the_list_of_a_campaign_and_in_no_third(self):
        """应急〔2025〕11号: a key unit may be covered by a special campaign as well."""
        first, _ = codes()
        special = task(2, 检查月份="4", 专项检查事由="示例")
        rows = (basics("年度", 2025), basics("行政执法人员数", 10), task(1), special, task(3))
        both = (listed(1, first, 列入理由="①"), listed(2, first, 列入理由="①"))
        (twice,) = errors(*rows, *both, listed(3, first, 列入理由="①"))
        assert twice[:2] == (9, "统一社会信用代码")
        assert take(*rows, *both).rows_taken == len((*rows, *both))

    def test_is_done_once_when_sent_twice(self):
        first = take(basics("年度", 2024))
        before = written()
        assert take(basics("年度", 2024)) == first
        assert written() == before

    def test_names_every_error_and_writes_nothing(self):
        first, _ = codes()
        rows: tuple[dict[str, str | int], ...] = (
            basics("年度", 1999),
            basics("行政执法人员数", 10),
            basics("行政执法人员数", 11),
            {"类别": "工作日", "名称": "O77", "数值": "很多"},
            task(1, 检查月份="13", 行业领域="种植"),
            listed(1, "91000000000000000X"),
            listed(1, first, 列入理由="⑤"),
            listed(3, first),
            {"类别": "其他", "名称": "示例"},
            task(4, 名称="长" * 61),
        )
        said = errors(*rows)
        assert [(row, column) for row, column, _ in said] == [
            (2, "数值"),
            (4, "名称"),
            (5, "名称"),
            (5, "数值"),
            (6, "行业领域"),
            (6, "检查月份"),
            (7, "统一社会信用代码"),
            (8, "列入理由"),
            (9, "统一社会信用代码"),
            (9, "任务序号"),
            (10, "类别"),
            (11, "名称"),
            (11, "任务序号"),
        ]
        assert all(message.endswith("。") for _, _, message in said)
        before = written()
        with pytest.raises(StepRefused) as refusal:
            take(*rows)
        assert [f.code for f in refusal.value.findings] == ["plan.import.errors"]
        assert written() == before
        assert not AnnualPlan.objects.of(ctx("read")).exists()
        assert not PlanImport.objects.of(ctx("read")).exists()

    def test_needs_a_year_that_has_no_plan(self):
        assert [message for _, _, message in errors(task(1, 数值=3))] == [imports.NO_YEAR]
        drafted(2024)
        said = errors(basics("年度", 2024))
        assert [message for _, _, message in said] == [
            "2024年度计划已经编制。请在原计划上修改或者调整。"
        ]

    def test_knows_no_unit_of_another_bureau(self):
        first, _ = codes()
        found(OTHER, "999902")
        content = sheet(basics("年度", 2024), task(1), listed(1, first))
        reading = imports.preview(ctx("o", bureau=OTHER), filename="a.xlsx", content=content)
        assert [error.message for error in reading.errors] == [imports.UNKNOWN_UNIT]
        assert imports.preview(ctx("r", bureau=BUREAU), filename="a.xlsx", content=content).good

    def test_finds_the_headings_of_its_own_template(self):
        with pytest.raises(UnreadableSheet) as reason:
            imports.preview(ctx("read"), filename="a.xlsx", content=imports.template())
        assert reason.value.message == NO_ROWS


class TestStatedTotal:
    """编制办法: the file says 41, its parts make 51; it is told before anything is written."""

    ROWS = (
        basics("年度", 2024),
        basics("载明的单位总数", 41),
        *(
            task(number, 数值=count, 检查方式="一般检查（双随机）")
            for number, count in enumerate((5, 1, 35, 3, 7), start=1)
        ),
    )

    def test_is_named_in_the_preview_and_hinders_no_old_plan(self):
        reading = imports.preview(ctx("read"), filename="旧计划.xlsx", content=sheet(*self.ROWS))
        assert reading.errors == ()
        (remark,) = reading.remarks
        assert remark.code == "plan.total.differs"
        assert "载明的总数41家与各部分之和不符" in remark.message
        assert "＝51" in remark.message
        assert take(*self.ROWS).rows_taken == len(self.ROWS)

    def test_that_the_parts_make_is_not_remarked(self):
        rows = (self.ROWS[0], basics("载明的单位总数", 51), *self.ROWS[2:])
        reading = imports.preview(ctx("read"), filename="旧计划.xlsx", content=sheet(*rows))
        assert reading.remarks == ()


class TestDays:
    def test_beyond_the_year_of_all_officers_are_refused(self):
        """编制办法 8: S = D × N; ten officers have no 50,000 days."""
        ((place, column, message),) = errors(
            basics("年度", 2024),
            basics("行政执法人员数", 10),
            {"类别": "工作日", "名称": "O1", "数值": 50_000},
        )
        assert (place, column) == (4, "数值")
        assert "超过10名执法人员全年的天数（10 × 366 = 3660日）" in message

    def test_of_a_part_are_no_more_and_its_number_follows_the_one_before(self):
        """编制办法 8: a sheet is held to what the form of a part is held to."""
        said = errors(
            basics("年度", 2024),
            basics("行政执法人员数", 10),
            task(1, 数值=3, 任务工作日=3_661),
            task(5, 数值=3),
        )
        assert [(row, column) for row, column, _ in said] == [(4, "任务工作日"), (5, "任务序号")]
        assert "“任务1”3661日超过10名" in said[0][2]


class TestPages:
    def test_show_the_errors_first_and_lead_to_the_plan_after(self, settings, monkeypatch):
        from django.core.files.uploadedfile import SimpleUploadedFile as File

        from zhunsheng.planning.tests.test_views import client

        settings.ZHUNSHENG_PINNED_NOW = "2025-03-03T18:00:00+08:00"
        monkeypatch.setattr("zhunsheng.config.menu.MENU", ())
        browser, before = client(), written()
        url = reverse("planning:import")
        bad = browser.post(url, {"file": File("旧.xlsx", sheet(basics("年度", 1)))})
        assert "没有可以导入的行" in bad.content.decode()
        rows = TestStatedTotal.ROWS
        good = browser.post(url, {"file": File("旧.xlsx", sheet(*rows))})
        assert "载明的总数41家与各部分之和不符" in good.content.decode()
        assert written() == before
        token = good.context["confirm"].initial["token"]
        sent = {"request_key": "k1", "token": token}
        answer = browser.post(reverse("planning:import_confirm"), sent)
        plan = queries.plan(ctx("read"), 2024)
        assert plan is not None
        shown = browser.get(answer["Location"]).content.decode()
        assert reverse("planning:detail", args=[plan.id]) in shown
