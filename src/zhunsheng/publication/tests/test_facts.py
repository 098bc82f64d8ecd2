"""What the public, a reconsideration and a new case read of a case: the facts of its decision."""

from __future__ import annotations

import pytest
from django.urls import reverse

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import AnnulmentKind
from zhunsheng.cases.models import Decision, PenaltyCase
from zhunsheng.cases.tests.steps import annulled
from zhunsheng.cases.tests.world import BUREAU, DIGEST, World
from zhunsheng.publication.choices import Disclosed, PublicationKind
from zhunsheng.publication.queries import matter
from zhunsheng.remedies.tests import builders as remedies
from zhunsheng.remedies.tests.test_views import signed_in

pytestmark = pytest.mark.django_db
BELOW, DAY = 1_000_000, remedies.DECIDED
FOUND = "安排2名未取得特种作业操作证的人员从事低压电工作业，查明为2025年2月期间。"


@pytest.fixture
def world() -> World:
    return World(BUREAU)


@pytest.fixture
def case(world: World) -> PenaltyCase:
    """A case whose decision states other facts than its clue."""
    row = world.opened(DAY)
    item = rules.EvidenceDraft("现场检查记录", "SCENE_RECORD", DAY, "检查时的情况", DIGEST)
    report = rules.InvestigationDraft(facts=FOUND, evidence=(item,))
    services.investigate(ctx=world.act("yi", DAY), case=row.id, draft=report, on=DAY)
    world.propose(row, BELOW, DAY)
    world.review(row, DAY)
    services.notify(ctx=world.act("yi", DAY), case=row.id, on=DAY)
    world.deliver_notice(row, DAY)
    world.waive(row, DAY)
    world.decide(row, BELOW, DAY)
    return row


class TestTheFactsOfTheDecision:
    def test_are_published(self, world: World, case: PenaltyCase) -> None:
        """行政处罚法 48, 59: what is made public is the decision, with the facts that it states."""
        row: Decision = Decision.objects.of(world.viewer()).get(case=case)
        _, seen = matter(world.viewer(), PublicationKind.DECISION, row.id)
        assert dict(seen.fields)[Disclosed.FACTS] == FOUND

    def test_are_answered_for_in_a_reconsideration(self, world: World, case: PenaltyCase) -> None:
        """行政复议法 48: the answer tells on what facts the decision was made."""
        remedy = remedies.received(world, case)
        page = signed_in(world, "reviewer").get(reverse("remedies:act", args=[remedy.id, "answer"]))
        assert FOUND in page.content.decode()

    def test_are_where_a_new_case_begins(self, world: World, case: PenaltyCase) -> None:
        """行政复议法 64: the same on the same facts is what may not be decided again."""
        change = rules.AnnulmentDraft(AnnulmentKind.INVALID, "示例区人民政府", "示复决〔2025〕1号")
        annulled(world, case, change, DAY)
        page = signed_in(world, "yi").get(reverse("cases:act", args=[case.id, "remaking"]))
        assert FOUND in page.content.decode()
