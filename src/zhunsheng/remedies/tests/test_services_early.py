"""行政复议法 20: a remedy follows the decision that the party knows, and leaves its terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from zhunsheng.cases import services as case_acts
from zhunsheng.cases.tests.steps import BELOW
from zhunsheng.cases.tests.test_services_measures import LATER
from zhunsheng.cases.tests.world import World, signed
from zhunsheng.execution import queries as execution
from zhunsheng.execution.tests.world import DECIDED, fined, refused
from zhunsheng.remedies import rules, services
from zhunsheng.remedies.choices import Outcome, RemedyKind
from zhunsheng.remedies.models import Remedy
from zhunsheng.remedies.tests.builders import CONCLUDED, concluded, received

pytestmark = pytest.mark.django_db


def test_a_remedy_is_not_accepted_before_the_decision_was_delivered() -> None:
    world = World()
    case, soon = fined(world), DECIDED + timedelta(days=3)
    early = DECIDED - timedelta(days=1)
    codes = refused(world, lambda: received(world, case, soon, accepted_on=early))
    assert codes == ["remedy.accepted_early"]
    assert not Remedy.objects.of(world.viewer()).exists()
    assert received(world, case, soon, accepted_on=DECIDED).accepted_on == DECIDED


def test_an_acceptance_long_before_the_copy_is_shown_by_the_notice() -> None:
    """行政复议法 48, 行政处罚法 73.3: a day typed in wipes no surcharge that was due."""
    world = World()
    case, later = fined(world), DECIDED + timedelta(days=100)
    early = DECIDED + timedelta(days=1)

    def owed() -> int:
        file = execution.load(world.viewer(), case.id, on=later)
        return execution.standing(file, on=later).surcharge_fen

    due, notice = owed(), signed(world.bureau)
    assert due
    for said in ({}, {"late": "。"}, {"proof": notice}, {"late": "复议机构邮寄后退回重寄。"}):
        enter = partial(received, world, case, later, accepted_on=early, **said)
        assert refused(world, enter) == ["remedy.copy_late"]
    assert owed() == due
    received(world, case, later, accepted_on=early, late="复议机构邮寄后退回重寄。", proof=notice)
    assert not owed()


@pytest.mark.parametrize("kind", RemedyKind)
@pytest.mark.parametrize("accepted_on", [None, DECIDED + timedelta(days=1)])
def test_a_copy_entered_later_than_it_came_is_shown_by_the_notice(
    kind: RemedyKind, accepted_on: date | None
) -> None:
    """行政复议法 48, 行政诉讼法 67, 行政处罚法 73.3: a reason typed in wipes no surcharge."""
    world = World()
    case, came = fined(world), DECIDED + timedelta(days=2)
    entered = world.act("reviewer", DECIDED + timedelta(days=100))
    late = replace(entered, late_reason="当日系统故障，补记。")
    draft = rules.ReceiptDraft(
        case=case.id,
        kind=kind,
        number="示复〔2025〕7号",
        body="示例区人民政府",
        applicant="示例区晨安化工有限公司",
        claims="请求撤销处罚决定。",
        accepted_on=accepted_on,
    )

    def owed() -> int:
        file = execution.load(world.viewer(), case.id, on=entered.day)
        return execution.standing(file, on=entered.day).surcharge_fen

    due = owed()
    assert due
    receive = partial(services.receive, ctx=late, draft=draft, on=came)
    assert refused(world, receive) == ["remedy.entered_late"]
    assert owed() == due
    receive(proof=signed(world.bureau))
    assert not owed()


def test_no_decision_falls_on_a_full_stop() -> None:
    """行政复议法 64: the decision falls by a paper of a body, with its number and its scan."""
    world = World()
    case = fined(world)
    codes = refused(world, lambda: received(world, case, number="。", body="。"))
    assert codes == ["remedy.number.empty", "remedy.body.empty"]
    remedy = received(world, case)
    draft = rules.ResultDraft(Outcome.QUASHED, "。", "")

    def conclude() -> object:
        ctx = world.act("reviewer", CONCLUDED)
        return services.record_result(ctx=ctx, remedy=remedy.id, draft=draft, on=CONCLUDED)

    assert refused(world, conclude) == ["remedy.paper.empty", "remedy.no_scan"]
    concluded(world, remedy, Outcome.QUASHED)
    assert Remedy.objects.of(world.viewer()).count() == 1


@pytest.mark.parametrize(
    ("outcome", "ends"),
    [(Outcome.UPHELD, date(2025, 6, 18)), (Outcome.WITHDRAWN, date(2025, 9, 4))],
)
def test_the_court_is_not_asked_while_who_withdrew_may_still_sue(
    outcome: Outcome, ends: date
) -> None:
    """行政诉讼法 45, 46.1, 行政强制法 53: without a decision the six months of the start hold."""
    world = World()
    case = world.decided(BELOW, LATER)
    draft = world.delivered()
    case_acts.deliver_decision(ctx=world.act("yi", LATER), case=case.id, draft=draft, on=LATER)
    concluded(world, received(world, case, LATER), outcome)
    file = execution.load(world.viewer(), case.id, on=CONCLUDED)
    assert execution.standing(file, on=CONCLUDED).window.remedies_end == ends
