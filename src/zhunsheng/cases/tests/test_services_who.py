"""行政处罚法 42, 43: certified officers without an interest act in a case, those of it alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import RecusalOutcome, RecusalSource, SuspensionGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import facts_of, file_of, prechecks
from zhunsheng.cases.rules import turning
from zhunsheng.cases.rules.address import AddressDraft
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.world import World, obeyed
from zhunsheng.documents.tests.scans import picture
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    found = World()
    found.officers["head"] = found.add_officer("head", until=date(2027, 12, 31))
    return found


def add(world: World, case: PenaltyCase, by: str) -> object:
    return services.add_evidence(
        ctx=world.act(by, DAY),
        case=case.id,
        name="示例照片",
        kind=EvidenceKind.DOCUMENTARY,
        file=Upload("示例照片.jpg", picture()),
        obtained_on=DAY,
        proves="现场情况",
        on=DAY,
    )


def recuse(world: World, case: PenaltyCase) -> None:
    draft = turning.RecusalDraft(
        officer=world.officers["bing"],
        source=RecusalSource.PARTY,
        reason="近亲属在当事人处任职",
        replacement=world.officers["head"],
        outcome=RecusalOutcome.GRANTED,
    )
    services.decide_recusal(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)


def delivers(world: World, case: PenaltyCase, by: str) -> Callable[[], object]:
    return lambda: services.deliver_decision(
        ctx=world.act(by, DAY), case=case.id, draft=world.delivered(), on=DAY
    )


class TestStreet:
    @pytest.mark.parametrize("step", ["report", "pay", "address", "evidence"])
    def test_acts_in_no_case_of_the_bureau(self, world: World, step: str) -> None:
        """行政处罚法 20.4: a street acts by delegation in its own cases, whatever a page shows."""
        case, ctx = world.spot(DAY), world.act("street_one", DAY)
        events = world.events
        acts: dict[str, Callable[[], object]] = {
            "report": lambda: services.report_back(ctx=ctx, case=case.id, on=DAY),
            "pay": lambda: services.record_payment(
                ctx=ctx, case=case.id, draft=rules.PaymentDraft(100, "R1"), on=DAY
            ),
            "address": lambda: services.confirm_address(
                ctx=ctx,
                case=case.id,
                draft=AddressDraft("示例甲", "示例区安平路8号", "0999－0000003"),
                on=DAY,
            ),
            "evidence": lambda: add(world, case, "street_one"),
        }
        with pytest.raises(PenaltyCase.DoesNotExist):
            acts[step]()
        assert world.events == events

    def test_acts_in_its_own(self, world: World) -> None:
        world.delegate()
        officers = (world.officers["street_one"], world.officers["street_two"])
        case = world.spot(DAY, by="street_one", unit=world.street.id, officers=officers)
        ctx = world.act("street_one", DAY)
        assert services.report_back(ctx=ctx, case=case.id, on=DAY).id == case.id


class TestOfficer:
    def test_that_was_recused_handles_the_case_no_more_and_decides_nothing(
        self, world: World
    ) -> None:
        """43: the one who took over acts in the place of who was recused."""
        case = world.opened(DAY)
        recuse(world, case)
        assert "case.by.no_handler" in refused(world, lambda: add(world, case, "bing"))
        assert add(world, case, "head")
        facts = facts_of(world.viewer("bing"), case.id, on=DAY)
        assert (facts.by_is_stranger, facts.by_handles) == (True, True)

    def test_with_an_interest_or_a_lapsed_certificate_delivers_nothing(self, world: World) -> None:
        """42.1, 43, 61: whoever of the bureau's officers delivers, certified and impartial."""
        case = world.decided(BELOW, DAY)
        world.declare("head", DAY)
        assert refused(world, delivers(world, case, "head")) == ["case.by.interest"]
        old = world.add_user("old", "示例卯", "ENFORCEMENT_OFFICER")
        world.add_officer(old, until=date(2025, 3, 2))
        assert refused(world, delivers(world, case, old)) == ["case.by.certificate_not_valid"]
        assert delivers(world, case, "bing")()

    def test_who_approves_does_not_name_themselves(self, world: World) -> None:
        """54, 57: who approves the opening does not handle the case."""
        own = world.add_officer("deputy", until=date(2027, 12, 31))
        case = world.clue(DAY)
        draft = rules.OpeningDraft((world.officers["yi"], own))

        def open_it() -> object:
            return services.open_case(
                ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY
            )

        assert refused(world, open_it) == ["case.by.handler"]


class TestPrecheck:
    """42.1: who handled the case on the day of an act is looked at, replaced since or not."""

    @staticmethod
    def replace(world: World, case: PenaltyCase, key: str, on: date) -> None:
        draft = turning.ReassignmentDraft(world.officers[key], world.officers["head"], "调离。")
        services.reassign(ctx=world.act("deputy", on), case=case.id, draft=draft, on=on)

    @staticmethod
    def lapsed(world: World, case: PenaltyCase, on: date) -> tuple[tuple[str, str, date], ...]:
        file = file_of(world.viewer(), case.id, on=on)
        return prechecks.seen_of(world.viewer(), file, (), on=on).lapsed

    def test_of_a_replacement_asks_nothing_about_acts_before_it_joined(self) -> None:
        world, later = World(), date(2025, 3, 10)
        world.officers["head"] = world.add_officer("head", since=later, until=date(2027, 12, 31))
        case = world.investigated(DAY)
        self.replace(world, case, "bing", later)
        assert self.lapsed(world, case, later) == ()

    def test_names_who_was_replaced_and_had_no_valid_certificate(self, world: World) -> None:
        ends, later = date(2025, 3, 5), date(2025, 3, 6)
        world.add_user("old", "示例卯", "ENFORCEMENT_OFFICER")
        world.officers["bing"] = world.add_officer("old", until=ends)
        case = world.investigated(DAY)
        address = AddressDraft("示例甲", "示例区安平路8号", "0999－0000003")
        ctx = world.act("yi", later)
        services.confirm_address(ctx=ctx, case=case.id, draft=address, on=later)
        self.replace(world, case, "bing", later)
        assert self.lapsed(world, case, later) == (("示例卯", "确认送达地址", later),)


class TestEvidence:
    def test_joins_no_case_that_stands_still(self, world: World) -> None:
        """60: the investigation stands still, its evidence with it."""
        case = world.opened(DAY)
        draft = turning.SuspensionDraft(SuspensionGround.FORCE_MAJEURE, "暴雨不能到达现场。")
        services.suspend(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)
        assert refused(world, lambda: add(world, case, "yi")) == ["case.suspended"]


class TestWithdrawal:
    def test_before_the_delivery_leaves_nothing_to_deliver_but_itself(self, world: World) -> None:
        """61, 75.2: what was withdrawn is not served; the case ends when that reached the party."""
        case = world.decided(BELOW, DAY)
        services.withdraw_decision(
            ctx=world.act("chief", DAY),
            case=case.id,
            draft=turning.ReasonDraft("示例理由"),
            on=DAY,
        )
        assert refused(world, delivers(world, case, "yi")) == ["change.ended"]
        services.deliver_withdrawal(
            ctx=world.act("yi", DAY), case=case.id, draft=world.delivered(), on=DAY
        )
        closing = obeyed(DAY)
        services.close_case(ctx=world.act("deputy", DAY), case=case.id, draft=closing, on=DAY)
