"""The form of a penalty on the spot tells all that is wrong with it at once."""

from __future__ import annotations

from typing import Any

import pytest

from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.steps import DAY
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db
PARTY = "示例区晨安化工有限公司"


@pytest.fixture
def world(settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = f"{DAY}T15:00:00+08:00"
    return World()


def typed(world: World, **more: object) -> dict[str, object]:
    return {
        "party": PARTY,
        "violations": "safety.99-1",
        "facts": "",
        "time": "10时30分",
        "evidence": "",
        "officers": [str(world.officers["yi"])],
        "on": DAY.isoformat(),
        "request_key": "spot",
        **more,
    }


def test_wrong_fields_and_legal_refusals_are_told_together(world: World) -> None:
    """行政处罚法 42.1, 52.1: who acts alone and shows no certificate learns it with the rest."""
    before = world.events
    sent = signed_in(world, "yi").post("/cases/on-the-spot/", typed(world))
    assert {"facts", "evidence"} <= set(sent.context["form"].errors)
    codes = [one.code for one in sent.context["outcome"].refusals]
    assert "case.officers.fewer_than_two" in codes
    page = sent.content.decode()
    assert "暂不能办理及理由" in page
    assert "处需要改正，尚未提交" in page
    assert world.events == before
    assert not PenaltyCase.objects.of(world.viewer()).exists()


@pytest.mark.parametrize("bare", [{"party": ""}, {"time": ""}, {"on": ""}, {"violations": ""}])
def test_without_what_all_hangs_on_the_fields_alone_are_told(
    world: World, bare: dict[str, str]
) -> None:
    """行政处罚法 51: without party, violation and day there is nothing to judge."""
    sent = signed_in(world, "yi").post("/cases/on-the-spot/", typed(world, **bare))
    assert sent.status_code == 422
    assert not sent.context["outcome"].refusals
    assert not PenaltyCase.objects.of(world.viewer()).exists()


def test_the_facts_begin_with_the_deed(world: World) -> None:
    """行政处罚法 52.2: the decision says 你单位, then what was done."""
    page = signed_in(world, "yi").get("/cases/on-the-spot/").content.decode()
    assert "不以“检查时发现”开头" in page
