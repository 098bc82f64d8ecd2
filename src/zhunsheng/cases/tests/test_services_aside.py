"""A person in charge stands aside from a case when the others decide so together (43)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import Checked, RecusalOutcome, RecusalSource
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries.inquired import inquired
from zhunsheng.cases.queries.matters import matter
from zhunsheng.cases.rules import turning
from zhunsheng.cases.rules.aside import LeaderRecusalDraft
from zhunsheng.cases.tests import inquiries
from zhunsheng.cases.tests import test_services_sealed as sealed
from zhunsheng.cases.tests.steps import BELOW, DAY, HEAVY, refused
from zhunsheng.cases.tests.test_services_parties import approve, join
from zhunsheng.cases.tests.test_services_recused import recuse
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World
from zhunsheng.cases.views.reading import marks_of
from zhunsheng.documents import queries as documents
from zhunsheng.inquiry import services as inquiry
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.legalreview import services as reviews
from zhunsheng.legalreview.models import Review

pytestmark = pytest.mark.django_db
GRANTED, REFUSED = RecusalOutcome.GRANTED, RecusalOutcome.REFUSED


@pytest.fixture
def world() -> World:
    made = World()
    for key, name in (("other", "示例寅"), ("third", "示例卯")):
        made.add_user(key, name, "DEPUTY_HEAD")
    return made


def decide(
    world: World,
    case: UUID,
    leader: str,
    *members: str,
    outcome: RecusalOutcome = GRANTED,
    by: str = "secretary",
    reason: str = "其近亲属在当事人处任职。",
    on: date = DAY,
) -> PenaltyCase:
    sat = tuple(world.users[one].id for one in members or ("chief", "other"))
    draft = LeaderRecusalDraft(
        world.users[leader].id, RecusalSource.PARTY, reason, sat, outcome=outcome
    )
    ctx = world.act(by, on)
    return services.decide_leader_recusal(ctx=ctx, case=case, draft=draft, on=on)


class TestDecision:
    """行政处罚法 43.3: one does not decide on oneself, the other persons in charge do."""

    def test_is_on_paper_with_the_names_of_who_decided(self, world: World) -> None:
        case = world.opened(DAY)
        decide(world, case.id, "deputy")
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        [paper] = (one for one in papers if one.kind == "recusal_decision")
        said = " ".join(map(str, documents.paper(paper).blocks))
        assert "当事人申请负责人示例辛回避" in said
        assert "本局其他负责人（示例丁、示例寅）集体讨论后决定示例辛应当回避" in said
        assert "示例辛不再参加本案的审批、讨论和决定。" in said

    @pytest.mark.parametrize(
        ("leader", "members", "reason", "codes"),
        [
            ("deputy", ("chief",), "理由", ["leader_recusal.too_few"]),
            ("deputy", ("chief", "other"), " ", ["leader_recusal.no_reason"]),
            ("deputy", ("deputy", "chief", "other"), "理由", ["leader_recusal.own"]),
            ("yi", ("chief", "other"), "理由", ["leader_recusal.no_leader"]),
            ("deputy", ("chief", "other", "reviewer"), "理由", ["leader_recusal.members"]),
            (
                "deputy",
                ("deputy", "chief"),
                "理由",
                ["leader_recusal.own", "leader_recusal.too_few"],
            ),
        ],
    )
    def test_is_refused_with_every_reason(
        self, world: World, leader: str, members: tuple[str, ...], reason: str, codes: list[str]
    ) -> None:
        case = world.opened(DAY)
        act = lambda: decide(world, case.id, leader, *members, reason=reason)  # noqa: E731
        assert refused(world, act) == codes

    def test_is_recorded_by_nobody_who_stands_aside_and_made_once(self, world: World) -> None:
        case = world.opened(DAY)
        decide(world, case.id, "deputy")
        again = refused(world, lambda: decide(world, case.id, "deputy", "other", "third"))
        assert again == ["leader_recusal.aside_already"]
        sits = refused(world, lambda: decide(world, case.id, "third", "chief", "other", "deputy"))
        assert sits == ["leader_recusal.members"]
        by = refused(world, lambda: decide(world, case.id, "third", "chief", "other", by="deputy"))
        assert by == ["case.by.interest"]

    @pytest.mark.parametrize(("on", "law"), [(DAY, "SAWS-15:24"), (date(2026, 2, 2), "MEM-18")])
    def test_names_the_rule_by_which_they_decide_together_as_unverified(
        self, world: World, on: date, law: str
    ) -> None:
        """43.3 lets a head decide on officers; that heads decide together is a ministry rule."""
        case = world.opened(on)
        with pytest.raises(StepRefused) as refusal:
            decide(world, case.id, "deputy", "chief", on=on)
        [found] = refusal.value.findings
        assert str(found.basis) == law
        assert "只有1人（依据的条文未核实）" in found.message

    def test_is_recorded_by_nobody_whom_it_concerns(self, world: World) -> None:
        """43.3: nobody decides on the own recusal, nor that there is no ground for it."""
        case = world.opened(DAY)
        for outcome in (GRANTED, REFUSED):
            act = partial(decide, world, case.id, "deputy", by="deputy", outcome=outcome)
            assert refused(world, act) == ["leader_recusal.by_self"]


class TestWhoStandsAside:
    def test_decides_nothing_in_the_case_nor_in_that_of_another_party(self, world: World) -> None:
        """43.1: an interest bars from the whole case."""
        case = world.opened(DAY)
        joined = join(world, case)
        decide(world, case.id, "deputy")
        assert refused(world, lambda: approve(world, joined)) == ["case.by.interest"]
        row = inquiries.requested(world, case)
        assert inquiries.refused(
            world,
            lambda: inquiry.approve_preservation(
                ctx=world.act("deputy", DAY), preservation=row.id, on=DAY
            ),
        ) == {"inquiry.approver.interested"}
        inquiry.approve_preservation(ctx=world.act("other", DAY), preservation=row.id, on=DAY)

    def test_approves_no_compulsory_measure_in_it(self, world: World) -> None:
        """43.1, 行政强制法 18(1): the approval of a seizure in the case is of the case."""
        case = world.opened(sealed.DAY)
        row = sealed.asked(world, case)
        decide(world, case.id, "deputy", on=sealed.DAY)
        assert refused(world, lambda: sealed.approve(world, row)) == ["compulsion.by.interested"]
        sealed.approve(world, row, by="other")

    def test_does_not_handle_the_case_as_an_officer_either(self, world: World) -> None:
        """43.1: who stands aside does so from the whole case, in whatever capacity."""
        officer = world.add_officer("third", until=date(2027, 12, 31))
        world.officers["third"] = officer
        case = world.opened(DAY)
        decide(world, case.id, "third")
        assert refused(world, lambda: recuse(world, case, "yi", "third")) == ["handlers.barred"]
        swap = turning.ReassignmentDraft(world.officers["yi"], officer, "工作调整")
        ctx = world.act("deputy", DAY)
        act = partial(services.reassign, ctx=ctx, case=case.id, draft=swap, on=DAY)
        assert refused(world, act) == ["case.officers.interest"]
        assert inquired(world.viewer(), case.id, hold=False).recused == {officer}
        served = matter(world.viewer(), case.id)
        assert served is not None
        assert served.recused == {officer}
        assert served.aside == {world.users["third"].id}

    def test_sits_in_no_discussion_of_it(self, world: World) -> None:
        case = world.told(HEAVY, DAY)
        world.waive(case, DAY)
        world.waive_hearing(case, DAY)
        decide(world, case.id, "deputy")
        assert refused(world, lambda: world.discuss(case, HEAVY, DAY)) == [
            "discussion.member_interest"
        ]
        world.discuss(case, HEAVY, DAY, "chief", "other")

    def test_gives_its_review_to_nobody(self, world: World) -> None:
        """43.1, 58.1: who reviews the case is of the case, too."""
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        decide(world, case.id, "deputy")
        services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        [row] = Review.objects.of(world.viewer())

        def give(by: str) -> object:
            to = world.users["reviewer"].id
            return reviews.assign_review(ctx=world.act(by, DAY), review=row.id, to=to, on=DAY)

        assert refused(world, lambda: give("deputy")) == ["review.giver_barred"]
        give("other")

    def test_votes_for_no_decision_that_comes_after(self, world: World) -> None:
        """行政处罚法 43.1: 应当回避; a discussion counts no vote of who stands aside since."""
        case = world.told(HEAVY, DAY)
        world.waive(case, DAY)
        world.waive_hearing(case, DAY)
        world.discuss(case, HEAVY, DAY)
        decide(world, case.id, "deputy")
        decided = lambda: world.decide(case, HEAVY, DAY)  # noqa: E731
        assert refused(world, decided) == ["case.discussion.voter_aside"]
        world.discuss(case, HEAVY, DAY, "chief", "other")
        decided()

    def test_goes_on_where_the_others_see_no_ground(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        decide(world, case.id, "chief", "deputy", "other", outcome=REFUSED)
        world.decide(case, BELOW, DAY)
        assert queries.case(world.viewer(), case.id).number


class TestABureauOfTwoHeads:
    """行政处罚法 43, 57.1: a case does not stand still because one of them stands aside."""

    @pytest.fixture
    def world(self, monkeypatch: pytest.MonkeyPatch) -> World:
        """Return a bureau that has the deputy sign, with a second deputy who then leaves it."""
        real = lawbook.parameter

        def parameter(key: str, **about: Any) -> lawbook.ParameterValue:
            held = real(key, **about)
            return replace(held, value={"": 1}) if key == "penalty.endorsement" else held

        monkeypatch.setattr(lawbook, "parameter", parameter)
        made = World()
        for key, name in (("other", "示例寅"), ("third", "示例卯")):
            made.add_user(key, name, "DEPUTY_HEAD")
        return made

    def leave(self, world: World, *keys: str) -> None:
        for key in keys:
            world.users[key].is_active = False
            world.users[key].save()

    def submitted(self, world: World) -> PenaltyCase:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        ctx, draft = world.act("yi", DAY), turning.SubmissionDraft("建议处罚。")
        services.submit_for_decision(ctx=ctx, case=case.id, draft=draft, on=DAY)
        return case

    def endorse(self, world: World, case: PenaltyCase) -> object:
        ctx, draft = world.act("deputy", DAY), turning.CheckDraft(Checked.AGREED, "同意")
        return services.endorse(ctx=ctx, case=case.id, draft=draft, on=DAY)

    def test_the_chief_decides_where_the_deputy_stands_aside(self, world: World) -> None:
        case = self.submitted(world)
        decide(world, case.id, "deputy")
        due = refused(world, lambda: world.decide(case, BELOW, DAY))
        assert due == ["penalty.ordinary.decision.needs.endorsement"]
        self.leave(world, "other", "third")
        facts = queries.facts_of(world.viewer(), case.id, on=DAY)
        assert "须回避的除外，没有其他负责人可以审签，呈批后直接决定" in marks_of(facts)
        [waits] = queries.upcoming(world.viewer(), on=DAY)
        assert waits.step is not None
        assert waits.step.key == "decision"
        world.decide(case, BELOW, DAY)

    def test_the_deputy_decides_where_the_chief_stands_aside(self, world: World) -> None:
        case = self.submitted(world)
        self.endorse(world, case)
        decide(world, case.id, "chief", "deputy", "other")
        ctx, draft = world.act("deputy", DAY), rules.DecisionDraft(BELOW)
        act = partial(services.decide, ctx=ctx, case=case.id, draft=draft, on=DAY)
        assert refused(world, act) == ["case.by.endorser"]
        self.leave(world, "other", "third")
        act()


def test_a_reviewer_with_an_interest_attends_no_discussion(world: World) -> None:
    """行政处罚法 43.1, 58.1: who attends as the reviewer has no interest in the party."""
    case = world.told(HEAVY, DAY)
    world.waive(case, DAY)
    world.waive_hearing(case, DAY)
    world.officers["reviewer"] = world.add_officer("reviewer", until=date(2027, 12, 31))
    world.declare("reviewer", DAY)
    codes = refused(world, lambda: world.discuss(case, HEAVY, DAY))
    assert codes == ["case.review.fell", "discussion.reviewer_unfit"]


def test_the_page_offers_the_persons_in_charge(world: World, settings) -> None:
    settings.ZHUNSHENG_PINNED_NOW = f"{DAY.isoformat()}T10:00:00+08:00"
    case = world.opened(DAY)
    client = signed_in(world, "secretary")
    world.users["third"].is_active = False
    world.users["third"].save()
    text = client.get(f"/cases/{case.id}/leader_recusal/").content.decode()
    assert f'value="{world.users["deputy"].id}"' in text
    assert f'value="{world.users["third"].id}"' not in text
    assert "参加集体讨论的其他负责人" in text
    sent = {
        "request_key": "k1",
        "version": str(queries.case(world.viewer(), case.id).version),
        "leader": str(world.users["deputy"].id),
        "members": [str(world.users[one].id) for one in ("chief", "other")],
        "source": "PARTY",
        "reason": "其近亲属在当事人处任职。",
        "outcome": "GRANTED",
    }
    assert client.post(f"/cases/{case.id}/leader_recusal/", sent).status_code == 302
    shown = client.get(f"/cases/{case.id}/").content.decode()
    assert "示例丁、示例寅集体讨论，决定负责人示例辛应当回避" in shown
    text = client.get(f"/cases/{case.id}/leader_recusal/").content.decode()
    assert f'value="{world.users["deputy"].id}"' not in text
