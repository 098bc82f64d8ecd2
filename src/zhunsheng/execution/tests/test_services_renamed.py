"""The execution goes on against a party that changed its name (行政处罚法 59.1(1), 66.1)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from zhunsheng.cases.tests.test_services_renamed import NEW, OLD, amend, rename
from zhunsheng.cases.tests.world import BUREAU, World
from zhunsheng.documents import queries as documents
from zhunsheng.execution import rules, services
from zhunsheng.execution.tests.world import fined, refused

pytestmark = pytest.mark.django_db
ON = date(2025, 5, 12)


def test_a_demand_names_the_party_as_it_is_called_now() -> None:
    world = World(BUREAU)
    case = fined(world)
    amend(world, on=ON)
    draft = rules.DemandDraft(ON + timedelta(days=16))
    demand = partial(services.demand, ctx=world.act("yi", ON), case=case.id, draft=draft, on=ON)
    assert refused(world, demand) == ["case.party.renamed"]
    rename(world, case, on=ON)
    demand()
    papers = documents.documents_of(world.viewer(), ("case", case.id))
    [told] = [row.contents for row in papers if row.kind == "demand_notice"]
    assert told["party_name"] == f"{NEW}（曾用名：{OLD}）"
