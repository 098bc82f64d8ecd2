"""What proves, outside an inspection, that an order to rectify ran out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.queries import orders
from zhunsheng.cases.tests.steps import DAY, refused
from zhunsheng.cases.tests.visits import VISITED, visited
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.evidence import queries as evidence
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import Inspection

pytestmark = pytest.mark.django_db


class TestOrderOfAnotherBody:
    """安全生产法 97: a fine of the second stage needs an order that ran out."""

    def test_is_not_proven_by_a_paper_of_a_later_day_or_of_another_case(self) -> None:
        world = World()
        case = world.opened(DAY)
        paper = rules.EvidenceDraft("责令改正通知", "DOCUMENTARY", DAY, "期满未改正", "ab" * 32)
        draft = rules.InvestigationDraft(facts=case.facts, evidence=(paper,))
        services.investigate(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)
        (order,) = held = evidence.catalogue(world.viewer(), ("case", case.id))

        def proven(on: date, of: Any = case) -> frozenset[str]:
            return orders.unrectified(world.viewer(), of, on=on, evidence=held, named=order.id)

        assert proven(DAY) == frozenset(case.violation_keys)
        assert proven(DAY - timedelta(days=1)) == frozenset()
        assert proven(DAY, world.opened(DAY)) == frozenset()


def test_a_decision_names_no_court_that_nobody_entered() -> None:
    world = World()
    case = world.decided(1_000_000, DAY)
    papers = documents.documents_of(world.viewer(), ("case", case.id))
    courts = [paper.contents["court"] for paper in papers if "court" in paper.contents]
    assert courts == ["有管辖权的人民法院"]


class TestAdvice:
    """国办发〔2024〕54号: advice and resumption are kept apart from enforcement."""

    @pytest.mark.parametrize("ground", [BasisKind.SERVICE, BasisKind.RESUMPTION])
    def test_is_no_source_of_a_clue(self, ground: BasisKind):
        world = World()
        visit = visited(world, "safety.97-7")
        Inspection.objects.of(world.viewer()).filter(id=visit).update(basis_kind=ground.value)
        codes = refused(
            world,
            lambda: world.clue(VISITED, source=SourceKind.INSPECTION, source_id=visit),
        )
        assert codes == ["clue.from_advice"]
