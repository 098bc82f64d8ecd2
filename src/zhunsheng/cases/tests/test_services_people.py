"""Who may preside, discuss and punish on the spot; the days of a hearing and of its notice."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import HearingOutcome, SourceKind
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.tests import visits
from zhunsheng.cases.tests.steps import BELOW, DAY, HEAVY, refused, serve
from zhunsheng.cases.tests.test_services_heard import propose_anew
from zhunsheng.cases.tests.test_services_returned import add_evidence
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents

pytestmark = pytest.mark.django_db

HELD = date(2025, 3, 14)
STATEMENT = rules.StatementDraft("示例甲", "申请听证。")


@pytest.fixture
def world() -> World:
    return World()


def close_account(world: World, key: str) -> None:
    """Close an account as the table keeps it: the house has no act for that yet."""
    world.users[key].is_active = False
    world.users[key].save(update_fields=["is_active"])


def asked(world: World, fine_fen: int = HEAVY, **changes: Any) -> PenaltyCase:
    case = world.told(fine_fen, DAY, **changes)
    services.request_hearing(ctx=world.act("secretary", DAY), case=case.id, draft=STATEMENT, on=DAY)
    return case


def call(world: World, case: PenaltyCase, chair: UUID, hearing_on: date = HELD) -> PenaltyCase:
    draft = rules.HearingNoticeDraft(hearing_on, chair, "听证室")
    ctx = world.act("secretary", DAY)
    return services.notify_hearing(ctx=ctx, case=case.id, draft=draft, on=DAY)


def end(world: World, case: PenaltyCase, on: date) -> PenaltyCase:
    draft = rules.HearingDraft(HearingOutcome.ABANDONED, reason="未出席。")
    ctx = world.act("secretary", on)
    return services.hold_hearing(ctx=ctx, case=case.id, draft=draft, on=on)


class TestChairOfAHearing:
    """行政处罚法 64(4): the bureau names somebody of its own who did not investigate."""

    @pytest.mark.parametrize("key", ["finance", "street_one"])
    def test_holds_a_role_that_may_preside(self, world: World, key: str) -> None:
        case = asked(world)
        codes = refused(world, lambda: call(world, case, world.users[key].id))
        assert codes == ["hearing.chair_unfit"]

    def test_has_an_account_that_is_active_and_of_the_bureau(self, world: World) -> None:
        case = asked(world)
        close_account(world, "reviewer")
        for chair in (world.users["reviewer"].id, UUID(int=9)):
            codes = refused(world, partial(call, world, case, chair))
            assert codes == ["hearing.chair_unfit"]
        call(world, case, world.users["deputy"].id)

    def test_is_no_officer_of_the_source_inspection(self, world: World) -> None:
        world.officers["head"] = world.add_officer("head", until=date(2027, 12, 31))
        visit = visits.visited(world, "safety.97-7", officers=("yi", "head"))
        case = asked(world, source=SourceKind.INSPECTION, source_id=visit)
        codes = refused(world, lambda: call(world, case, world.users["head"].id))
        assert codes == ["hearing.chair_investigated"]


class TestDayOfAHearing:
    @pytest.mark.parametrize(
        ("hearing_on", "code"),
        [
            (date(1, 1, 1), "hearing.notice_too_late"),
            (DAY, "hearing.notice_too_late"),
            (date(9999, 12, 31), "hearing.day_unknown"),
        ],
    )
    def test_lies_seven_working_days_ahead(self, world: World, hearing_on: date, code: str) -> None:
        case, chair = asked(world), world.users["reviewer"].id
        assert refused(world, lambda: call(world, case, chair, hearing_on)) == [code]

    def test_has_come_before_the_party_counts_as_absent(self, world: World) -> None:
        """行政处罚法 64(6): who does not come lets the hearing go, and nobody comes early."""
        case = asked(world)
        call(world, case, world.users["reviewer"].id)
        serve(world, case, DAY)
        before = HELD - timedelta(days=1)
        assert refused(world, partial(end, world, case, before)) == ["hearing.not_yet"]
        end(world, case, HELD)
        held = CaseAct.objects.of(world.viewer()).get(step="hearing")
        noted = documents.document(world.viewer(), held.document_id)
        assert noted.kind == "hearing_record"
        assert "于2025年3月3日送达当事人（直接送达，见送达回证）" in str(json.loads(noted.content))
        assert "没有出席：未出席" in str(json.loads(noted.content))

    def test_need_not_come_where_the_party_withdrew_in_writing(self, world: World) -> None:
        case = asked(world)
        call(world, case, world.users["reviewer"].id)
        world.waive_hearing(case, DAY)
        assert refused(world, partial(end, world, case, HELD)) == ["case.hearing.not_noticed"]
        world.discuss(case, HEAVY, HELD)
        paper = documents.document(
            world.viewer(), world.decide(case, HEAVY, HELD).document_id
        ).content
        assert "当事人申请听证后书面撤回申请" in str(json.loads(paper))

    def test_comes_before_a_new_notice(self, world: World) -> None:
        """行政处罚法 63: a hearing of the old notice does not use up the right under the new."""
        case = asked(world)
        call(world, case, world.users["reviewer"].id)
        add_evidence(world, case, "补充询问笔录")
        more = f"{case.facts}另查明1人无证作业。"
        propose_anew(world, case, HEAVY + 100, "另查明1人。", more)

        def notify() -> PenaltyCase:
            return services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)

        assert "case.hearing.pending" in refused(world, notify)
        assert refused(world, lambda: world.review(case, DAY)) == ["case.hearing.pending"]
        world.waive_hearing(case, DAY)
        world.review(case, DAY)
        notify()


class TestTermForAStatement:
    """行政处罚法 45.1: the notice may give more than the lawbook's term, never less."""

    @pytest.mark.parametrize("days", [-5, 0, 2])
    def test_is_never_shorter(self, world: World, days: int) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        world.review(case, DAY)

        def notify(days: int) -> PenaltyCase:
            ctx = world.act("yi", DAY)
            return services.notify(ctx=ctx, case=case.id, on=DAY, representation_days=days)

        assert refused(world, lambda: notify(days)) == ["notice.term_too_short"]
        assert refused(world, lambda: notify(10**9)) == ["notice.term_too_long"]
        notify(5)
        row = CaseAct.objects.of(world.viewer()).get(step="prior_notice")
        assert row.contents["representation_days"] == 5


