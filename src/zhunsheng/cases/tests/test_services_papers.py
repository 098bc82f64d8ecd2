"""行政处罚法 67: one money is one payment, whichever of bill and bank's reference comes later."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any, Final

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import PROOFS, PaymentKind
from zhunsheng.cases.documents.closing import performance
from zhunsheng.cases.models import Payment, PenaltyCase
from zhunsheng.cases.queries.booked import payments
from zhunsheng.cases.rules.booking import APART_DAYS
from zhunsheng.cases.tests.steps import refused
from zhunsheng.cases.tests.world import BUREAU, World
from zhunsheng.documents.tests.scans import scan
from zhunsheng.evidence import queries as evidence
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db
DECIDED = date(2025, 3, 3)
FINE = 20_000
BY_BANK: Final[dict[str, Any]] = {"payer": "示例甲", "reference": "L-1"}
AFTER = DECIDED + timedelta(days=9)


@pytest.fixture
def world() -> World:
    return World(BUREAU)


@pytest.fixture
def case(world: World) -> PenaltyCase:
    return world.spot(DECIDED, fine_fen=FINE)


def pay(
    world: World, case: PenaltyCase, fen: int, receipt: str, on: date = DECIDED, **said: Any
) -> Payment:
    draft = rules.PaymentDraft(fen, receipt, **said)
    ctx = world.act("finance", on)
    return services.record_payment(ctx=ctx, case=case.id, draft=draft, on=on)


def add(
    world: World,
    case: PenaltyCase,
    number: str,
    fen: int = FINE,
    *,
    place: int = 0,
    on: date = AFTER,
) -> Payment:
    held = payments(queries.file_of(world.viewer(), case.id, on=on).acts)
    draft = rules.PaperDraft(held[place].number if held else 0, number, fen)
    ctx = world.act("finance", on)
    return services.add_payment_paper(ctx=ctx, case=case.id, draft=draft, on=on)


def booked(world: World) -> list[tuple[str, str, int]]:
    rows = Payment.objects.of(world.viewer()).order_by("paid_on", "kind", "receipt")
    return list(rows.values_list("receipt", "reference", "amount_fen"))


class TestALaterBill:
    def test_is_no_second_payment_and_is_told_where_it_belongs(
        self, world: World, case: PenaltyCase
    ) -> None:
        """However it is explained, and whatever day it bears."""
        pay(world, case, FINE, "", **BY_BANK)
        late = partial(pay, world, case, FINE, "示例1", AFTER, surplus="当事人重复缴款。")
        assert refused(world, late) == ["payment.booked_already"]
        part = partial(pay, world, case, FINE, "示例1")
        assert refused(world, part) == ["payment.above_owed", "payment.booked_already"]

    def test_is_added_to_the_payment(self, world: World, case: PenaltyCase) -> None:
        pay(world, case, FINE, "", **BY_BANK)
        add(world, case, " sl-1")
        assert booked(world) == [("SL-1", "L-1", FINE)]
        file = queries.file_of(world.viewer(), case.id, on=AFTER)
        assert (file.paid_fen, "SL-1" in performance(file)) == (FINE, True)
        assert queries.facts_of(world.viewer(), case.id, on=AFTER).refund_fen == 0

    def test_is_added_once(self, world: World, case: PenaltyCase) -> None:
        pay(world, case, FINE, "", **BY_BANK)
        add(world, case, "SL-1")
        again = ["paper.no_payment", "case.paper.none_awaited"]
        assert sorted(refused(world, partial(add, world, case, "SL-2"))) == sorted(again)
        booked_again = partial(pay, world, case, FINE, "SL-1", AFTER, surplus="重复。")
        assert refused(world, booked_again) == ["payment.receipt_used"]

    def test_of_another_transfer_is_booked_with_its_own_reference(
        self, world: World, case: PenaltyCase
    ) -> None:
        """Two equal parts of a fine are two payments."""
        half = FINE // 2
        pay(world, case, half, "", **BY_BANK)
        assert refused(world, partial(pay, world, case, half, "SL-2", AFTER)) == [
            "payment.booked_already"
        ]
        pay(world, case, half, "SL-2", AFTER, payer="示例甲", reference="L-2")
        assert booked(world) == [("L-1", "L-1", half), ("SL-2", "L-2", half)]

    def test_of_a_transfer_for_two_kinds_belongs_to_each(
        self, world: World, case: PenaltyCase
    ) -> None:
        late = date(2025, 3, 28)
        added = FINE * 3 // 100 * 10
        extra = PaymentKind.SURCHARGE
        pay(world, case, FINE, "", late, **BY_BANK)
        pay(world, case, added, "", late, kind=extra, **BY_BANK)
        whole = partial(pay, world, case, FINE + added, "SL-1", late, surplus="多缴。")
        assert "payment.booked_already" in refused(world, whole)
        add(world, case, "SL-1", FINE + added, on=late)
        add(world, case, "SL-1", added, place=1, on=late)
        assert booked(world) == [("SL-1", "L-1", FINE), ("SL-1", "L-1", added)]

    @pytest.mark.parametrize(
        ("number", "fen", "on", "code"),
        [
            ("", FINE, AFTER, "paper.no_number"),
            ("SL-1", FINE - 1, AFTER, "paper.amount_differs"),
            ("SL-1", FINE, DECIDED - timedelta(days=1), "paper.before_payment"),
            ("SL-9", FINE, AFTER, "paper.number_used"),
        ],
    )
    def test_is_one_that_fits(
        self, world: World, case: PenaltyCase, number: str, fen: int, on: date, code: str
    ) -> None:
        other = world.spot(DECIDED, fine_fen=FINE, violation="safety.99-2")
        pay(world, other, FINE, "SL-9", payer="示例甲", reference="L-9")
        pay(world, case, FINE, "", **BY_BANK)
        assert refused(world, partial(add, world, case, number, fen, on=on)) == [code]

    def test_has_no_payment_where_none_was_booked(self, world: World, case: PenaltyCase) -> None:
        assert "paper.no_payment" in refused(world, partial(add, world, case, "SL-1"))


class TestALaterTransfer:
    def test_is_no_second_payment(self, world: World, case: PenaltyCase) -> None:
        pay(world, case, FINE, "SL-1")
        late = partial(pay, world, case, FINE, "", AFTER, surplus="多缴。", **BY_BANK)
        assert refused(world, late) == ["payment.booked_already"]
        add(world, case, "L-1")
        assert booked(world) == [("SL-1", "L-1", FINE)]

    def test_of_a_transfer_for_two_kinds_belongs_to_each_that_has_its_bill(
        self, world: World, case: PenaltyCase
    ) -> None:
        """67.3: the party paid once, to the bank; each kind has a bill of its own."""
        late = date(2025, 3, 28)
        added = FINE * 3 // 100 * 10
        pay(world, case, FINE, "SL-1", late)
        pay(world, case, added, "SL-2", late, kind=PaymentKind.SURCHARGE)
        add(world, case, "L-1", on=late)
        other_bill = partial(add, world, case, "SL-1", added, place=1, on=late)
        assert refused(world, other_bill) == ["paper.number_used"]
        add(world, case, "L-1", added, place=1, on=late)
        assert booked(world) == [("SL-1", "L-1", FINE), ("SL-2", "L-1", added)]

    def test_of_an_equal_part_on_another_day_is_a_payment(
        self, world: World, case: PenaltyCase
    ) -> None:
        """行政处罚法 67: a bill and its value date lie some days apart, two parts further."""
        half, last = FINE // 2, DECIDED + APART_DAYS
        later = last + timedelta(days=1)
        pay(world, case, half, "SL-1")
        for on in (DECIDED, last):
            assert refused(world, partial(pay, world, case, half, "", on, **BY_BANK)) == [
                "payment.booked_already"
            ]
        pay(world, case, half, "", later, **BY_BANK)
        assert booked(world) == [("SL-1", "", half), ("L-1", "L-1", half)]

    def test_of_the_same_amount_in_another_case_of_the_party_is_asked_about(
        self, world: World, case: PenaltyCase
    ) -> None:
        """行政处罚法 67: what the party paid once counts in one of its cases."""
        other = world.spot(DECIDED, fine_fen=FINE, violation="safety.99-2")
        pay(world, case, FINE, "SL-1")
        again = partial(pay, world, other, FINE, "", AFTER, **BY_BANK)
        assert refused(world, again) == ["payment.booked_already"]
        add(world, case, "L-9")
        again()
        assert booked(world) == [("SL-1", "L-9", FINE), ("L-1", "L-1", FINE)]

    def test_of_one_number_with_another_dash_is_the_same(
        self, world: World, case: PenaltyCase
    ) -> None:
        half = FINE // 2
        pay(world, case, half, "SL-1")
        other_dash = partial(pay, world, case, half, "SL\u20101", AFTER)
        assert refused(world, other_dash) == ["payment.receipt_used"]


def test_keeps_the_scan_of_a_bill_and_none_that_is_another_thing(
    world: World, case: PenaltyCase
) -> None:
    """行政处罚法 47, 67: the bill is filed with the case, whose evidence the decision closed."""
    draft = rules.PaymentDraft(FINE, "", **BY_BANK)

    def paid(file: Upload) -> Payment:
        ctx = world.act("finance", DECIDED)
        return services.record_payment(ctx=ctx, case=case.id, draft=draft, scan=file, on=DECIDED)

    assert refused(world, lambda: paid(Upload("回单.pdf", b"MZ"))) == ["evidence.file_unfit"]
    paid(Upload("回单.pdf", scan(1)))
    held = payments(queries.file_of(world.viewer(), case.id, on=AFTER).acts)
    bill = rules.PaperDraft(held[0].number, "B-1", FINE)
    ctx = world.act("finance", AFTER)
    bill_of = Upload("票据.pdf", scan(2))
    services.add_payment_paper(ctx=ctx, case=case.id, draft=bill, scan=bill_of, on=AFTER)
    kept = evidence.catalogue(world.viewer(), (PROOFS, case.id))
    assert [one.name for one in kept] == ["缴款票据（L-1）", "缴款票据（B-1）"]
    assert not evidence.catalogue(world.viewer(), ("case", case.id))
