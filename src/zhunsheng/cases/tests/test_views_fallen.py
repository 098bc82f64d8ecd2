"""The form of the proposal asks what the act asks, by the facts that are sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import QuerySet

from zhunsheng.cases.choices import QuashGround, TerminationGround
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.queries import loading
from zhunsheng.cases.tests.steps import BELOW, DAY
from zhunsheng.cases.tests.test_services_anew import ANEW, quashed
from zhunsheng.cases.tests.test_services_fallen_before import ACT, AGAIN, CHANGE
from zhunsheng.cases.tests.test_services_returned import add_evidence
from zhunsheng.cases.tests.test_services_stated_twice import ANOTHER_DAY
from zhunsheng.cases.tests.test_services_twice import OVER, end
from zhunsheng.cases.tests.test_views_parties import signed_in, text_of
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: object) -> World:
    settings.ZHUNSHENG_PINNED_NOW = f"{ANEW.isoformat()}T18:00:00+08:00"  # type: ignore[attr-defined]  # pytest-django's settings
    return World()


def proposals(world: World, case: PenaltyCase) -> QuerySet[CaseAct]:
    rows: QuerySet[CaseAct] = CaseAct.objects.of(world.viewer())
    return rows.filter(case=case, step="proposal")


def sent_of(world: World, case: PenaltyCase, facts: str) -> dict[str, str]:
    case.refresh_from_db()
    return {
        "version": str(case.version),
        "on": ANEW.isoformat(),
        "facts": facts,
        "discretion": "涉及3名作业人员，没有造成事故。",
        "v0-amount": str(BELOW // 100),
        "v0-f-persons": "3",
        "v0-e-persons": str(loading.evidence_of(world.viewer(), case)[0].id),
        "v0-q-corrected": "0",
    }


def test_the_change_is_asked_for_where_the_facts_that_are_sent_were_quashed(world: World) -> None:
    """行政复议法 64.2: the officer who is refused finds on the page what is missing."""
    first = quashed(world, QuashGround.EVIDENCE, **ACT)
    case = world.investigated(ANEW, facts=AGAIN, **ANOTHER_DAY)
    add_evidence(world, case, "补充询问笔录", ANEW)
    client, address = signed_in(world, "yi"), f"/cases/{case.id}/proposal/"
    assert 'name="anew"' not in text_of(client, address)
    sent = sent_of(world, case, first.facts)
    refused = client.post(address, {**sent, "request_key": "k1"})
    assert refused.status_code == 409
    assert 'name="anew"' in refused.text
    assert not proposals(world, case).exists()
    assert client.post(address, {**sent, "request_key": "k2", "anew": CHANGE}).status_code == 302
    kept = proposals(world, case).get().contents
    assert kept["anew"] == CHANGE


def test_the_ground_is_asked_for_where_the_facts_that_are_sent_ended_for_their_term(
    world: World,
) -> None:
    """行政处罚法 60: of another day, and under other words than those of the clue."""
    first = world.opened(DAY, **ACT)
    opened_on = OVER - timedelta(days=20)
    case = world.investigated(
        opened_on, facts=AGAIN, **{**ANOTHER_DAY, "violation_ended_on": opened_on}
    )
    end(world, first, OVER, TerminationGround.TERM_OVER)
    client, address = signed_in(world, "yi"), f"/cases/{case.id}/proposal/"
    assert 'name="reopening"' not in text_of(client, address)
    refused = client.post(address, {**sent_of(world, case, first.facts), "request_key": "k1"})
    assert refused.status_code == 409
    assert 'name="reopening"' in refused.text
    assert not proposals(world, case).exists()