class TestMemberOfADiscussion:
    def test_has_an_active_account(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        close_account(world, "deputy")
        assert refused(world, lambda: world.discuss(case, BELOW, DAY)) == ["discussion.inactive"]


class TestHandlerOnTheSpot:
    """行政处罚法 42, 20.4: two officers of who acts, and one of them enters the decision."""

    def test_is_who_acts(self, world: World) -> None:
        world.add_officer("head", until=date(2027, 12, 31))
        codes = refused(world, lambda: world.spot(DAY, by="head"))
        assert codes == ["summary.actor_is_no_handler"]

    def test_of_the_bureau_does_not_act_for_a_street(self, world: World) -> None:
        world.delegate()
        codes = refused(world, lambda: world.spot(DAY, unit=world.street.id))
        assert codes == ["summary.officers_of_another"]
        mixed = (world.officers["street_one"], world.officers["yi"])
        codes = refused(
            world,
            lambda: world.spot(DAY, by="street_one", unit=world.street.id, officers=mixed),
        )
        assert codes == ["summary.officers_of_another"]

    def test_of_a_street_does_not_act_for_the_bureau(self, world: World) -> None:
        mixed = (world.officers["yi"], world.officers["street_one"])
        codes = refused(world, lambda: world.spot(DAY, officers=mixed))
        assert codes == ["case.officers.of_a_street"]
        case = world.clue(DAY)
        draft = rules.OpeningDraft(mixed)
        codes = refused(
            world,
            lambda: services.open_case(
                ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY
            ),
        )
        assert codes == ["case.officers.of_a_street"]
