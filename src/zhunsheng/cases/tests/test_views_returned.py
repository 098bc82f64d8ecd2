"""What the pages of a case say after its review was returned (行政处罚法 58)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from zhunsheng.cases import services
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests import inquiries
from zhunsheng.cases.tests.steps import BELOW, DAY
from zhunsheng.cases.tests.test_services_returned import add_evidence
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World
from zhunsheng.inquiry.choices import DisposalKind, Keeping
from zhunsheng.legalreview.choices import Outcome
from zhunsheng.legalreview.models import Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def case(world: World) -> PenaltyCase:
    made = world.investigated(DAY)
    world.propose(made, BELOW, DAY)
    world.review(made, DAY, Outcome.RETURNED)
    return made


def test_the_case_names_what_is_to_mend_until_it_is_handed_in_again(
    world: World, case: PenaltyCase
) -> None:
    """58.1: the handlers mend what the opinion names, and find the opinion."""
    url = reverse("cases:detail", args=[case.id])
    [row] = Review.objects.of(world.viewer())
    client = signed_in(world, "yi")
    text = client.get(url).content.decode()
    shown = text[text.index('id="returned"') :].partition("</div>")[0]
    assert "审核意见。" in shown
    assert "需要补正：F3缺少询问笔录或者当事人陈述。" in shown
    assert shown.count("<li>") == 1, "each item that was objected to, with what the reviewer says"
    assert "审核人说明：缺少询问笔录" in shown
    assert reverse("legalreview:detail", args=[row.id]) in shown
    add_evidence(world, case, "询问笔录")
    services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    assert 'id="returned"' not in client.get(url).content.decode()


def test_the_reviewer_answers_nothing_before_it_is_handed_in_again(
    world: World, case: PenaltyCase
) -> None:
    url = reverse("cases:act", args=[case.id, "legal_review"])
    client = signed_in(world, "reviewer")
    text = client.get(url).content.decode()
    assert "第 1 次审核已有意见（退回补正）" in text
    assert "facts_defects" not in text
    add_evidence(world, case, "询问笔录")
    services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    assert "facts_defects" in client.get(url).content.decode()


def offers(world: World, case: PenaltyCase, by: str) -> str:
    """Return the card of what may be done next on the page of a case."""
    text = signed_in(world, by).get(reverse("cases:detail", args=[case.id])).content.decode()
    return text[text.index('id="next"') :].partition("<details")[0]


def test_the_handlers_find_the_acts_that_mend_what_the_review_named(world: World) -> None:
    """58.1, 56: what is preserved is handled and the opinion fetched before it goes back."""
    case = world.investigated(DAY)
    kept, asked = inquiries.running(world, case), inquiries.commissioned(world, case)
    world.propose(case, BELOW, DAY)
    assert "保存期限已过，登记解除" not in offers(world, case, "yi")
    world.review(case, DAY, Outcome.RETURNED)
    shown = offers(world, case, "yi")
    assert reverse("inquiry:step", args=[kept.id, Keeping.PROPOSAL.value]) in shown
    assert reverse("inquiry:commission", args=[asked.id, "expert_result"]) in shown
    for act, why in (
        ("保存期限已过，登记解除", "期限2025-03-12"),
        ("收取鉴定意见", "示例司法鉴定中心"),
        ("登记证据", "需要补正：F3缺少询问笔录或者当事人陈述"),
        ("拟处理意见", "需要补正：F3缺少询问笔录或者当事人陈述"),
    ):
        assert why in shown[shown.index(f"<span>{act}<small>") :].partition("</div>")[0]
    assert "保存期限已过，登记解除" not in offers(world, case, "reviewer")


def test_what_another_must_do_is_shown_without_a_button(world: World) -> None:
    case = world.investigated(DAY)
    row = inquiries.running(world, case)
    world.propose(case, BELOW, DAY)
    inquiries.propose(world, row, DAY, DisposalKind.GIVEN_BACK, DisposalKind.GIVEN_BACK)
    world.review(case, DAY, Outcome.RETURNED)
    shown = offers(world, case, "yi")
    said = shown[shown.index("<span>保存期限已过，登记解除<small>") :].partition("</div>")[0]
    assert "等待" in said
    assert "href" not in said.partition("</span>")[2]


def test_the_reviewer_is_told_that_the_file_changed_before_a_question_is_answered(
    world: World,
) -> None:
    """58.1: an opinion is given on the file as it is; seven answers are not typed for nothing."""
    case = world.investigated(DAY)
    world.propose(case, BELOW, DAY)
    services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    client, url = signed_in(world, "reviewer"), reverse("cases:act", args=[case.id, "legal_review"])
    told = "送审后案件材料已有变化，原送审材料不再是现有案卷"
    assert told not in client.get(url).content.decode()
    add_evidence(world, case, "询问笔录")
    assert told in client.get(url).content.decode()
    services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    assert told not in client.get(url).content.decode()
