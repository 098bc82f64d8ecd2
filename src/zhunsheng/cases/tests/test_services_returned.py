"""A returned review, round after round: what the page offers, what the case waits for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

import pytest

from zhunsheng.cases import queries, services
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import standing
from zhunsheng.cases.rules.address import AddressDraft
from zhunsheng.cases.tests.steps import BELOW, DAY, HEAVY, refused
from zhunsheng.cases.tests.world import World
from zhunsheng.cases.views.choosing import choices
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.legalreview.choices import Outcome
from zhunsheng.web import parts

pytestmark = pytest.mark.django_db
ASKING = "送法制审核"


@pytest.fixture
def world() -> World:
    return World()


def offered(world: World, case: PenaltyCase, by: str = "yi") -> parts.Choices:
    file = queries.file_of(world.viewer(by), case.id, on=DAY)
    return choices(file, standing.facts_of(file, on=DAY), world.viewer(by))


def awaited(world: World) -> str:
    [found] = queries.upcoming(world.viewer(), on=DAY)
    return found.step.key if found.step else ""


def returned(world: World) -> PenaltyCase:
    case = world.investigated(DAY)
    world.propose(case, BELOW, DAY)
    world.review(case, DAY, Outcome.RETURNED)
    return case


def add_evidence(
    world: World, case: PenaltyCase, name: str, on: date = DAY, *, of: date | None = None
) -> None:
    services.add_evidence(
        ctx=world.act("yi", on),
        case=case.id,
        name=name,
        kind=EvidenceKind.PARTY_STATEMENT,
        file=None,
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        obtained_on=of or on,
        proves="当事人承认",
        on=on,
    )


class TestReturned:
    """行政处罚法 58.1: no decision without a review that passed; what was returned is mended."""

    def test_says_on_the_page_what_handing_in_again_lacks(self, world: World) -> None:
        case = returned(world)
        page = offered(world, case)
        [lacking] = (one for one in page.refused if one.label == ASKING)
        assert [one.code for one in lacking.findings] == ["case.review.same_file"]

    @pytest.mark.parametrize(
        "mend",
        [
            lambda world, case: world.propose(case, BELOW, DAY, discretion="补充了裁量理由。"),
            lambda world, case: add_evidence(world, case, "询问笔录"),
        ],
    )
    def test_offers_to_hand_in_again_what_was_mended(
        self, world: World, mend: Callable[[World, PenaltyCase], object]
    ) -> None:
        case = returned(world)
        mend(world, case)
        assert [one.label for one in offered(world, case).allowed if one.main] == [ASKING]
        assert awaited(world) == "review_request"
        services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        page = offered(world, case)
        assert ASKING not in {one.label for one in page.allowed}
        assert ASKING not in {one.label for one in page.refused}
        assert awaited(world) == "legal_review"
        world.conclude(case, DAY)
        assert awaited(world) == "prior_notice"

    def test_is_handed_in_again_after_an_act_that_changes_no_material(self, world: World) -> None:
        """58: a defect of the papers is mended by an act; nothing untouched is reviewed twice."""
        case = returned(world)

        def ask() -> object:
            return services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)

        assert refused(world, ask) == ["case.review.same_file"]
        address = AddressDraft("示例甲", "示例区安平路8号", "0999－0000003")
        services.confirm_address(ctx=world.act("yi", DAY), case=case.id, draft=address, on=DAY)
        assert ASKING in {one.label for one in offered(world, case).allowed if not one.optional}
        ask()
        assert refused(world, ask) == ["case.review.same_file"]


class TestAfterTheSecondRound:
    def told(self, world: World) -> PenaltyCase:
        case = world.told(HEAVY, DAY)
        world.waive(case, DAY)
        world.waive_hearing(case, DAY)
        return case

    def test_the_party_is_told_anew_before_anything_is_discussed(self, world: World) -> None:
        """行政处罚法 44, 57.2: evidence of after the notice is told before a discussion."""
        case = self.told(world)
        add_evidence(world, case, "补充笔录")
        world.review(case, DAY, Outcome.RETURNED)
        world.propose(case, HEAVY, DAY, discretion="补充了裁量理由。")
        world.review(case, DAY)
        assert awaited(world) == "prior_notice"
        assert "case.evidence.untold" in refused(world, lambda: world.discuss(case, HEAVY, DAY))
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        assert awaited(world) == "notice_delivery"

    def test_a_lighter_proposal_that_the_notice_covers_is_discussed_not_told_anew(
        self, world: World
    ) -> None:
        case = self.told(world)
        world.discuss(case, HEAVY, DAY)
        less = HEAVY - 100_000
        world.propose(case, less, DAY, discretion="补充了裁量理由。")
        world.review(case, DAY)
        assert awaited(world) == "discussion"
        world.discuss(case, less, DAY)
        assert awaited(world) == "decision"
