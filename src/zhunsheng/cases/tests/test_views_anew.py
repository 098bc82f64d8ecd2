"""The pages on which a matter is taken up anew: who is offered it, what the form knows, links."""

from __future__ import annotations

from datetime import timedelta

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import QuashGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.steps import BELOW, DAY
from zhunsheng.cases.tests.test_services_anew import ANEW, FOUND, UNTIL, quashed, remake
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db
BUTTON = "重新立案查处</a>"


@pytest.fixture
def world(settings: object) -> World:
    settings.ZHUNSHENG_PINNED_NOW = f"{ANEW.isoformat()}T09:00:00+08:00"  # type: ignore[attr-defined]  # pytest-django's settings
    return World()


class TestFirstFile:
    def test_offers_it_to_who_investigates_alone(self, world: World) -> None:
        case = quashed(world)
        address = f"/cases/{case.id}/"
        assert BUTTON in signed_in(world, "yi").get(address).text
        assert BUTTON not in signed_in(world, "chief").get(address).text

    def test_offers_nothing_while_the_decision_stands(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        client = signed_in(world, "yi")
        assert BUTTON not in client.get(f"/cases/{case.id}/").text
        form = client.get(f"/cases/{case.id}/remaking/").text
        assert "本案没有被撤销、被确认无效或者由本机关撤销的决定" in form

    def test_form_knows_what_the_result_said_and_leads_to_the_new_case(self, world: World) -> None:
        first = quashed(world)
        client, address = signed_in(world, "yi"), f"/cases/{first.id}/remaking/"
        form = client.get(address).text
        assert f'value="{QuashGround.EVIDENCE.value}" selected' in form
        assert f'value="{UNTIL.isoformat()}"' in form
        assert first.facts in form
        sent = {
            "request_key": "k1",
            "version": str(first.version),
            "on": ANEW.isoformat(),
            "ground": QuashGround.EVIDENCE.value,
            "until": UNTIL.isoformat(),
            "violations": list(first.violation_keys),
            "facts": FOUND,
        }
        page = client.post(address, sent)
        case = PenaltyCase.objects.of(world.viewer()).get(remade_of=first)
        assert (page.status_code, page["Location"].partition("?")[0]) == (
            302,
            f"/cases/{case.id}/",
        )
        assert f'href="/cases/{first.id}/"' in client.get(f"/cases/{case.id}/").text
        shown = client.get(f"/cases/{first.id}/").text
        assert f'href="/cases/{case.id}/"' in shown
        assert BUTTON not in shown


class TestNewFile:
    def test_asks_what_changed_and_the_first_file_does_not(self, world: World) -> None:
        first = quashed(world)
        case = remake(world, first)
        draft = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))
        services.open_case(ctx=world.act("deputy", ANEW), case=case.id, draft=draft, on=ANEW)
        client, label = signed_in(world, "yi"), "与原决定相比，主要事实或者理由的改变"
        assert label in client.get(f"/cases/{case.id}/proposal/").text
        told = {"violations": ("safety.97-4",), "facts": "没有如实记录隐患排查治理情况。"}
        other = world.opened(ANEW, violation_ended_on=DAY - timedelta(days=9), **told)
        assert label not in client.get(f"/cases/{other.id}/proposal/").text
