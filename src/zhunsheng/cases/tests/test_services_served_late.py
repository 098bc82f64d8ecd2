"""Deliveries of an earlier day than their entry: the signed receipt shows the day (61, 62, 72)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse

from zhunsheng.cases import queries, services
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries.prechecks import checks_of
from zhunsheng.cases.tests.steps import BELOW, DAY, HEAVY, called, refused
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World, signed
from zhunsheng.documents import queries as documents
from zhunsheng.legalreview.choices import CheckState
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db
LATE = DAY + timedelta(days=15)
BARE = ["delivery.no_receipt_scan"]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def case(world: World) -> PenaltyCase:
    """Return a case whose notice was made on the day and delivered to nobody yet."""
    case = world.investigated(DAY)
    world.propose(case, BELOW, DAY)
    world.review(case, DAY)
    services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    return case


def serve(
    world: World,
    case: PenaltyCase,
    scan: Upload | None = None,
    service: Callable[..., PenaltyCase] = services.deliver_notice,
) -> PenaltyCase:
    """Enter on a later day that a paper was delivered on the day."""
    ctx = replace(world.act("yi", LATE), late_reason="当时未及时登记。")
    return service(ctx=ctx, case=case.id, draft=world.delivered(), scan=scan, on=DAY)


def test_a_notice_dated_back_by_its_handler_alone_opens_no_decision(
    world: World, case: PenaltyCase
) -> None:
    """62: 未告知……不得作出行政处罚决定; a term to be heard does not run from a typed day."""
    assert refused(world, partial(serve, world, case)) == BARE
    unread = Upload("送达回证.jpg", b"no picture")
    assert refused(world, partial(serve, world, case, unread)) == ["document.original.not_a_scan"]
    serve(world, case, signed(case.id))
    [receipt] = [one for one in documents.documents(world.viewer()) if "receipt" in one.kind]
    assert receipt.id in documents.originals_of(world.viewer(), [receipt.id])


def test_a_decision_dated_back_owes_no_surcharge(world: World) -> None:
    """72(1): every day after the term adds a surcharge, so the delivery is no word of one."""
    case = world.decided(BELOW, DAY)
    act = partial(serve, world, case, service=services.deliver_decision)
    assert refused(world, act) == BARE
    act(scan=signed(case.id))


def test_a_notice_of_a_hearing_dated_back_calls_nobody(world: World) -> None:
    """64(2): 听证的七日前通知当事人."""
    case = called(world, HEAVY)
    ctx = replace(world.act("secretary", LATE), late_reason="当时未及时登记。")
    serve_again = partial(
        services.deliver_hearing_notice, ctx=ctx, case=case.id, draft=world.delivered(), on=DAY
    )
    assert BARE[0] in refused(world, serve_again)


def test_one_receipt_proves_the_papers_of_one_file_and_day(world: World, case: PenaltyCase) -> None:
    """61: 由受送达人在送达回证上记明收到日期; another delivery has its own."""
    scan = signed(case.id)
    serve(world, case, scan)
    world.waive(case, LATE)
    world.decide(case, BELOW, LATE)
    ctx = world.act("yi", LATE)
    act = partial(
        services.deliver_decision,
        ctx=ctx,
        case=case.id,
        draft=world.delivered(),
        scan=scan,
        on=LATE,
    )
    assert refused(world, act) == ["delivery.receipt_used"]
    world.why_no_repeat = "以往处罚针对另一处作业现场，本次不作为从重情节。"
    other = world.decided(BELOW, LATE + timedelta(days=40))
    ctx = world.act("yi", LATE + timedelta(days=40))
    act = partial(act, ctx=ctx, case=other.id, on=LATE + timedelta(days=40))
    assert refused(world, act) == ["delivery.receipt_used"]


def test_what_was_entered_late_is_told_to_who_goes_on_from_it(
    world: World, case: PenaltyCase
) -> None:
    """57: who decides sees on what day, and on whose word, the party was told."""
    serve(world, case, signed(case.id))
    said = "送达告知书：2025年3月3日送达，2025年3月18日由示例乙补记"
    file = queries.file_of(world.viewer(), case.id, on=LATE)
    assert [one.startswith(said) for one in queries.delivered_later(file)] == [True]
    [check] = [one for one in checks_of(world.viewer(), file, [], on=LATE) if said in one.text]
    assert check.state is CheckState.DOUBT
    chief = signed_in(world, "chief")
    for url in (
        reverse("cases:detail", args=[case.id]),
        reverse("cases:act", args=[case.id, "decision"]),
    ):
        assert said in chief.get(url).content.decode()


def test_the_form_takes_the_receipt(world: World, case: PenaltyCase) -> None:
    page = signed_in(world, "yi").get(reverse("cases:act", args=[case.id, "notice_delivery"]))
    text = page.content.decode()
    assert 'name="scan"' in text
    assert "补记以前的送达的必须上传" in text
