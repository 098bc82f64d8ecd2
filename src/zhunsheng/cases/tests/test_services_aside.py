"""A person in charge stands aside from a case when the others decide so together (43)."""

from __future__ import annotations

from uuid import UUID

import pytest

from zhunsheng.cases import queries, services
from zhunsheng.cases.choices import RecusalOutcome, RecusalSource
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules.aside import LeaderRecusalDraft
from zhunsheng.cases.tests import inquiries
from zhunsheng.cases.tests.steps import BELOW, DAY, HEAVY, refused
from zhunsheng.cases.tests.test_services_parties import approve, join
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.inquiry import services as inquiry

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
) -> PenaltyCase:
    sat = tuple(world.users[one].id for one in members or ("chief", "other"))
    draft = LeaderRecusalDraft(
        world.users[leader].id, RecusalSource.PARTY, reason, sat, outcome=outcome
    )
    ctx = world.act(by, DAY)
    return services.decide_leader_recusal(ctx=ctx, case=case, draft=draft, on=DAY)


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
        ) == {"preservation.approver.interested"}
        inquiry.approve_preservation(ctx=world.act("other", DAY), preservation=row.id, on=DAY)

    def test_sits_in_no_discussion_of_it(self, world: World) -> None:
        case = world.told(HEAVY, DAY)
        world.waive(case, DAY)
        world.waive_hearing(case, DAY)
        decide(world, case.id, "deputy")
        assert refused(world, lambda: world.discuss(case, HEAVY, DAY)) == [
            "discussion.member_interest"
        ]
        world.discuss(case, HEAVY, DAY, "chief", "other")

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


def test_the_page_offers_the_persons_in_charge(world: World, settings) -> None:
    settings.ZHUNSHENG_PINNED_NOW = f"{DAY.isoformat()}T10:00:00+08:00"
    case = world.opened(DAY)
    client = signed_in(world, "secretary")
    text = client.get(f"/cases/{case.id}/leader_recusal/").content.decode()
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
