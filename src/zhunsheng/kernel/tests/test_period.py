"""Terms with clock stops: the last day, what was counted, what is left, how late it came."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.days import Calendar, CalendarUnknown, DayUnit
from zhunsheng.kernel.period import Due, Span, Stop, due, late_by, remaining

CALENDAR = Calendar.load()
BASIS = Citation.parse("APL-2021:60")
TEST_TIME = Citation.parse("ACL-2011:25.3")


def day(text: str) -> date:
    return date.fromisoformat(text)


def stop(since: str, until: str | None) -> Stop:
    return Stop(day(since), day(until) if until else None, TEST_TIME, "检测、鉴定")


def ask(started, length, unit, *stops, as_of="2026-06-30", **more) -> Due:
    return due(
        started=day(started),
        length=length,
        unit=unit,
        stops=stops,
        calendar=CALENDAR,
        as_of=day(as_of),
        **more,
    )


# What it shows, start, length, unit, stops, last day, days stopped.
GOLDEN: tuple[tuple[str, str, int, str, list[tuple[str, str]], str, int], ...] = (
    ("no stop", "2025-07-01", 90, "CALENDAR", [], "2025-09-29", 0),
    ("ten days", "2025-07-01", 90, "CALENDAR", [("2025-07-10", "2025-07-20")], "2025-10-09", 10),
    (
        "two apart",
        "2025-07-01",
        90,
        "CALENDAR",
        [("2025-08-01", "2025-08-06"), ("2025-07-10", "2025-07-20")],
        "2025-10-14",
        15,
    ),
    (
        "overlapping",
        "2025-07-01",
        90,
        "CALENDAR",
        [("2025-07-10", "2025-07-20"), ("2025-07-15", "2025-07-25")],
        "2025-10-14",
        15,
    ),
    (
        "one inside the other",
        "2025-07-01",
        90,
        "CALENDAR",
        [("2025-07-10", "2025-07-30"), ("2025-07-15", "2025-07-20")],
        "2025-10-19",
        20,
    ),
    (
        "touching",
        "2025-07-01",
        30,
        "CALENDAR",
        [("2025-07-10", "2025-07-20"), ("2025-07-20", "2025-07-25")],
        "2025-08-15",
        15,
    ),
    ("of no day", "2025-07-01", 30, "CALENDAR", [("2025-07-10", "2025-07-10")], "2025-07-31", 0),
    (
        "from day zero",
        "2025-07-01",
        30,
        "CALENDAR",
        [("2025-07-01", "2025-07-05")],
        "2025-08-04",
        4,
    ),
    (
        "before the start",
        "2025-07-01",
        30,
        "CALENDAR",
        [("2025-06-01", "2025-06-20")],
        "2025-07-31",
        0,
    ),
    (
        "across the start",
        "2025-07-01",
        30,
        "CALENDAR",
        [("2025-06-20", "2025-07-05")],
        "2025-08-04",
        4,
    ),
    (
        "on the last day",
        "2025-07-01",
        30,
        "CALENDAR",
        [("2025-07-31", "2025-08-10")],
        "2025-07-31",
        0,
    ),
    (
        "the day before",
        "2025-07-01",
        30,
        "CALENDAR",
        [("2025-07-30", "2025-08-10")],
        "2025-08-11",
        11,
    ),
    (
        "the second only through the first",
        "2025-07-01",
        30,
        "CALENDAR",
        [("2025-07-10", "2025-07-20"), ("2025-08-05", "2025-08-10")],
        "2025-08-15",
        15,
    ),
    ("working days", "2025-03-10", 7, "WORKING", [("2025-03-12", "2025-03-14")], "2025-03-21", 2),
    (
        "working days lost to a weekend are none",
        "2025-03-10",
        7,
        "WORKING",
        [("2025-03-14", "2025-03-16")],
        "2025-03-19",
        0,
    ),
    (
        "working days over National Day",
        "2025-09-26",
        7,
        "WORKING",
        [("2025-09-29", "2025-10-09")],
        "2025-10-15",
        2,
    ),
    ("a month", "2025-01-31", 1, "MONTH", [("2025-02-10", "2025-02-15")], "2025-03-05", 5),
    ("years", "2023-03-10", 2, "YEAR", [("2024-01-01", "2024-01-31")], "2025-04-09", 30),
    ("hours", "2025-03-10", 24, "HOUR", [], "2025-03-11", 0),
)


class TestDue:
    @pytest.mark.parametrize(("shows", "start", "length", "unit", "stops", "on", "lost"), GOLDEN)
    def test_is_moved_by_the_days_that_stops_took(
        self, shows, start, length, unit, stops, on, lost
    ):
        answer = ask(start, length, DayUnit(unit), *(stop(*pair) for pair in stops))

        assert (answer.on, answer.stopped_days) == (day(on), lost), shows
        assert not answer.is_stopped

    def test_counts_up_to_the_day_asked_for(self):
        stops = [stop("2025-07-10", "2025-07-20")]

        counted = [
            ask("2025-07-01", 90, DayUnit.CALENDAR, *stops, as_of=text).counted_days
            for text in ("2025-06-01", "2025-07-01", "2025-07-10", "2025-07-21", "2025-12-01")
        ]

        assert counted == [0, 0, 9, 10, 90]

    def test_carries_its_basis(self):
        assert ask("2025-07-01", 90, DayUnit.CALENDAR, basis=BASIS) == Due(
            on=day("2025-09-29"), counted_days=90, stopped_days=0, basis=BASIS
        )

    def test_has_no_last_day_while_a_stop_is_open(self):
        answer = ask(
            "2025-07-01", 90, DayUnit.CALENDAR, stop("2025-07-10", None), as_of="2025-08-01"
        )

        assert answer == Due(
            on=None, counted_days=9, stopped_days=22, stopped_since=day("2025-07-10")
        )
        assert answer.is_stopped

    def test_merges_a_closed_stop_into_the_open_one(self):
        answer = ask(
            "2025-07-01",
            90,
            DayUnit.CALENDAR,
            stop("2025-07-05", "2025-07-15"),
            stop("2025-07-10", None),
            stop("2025-07-20", "2025-07-25"),
            as_of="2025-08-01",
        )

        assert (answer.counted_days, answer.stopped_days) == (4, 27)

    def test_is_not_moved_by_a_stop_that_opens_when_it_has_run_out(self):
        answer = ask("2025-07-01", 30, DayUnit.CALENDAR, stop("2025-07-31", None))

        assert answer == Due(on=day("2025-07-31"), counted_days=30, stopped_days=0)

    def test_stands_still_on_the_very_day_a_stop_opens(self):
        answer = ask(
            "2025-07-01", 90, DayUnit.CALENDAR, stop("2025-08-01", None), as_of="2025-08-01"
        )

        assert answer == Due(
            on=None, counted_days=31, stopped_days=0, stopped_since=day("2025-08-01")
        )

    def test_counts_no_day_where_the_open_stop_is_older_than_the_term(self):
        answer = ask(
            "2025-07-01", 90, DayUnit.CALENDAR, stop("2025-06-01", None), as_of="2025-07-11"
        )

        assert answer == Due(
            on=None, counted_days=0, stopped_days=10, stopped_since=day("2025-07-01")
        )

    def test_does_not_look_at_a_stop_that_begins_later_than_asked(self):
        answer = ask(
            "2025-07-01", 90, DayUnit.CALENDAR, stop("2025-08-10", None), as_of="2025-08-01"
        )

        assert (answer.on, answer.counted_days) == (day("2025-09-29"), 31)

    def test_rolls_a_partys_calendar_term_onto_a_workday(self):
        answer = ask("2025-09-16", 15, DayUnit.CALENDAR, roll_end=True)

        assert answer == Due(on=day("2025-10-09"), counted_days=15, stopped_days=0)

    def test_does_not_roll_hours(self):
        assert ask("2025-09-30", 24, DayUnit.HOUR, roll_end=True).on == day("2025-10-01")

    def test_refuses_a_negative_length(self):
        with pytest.raises(ValueError, match="length -1"):
            ask("2025-07-01", -1, DayUnit.CALENDAR)

    @given(
        length=st.integers(0, 60),
        pairs=st.lists(st.tuples(st.integers(-10, 80), st.integers(0, 20)), max_size=5),
        unit=st.sampled_from([DayUnit.CALENDAR, DayUnit.WORKING]),
    )
    def test_is_what_counting_day_by_day_gives(self, length, pairs, unit):
        started = date(2025, 1, 10)
        stops = [
            Stop(started + timedelta(a), started + timedelta(a + b), TEST_TIME, "检测")
            for a, b in pairs
        ]
        today, left = started, length
        while left:
            today += timedelta(1)
            stopped = any(s.since < today <= s.until for s in stops if s.until)
            left -= not stopped and (unit is DayUnit.CALENDAR or CALENDAR.is_workday(today))

        answer = due(
            started=started,
            length=length,
            unit=unit,
            stops=stops,
            calendar=CALENDAR,
            as_of=date(2026, 6, 30),
        )

        assert (answer.on, answer.counted_days) == (today, length)


class TestUnknownYear:
    def test_is_refused_where_it_is_needed(self):
        with pytest.raises(CalendarUnknown) as refusal:
            ask("2026-12-28", 7, DayUnit.WORKING, as_of="2026-12-30")

        assert refusal.value.year == 2027

    def test_comes_back_in_the_answer_for_a_tolerant_page(self):
        answer = ask("2026-12-28", 7, DayUnit.WORKING, as_of="2026-12-30", tolerant=True)

        assert answer == Due(on=None, counted_days=2, stopped_days=0, unknown_year=2027)

    def test_counts_only_the_known_years_when_asked_later(self):
        answer = ask("2026-12-28", 7, DayUnit.WORKING, as_of="2027-02-01", tolerant=True)

        assert answer == Due(on=None, counted_days=3, stopped_days=0, unknown_year=2027)

    def test_counts_calendar_days_though_the_roll_is_unknown(self):
        answer = ask(
            "2026-12-28", 15, DayUnit.CALENDAR, as_of="2027-01-04", roll_end=True, tolerant=True
        )

        assert answer == Due(on=None, counted_days=7, stopped_days=0, unknown_year=2027)

    def test_is_not_needed_by_plain_calendar_days(self):
        assert ask("2026-12-28", 90, DayUnit.CALENDAR).on == day("2027-03-28")

    def test_is_not_needed_while_the_clock_stands_still(self):
        answer = ask("2026-12-28", 7, DayUnit.WORKING, stop("2026-12-29", None), as_of="2026-12-31")

        assert answer == Due(
            on=None, counted_days=1, stopped_days=2, stopped_since=day("2026-12-29")
        )


class TestStop:
    def test_refuses_to_end_before_it_begins(self):
        with pytest.raises(ValueError, match="2025-07-10 ends before it begins"):
            stop("2025-07-10", "2025-07-09")


class TestRemaining:
    def test_is_stated_in_days_and_workdays(self):
        term = ask("2025-09-26", 7, DayUnit.WORKING)

        left = remaining(due=term, as_of=day("2025-09-30"), calendar=CALENDAR)

        assert left == Span(days=13, workdays=4)

    def test_is_negative_after_the_last_day(self):
        term = ask("2025-09-26", 7, DayUnit.WORKING)

        left = remaining(due=term, as_of=day("2025-10-15"), calendar=CALENDAR)

        assert left == Span(days=-2, workdays=-2)

    def test_has_no_workdays_where_a_year_is_unknown(self):
        term = ask("2026-12-28", 15, DayUnit.CALENDAR)

        left = remaining(due=term, as_of=day("2026-12-30"), calendar=CALENDAR)

        assert left == Span(days=13, workdays=None)

    def test_is_none_while_the_clock_stands_still(self):
        term = ask("2025-07-01", 90, DayUnit.CALENDAR, stop("2025-07-10", None))

        assert remaining(due=term, as_of=day("2025-08-01"), calendar=CALENDAR) is None


class TestLateBy:
    @pytest.mark.parametrize(
        ("done_on", "days", "workdays"),
        [("2025-10-10", 0, 0), ("2025-10-13", 0, 0), ("2025-10-14", 1, 1), ("2025-10-20", 7, 5)],
    )
    def test_is_nought_in_time_and_counted_after(self, done_on, days, workdays):
        term = ask("2025-09-26", 7, DayUnit.WORKING)

        late = late_by(due=term, done_on=day(done_on), calendar=CALENDAR)

        assert late == Span(days=days, workdays=workdays)

    def test_may_be_late_by_no_workday(self):
        term = ask("2025-03-07", 14, DayUnit.CALENDAR)

        late = late_by(due=term, done_on=day("2025-03-22"), calendar=CALENDAR)

        assert late == Span(days=1, workdays=0)

    def test_is_none_without_a_last_day(self):
        term = ask("2026-12-28", 7, DayUnit.WORKING, tolerant=True)

        assert late_by(due=term, done_on=day("2027-03-01"), calendar=CALENDAR) is None
