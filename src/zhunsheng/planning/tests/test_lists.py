"""Units of the bureau and of the lists, draws, months, campaigns, versions, a stated total."""

from __future__ import annotations

import doctest
from dataclasses import replace
from datetime import date

import pytest

from zhunsheng.planning import rules
from zhunsheng.planning.choices import ChangeKind, KeyCriterion, PartKind
from zhunsheng.planning.rules import (
    Change,
    Limit,
    Line,
    PlanLimits,
    PlanPart,
    Stratum,
    Team,
    averages,
    months,
    sums,
    units,
)
from zhunsheng.planning.tests.builders import facts
from zhunsheng.planning.tests.test_rules import codes, unit
from zhunsheng.registry.choices import RiskClass


class TestTeams:
    def test_make_the_officers_of_the_plan(self):
        teams = (Team("示例一队", 6, 300, 300), Team("示例二队", 3, 320, 444))
        found = rules.findings(facts(teams=teams))
        assert [f.message for f in found] == [
            "行政执法人员数10人与各机构之和9人不符：示例一队6人、示例二队3人",
            "监督检查工作日不得小于零：示例二队248 × 3 − 320 − 444 = -20",
        ]
        even = (teams[0], Team("示例二队", 4, 320, 444))
        assert rules.findings(facts(teams=even)) == ()

    def test_hold_the_days_that_their_officers_have(self):
        team = Team("示例一队", 6, 300, 200)
        assert (team.total(248), team.inspection(248)) == (1488, 988)


class TestUnitsOfTheList:
    """编制办法 4, 6; 应急〔2025〕11号; 国办发〔2024〕54号: who is listed, why, how often."""

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"closed_on": date(2025, 1, 9)}, "示例a（2025-01-09）已经注销或者关闭，不能列入计划"),
            (
                {"other_body": "示例市应急管理局"},
                "示例a（示例市应急管理局）由其他层级的执法主体检查，各级计划不得重复",
            ),
            ({"cap": 1}, "计划次数超过年度检查频次上限：示例a2次，上限1次"),
            (
                {"reasons": frozenset({KeyCriterion.OTHER})},
                "示例a以“其他应当重点检查的情形”列入，未写明具体情形",
            ),
        ],
    )
    def test_is_refused_that_closed_or_is_another_levels_or_passes_its_cap(self, changes, message):
        assert [f.message for f in rules.findings(facts(units=(unit("a", **changes),)))] == [
            message
        ]

    def test_is_taken_at_its_cap_and_with_its_case_told(self):
        told = unit("a", cap=2, reasons=frozenset({KeyCriterion.OTHER}), note="示例情形")
        assert rules.findings(facts(units=(told,))) == ()

    def test_stands_once_though_it_was_registered_twice(self):
        """国办发〔2024〕54号: an enterprise is counted once."""
        found = units.merged_units_are_left_out(facts(units=(unit("a", kept="示例b"),)))
        assert found is not None
        assert found.code == "plan.unit.merged"

    def test_of_a_part_keeps_the_published_cap_whatever_the_plan_says(self):
        """国办发〔2024〕54号: the yearly cap is published; a plan may be stricter, never laxer."""
        part = PlanPart(1, "化工生产", PartKind.KEY, 4, 2, 558, listed=4, cap=9, published=1)
        over = facts(parts=(part,))
        assert "plan.cap.above" in codes(rules.findings(over))
        visits = units.visits_keep_the_caps(over)
        assert visits is not None
        assert "公布的上限1次" in visits.message
        stricter = facts(parts=(replace(part, visits_per_unit=1, cap=1),))
        assert units.own_caps_are_not_above_the_published(stricter) is None
        assert units.visits_keep_the_caps(stricter) is None

    def test_keeps_the_cap_of_its_part(self):
        over = PlanPart(1, "化工生产", PartKind.KEY, 4, 2, 558, listed=4, cap=1)
        found = rules.findings(facts(parts=(over, facts().parts[1])))
        assert [f.message for f in found] == [
            "计划次数超过年度检查频次上限：“化工生产”每家2次，上限1次"
        ]
        within = replace(over, cap=2)
        assert rules.findings(facts(parts=(within, facts().parts[1]))) == ()

    def test_criteria_carry_the_marks_of_the_list(self):
        assert [one.mark for one in rules.criteria().values()] == list("①②③④⑥⑦")
        assert [one.code for one in rules.criteria().values() if one.verified] == [
            KeyCriterion.HIGHER_RISK
        ]

    def test_of_key_units_is_never_drawn(self):
        assert codes(rules.part_findings(PartKind.KEY, drawn=True)) == ["plan.part.drawn"]
        assert rules.part_findings(PartKind.GENERAL, drawn=True) == ()


class TestDraw:
    @pytest.mark.parametrize(("pool", "rate", "drawn"), [(0, 50, 0), (1, 1, 1), (200, 5, 10),
                                                         (201, 5, 11), (7, 100, 7)])  # fmt: skip
    def test_takes_the_rate_of_a_risk_class_a_begun_unit_whole(self, pool, rate, drawn):
        assert Stratum(RiskClass.C, pool, rate).drawn == drawn


