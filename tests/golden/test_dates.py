"""
The golden dates: what the program answers, what a clerk counts by hand, and what a lawyer wrote.

Every row names the legal number (its key in the lawbook), the rule it rests on, the day zero and
the last day. The program's answer comes from the lawbook's number and the kernel's counting, as in
the rooms; where a room has a function of its own for the term, that is asked as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pytest
import yaml

from tests.golden import counting
from zhunsheng.cases.queries import limitation as limitations
from zhunsheng.cases.queries import standing
from zhunsheng.cases.rules import terms
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.compulsion.rules import TestPeriod
from zhunsheng.compulsion.rules import term_end as seizure_end
from zhunsheng.inquiry.rules import term_end as preservation_end
from zhunsheng.inspection.rules.rectification import reinspection_due
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import (
    ONE_DAY,
    Calendar,
    DayUnit,
    agrees,
    day_rule,
    end_moved_by,
    hours_after,
)
from zhunsheng.kernel.period import after_stops, last_day
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import PartyKind
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.publication.queries import withdrawal_due
from zhunsheng.publication.queries.matters import Terms

HERE: Final = Path(__file__).parent
UNITS: Final[Mapping[str, DayUnit]] = MappingProxyType(
    {
        "日": DayUnit.CALENDAR,
        "工作日": DayUnit.WORKING,
        "小时": DayUnit.HOUR,
        "个月": DayUnit.MONTH,
        "年": DayUnit.YEAR,
    }
)
CALENDAR: Final = Calendar.load()
Row = Mapping[str, Any]


@cache
def rows() -> tuple[Row, ...]:
    return tuple(
        {**row, "file": path.stem}
        for path in sorted(HERE.glob("*.yaml"))
        for row in yaml.safe_load(path.read_text("utf-8"))
    )


def of_days() -> list[Row]:
    return [row for row in rows() if not isinstance(row["last"], datetime)]


def number(row: Row, key: str = "") -> lawbook.ParameterValue:
    start = row.get("start") or row["event"]
    on = start.date() if isinstance(start, datetime) else start
    return lawbook.parameter(key or row["rule"], on=on, jurisdiction="CN")


def length(row: Row) -> int:
    return int(row.get("length") or number(row).integer(row.get("part", "")))


def stops(row: Row) -> tuple[tuple[date, date], ...]:
    return tuple((since, until) for since, until in row.get("stops", ()))


def kernel_answer(row: Row) -> date | None:
    """Count with the kernel as the rooms do, with the number that the lawbook holds."""
    value = number(row)
    if "event" in row:
        return CALENDAR.before(event=row["event"], length=length(row), unit=UNITS[value.unit])
    last = counted(row, row["start"], value, length(row))
    if last is None:
        return None
    last = after_stops(last, started=row["start"], stops=stops(row)) if stops(row) else last
    if "then" in row:
        more = number(row, row["then"])
        return counted(row, last, more, more.integer())
    return last


def counted(row: Row, start: date, value: lawbook.ParameterValue, many: int) -> date | None:
    unit, moves = UNITS[value.unit], "moved_by" in row
    return last_day(CALENDAR, start=start, length=many, unit=unit, roll_end=moves)


def by_hand(row: Row) -> date:
    unit = number(row).unit
    if "event" in row:
        return counting.first_day(unit, row["event"], length(row))
    last = counting.last_day(unit, row["start"], length(row), row.get("stops", ()))
    if "then" in row:
        more = number(row, row["then"])
        last = counting.last_day(more.unit, last, more.integer())
    return counting.moved(last) if "moved_by" in row else last


# --- the rooms' own functions -----------------------------------------------------------------


def of_case(field: str, *steps: str) -> Callable[[Row], date | None]:
    """Return a term of a case as `cases` lays it out once the steps were taken on the day."""

    def answer(row: Row) -> date | None:
        start = row["start"]
        acts = tuple(DoneAct(step, start, n) for n, step in enumerate(steps, 1))
        policy = standing.policy(on=start, jurisdiction="CN", party=PartyKind.UNIT)
        days = terms.term_days(
            CaseFacts(acts=acts, on=start),
            CALENDAR,
            policy,
            representation_days=row.get("length", policy.representation_days),
            stops=stops(row),
        )
        found: date | None = getattr(days, field)
        return found

    return answer


def limitation(row: Row) -> date | None:
    """Return the last day of discovery on which a violation is still punished."""
    end, harmful = row["start"], row["part"] == "HARMFUL"

    def passed(found_on: date) -> bool:
        on = max(found_on, date(2021, 7, 15))
        return limitations.limitation_passed(
            on=on, jurisdiction="CN", ended_on=end, found_on=found_on, harmful=harmful
        )

    last = row["last"]
    return last if not passed(last) and passed(last + ONE_DAY) else None


def published(row: Row) -> date | None:
    return Terms(KINDS[row["rule"]], "CN").end(row["start"])


def seized(row: Row) -> date:
    """Return the last day of a seizure, tests left out; extended where the row says so."""
    tests = tuple(TestPeriod(since, until) for since, until in stops(row))
    last = seizure_end(row["start"], length(row), tests)
    more = number(row, row["then"]).integer() if "then" in row else 0
    whole = seizure_end(row["start"], length(row) + more, tests)
    assert seizure_end(last, more, tests) == whole  # an extension counts on, as the whole does
    return whole


KINDS: Final[Mapping[str, PublicationKind]] = MappingProxyType(
    {
        "publication.penalty_limit": PublicationKind.DECISION,
        "publication.general_limit": PublicationKind.INSPECTION_RESULT,
    }
)
_TOLD = ("prior_notice", "notice_delivery")
ROOMS: Final[Mapping[str, Callable[[Row], date | None]]] = MappingProxyType(
    {
        "penalty.decision_limit": of_case("decision", "opening"),
        "penalty.representation_days": of_case("representation", *_TOLD),
        "penalty.hearing_request_limit": of_case("hearing_window", *_TOLD),
        "penalty.delivery_limit": of_case("decision_delivery", "decision"),
        "penalty.payment_limit": of_case("payment", "decision_delivery"),
        "penalty.hearing_notice_before": lambda row: terms.latest_notice_day(
            CALENDAR, hearing_on=row["event"], length=length(row)
        ),
        "penalty.limitation": limitation,
        "publication.penalty_limit": published,
        "publication.general_limit": published,
        "penalty.preservation_limit": lambda row: preservation_end(
            CALENDAR, noticed_on=row["start"], days=length(row)
        ),
        "compulsion.seizure_limit": seized,
        "publication.withdrawal_limit": lambda row: withdrawal_due("CN", row["start"])[0],
        "inspection.reinspection_limit": lambda row: reinspection_due(row["start"], length(row)),
    }
)


@pytest.mark.parametrize("row", of_days(), ids=lambda row: f"{row['file']} {row['name']}")
def test_a_term_ends_on_the_day_that_a_lawyer_wrote(row: Row) -> None:
    assert kernel_answer(row) == row["last"]
    assert by_hand(row) == row["last"]
    if row["rule"] in ROOMS:
        assert ROOMS[row["rule"]](row) == row["last"]


def test_a_stop_is_counted_by_the_room_that_has_it() -> None:
    """A row with stops proves nothing where no room counts them."""
    assert {row["rule"] for row in rows() if "stops" in row} <= set(ROOMS)


@pytest.mark.parametrize(
    "row", [row for row in rows() if isinstance(row["last"], datetime)], ids=lambda r: r["name"]
)
def test_a_term_of_hours_ends_at_its_minute(row: Row) -> None:
    assert number(row).unit == "小时"
    start = row["start"].replace(tzinfo=SHANGHAI)
    ended = hours_after(instant=start, hours=length(row))
    assert ended.replace(tzinfo=None) == row["last"]
    assert counting.last_instant(row["start"], length(row)) == row["last"]


def test_a_row_rests_on_the_rule_that_the_lawbook_names() -> None:
    assert [r["name"] for r in rows() if number(r).basis != cite(r["law"])] == []


def test_a_row_counts_days_as_its_instrument_does() -> None:
    """行政处罚法 85, 行政强制法 69, 行政复议法 88, 行政许可法 82: each has a rule of its own."""
    wrong = []
    for row in rows():
        value = number(row)
        unit, instrument = UNITS[value.unit], value.basis.instrument
        if not agrees(unit=unit, instrument=instrument, length=length(row)):
            wrong.append(row["name"])
    assert wrong == []


def test_an_end_is_moved_only_by_the_text_that_says_so() -> None:
    moved = [row for row in rows() if "moved_by" in row]
    assert len(moved) >= 20
    for row in moved:
        assert end_moved_by(number(row).basis.instrument) == cite(row["moved_by"])
        assert UNITS[number(row).unit] not in (DayUnit.WORKING, DayUnit.HOUR)


@pytest.mark.parametrize(
    ("instrument", "days", "unit"),
    [
        ("APL-2021", 2, DayUnit.WORKING),
        ("APL-2021", 3, DayUnit.WORKING),
        ("APL-2021", 5, DayUnit.WORKING),
        ("APL-2021", 7, DayUnit.WORKING),
        ("APL-2021", 10, DayUnit.CALENDAR),
        ("APL-2021", 15, DayUnit.CALENDAR),
        ("ACL-2011", 10, DayUnit.WORKING),
        ("ACL-2011", 11, DayUnit.CALENDAR),
        ("ARL-2023", 10, DayUnit.WORKING),
        ("ARL-2023", 15, DayUnit.CALENDAR),
        ("ALL-2019", 45, DayUnit.WORKING),
        ("ALP-2017", 15, DayUnit.CALENDAR),
        ("CTR-2020", 3, DayUnit.CALENDAR),
        ("AIR-2007", 7, DayUnit.CALENDAR),
        ("SPL-2021", 7, DayUnit.WORKING),
    ],
)
def test_plain_days_are_what_their_law_says(instrument: str, days: int, unit: DayUnit) -> None:
    assert day_rule(instrument, days) is unit


def test_the_table_is_large_and_reaches_what_makes_counting_hard() -> None:
    """At least 120 rows: holidays, make-up days, stops, year ends, leap days, month ends."""
    days = of_days()
    assert len(rows()) >= 120
    assert len({row["name"] for row in rows()}) == len(rows())
    assert len({row["law"].partition(":")[0] for row in rows()}) >= 12
    begins = {id(row): row.get("start") or row["event"] for row in days}
    assert sum(row["last"].year != begins[id(row)].year for row in days) >= 20
    assert sum(bool(row.get("stops")) for row in days) >= 8
    leap = [r for r in days if (2, 29) in {(d.month, d.day) for d in (begins[id(r)], r["last"])}]
    assert len(leap) >= 10
    made_up = [row for row in days if any(_made_up(day) for day in _span(begins[id(row)], row))]
    assert len(made_up) >= 30


def _span(begin: date, row: Row) -> list[date]:
    first, last = sorted((begin, row["last"]))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _made_up(day: date) -> bool:
    return day.isoweekday() > 5 and CALENDAR.is_known(day.year) and CALENDAR.is_workday(day)


class TestCalendarsWithoutANotice:
    """国务院办公厅 tells a year's holidays in the autumn before: until then nothing is guessed."""

    def test_a_term_into_an_unknown_year_has_no_day(self) -> None:
        known = max(CALENDAR.years)
        last = date(known, 12, 31)
        assert last_day(CALENDAR, start=last, length=3, unit=DayUnit.WORKING) is None
        assert published({"start": last, "rule": "publication.penalty_limit"}) is None

    def test_a_term_of_calendar_days_needs_no_notice(self) -> None:
        last = date(max(CALENDAR.years), 12, 31)
        found = last_day(CALENDAR, start=last, length=15, unit=DayUnit.CALENDAR)
        assert found == last + timedelta(days=15)
