"""Terms: the last day, what stops take out of them, what is left of them on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.kernel.days import Calendar, DayUnit
from zhunsheng.kernel.period import Span, after_stops, last_day, left

CALENDAR = Calendar.load()
START = date(2025, 7, 1)


def day(text: str) -> date:
    return date.fromisoformat(text)


# What it shows, the length in calendar days, the stops, the last day.
GOLDEN: tuple[tuple[str, int, list[tuple[str, str]], str], ...] = (
    ("no stop", 90, [], "2025-09-29"),
    ("ten days", 90, [("2025-07-10", "2025-07-20")], "2025-10-09"),
    ("apart", 90, [("2025-08-01", "2025-08-06"), ("2025-07-10", "2025-07-20")], "2025-10-14"),
    ("overlapping", 90, [("2025-07-10", "2025-07-20"), ("2025-07-15", "2025-07-25")], "2025-10-14"),
    ("inside", 90, [("2025-07-10", "2025-07-30"), ("2025-07-15", "2025-07-20")], "2025-10-19"),
    ("touching", 30, [("2025-07-10", "2025-07-20"), ("2025-07-20", "2025-07-25")], "2025-08-15"),
    ("of no day", 30, [("2025-07-10", "2025-07-10")], "2025-07-31"),
    ("from day zero", 30, [("2025-07-01", "2025-07-05")], "2025-08-04"),
    ("before the start", 30, [("2025-06-01", "2025-06-20")], "2025-07-31"),
    ("across the start", 30, [("2025-06-20", "2025-07-05")], "2025-08-04"),
    ("on the last day", 30, [("2025-07-31", "2025-08-10")], "2025-07-31"),
    ("the day before", 30, [("2025-07-30", "2025-08-10")], "2025-08-11"),
    (
        "the second only through the first",
        30,
        [("2025-07-10", "2025-07-20"), ("2025-08-05", "2025-08-10")],
        "2025-08-15",
    ),
)


class TestStops:
    @pytest.mark.parametrize(("shows", "length", "stops", "on"), GOLDEN)
    def test_move_the_last_day_by_the_days_after_their_first(self, shows, length, stops, on):
        """民法典 201: the day on which a period begins is not counted into it."""
        pairs = [(day(since), day(until)) for since, until in stops]
        found = after_stops(START + timedelta(length), started=START, stops=pairs)
        assert found == day(on), shows

    @given(
        length=st.integers(1, 120),
        stops=st.lists(st.tuples(st.integers(-30, 200), st.integers(0, 40)), max_size=3),
    )
    def test_take_out_what_a_walk_from_day_to_day_leaves_out(self, length, stops):
        pairs = [(START + timedelta(n), START + timedelta(n + many)) for n, many in stops]
        walked, counted = START, 0
        while counted < length:
            walked += timedelta(1)
            counted += not any(since < walked <= until for since, until in pairs)
        found = after_stops(START + timedelta(length), started=START, stops=pairs)
        assert found == walked


class TestLastDay:
    @pytest.mark.parametrize(
        ("start", "length", "end"),
        [
            # Sunday 28 September and Saturday 11 October are workdays, 1 to 8 October are not.
            ("2025-09-26", 7, "2025-10-13"),
            ("2025-09-26", 20, "2025-10-30"),
            ("2025-06-02", 7, "2025-06-11"),
        ],
    )
    def test_counts_working_days_after_the_start(self, start, length, end):
        found = last_day(CALENDAR, start=day(start), length=length, unit=DayUnit.WORKING)
        assert found == day(end)

    def test_is_moved_past_rest_days_only_where_it_is_asked_for(self):
        ends = [
            last_day(CALENDAR, start=START, length=4, unit=DayUnit.CALENDAR, roll_end=rolls)
            for rolls in (False, True)
        ]
        assert ends == [day("2025-07-05"), day("2025-07-07")]

    def test_is_not_guessed_where_the_holidays_are_unpublished(self):
        start = date(max(CALENDAR.years), 12, 28)
        assert last_day(CALENDAR, start=start, length=7, unit=DayUnit.WORKING) is None


class TestLeft:
    FRIDAY = date(2025, 6, 6)

    @pytest.mark.parametrize(
        ("on", "days", "workdays"),
        [
            ("2025-06-03", 3, 3),
            ("2025-06-06", 0, 0),
            ("2025-06-07", -1, -1),  # a Saturday: over, though no working day has passed
            ("2025-06-08", -2, -1),
            ("2025-06-09", -3, -1),
            ("2025-06-10", -4, -2),
        ],
    )
    def test_is_negative_from_the_day_after_the_last_one(self, on, days, workdays):
        found = left(CALENDAR, due_on=self.FRIDAY, on=day(on))
        assert found == Span(days, workdays)
        assert found.is_over is (days < 0)

    def test_leaves_the_working_days_open_where_a_year_is_unknown(self):
        known = max(CALENDAR.years)
        found = left(CALENDAR, due_on=date(known + 1, 1, 2), on=date(known, 12, 31))
        assert found == Span(2, None)

    def test_is_nothing_without_a_last_day(self):
        assert left(CALENDAR, due_on=None, on=START) is None
