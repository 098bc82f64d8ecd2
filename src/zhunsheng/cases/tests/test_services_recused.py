"""Who was recused from a case takes no part in it any more, in whatever room (43)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import (
    CrimeDecision,
    NoPenaltyGround,
    RecusalOutcome,
    RecusalSource,
    TerminationGround,
)
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries.inquired import inquired
from zhunsheng.cases.queries.matters import matter
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests import inquiries
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.test_services_parties import approve, join
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = World()
    for key, name in (("third", "示例寅"), ("fourth", "示例卯")):
        made.add_user(key, name, Role.ENFORCEMENT_OFFICER)
        made.officers[key] = made.add_officer(key, until=date(2027, 12, 31))
    return made


def recuse(world: World, case: PenaltyCase, leaves: str, joins: str) -> object:
    draft = turning.RecusalDraft(
        world.officers[leaves],
        RecusalSource.PARTY,
        "近亲属",
        RecusalOutcome.GRANTED,
        world.officers[joins],
    )
    ctx = world.act("deputy", DAY)
    return services.decide_recusal(ctx=ctx, case=case.id, draft=draft, on=DAY)


class TestWhoWasRecused:
    """行政处罚法 43: who has an interest stands aside until the case is over."""

    def test_delivers_nothing(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        recuse(world, case, "yi", "third")
        ctx = world.act("third", DAY)
        services.request_legal_review(ctx=ctx, case=case.id, on=DAY)
        world.conclude(case, DAY)
        world.decide(case, BELOW, DAY)

        def deliver(by: str) -> object:
            ctx = world.act(by, DAY)
            draft = world.delivered()
            return services.deliver_decision(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, lambda: deliver("yi")) == ["case.by.interest"]
        deliver("third")

    def test_does_not_come_back(self, world: World) -> None:
        case = world.opened(DAY)
        recuse(world, case, "yi", "third")
        back = turning.ReassignmentDraft(world.officers["third"], world.officers["yi"], "工作调整")

        def reassign() -> object:
            ctx = world.act("deputy", DAY)
            return services.reassign(ctx=ctx, case=case.id, draft=back, on=DAY)

        assert refused(world, reassign) == ["case.officers.interest"]
        codes = refused(world, lambda: recuse(world, case, "third", "yi"))
        assert codes == ["handlers.barred"]

    def test_takes_no_evidence_in_any_file_of_the_case(self, world: World) -> None:
        case = world.opened(DAY)
        joined = join(world, case)
        approve(world, joined)
        recuse(world, case, "yi", "third")
        for one in (case, joined):
            ask = partial(inquiries.ask, world, one, inquiries.interview(world))
            assert refused(world, ask) == ["inquiry.officer.interested"]
            served = matter(world.viewer(), one.id)
            assert served is not None
            assert served.recused == {world.officers["yi"]}


def test_no_evidence_is_taken_while_the_police_have_the_case(world: World) -> None:
    """行政处罚法 27; 行政强制法 21: what is a crime is theirs to inquire into."""
    case = world.opened(DAY)
    team = (world.officers["yi"], world.officers["bing"])
    report = turning.CrimeReportDraft("危险作业罪", "事实", team, "照片")
    services.report_crime(ctx=world.act("yi", DAY), case=case.id, draft=report, on=DAY)
    agreed = turning.CrimeDecisionDraft(CrimeDecision.APPROVED, "", "10:00")
    services.decide_crime_transfer(ctx=world.act("chief", DAY), case=case.id, draft=agreed, on=DAY)
    handed = turning.HandoverDraft("示例公安局", "材料", "示回1", "10:00")
    services.hand_over_crime(ctx=world.act("yi", DAY), case=case.id, draft=handed, on=DAY)
    for act in (
        lambda: inquiries.ask(world, case, inquiries.interview(world)),
        lambda: inquiries.requested(world, case),
    ):
        assert refused(world, act) == ["inquiry.subject.with_police"]
    assert inquired(world.viewer(), case.id, hold=False).is_with_police
    served = matter(world.viewer(), case.id)
    assert served is not None
    assert served.is_with_police


def test_a_longer_term_is_one_for_the_whole_case(world: World) -> None:
    """行政处罚法 60: the case has one term, whichever party's file it was extended in."""
    case = world.opened(DAY)
    joined = join(world, case)
    approve(world, joined)
    until = DAY + timedelta(days=120)
    world.extend(joined, DAY, until)
    shorter = until - timedelta(days=5)
    codes = refused(world, lambda: world.extend(case, DAY, shorter))
    assert codes == ["extension.not_later"]


@pytest.mark.parametrize("named", [("yi", "bing"), ("bing",)])
def test_nothing_is_decided_on_what_officers_with_an_interest_found(
    world: World, named: tuple[str, ...]
) -> None:
    """行政处罚法 43: the recusal is decided, or the handler replaced, before the case is."""
    case = world.told(BELOW, DAY)
    world.waive(case, DAY)
    for key in named:
        world.declare(key, DAY)
    interest = "case.officers.interest"
    assert interest in refused(world, lambda: world.decide(case, BELOW, DAY))
    assert interest in refused(world, lambda: world.discuss(case, BELOW, DAY))
    spared = rules.NoPenaltyDraft(NoPenaltyGround.NOT_ESTABLISHED, "现有证据不足以证明。")
    ended = turning.TerminationDraft(TerminationGround.NO_SUCCESSOR, "示例理由。")
    sent = turning.TransferDraft("示例区市场监督管理局", "示例理由。")
    ways: tuple[tuple[Any, Any], ...] = (
        (services.decide_no_penalty, spared),
        (services.terminate, ended),
        (services.transfer, sent),
    )
    for service, draft in ways:
        act = partial(service, ctx=world.act("chief", DAY), case=case.id, draft=draft, on=DAY)
        assert interest in refused(world, act)
