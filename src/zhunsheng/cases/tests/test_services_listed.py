"""Gate G3: a penalty belongs to the power list that is in force on the day of the act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.cases import rules
from zhunsheng.cases import services as cases
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.steps import DAY, refused, steps
from zhunsheng.cases.tests.world import World
from zhunsheng.kernel.act import Actor, ActorKind
from zhunsheng.powers import queries, services
from zhunsheng.powers.choices import ListOrigin

pytestmark = pytest.mark.django_db
NOT_LISTED = ["case.not_on_power_list"]


@pytest.fixture
def world() -> World:
    return World()


def publish(world: World, *, without: str, start: date) -> None:
    """Publish a list whose items name every violation of the bureau but one."""
    day = date(2025, 1, 3)
    roles = frozenset({Role.CHIEF.value})
    chief = Actor(ActorKind.OFFICER, world.bureau, "示例局长", roles)
    draft = services.ListDraft("示例清单", ListOrigin.LAWBOOK)
    row = services.draft_list(ctx=world.act(chief, day), draft=draft, on=day)
    for one in queries.items_of(world.viewer(), row):
        if without in one.violations:
            left = tuple(key for key in one.violations if key != without)
            item = replace(one, violations=left)
            services.set_item(ctx=world.act(chief, day), power_list=row.id, item=item, on=day)
    services.adopt_list(
        ctx=world.act(chief, day), power_list=row.id, effective_from=start, approval="会议", on=day
    )
    services.publish_list(ctx=world.act(chief, day), power_list=row.id, place="网站", on=day)


def delegate(world: World, *keys: str, start: date) -> None:
    """Publish a list that delegates to the streets the items of these violations alone."""
    day = date(2025, 1, 3)
    roles = frozenset({Role.CHIEF.value})
    chief = Actor(ActorKind.OFFICER, world.bureau, "示例局长", roles)
    draft = services.ListDraft("示例清单", ListOrigin.LAWBOOK)
    row = services.draft_list(ctx=world.act(chief, day), draft=draft, on=day)
    for one in queries.items_of(world.viewer(), row):
        item = replace(one, is_delegated=bool(set(keys) & set(one.violations)))
        if item.is_delegated:
            services.set_item(ctx=world.act(chief, day), power_list=row.id, item=item, on=day)
    services.adopt_list(
        ctx=world.act(chief, day), power_list=row.id, effective_from=start, approval="会议", on=day
    )
    services.publish_list(ctx=world.act(chief, day), power_list=row.id, place="网站", on=day)


def opening(world: World, case: PenaltyCase) -> PenaltyCase:
    draft = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))
    return cases.open_case(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)


class TestPenaltyOutsideTheList:
    def test_opens_no_case_though_its_clue_is_registered(self, world):
        publish(world, without="safety.97-7", start=DAY)
        case = world.clue(DAY)
        assert refused(world, lambda: opening(world, case)) == NOT_LISTED
        assert steps(world) == ["clue"]

    def test_is_not_imposed_on_the_spot(self, world):
        publish(world, without="safety.99-1", start=DAY)
        assert refused(world, lambda: world.spot(DAY)) == NOT_LISTED

    def test_is_judged_by_the_list_of_the_day_of_the_act(self, world):
        publish(world, without="safety.97-7", start=DAY + timedelta(days=1))
        world.opened(DAY)
        assert steps(world) == ["clue", "opening"]

    def test_is_another_matter_than_one_on_the_list(self, world):
        publish(world, without="safety.97-3", start=DAY)
        world.spot(DAY)
        world.opened(DAY)
        assert sorted(steps(world)) == ["clue", "on_the_spot", "opening"]

    def test_is_not_decided_once_its_item_left_the_list(self, world):
        later = DAY + timedelta(days=1)
        publish(world, without="safety.97-7", start=later)
        case = world.told(1_000_000, DAY)
        world.waive(case, DAY)
        assert refused(world, lambda: world.decide(case, 1_000_000, later)) == NOT_LISTED


class TestPenaltyOfAStreet:
    """行政处罚法 20.4: the organ that is entrusted punishes inside of what was entrusted."""

    def spot(self, world: World) -> PenaltyCase:
        officers = (world.officers["street_one"], world.officers["street_two"])
        return world.spot(DAY, by="street_one", officers=officers, unit=world.street.id)

    def test_is_refused_for_a_matter_that_the_list_delegates_to_nobody(self, world):
        delegate(world, "safety.97-3", start=DAY)
        world.delegate(until=DAY)
        assert refused(world, lambda: self.spot(world)) == ["summary.not_delegated"]

    def test_is_imposed_for_a_matter_that_the_list_delegates(self, world):
        delegate(world, "safety.99-1", start=DAY)
        world.delegate(until=DAY)
        assert self.spot(world).unit_id == world.street.id

    def test_is_held_against_the_deed_alone_before_there_is_a_list(self, world):
        delegate(world, "safety.97-3", start=DAY + timedelta(days=1))
        world.delegate(until=DAY)
        assert self.spot(world).unit_id == world.street.id

    def test_names_the_matter_and_the_button_that_hands_it_up(self):
        (found,) = rules.undelegated_findings(("乙事项", "甲事项"))
        assert str(found.basis) == "APL-2021:20.4"
        assert "乙事项、甲事项" in found.message
        assert "提请本局查处" in found.next_step
        assert rules.undelegated_findings(()) == ()
