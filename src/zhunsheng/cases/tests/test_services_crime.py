"""Acts on a suspected crime: report, decision, handing over, the reply of the police."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import (
    CrimeDecision,
    PoliceReply,
    TerminationGround,
)
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import standing
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests.steps import BELOW, DAY, refused, steps
from zhunsheng.cases.tests.world import World, closing_asked, obeyed, signed
from zhunsheng.lawbook.choices import ConductKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


class TestCrime:
    def report(
        self, world: World, case: PenaltyCase, on: date, crime: str = "危险作业罪", hour: int = 9
    ) -> None:
        team = (world.officers["yi"], world.officers["bing"])
        draft = turning.CrimeReportDraft(crime, "示例事实", team, "现场检查记录")
        ctx = world.act("yi", on)
        ctx = replace(ctx, at=ctx.at.replace(hour=hour))
        services.report_crime(ctx=ctx, case=case.id, draft=draft, on=on)

    def decide(
        self, world: World, case: PenaltyCase, on: date, by: str = "chief", time: str = "10时"
    ) -> None:
        draft = turning.CrimeDecisionDraft(CrimeDecision.APPROVED, time=time)
        services.decide_crime_transfer(ctx=world.act(by, on), case=case.id, draft=draft, on=on)

    def reply(
        self, world: World, case: PenaltyCase, draft: turning.ReplyDraft, *, bare: bool = False
    ) -> None:
        ctx = world.act("yi", DAY)
        scan = None if bare else signed(ctx.new_id("scan"))
        services.record_crime_reply(ctx=ctx, case=case.id, draft=draft, scan=scan, on=DAY)

    def hand_over(
        self, world: World, case: PenaltyCase, on: date, time: str, late: str = ""
    ) -> None:
        draft = turning.HandoverDraft(
            "示例区公安局", "移送书、情况报告", time=time, late_ground=late
        )
        services.hand_over_crime(ctx=world.act("yi", on), case=case.id, draft=draft, on=on)

    def test_is_handed_over_within_hours_that_run_from_the_minute_of_the_approval(
        self, world: World
    ) -> None:
        """移送规定 5: within twenty-four hours of the approval."""
        case, morrow = world.opened(DAY), DAY + timedelta(days=1)
        self.report(world, case, DAY)
        assert refused(world, lambda: self.decide(world, case, DAY, time="")) == [
            "crime_decision.no_time"
        ]
        assert refused(world, lambda: self.decide(world, case, DAY, time="10时1分")) == [
            "crime_decision.not_yet"
        ]
        assert refused(world, lambda: self.decide(world, case, DAY, time="8时59分")) == [
            "crime_decision.before_report"
        ]
        self.decide(world, case, DAY, time="9时30分")
        for on, time, code in (
            (DAY, "", "handover.no_time"),
            (DAY, "9时29分", "handover.before_approval"),
            (morrow, "9时31分", "handover.late"),
        ):
            hand = partial(self.hand_over, world, case, on, time)
            assert refused(world, hand) == [code]
        self.hand_over(world, case, morrow, "9时30分")
        assert steps(world)[-1] == "crime_handover"

    @pytest.mark.parametrize("nothing", ["。", "x", "……"])
    def test_names_crime_police_and_materials_and_not_a_lone_stop(
        self, world: World, nothing: str
    ) -> None:
        """移送规定 5, 6: what is reported and handed over is written down."""
        case, morrow = world.opened(DAY), DAY + timedelta(days=1)
        report = partial(self.report, world, case, DAY, nothing)
        assert refused(world, report) == ["crime.no_crime"]
        self.report(world, case, DAY)
        self.decide(world, case, DAY)
        draft = turning.HandoverDraft(nothing, nothing, nothing, time="10时30分")

        def hand() -> object:
            ctx = replace(world.act("yi", morrow), late_reason="移送时已经下班。")
            return services.hand_over_crime(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, hand) == [
            "handover.no_police",
            "handover.no_materials",
            "handover.no_receipt",
        ]

    def test_goes_to_the_police_and_comes_back_to_be_punished(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        self.report(world, case, DAY)
        assert "case.crime.undecided" in refused(world, lambda: world.decide(case, BELOW, DAY))
        self.decide(world, case, DAY)
        assert "case.crime.not_handed_over" in refused(
            world, lambda: world.decide(case, BELOW, DAY)
        )
        self.hand_over(world, case, DAY, "10时")
        assert "case.crime.with_police" in refused(world, lambda: world.decide(case, BELOW, DAY))
        back = turning.ReplyDraft(PoliceReply.RETURNED, "示例区人民检察院", "示检意〔2025〕1号")
        self.reply(world, case, back)
        world.decide(case, BELOW, DAY)
        assert steps(world)[-1] == "decision"

    def test_that_the_police_opened_comes_back_by_their_paper_alone(self, world: World) -> None:
        """行政处罚法 27, 移送规定 8, 11: typing that nothing was opened lets nobody be fined."""
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        self.report(world, case, DAY)
        self.decide(world, case, DAY)
        self.hand_over(world, case, DAY, "10时")
        bare = turning.ReplyDraft(PoliceReply.NOT_OPENED, "。", "。")
        lacking = ["reply.no_body", "reply.no_number", "reply.no_scan"]
        assert refused(world, lambda: self.reply(world, case, bare, bare=True)) == lacking
        police = "示例区公安局"
        opened = turning.ReplyDraft(PoliceReply.OPENED, police, "示公立〔2025〕1号")
        self.reply(world, case, opened)
        for again in (PoliceReply.NOT_OPENED, PoliceReply.OPENED):
            draft = turning.ReplyDraft(again, police, "示公不立〔2025〕1号")
            assert refused(world, partial(self.reply, world, case, draft)) == [
                "reply.opened_before"
            ]
        assert "case.crime.with_police" in refused(world, lambda: world.decide(case, BELOW, DAY))
        back = turning.ReplyDraft(PoliceReply.RETURNED, police, "示公撤〔2025〕1号")
        self.reply(world, case, back)
        world.decide(case, BELOW, DAY)
        assert steps(world)[-1] == "decision"

    def test_that_ended_for_the_police_is_punished_anew_once_it_comes_back(
        self, world: World
    ) -> None:
        """行政处罚法 27.1, 29: what the procuratorate sends back is no longer open elsewhere."""
        once = {"violation_ended_on": DAY, "conduct": ConductKind.ONCE}
        case = world.told(BELOW, DAY, **once)
        self.report(world, case, DAY)
        self.decide(world, case, DAY)
        self.hand_over(world, case, DAY, "10时")
        police = turning.ReplyDraft(PoliceReply.OPENED, "示例区公安局", "示公立〔2025〕1号")
        self.reply(world, case, police)
        ended = turning.TerminationDraft(TerminationGround.CRIME, "公安机关已经立案。")
        services.terminate(ctx=world.act("chief", DAY), case=case.id, draft=ended, on=DAY)
        anew = world.investigated(DAY, **once)
        propose = partial(world.propose, anew, BELOW, DAY)
        assert refused(world, propose) == ["case.same_facts"]
        not_opened = replace(police, outcome=PoliceReply.NOT_OPENED)
        enter = partial(self.reply, world, case, not_opened)
        assert refused(world, enter) == ["reply.opened_before"]
        self.reply(
            world,
            case,
            turning.ReplyDraft(PoliceReply.RETURNED, "示例区人民检察院", "示检意〔2025〕1号"),
        )
        again = partial(world.decide, case, BELOW, DAY)
        assert "penalty.ordinary.closed" in refused(world, again)
        propose()

    def test_of_a_party_punished_before_is_closed_beside_the_criminal_case(
        self, world: World
    ) -> None:
        """移送规定 11: a penalty given before the transfer stays; what was paid is paid."""
        case = world.decided(BELOW, DAY)
        ctx = world.act("yi", DAY)
        services.deliver_decision(ctx=ctx, case=case.id, draft=world.delivered(), on=DAY)
        paid = rules.PaymentDraft(BELOW, "示例1")
        services.record_payment(ctx=world.act("finance", DAY), case=case.id, draft=paid, on=DAY)
        self.report(world, case, DAY)
        self.decide(world, case, DAY)
        self.hand_over(world, case, DAY, "10时")
        request = closing_asked(DAY, opinion="已经履行完毕，建议结案。")
        services.request_closing(ctx=world.act("yi", DAY), case=case.id, draft=request, on=DAY)

        def close() -> object:
            ctx = world.act("deputy", DAY)
            return services.close_case(ctx=ctx, case=case.id, draft=obeyed(DAY), on=DAY)

        assert refused(world, close) == ["case.crime.reply_awaited"]
        opened = turning.ReplyDraft(PoliceReply.OPENED, "示例区公安局", "示公立〔2025〕1号")
        self.reply(world, case, opened)
        close()
        assert steps(world)[-1] == "closing"

    def test_that_the_police_have_is_not_fined_on_the_spot(self, world: World) -> None:
        """行政处罚法 27, 29: nor while the act is an open case, nor once it ended so."""
        act = {
            "violation_ended_on": DAY,
            "violations": ("safety.99-1",),
            "conduct": ConductKind.ONCE,
        }
        case = world.opened(DAY, facts="仓库入口未设置明显的安全警示标志。", **act)
        spot = partial(world.spot, DAY, violation_ended_on=DAY)
        assert refused(world, spot) == ["case.same_facts"]
        self.report(world, case, DAY)
        self.decide(world, case, DAY)
        self.hand_over(world, case, DAY, "10时")
        assert refused(world, spot) == ["case.same_facts"]
        opened = turning.ReplyDraft(PoliceReply.OPENED, "示例区公安局", "示公立〔2025〕1号")
        self.reply(world, case, opened)
        end = turning.TerminationDraft(TerminationGround.CRIME, "公安机关已经立案。")
        services.terminate(ctx=world.act("chief", DAY), case=case.id, draft=end, on=DAY)
        assert refused(world, spot) == ["case.same_facts"]

    def test_is_decided_by_the_chief_alone(self, world: World) -> None:
        """移送规定 5: the chief, or who is in charge in his place."""
        case = world.opened(DAY)
        self.report(world, case, DAY)
        codes = refused(world, lambda: self.decide(world, case, DAY, by="deputy"))
        assert codes == ["step.crime_decision.wrong_role"]

    def test_is_waited_for_before_all_else_and_has_its_term(self, world: World) -> None:
        """移送规定 5: three days to decide, twenty-four hours to hand over after the approval."""
        case = world.opened(DAY)

        def waits() -> tuple[str, str, date | None]:
            file = queries.file_of(world.viewer(), case.id, on=DAY)
            facts = standing.facts_of(file, on=DAY)
            step = queries.next_step(file, facts)
            first = standing.terms_of(file, facts, on=DAY)[0]
            assert step is not None
            return step.key, first.key, first.due

        self.report(world, case, DAY)
        due = DAY + timedelta(days=3)
        assert waits() == ("crime_decision", "crime_decision", due)
        self.decide(world, case, DAY)
        due = DAY + timedelta(days=1)
        assert waits() == ("crime_handover", "crime_handover", due)
        self.hand_over(world, case, DAY, "10时")
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        facts = standing.facts_of(file, on=DAY)
        running = {term.key: term.due for term in standing.terms_of(file, facts, on=DAY)}
        assert sorted(running) == ["crime_reply", "decision"]
        assert running["crime_reply"] == DAY + timedelta(days=3)
        opened = turning.ReplyDraft(PoliceReply.OPENED, "示例区公安局", "示公立〔2025〕1号")
        self.reply(world, case, opened)
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        facts = standing.facts_of(file, on=DAY)
        assert [term.key for term in standing.terms_of(file, facts, on=DAY)] == ["decision"]

    def test_of_yesterday_evening_is_entered_with_its_hour_and_the_reason(
        self, world: World
    ) -> None:
        """移送规定 5: what counts is when the police got it, not when it was entered."""
        case, morrow = world.opened(DAY), DAY + timedelta(days=1)
        self.report(world, case, DAY)
        self.decide(world, case, DAY)
        told = turning.HandoverDraft("示例区公安局", "移送书、情况报告", time="19时30分")

        def hand(draft: turning.HandoverDraft) -> object:
            ctx = replace(world.act("yi", morrow), late_reason="移送时已经下班。")
            return services.hand_over_crime(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, lambda: hand(told)) == ["handover.no_receipt"]
        assert hand(replace(told, receipt="示公收〔2025〕1号"))
        facts = queries.facts_of(world.viewer(), case.id, on=morrow)
        assert facts.day_of("crime_handover") == DAY

    def test_late_says_why(self, world: World) -> None:
        case, late = world.opened(DAY), DAY + timedelta(days=4)
        self.report(world, case, DAY)
        assert refused(world, lambda: self.decide(world, case, late)) == ["crime_decision.late"]
