"""Rules of caps: what counts, the strictest cap, windows, the streak without a finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.burden import queries, rules
from zhunsheng.burden.choices import Window
from zhunsheng.burden.rules import Cap, Counting, NoticeDraft
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.rules import (
    FREQUENCY_RULE,
    FrequencyFact,
    InspectionFacts,
    VisitMark,
    cap_is_not_reached,
    repeat_visit_has_a_reason,
)
from zhunsheng.registry.choices import RiskClass, Sector, StandardGrade

ON = date(2026, 3, 18)
UNIT = UUID(int=1)
CAP = Cap(2, "其他单位", "示例", FREQUENCY_RULE, True)
COUNTING = Counting(
    grounds={g.value: g in (BasisKind.PLAN, BasisKind.OWN_DRAW) for g in BasisKind}, urgent=False
)


def mark(
    number: int,
    day: date | None = ON,
    ground: BasisKind = BasisKind.PLAN,
    *,
    findings: int = 0,
    urgent: bool = False,
) -> VisitMark:
    return VisitMark(UUID(int=number), UNIT, ground, urgent, ON, day, findings)


class TestStanding:
    """国办发〔2024〕54号: daily, case and special inspections count; those from above do not."""

    def standing(self, *marks: VisitMark, is_enterprise: bool = True) -> rules.Standing:
        return rules.standing(
            marks, year=2026, counting=COUNTING, cap=CAP, is_enterprise=is_enterprise
        )

    def test_counts_visits_made_and_those_approved_but_not_made(self):
        found = self.standing(mark(1), mark(2, None))
        assert (len(found.made), len(found.waiting), found.left) == (1, 1, 0)
        assert found.is_reached

    def test_leaves_out_other_years_urgencies_and_grounds_that_do_not_count(self):
        found = self.standing(
            mark(1, date(2025, 12, 31)), mark(2, urgent=True), mark(3, ground=BasisKind.TIP)
        )
        assert (found.counted, len(found.outside), found.left) == (0, 2, 2)

    def test_knows_no_cap_for_what_is_no_enterprise(self):
        found = self.standing(mark(1), mark(2), mark(3), is_enterprise=False)
        assert (found.cap, found.left, found.is_reached) == (None, None, False)

    def test_takes_the_strictest_of_two_published_caps(self):
        lower = Cap(1, "", "", FREQUENCY_RULE, True)
        assert rules.strictest([CAP, lower]) == lower
        assert rules.strictest([]) is None


@pytest.mark.parametrize(
    ("sector", "grade", "risk", "key"),
    [
        (Sector.NON_COAL_MINE, StandardGrade.GRADE_1, RiskClass.B, "mines_ab"),
        (Sector.NON_COAL_MINE, StandardGrade.UNGRADED, RiskClass.D, "mines_d"),
        (Sector.GAS_STATION, StandardGrade.GRADE_3, RiskClass.A, "chemicals_grade_3"),
        (Sector.METALLURGY, StandardGrade.UNGRADED, RiskClass.C, "chemicals_ungraded"),
        (Sector.COMMERCE, StandardGrade.GRADE_2, RiskClass.A, "general_grade_2"),
        (Sector.FIREWORKS, StandardGrade.GRADE_1, RiskClass.A, "same_subject"),
    ],
)
def test_an_enterprise_has_the_first_class_that_fits(
    sector: Sector, grade: StandardGrade, risk: RiskClass, key: str
):
    assert next(c.key for c in queries.classes() if c.fits(sector, grade, risk)) == key


def test_every_enterprise_is_of_some_class():
    pairs = [(s, g, r) for s in Sector for g in StandardGrade for r in RiskClass]
    assert all(any(c.fits(*pair) for c in queries.classes()) for pair in pairs)


class TestReinspections:
    @pytest.mark.parametrize(("counts", "counted"), [(False, 1), (True, 2)])
    def test_count_where_the_rule_of_the_place_counts_them(self, counts: bool, counted: int):
        """国办发〔2024〕54号: places publish whether a re-inspection counts; it is data."""
        again = (date(2025, 12, 30), date(2026, 3, 20))
        visit = replace(mark(1), reinspected=again)
        grounds = dict.fromkeys((ground.value for ground in BasisKind), True)
        stands = rules.standing(
            [visit],
            year=2026,
            counting=rules.Counting(grounds, urgent=False, reinspections=counts),
            cap=CAP,
            is_enterprise=True,
        )
        assert stands.counted == counted


class TestStreak:
    def test_ends_at_the_last_visit_that_found_something(self):
        visits = [mark(1, date(2026, 1, 5)), mark(2, date(2026, 2, 5), findings=1)]
        assert rules.clean_visits(visits) == 0
        assert rules.clean_visits([*visits, mark(3), mark(4, None)]) == 1


class TestWindow:
    @pytest.mark.parametrize(
        ("window", "first", "last"),
        [
            (Window.DAY, ON, ON),
            (Window.WEEK, date(2026, 3, 16), date(2026, 3, 22)),
            (Window.MONTH, date(2026, 3, 1), date(2026, 3, 31)),
        ],
    )
    def test_holds_its_days(self, window: Window, first: date, last: date):
        assert rules.window_of(window, ON) == (first, last)

    def test_warns_above_the_number_and_not_at_it(self):
        most = {Window.DAY: 1, Window.WEEK: 2, Window.MONTH: 3}
        three = [mark(1), mark(2, date(2026, 3, 16)), mark(3, date(2026, 3, 2))]
        assert rules.warnings(three, on=ON, most=most) == ()
        four = [*three, mark(4)]
        assert [(w.window, w.visits) for w in rules.warnings(four, on=ON, most=most)] == [
            (Window.DAY, 2),
            (Window.WEEK, 3),
            (Window.MONTH, 4),
        ]
        one_more = rules.warnings(three, on=ON, most=most, more=1)
        assert [(w.window, w.visits) for w in one_more] == [
            (Window.DAY, 2),
            (Window.WEEK, 3),
            (Window.MONTH, 4),
        ]


class TestApprovalAtTheCap:
    """国办发〔2024〕54号: no inspection beyond the published number, except what stands outside."""

    def refused(self, frequency: FrequencyFact, **facts: Any) -> str:
        found = cap_is_not_reached(InspectionFacts(on=ON, frequency=frequency, **facts))
        return found.code if found else ""

    def test_is_refused_and_names_the_way_out(self):
        known = FrequencyFact(cap=2, counted=2, outside=("举报核查",))
        found = cap_is_not_reached(InspectionFacts(on=ON, frequency=known))
        assert found is not None
        assert "举报核查" in found.next_step
        assert found.code == "inspection.cap.reached"

    def test_is_allowed_one_below_and_where_no_cap_is_published(self):
        assert self.refused(FrequencyFact(cap=2, counted=1)) == ""
        assert self.refused(FrequencyFact(cap=None, counted=9)) == ""

    def test_of_a_ground_outside_the_cap_needs_its_source(self):
        known = FrequencyFact(cap=2, counted=2, counts=False)
        assert self.refused(known, source_given=False) == "inspection.cap.source_missing"
        assert self.refused(known, source_given=True) == ""


class TestReasonForOneMore:
    def refused(self, clean: int, *, given: bool) -> bool:
        known = FrequencyFact(clean=clean, clean_most=3)
        facts = InspectionFacts(on=ON, frequency=known, repeat_reason_given=given)
        return repeat_visit_has_a_reason(facts) is not None

    def test_is_needed_after_three_visits_without_a_finding(self):
        assert self.refused(3, given=False)
        assert not self.refused(3, given=True)
        assert not self.refused(2, given=False)


class TestNotice:
    LABELS = {"same_subject": "其他单位"}

    def codes(self, limits: dict[str, int], year: int = 2026) -> list[str]:
        draft = NoticeDraft("示例通告", "", year, limits)
        found = rules.notice_findings(draft, on=ON, above={"same_subject": CAP}, labels=self.LABELS)
        return [one.code for one in found]

    def test_names_every_fault(self):
        assert self.codes({}) == ["burden.notice.empty"]
        assert self.codes({"same_subject": 3}) == ["burden.notice.above"]
        assert self.codes({"same_subject": 0}) == ["burden.notice.range"]
        assert self.codes({"unknown": 1}) == ["burden.notice.class"]
        assert self.codes({"same_subject": 2}, year=2028) == ["burden.notice.year"]

    def test_may_be_as_strict_as_the_higher_level_or_stricter(self):
        assert self.codes({"same_subject": 2}) == []
        assert self.codes({"same_subject": 1}) == []
