"""The arithmetic of a plan, and every sum that must hold before it is approved."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

from zhunsheng.kernel.days import Calendar
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.planning import rules
from zhunsheng.planning.choices import DayItem, ItemClass, KeyCriterion, PartKind
from zhunsheng.planning.rules import (
    PlanLimits,
    PlanPart,
    PlanUnit,
    days,
)
from zhunsheng.planning.tests.builders import facts


def codes(found) -> list[str]:
    return [finding.code for finding in found]


def unit(entity: str, part: int = 1, **changes) -> PlanUnit:
    said = {
        "entity": entity,
        "name": f"示例{entity}",
        "part": part,
        "kind": PartKind.KEY,
        "reasons": frozenset({KeyCriterion.HIGHER_RISK}),
    }
    return PlanUnit(**{**said, **changes})


class TestArithmetic:
    def test_holds_in_its_docstrings(self):
        result = doctest.testmod(days)
        assert (result.failed, result.attempted >= 5) == (0, True)

    @pytest.mark.parametrize(("year", "working_days"), [(2019, 250), (2024, 251), (2025, 248),
                                                        (2026, 248)])  # fmt: skip
    def test_takes_the_working_days_of_the_year_from_the_calendar(self, year, working_days):
        assert Calendar.load().working_days_of_year(year) == working_days

    def test_computes_every_number(self):
        sums = rules.arithmetic(facts())
        assert (sums.total, sums.other, sums.not_enforcement) == (2480, 620, 744)
        assert (sums.inspection, sums.key, sums.general) == (1116, 558, 558)

    def test_shares_out_what_the_set_parts_leave_by_visits(self):
        parts = (
            PlanPart(1, "甲", PartKind.KEY, 4, 2, 116, listed=4),
            PlanPart(2, "乙", PartKind.KEY, 3, 2, listed=3),
            PlanPart(3, "丙", PartKind.GENERAL, 4, 1),
        )
        assert rules.part_days(facts(parts=parts)) == (116, 600, 400)
        assert rules.findings(facts(parts=parts)) == ()

    def test_gives_shares_that_make_the_whole(self):
        sums = rules.arithmetic(facts())
        found = rules.shares(
            sums.total, [("I", sums.inspection), ("O", sums.other), ("X", sums.not_enforcement)]
        )
        assert [share.percent_text for share in found] == ["45.00%", "25.00%", "30.00%"]
        assert sum(share.basis_points for share in found) == 10_000

    @pytest.mark.parametrize("days", [(1, 1, 1), (617, 741, 1122), (1, 2, 2477)])
    def test_gives_shares_that_sum_whatever_the_rounding(self, days):
        """编制办法8：各类工作日占比之和为百分之百，细项之和为所在类别。"""
        found = rules.shares(sum(days), [("", one) for one in days])
        assert sum(share.basis_points for share in found) == 10_000
        parts = rules.shares_within(found[2], [("", 1), ("", days[2] - 1)])
        assert sum(part.basis_points for part in parts) == found[2].basis_points

    def test_prints_a_share_of_a_deficit_and_of_nothing(self):
        assert rules.shares(200, [("", -1)])[0].percent_text == "-0.50%"
        assert rules.shares(0, [("", 5)])[0].percent_text == "0.00%"

    def test_knows_the_items_of_both_classes(self):
        by_class = [item.value for item in DayItem if item.item_class is ItemClass.NOT_ENFORCEMENT]
        assert by_class == ["X1", "X2", "X3", "X4", "X5", "X6", "X7"]
        assert len(DayItem) == 17

    def test_makes_51_of_the_five_parts(self):
        counts = (5, 1, 35, 3, 7)
        parts = tuple(PlanPart(n, "", PartKind.KEY, c) for n, c in enumerate(counts, 1))
        assert rules.unit_total(facts(parts=parts)) == 51


class TestFindings:
    def test_are_none_where_every_sum_holds(self):
        assert rules.findings(facts()) == ()

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"working_days": None}, "plan.calendar.unknown"),
            ({"items": ((DayItem.O1, 1364),)}, "plan.days.missing"),
            ({"items": ((DayItem.O1, 2000), (DayItem.X1, 744))}, "plan.days.negative"),
            ({"items": ((DayItem.O1, 621), (DayItem.X1, 744))}, "plan.days.parts"),
            ({"stated_units": 9}, "plan.total.differs"),
        ],
    )
    def test_name_the_sum_that_does_not_hold(self, changes, code):
        assert codes(rules.findings(facts(**changes))) == [code]

    def test_show_the_numbers(self):
        short = facts(items=((DayItem.O1, 621), (DayItem.X1, 744)))
        message = rules.findings(short)[0].message
        assert message == "重点检查558 + 一般检查558 = 1116，与监督检查工作日1115相差1"
        below = facts(items=((DayItem.O1, 2000), (DayItem.X1, 744)))
        assert "2480 − 2000 − 744" in rules.findings(below)[0].message

    def test_are_given_all_at_once(self):
        empty = facts(officers=0, items=(), parts=())
        assert codes(rules.findings(empty)) == [
            "plan.officers.none",
            "plan.days.missing",
            "plan.parts.none",
        ]

    def test_say_which_parts_make_a_wrong_total(self):
        labels = ("非煤矿山", "工商贸", "危化经营", "烟花爆竹", "化工生产")
        counts = (5, 1, 35, 3, 7)
        parts = tuple(
            PlanPart(n, label, PartKind.KEY, count, listed=count)
            for n, (label, count) in enumerate(zip(labels, counts, strict=True), 1)
        )
        found = rules.findings(facts(parts=parts, stated_units=41))
        assert [f.message for f in found] == [
            "载明的总数41家与各部分之和不符：5＋1＋35＋3＋7＝51；"
            "5＋1＋35＝41，烟花爆竹3、化工生产7未计入"
        ]
        assert rules.findings(facts(parts=parts, stated_units=51)) == ()

    def test_compare_lists_with_their_numbers(self):
        parts = (
            PlanPart(1, "化工生产", PartKind.KEY, 4, 2, 558, listed=3),
            PlanPart(2, "商贸", PartKind.GENERAL, 6, 1, 558),
        )
        found = rules.findings(facts(parts=parts))
        assert [f.message for f in found] == ["“化工生产”载明4家，名单3家"]

    def test_refuse_a_unit_in_both_lists(self):
        units = (unit("a"), unit("b"), unit("a", 2, kind=PartKind.GENERAL))
        found = rules.findings(facts(units=units))
        assert codes(found) == ["plan.unit.twice"]
        assert found[0].message.startswith("示例a同时列入")

    def test_let_the_list_of_a_campaign_overlap_another_within_the_cap(self):
        """应急〔2025〕11号, 国办发〔2024〕54号: all visits of a unit count against its cap."""
        parts = (
            PlanPart(1, "化工生产", PartKind.KEY, 1, 2, 558, listed=1),
            PlanPart(2, "专项", PartKind.KEY, 1, 1, 9, listed=1, is_special=True, months=(4,)),
        )
        listed = facts(parts=parts, units=(unit("a"), unit("a", 2)))
        assert "plan.unit.twice" not in codes(rules.findings(listed))
        capped = facts(parts=parts, units=(unit("a", cap=2), unit("a", 2, cap=2)))
        (over,) = [f for f in rules.findings(capped) if f.code == "plan.visits.cap"]
        assert "示例a3次，上限2次" in over.message

    def test_refuse_a_key_unit_without_a_visit_or_a_reason(self):
        parts = (
            PlanPart(1, "化工生产", PartKind.KEY, 4, 0, 558, listed=4),
            PlanPart(2, "商贸", PartKind.GENERAL, 6, 1, 558),
        )
        assert codes(rules.findings(facts(parts=parts))) == ["plan.visits.none"]
        parts = (
            PlanPart(1, "化工生产", PartKind.KEY, 4, 1, 558, listed=4),
            PlanPart(2, "商贸", PartKind.GENERAL, 6, 0, 558),
        )
        assert codes(rules.findings(facts(parts=parts))) == []
        bare = facts(units=(unit("a", reasons=frozenset()),))
        assert codes(rules.findings(bare)) == ["plan.unit.reason"]
        general = unit("a", kind=PartKind.GENERAL, reasons=frozenset())
        assert rules.findings(facts(units=(general,))) == ()

    def test_refuse_key_units_that_are_counted_and_not_named(self):
        """编制办法6：重点检查单位逐家列明，附名单和列入理由。"""
        parts = (
            PlanPart(1, "化工生产", PartKind.KEY, 4, 2, 558),
            PlanPart(2, "商贸", PartKind.GENERAL, 6, 1, 558),
        )
        found = rules.findings(facts(parts=parts))
        assert [f.message for f in found] == ["重点检查单位只有家数、没有名单：“化工生产”4家"]

    def test_measure_key_visits_by_the_number_of_the_lawbook(self):
        """应急〔2025〕11号：重点检查单位原则上每年至少检查一次；法规库没有数值的日期不核对。"""
        parts = (
            PlanPart(1, "化工生产", PartKind.KEY, 4, 0, 558, listed=4),
            PlanPart(2, "商贸", PartKind.GENERAL, 6, 1, 558),
        )
        assert codes(rules.findings(facts(parts=parts))) == ["plan.visits.none"]
        assert codes(rules.findings(facts(parts=parts, limits=PlanLimits()))) == []

    def test_refuse_a_part_without_units(self):
        parts = (PlanPart(1, "化工生产", PartKind.KEY, 0, 1, 1116),)
        assert codes(rules.findings(facts(parts=parts))) == ["plan.parts.empty"]

    def test_shorten_long_lists_of_names(self):
        units = tuple(unit(str(n), reasons=frozenset()) for n in range(7))
        assert rules.findings(facts(units=units))[0].message == (
            "示例0、示例1、示例2、示例3、示例4等7家未写明列为重点的理由"
        )


class TestWarnings:
    def test_hinder_nothing(self):
        late = facts(approved_on=date(2025, 4, 1))
        assert codes(rules.warnings(late)) == [
            "plan.key.share",
            "plan.approval.late",
        ]
        assert rules.findings(late) == ()

    def test_are_none_at_the_thresholds(self):
        parts = (
            PlanPart(1, "化工生产", PartKind.KEY, 4, 2, 670, listed=4),
            PlanPart(2, "商贸", PartKind.GENERAL, 6, 1, 446),
        )
        assert rules.warnings(facts(parts=parts, approved_on=date(2025, 3, 31))) == ()

    def test_of_the_share_say_that_it_is_not_verified(self):
        assert "未核实" in rules.warnings(facts())[0].message


class TestGuards:
    def test_close_the_contents_once_submitted(self):
        acts = (DoneAct("draft", date(2025, 3, 3), 1), DoneAct("submit", date(2025, 3, 3), 2))
        assert rules.contents_are_open(facts(acts=acts[:1])) is None
        fixed = rules.contents_are_open(facts(acts=acts))
        assert fixed is not None
        assert fixed.code == "plan.contents.fixed"

    def test_allow_an_amendment_of_a_current_approved_plan_only(self):
        approved = (DoneAct("approve", date(2025, 3, 3), 3),)
        assert rules.amendment_findings(facts(acts=approved)) == ()
        assert codes(rules.amendment_findings(facts(is_current=False))) == [
            "plan.amend.early",
            "plan.replaced",
        ]
