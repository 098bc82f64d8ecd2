"""行政处罚法 48: a decision that lost its force is shown by nobody as if it stood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from zhunsheng.cases import services as cases
from zhunsheng.cases.models import Decision
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests.steps import BELOW, DAY
from zhunsheng.cases.tests.world import World
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.publication import services
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.publication.models import Publication, Withdrawal

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=7)
MARK = "该决定已有变更"


@pytest.fixture
def world(settings) -> World:
    settings.ZHUNSHENG_PINNED_NOW = f"{LATER.isoformat()}T10:00:00+08:00"
    return World()


@pytest.fixture
def shown(world: World) -> Publication:
    """Return the publication of a decision that was delivered."""
    case = world.decided(BELOW, DAY)
    ctx = world.act("yi", DAY)
    cases.deliver_decision(ctx=ctx, case=case.id, draft=world.delivered(), on=DAY)
    decision = Decision.objects.of(world.viewer()).get()
    ctx = world.act("reviewer", DAY)
    return services.publish(ctx=ctx, kind=PublicationKind.DECISION, subject=decision.id, on=DAY)


def page_of(world: World, row: Publication) -> str:
    return Client().get(f"/public/{world.code}/published/{row.id}/").content.decode()


def test_its_public_page_says_so_by_itself(world: World, shown: Publication) -> None:
    assert MARK not in page_of(world, shown)
    decision = Decision.objects.of(world.viewer()).get()
    ctx, why = world.act("chief", LATER), turning.ReasonDraft("适用依据错误。")
    cases.withdraw_decision(ctx=ctx, case=decision.case_id, draft=why, on=LATER)
    assert MARK in page_of(world, shown)


@pytest.mark.parametrize("on", [DAY, DAY + timedelta(days=1)])
def test_its_withdrawal_is_not_dated_back(world: World, shown: Publication, on: date) -> None:
    """48: withdrawn within three days of the change, counted to the day on which it is."""
    ctx = replace(world.act("reviewer", LATER), late_reason="补记")
    with pytest.raises(StepRefused) as refused:
        services.withdraw(ctx=ctx, publication=shown.id, reason="名称有误", corrects=True, on=on)
    assert [one.code for one in refused.value.findings] == ["step.withdraw.backdated"]
    assert not Withdrawal.objects.of(world.viewer()).exists()
