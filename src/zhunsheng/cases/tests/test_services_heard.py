"""The decision answers what the party put forward at its hearing."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import Vote
from zhunsheng.cases.documents import parts
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.steps import (
    BELOW,
    DAY,
    HEARD_ON,
    HEAVY,
    RECORD,
    called,
    heard,
    refused,
)
from zhunsheng.cases.tests.test_services_returned import add_evidence
from zhunsheng.cases.tests.world import BUREAU, World
from zhunsheng.documents import queries as documents
from zhunsheng.legalreview import queries as legalreview

pytestmark = pytest.mark.django_db
AFTER = date(2025, 3, 24)


def propose_anew(
    world: World, case: PenaltyCase, fine_fen: int, said: str, facts: str, on: date = DAY
) -> PenaltyCase:
    """Propose once more after a notice, with facts of the proposal's own and what is new."""
    fines = (world.fine(case, case.violation_keys[0], fine_fen),)
    items = tuple(one.id for one in queries.file_of(world.viewer(), case.id, on=on).evidence)
    draft = rules.ProposalDraft(
        fines, facts=facts, new_facts=said, new_evidence=items, discretion="涉及3名作业人员。"
    )
    return services.propose(ctx=world.act("yi", on), case=case.id, draft=draft, on=on)


class TestTheDecisionAfterAHearing:
    """行政处罚法 45, 59, 65: it tells what the party put forward and why that was taken or not."""

    def test_tells_what_was_put_forward_and_how_it_was_judged(self) -> None:
        world = World(BUREAU)
        case = heard(world)
        world.review(case, AFTER)
        world.discuss(case, HEAVY, AFTER)
        world.decide(case, HEAVY, AFTER)
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        [told] = [row.contents for row in papers if row.kind == "penalty_decision"]
        [rights] = [row.number for row in papers if row.kind == "hearing_rights_notice"]
        assert told["hearing"] == (
            f"本局同时送达《行政处罚听证告知书》（编号：{rights}），告知了要求听证的权利。"
            "应当事人申请，本局于2025年3月14日举行了听证。听证中，当事人提出：请求从轻。"
            "经复核，已经整改属实，裁量时已考虑。"
        )
        assert told["representation"] == "当事人的陈述申辩意见在听证中提出。"

    def test_follows_no_report_without_that_answer(self) -> None:
        world = World(BUREAU)
        case = called(world)
        ctx = world.act("secretary", HEARD_ON)
        services.hold_hearing(ctx=ctx, case=case.id, draft=RECORD, on=HEARD_ON)
        draft = rules.HearingReportDraft("处罚建议不变。", "请求从轻。", "属实。", " ", "维持。")

        def report() -> object:
            by = world.act("secretary", HEARD_ON)
            return services.report_hearing(ctx=by, case=case.id, draft=draft, on=HEARD_ON)

        assert refused(world, report) == ["document.content.empty"]

    def test_that_takes_up_a_view_is_answered_in_the_decision(self) -> None:
        """65: 根据听证笔录，作出决定; 45.1: what is established is accepted, and says how."""
        world = World(BUREAU)
        case = called(world)
        ctx = world.act("secretary", HEARD_ON)
        services.hold_hearing(ctx=ctx, case=case.id, draft=RECORD, on=HEARD_ON)
        draft = rules.HearingReportDraft("不变。", "从轻。", "属实。", "采纳，应当减轻。", "减轻。")
        ctx = world.act("reviewer", HEARD_ON)
        services.report_hearing(ctx=ctx, case=case.id, draft=draft, on=HEARD_ON)
        world.review(case, HEARD_ON)
        world.waive(case, HEARD_ON)
        world.discuss(case, HEAVY, HEARD_ON)
        for note in ("", "1111"):
            codes = refused(world, partial(world.decide, case, HEAVY, HEARD_ON, note))
            assert codes == ["decision.accepted_unanswered"]
        world.decide(case, HEAVY, HEARD_ON, "已经在裁量中考虑整改情况，数额不再改变。")


def test_the_decision_tells_what_the_party_said_and_how_it_was_answered() -> None:
    """行政处罚法 45.1, 59.1: 充分听取当事人的意见 shows in the words of the party."""
    world = World()
    case = world.told(BELOW, DAY)
    said = rules.StatementDraft("示例甲", "当事人已经报名培训，请求从轻。")
    services.record_representation(ctx=world.act("yi", DAY), case=case.id, draft=said, on=DAY)
    answer = rules.AnswerDraft(False, "从轻情节已在拟处罚意见中考虑。")
    services.answer_representation(ctx=world.act("yi", DAY), case=case.id, draft=answer, on=DAY)
    told = parts.statement_text(queries.file_of(world.viewer(), case.id, on=DAY))
    assert told == (
        "2025年3月3日，示例甲提出陈述申辩意见：当事人已经报名培训，请求从轻。"
        "经复核，不予采纳：从轻情节已在拟处罚意见中考虑。"
    )


