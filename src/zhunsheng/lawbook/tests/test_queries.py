"""The site's calendar, labels of citations, and the value that applies on a day."""

from __future__ import annotations

import importlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import CalendarUnknown, DayUnit
from zhunsheng.kernel.years import CalendarFileError
from zhunsheng.lawbook import queries
from zhunsheng.lawbook.choices import Stage

#: A year beyond the notices of the program, with one day off.
LATER_YEAR = """\
year: 2031
source: 示例通知
checked_on: 2030-11-20
verified: true
holidays:
  - name: 元旦
    days:
      - 2031-01-01
workdays: []
statutory_days:
  - name: 元旦
    days:
      - 2031-01-01
"""


class TestSiteCalendar:
    def test_knows_the_program_s_years_alone_without_an_overlay(self, settings: Settings) -> None:
        settings.ZHUNSHENG_OVERLAY_DIR = ""
        calendar = queries.site_calendar()
        assert calendar.is_known(2026)
        with pytest.raises(CalendarUnknown):
            calendar.add(start=date(2030, 12, 31), length=1, unit=DayUnit.WORKING)

    def test_counts_on_a_year_of_the_overlay(self, settings: Settings, tmp_path: Path) -> None:
        (tmp_path / "2031.yaml").write_text(LATER_YEAR, encoding="utf-8")
        settings.ZHUNSHENG_OVERLAY_DIR = str(tmp_path)
        calendar = queries.site_calendar()
        assert not calendar.is_workday(date(2031, 1, 1))
        assert calendar.add(start=date(2031, 1, 1), length=1, unit=DayUnit.WORKING) == date(
            2031, 1, 2
        )
        assert calendar.is_known(2026)

    def test_refuses_a_folder_that_is_not_there(self, settings: Settings, tmp_path: Path) -> None:
        settings.ZHUNSHENG_OVERLAY_DIR = str(tmp_path / "missing")
        with pytest.raises(CalendarFileError):
            queries.site_calendar()


class TestLabels:
    def test_print_title_and_place(self) -> None:
        assert queries.cite_label(cite("APL-2021:58.1")) == "《行政处罚法》第五十八条第一款"

    def test_print_the_full_title_of_a_decision(self) -> None:
        assert queries.full_label(cite("APL-2021:60")) == "《中华人民共和国行政处罚法》第六十条"

    @pytest.mark.parametrize("text", ["NOWHERE-1:1", "APL-2021:999"])
    def test_refuse_what_the_lawbook_does_not_hold(self, text: str) -> None:
        with pytest.raises(queries.NoSuchLaw):
            queries.article(cite(text))


class TestParameter:
    KEY = "publication.penalty_limit"

    def test_is_the_value_of_the_day(self) -> None:
        before = queries.parameter(self.KEY, on=date(2021, 8, 31), jurisdiction="CN")
        since = queries.parameter(self.KEY, on=date(2021, 9, 1), jurisdiction="CN")
        assert (before.integer(), str(before.basis)) == (7, "GBF-2018-118")
        assert (since.integer(), str(since.basis)) == (7, "SPL-2021:78")

    def test_of_a_jurisdiction_without_own_value_is_the_national_one(self) -> None:
        own = queries.parameter(self.KEY, on=date(2026, 1, 1), jurisdiction="CN-00")
        assert own == queries.parameter(self.KEY, on=date(2026, 1, 1), jurisdiction="CN")

    def test_is_refused_before_its_first_day(self) -> None:
        with pytest.raises(queries.NoSuchLaw):
            queries.parameter(self.KEY, on=date(2018, 12, 4), jurisdiction="CN")

    def test_is_refused_for_an_unknown_key(self) -> None:
        with pytest.raises(queries.NoSuchLaw):
            queries.parameter("penalty.nothing", on=date(2026, 1, 1), jurisdiction="CN")


class TestParameterRows:
    VALUES = {
        "report.submission": tuple(
            replace(queries.parameters()["report.submission"][0], jurisdiction=place, since=since)
            for place, since in (
                ("AA", date(2024, 1, 1)),
                ("AA", date(2030, 1, 1)),
                ("CN", date(2019, 1, 1)),
                ("CN", date(2020, 1, 1)),
            )
        )
    }

    def test_mark_what_is_in_force_in_each_place_though_a_province_comes_first(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(queries, "parameters", lambda: self.VALUES)

        def marked(on: date) -> list[bool]:
            return [row.in_force for row in queries.parameter_rows(on=on)]

        assert marked(date(2019, 6, 1)) == [False, False, True, False]
        assert marked(date(2026, 1, 1)) == [True, False, False, True]
        assert marked(date(2018, 1, 1)) == [False] * 4

    def test_are_read_by_something_or_say_why_not(self) -> None:
        root = Path(queries.__file__).parents[1]
        code = "".join(p.read_text("utf-8") for p in root.rglob("*.py") if "tests" not in p.parts)
        silent = [
            key
            for key, values in queries.parameters().items()
            if f'"{key}"' not in code and not values[0].used_by
        ]
        assert silent == []

    def test_are_equal_to_the_constant_of_the_rule_that_they_name(self) -> None:
        held = [values for values in queries.parameters().values() if ":" in values[0].used_by]
        assert sorted(values[0].key for values in held) == [
            "compulsion.minimum_officers",
            "enforcement.minimum_officers",
        ]
        for values in held:
            module, _, name = values[0].used_by.partition(":")
            constant = getattr(importlib.import_module(module), name)
            assert [value.integer() for value in values] == [constant] * len(values)


class TestViolation:
    def test_holds_the_range_in_fen(self) -> None:
        row = queries.violation("safety.94", on=date(2026, 1, 1))
        assert row.span(Stage.FIRST) == (2_000_000, 5_000_000)
        assert row.span(Stage.SECOND) == (5_000_000, 10_000_000)

    def test_spans_nothing_where_the_law_names_no_fine(self) -> None:
        assert queries.violation("safety.93", on=date(2026, 1, 1)).span(Stage.FIRST) == (0, 0)

    def test_is_the_version_of_the_day(self) -> None:
        trade = "chemicals.100-3"
        assert queries.violation(trade, on=date(2026, 4, 30)).span(Stage.FIRST)[1] == 20_000_000
        assert queries.violation(trade, on=date(2026, 5, 1)).span(Stage.FIRST)[1] == 50_000_000

    def test_is_refused_for_an_unknown_key(self) -> None:
        with pytest.raises(queries.NoSuchLaw):
            queries.violation("safety.0", on=date(2026, 1, 1))
