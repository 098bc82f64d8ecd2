"""What is entered late is not dated before what it rests on; what waits hinders an end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import CrimeDecision, DeliveryWay, PoliceReply, TerminationGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules import turning
from zhunsheng.cases.rules.address import AddressDraft
from zhunsheng.cases.tests import inquiries
from zhunsheng.cases.tests.steps import BELOW, DAY, HEAVY, refused
from zhunsheng.cases.tests.test_services_parties import approve, investigate, join
from zhunsheng.cases.tests.test_services_sealed import seized
from zhunsheng.cases.tests.world import DIGEST, SIGNED, World, obeyed, signed
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.kernel.act import Act

pytestmark = pytest.mark.django_db
SAID = rules.StatementDraft("示例甲", "示例内容。")
MORROW = DAY + timedelta(days=1)
THEN = DAY + timedelta(days=4)
WHY = turning.ReasonDraft("认定事实有误")


@pytest.fixture
def world() -> World:
    return World()


def late(world: World, by: str, at: date = THEN) -> Act:
    """Return an act that is entered on a day with the reason why it is entered late."""
    return replace(world.act(by, at), late_reason="补记")


class TestDay:
    """行政处罚法 45, 62, 64: the party is heard first, whatever day is written down later."""

    def test_of_a_decision_is_not_before_the_waiver_that_it_rests_on(self, world):
        case = world.told(BELOW, DAY)
        world.waive(case, THEN)

        def decide(on: date) -> object:
            draft, ctx = rules.DecisionDraft(BELOW), late(world, "chief")
            return services.decide(ctx=ctx, case=case.id, draft=draft, on=on)

        assert refused(world, lambda: decide(MORROW)) == [
            "case.act.out_of_order",
            "step.decision.backdated",
        ]
        assert decide(THEN)

    def test_of_an_answer_is_not_before_the_statement(self, world):
        case = world.told(BELOW, DAY)
        ctx = world.act("yi", THEN)
        services.record_representation(ctx=ctx, case=case.id, draft=SAID, on=THEN)
        answer = rules.AnswerDraft(text="不予采纳。", accepted=False)

        def reply() -> object:
            ctx = late(world, "yi")
            return services.answer_representation(ctx=ctx, case=case.id, draft=answer, on=MORROW)

        assert refused(world, reply) == [
            "case.act.out_of_order",
            "step.representation_answer.backdated",
        ]

    def test_of_a_reply_of_the_police_is_not_before_the_handing_over(self, world):
        case = world.investigated(DAY)
        team = (world.officers["yi"], world.officers["bing"])
        report = turning.CrimeReportDraft("重大责任事故罪", "示例事实", team)
        services.report_crime(ctx=world.act("yi", DAY), case=case.id, draft=report, on=DAY)
        yes = turning.CrimeDecisionDraft(CrimeDecision.APPROVED, time="9时")
        ctx = world.act("chief", THEN)
        late_yes = replace(yes, late_ground="示例理由")
        services.decide_crime_transfer(ctx=ctx, case=case.id, draft=late_yes, on=THEN)
        handed = turning.HandoverDraft("示例区公安局", "案卷", time="10时")
        services.hand_over_crime(ctx=world.act("yi", THEN), case=case.id, draft=handed, on=THEN)
        draft = turning.ReplyDraft(PoliceReply.NOT_OPENED, "示例区公安局", "示公1号")

        def reply() -> object:
            ctx = late(world, "yi")
            return services.record_crime_reply(
                ctx=ctx, case=case.id, draft=draft, scan=SIGNED, on=MORROW
            )

        assert refused(world, reply) == ["case.crime.reply_too_early"]

    def test_of_a_withdrawal_is_not_before_the_decision(self, world):
        case = world.decided(BELOW, THEN)

        def withdraw() -> object:
            ctx = late(world, "chief")
            return services.withdraw_decision(ctx=ctx, case=case.id, draft=WHY, on=MORROW)

        assert refused(world, withdraw) == [
            "case.act.out_of_order",
            "step.withdrawal.backdated",
        ]

    def test_of_closing_is_not_before_the_last_payment(self, world):
        case = world.decided(BELOW, DAY)
        ctx = world.act("yi", DAY)
        services.deliver_decision(ctx=ctx, case=case.id, draft=world.delivered(), on=DAY)
        paid = rules.PaymentDraft(BELOW, "示例1")
        ctx = world.act("finance", THEN)
        services.record_payment(ctx=ctx, case=case.id, draft=paid, on=THEN)

        def close() -> object:
            ctx, draft = late(world, "deputy"), obeyed(MORROW)
            return services.close_case(ctx=ctx, case=case.id, draft=draft, on=MORROW)

        assert "case.closing.before_payment" in refused(world, close)

    def test_of_consent_to_delivery_by_wire_is_not_after_the_delivery(self, world):
        """行政处罚法 61.2: by fax or mail only after the party agreed and signed."""
        case = world.decided(BELOW, DAY)
        agreed = AddressDraft("示例甲", "示例区安平路8号", "0999－1", True, "a@example.cn")
        services.confirm_address(
            ctx=world.act("yi", THEN), case=case.id, draft=agreed, scan=signed(case.id), on=THEN
        )
        draft = rules.DeliveryDraft(way=DeliveryWay.ELECTRONIC, receiver="示例甲")

        def deliver(on: date) -> object:
            ctx = late(world, "yi")
            return services.deliver_decision(
                ctx=ctx, case=case.id, draft=draft, scan=signed(ctx.new_id("scan")), on=on
            )

        assert refused(world, lambda: deliver(MORROW)) == ["delivery.no_consent"]
        assert deliver(THEN)


class TestEnd:
    """行政处罚法 56, 36; 行政强制法 27: what was taken is decided on before a case ends."""

    def ends(self, world: World, case: PenaltyCase) -> tuple[Callable[[], object], ...]:
        away = turning.TransferDraft("示例区市场监督管理局", "不属于本机关管辖")
        wrong = turning.TerminationDraft(TerminationGround.WRONGLY_OPENED, "不符合立案条件")
        return (
            lambda: services.transfer(
                ctx=world.act("chief", MORROW), case=case.id, draft=away, on=MORROW
            ),
            lambda: services.terminate(
                ctx=world.act("chief", MORROW), case=case.id, draft=wrong, on=MORROW
            ),
        )

    def test_waits_for_what_is_preserved(self, world):
        case = world.opened(DAY)
        inquiries.running(world, case)
        for end in self.ends(world, case):
            assert refused(world, end) == ["case.preservation.open"]

    def test_waits_for_what_is_seized(self, world):
        case = world.opened(DAY)
        seized(world, case)
        for end in self.ends(world, case):
            assert refused(world, end) == ["case.closing.sealed"]

    def test_for_limitation_needs_a_term_that_passed(self, world):
        case = world.told(HEAVY, DAY)
        draft = turning.TerminationDraft(TerminationGround.LIMITATION, "已过期限")

        def end() -> object:
            ctx = world.act("chief", MORROW)
            return services.terminate(ctx=ctx, case=case.id, draft=draft, on=MORROW)

        assert refused(world, end) == ["termination.limitation_not_passed"]

    def test_lets_no_evidence_in(self, world):
        """Nothing is added to a case that was terminated, as to one that was closed."""
        case = world.opened(DAY)
        self.ends(world, case)[1]()

        def add() -> object:
            return services.add_evidence(
                ctx=world.act("yi", MORROW),
                case=case.id,
                name="示例记录",
                kind=EvidenceKind.SCENE_RECORD,
                file=None,
                sha256=DIGEST,
                obtained_on=DAY,
                proves="现场情况",
                on=MORROW,
            )

        assert refused(world, add) == ["case.evidence.closed"]


class TestReplacedHandler:
    """行政处罚法 42, 57: who handles the case reports it; who ever did decides nothing in it."""

    @pytest.fixture
    def case(self, world: World) -> PenaltyCase:
        world.officers["head"] = world.add_officer("head", until=date(2027, 12, 31))
        case = world.opened(DAY)
        swap = turning.ReassignmentDraft(world.officers["bing"], world.officers["head"], "调动")
        return services.reassign(ctx=world.act("deputy", DAY), case=case.id, draft=swap, on=DAY)

    def test_does_not_report_to_the_discussion_but_who_took_over_does(self, world, case):
        investigate(world, case)
        world.propose(case, HEAVY, DAY)
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        world.deliver_notice(case, DAY)
        world.waive(case, DAY)
        world.waive_hearing(case, DAY)

        def discuss(reporter: str) -> object:
            draft = rules.DiscussionDraft(
                tuple(rules.MemberView(world.users[key].id) for key in ("chief", "deputy")),
                HEAVY,
                "同意处罚。",
                reporters=(reporter,),
                reviewer=world.users["reviewer"].id,
            )
            ctx = world.act("secretary", DAY)
            return services.discuss(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, lambda: discuss("示例丙")) == ["discussion.reporter_is_stranger"]
        assert discuss("示例己")

    def test_stays_a_handler_for_a_party_that_joins_later(self, world, case):
        joined = join(world, case)
        approve(world, joined)
        file = queries.file_of(world.viewer(), joined.id, on=DAY)
        assert world.users["bing"].id in file.handling
