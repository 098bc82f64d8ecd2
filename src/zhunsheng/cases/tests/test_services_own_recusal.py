"""行政处罚法 43: who has an interest in a case asks to stand aside; a leader decides on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import RecusalOutcome, RecusalSource, TerminationGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules import aside, turning
from zhunsheng.cases.tests.steps import BELOW, DAY, refused, steps
from zhunsheng.cases.tests.test_services_ended import ended as struck_off
from zhunsheng.cases.tests.test_services_recused import recuse
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db
WHY = "与当事人的负责人是近亲属。"


@pytest.fixture
def world() -> World:
    made = World()
    made.add_user("third", "示例卯", "ENFORCEMENT_OFFICER")
    made.officers["third"] = made.add_officer("third", until=date(2027, 12, 31))
    return made


def ask(world: World, case: PenaltyCase, by: str, reason: str = WHY) -> Callable[[], object]:
    def act() -> object:
        draft = turning.ReasonDraft(reason)
        ctx = world.act(by, DAY)
        return services.request_recusal(ctx=ctx, case=case.id, draft=draft, on=DAY)

    return act


def decide(world: World, case: PenaltyCase, by: str) -> Callable[[], object]:
    def act() -> object:
        draft = rules.DecisionDraft(BELOW)
        ctx = world.act(by, DAY)
        return services.decide(ctx=ctx, case=case.id, draft=draft, on=DAY)

    return act


def test_is_asked_once_with_its_reason(world: World) -> None:
    case = world.opened(DAY)
    assert refused(world, ask(world, case, "yi", " ")) == ["recusal_request.no_reason"]
    assert refused(world, ask(world, case, "finance")) == ["step.recusal_request.wrong_role"]
    ask(world, case, "yi")()
    assert refused(world, ask(world, case, "yi")) == ["recusal_request.waits"]
    assert steps(world)[-1] == "recusal_request"


def test_of_a_handler_is_decided_before_the_case(world: World) -> None:
    """43.3: 决定作出之前，不停止调查; the case does not end before it."""
    case = world.told(BELOW, DAY)
    ask(world, case, "yi")()
    world.waive(case, DAY)  # the handler goes on
    assert refused(world, decide(world, case, "chief")) == ["case.recusal_awaited"]
    officer = world.officers["yi"]
    draft = turning.RecusalDraft(
        officer, RecusalSource.OFFICER, "所述关系不影响公正执法。", RecusalOutcome.REFUSED
    )
    ctx = world.act("deputy", DAY)
    services.decide_recusal(ctx=ctx, case=case.id, draft=draft, on=DAY)
    decide(world, case, "chief")()


def swap(world: World, case: PenaltyCase, leaves: str, joins: str) -> Callable[[], object]:
    def act() -> object:
        officers = world.officers
        draft = turning.ReassignmentDraft(officers[leaves], officers[joins], "工作调整。")
        ctx = world.act("deputy", DAY)
        return services.reassign(ctx=ctx, case=case.id, draft=draft, on=DAY)

    return act


def test_of_a_handler_is_settled_where_another_took_over(world: World) -> None:
    """43.2: 应当回避; who was replaced takes no part any more, and nothing is left to decide."""
    case = world.told(BELOW, DAY)
    world.waive(case, DAY)
    ask(world, case, "yi")()
    swap(world, case, "yi", "third")()
    assert refused(world, swap(world, case, "third", "yi")) == ["case.officers.interest"]
    assert refused(world, ask(world, case, "yi")) == ["recusal_request.aside_already"]
    decide(world, case, "chief")()


def test_before_the_opening_leaves_it_to_others(world: World) -> None:
    """43.1: who has an interest 应当回避; the case is opened by those who have none."""
    case = world.clue(DAY)
    ask(world, case, "yi")()

    def open_by(*keys: str) -> Callable[[], object]:
        def act() -> object:
            draft = rules.OpeningDraft(tuple(world.officers[key] for key in keys))
            ctx = world.act("deputy", DAY)
            return services.open_case(ctx=ctx, case=case.id, draft=draft, on=DAY)

        return act

    assert "case.officers.interest" in refused(world, open_by("yi", "bing"))
    open_by("bing", "third")()
    facts = queries.facts_of(world.viewer(), case.id, on=DAY)
    assert not facts.recusal_awaited


def test_that_waits_is_seen_on_the_desk_of_who_decides(world: World) -> None:
    """43.3: 由行政机关负责人决定; the case stands still for it, and no page calls it open."""
    case = world.told(BELOW, DAY)
    world.waive(case, DAY)

    def asked_of() -> list[tuple[str, frozenset[str]]]:
        found = queries.duties(world.viewer(), DAY)
        return [(one.label, one.roles) for one in found if one.key == f"cases.recusal:{case.id}"]

    [waits] = queries.upcoming(world.viewer(), on=DAY)
    assert waits.step is not None
    ask(world, case, "yi")()
    [(label, roles)] = asked_of()
    assert label == "决定回避"
    assert world.users["deputy"].roles & roles
    [waits] = queries.upcoming(world.viewer(), on=DAY)
    assert waits.step is None
    assert waits.label == "承办人申请回避，尚未决定"
    recuse(world, case, "yi", "third")
    assert asked_of() == []


def test_of_who_does_not_handle_the_case_is_final_and_named_on_its_page(
    world: World, settings
) -> None:
    """43: a reviewer or a head stands aside by asking; no decision is left that nobody can take."""
    settings.ZHUNSHENG_PINNED_NOW = f"{DAY.isoformat()}T10:00:00+08:00"
    case = world.told(BELOW, DAY)
    world.waive(case, DAY)
    for key in ("secretary", "deputy"):
        ask(world, case, key)()
        assert refused(world, ask(world, case, key)) == ["recusal_request.aside_already"]
    text = signed_in(world, "chief").get(f"/cases/{case.id}/").content.decode()
    names = {key: world.users[key].name for key in ("secretary", "deputy")}
    assert f"{names['secretary']}已申请回避，不再参加本案办理</" in text
    assert f"{names['deputy']}已申请回避，没有其他负责人的报请上级部门</" in text
    assert [one for one in queries.duties(world.viewer(), DAY) if "recusal" in one.key] == []
    decide(world, case, "chief")()


def test_of_a_reviewer_keeps_the_opinion_from_him(world: World) -> None:
    case = world.investigated(DAY)
    world.propose(case, BELOW, DAY)
    services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    ask(world, case, "reviewer")()
    assert refused(world, lambda: world.conclude(case, DAY)) == ["case.by.interest"]


def test_of_a_leader_holds_until_the_others_decided(world: World) -> None:
    """43.3: the chief's recusal is discussed by the persons in charge together."""
    case = world.told(BELOW, DAY)
    world.waive(case, DAY)
    ask(world, case, "deputy")()
    assert refused(world, decide(world, case, "deputy")) == ["case.by.interest"]
    other = world.add_user("other", "示例寅", "DEPUTY_HEAD")
    members = tuple(world.users[key].id for key in ("chief", other))

    def settle() -> object:
        draft = aside.LeaderRecusalDraft(
            world.users["deputy"].id,
            RecusalSource.OFFICER,
            "所述关系不影响公正执法。",
            members,
            RecusalOutcome.REFUSED,
        )
        ctx = world.act("secretary", DAY)
        return services.decide_leader_recusal(ctx=ctx, case=case.id, draft=draft, on=DAY)

    settle()
    decide(world, case, "deputy")()