class TestMonths:
    def test_make_the_visits_of_the_part(self):
        part = PlanPart(1, "甲", PartKind.KEY, 5, 2, listed=5, months=(3, 6))
        units = (unit("a", months=(4, 9)), unit("b", months=(4, 9)), unit("c"))
        by_month = rules.visits_by_month(part, units)
        assert by_month == (0, 0, 3, 2, 0, 3, 0, 0, 2, 0, 0, 0)
        assert sum(by_month) == part.visits

    def test_are_all_twelve_where_none_is_meant(self):
        part = PlanPart(1, "甲", PartKind.GENERAL, 14)
        assert rules.visits_by_month(part, ()) == (1, 1, 2, 1, 1, 1) * 2


class TestSpecial:
    """应急〔2025〕11号: special inspections are few, and bounded in time."""

    def special(self, count, **changes):
        plain = {"months": (1,), "listed": 1}
        made = [
            PlanPart(n, f"专项{n}", PartKind.KEY, 1, is_special=True, **{**plain, **changes})
            for n in range(1, count + 1)
        ]
        return facts(parts=tuple(made))

    def test_states_its_months(self):
        found = rules.findings(self.special(1, months=()))
        assert [f.message for f in found] == ["专项检查“专项1”未写明检查月份"]

    def test_of_key_units_names_them(self):
        """编制办法: 重点检查单位 are named one by one, in a special campaign as well."""
        (found,) = rules.findings(self.special(1, listed=0))
        assert (found.code, found.message) == (
            "plan.list.none",
            "重点检查单位只有家数、没有名单：“专项1”1家",
        )

    def test_beyond_the_number_control_is_refused_where_that_is_verified_else_warned_of(self):
        many = self.special(4)
        assert rules.findings(many) == ()
        warned = [f.message for f in rules.warnings(many) if f.code == "plan.special.many"]
        assert warned == [
            "专项检查4项，超过每年3项的控制数（该数值未核实，仅作提示）：专项1、专项2、专项3、专项4"
        ]
        verified = replace(many, limits=PlanLimits(special=Limit(3, verified=True)))
        assert codes(rules.findings(verified)) == ["plan.special.many"]
        assert "plan.special.many" not in codes(rules.warnings(verified))
        assert rules.findings(replace(self.special(3), limits=verified.limits)) == ()


class TestStaff:
    def test_is_warned_of_below_the_share_of_officers(self):
        warned = rules.warnings(facts(staff=15))
        assert [f.message for f in warned if f.code == "plan.officers.share"] == [
            "行政执法人员10人占在册人员15人的66.67%，低于70%（该数值未核实，仅作提示）"
        ]
        assert "plan.officers.share" not in codes(rules.warnings(facts(staff=14)))

    def test_is_warned_of_where_the_workforce_counts_otherwise(self):
        assert "plan.officers.certified" in codes(rules.warnings(facts(certified=9)))
        assert "plan.officers.certified" not in codes(rules.warnings(facts(certified=10)))

    def test_names_units_of_the_highest_risk_that_no_key_part_holds(self):
        warned = rules.warnings(facts(left_out=("示例甲厂",)))
        assert [f.message for f in warned if f.code == "plan.key.left_out"] == [
            "示例甲厂为重大风险，未列入重点检查"
        ]


class TestTrial:
    """The plan page shows why 41 is refused where the parts make 51."""

    LABELS = ("非煤矿山", "工商贸", "危化经营", "烟花爆竹", "化工生产")

    def plan(self):
        counts = zip(self.LABELS, (5, 1, 35, 3, 7), strict=True)
        parts = (PlanPart(n, a, PartKind.KEY, c) for n, (a, c) in enumerate(counts, 1))
        return facts(parts=tuple(parts))

    def test_shows_the_omission_of_the_last_parts(self):
        assert rules.usual_omission(self.plan()) == 41
        said = rules.trial(self.plan(), 41)
        assert said is not None
        assert said.message.endswith("5＋1＋35＝41，烟花爆竹3、化工生产7未计入")
        assert rules.sum_of_parts(self.plan()) == "5＋1＋35＋3＋7＝51"

    @pytest.mark.parametrize(
        ("stated", "made"),
        [
            (44, "5＋1＋35＋3＝44，化工生产7未计入"),
            (46, "1＋35＋3＋7＝46，非煤矿山5未计入"),
            (58, "多出的7与“化工生产7”相同，可能重复计入"),
            (33, ""),
        ],
    )
    def test_names_the_parts_that_make_the_total(self, stated, made):
        said = rules.trial(self.plan(), stated)
        assert said is not None
        assert said.message == (
            f"载明的总数{stated}家与各部分之和不符：5＋1＋35＋3＋7＝51{made and f'；{made}'}"
        )

    def test_says_nothing_of_the_true_total(self):
        assert rules.trial(self.plan(), 51) is None


class TestDifference:
    def test_names_what_was_added_removed_and_changed(self):
        before = {("a",): Line("甲", "1家"), ("b",): Line("乙", "2家"), ("c",): Line("丙", "3家")}
        after = {("a",): Line("甲", "1家"), ("b",): Line("乙", "4家"), ("d",): Line("丁", "5家")}
        assert rules.changes(before, after) == (
            Change(ChangeKind.CHANGED, "乙", "2家", "4家"),
            Change(ChangeKind.REMOVED, "丙", "3家", ""),
            Change(ChangeKind.ADDED, "丁", "", "5家"),
        )


@pytest.mark.parametrize("module", [averages, months, sums], ids=lambda m: m.__name__)
def test_docstrings_hold(module):
    result = doctest.testmod(module)
    assert (result.failed, result.attempted >= 1) == (0, True)
