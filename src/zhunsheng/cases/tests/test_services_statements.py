"""What the party said on an earlier notice stays said: answered, told, and never to its harm."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import TerminationGround
from zhunsheng.cases.documents import parts
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.hearing import ENDS_UNANSWERED, ended_heard
from zhunsheng.cases.services.reviewing import materials
from zhunsheng.cases.tests.steps import BELOW, DAY, HEARD_ON, HEAVY, RECORD, called, heard, refused
from zhunsheng.cases.tests.test_services_heard import propose_anew
from zhunsheng.cases.tests.test_services_measures import GAINS, gains, propose
from zhunsheng.cases.tests.test_services_measures import told as told_of_gains
from zhunsheng.cases.tests.test_services_returned import add_evidence
from zhunsheng.cases.tests.test_services_twice import end
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.kernel.procedure import DoneAct

pytestmark = pytest.mark.django_db
TOLD = 1_800_000
MORE = 2_800_000
LATER = DAY + timedelta(days=1)
UNANSWERED = "case.statement.unanswered"
HEAVIER = "amount.heavier_after_defence"


@pytest.fixture
def world() -> World:
    return World()


def say(world: World, case: PenaltyCase, text: str = "请求从轻。", on: date = DAY) -> None:
    draft = rules.StatementDraft("示例甲", text)
    services.record_representation(ctx=world.act("yi", on), case=case.id, draft=draft, on=on)


def answer(world: World, case: PenaltyCase, *, accepted: bool = False, text: str = "") -> None:
    draft = rules.AnswerDraft(accepted, text or "从轻情节已经考虑。")
    services.answer_representation(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)


def tell_again(world: World, case: PenaltyCase, fine_fen: int, on: date = DAY) -> None:
    """Propose, review and notify once more, and deliver the notice."""
    world.propose(case, fine_fen, on)
    world.review(case, on)
    services.notify(ctx=world.act("yi", on), case=case.id, on=on)
    world.deliver_notice(case, on)


class TestHeavierAfterADefence:
    """行政处罚法 45.2: 不得因当事人陈述、申辩而给予更重的处罚, however often it is told anew."""

    def test_is_refused_after_another_notice_of_the_same_sum(self, world: World) -> None:
        case = world.told(TOLD, DAY)
        say(world, case)
        answer(world, case)
        assert refused(world, lambda: world.propose(case, MORE, DAY)) == [HEAVIER]
        tell_again(world, case, TOLD)
        assert refused(world, lambda: world.propose(case, MORE, DAY)) == [HEAVIER]
        world.waive(case, DAY)
        world.decide(case, TOLD, DAY)

    def test_is_refused_after_a_hearing_and_another_notice(self, world: World) -> None:
        case = heard(world)
        tell_again(world, case, HEAVY, HEARD_ON)
        assert refused(world, lambda: world.propose(case, HEAVY + 100, HEARD_ON)) == [HEAVIER]

    def test_is_refused_above_the_lower_sum_of_an_accepted_statement(self, world: World) -> None:
        """行政处罚法 45.1: 成立的，行政机关应当采纳; what was accepted is not taken back."""
        case = world.told(MORE, DAY)
        say(world, case)
        answer(world, case, accepted=True)
        tell_again(world, case, TOLD)
        assert refused(world, lambda: world.propose(case, MORE, DAY)) == [HEAVIER]

    def test_is_refused_where_it_was_proposed_before_the_statement(self, world: World) -> None:
        case = world.told(TOLD, DAY)
        world.propose(case, MORE, DAY)
        say(world, case)
        answer(world, case)
        world.review(case, DAY)
        ctx = world.act("yi", DAY)
        codes = refused(world, lambda: services.notify(ctx=ctx, case=case.id, on=DAY))
        assert codes == [HEAVIER]

    def test_is_not_refused_where_it_was_told_before_the_party_said_anything(
        self, world: World
    ) -> None:
        case = world.told(TOLD, DAY)
        tell_again(world, case, MORE)
        say(world, case)
        answer(world, case)
        tell_again(world, case, MORE)
        assert refused(world, lambda: world.propose(case, MORE + 100, DAY)) == [HEAVIER]

    def test_rests_on_new_facts_also_where_it_is_worded_anew(self, world: World) -> None:
        case = world.told(TOLD, DAY)
        say(world, case)
        answer(world, case)
        add_evidence(world, case, "补充询问笔录")
        new = ("另查明1人无证作业。", f"{case.facts}另查明1人无证作业。")
        propose_anew(world, case, MORE, *new)
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        world.deliver_notice(case, DAY)
        assert refused(world, lambda: world.propose(case, MORE, DAY)) == [HEAVIER]
        propose_anew(world, case, MORE, *new)

    def test_rests_on_evidence_that_was_obtained_after_the_notice(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, TOLD, LATER)
        world.review(case, LATER)
        services.notify(ctx=world.act("yi", LATER), case=case.id, on=LATER)
        world.deliver_notice(case, LATER)
        say(world, case, on=LATER)
        facts = "另查明1人无证作业。"
        more = partial(propose_anew, world, case, MORE, facts, case.facts + facts, LATER)
        add_evidence(world, case, "同一次检查的照片", LATER, of=DAY)
        assert refused(world, more) == [HEAVIER]
        add_evidence(world, case, "补充询问笔录", LATER)
        more()
        told = materials(queries.file_of(world.viewer(), case.id, on=LATER))
        assert "补充询问笔录" in dict(told)["告知之后新的事实和证据"]

    def test_counts_other_kinds_too(self, world: World) -> None:
        case = told_of_gains(world)
        say(world, case)
        answer(world, case)
        propose(world, case, gains(world, case, GAINS), stated=GAINS)
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        world.deliver_notice(case, DAY)
        more = gains(world, case, GAINS + 100)
        codes = refused(world, lambda: propose(world, case, more, stated=GAINS + 100))
        assert codes == ["measure.heavier_after_defence"]


class TestAStatement:
    """行政处罚法 45.1, 62: 应当进行复核; no decision before what was said is heard."""

    def test_is_answered_before_another_notice(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        say(world, case)
        world.propose(case, BELOW, DAY)
        world.review(case, DAY)

        def notify() -> object:
            return services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)

        assert refused(world, notify) == ["case.statement.unanswered"]
        answer(world, case)
        world.review(case, DAY)
        notify()

    def decision(self, world: World, case: PenaltyCase) -> dict[str, Any]:
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        [told] = [row.contents for row in papers if row.kind == "penalty_decision"]
        return dict(told)

    def test_is_told_in_the_decision_after_a_lower_sum_was_notified(self, world: World) -> None:
        case = world.told(TOLD, DAY)
        say(world, case, "人员已经补训，请求从轻。")
        answer(world, case, accepted=True, text="补训属实，据此减少罚款。")
        tell_again(world, case, BELOW)
        world.waive(case, DAY)
        world.decide(case, BELOW, DAY, note="采纳补训的意见，罚款已经减少。")
        assert self.decision(world, case)["representation"] == (
            "2025年3月3日，示例甲提出陈述申辩意见：人员已经补训，请求从轻。"
            "经复核，予以采纳：补训属实，据此减少罚款。再次告知后，当事人书面放弃陈述申辩。"
        )

    def test_of_every_time_is_told_with_its_answer(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        say(world, case, "请求从轻。")
        answer(world, case, text="没有从轻情节。")
        say(world, case, "请求延期。")
        say(world, case, "补充理由：经营困难。")
        answer(world, case, text="延期另行申请。")
        tell_again(world, case, BELOW)
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        on = "2025年3月3日，示例甲提出陈述申辩意见："
        assert parts.statement_text(file) == (
            f"{on}请求从轻。经复核，不予采纳：没有从轻情节。"
            f"{on}请求延期。{on}补充理由：经营困难。经复核，不予采纳：延期另行申请。"
            "再次告知后，当事人在告知书载明的期限内没有提出陈述申辩意见。"
        )

    def test_at_a_hearing_is_told_after_another_notice(self, world: World) -> None:
        """行政处罚法 59, 65: what was heard is not lost because a lower sum was told anew."""
        case = heard(world)
        tell_again(world, case, BELOW, HEARD_ON)
        world.waive(case, HEARD_ON)
        world.waive_hearing(case, HEARD_ON)
        world.decide(case, BELOW, HEARD_ON, note="采纳整改的意见，罚款已经减少。")
        told = self.decision(world, case)
        assert str(told["hearing"]).startswith("应当事人申请，本局于2025年3月14日举行了听证。")
        assert "当事人提出：请求从轻。经复核，已经整改属实" in str(told["hearing"])
        assert str(told["hearing"]).count("再次告知后，") == 1

    def test_is_answered_before_the_file_ends_beside_a_decision(self, world: World) -> None:
        """45.1: 应当进行复核, also where the act is dealt with in another file or not any more."""
        case = world.told(BELOW, DAY, violation_ended_on=DAY)
        say(world, case)
        over = DAY + timedelta(days=91)
        for ground, on in (
            (TerminationGround.WRONGLY_OPENED, DAY),
            (TerminationGround.FINED_BEFORE, DAY),
            (TerminationGround.OTHER_CASE, DAY),
            (TerminationGround.TERM_OVER, over),
        ):
            assert UNANSWERED in refused(world, partial(end, world, case, on, ground))
        answer(world, case)
        assert UNANSWERED not in refused(
            world, partial(end, world, case, DAY, TerminationGround.OTHER_CASE)
        )
        end(world, case, over, TerminationGround.TERM_OVER)

    @pytest.mark.parametrize("ground", sorted(ENDS_UNANSWERED))
    def test_of_who_is_charged_with_nothing_any_more_needs_no_answer(
        self, ground: TerminationGround
    ) -> None:
        """4, 27, 36, 57.1(3): nobody, nothing, or another authority is left to answer."""
        said = CaseFacts(acts=(DoneAct("representation", DAY, 1),))
        assert ended_heard(ground, said) == ()
        [one] = ended_heard(TerminationGround.TERM_OVER, said)
        assert one.code == UNANSWERED
        held = CaseFacts(acts=(DoneAct("hearing", DAY, 1, "HELD"),))
        assert ended_heard(ground, held) == ()

    def test_waits_for_the_report_on_a_hearing(self, world: World) -> None:
        """45.1, 65: what was said at a hearing is judged as much as what was written."""
        case, over = called(world), DAY + timedelta(days=91)
        ctx = world.act("secretary", HEARD_ON)
        services.hold_hearing(ctx=ctx, case=case.id, draft=RECORD, on=HEARD_ON)
        ended = partial(end, world, case, over, TerminationGround.TERM_OVER)
        assert refused(world, ended) == ["case.hearing.unreported"]
        said = ("建议不变。", "请求从轻。", "证据属实。", "已经整改属实。", "建议维持。")
        report = rules.HearingReportDraft(*said)
        ctx = world.act("secretary", over)
        services.report_hearing(ctx=ctx, case=case.id, draft=report, on=over)
        ended()
