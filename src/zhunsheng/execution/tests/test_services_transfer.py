"""行政处罚法 67, 74: one transfer to the bank may pay for several kinds of one case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from zhunsheng.cases.choices import PaymentKind
from zhunsheng.cases.models import Payment
from zhunsheng.cases.tests.world import BUREAU, World
from zhunsheng.execution.choices import MatchState
from zhunsheng.execution.rules import Listed, Recorded, matched
from zhunsheng.execution.tests.world import DUE, FINE, fined, pay, refused

pytestmark = pytest.mark.django_db
LATE = DUE + timedelta(days=10)
ADDED = FINE * 3 // 100 * 10
MONEY = {"payer": "示例甲", "reference": "L-1"}


@pytest.fixture
def world() -> World:
    return World(BUREAU)


def test_is_booked_once_for_each_kind_of_one_case(world: World) -> None:
    case, other = fined(world), fined(world, violation="safety.99-2")
    pay(world, case, FINE, LATE, "", **MONEY)
    extra, next_day = PaymentKind.SURCHARGE, LATE + timedelta(days=1)
    for again in (
        partial(pay, world, case, 1, LATE, "", surplus="重复", **MONEY),
        partial(pay, world, other, FINE, LATE, "", **MONEY),
        partial(pay, world, case, ADDED, next_day, "", kind=extra, **MONEY),
        partial(pay, world, case, ADDED, LATE, "L-1", kind=extra),
    ):
        assert "payment.receipt_used" in refused(world, again)
    pay(world, case, ADDED, LATE, "", kind=extra, **MONEY)
    rows = Payment.objects.of(world.viewer()).filter(reference="L-1")
    assert sum(one.amount_fen for one in rows) == FINE + ADDED


def test_is_booked_for_a_kind_by_one_case_alone_also_at_once(world: World) -> None:
    """The table itself refuses what two acts at once would both find free."""
    case, other = fined(world), fined(world, violation="safety.99-2")
    first = pay(world, case, FINE, LATE, "", **MONEY)
    for receipt in ("L-1", "示例2"):
        second = Payment.objects.of(world.viewer()).get(id=first.id)
        second.id, second.case, second.receipt = world.act("yi", LATE).new_id("x"), other, receipt
        with pytest.raises(IntegrityError), transaction.atomic():
            second.save(force_insert=True)


def test_is_one_line_of_the_bank() -> None:
    parts = [Recorded("L-1", frozenset(), fen, LATE, "一号", "示例") for fen in (FINE, ADDED)]
    [found] = matched([Listed("L-1", "", FINE + ADDED, LATE)], parts)
    assert found.state is MatchState.MATCHED
    billed = [
        replace(one, ebill=bill, reference="L-1")
        for one, bill in zip(parts, ("SL-1", "SL-2"), strict=True)
    ]
    [found] = matched([Listed("L-1", "", FINE + ADDED, LATE)], billed)
    assert found.state is MatchState.MATCHED
    lines = [Listed("SL-1", "", FINE, LATE), Listed("SL-2", "", ADDED, LATE)]
    assert [one.state for one in matched(lines, billed)] == [MatchState.MATCHED] * 2
