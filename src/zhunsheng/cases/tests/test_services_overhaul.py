"""安全生产法 93.1: a unit whose safety is not paid for is stopped to be put in order, not fined."""

from __future__ import annotations

from functools import partial

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.queries import loading
from zhunsheng.cases.tests.steps import DAY, refused
from zhunsheng.cases.tests.world import DIGEST, World
from zhunsheng.lawbook.choices import Measure

pytestmark = pytest.mark.django_db
FACTS = "没有提取安全生产费用，除尘系统停用，责令限期改正后逾期未改正。"
STOP = rules.MeasureDraft(Measure.OVERHAUL_SUSPENSION, days=30)


def test_a_clue_against_the_unit_leads_to_the_overhaul() -> None:
    """93.1: 责令限期改正，提供必需的资金；逾期未改正的，责令生产经营单位停产停业整顿."""
    world = World()
    case = world.opened(DAY, violations=("safety.93",), facts=FACTS)
    item = rules.EvidenceDraft("责令限期整改指令书", "DOCUMENTARY", DAY, "责令改正、逾期", DIGEST)
    draft = rules.InvestigationDraft(facts=FACTS, evidence=(item,))
    services.investigate(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)
    order = loading.evidence_of(world.viewer(), case)[0].id
    early = partial(world.propose, case, 0, DAY, measures=(STOP,))
    assert refused(world, early) == ["penalty.order_first", "measure.without_basis"]
    propose = partial(world.propose, case, 0, DAY, order_evidence=order)
    assert refused(world, propose) == ["measure.missing"]
    fined = partial(world.propose, case, 10_000_00, DAY, order_evidence=order, measures=(STOP,))
    assert refused(world, fined) == ["amount.above_range"]
    propose(measures=(STOP,))
    world.review(case, DAY)
    services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    world.deliver_notice(case, DAY)
    world.waive(case, DAY)
    world.waive_hearing(case, DAY)
    world.discuss(case, 0, DAY)
    world.decide(case, 0, DAY)
    file = queries.file_of(world.viewer(), case.id, on=DAY)
    assert file.data("discussion")["conclusion"].startswith(
        "经集体讨论，同意拟处理意见：责令停产停业整顿"
    )
    assert [row["kind"] for row in file.data("decision")["measures"]] == [STOP.kind.value]
