"""How near a duty is, in which order, whose it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zhunsheng.desk import rules
from zhunsheng.desk.choices import Nearness
from zhunsheng.desk.rules import Counts, Line, line_of
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import Calendar
from zhunsheng.kernel.duty import Duty

TODAY = date(2026, 1, 15)  # a Thursday
CALENDAR = Calendar.load()
DUTY = Duty(
    key="a",
    label="整改复查",
    subject="示例工厂",
    due_on=None,
    basis=cite("APL-2021:61"),
    roles=frozenset({"ENFORCEMENT_OFFICER"}),
    url="/",
    action="办理",
)


def line(key: str, due_on: date | None = None, *, roles: str = "ENFORCEMENT_OFFICER") -> Line:
    duty = replace(DUTY, key=key, due_on=due_on, roles=frozenset({roles}))
    return line_of(duty, on=TODAY, calendar=CALENDAR)


class TestLine:
    @pytest.mark.parametrize(
        ("due_on", "nearness", "left", "workdays"),
        [
            (date(2026, 1, 14), Nearness.OVERDUE, -1, -1),
            (date(2026, 1, 15), Nearness.TODAY, 0, 0),
            (date(2026, 1, 16), Nearness.SOON, 1, 1),
            (date(2026, 1, 20), Nearness.SOON, 5, 3),  # the weekend does not count
            (date(2026, 1, 21), Nearness.LATER, 6, 4),
        ],
    )
    def test_is_as_near_as_the_working_days_that_remain(self, due_on, nearness, left, workdays):
        found = line("a", due_on)
        assert (found.nearness, found.left, found.workdays_left) == (nearness, left, workdays)

    def test_in_a_year_without_holidays_counts_calendar_days(self):
        found = line_of(
            replace(DUTY, due_on=date(2027, 1, 2)), on=date(2026, 12, 31), calendar=CALENDAR
        )
        assert (found.left, found.workdays_left, found.nearness) == (2, None, Nearness.SOON)

    def test_whose_last_day_hangs_on_unpublished_holidays_says_so(self):
        found = line_of(DUTY, on=TODAY, calendar=CALENDAR, waits_for_holidays=True)
        assert found.nearness is Nearness.UNKNOWN

    def test_without_a_term_says_so(self):
        assert line("a").nearness is Nearness.NO_TERM

    def test_tells_by_how_many_days_it_is_overdue(self):
        assert line("a", date(2026, 1, 5)).overdue_by == 10
        assert line("a", date(2026, 1, 25)).overdue_by == 0


class TestOrder:
    def test_goes_by_the_clock_and_puts_what_has_no_term_last(self):
        waiting = line_of(
            replace(DUTY, key="w"), on=TODAY, calendar=CALENDAR, waits_for_holidays=True
        )
        lines = [line("n"), waiting, line("c", date(2026, 2, 1)), line("o", date(2026, 1, 2))]
        assert [one.duty.key for one in rules.by_the_clock(lines)] == ["o", "c", "w", "n"]

    def test_puts_what_only_the_house_sets_a_day_for_behind_what_the_law_asks_for(self):
        filing = replace(line("p", date(2025, 6, 1)).duty, by_law=False)
        lines = [line_of(filing, on=TODAY, calendar=CALENDAR), line("n"), line("c", TODAY)]
        assert [one.duty.key for one in rules.by_the_clock(lines)] == ["c", "n", "p"]

    def test_puts_what_was_sent_back_before_all_else_that_is_the_readers(self):
        """行政处罚法 58.1: what a review returned is mended first, however late its term ends."""
        back = replace(line("b", date(2026, 4, 1)), is_returned=True)
        lines = [line("o", date(2026, 1, 2)), back, line("n")]
        own, _ = rules.split(lines, frozenset({"ENFORCEMENT_OFFICER"}))
        assert [one.duty.key for one in own] == ["b", "o", "n"]

    def test_keeps_the_order_of_keys_on_one_day(self):
        lines = [line("b", TODAY), line("a", TODAY)]
        assert [one.duty.key for one in rules.by_the_clock(lines)] == ["a", "b"]


class TestSplit:
    def test_gives_a_reader_only_what_one_of_the_own_roles_may_do(self):
        lines = [line("mine"), line("yours", roles="LEGAL_REVIEWER")]
        own, others = rules.split(lines, frozenset({"ENFORCEMENT_OFFICER", "TEAM_HEAD"}))
        assert [one.duty.key for one in own] == ["mine"]
        assert [one.duty.key for one in others] == ["yours"]

    def test_leaves_the_own_case_of_a_reviewer_to_others(self):
        barred = replace(line("own case"), is_barred=True, is_followed=True)
        own, others = rules.split([barred], frozenset({"ENFORCEMENT_OFFICER"}))
        assert (own, others) == ((), (barred,))

    def test_shows_an_officer_of_what_waits_for_others_the_own_matters_alone(self):
        strange = line("of others", roles="LEGAL_REVIEWER")
        followed = replace(strange, is_followed=True)
        for roles, seen in (("ENFORCEMENT_OFFICER", [followed]), ("CHIEF", [strange, followed])):
            _own, others = rules.split([strange, followed], frozenset({roles}))
            assert list(others) == seen


class TestCounts:
    def test_counts_today_apart_from_soon(self):
        days = [14, 15, 15, 16, 20, 21]
        lines = [line(str(n), date(2026, 1, day)) for n, day in enumerate(days)]
        assert rules.counts([*lines, line("none")]) == Counts(today=2, soon=2, overdue=1)


class TestRisk:
    def test_reaches_a_week_ahead_and_back_to_everything_overdue(self):
        days = {"late": date(2025, 1, 1), "edge": date(2026, 1, 22), "after": date(2026, 1, 23)}
        lines = [line(key, day) for key, day in days.items()] + [line("none")]
        assert [one.duty.key for one in rules.at_risk(lines)] == ["late", "edge"]


def test_a_week_begins_on_monday():
    assert rules.week_start(TODAY) == date(2026, 1, 12)
    assert rules.week_start(date(2026, 1, 12)) == date(2026, 1, 12)