class TestAfterAStatement:
    """行政处罚法 45.2: 不得因当事人陈述、申辩而给予更重的处罚."""

    def test_is_heavier_only_on_new_facts_with_new_evidence(self) -> None:
        world = World(BUREAU)
        case = world.told(BELOW, DAY)
        services.record_representation(
            ctx=world.act("yi", DAY),
            case=case.id,
            draft=rules.StatementDraft("示例甲", "请求从轻。"),
            on=DAY,
        )

        def propose(said: str, facts: str = "") -> PenaltyCase:
            return propose_anew(world, case, BELOW + 100, said, facts)

        more = ("另查明1人无证作业。", f"{case.facts}另查明1人无证作业。")
        assert refused(world, lambda: propose("态度恶劣")) == ["amount.heavier_after_defence"]
        assert refused(world, lambda: propose(*more)) == ["amount.heavier_after_defence"]
        add_evidence(world, case, "补充询问笔录")
        for said, facts in (
            ("态度恶劣", ""),
            ("态度恶劣", f"{case.facts}。"),  # a full stop is no new fact
            ("态度恶劣", more[1]),  # what is said to be new does not stand in the facts
            (case.facts, more[1]),  # what was told is not new
        ):
            codes = refused(world, partial(propose, said, facts))
            assert codes == ["amount.heavier_after_defence"], said
        propose(*more)


class TestAResolutionAgainstTheVotes:
    """行政处罚法 57.2: 集体讨论决定; what was resolved rests on what was voted."""

    @pytest.mark.parametrize(
        ("others", "why", "codes"),
        [
            (("chief", "deputy"), "两人不同意处罚，仍按拟处理意见。", ["discussion.against_all"]),
            (("chief",), "主要负责人不同意，仍按拟处理意见。", ["discussion.against_chief"]),
            (("deputy",), "综合考虑。", ["discussion.dissent_unexplained"]),
            (("deputy",), "副职认为过重，主要负责人认为裁量适当。", []),
        ],
    )
    def test_is_refused(self, others: tuple[str, ...], why: str, codes: list[str]) -> None:
        world = World(BUREAU)
        case = world.told(HEAVY, DAY)
        world.waive(case, DAY)
        world.waive_hearing(case, DAY)

        def view(key: str) -> rules.MemberView:
            member = world.users[key].id
            if key in others:
                return rules.MemberView(member, Vote.SPARE, "不同意处罚。")
            return rules.MemberView(member)

        draft = rules.DiscussionDraft(
            (view("deputy"), view("chief")),
            HEAVY,
            "同意处罚。",
            reporters=("示例乙",),
            reviewer=world.users["reviewer"].id,
            on_dissent=why,
        )

        def discuss() -> PenaltyCase:
            ctx = world.act("secretary", DAY)
            return services.discuss(ctx=ctx, case=case.id, draft=draft, on=DAY)

        if codes:
            assert refused(world, discuss) == codes
        else:
            discuss()

    @pytest.mark.parametrize("fine_fen", [HEAVY - 100_00, HEAVY + 100_00])
    def test_is_refused_where_all_voted_for_another_amount(self, fine_fen: int) -> None:
        """54, 57.2: the minutes say one thing, what was voted is what was resolved."""
        world = World(BUREAU)
        case = world.told(HEAVY, DAY)
        world.waive(case, DAY)
        world.waive_hearing(case, DAY)
        draft = rules.DiscussionDraft(
            tuple(rules.MemberView(world.users[key].id) for key in ("deputy", "chief")),
            fine_fen,
            "同意处罚。",
            reporters=("示例乙",),
            reviewer=world.users["reviewer"].id,
        )
        ctx = world.act("secretary", DAY)
        act = partial(services.discuss, ctx=ctx, case=case.id, draft=draft, on=DAY)
        assert "discussion.otherwise_than_resolved" in refused(world, act)


def test_another_amount_of_the_discussion_is_reviewed_before_it_is_decided() -> None:
    """行政处罚法 58.1: 未经法制审核的，不得作出决定; what was reviewed is not that amount."""
    world = World(BUREAU)
    case = world.told(HEAVY, DAY)
    world.waive(case, DAY)
    world.waive_hearing(case, DAY)
    less = HEAVY - 1_00
    world.discuss(case, less, DAY)

    def decide() -> object:
        return world.decide(case, less, DAY, note="主动减轻危害后果。")

    assert refused(world, decide) == ["case.review.stale"]
    services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    asked = queries.file_of(world.viewer(), case.id, on=DAY).data("review_request")
    materials = legalreview.review(world.viewer(), UUID(asked["review"])).materials
    assert "集体讨论决定罚款59,999.00元：情节属实，幅度适当" in materials
    world.conclude(case, DAY)
    decide()


@pytest.mark.parametrize(
    ("answers", "reports", "reason", "is_refused"),
    [
        ([(True, "")], [], "", True),
        ([(True, "1111")], [], "", True),
        ([(True, "数额已经考虑整改")], [], "", False),
        ([(False, "")], [], "", False),
        ([(False, "")], ["部分采纳。"], "", True),
        ([], ["不予采纳。"], "", False),
        ([(True, "")], ["部分采纳。"], "已经在裁量中考虑", False),
    ],
)
def test_a_decision_says_what_follows_of_what_was_accepted(
    answers: list[tuple[bool, str]], reports: list[str], reason: str, is_refused: bool
) -> None:
    """行政处罚法 45.1, 65: what is established is accepted, and the decision says how."""
    found = rules.accepted_findings(answers=answers, reports=reports, reason=reason)
    assert [one.code for one in found] == ["decision.accepted_unanswered"] * is_refused
