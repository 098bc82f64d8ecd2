"""行政处罚法 67, 74: money is booked once, also beside numbers kept as typed."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from zhunsheng.cases import rules, services
from zhunsheng.cases.models import CaseAct, Payment, PenaltyCase
from zhunsheng.cases.queries import booked
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.world import World
from zhunsheng.kernel.canonical import canonical_text

pytestmark = pytest.mark.django_db
OLD = "sl\u2010 0000000001"
KEY = "SL-0000000001"
MIGRATION = import_module("zhunsheng.cases.migrations.0015_numbers_of_payments_have_one_form")


@pytest.fixture
def world() -> World:
    return World()


def paid(world: World, receipt: str) -> PenaltyCase:
    case = world.decided(BELOW, DAY)
    services.deliver_decision(
        ctx=world.act("yi", DAY), case=case.id, draft=world.delivered(), on=DAY
    )
    pay(world, case, receipt)
    return case


def pay(world: World, case: PenaltyCase, receipt: str, fen: int = BELOW // 2) -> object:
    draft = rules.PaymentDraft(fen, receipt)
    return services.record_payment(ctx=world.act("finance", DAY), case=case.id, draft=draft, on=DAY)


def kept(world: World) -> list[tuple[str, str]]:
    rows = Payment.objects.of(world.viewer()).order_by("id")
    return list(rows.values_list("receipt", "reference"))


def test_a_number_of_before_is_found_once_it_has_the_form_of_today(world: World) -> None:
    case = paid(world, "SL-1")
    Payment.objects.of(world.viewer()).update(receipt=OLD)
    MIGRATION.rekey(apps, None)
    assert kept(world) == [(KEY, "")]
    assert "payment.receipt_used" in refused(world, lambda: pay(world, case, KEY, BELOW // 4))


def test_a_number_that_was_booked_twice_is_left_as_it_is(world: World) -> None:
    case = paid(world, KEY)
    pay(world, case, "SL-2")
    Payment.objects.of(world.viewer()).filter(receipt="SL-2").update(receipt=OLD)
    MIGRATION.rekey(apps, None)
    assert kept(world) == [(KEY, ""), (OLD, "")]


def test_the_reference_of_a_payment_of_before_finds_its_row() -> None:
    """The act keeps what was typed; the bill that comes in later belongs to its payment."""
    old = {"amount_fen": 1, "receipt": OLD, "reference": OLD}
    later = {"payment": 1, "number": "b\u22121"}
    acts = [
        CaseAct(step="payment", on=DAY, sequence=1, data=canonical_text(old)),
        CaseAct(step="payment_paper", on=DAY, sequence=2, data=canonical_text(later)),
    ]
    [one] = booked.payments(acts[:1])
    assert (one.receipt, one.reference, one.lacks_bill) == (KEY, KEY, True)
    [one] = booked.payments(acts)
    assert (one.receipt, one.reference) == ("B-1", KEY)
