"""Two clerks at once: one receipt or code for two cases, one deciding twice, one act twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from types import ModuleType

import pytest
from django.db import connection

from zhunsheng.cases import rules as case_rules
from zhunsheng.cases import services as case_acts
from zhunsheng.cases.choices import PaymentKind
from zhunsheng.cases.models import Decision, Payment, PenaltyCase
from zhunsheng.cases.queries import once
from zhunsheng.cases.tests.steps import BELOW, DAY
from zhunsheng.cases.tests.world import World
from zhunsheng.execution import rules, services
from zhunsheng.execution.models import PaymentCode
from zhunsheng.execution.tests.world import CODE, DECIDED, FINE, fined
from zhunsheng.kernel.finding import Stale, StepRefused
from zhunsheng.publication import queries as publications
from zhunsheng.publication import services as publishing
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.publication.models import Publication

pytestmark = pytest.mark.usefixtures("own_database")


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Return how acts ended that begin at the same moment, each in a thread of its own."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        barrier.wait()
        try:
            act()
        except (StepRefused, Stale):
            return "refused"
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


@pytest.mark.parametrize(
    ("receipts", "reference"),
    [(("示例票据1", "示例票据1"), ""), (("", ""), "L-1"), (("示例票据1", "示例票据2"), "L-1")],
)
def test_one_receipt_or_transfer_pays_one_case(receipts: tuple[str, str], reference: str) -> None:
    """行政处罚法 67: what was paid once counts once."""
    world = World()
    cases = fined(world), fined(world, violation="safety.99-2")
    drafts = [
        case_rules.PaymentDraft(FINE, one, payer="示例甲", reference=reference) for one in receipts
    ]
    ctxs = [world.act("finance", DECIDED) for _ in cases]
    pays = [
        lambda ctx=ctx, case=case, draft=draft: case_acts.record_payment(
            ctx=ctx, case=case.id, draft=draft, on=DECIDED
        )
        for ctx, case, draft in zip(ctxs, cases, drafts, strict=True)
    ]
    assert at_once(*pays) == ["kept", "refused"]
    assert Payment.objects.of(world.viewer()).count() == 1


def test_a_bill_and_its_transfer_are_one_payment() -> None:
    """行政处罚法 67: two clerks book the same money, one by the bill, one by the bank's line."""
    world = World()
    case = fined(world)
    drafts = (
        case_rules.PaymentDraft(FINE, "示例票据1", surplus="多缴。"),
        case_rules.PaymentDraft(FINE, "", surplus="多缴。", payer="示例甲", reference="L-1"),
    )
    ctxs = [world.act("finance", DECIDED) for _ in drafts]
    pays = [
        lambda ctx=ctx, draft=draft: case_acts.record_payment(
            ctx=ctx, case=case.id, draft=draft, on=DECIDED
        )
        for ctx, draft in zip(ctxs, drafts, strict=True)
    ]
    assert at_once(*pays) == ["kept", "refused"]
    assert Payment.objects.of(world.viewer()).count() == 1


def test_one_code_is_issued_for_one_case() -> None:
    world = World()
    cases = fined(world), fined(world, violation="safety.99-2")
    draft = rules.CodeDraft(PaymentKind.FINE, CODE, FINE)
    ctxs = [world.act("finance", DECIDED) for _ in cases]
    codes = [
        lambda ctx=ctx, case=case: services.issue_payment_code(
            ctx=ctx, case=case.id, draft=draft, on=DECIDED
        )
        for ctx, case in zip(ctxs, cases, strict=True)
    ]
    assert at_once(*codes) == ["kept", "refused"]
    assert PaymentCode.objects.of(world.viewer()).count() == 1


def test_a_case_is_decided_once() -> None:
    world = World()
    case = world.told(BELOW, DAY)
    world.waive(case, DAY)
    draft = case_rules.DecisionDraft(BELOW)
    ctxs = [world.act(by, DAY) for by in ("chief", "deputy")]
    decides = [
        lambda ctx=ctx: case_acts.decide(ctx=ctx, case=case.id, draft=draft, on=DAY) for ctx in ctxs
    ]
    assert at_once(*decides) == ["kept", "refused"]
    assert Decision.objects.of(world.viewer()).count() == 1


def meet_after(monkeypatch: pytest.MonkeyPatch, room: ModuleType, query: str) -> None:
    """Let who asks a query wait a moment after it for a second one who asks."""
    barrier, asked = Barrier(2), getattr(room, query)

    def slow(*args: object, **asking: object) -> object:
        found = asked(*args, **asking)
        with suppress(BrokenBarrierError):
            barrier.wait(timeout=2)
        return found

    monkeypatch.setattr(room, query, slow)


def test_an_act_is_fined_once_in_two_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    """行政处罚法 29: for the same act of the party there are not two fines."""
    world = World()
    cases = [world.told(BELOW, DAY) for _ in range(2)]
    for case in cases:
        world.waive(case, DAY)
    # Both proposals were made when nobody could see the other.
    PenaltyCase.objects.of(world.viewer()).update(violation_ended_on=DAY)
    meet_after(monkeypatch, once, "fined_for_the_act")
    draft = case_rules.DecisionDraft(BELOW)
    ctxs = [world.act(by, DAY) for by in ("chief", "deputy")]
    decides = [
        lambda ctx=ctx, case=case: case_acts.decide(ctx=ctx, case=case.id, draft=draft, on=DAY)
        for ctx, case in zip(ctxs, cases, strict=True)
    ]
    assert at_once(*decides) == ["kept", "refused"]
    assert Decision.objects.of(world.viewer()).count() == 1


def test_an_act_is_fined_once_on_the_spot(monkeypatch: pytest.MonkeyPatch) -> None:
    """行政处罚法 29: two officers who fine on the spot at once take one fine."""
    world = World()
    meet_after(monkeypatch, once, "near_acts")

    def spot() -> object:
        return world.spot(DAY, violation_ended_on=DAY)

    assert at_once(spot, spot) == ["kept", "refused"]
    assert Decision.objects.of(world.viewer()).count() == 1


def test_a_decision_is_published_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """国办发〔2018〕118号: one matter is shown once; the second clerk is told of the first."""
    world = World()
    world.decided(BELOW, DAY)
    decision = Decision.objects.of(world.viewer()).get()
    meet_after(monkeypatch, publications, "of_subject")
    ctxs = [world.act("reviewer", DAY) for _ in range(2)]
    shown = [
        lambda ctx=ctx: publishing.publish(
            ctx=ctx, kind=PublicationKind.DECISION, subject=decision.id, on=DAY
        )
        for ctx in ctxs
    ]
    assert at_once(*shown) == ["kept", "refused"]
    assert Publication.objects.of(world.viewer()).count() == 1
