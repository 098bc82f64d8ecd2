"""What a party that joined a case shares with it: standing still, preserved and sealed things."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from zhunsheng.cases import queries, services
from zhunsheng.cases.choices import SuspensionGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import standing
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests import inquiries
from zhunsheng.cases.tests.steps import DAY, let_stop, refused
from zhunsheng.cases.tests.test_services_parties import (
    HEAD_FINE,
    approve,
    close,
    end,
    join,
    told,
    two,
)
from zhunsheng.cases.tests.test_services_sealed import seized
from zhunsheng.cases.tests.world import World
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.inquiry import services as inquiry
from zhunsheng.inquiry.choices import DisposalKind
from zhunsheng.inquiry.rules import Thing

pytestmark = pytest.mark.django_db
WHY = turning.ReasonDraft("情况已经消除。")


@pytest.fixture
def world() -> World:
    return World()


def suspend(world: World, case: PenaltyCase, basis: str = "") -> None:
    draft = turning.SuspensionDraft(SuspensionGround.FORCE_MAJEURE, "示例情况", basis)
    services.suspend(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)


def resume(world: World, case: PenaltyCase, days: int = 0) -> None:
    on = DAY + timedelta(days=days)
    services.resume(ctx=world.act("deputy", on), case=case.id, draft=WHY, on=on)


def due(world: World, case: PenaltyCase) -> object:
    on = DAY + timedelta(days=20)
    file = queries.file_of(world.viewer(), case.id, on=on)
    facts = standing.facts_of(file, on=on)
    return next(t.due for t in standing.terms_of(file, facts, on=on) if t.key == "decision")


class TestStandingStill:
    """行政处罚法 54, 60: one case has one investigation and one term, for all of its parties."""

    def test_of_the_case_holds_every_party_until_the_case_goes_on(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        let_stop(monkeypatch)
        case, joined = two(world)
        suspend(world, case, "SAWS-15:57")
        assert refused(world, lambda: told(world, joined, HEAD_FINE)) == ["case.suspended"]
        assert refused(world, lambda: resume(world, joined)) == ["case.suspended.with_case"]
        resume(world, case, 20)
        assert due(world, joined) == due(world, case) == DAY + timedelta(days=110)

    def test_of_one_party_leaves_the_others_to_go_on(self, world: World) -> None:
        case, joined = two(world)
        suspend(world, joined)
        told(world, case, HEAD_FINE)
        resume(world, joined)
        assert due(world, joined) == DAY + timedelta(days=90)

    def test_takes_in_no_further_party(self, world: World) -> None:
        case = world.clue(DAY)
        approve(world, case)
        waits = join(world, case)
        suspend(world, case)
        assert refused(world, lambda: join(world, case))[0] == "case.suspended"
        assert refused(world, lambda: approve(world, waits)) == ["case.suspended"]


class TestThings:
    """行政处罚法 56, 行政强制法 27: what is kept under the case is decided on before the end."""

    def decide(self, world: World, joined: PenaltyCase) -> None:
        told(world, joined, HEAD_FINE)
        world.waive_hearing(joined, DAY)
        world.discuss(joined, HEAD_FINE, DAY)
        world.decide(joined, HEAD_FINE, DAY)

    def test_preserved_under_the_case_hinder_the_decision_and_the_end_of_a_party(
        self, world: World
    ) -> None:
        case, joined = two(world)
        row = inquiries.running(world, case)
        told(world, joined, HEAD_FINE)
        world.waive_hearing(joined, DAY)
        world.discuss(joined, HEAD_FINE, DAY)
        decide = partial(world.decide, joined, HEAD_FINE, DAY)
        assert refused(world, decide) == ["case.preservation.open"]
        inquiries.propose(world, row, DAY, DisposalKind.RELEASED, DisposalKind.GIVEN_BACK)
        inquiry.decide_disposal(ctx=world.act("deputy", DAY), preservation=row.id, on=DAY)
        # 58.1: what was done with the things is on paper, and the review looks at it once more.
        assert refused(world, decide) == ["case.review.stale"]
        world.review(joined, DAY)
        world.discuss(joined, HEAD_FINE, DAY)
        decide()
        inquiries.running(world, case, DAY, Thing("值班记录本", quantity="1册"))
        end(world, joined, HEAD_FINE)
        assert refused(world, lambda: close(world, joined)) == ["case.preservation.open"]

    def test_seized_under_the_case_hinder_the_end_of_a_party(self, world: World) -> None:
        case, joined = two(world)
        seized(world, case)
        self.decide(world, joined)
        end(world, joined, HEAD_FINE)
        assert refused(world, lambda: close(world, joined)) == ["case.closing.sealed"]

    def test_that_the_case_gets_later_are_no_evidence_of_a_party_that_was_decided_on(
        self, world: World
    ) -> None:
        """行政处罚法 57: a party is decided on with the evidence of that day."""
        case, joined = two(world)
        self.decide(world, joined)
        on = DAY + timedelta(days=1)
        before = queries.file_of(world.viewer(), joined.id, on=on)
        services.add_evidence(
            ctx=world.act("yi", on),
            case=case.id,
            name="询问笔录",
            kind=EvidenceKind.PARTY_STATEMENT,
            file=None,
            sha256="cd" * 32,
            obtained_on=DAY,
            proves="违法事实",
            on=on,
        )
        after = queries.file_of(world.viewer(), joined.id, on=on)
        assert after.file_hash == before.file_hash
        assert len(queries.file_of(world.viewer(), case.id, on=on).evidence) == 2
