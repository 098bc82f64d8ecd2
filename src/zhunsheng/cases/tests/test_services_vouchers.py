"""Payments of an earlier day than their entry: their own papers show the day (67, 72)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import PaymentKind
from zhunsheng.cases.models import Payment, PenaltyCase
from zhunsheng.cases.queries import standing
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import SIGNED, World, obeyed
from zhunsheng.documents import queries as documents
from zhunsheng.evidence import queries as evidence
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db

IN_TIME = DAY + timedelta(days=10)
TOO_LATE = DAY + timedelta(days=40)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def case(world: World) -> PenaltyCase:
    case = world.decided(BELOW, DAY)
    ctx = world.act("yi", DAY)
    services.deliver_decision(ctx=ctx, case=case.id, draft=world.delivered(), on=DAY)
    return case


def pay(world: World, case: PenaltyCase, scan: Upload | None, draft: rules.PaymentDraft) -> Payment:
    ctx = replace(world.act("finance", TOO_LATE), late_reason="银行清单次月送达。")
    return services.record_payment(ctx=ctx, case=case.id, draft=draft, scan=scan, on=IN_TIME)


def test_a_payment_dated_back_into_the_term_is_shown_by_its_paper(
    world: World, case: PenaltyCase
) -> None:
    """72(1): every day after the term adds a surcharge; the day is not the cashier's to choose."""
    draft = rules.PaymentDraft(BELOW, "SL1")
    bare = partial(pay, world, case, None, draft)
    assert refused(world, bare) == ["payment.voucher_day", "payment.no_voucher_scan"]
    other = replace(draft, voucher_on=TOO_LATE)
    assert refused(world, partial(pay, world, case, SIGNED, other)) == ["payment.voucher_day"]
    pay(world, case, SIGNED, replace(draft, voucher_on=IN_TIME))
    [item] = evidence.catalogue(world.viewer(), ("execution", case.id))
    assert (item.name, item.is_kept) == ("缴款票据（SL1）", True)


def test_a_paper_of_another_day_shows_no_payment_of_today(world: World, case: PenaltyCase) -> None:
    """67: the paper and the record name one day, tomorrow's paper shows nothing of today."""
    draft = rules.PaymentDraft(BELOW, "SL1", voucher_on=IN_TIME + timedelta(days=1))
    act = partial(
        services.record_payment, ctx=world.act("finance", IN_TIME), case=case.id, draft=draft
    )
    assert refused(world, partial(act, on=IN_TIME)) == ["payment.voucher_day"]


def test_who_closes_the_case_is_pointed_to_it(world: World, case: PenaltyCase) -> None:
    """67, 72: a second hand compares the day with the paper, and the approval says so."""
    pay(world, case, SIGNED, rules.PaymentDraft(BELOW, "SL1", voucher_on=IN_TIME))
    said = "2025年3月13日缴纳的10,000.00元于2025年4月12日补记"
    page = signed_in(world, "deputy").get(reverse("cases:act", args=[case.id, "closing"]))
    assert said in page.content.decode()
    ctx = world.act("deputy", TOO_LATE)
    services.close_case(ctx=ctx, case=case.id, draft=obeyed(TOO_LATE), on=TOO_LATE)
    paper = queries.file_of(world.viewer(), case.id, on=TOO_LATE).last("closing")
    assert paper is not None
    papers = documents.documents_of(world.viewer(), ("case", case.id))
    [closing] = (one for one in papers if one.kind == "closing_approval")
    assert said in str(closing.contents["performance"])


def test_one_slip_shows_the_fine_and_its_surcharge(world: World, case: PenaltyCase) -> None:
    """67, 72: one transfer is one paper, which is filed once; another transfer has its own."""
    ctx = replace(world.act("finance", TOO_LATE), late_reason="银行清单次月送达。")
    day = TOO_LATE - timedelta(days=3)
    owed = standing.debt(queries.file_of(world.viewer(), case.id, on=day), on=day)
    surcharge = rules.surcharge_owed_fen(owed, until=day)

    def paid(fen: int, reference: str, kind: PaymentKind, key: str) -> Payment:
        draft = rules.PaymentDraft(
            fen, "", kind, payer="示例甲", reference=reference, voucher_on=day
        )
        act = replace(world.act("finance", TOO_LATE, key), late_reason=ctx.late_reason)
        return services.record_payment(ctx=act, case=case.id, draft=draft, scan=SIGNED, on=day)

    paid(BELOW, "LS1", PaymentKind.FINE, "fine")
    other = partial(paid, surcharge, "LS2", PaymentKind.SURCHARGE, "other")
    assert refused(world, other) == ["evidence.same_file"]
    paid(surcharge, "LS1", PaymentKind.SURCHARGE, "surcharge")
    assert len(evidence.catalogue(world.viewer(), ("execution", case.id))) == 1
    acts = queries.file_of(world.viewer(), case.id, on=TOO_LATE).contents_of("payment")
    assert len({said["proof"] for _, said in acts}) == 1
