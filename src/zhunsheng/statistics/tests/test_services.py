"""Returns: frozen when handed in, corrected by version, nil returns confirmed as such."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from zhunsheng.cases.tests.world import OTHER
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.statistics import exports, queries, rules, services
from zhunsheng.statistics.models import ReturnExplanation, StatReturn
from zhunsheng.statistics.tests.builders import AS_OF, YearWorld, kept_year, without_last

pytestmark = pytest.mark.django_db

SEPTEMBER = date(2025, 9, 1)
OCTOBER = date(2025, 10, 1)
YEAR = date(2025, 1, 1)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[YearWorld]:
    with django_db_blocker.unblock(), kept_year() as told:
        yield told


def submitted(
    world: YearWorld, form: str = "monthly", by: str = "reviewer", **changes
) -> StatReturn:
    values = {"form": form, "since": SEPTEMBER, "as_of": AS_OF, "on": AS_OF, **changes}
    return services.submit_return(ctx=world.act(by, AS_OF), **values)


def corrected(world: YearWorld, row: StatReturn, **changes) -> StatReturn:
    values = {"stat_return": row.id, "as_of": AS_OF, "on": AS_OF, "reason": "补录记录", **changes}
    return services.correct_return(ctx=world.act("reviewer", AS_OF), **values)


def written(world: YearWorld) -> tuple[int, int]:
    scope = world.viewer()
    kept = (StatReturn, ReturnExplanation)
    return sum(table.objects.of(scope).count() for table in kept), world.events


def refused(world: YearWorld, act: Callable[[], object]) -> set[str]:
    """Return the codes of a refusal; nothing was written."""
    before = written(world)
    with pytest.raises(StepRefused) as refusal:
        act()
    assert written(world) == before
    return {one.code for one in refusal.value.findings}


def cells(row: StatReturn) -> dict[tuple[str, int], dict[str, Any]]:
    return {
        (table["key"], one["number"]): one
        for table in row.contents["tables"]
        for one in table["rows"]
    }


class TestSubmission:
    def test_freezes_numbers_with_the_rows_behind_them_under_one_hash(self, world):
        before = written(world)
        row = submitted(world)
        assert written(world) == (before[0] + 1, before[1] + 1)
        visits = cells(row)["M1", 1]
        assert (visits["value"], len(visits["rows"])) == (3, 3)
        assert row.snapshot_hash == sha256_hex(row.contents)
        assert (row.round, row.is_nil, row.until) == (1, False, date(2025, 9, 30))

    def test_is_refused_before_the_period_is_over(self, world):
        found = refused(world, lambda: submitted(world, since=date(2026, 1, 1)))
        assert found == {"statistics.period_not_over", "statistics.nil_not_confirmed"}

    def test_is_refused_with_a_day_of_the_statistics_ahead(self, world):
        found = refused(world, lambda: submitted(world, as_of=date(2026, 1, 16)))
        assert found == {"statistics.as_of_ahead"}

    def test_is_not_dated_back(self, world):
        day = date(2026, 1, 5)
        found = refused(world, lambda: submitted(world, as_of=day, on=day))
        assert found == {"step.return_submission.backdated"}

    def test_is_refused_a_second_time(self, world):
        submitted(world)
        assert refused(world, lambda: submitted(world)) == {"statistics.handed_in"}

    def test_is_refused_where_nothing_was_done_and_nobody_says_so(self, world):
        found = refused(world, lambda: submitted(world, since=OCTOBER))
        assert found == {"statistics.nil_not_confirmed"}

    def test_of_a_month_without_records_is_a_nil_return(self, world):
        row = submitted(world, since=OCTOBER, nil_confirmed=True)
        assert row.is_nil
        assert {one["text"] for one in cells(row).values()} == {"0", "0.00", "0.0000"}

    def test_of_a_month_with_records_is_not_confirmed_as_nil(self, world):
        found = refused(world, lambda: submitted(world, nil_confirmed=True))
        assert found == {"statistics.not_nil"}

    def test_is_refused_to_an_officer(self, world):
        assert refused(world, lambda: submitted(world, by="yi"))

    def test_begins_with_the_period(self, world):
        with pytest.raises(rules.NoSuchPeriod):
            submitted(world, since=date(2025, 9, 2))
        with pytest.raises(rules.NoSuchPeriod):
            submitted(world, "quarterly", since=SEPTEMBER)


class TestCorrection:
    def test_stands_beside_the_version_before_with_the_difference(self, world):
        first = submitted(world, "yearly", since=YEAR)
        with without_last("inspection_inspectionfinding"):
            second = corrected(world, first)
            assert (second.round, second.reason) == (2, "补录记录")
            (one,) = rules.differences(first.contents, second.contents)
            assert (one.label, one.before, one.after) == ("发现问题和隐患", "6", "5")
            assert (one.added, one.removed) == (0, 1)
            held = queries.versions(world.viewer(), "yearly", YEAR)
            hashes = [first.snapshot_hash, second.snapshot_hash]
            assert [row.snapshot_hash for row in held] == hashes

    def test_is_refused_where_it_looks_no_further_than_what_it_corrects(self, world):
        """国办发〔2018〕118号: a correction never takes the numbers back to an earlier day."""
        first = submitted(world)
        found = refused(world, lambda: corrected(world, first, as_of=date(2026, 1, 14)))
        assert found == {"statistics.as_of_before_the_last", "statistics.nothing_changed"}

    def test_is_counted_under_the_form_that_was_handed_in(self, world, monkeypatch):
        """A form that was changed since, even one that is gone, moves no old number."""
        first = submitted(world, "yearly", since=YEAR)
        held = first.contents
        forms = {key: one for key, one in rules.return_forms().items() if key != "yearly"}
        monkeypatch.setattr("zhunsheng.statistics.rules.returns.return_forms", lambda: forms)
        period = rules.Period(first.since, first.until, first.as_of)
        now = queries.snapshot(world.viewer(), rules.form_of(held), period)
        assert rules.differences(held, now) == ()
        assert exports.return_sheet(held)
        with without_last("inspection_inspectionfinding"):
            second = corrected(world, first).contents
        assert (second["version"], second["template"]) == (held["version"], held["template"])

    def test_is_refused_where_nothing_changed_or_no_reason_is_given(self, world):
        first = submitted(world)
        found = refused(world, lambda: corrected(world, first, reason=" "))
        assert found == {"statistics.nothing_changed", "statistics.no_reason"}


class TestYearlyData:
    def test_books_a_case_once_under_its_heaviest_kind(self, world):
        """行政执法年度数据: several kinds in one case are one case under the heaviest."""
        said = cells(submitted(world, "yearly_data", since=YEAR))
        parts = [said["T1", number]["value"] for number in range(1, 10)]
        assert parts == [0, 4, 0, 0, 0, 0, 0, 0, 0]
        assert said["T1", 10]["value"] == 4
        assert (said["T1", 11]["text"], said["T1", 12]["text"]) == ("40,000.00", "4.0000")

    def test_says_what_is_not_registered_instead_of_nought(self, world):
        said = cells(submitted(world, "yearly_data", since=YEAR))
        assert (said["T2", 1]["value"], said["T2", 1]["text"]) == (None, "本系统尚未登记行政许可")
        assert said["T5", 3]["text"] == "100.00"

    def test_is_saved_with_live_sums(self, world):
        row = submitted(world, "yearly_data", since=YEAR)
        with ZipFile(BytesIO(exports.return_sheet(row.contents))) as book:
            first = book.read("xl/worksheets/sheet1.xml").decode()
            last = book.read("xl/worksheets/sheet5.xml").decode()
        assert "<f>C2+C3+C4+C5+C6+C7+C8+C9+C10</f><v>4</v>" in first
        assert "<f>C12/10000</f><v>4.000000</v>" in first
        assert "<f>ROUND(C3/C2*100,2)</f><v>100.00</v>" in last

    def test_is_saved_as_the_text_under_its_hash(self, world):
        row = submitted(world, "yearly_data", since=YEAR)
        assert exports.return_json(row.contents).decode() == row.snapshot
        assert sha256_hex(json.loads(row.snapshot)) == row.snapshot_hash


class TestDuties:
    def test_name_each_return_of_the_period_that_ended_last(self, world):
        every = queries.duties(world.viewer(), AS_OF)
        found = [one for one in every if "往期" not in one.label]
        assert [one.label for one in found] == [
            "报送安全生产行政执法统计月报",
            "报送安全生产行政执法统计季报",
            "报送安全生产行政执法统计年报",
            "报送行政执法年度数据",
        ]
        assert [one.due_on for one in found] == [None, None, None, date(2026, 1, 31)]
        assert not any(one.verified for one in found)

    def test_leave_out_what_was_handed_in(self, world):
        submitted(world, since=date(2025, 12, 1))
        found = [one.label for one in queries.duties(world.viewer(), AS_OF)]
        assert "报送安全生产行政执法统计月报" not in found


class TestUnsent:
    """国办发〔2018〕118号: a return stays to be handed in until it is, or somebody says why not."""

    def unsent(self, world, on=AS_OF) -> list[str]:
        found = queries.unsent_returns(world.viewer(), on)
        return [f"{one.form.key} {one.period.since}" for one in found]

    def explained(self, world, **changes):
        values = {"form": "monthly", "since": OCTOBER, "reason": "已另行报送", "on": AS_OF}
        return services.explain_return(ctx=world.act("reviewer", AS_OF), **{**values, **changes})

    def test_are_all_earlier_periods_since_the_first_act(self, world):
        first = journal.first_day(world.viewer())
        assert first is not None
        found = self.unsent(world)
        assert "monthly 2025-11-01" in found
        assert "quarterly 2025-07-01" in found
        assert "monthly 2025-12-01" not in found  # it ended last and is told beside
        assert min(one.period.since for one in queries.unsent_returns(world.viewer(), AS_OF)) >= (
            first
        )
        late = [one for one in queries.duties(world.viewer(), AS_OF) if "往期未报" in one.label]
        assert len(late) == len(found)

    def test_leave_when_they_are_handed_in_or_explained(self, world):
        before = self.unsent(world)
        submitted(world)
        row = self.explained(world)
        assert set(before) - set(self.unsent(world)) == {
            "monthly 2025-09-01",
            "monthly 2025-10-01",
        }
        assert [one.id for one in queries.explanations(world.viewer())] == [row.id]

    def test_of_the_last_period_are_explained_or_handed_in_after_all(self, world):
        december = date(2025, 12, 1)
        self.explained(world, since=december)

        def last() -> tuple[bool, bool]:
            due = queries.due_returns(world.viewer(), AS_OF)
            (one,) = (one for one in due if one.form.key == "monthly")
            return one.is_explained, one.handed_in is not None

        assert last() == (True, False)
        submitted(world, since=december)
        assert last() == (True, True)
        assert list(queries.explanations(world.viewer())) == []

    def test_are_explained_once_with_a_reason_after_their_period(self, world):
        submitted(world)
        found = refused(world, lambda: self.explained(world, since=SEPTEMBER, reason=" "))
        assert found == {"statistics.not_unsent", "statistics.no_explanation"}
        self.explained(world)
        assert refused(world, lambda: self.explained(world)) == {"statistics.not_unsent"}
        early = refused(world, lambda: self.explained(world, since=date(2026, 1, 1)))
        assert early == {"statistics.period_not_over"}

    def test_may_be_handed_in_after_all(self, world):
        self.explained(world)
        assert submitted(world, since=OCTOBER, nil_confirmed=True).is_nil


def test_a_return_is_not_seen_from_another_bureau(world):
    row = submitted(world)
    other = YearWorld(OTHER, "999901")
    with pytest.raises(StatReturn.DoesNotExist):
        queries.stat_return(other.viewer(), row.id)
