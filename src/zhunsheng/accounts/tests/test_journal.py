"""The journal: one act, one transaction, one key, at least one event, and nobody changes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.accounts.events import UnitAdded
from zhunsheng.accounts.models import Unit
from zhunsheng.journal import queries, triggers
from zhunsheng.journal.models import Event, Head, Request
from zhunsheng.journal.registry import event
from zhunsheng.journal.services import NoEvent, act, once, record
from zhunsheng.kernel.act import Act, Actor, ActorKind
from zhunsheng.kernel.finding import Later, NoLaw, RequestKeyReused, Stale, StepRefused

pytestmark = pytest.mark.django_db

DAY = date(2025, 3, 3)
BUREAU = UUID("01950000-0000-7000-8000-000000000001")
CLERK = Actor(ActorKind.OFFICER, UUID("01950000-0000-7000-8000-000000000002"), "示例甲")
FACTS = accounts.BureauFacts(
    "示例区应急管理局", "示", "999901", "CN", "示例区人民政府", "示例路1号", "000"
)


def ctx(key: str, **changes: Any) -> Act:
    start = Act(by=CLERK, bureau=BUREAU, at=datetime(2025, 3, 3, 2, tzinfo=UTC), request_key=key)
    return replace(start, **changes)


@pytest.fixture(autouse=True)
def bureau(db):
    return accounts.found_bureau(ctx=ctx("found"), facts=FACTS, on=DAY)


def written() -> tuple[int, int]:
    return Event.objects.count(), Request.objects.count()


def add_team(key: str, name: str = "执法一队", **changes: object) -> Unit:
    return accounts.add_unit(ctx=ctx(key, **changes), name=name, kind=UnitKind.TEAM, on=DAY)


class TestAct:
    def test_returns_the_first_result_when_the_same_form_is_sent_twice(self):
        first = add_team("once")
        before = written()
        assert add_team("once") == first
        assert written() == before

    def test_refuses_a_key_that_comes_back_with_other_contents(self):
        add_team("once")
        before = written()
        with pytest.raises(RequestKeyReused):
            add_team("once", name="执法二队")
        assert written() == before

    def test_refuses_the_key_of_another_person(self):
        add_team("once")
        before = written()
        other = replace(CLERK, id=UUID("01950000-0000-7000-8000-000000000003"))
        with pytest.raises(RequestKeyReused):
            add_team("once", by=other)
        assert written() == before

    def test_leaves_nothing_behind_when_it_fails(self):
        @act
        def fail(*, ctx: Act) -> None:
            Unit.objects.create(id=ctx.new_id("u"), bureau_id=BUREAU, name="x", kind="TEAM")
            raise RuntimeError("power off")

        before = written()
        with pytest.raises(RuntimeError):
            fail(ctx=ctx("fails"))
        assert written() == before
        assert not Unit.objects.of(ctx("read")).exists()

    def test_refuses_a_day_for_which_the_lawbook_holds_no_rule(self):
        @act
        def early(*, ctx: Act) -> None:
            Unit.objects.create(id=ctx.new_id("u"), bureau_id=BUREAU, name="x", kind="TEAM")
            raise NoLaw("penalty.hearing_fine_threshold on 1900-01-01")

        before = written()
        with pytest.raises(StepRefused) as refused:
            early(ctx=ctx("early"))
        assert [f.code for f in refused.value.findings] == ["act.on.no_law"]
        assert written() == before
        assert not Unit.objects.of(ctx("read")).exists()

    def test_refuses_to_write_without_an_event(self):
        @act
        def silent(*, ctx: Act) -> None:
            Unit.objects.create(id=ctx.new_id("u"), bureau_id=BUREAU, name="x", kind="TEAM")

        with pytest.raises(NoEvent):
            silent(ctx=ctx("silent"))
        assert not Unit.objects.of(ctx("read")).exists()

    def test_gives_the_same_ids_to_the_same_act(self):
        assert ctx("a").new_id("case", 1) == ctx("a").new_id("case", 1)
        assert ctx("a").new_id("case", 1) != ctx("a").new_id("case", 2)
        assert ctx("a").new_id("case").version == 7


class TestOnce:
    def test_tells_the_second_of_a_race_who_came_first_and_writes_nothing(self):
        first = add_team("first")
        subject = ("unit", first.id)

        @act
        def twin(*, ctx: Act) -> None:
            Unit.objects.create(id=ctx.new_id("u"), bureau_id=BUREAU, name="x", kind="TEAM")
            with once(lambda: queries.last_acts(ctx, subject)):
                Unit.objects.create(id=first.id, bureau_id=BUREAU, name="y", kind="TEAM")

        before = written()
        with pytest.raises(Stale) as second:
            twin(ctx=ctx("second"))
        assert second.value.later == (Later("新增机构", "示例甲", ctx("first").at),)
        assert written() == before
        assert [unit.name for unit in Unit.objects.of(ctx("read"))] == ["执法一队"]


@act
def two_events(*, ctx: Act) -> None:
    for name in ("甲", "乙"):
        happened = UnitAdded(name=name, kind="执法队")
        record(ctx, happened, on=DAY, subject=("unit", CLERK.id))


class TestLastActs:
    def test_names_the_last_acts_oldest_first_each_once_and_of_the_own_bureau(self):
        later = datetime(2025, 3, 3, 3, tzinfo=UTC)
        two_events(ctx=ctx("one"))
        two_events(ctx=ctx("two", at=later))
        found = queries.last_acts(ctx("read"), ("unit", CLERK.id), 3)
        assert [one.at for one in found] == [ctx("one").at, later]
        assert queries.last_acts(ctx("read"), ("unit", CLERK.id)) == found[1:]
        assert queries.last_acts(ctx("read"), ("unit", CLERK.id), 0) == ()
        assert queries.last_acts(ctx("read", bureau=CLERK.id), ("unit", CLERK.id)) == ()


class TestRecord:
    def test_refuses_a_legal_date_after_the_act(self):
        before = written()
        with pytest.raises(StepRefused) as refused:
            accounts.add_unit(
                ctx=ctx("future"), name="执法一队", kind=UnitKind.TEAM, on=date(2025, 3, 4)
            )
        assert [f.code for f in refused.value.findings] == ["act.on.future"]
        assert written() == before

    def test_wants_a_reason_for_an_entry_made_later_than_the_act(self):
        later = datetime(2025, 3, 5, 2, tzinfo=UTC)
        with pytest.raises(StepRefused) as refused:
            add_team("late", at=later)
        assert [f.code for f in refused.value.findings] == ["act.on.late_without_reason"]
        add_team("late-with-reason", at=later, late_reason="现场无网络，次日补记")
        assert Event.objects.get(sequence=2).late_reason == "现场无网络，次日补记"

    def test_refuses_outside_of_an_act(self):
        @event(key="test.outside", label="测试", sentence="测试")
        @dataclass(frozen=True)
        class Outside:
            pass

        with pytest.raises(NoEvent):
            record(ctx("outside"), Outside(), on=DAY, subject=("unit", BUREAU))


class TestTriggers:
    def test_all_exist_after_migrating(self):
        assert triggers.missing(connection) == []

    def test_come_back_with_the_next_migration_after_a_remake_dropped_them(self):
        no_update, _, _ = triggers.trigger_names("journal_event")
        on = "" if connection.vendor == "sqlite" else " ON journal_event"
        with connection.cursor() as cursor:
            cursor.execute(f'DROP TRIGGER "{no_update}"{on}')
        assert triggers.missing(connection) == [no_update]
        call_command("migrate", verbosity=0)
        assert triggers.missing(connection) == []

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE journal_event SET actor_name = 'x'",
            "DELETE FROM journal_event",
            "UPDATE journal_request SET act = 'x'",
            "DELETE FROM journal_request",
        ],
    )
    def test_refuse_change_and_deletion(self, statement):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert queries.verify() == []

    def test_refuse_a_replacing_insert_or_truncation(self):
        statement = (
            "INSERT OR REPLACE INTO journal_event SELECT * FROM journal_event"
            if connection.vendor == "sqlite"
            else "TRUNCATE journal_event"
        )
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert Event.objects.count() == 1


class TestVerify:
    def test_agrees_with_an_untouched_chain_and_its_checkpoint(self):
        add_team("one")
        assert queries.verify(queries.checkpoint()) == []

    @pytest.mark.parametrize(
        ("change", "what"),
        [
            ("UPDATE journal_event SET actor_name = 'x' WHERE sequence = 1", "content"),
            ("UPDATE journal_event SET previous_hash = 'x' WHERE sequence = 2", "link"),
            ("DELETE FROM journal_event WHERE sequence = 1", "gap"),
            ("DELETE FROM journal_event WHERE sequence = 2", "head"),
        ],
    )
    def test_names_what_an_owner_of_the_database_changed(self, change, what):
        add_team("one")
        no_update, no_delete, _ = triggers.trigger_names("journal_event")
        with connection.cursor() as cursor:
            for name in (no_update, no_delete):
                on = "" if connection.vendor == "sqlite" else " ON journal_event"
                cursor.execute(f'DROP TRIGGER "{name}"{on}')
            cursor.execute(change)
        assert what in {found.what for found in queries.verify()}

    def test_finds_a_rewritten_chain_by_the_checkpoint_kept_outside(self):
        add_team("one")
        kept = queries.checkpoint()
        head = Head.objects.get()
        with connection.cursor() as cursor:
            _, no_delete, _ = triggers.trigger_names("journal_event")
            on = "" if connection.vendor == "sqlite" else " ON journal_event"
            cursor.execute(f'DROP TRIGGER "{no_delete}"{on}')
            cursor.execute("DELETE FROM journal_event WHERE sequence = 2")
        first = Event.objects.get()
        Head.objects.update(sequence=1, hash=first.hash)
        assert queries.verify() == []
        assert [(b.sequence, b.what) for b in queries.verify(kept)] == [
            (head.sequence, "checkpoint")
        ]


class TestTimeline:
    def test_tells_what_happened_newest_first_inside_the_border(self):
        team = add_team("one")
        entries = queries.timeline(ctx("read").viewer, [("unit", team.id)])
        assert [(e.sentence, e.actor) for e in entries] == [("新增执法队“执法一队”", "示例甲")]
        stranger = replace(ctx("read").viewer, bureau=UUID(int=7))
        assert queries.timeline(stranger, [("unit", team.id)]) == []
