"""行政处罚法 42.1, 43, 57.1: who presses for a fine is certified, impartial, and no handler."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.world import BUREAU, World
from zhunsheng.execution import queries, rules, services
from zhunsheng.execution.tests.world import DECIDED, DUE, fined, refused

pytestmark = pytest.mark.django_db
ON = DUE + timedelta(days=10)


@pytest.fixture
def world() -> World:
    found = World(BUREAU)
    found.officers["deputy"] = found.add_officer("deputy", until=date(2027, 12, 31))
    return found


def calls(world: World, case: PenaltyCase, by: str) -> dict[str, Callable[[], object]]:
    """Return the acts of pressing for a fine, as somebody would take them."""

    def act(service: Any, **values: Any) -> Callable[[], object]:
        return lambda: service(ctx=world.act(by, ON), case=case.id, on=ON, **values)

    return {
        "surcharge_decision": act(services.decide_surcharge),
        "surcharge_delivery": act(services.deliver_surcharge, draft=world.delivered()),
        "demand_notice": act(services.demand, draft=rules.DemandDraft(ON + timedelta(days=16))),
        "demand_delivery": act(services.deliver_demand, draft=world.delivered()),
        "court_application": act(
            services.apply_to_court, draft=rules.ApplicationDraft("示例区人民法院")
        ),
    }


class TestApproval:
    def test_is_refused_to_a_leader_with_an_interest_in_the_party(self, world: World) -> None:
        case = fined(world)
        world.declare("deputy", DECIDED)
        acts = calls(world, case, "deputy")
        assert refused(world, acts["surcharge_decision"]) == ["case.by.interest"]
        assert "case.by.interest" in refused(world, acts["court_application"])
        assert calls(world, case, "chief")["surcharge_decision"]()

    def test_is_refused_to_who_decided_on_the_spot(self, world: World) -> None:
        case = fined(world, officers=(world.officers["yi"], world.officers["deputy"]))
        acts = calls(world, case, "deputy")
        assert refused(world, acts["surcharge_decision"]) == ["case.by.handler"]
        facts = queries.facts_of(queries.load(world.viewer("deputy"), case.id, on=ON), on=ON)
        assert facts.by_handles


class TestOfficer:
    @pytest.fixture
    def case(self, world: World) -> PenaltyCase:
        case = fined(world)
        world.officers["head"] = world.add_officer("head", until=ON - timedelta(days=1))
        return case

    def test_with_a_lapsed_certificate_or_an_interest_presses_for_nothing(
        self, world: World, case: PenaltyCase
    ) -> None:
        world.declare("bing", DECIDED)
        calls(world, case, "deputy")["surcharge_decision"]()
        for step in ("surcharge_delivery", "demand_notice", "demand_delivery"):
            lapsed, interested, fit = (
                calls(world, case, by)[step] for by in ("head", "bing", "yi")
            )
            assert refused(world, lapsed) == ["case.by.certificate_not_valid"]
            assert refused(world, interested) == ["case.by.interest"]
            assert fit()
