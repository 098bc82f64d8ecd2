"""Visits of a draw go to drawn units, by the officers drawn for them (国发〔2019〕5号)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.accounts.choices import Role
from zhunsheng.draw import queries, services
from zhunsheng.draw.choices import ChangeGround, ExclusionGround, PoolSide
from zhunsheng.draw.models import Draw
from zhunsheng.draw.rules import Exclusion
from zhunsheng.draw.tests.builders import (
    HEAD,
    ITEM,
    NEXT,
    UNTIL,
    bound,
    ctx,
    drafted,
    entities_of,
    found,
    published,
    ran,
    refused,
    user,
    whole,
)
from zhunsheng.draw.tests.builders import officers_of as pooled
from zhunsheng.draw.tests.test_views import client
from zhunsheng.inspection import queries as inspection
from zhunsheng.inspection import services as inspections
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import InspectionRequest, VisitRecord
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import SHANGHAI, Actor
from zhunsheng.visitcode import services as codes
from zhunsheng.visitcode.models import Entry
from zhunsheng.workforce.models import Officer

FIELD = replace(HEAD, roles=frozenset({Role.ENFORCEMENT_OFFICER.value}))

pytestmark = pytest.mark.django_db


@pytest.fixture
def draw(db: None) -> Draw:
    found()
    return whole()


def approve(draw: Draw | None, key: str = "approve", **changes: Any) -> Inspection:
    """Approve one inspection, of the first unit by those drawn for it unless told otherwise."""
    unit, _ = queries.drawn(ctx("read"), draw.id)[0] if draw else (UUID(int=1), ())
    said: dict[str, Any] = {
        "entity": unit,
        "officers": (),
        "basis_kind": BasisKind.OWN_DRAW,
        "basis_id": draw.id if draw else None,
        "item_codes": (ITEM,),
    }
    request = InspectionRequest(**{**said, **changes})
    row = inspections.approve_inspections(ctx=ctx(key, on=NEXT), requests=(request,), on=NEXT)
    assert row is not None
    return row


def officers_of(row: Inspection) -> set[UUID]:
    return set(inspection.officer_ids(ctx("read"), row.id))


def change(draw: Draw) -> tuple[UUID, UUID]:
    """Let the first officer of the first unit fall ill, and return who goes now."""
    unit, (out, _) = queries.drawn(ctx("read"), draw.id)[0]
    services.change_officer(
        ctx=ctx("change", on=NEXT),
        draw=draw.id,
        unit=unit,
        out=out,
        ground=ChangeGround.ILLNESS,
        reason="病假，检查期内不能到岗",
        on=NEXT,
    )
    return queries.drawn(ctx("read"), draw.id)[0][1]


def repeated(draw: Draw, **changes: Any) -> Draw:
    """Repeat a draw with the same lists and run it."""
    pool = queries.pool(draw)
    units = tuple(UUID(one.id) for one in pool.units)
    staff = tuple(UUID(one.id) for one in pool.officers)
    why: dict[str, Any] = {"repeats": draw.id, "repeat_reason": "参加部门的检查事项有变动"}
    return ran(bound(published(units, staff, "again", **why, **changes), "2"), "2")


class TestApproval:
    def test_sends_the_officers_drawn_without_their_being_entered_again(self, draw: Draw):
        _, pair = queries.drawn(ctx("read"), draw.id)[0]
        row = approve(draw)
        assert officers_of(row) == set(pair)
        assert row.basis_id == draw.id

    def test_takes_the_same_two_where_they_are_named(self, draw: Draw):
        _, (first, second) = queries.drawn(ctx("read"), draw.id)[0]
        assert officers_of(approve(draw, officers=(second, first))) == {first, second}

    def test_is_refused_for_others_and_says_who_was_drawn_and_the_way_out(self, draw: Draw):
        _, pair = queries.drawn(ctx("read"), draw.id)[0]
        pool = [UUID(one.id) for one in queries.pool(draw).officers]
        other = tuple(one for one in pool if one not in pair)
        assert refused(lambda: approve(draw, officers=other)) == ["inspection.draw.officers"]
        assert refused(lambda: approve(draw, officers=(pair[0], other[0]))) == [
            "inspection.draw.officers"
        ]
        assert refused(lambda: approve(draw, officers=(*pair, other[0]))) == [
            "inspection.draw.officers"
        ]

    def test_takes_the_one_who_was_sent_by_the_next_ticket_with_a_reason(self, draw: Draw):
        _, before = queries.drawn(ctx("read"), draw.id)[0]
        now = change(draw)
        assert refused(lambda: approve(draw, officers=before)) == ["inspection.draw.officers"]
        assert officers_of(approve(draw)) == set(now)

    def test_is_given_once_for_a_drawn_unit_until_it_is_withdrawn(self, draw: Draw):
        """国发〔2019〕5号: a unit that is drawn once is inspected once."""
        row = approve(draw)
        assert refused(lambda: approve(draw, "again")) == ["inspection.draw.twice"]
        inspections.withdraw_approval(
            ctx=ctx("withdraw", on=NEXT),
            inspection=row.id,
            reason="单位搬迁",
            version=None,
            on=NEXT,
        )
        assert approve(draw, "anew").entity_id == row.entity_id

    def test_is_refused_for_a_unit_that_was_not_drawn(self, draw: Draw):
        drawn = {unit for unit, _ in queries.drawn(ctx("read"), draw.id)}
        (_, pair) = queries.drawn(ctx("read"), draw.id)[0]
        pool = [UUID(one.id) for one in queries.pool(draw).units]
        other = next(one for one in pool if one not in drawn)
        assert refused(lambda: approve(draw, entity=other, officers=pair)) == [
            "inspection.draw.unit"
        ]

    def test_is_refused_where_no_draw_is_named_or_one_of_another_kind(self, draw: Draw):
        _, pair = queries.drawn(ctx("read"), draw.id)[0]
        codes = ["inspection.draw.unnamed"]
        assert refused(lambda: approve(draw, basis_id=None, officers=pair)) == codes
        assert refused(lambda: approve(draw, basis_id=UUID(int=7), officers=pair)) == codes
        joint = BasisKind.JOINT_DRAW
        assert refused(lambda: approve(draw, basis_kind=joint)) == codes

    def test_is_refused_on_a_draw_that_was_repeated_for_the_later_one_stands(self, draw: Draw):
        """国发〔2019〕5号: officers go as the draw that stands sends them."""
        row = approve(draw)
        again = repeated(draw)
        other, _ = queries.drawn(ctx("read"), draw.id)[1]
        assert refused(lambda: approve(draw, "later", entity=other)) == ["inspection.draw.repeated"]
        assert "inspection.closed" in refused(lambda: TestVisit().visit(row))
        unit, (out, _) = queries.drawn(ctx("read"), draw.id)[0]
        why = "病假，检查期内不能到岗"
        assert refused(
            lambda: services.change_officer(
                ctx=ctx("late change", on=NEXT),
                draw=draw.id,
                unit=unit,
                out=out,
                ground=ChangeGround.ILLNESS,
                reason=why,
                on=NEXT,
            )
        ) == ["draw.repeated"]
        assert officers_of(approve(again, "approve again")) == set(
            queries.drawn(ctx("read"), again.id)[0][1]
        )

    def test_is_refused_for_a_day_after_the_published_period_of_visits(self, draw: Draw):
        """国发〔2019〕5号: visits keep to the period that was published with the draw."""
        late = UNTIL + timedelta(days=1)
        assert refused(lambda: approve(draw, planned_on=late)) == ["inspection.draw.ended"]
        assert approve(draw, planned_on=UNTIL).planned_on == UNTIL

    def test_is_refused_for_a_day_before_the_published_period_of_visits(self):
        """国发〔2019〕5号: visits keep to the period that was published with the draw."""
        found()
        draw = whole(visits_from=UNTIL)
        early = UNTIL - timedelta(days=1)
        assert refused(lambda: approve(draw, planned_on=early)) == ["inspection.draw.early"]
        row = approve(draw)
        codes = refused(lambda: TestVisit().visit(row))
        assert "inspection.draw.early" in codes

    def test_reads_a_batch_with_the_same_queries_for_the_draw(self, draw: Draw):
        units = [unit for unit, _ in queries.drawn(ctx("read"), draw.id)]
        with CaptureQueriesContext(connection) as asked:
            known = queries.run_draws(ctx("read"), [draw.id])
        assert set(known[draw.id].pairs) == set(units)
        assert len(asked) <= 6


class TestPool:
    def test_leaves_out_a_unit_whose_item_was_inspected_this_year(self, draw: Draw):
        """国发〔2019〕5号: 同一事项 is not inspected twice; the record bears it out."""
        units, staff = entities_of(draw), pooled(draw)
        seen = approve(draw).entity_id
        Inspection.objects.of(ctx("read")).update(visited_on=NEXT)
        left = tuple(one for one in units if one != seen)
        period: dict[str, Any] = {
            "visits_from": UNTIL + timedelta(days=1),
            "visits_until": UNTIL + timedelta(days=30),
        }

        def publish(unit: UUID) -> Draw:
            out = Exclusion(PoolSide.UNIT, unit, ExclusionGround.VISITED, "三月已经检查")
            rest = tuple(one for one in units if one != unit)
            return published(rest, staff, f"second {unit}", exclusions=(out,), **period)

        assert refused(lambda: publish(left[0])) == ["draw.exclusion.untrue"]
        assert publish(seen).units_count == len(units) - 1


class TestVisit:
    def visit(self, row: Inspection, officers: tuple[UUID, ...] = ()) -> Inspection:
        at = datetime(NEXT.year, NEXT.month, NEXT.day, 9, 0, tzinfo=SHANGHAI)
        record = VisitRecord(
            started_at=at,
            ended_at=at.replace(hour=9, minute=40),
            place="一号车间",
            situation="检查了现场。",
            site_head="示例甲",
            recording="执法记录仪",
            officers=officers,
        )
        return inspections.record_visit(
            ctx=ctx("visit", on=NEXT, by=FIELD),
            inspection=row.id,
            visit=record,
            version=None,
            on=NEXT,
        )

    def test_waits_for_new_orders_once_the_draw_sends_somebody_else(self, draw: Draw):
        row = approve(draw)
        now = change(draw)
        assert "inspection.draw.visitors" in refused(lambda: self.visit(row))

        def send(officers: tuple[UUID, ...]) -> Inspection:
            return inspections.change_officers(
                ctx=ctx("send", on=NEXT),
                inspection=row.id,
                officers=officers,
                reason="抽取的人员生病，按下一签改派",
                version=None,
                on=NEXT,
            )

        pool = [UUID(one.id) for one in queries.pool(draw).officers]
        chosen = tuple(one for one in pool if one not in now)
        assert refused(lambda: send(chosen)) == ["inspection.draw.officers"]
        send(now)
        assert officers_of(row) == set(now)


def sent(row: Inspection) -> Actor:
    """Return the account of the officer who was drawn first."""
    first, *_ = inspection.officer_ids(ctx("read"), row.id)
    account = user(Role.ENFORCEMENT_OFFICER)
    Officer.objects.of(ctx("read")).filter(id=first).update(user=account)
    return replace(FIELD, id=account.id)


def show(row: Inspection, by: Actor) -> None:
    """Show the code of an inspection in the morning."""
    codes.show_code(
        ctx=replace(
            ctx(f"show {row.id}", on=NEXT, by=by), at=datetime(2025, 3, 4, 8, tzinfo=SHANGHAI)
        ),
        inspection=row.id,
        on=NEXT,
    )


class TestRepeatedDraw:
    """国发〔2019〕5号: a draw that stands no more sends nobody; what began under it counts."""

    def test_ends_what_nobody_began(self, draw: Draw):
        row = approve(draw)
        repeated(draw)
        row.refresh_from_db()
        assert row.withdrawn_on is not None
        assert draw.title in row.withdrawal_reason
        told = journal.timeline(ctx("read").viewer, [("inspection", row.id)])
        assert any("检查审批失效" in one.sentence for one in told)
        assert inspection.visit_marks(ctx("read"), [row.entity_id]) == []

    def test_leaves_a_visit_whose_code_was_shown_before_it(self, draw: Draw):
        row = approve(draw)
        show(row, sent(row))
        noon = replace(ctx("again", on=NEXT), at=datetime(2025, 3, 4, 12, tzinfo=SHANGHAI))
        units, staff = entities_of(draw), pooled(draw)
        why: dict[str, Any] = {
            "repeats": draw.id,
            "repeat_reason": "参加部门的检查事项有变动",
            "visits_from": NEXT,
        }
        services.publish_pool(ctx=noon, draft=drafted(units, staff, **why), on=NEXT)
        row.refresh_from_db()
        assert row.withdrawn_on is None
        assert "inspection.draw.repeated" not in refused(lambda: TestVisit().visit(row))
        assert not inspection.is_lost(ctx("read"), row, by=HEAD)

    def test_sends_nobody_again_where_its_former_draw_was_visited(self, draw: Draw):
        """国发〔2019〕5号: a unit is not inspected twice because the lists were published anew."""
        row = approve(draw)
        Inspection.objects.of(ctx("read")).filter(id=row.id).update(visited_on=NEXT)
        again = repeated(draw, units_to_draw=8)
        drawn = dict(queries.drawn(ctx("read"), again.id))
        assert row.entity_id in drawn
        assert refused(lambda: approve(again, "anew", entity=row.entity_id)) == [
            "inspection.draw.twice"
        ]
        assert queries.own_visits(ctx("read"), again.id)[row.entity_id].inspection == row.id

    def test_lets_no_code_be_shown_after_it_and_the_head_take_the_approval_back(self, draw: Draw):
        """Approvals of before this rule are open still: no code, no record, but a withdrawal."""
        row = approve(draw)
        repeated(draw)
        Inspection.objects.of(ctx("read")).filter(id=row.id).update(withdrawn_on=None)
        by = sent(row)
        assert refused(lambda: show(row, by)) == ["inspection.draw.repeated"]
        Entry.objects.create(
            id=UUID(int=77),
            bureau_id=row.bureau_id,
            inspection=row,
            shown_on=NEXT,
            shown_at=datetime(2025, 3, 4, 8, tzinfo=SHANGHAI),
            by_name="示例甲",
        )
        assert "inspection.draw.repeated" in refused(lambda: TestVisit().visit(row))
        ended = inspections.withdraw_approval(
            ctx=ctx("back", on=NEXT),
            inspection=row.id,
            reason="抽取已重新进行",
            version=None,
            on=NEXT,
        )
        assert ended.withdrawn_on == NEXT


class TestPage:
    @pytest.fixture(autouse=True)
    def day(self, settings, monkeypatch):
        settings.ZHUNSHENG_PINNED_NOW = "2025-03-04T18:00:00+08:00"
        monkeypatch.setattr("zhunsheng.config.menu.MENU", ())  # the menu mixes rooms

    def test_leads_from_the_draw_to_an_approval_that_knows_units_and_ground(self, draw: Draw):
        browser = client(Role.DEPUTY_HEAD)
        approval = f"{reverse('inspection:approve')}?draw={draw.id}"
        assert approval in browser.get(reverse("draw:detail", args=[draw.id])).text
        page = browser.get(approval).text
        assert page.count("checked") == 3
        assert f'<option value="{draw.id}" selected>' in page
        assert '<option value="OWN_DRAW" selected>' in page

    def test_offers_no_draw_that_was_repeated_or_whose_visits_ended(self, draw: Draw):
        assert [one.id for one in queries.draws_to_visit(ctx("read"), NEXT)] == [draw.id]
        assert queries.draws_to_visit(ctx("read"), UNTIL + timedelta(days=1)) == ()
