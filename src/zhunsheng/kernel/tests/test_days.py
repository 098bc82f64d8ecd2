"""The four statutes' day-count rules, the year files, and a golden table of terms."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from zhunsheng.kernel.days import Calendar, CalendarUnknown, DayUnit

CALENDAR = Calendar.load()
YEARS = range(2018, 2027)


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]


class TestYearFiles:
    @pytest.mark.parametrize("year", YEARS)
    def test_agree_with_the_oracle_on_every_day(self, year):
        days = days_of(year)

        ours = [day for day in days if CALENDAR.is_workday(day)]

        assert ours == [day for day in days if chinese_calendar.is_workday(day)]


class TestWorkingDaysOfYear:
    @pytest.mark.parametrize(
        ("year", "expected"),
        [(2019, 250), (2021, 250), (2024, 251), (2025, 248), (2026, 248)],
    )
    def test_is_the_table_of_the_plan(self, year, expected):
        assert CALENDAR.working_days_of_year(year) == expected

    def test_is_unknown_without_a_notice(self):
        with pytest.raises(CalendarUnknown) as refusal:
            CALENDAR.working_days_of_year(2027)

        assert refusal.value.year == 2027


class TestAdd:
    def test_seven_working_days_over_national_day_2025(self):
        due = CALENDAR.add(start=date(2025, 9, 26), length=7, unit=DayUnit.WORKING)

        assert due == date(2025, 10, 13)
