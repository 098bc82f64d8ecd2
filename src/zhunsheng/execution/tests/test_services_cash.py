"""Cash that is entered after its day: its counterfoil, and a second hand (行政处罚法 68 to 72)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.urls import reverse

from zhunsheng.accounts.choices import Role
from zhunsheng.cases import rules as case_rules
from zhunsheng.cases import services as case_acts
from zhunsheng.cases.choices import CollectionWay, SpotGround
from zhunsheng.cases.models import Payment, PenaltyCase
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import SIGNED, World
from zhunsheng.documents import queries as documents
from zhunsheng.execution import rules, services
from zhunsheng.execution.tests.test_services import standing
from zhunsheng.execution.tests.world import DECIDED, DUE, FINE, fined, refused
from zhunsheng.journal import queries as journal
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db

LATE = DUE + timedelta(days=69)
RECEIPT = "示财票1"
CASH = case_rules.PaymentDraft(
    FINE,
    RECEIPT,
    way=CollectionWay.ON_SPOT,
    ground=SpotGround.HARD_LATER,
    request="流动摊点，没有固定经营场所。",
    voucher_on=DECIDED,
)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def case(world: World) -> PenaltyCase:
    return fined(world, spot_ground=SpotGround.HARD_LATER)


def take(
    world: World,
    case: PenaltyCase,
    draft: case_rules.PaymentDraft = CASH,
    scan: Upload | None = SIGNED,
    entered_on: date = LATE,
) -> Payment:
    ctx = replace(world.act("yi", entered_on), late_reason="此前漏记。")
    return case_acts.record_payment(ctx=ctx, case=case.id, draft=draft, scan=scan, on=DECIDED)


def hand_in(world: World, case: PenaltyCase) -> None:
    ctx = world.act("yi", LATE)
    services.hand_in_cash(ctx=ctx, case=case.id, draft=rules.CashDraft("J1"), on=LATE)


def bank(world: World, case: PenaltyCase, draft: rules.CashDraft, by: str = "finance") -> None:
    ctx = world.act(by, LATE, f"bank-{by}-{draft.receipt}")
    services.bank_cash(ctx=ctx, case=case.id, draft=draft, on=LATE)


def test_is_shown_by_the_counterfoil_of_its_receipt(world: World, case: PenaltyCase) -> None:
    """70, 72(1): cash "of that day" that nobody entered then is shown by the kept counterfoil."""
    bare = replace(CASH, voucher_on=None)
    found = refused(world, partial(take, world, case, bare, None))
    assert found == ["payment.voucher_day", "payment.no_voucher_scan"]
    assert refused(world, partial(take, world, case, replace(CASH, voucher_on=LATE))) == [
        "payment.voucher_day"
    ]


def test_wipes_no_surcharge_before_a_second_hand_saw_it(world: World, case: PenaltyCase) -> None:
    """72(1): an officer's word of today does not make a fine of 69 days' delay paid in time."""
    owed = standing(world, case, LATE).surcharge_owed_fen
    assert owed == FINE
    take(world, case)
    assert standing(world, case, LATE).surcharge_owed_fen == owed
    hand_in(world, case)
    for read in (
        rules.CashDraft("J2", "示财票9", DECIDED),
        rules.CashDraft("J2", RECEIPT, LATE),
        rules.CashDraft("J2", RECEIPT),
    ):
        assert refused(world, partial(bank, world, case, read)) == ["cash.counterfoil_differs"]
    assert standing(world, case, LATE).surcharge_owed_fen == owed
    bank(world, case, rules.CashDraft("J2", RECEIPT, DECIDED))
    assert standing(world, case, LATE).surcharge_owed_fen == 0
    [last, *_] = journal.timeline(world.viewer(), [("case", case.id)])
    assert last.sentence.endswith("；核对专用票据存根示财票1，收缴日期2025年3月3日")


def test_counts_from_its_entry_where_the_counterfoil_is_not_seen(
    world: World, case: PenaltyCase
) -> None:
    """72(1): the money is banked all the same; the delay stays."""
    take(world, case)
    hand_in(world, case)
    bank(world, case, rules.CashDraft("J2"))
    assert standing(world, case, LATE).surcharge_owed_fen == FINE


def test_is_not_compared_by_who_entered_it(world: World, case: PenaltyCase) -> None:
    """67, 70: who is officer and cashier at once is no second hand."""
    take(world, case)
    hand_in(world, case)
    read = rules.CashDraft("J2", RECEIPT, DECIDED)
    ctx = world.act("yi", LATE, "both")
    both = replace(ctx, by=replace(ctx.by, roles=ctx.by.roles | {Role.FINANCE.value}))
    act = partial(services.bank_cash, ctx=both, case=case.id, draft=read, on=LATE)
    assert refused(world, act) == ["cash.counterfoil_by_collector"]


def test_is_not_taken_where_the_paper_says_to_pay_by_code(world: World) -> None:
    """68: what the party holds in its hands and what the officers do are one."""
    told = fined(world)
    assert refused(world, partial(take, world, told)) == ["payment.told_to_pay_by_code"]


def test_is_told_by_the_decision(world: World, case: PenaltyCase) -> None:
    """52.2, 68: the decision on the spot says how the fine is paid."""
    [paper] = documents.documents_of(world.viewer(), ("case", case.id))
    assert "不当场收缴事后难以执行" in str(paper.contents["payment"])


def test_of_more_than_the_small_fine_is_not_told_as_small(world: World) -> None:
    """68(1): up to one hundred yuan."""
    act = partial(fined, world, spot_ground=SpotGround.SMALL)
    assert "payment.too_much_for_the_spot" in refused(world, act)


def test_has_its_clock_on_the_pages_of_case_and_execution(
    world: World, case: PenaltyCase, settings: Any
) -> None:
    """71: two working days for who took it, two for the bureau."""
    take(world, case, scan=None, entered_on=DECIDED)
    pages = (reverse("cases:detail", args=[case.id]), reverse("execution:detail", args=[case.id]))

    def clocks(url: str) -> dict[str, date | None]:
        shown = signed_in(world, "finance").get(url).context["terms"]
        return {one.label: one.due for one in shown}

    settings.ZHUNSHENG_PINNED_NOW = f"{DECIDED.isoformat()}T16:00:00+08:00"
    for url in pages:
        assert clocks(url)["上交当场收缴的罚款"] == date(2025, 3, 5)
    ctx = world.act("yi", DECIDED)
    services.hand_in_cash(ctx=ctx, case=case.id, draft=rules.CashDraft("J1"), on=DECIDED)
    for url in pages:
        found = clocks(url)
        assert "上交当场收缴的罚款" not in found
        assert found["缴付当场收缴的罚款"] == date(2025, 3, 5)
