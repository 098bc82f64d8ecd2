"""Evidence that joins a file after the notice or the hearing: told anew, explained, or heard."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.steps import BELOW, DAY, HEARD_ON, HEAVY, RECORD, called, heard, refused
from zhunsheng.cases.tests.world import World
from zhunsheng.documents.tests.scans import picture
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db
AFTER = HEARD_ON + timedelta(days=3)


@pytest.fixture
def world() -> World:
    return World()


def add(world: World, case: PenaltyCase, on: date) -> None:
    services.add_evidence(
        ctx=world.act("yi", on),
        case=case.id,
        name="补充的台账",
        kind=EvidenceKind.DOCUMENTARY,
        file=Upload("台账.jpg", picture()),
        obtained_on=on,
        proves="违法行为持续的时间",
        on=on,
    )


def ask(world: World, case: PenaltyCase, on: date, reasons: str = "") -> None:
    draft = rules.ReviewRequestDraft(reasons)
    services.request_legal_review(ctx=world.act("yi", on), case=case.id, draft=draft, on=on)


class TestAfterTheNotice:
    def test_new_evidence_is_told_anew_before_a_decision(self, world: World) -> None:
        """行政处罚法 44, 62: no decision on what the party was not told of."""
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        add(world, case, DAY)
        world.review(case, DAY)
        assert refused(world, lambda: world.decide(case, BELOW, DAY)) == ["case.evidence.untold"]
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        world.deliver_notice(case, DAY)
        assert refused(world, lambda: world.decide(case, BELOW, DAY)) == [
            "case.statement.term_runs"
        ]
        world.waive(case, DAY)
        assert world.decide(case, BELOW, DAY).fine_fen == BELOW

    def test_or_the_reviewer_agrees_that_it_does_not_bear_against_the_party(
        self, world: World
    ) -> None:
        """行政处罚法 44, 58: the handlers' reasons are recorded and reviewed with the file."""
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        add(world, case, DAY)
        world.review(case, DAY)
        ask(world, case, DAY, "只证明当事人已经整改，不作为处罚的依据。")
        assert refused(world, lambda: world.decide(case, BELOW, DAY)) == ["case.evidence.untold"]
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        assert ("告知后新增证据的说明", "只证明当事人已经整改，不作为处罚的依据。") in (
            services.materials(file)
        )
        assert refused(world, lambda: ask(world, case, DAY, "再说一次。")) == [
            "case.review.same_file"
        ]
        world.conclude(case, DAY)
        assert world.decide(case, BELOW, DAY).fine_fen == BELOW


class TestAfterTheHearing:
    def test_new_evidence_is_no_ground_before_the_party_was_heard_on_it(self, world: World) -> None:
        """行政处罚法 64(7), 65: the decision is made from the record of the hearing."""
        case = heard(world)
        add(world, case, AFTER)
        ask(world, case, AFTER, "不作为处罚的依据。")
        world.conclude(case, AFTER)
        assert refused(world, lambda: world.discuss(case, HEAVY, AFTER)) == [
            "case.evidence.unheard"
        ]
        assert "case.evidence.unheard" in refused(world, lambda: world.decide(case, HEAVY, AFTER))
        services.notify(ctx=world.act("yi", AFTER), case=case.id, on=AFTER)
        world.deliver_notice(case, AFTER)
        assert "case.hearing.window_runs" in refused(
            world, lambda: world.discuss(case, HEAVY, AFTER)
        )
        world.waive(case, AFTER)
        world.waive_hearing(case, AFTER)
        world.discuss(case, HEAVY, AFTER)
        assert world.decide(case, HEAVY, AFTER).fine_fen == HEAVY

    def test_evidence_that_the_hearing_saw_is_a_ground(self, world: World) -> None:
        """行政处罚法 64(7): it was presented, and the party spoke on it."""
        case = called(world)
        add(world, case, HEARD_ON)
        services.hold_hearing(
            ctx=world.act("secretary", HEARD_ON), case=case.id, draft=RECORD, on=HEARD_ON
        )
        report = rules.HearingReportDraft(
            "处罚建议不变。", "请求从轻。", "属实。", "已经整改属实，裁量时已考虑。", "建议维持。"
        )
        services.report_hearing(
            ctx=world.act("secretary", HEARD_ON), case=case.id, draft=report, on=HEARD_ON
        )
        world.review(case, AFTER)
        world.discuss(case, HEAVY, AFTER)
        assert world.decide(case, HEAVY, AFTER).fine_fen == HEAVY
