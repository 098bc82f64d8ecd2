"""A bureau's own benchmark table: imported, adopted by another person, decides; or refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import Act, Actor, ActorKind, Viewer
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.lawbook import loading, queries, services, soundness
from zhunsheng.lawbook.choices import Fact, Liable, TableState
from zhunsheng.lawbook.documents import derivation as telling
from zhunsheng.lawbook.loading import violation_versions
from zhunsheng.lawbook.models import BenchmarkAct, BenchmarkTable
from zhunsheng.lawbook.rules.facts import Known, PenaltyFacts
from zhunsheng.lawbook.rules.tree import Derivation
from zhunsheng.lawbook.rules.versions import Times
from zhunsheng.lawbook.tables import queries as tables
from zhunsheng.lawbook.tests.sheets import TABLE, row, xlsx
from zhunsheng.web.sheets import UnreadableSheet

pytestmark = pytest.mark.django_db

BUREAU = UUID("01950000-0000-7000-8000-0000000000c1")
STRANGER = UUID("01950000-0000-7000-8000-0000000000c2")
DAY = date(2026, 3, 2)


def person(number: int, *roles: Role) -> Actor:
    codes = frozenset(role.value for role in roles)
    return Actor(ActorKind.OFFICER, UUID(int=number), f"示例{number}", codes)


LEGAL = person(1, Role.LEGAL_REVIEWER)
HEAD = person(2, Role.DEPUTY_HEAD)
BOTH = person(3, Role.LEGAL_REVIEWER, Role.CHIEF)
DRAFT = services.TableDraft(
    title="示例区应急管理行政处罚裁量权基准",
    number="示应急〔2026〕1号",
    jurisdiction="CN",
    since=date(2026, 1, 1),
    verified=True,
)


@pytest.fixture(autouse=True)
def bureau() -> None:
    for key, division in ((BUREAU, "999901"), (STRANGER, "999902")):
        facts = accounts.BureauFacts(
            f"示例{division}局", "示", division, "CN", "示例政府", "示例路1号", "000"
        )
        made = ctx(f"found {division}", by=Actor(ActorKind.SYSTEM, UUID(int=0), "系统"))
        accounts.found_bureau(ctx=replace(made, bureau=key), facts=facts, on=DAY)


def ctx(key: str, *, by: Actor = LEGAL, on: date = DAY) -> Act:
    at = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
    return Act(by=by, bureau=BUREAU, at=at, request_key=key)


def take(
    *, key: str = "import", by: Actor = LEGAL, content: bytes | None = None, **changes: Any
) -> BenchmarkTable:
    return services.import_benchmarks(
        ctx=ctx(key, by=by),
        draft=replace(DRAFT, **changes),
        filename="示例.xlsx",
        content=xlsx(*TABLE) if content is None else content,
        on=DAY,
    )


def adopt(
    table: BenchmarkTable, *, key: str = "adopt", by: Actor = HEAD, on: date = DAY
) -> BenchmarkTable:
    return services.adopt_benchmarks(ctx=ctx(key, by=by, on=on), table=table.id, on=on)


def withdraw(
    table: BenchmarkTable, *, key: str = "withdraw", by: Actor = HEAD, on: date = DAY
) -> BenchmarkTable:
    return services.withdraw_benchmarks(
        ctx=ctx(key, by=by, on=on), table=table.id, reason="示例理由", on=on
    )


def welder(on: date, *, bureau: UUID = BUREAU, persons: int = 1) -> Derivation:
    """Derive the fine of welders without a licence, ordered to rectify and rectified."""
    facts = PenaltyFacts(
        times=Times(on - timedelta(days=30), on),
        who=Liable.UNIT,
        order_expired=False,
        corrected=False,
        facts={Fact.PERSONS: Known(persons)},
    )
    own = queries.own_benchmarks(Viewer(bureau, HEAD))
    return queries.derived("safety.97-7", facts, own=own)


def decides(on: date, *, bureau: UUID = BUREAU) -> str:
    """Return the benchmark that decides on a day."""
    found = welder(on, bureau=bureau).benchmark
    return found.id if found else ""


def kept() -> tuple[int, int, int]:
    scope = Viewer(BUREAU, HEAD)
    return (
        BenchmarkTable.objects.of(scope).count(),
        BenchmarkAct.objects.of(scope).count(),
        Event.objects.count(),
    )


def codes(refusal: pytest.ExceptionInfo[StepRefused]) -> list[str]:
    return [one.code for one in refusal.value.findings]


class TestWaitingTable:
    def test_is_a_duty_of_the_heads_until_one_of_them_acts(self):
        table = take()
        viewer = Viewer(BUREAU, HEAD)
        (duty,) = queries.duties(viewer, DAY)
        assert (duty.label, duty.subject) == ("施行裁量基准表", DRAFT.title)
        assert duty.roles == {Role.DEPUTY_HEAD.value, Role.CHIEF.value}
        assert duty.url == f"/lawbook/benchmarks/{table.id}/"
        assert queries.duties(Viewer(STRANGER, HEAD), DAY) == ()
        adopt(table)
        assert queries.duties(viewer, DAY) == ()


class TestAdoptedTable:
    def test_decides_from_the_day_of_its_adoption_and_not_the_day_before(self):
        table = take()
        assert len(table.violations) == 3
        assert decides(DAY) == "CN-2024-90-26", "imported alone, it decides nothing"
        adopt(table)
        before, since = welder(DAY - timedelta(days=1)), welder(DAY)
        assert (decides(DAY - timedelta(days=1)), before.most) == ("CN-2024-90-26", 3_000_000)
        assert since.benchmark is not None
        assert (since.benchmark.place, since.most) == (
            "和《示例区应急管理行政处罚裁量权基准》（示应急〔2026〕1号）第1项",
            2_000_000,
        )
        told = telling.paragraph(since)
        assert "依照《行政处罚法》第三十四条和《示例区应急管理行政处罚裁量权基准》" in told

    def test_goes_before_the_lawbook_s_row_of_the_same_place_and_the_page_says_so(self):
        adopt(take())
        viewer = Viewer(BUREAU, HEAD)
        said = [remark.text for remark, _ in soundness.own_remarks(viewer, on=DAY)]
        assert said == [
            "“示例区应急管理行政处罚裁量权基准”先于CN-2024-90-26适用于“特种作业人员未持证上岗”"
        ]

    def test_decides_nothing_in_another_bureau_nor_for_nobody(self):
        adopt(take())
        assert decides(DAY, bureau=STRANGER) == "CN-2024-90-26"
        facts = PenaltyFacts(times=Times(DAY, DAY), who=Liable.UNIT)
        assert "T-" not in str(queries.derived("safety.97-7", facts).benchmark)

    def test_costs_one_query_and_one_more_when_first_read(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ):
        adopt(take())
        adopt(
            take(key="two", content=xlsx(row(violation="safety.97-1", tier="X")), title="示例二"),
            key="adopt two",
        )
        loading.forget()
        with django_assert_num_queries(2):  # a process that reads the tables for the first time
            welder(DAY)
        with django_assert_num_queries(1):
            welder(DAY)

    def test_decides_no_more_from_the_day_of_its_withdrawal(self):
        table = adopt(take())
        later = DAY + timedelta(days=10)
        withdraw(table, on=later)
        assert decides(later - timedelta(days=1)).startswith("T-")
        assert decides(later) == "CN-2024-90-26"

    def test_gives_way_to_the_table_that_replaces_it(self):
        old = adopt(take())
        later = DAY + timedelta(days=10)
        new = take(key="new", content=xlsx(row(most=10000)), replaces=old.id, since=later)
        adopt(new, key="adopt new", on=DAY + timedelta(days=1))
        assert welder(later - timedelta(days=1)).most == 2_000_000
        assert welder(later).most == 1_000_000
        states = {one.table.id: one.state(later) for one in tables.own_tables(Viewer(BUREAU, HEAD))}
        assert states == {old.id: TableState.REPLACED, new.id: TableState.ADOPTED}


class TestImport:
    def test_records_one_event_with_the_digests(self):
        before = Event.objects.count()
        table = take()
        assert Event.objects.count() == before + 1
        event = Event.objects.get(kind="lawbook.benchmarks_imported")
        assert (event.subject_id, table.content_digest in event.data) == (table.id, True)

    def test_is_refused_where_rows_are_wrong_and_writes_nothing(self):
        before = kept()
        with pytest.raises(services.BadRows) as found:
            take(
                content=xlsx(
                    *TABLE, row(violation="safety.0"), row(violation="safety.97-1", most="x")
                )
            )
        assert [(one.sheet, one.row) for one in found.value.rows] == [
            ("裁量基准", 8),
            ("裁量基准", 9),
        ]
        with pytest.raises(UnreadableSheet):
            take(content=b"")
        assert kept() == before

    def test_is_refused_to_others_and_a_second_time(self):
        table = take()
        before = kept()
        with pytest.raises(StepRefused) as refusal:
            take(key="again", by=HEAD)
        assert codes(refusal) == ["step.import.wrong_role", "benchmarks.file_is_known"]
        assert kept() == before
        withdraw(table, by=LEGAL)
        assert take(key="after the withdrawal").title == DRAFT.title

    def test_is_refused_for_another_place_and_days_upside_down(self):
        before = kept()
        with pytest.raises(StepRefused) as refusal:
            take(jurisdiction="CN-43", until=date(2025, 12, 31))
        assert codes(refusal) == ["benchmarks.another_place", "benchmarks.days_upside_down"]
        assert kept() == before

    def test_is_refused_where_what_it_replaces_is_not_in_force(self):
        old = take()
        with pytest.raises(StepRefused) as refusal:
            take(key="two", content=xlsx(row()), replaces=old.id)
        assert codes(refusal) == ["benchmarks.replaced_not_in_force"]


class TestAdoption:
    def test_is_refused_to_who_imported_the_table(self):
        table = take(by=BOTH)
        before = kept()
        with pytest.raises(StepRefused) as refusal:
            adopt(table, by=BOTH)
        assert codes(refusal) == ["benchmarks.own_import"]
        assert kept() == before

    def test_is_refused_to_others_after_its_time_and_a_second_time(self):
        table = take(until=date(2026, 3, 31))
        with pytest.raises(StepRefused) as refusal:
            adopt(table, by=LEGAL, on=date(2026, 4, 1))
        assert codes(refusal) == [
            "step.adoption.wrong_role", "benchmarks.own_import", "benchmarks.time_is_over",
        ]  # fmt: skip
        adopt(table)
        with pytest.raises(StepRefused) as refusal:
            adopt(table, key="again")
        assert codes(refusal) == ["benchmarks.adoption.done_already"]

    def test_is_refused_beside_a_table_for_the_same_violation(self):
        adopt(take())
        rival = take(key="rival", content=xlsx(row(most=10000)), title="示例另一表")
        before = kept()
        with pytest.raises(StepRefused) as refusal:
            adopt(rival, key="adopt rival")
        assert codes(refusal) == ["benchmarks.two_tables"]
        assert kept() == before

    def test_is_refused_where_the_law_no_longer_bears_the_rows(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        table = take()
        law = queries.newest()["safety.97-7"]
        narrower = replace(law, fines=tuple(replace(f, most=f.least) for f in law.fines))
        known = {**violation_versions(), "safety.97-7": (narrower,)}
        monkeypatch.setattr(tables, "violation_versions", lambda: known)
        with pytest.raises(StepRefused) as refusal:
            adopt(table)
        assert codes(refusal) == ["benchmarks.outside_the_law"]


class TestWithdrawal:
    def test_of_what_is_in_force_is_for_a_head(self):
        table = adopt(take())
        before = kept()
        with pytest.raises(StepRefused) as refusal:
            withdraw(table, by=LEGAL)
        assert codes(refusal) == ["benchmarks.withdrawn_by_head"]
        assert kept() == before
        withdraw(table)
        with pytest.raises(StepRefused) as refusal:
            withdraw(table, key="again")
        assert codes(refusal) == ["benchmarks.closed", "benchmarks.withdrawal.done_already"]
