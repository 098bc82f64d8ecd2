"""Code on entry, statements, and ratings that nobody can join to a visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.records import OfBureau
from zhunsheng.documents import queries as documents
from zhunsheng.inspection import services as services_of_visits
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, FOUNDED, VISITED, World
from zhunsheng.inspection.tests.refusals import record
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import SHANGHAI, Act
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.registry import services as registry
from zhunsheng.visitcode import queries, rules, services
from zhunsheng.visitcode.choices import (
    UNDER,
    Ban,
    Irregularity,
    MustNot,
    RatingQuestion,
    Score,
    StatementKind,
)
from zhunsheng.visitcode.models import Entry, RatingTally, SpentRating, VisitStatement
from zhunsheng.visitcode.rules import PARTY, Rating, StatementDraft

pytestmark = pytest.mark.django_db

MONTH = date(2025, 9, 1)
NEXT_MONTH = date(2025, 10, 8)
COMPLAINT = StatementDraft(StatementKind.COMPLAINT, (Irregularity.BANNED,), "要求负责人必须到场。")
REFUSAL = StatementDraft(StatementKind.REFUSAL, (Irregularity.NO_CREDENTIAL,))


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def shown(world: World, key: str = "show", entity: int = 0) -> Inspection:
    row = builders.approved(world, f"a-{key}", entity=entity)
    services.show_code(ctx=world.act(key, VISITED), inspection=row.id, on=VISITED)
    return row


def rated(score: Score) -> Rating:
    return dict.fromkeys(RatingQuestion, score)


def rate(world: World, row: Inspection, score: Score, month: date = MONTH) -> None:
    services.rate(
        scope=OfBureau(world.bureau),
        token=queries.token_of(row.id),
        rating=rated(score),
        month=month,
    )


def refused(act: Any) -> list[str]:
    """Return the codes of a refusal that wrote nothing and recorded nothing."""
    tables = (Entry, VisitStatement, SpentRating, RatingTally, Event)
    before = [list(table._base_manager.order_by("pk").values()) for table in tables]
    with pytest.raises(StepRefused) as refusal:
        act()
    assert [list(table._base_manager.order_by("pk").values()) for table in tables] == before
    return [finding.code for finding in refusal.value.findings]


class TestCode:
    def test_is_there_only_once_the_officers_showed_it(self, world: World) -> None:
        """The notice is shown on entry and never sent ahead: so is the code."""
        row = builders.approved(world)
        token = queries.token_of(row.id)
        with pytest.raises(queries.NoSuchCode):
            queries.shown("999902", token)
        services.show_code(ctx=world.act("s", VISITED), inspection=row.id, on=VISITED)
        assert queries.shown("999902", token).inspection.id == row.id

    @pytest.mark.parametrize("token", ["x", "AAAAAAAAAAAAAAAAAAAAAA.x", "", "一.二"])
    def test_that_is_forged_leads_nowhere(self, world: World, token: str) -> None:
        with pytest.raises(queries.NoSuchCode):
            queries.shown("999902", token)

    def test_of_one_bureau_leads_nowhere_in_another(self, world: World) -> None:
        other = builders.world(builders.OTHER)
        row = shown(world)
        with pytest.raises(queries.NoSuchCode):
            queries.shown("999903", queries.token_of(row.id))
        assert other.bureau != world.bureau

    def test_is_not_entered_for_another_day_nor_before_the_approval(self, world: World) -> None:
        row = builders.approved(world)
        late = replace(world.act("l", VISITED), late_reason="补登")
        before = VISITED - timedelta(days=1)
        codes = refused(lambda: services.show_code(ctx=late, inspection=row.id, on=before))
        assert codes == ["step.entry.backdated"]
        early = APPROVED - timedelta(days=1)
        codes = refused(
            lambda: services.show_code(ctx=world.act("e", early), inspection=row.id, on=early)
        )
        assert codes == ["visitcode.entry.unapproved"]

    def test_is_not_shown_to_a_unit_that_was_struck_off(self, world: World) -> None:
        """安全生产法 62: who was struck off after the approval is no party to be inspected."""
        row = builders.approved(world)
        registry.close_entity(
            ctx=builders.act("end", VISITED),
            entity=row.entity_id,
            reason="注销",
            ended=True,
            on=VISITED,
        )
        ctx = world.act("s", VISITED)
        assert refused(lambda: services.show_code(ctx=ctx, inspection=row.id, on=VISITED)) == [
            "inspection.unit.struck_off"
        ]

    def test_is_shown_by_two_whose_certificates_hold(self, world: World) -> None:
        """行政处罚法 42; the certificate ended the day before."""
        row = builders.approved(world, officers=(world.officers[0], world.lapsing))
        codes = refused(
            lambda: services.show_code(ctx=world.act("s", VISITED), inspection=row.id, on=VISITED)
        )
        assert codes == ["officers.credential_lapsed"]

    def test_is_not_shown_after_the_visit(self, world: World) -> None:
        row = record(world, builders.approved(world))
        codes = refused(
            lambda: services.show_code(ctx=world.act("s", VISITED), inspection=row.id, on=VISITED)
        )
        assert codes == ["visitcode.entry.visited"]

    def test_names_five_bans_with_eight_must_nots_under_them(self) -> None:
        """law.md A1: four, one, one, one, one."""
        assert [len(UNDER[ban]) for ban in Ban] == [4, 1, 1, 1, 1]
        assert {one for under in UNDER.values() for one in under} == set(MustNot)

    def test_is_shown_by_one_of_those_who_were_sent(self, world: World) -> None:
        """行政处罚法42、55: an account without a certificate shows no code."""
        row = builders.approved(world)
        made = accounts.add_user(
            ctx=builders.act("new", FOUNDED),
            username="new",
            name="示例新",
            roles=frozenset({Role.ENFORCEMENT_OFFICER}),
            password="",
            unit=world.team,
            on=FOUNDED,
        )
        ctx = world.act("s", VISITED, made.actor)
        codes = refused(lambda: services.show_code(ctx=ctx, inspection=row.id, on=VISITED))
        assert codes == ["visitcode.entry.not_sent"]


class TestStatement:
    def hand_in(self, world: World, row: Inspection, draft: StatementDraft) -> VisitStatement:
        ctx = builders.act("statement", VISITED, PARTY, world.bureau)
        return services.hand_in(ctx=ctx, inspection=row.id, draft=draft, on=VISITED)

    def supervisor(self, world: World) -> Act:
        made = accounts.add_user(
            ctx=builders.act("sup", FOUNDED, builders.SYSTEM, world.bureau),
            username="sup",
            name="示例监督",
            roles=frozenset({Role.JUSTICE_SUPERVISOR}),
            password="",
            unit=None,
            on=FOUNDED,
        )
        return world.act("answer", VISITED, made.actor)

    def test_of_complaint_is_read_and_answered_by_the_supervisor_alone(self, world: World) -> None:
        made = self.hand_in(world, shown(world), COMPLAINT)
        for by in (world.chief, world.officer, world.street_officer):
            assert list(queries.complaints(world.viewer(by))) == []
        ctx = self.supervisor(world)
        assert list(queries.complaints(ctx.viewer)) == [made]
        (duty,) = queries.duties(ctx.viewer, VISITED)
        # Fifteen working days, the Sunday before the holiday among them; no source names a term.
        assert (duty.due_on, duty.verified) == (date(2025, 9, 28), False)
        assert duty.key == f"visitcode.answer:{made.pk}"
        done = services.answer(ctx=ctx, statement=made.pk, text="已约谈。", on=VISITED)
        assert (done.answered_by, queries.duties(ctx.viewer, VISITED)) == ("示例监督", ())

    def test_of_complaint_is_answered_once_and_not_before_it_was_handed_in(
        self, world: World
    ) -> None:
        """国办发〔2024〕54号: a complaint is checked and answered; the first answer stays."""
        made, ctx = self.hand_in(world, shown(world), COMPLAINT), self.supervisor(world)

        def answer(text: str, on: date = VISITED) -> VisitStatement:
            again = replace(ctx, request_key=text, late_reason="补登")
            return services.answer(ctx=again, statement=made.pk, text=text, on=on)

        early = VISITED - timedelta(days=1)
        assert refused(lambda: answer("过早", early)) == ["visitcode.answer.early"]
        answer("已约谈。")
        assert refused(lambda: answer("改写。")) == ["visitcode.answer.twice"]
        (row,) = VisitStatement.objects.of(ctx)
        assert row.answer == "已约谈。"

    def test_of_complaint_is_handed_in_a_few_times_on_one_visit(self, world: World) -> None:
        """国办发〔2024〕54号: complaints are checked and answered; a code is no means to flood."""
        row = shown(world)

        def hand_in(number: int, on: date = VISITED) -> VisitStatement:
            ctx = builders.act(f"statement-{number}", on, PARTY, world.bureau)
            return services.hand_in(ctx=ctx, inspection=row.id, draft=COMPLAINT, on=on)

        for number in range(rules.MOST_COMPLAINTS):
            hand_in(number)
        assert refused(lambda: hand_in(9)) == ["visitcode.complaint.many"]
        rate(world, row, Score.POOR)
        assert hand_in(10, VISITED + timedelta(days=1)).handed_on > VISITED

    def test_of_complaint_names_nobody_in_the_journal(self, world: World) -> None:
        row = shown(world)
        self.hand_in(world, row, COMPLAINT)
        event = Event.objects.get(kind="visitcode.complained")
        assert event.actor_name == "被检查单位"
        said = f"{event.data}{event.actor_id}{event.subject_id}"
        assert row.entity.name not in said
        assert str(row.entity_id) not in said
        assert str(row.id) not in said

    def test_of_refusal_needs_a_rule_of_the_place(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """安全生产法 66; law.md A21: on other grounds than no certificate the place must say so."""
        row = shown(world)
        few = StatementDraft(StatementKind.REFUSAL, (Irregularity.TOO_FEW,))
        assert refused(lambda: self.hand_in(world, row, few)) == ["visitcode.refusal.no_right"]
        assert not queries.may_refuse("CN", VISITED)

    def test_of_refusal_stands_everywhere_where_no_certificate_is_shown(self, world: World) -> None:
        """行政处罚法 55: 执法人员不出示执法证件的，当事人有权拒绝接受调查或者检查。"""
        assert not queries.may_refuse("CN", VISITED)
        row = shown(world)
        self.hand_in(world, row, REFUSAL)
        assert refused(lambda: record(world, row)) == ["inspection.visit.refused"]

    def test_of_refusal_stops_the_visit_until_a_head_settles_it(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """国办发〔2024〕54号: who may refuse and did is not inspected over the refusal."""
        monkeypatch.setattr(queries, "may_refuse", lambda *_: True)
        row = shown(world)
        self.hand_in(world, row, REFUSAL)
        assert refused(lambda: record(world, row)) == ["inspection.visit.refused"]
        (duty,) = queries.duties(world.viewer(world.chief), VISITED)
        assert (duty.key, duty.label) == (f"visitcode.refusal:{row.id}", "处理拒绝检查声明")
        assert queries.duties(world.viewer(), VISITED) == ()

        def settle(key: str, text: str, by: Any) -> None:
            ctx = world.act(key, VISITED, by)
            services.settle_refusal(ctx=ctx, inspection=row.id, text=text, on=VISITED)

        assert refused(lambda: settle("o", "已改。", world.officer)) == [
            "step.refusal_settlement.wrong_role"
        ]
        assert refused(lambda: settle("e", " ", world.chief)) == ["visitcode.answer.empty"]
        settle("s", "已补出示执法证件。", world.chief)
        assert refused(lambda: settle("t", "再次。", world.chief)) == [
            "visitcode.refusal.none_open"
        ]
        assert record(world, row).visited_on == VISITED

    def test_without_a_ground_is_refused(self, world: World) -> None:
        row = shown(world)
        nothing = replace(COMPLAINT, grounds=())
        assert refused(lambda: self.hand_in(world, row, nothing)) == ["visitcode.statement.empty"]


class TestRecord:
    """国办发〔2024〕54号: the code is shown on entry, and the record says whether it was."""

    def visit(self, world: World, row: Inspection, began: time, **changes: Any) -> str:
        visit = replace(
            builders.visit(),
            started_at=datetime.combine(VISITED, began, SHANGHAI),
            ended_at=datetime.combine(VISITED, time(17, 50), SHANGHAI),
            **changes,
        )
        services_of_visits.record_visit(
            ctx=world.act("visit", VISITED),
            inspection=row.id,
            visit=visit,
            version=None,
            on=VISITED,
        )
        papers = documents.documents_of(world.viewer(), ("inspection", row.id))
        [record] = [one for one in papers if one.kind == "inspection_record"]
        return str(record.contents["entry_code"])

    def test_says_when_the_code_was_shown_and_begins_with_it(self, world: World) -> None:
        row = shown(world)
        at = datetime.combine(VISITED, time(10, 5, 30), SHANGHAI)
        Entry._base_manager.filter(inspection_id=row.id).update(shown_at=at)
        assert refused(lambda: self.visit(world, row, time(9, 30))) == [
            "inspection.visit.before_the_code"
        ]
        assert self.visit(world, row, time(10, 5)) == "2025年9月8日10时05分亮码入企"

    def test_says_why_no_code_was_shown(self, world: World) -> None:
        row = builders.approved(world)
        said = self.visit(world, row, time(9, 30), no_code_reason="现场无信号")
        assert said == "未亮码：现场无信号"
