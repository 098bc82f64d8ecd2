"""The four statutes' day-count rules, and a golden table of terms."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.days import (
    DAY_RULES,
    Calendar,
    CalendarUnknown,
    DayUnit,
    agrees,
    day_rule,
    hours_after,
)

CALENDAR = Calendar.load()
YEARS = range(2018, 2027)
# Far enough from both ends of the known years for terms of sixty working days.
KNOWN_DAYS = st.dates(min_value=date(2018, 7, 1), max_value=date(2026, 6, 30))

# Term of working days: what it shows, day zero, length, last day.
WORKING = (
    ("before Spring Festival, Sunday made a workday", "2018-02-08", 5, "2018-02-14"),
    ("over Spring Festival 2018", "2018-02-14", 7, "2018-03-01"),
    ("two weekend workdays before National Day", "2018-09-28", 3, "2018-10-08"),
    ("New Year's bridge in December", "2018-12-28", 2, "2019-01-02"),
    ("across the year end 2018", "2018-12-28", 5, "2019-01-07"),
    ("over Spring Festival 2019", "2019-01-31", 7, "2019-02-14"),
    ("Labour Day as amended in 2019", "2019-04-26", 5, "2019-05-06"),
    ("over National Day 2019", "2019-09-27", 7, "2019-10-12"),
    ("New Year's Day 2020 is skipped", "2019-12-31", 1, "2020-01-02"),
    ("Spring Festival 2020 as prolonged", "2020-01-17", 5, "2020-01-23"),
    ("first workday after the prolonged holiday", "2020-01-23", 1, "2020-02-03"),
    ("publication in February 2020", "2020-01-23", 7, "2020-02-11"),
    ("Labour Day 2020", "2020-04-24", 5, "2020-04-30"),
    ("Sunday after Dragon Boat 2020 is worked", "2020-06-24", 2, "2020-06-29"),
    ("double festival 2020", "2020-09-25", 7, "2020-10-12"),
    ("across the year end 2020", "2020-12-28", 5, "2021-01-05"),
    ("Sunday worked before Spring Festival 2021", "2021-02-05", 5, "2021-02-18"),
    ("Saturday worked after Spring Festival 2021", "2021-02-10", 3, "2021-02-20"),
    ("Labour Day 2021", "2021-04-23", 7, "2021-05-06"),
    ("plain summer weeks", "2021-07-15", 7, "2021-07-26"),
    ("Saturday worked before Mid-Autumn 2021", "2021-09-16", 2, "2021-09-18"),
    ("Mid-Autumn 2021", "2021-09-17", 7, "2021-09-28"),
    ("Saturday worked after National Day 2021", "2021-09-30", 2, "2021-10-09"),
    ("whole weekend worked before Spring Festival 2022", "2022-01-28", 2, "2022-01-30"),
    ("over Spring Festival 2022", "2022-01-28", 7, "2022-02-11"),
    ("Saturday worked before Tomb Sweeping 2022", "2022-03-31", 2, "2022-04-02"),
    ("whole weekend worked after National Day 2022", "2022-09-30", 2, "2022-10-09"),
    ("across the year end 2022", "2022-12-29", 3, "2023-01-04"),
    ("weekend worked after Spring Festival 2023", "2023-01-20", 3, "2023-01-30"),
    ("Labour Day 2023", "2023-04-21", 5, "2023-04-27"),
    ("Sunday worked after Dragon Boat 2023", "2023-06-21", 2, "2023-06-26"),
    ("weekend worked after National Day 2023", "2023-09-28", 2, "2023-10-08"),
    ("across the year end 2023", "2023-12-27", 5, "2024-01-04"),
    ("Sunday worked before Spring Festival 2024", "2024-02-02", 5, "2024-02-08"),
    ("the eve of 2024 is a workday", "2024-02-08", 1, "2024-02-09"),
    ("Sunday worked after Spring Festival 2024", "2024-02-09", 2, "2024-02-19"),
    ("Sunday worked after Tomb Sweeping 2024", "2024-04-03", 2, "2024-04-08"),
    ("Saturday worked before Mid-Autumn 2024", "2024-09-13", 5, "2024-09-23"),
    ("over National Day 2024", "2024-09-27", 7, "2024-10-12"),
    ("New Year's Day 2025 is skipped", "2024-12-30", 2, "2025-01-02"),
    ("Sunday worked before Spring Festival 2025", "2025-01-24", 5, "2025-02-07"),
    ("from the last workday before the eve", "2025-01-27", 5, "2025-02-10"),
    ("from a day inside the holiday", "2025-02-03", 1, "2025-02-05"),
    ("withdrawal of a publication", "2025-03-10", 3, "2025-03-13"),
    ("hearing request", "2025-03-10", 5, "2025-03-17"),
    ("delivery of a decision", "2025-03-10", 7, "2025-03-19"),
    ("general publication", "2025-03-10", 20, "2025-04-08"),
    ("Sunday worked before Labour Day 2025", "2025-04-25", 3, "2025-04-29"),
    ("publication over National Day 2025", "2025-09-26", 7, "2025-10-13"),
    ("hearing request over National Day 2025", "2025-09-30", 5, "2025-10-14"),
    ("delivery over National Day 2025", "2025-09-30", 7, "2025-10-16"),
    ("across the year end 2025", "2025-12-31", 5, "2026-01-08"),
    ("Sunday worked after New Year's Day 2026", "2026-01-02", 1, "2026-01-04"),
    ("Saturday worked before Spring Festival 2026", "2026-02-13", 1, "2026-02-14"),
    ("over Spring Festival 2026", "2026-02-13", 7, "2026-03-02"),
    ("Sunday worked before Mid-Autumn 2026", "2026-09-18", 7, "2026-09-29"),
    ("Saturday worked after National Day 2026", "2026-09-30", 3, "2026-10-10"),
    ("the last term that 2026 can tell", "2026-12-22", 7, "2026-12-31"),
    ("from a Saturday", "2025-06-07", 1, "2025-06-09"),
    ("of nothing ends at once", "2025-06-06", 0, "2025-06-06"),
)

# Other terms: what it shows, day zero, length, unit, whether the end rolls, last day.
OTHER = (
    ("ninety days of a case", "2025-07-01", 90, "CALENDAR", False, "2025-09-29"),
    ("ninety days end on a holiday", "2025-07-03", 90, "CALENDAR", False, "2025-10-01"),
    ("ninety days in a leap year", "2024-01-31", 90, "CALENDAR", False, "2024-04-30"),
    ("fifteen days to pay", "2025-03-10", 15, "CALENDAR", True, "2025-03-25"),
    ("fifteen days end on a Saturday", "2025-03-07", 15, "CALENDAR", False, "2025-03-22"),
    ("a Saturday rolls to Monday", "2025-03-07", 15, "CALENDAR", True, "2025-03-24"),
    ("Spring Festival rolls to its end", "2025-01-14", 15, "CALENDAR", True, "2025-02-05"),
    ("the last festival day rolls", "2025-01-20", 15, "CALENDAR", True, "2025-02-05"),
    ("National Day rolls over eight days", "2025-09-16", 15, "CALENDAR", True, "2025-10-09"),
    ("a worked Sunday does not roll", "2025-04-12", 15, "CALENDAR", True, "2025-04-27"),
    ("a worked Saturday does not roll", "2026-01-30", 15, "CALENDAR", True, "2026-02-14"),
    ("New Year's Day rolls", "2024-12-17", 15, "CALENDAR", True, "2025-01-02"),
    ("the prolonged festival rolls", "2020-01-10", 15, "CALENDAR", True, "2020-02-03"),
    ("sixty days of reconsideration", "2025-08-02", 60, "CALENDAR", True, "2025-10-09"),
    ("thirty days of a sealing", "2025-02-01", 30, "CALENDAR", False, "2025-03-03"),
    ("a roll inside the last week of 2026", "2026-11-26", 30, "CALENDAR", True, "2026-12-28"),
    ("no day at all rolls too", "2025-10-01", 0, "CALENDAR", True, "2025-10-09"),
    ("calendar days need no known year", "2027-03-01", 15, "CALENDAR", False, "2027-03-16"),
    ("three months for the court", "2025-08-15", 3, "MONTH", False, "2025-11-15"),
    ("a month without the day", "2025-01-31", 1, "MONTH", False, "2025-02-28"),
    ("a month without the day, leap year", "2024-01-31", 1, "MONTH", False, "2024-02-29"),
    ("six months across the year", "2024-08-31", 6, "MONTH", False, "2025-02-28"),
    ("twelve months from December", "2024-12-31", 12, "MONTH", False, "2025-12-31"),
    ("three months roll", "2025-07-04", 3, "MONTH", True, "2025-10-09"),
    ("two years of limitation", "2023-03-10", 2, "YEAR", False, "2025-03-10"),
    ("five years of limitation", "2020-02-29", 5, "YEAR", False, "2025-02-28"),
    ("four years from a leap day", "2020-02-29", 4, "YEAR", False, "2024-02-29"),
    ("one year rolls", "2024-10-01", 1, "YEAR", True, "2025-10-09"),
    ("twenty-four hours from a day", "2025-03-10", 24, "HOUR", False, "2025-03-11"),
    ("hours never roll", "2025-03-07", 24, "HOUR", True, "2025-03-08"),
    ("one hour may pass midnight", "2025-03-10", 1, "HOUR", False, "2025-03-11"),
    ("forty-eight hours over New Year", "2025-12-31", 48, "HOUR", False, "2026-01-02"),
)


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]


class TestWorkingDaysOfYear:
    @pytest.mark.parametrize(
        ("year", "expected"),
        [
            (2018, 250),
            (2019, 250),
            (2020, 249),
            (2021, 250),
            (2022, 249),
            (2023, 249),
            (2024, 251),
            (2025, 248),
            (2026, 248),
        ],
    )
    def test_is_the_table_of_the_plan(self, year, expected):
        assert CALENDAR.working_days_of_year(year) == expected

    @pytest.mark.parametrize("year", YEARS)
    def test_is_the_number_of_days_on_which_offices_work(self, year):
        worked = sum(CALENDAR.is_workday(day) for day in days_of(year))

        assert CALENDAR.working_days_of_year(year) == worked

    @pytest.mark.parametrize("year", YEARS)
    def test_is_days_less_weekends_less_statutory_days_but_for_2020(self, year):
        parts = CALENDAR.year_days(year)

        assert parts.added_days_off == (2 if year == 2020 else 0)
        assert parts.weekend_days == sum(day.weekday() >= 5 for day in days_of(year))
        assert parts.days == len(days_of(year))

    def test_is_unknown_without_a_notice(self):
        with pytest.raises(CalendarUnknown) as refusal:
            CALENDAR.working_days_of_year(2027)

        assert refusal.value.year == 2027
        assert str(refusal.value) == "2027年放假安排尚未录入（待公布放假安排）"


class TestAdd:
    @pytest.mark.parametrize(("shows", "start", "length", "expected"), WORKING)
    def test_counts_working_days_from_the_next_day(self, shows, start, length, expected):
        end = CALENDAR.add(start=date.fromisoformat(start), length=length, unit=DayUnit.WORKING)

        assert end.isoformat() == expected, shows

    @pytest.mark.parametrize(("shows", "start", "length", "unit", "roll", "expected"), OTHER)
    def test_counts_other_terms(self, shows, start, length, unit, roll, expected):
        end = CALENDAR.add(
            start=date.fromisoformat(start), length=length, unit=DayUnit(unit), roll_end=roll
        )

        assert end.isoformat() == expected, shows

    @pytest.mark.parametrize("unit", list(DayUnit))
    def test_refuses_a_negative_length(self, unit):
        with pytest.raises(ValueError, match="length -1"):
            CALENDAR.add(start=date(2025, 1, 1), length=-1, unit=unit)

    def test_refuses_to_guess_a_working_day_of_an_unknown_year(self):
        with pytest.raises(CalendarUnknown) as refusal:
            CALENDAR.add(start=date(2026, 12, 22), length=8, unit=DayUnit.WORKING)

        assert refusal.value.year == 2027

    def test_refuses_to_roll_an_end_in_an_unknown_year_even_on_a_wednesday(self):
        with pytest.raises(CalendarUnknown) as refusal:
            CALENDAR.add(start=date(2027, 2, 2), length=15, unit=DayUnit.CALENDAR, roll_end=True)

        assert refusal.value.year == 2027

    @given(start=KNOWN_DAYS, length=st.integers(1, 60))
    def test_then_counting_gives_the_length(self, start, length):
        end = CALENDAR.add(start=start, length=length, unit=DayUnit.WORKING)

        assert CALENDAR.workdays_between(after=start, until=end) == length
        assert CALENDAR.is_workday(end)

    @given(start=KNOWN_DAYS, length=st.integers(0, 59), unit=st.sampled_from(DayUnit))
    def test_never_ends_earlier_for_a_longer_term_or_a_later_start(self, start, length, unit):
        end = CALENDAR.add(start=start, length=length, unit=unit)

        assert CALENDAR.add(start=start, length=length + 1, unit=unit) >= end
        assert CALENDAR.add(start=start + timedelta(1), length=length, unit=unit) >= end

    @given(start=KNOWN_DAYS, length=st.integers(0, 60))
    def test_rolls_forward_only_and_onto_a_workday(self, start, length):
        plain = CALENDAR.add(start=start, length=length, unit=DayUnit.CALENDAR)
        rolled = CALENDAR.add(start=start, length=length, unit=DayUnit.CALENDAR, roll_end=True)

        assert CALENDAR.is_workday(rolled)
        assert CALENDAR.workdays_between(after=plain, until=rolled) == (rolled != plain)


class TestBefore:
    @pytest.mark.parametrize(
        ("event", "length", "unit", "expected"),
        [
            ("2025-10-15", 7, DayUnit.WORKING, "2025-09-29"),
            ("2025-02-12", 7, DayUnit.WORKING, "2025-01-27"),
            ("2025-06-16", 7, DayUnit.WORKING, "2025-06-05"),
            ("2026-03-02", 7, DayUnit.WORKING, "2026-02-13"),
            ("2026-01-08", 5, DayUnit.WORKING, "2025-12-31"),
            ("2025-03-01", 30, DayUnit.CALENDAR, "2025-01-30"),
        ],
    )
    def test_counts_back_from_the_day_before_the_event(self, event, length, unit, expected):
        day = CALENDAR.before(event=date.fromisoformat(event), length=length, unit=unit)

        assert day.isoformat() == expected

    @given(event=KNOWN_DAYS.filter(CALENDAR.is_workday), length=st.integers(1, 60))
    def test_is_the_mirror_of_add(self, event, length):
        day = CALENDAR.before(event=event, length=length, unit=DayUnit.WORKING)

        assert CALENDAR.add(start=day, length=length, unit=DayUnit.WORKING) == event

    def test_refuses_months_which_have_no_way_back(self):
        with pytest.raises(ValueError, match="count back in MONTH"):
            CALENDAR.before(event=date(2025, 3, 31), length=1, unit=DayUnit.MONTH)


class TestNeighbours:
    def test_next_workday_passes_a_holiday(self):
        assert CALENDAR.next_workday(date(2025, 9, 30)) == date(2025, 10, 9)

    def test_previous_workday_may_be_a_sunday(self):
        assert CALENDAR.previous_workday(date(2025, 1, 27)) == date(2025, 1, 26)

    def test_workday_on_or_after_keeps_a_workday(self):
        assert CALENDAR.workday_on_or_after(date(2025, 10, 11)) == date(2025, 10, 11)

    def test_next_workday_of_the_last_known_day_is_unknown(self):
        with pytest.raises(CalendarUnknown, match="2027"):
            CALENDAR.next_workday(date(2026, 12, 31))


class TestWorkdaysBetween:
    def test_leaves_out_the_first_day_and_counts_the_last(self):
        assert CALENDAR.workdays_between(after=date(2025, 3, 10), until=date(2025, 3, 12)) == 2

    def test_is_nought_between_a_day_and_itself(self):
        assert CALENDAR.workdays_between(after=date(2027, 3, 10), until=date(2027, 3, 10)) == 0

    @given(after=KNOWN_DAYS, length=st.integers(0, 800))
    def test_is_what_asking_day_by_day_gives(self, after, length):
        until = min(after + timedelta(length), date(2026, 12, 31))
        span = [after + timedelta(n) for n in range(1, (until - after).days + 1)]

        counted = CALENDAR.workdays_between(after=after, until=until)

        assert counted == sum(CALENDAR.is_workday(day) for day in span)

    def test_needs_only_the_years_it_passes(self):
        assert CALENDAR.workdays_between(after=date(2017, 12, 31), until=date(2018, 1, 2)) == 1
        with pytest.raises(CalendarUnknown, match="2027"):
            CALENDAR.workdays_between(after=date(2026, 12, 31), until=date(2027, 1, 1))

    def test_is_negative_backwards(self):
        assert CALENDAR.workdays_between(after=date(2025, 10, 9), until=date(2025, 9, 30)) == -1


class TestHoursAfter:
    ZONE = timezone(timedelta(hours=8))

    def test_counts_nights_and_holidays(self):
        end = hours_after(instant=datetime(2025, 9, 30, 17, 30, tzinfo=self.ZONE), hours=24)

        assert end == datetime(2025, 10, 1, 17, 30, tzinfo=self.ZONE)

    def test_refuses_an_instant_without_a_zone(self):
        with pytest.raises(ValueError, match="time zone"):
            hours_after(instant=datetime(2025, 9, 30, 17, 30), hours=24)  # noqa: DTZ001 - the fault itself


class TestDayRule:
    @pytest.mark.parametrize(
        ("instrument", "working", "calendar"),
        [
            ("APL-2021", (2, 3, 5, 7), (1, 10, 15, 30, 90)),
            ("ACL-2011", (3, 5, 7, 10), (11, 15, 30, 60)),
            ("ARL-2023", (3, 5, 7, 10), (15, 30, 60)),
            ("ALL-2019", (1, 5, 10, 20, 30, 45), ()),
            ("SPL-2021", (7,), (5, 15, 30)),
            ("AIR-2007", (), (3, 7, 15, 30, 60)),
            ("GBF-2018-118", (), (7, 20)),
        ],
    )
    def test_follows_the_instrument(self, instrument, working, calendar):
        assert [day_rule(instrument, n) for n in working] == [DayUnit.WORKING] * len(working)
        assert [day_rule(instrument, n) for n in calendar] == [DayUnit.CALENDAR] * len(calendar)

    @pytest.mark.parametrize(
        ("instrument", "basis"),
        [
            ("APL-2021", "APL-2021:85"),
            ("ACL-2011", "ACL-2011:69"),
            ("ARL-2023", "ARL-2023:88.2"),
            ("ALL-2019", "ALL-2019:82"),
        ],
    )
    def test_names_its_article(self, instrument, basis):
        assert DAY_RULES[instrument].basis == Citation.parse(basis)


class TestAgrees:
    @pytest.mark.parametrize(
        ("unit", "instrument", "length", "expected"),
        [
            (DayUnit.WORKING, "APL-2021", 7, True),
            (DayUnit.CALENDAR, "APL-2021", 7, False),
            (DayUnit.CALENDAR, "APL-2021", 90, True),
            (DayUnit.WORKING, "APL-2021", 15, False),
            (DayUnit.YEAR, "APL-2021", 2, True),
            (DayUnit.WORKING, "ACL-2011", 10, True),
            (DayUnit.WORKING, "ACL-2011", 30, False),
            (DayUnit.MONTH, "ACL-2011", 3, True),
            (DayUnit.HOUR, "ACL-2011", 24, True),
            (DayUnit.CALENDAR, "ALL-2019", 20, False),
            (DayUnit.CALENDAR, "ARL-2023", 60, True),
            (DayUnit.WORKING, "ARL-2023", 60, False),
            (DayUnit.WORKING, "SPL-2021", 7, True),
            (DayUnit.CALENDAR, "SPL-2021", 7, False),
            (DayUnit.WORKING, "AIR-2007", 7, False),
            (DayUnit.WORKING, "GBF-2018-118", 20, True),
        ],
    )
    def test_compares_a_deadline_with_its_instrument(self, unit, instrument, length, expected):
        assert agrees(unit=unit, instrument=instrument, length=length) is expected


class TestDayUnit:
    def test_has_a_chinese_measure_word(self):
        assert [unit.label for unit in DayUnit] == ["日", "个工作日", "小时", "个月", "年"]