def test_has_no_place_in_a_penalty_on_the_spot(world: World) -> None:
    """51, 52: it is decided at once; who has an interest stands aside before, and all is said."""
    case = world.spot(DAY)
    assert refused(world, ask(world, case, "yi")) == ["case.step.not_of_the_procedure"]


@pytest.mark.parametrize("end", ["terminate", "transfer"])
def test_of_a_handler_is_decided_before_the_case_ends_otherwise(world: World, end: str) -> None:
    """43.3: 决定作出之前，不停止调查; 58.1: who reviewed a case does not end it."""
    world.add_user("dual", "示例寅", "DEPUTY_HEAD", "LEGAL_REVIEWER")
    case = world.investigated(DAY)
    world.propose(case, BELOW, DAY)
    world.review(case, DAY, by="dual")
    struck_off(world)

    def act(by: str) -> object:
        ctx = world.act(by, DAY)
        if end == "terminate":
            ground = turning.TerminationDraft(TerminationGround.NO_SUCCESSOR, "企业已经注销。")
            return services.terminate(ctx=ctx, case=case.id, draft=ground, on=DAY)
        draft = turning.TransferDraft("示例区市场监管局", "不属于本局管辖。", "案卷材料")
        return services.transfer(ctx=ctx, case=case.id, draft=draft, on=DAY)

    assert refused(world, lambda: act("dual")) == ["case.by.reviewer"]
    ask(world, case, "yi")()
    assert refused(world, lambda: act("chief")) == ["case.recusal_awaited"]


def test_of_a_reviewer_undoes_the_opinion_he_gave(world: World) -> None:
    """43.1: 应当回避; the review of one who has to stand aside is none (58.1)."""
    world.add_user("dual", "示例寅", "LEGAL_REVIEWER")
    case = world.told(BELOW, DAY)
    world.waive(case, DAY)
    ask(world, case, "reviewer")()
    assert refused(world, decide(world, case, "chief")) == ["case.review.fell"]
    world.review(case, DAY, by="dual")
    decide(world, case, "chief")()


def test_of_a_handler_granted_after_the_review_undoes_it(world: World) -> None:
    """43.3, 58.1: the file that was reviewed was that of somebody who had to stand aside."""
    world.add_user("fourth", "示例卯辰", "ENFORCEMENT_OFFICER")
    world.officers["fourth"] = world.add_officer("fourth", until=date(2027, 12, 31))
    case = world.told(BELOW, DAY)
    world.waive(case, DAY)
    draft = turning.RecusalDraft(
        world.officers["yi"],
        RecusalSource.OFFICER,
        "近亲属在该单位任职。",
        RecusalOutcome.GRANTED,
        world.officers["fourth"],
    )
    ctx = world.act("deputy", DAY)
    services.decide_recusal(ctx=ctx, case=case.id, draft=draft, on=DAY)
    assert refused(world, decide(world, case, "chief")) == ["case.review.fell"]
    ctx = world.act("bing", DAY)
    services.request_legal_review(ctx=ctx, case=case.id, on=DAY)
    world.conclude(case, DAY)
    decide(world, case, "chief")()
