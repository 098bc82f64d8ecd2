"""The pages of closing show every condition of it with how it stands."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.procedure import PENALTY_ORDINARY, PENALTY_SUMMARY
from zhunsheng.cases.rules import guards
from zhunsheng.cases.rules.acting import APART
from zhunsheng.cases.tests.steps import BELOW, DAY
from zhunsheng.cases.tests.test_services_late_money import LATER, closed
from zhunsheng.cases.tests.test_services_parties import end, two
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World
from zhunsheng.cases.views import closing

pytestmark = pytest.mark.django_db


def test_a_payment_of_what_is_paid_says_so_before_it_is_typed(settings: Any) -> None:
    """67: the fine is paid once; what comes beside it is booked to be given back."""
    settings.ZHUNSHENG_PINNED_NOW = f"{LATER}T15:00:00+08:00"
    world = World()
    case = world.decided(BELOW, DAY)
    client, page = signed_in(world, "finance"), f"/cases/{case.id}/payment/"
    assert not client.get(page).context["caution"]
    end(world, case, BELOW)
    shown = client.get(page)
    assert shown.context["caution"] in shown.content.decode()
    assert shown.context["caution"].startswith("没有待缴款项")


def test_no_condition_is_left_out() -> None:
    """47: whatever bars the closing has its line; who may close is told by the refusal."""
    shown = {guard for _, own in closing.CONDITIONS for guard in own}
    asked = {
        guard
        for procedure in (PENALTY_ORDINARY, PENALTY_SUMMARY)
        for guard in procedure.step("closing").guards
    }
    assert shown == asked - {*APART, guards.in_order}


def test_each_is_met_or_tells_what_it_lacks() -> None:
    world = World()
    case = world.decided(BELOW, DAY)
    file = queries.file_of(world.viewer(), case.id, on=DAY)
    facts = queries.facts_of(world.viewer(), case.id, on=DAY)
    found = {
        one.label: one.state for one in closing.conditions(world.viewer(), file, facts, on=DAY)
    }
    assert found["送达决定书"] == closing.UNMET
    assert found["缴纳罚款"] == closing.UNMET
    assert found["行政复议、行政诉讼终结"] == closing.MET
    assert found["签名盖章的原件入卷"] == closing.NOT_ASKED, "47: no bureau rule asks for it here"
    page = signed_in(world, "deputy").get(reverse("cases:act", args=[case.id, "closing"]))
    assert page.content.decode().count(closing.UNMET) >= 2


def test_what_is_unmet_says_where_it_is_done_and_by_whom() -> None:
    """47: each line that bars the closing has one way; a step of others names who takes it."""
    world = World()
    case = world.decided(BELOW, DAY)
    served = reverse("cases:act", args=[case.id, "decision_delivery"])
    found = {}
    for name in ("yi", "deputy"):
        viewer = world.viewer(name)
        file = queries.file_of(viewer, case.id, on=DAY)
        facts = queries.facts_of(viewer, case.id, on=DAY)
        found[name] = {
            one.label: one.ways for one in closing.conditions(viewer, file, facts, on=DAY)
        }
    assert found["yi"]["送达决定书"] == (("办理送达决定书", served),)
    assert found["deputy"]["送达决定书"] == (("由执法人员、队（科）负责人办理送达决定书", ""),)
    assert found["deputy"]["处罚决定"] == (), "what is done asks for nothing"


def test_the_open_file_of_another_party_is_one_tap_away() -> None:
    """47: the case ends with the last of its files."""
    world = World()
    case, joined = two(world)
    viewer = world.viewer("deputy")
    file = queries.file_of(viewer, case.id, on=DAY)
    facts = queries.facts_of(viewer, case.id, on=DAY)
    found = {one.label: one.ways for one in closing.conditions(viewer, file, facts, on=DAY)}
    way = f"打开{joined.party_label}的案卷", reverse("cases:detail", args=[joined.id])
    assert found["同案其他当事人的案卷办结"] == (way,)


def test_nobody_is_asked_for_the_reference_of_a_bill_once_the_case_is_closed() -> None:
    """67.3: the bill shows that the bank took the money; a transfer still waits for its bill."""
    world = World()
    case = closed(world)
    url = reverse("cases:act", args=[case.id, "payment_paper"])
    page = reverse("cases:detail", args=[case.id])
    cashier = signed_in(world, "finance")
    assert url not in cashier.get(page).content.decode()
    draft = rules.PaymentDraft(5_000, "", payer="示例甲", reference="L-1", surplus="结案后到账。")
    ctx = world.act("finance", LATER)
    services.record_payment(ctx=ctx, case=case.id, draft=draft, on=LATER)
    assert url in cashier.get(page).content.decode()
