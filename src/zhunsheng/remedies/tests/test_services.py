"""Acts of remedies, what they do to the case, and refusals that leave no trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from zhunsheng.cases import queries as cases
from zhunsheng.cases import services as case_acts
from zhunsheng.cases.choices import DecisionChange
from zhunsheng.cases.models import Annulment, CaseAct
from zhunsheng.cases.rules import PaymentDraft
from zhunsheng.cases.rules.turning import ReasonDraft
from zhunsheng.cases.tests.world import ANOTHER, OTHER, World, obeyed
from zhunsheng.execution import services as execution
from zhunsheng.execution.rules import DemandDraft
from zhunsheng.kernel.finding import Stale, StepRefused
from zhunsheng.remedies import queries, rules, services
from zhunsheng.remedies.choices import Attendance, ExecutionStop, LetterKind, Outcome, RemedyKind
from zhunsheng.remedies.models import Letter, LetterReply, Remedy, RemedyAct
from zhunsheng.remedies.tests import builders as b

pytestmark = pytest.mark.django_db
HEAVY = 2_000_000


@pytest.fixture
def world() -> World:
    return World()


def refused(world: World, act: Callable[[], object]) -> list[str]:
    """Return the codes of a refusal after showing that nothing was written or recorded."""
    tables = (Remedy, RemedyAct, Letter, LetterReply, CaseAct, Annulment)
    before = [world.events, *(t.objects.of(world.viewer()).count() for t in tables)]
    with pytest.raises(StepRefused) as refusal:
        act()
    assert [world.events, *(t.objects.of(world.viewer()).count() for t in tables)] == before
    return [finding.code for finding in refusal.value.findings]


def changed(world: World, case) -> cases.Change:
    found = cases.change_of(world.viewer(), case.id)
    assert found is not None
    return found


def steps_of(world: World, case) -> list[tuple[str, str]]:
    rows = CaseAct.objects.of(world.viewer()).filter(case=case).order_by("sequence")
    return [(row.step, row.outcome) for row in rows]


class TestReceipt:
    def test_opens_the_remedy_in_the_case_even_after_closing(self, world):
        case = world.spot(b.DECIDED)
        draft = PaymentDraft(200_000, "示票1")
        day = date(2025, 3, 12)
        case_acts.report_back(ctx=world.act("yi", day), case=case.id, on=day)
        case_acts.record_payment(ctx=world.act("finance", day), case=case.id, draft=draft, on=day)
        closing = obeyed(day)
        case_acts.close_case(ctx=world.act("head", day), case=case.id, draft=closing, on=day)

        b.received(world, case)

        assert steps_of(world, case)[-2:] == [("closing", ""), ("remedy_opened", "RECONSIDERATION")]

    def test_is_refused_where_nothing_is_decided(self, world):
        case = world.opened(b.DECIDED)
        codes = refused(world, lambda: b.received(world, case))
        assert codes == ["remedy.undecided"]

    def test_is_refused_twice_before_the_decision_and_by_the_wrong_role(self, world):
        case = world.spot(b.DECIDED)
        assert "remedy.before_decision" in refused(
            world, lambda: b.received(world, case, date(2025, 3, 9))
        )
        assert refused(world, lambda: b.received(world, case, by="finance")) == [
            "step.application_copy.wrong_role"
        ]
        b.received(world, case)
        assert refused(world, lambda: b.received(world, case)) == ["remedy.open_already"]

    def test_does_not_know_a_case_of_another_bureau(self, world):
        stranger = World(OTHER, "999901")
        case = stranger.spot(b.DECIDED)
        with pytest.raises(type(case).DoesNotExist):
            b.received(world, case)


class TestAnswer:
    def test_hands_in_evidence_but_nothing_of_the_second_folder(self, world):
        case = world.decided(HEAVY, b.DECIDED)
        remedy = b.answered(world, b.received(world, case))

        file = queries.file_of(world.viewer(), remedy)
        act = file.last("answer")
        assert act is not None
        assert act.document is not None
        names = [one["name"] for one in act.contents["material"]]
        assert act.document.kind == "reconsideration_answer"
        assert "现场检查记录" in names
        assert any("行政处罚决定书" in name for name in names)
        assert any("立案审批表" in name for name in names)
        inner = ("法制审核", "处理呈批", "报告", "集体讨论")
        assert not any(word in name for word in inner for name in names)

    def test_without_evidence_is_refused(self, world):
        remedy = b.received(world, world.spot(b.DECIDED))
        draft = rules.AnswerDraft("事实。", "理由。", "请求", ())
        ctx = world.act("reviewer", b.ANSWERED)
        codes = refused(
            world, lambda: services.answer(ctx=ctx, remedy=remedy.id, draft=draft, on=b.ANSWERED)
        )
        assert codes == ["remedy.no_evidence"]

    def test_from_an_older_form_is_stale(self, world):
        remedy = b.received(world, world.spot(b.DECIDED))
        draft, on = b.answer_draft(world, remedy), b.ANSWERED
        b.answered(world, remedy)
        with pytest.raises(Stale, match="示例庚 提出书面答复和证据"):
            services.answer(
                ctx=world.act("deputy", on), remedy=remedy.id, draft=draft, on=on, version=1
            )


class TestResult:
    def test_that_quashes_ends_the_decision_and_what_is_owed(self, world):
        case = world.decided(HEAVY, b.DECIDED)
        b.concluded(world, b.received(world, case), Outcome.QUASHED)

        assert Annulment.objects.of(world.viewer()).get().annulled_on == b.CONCLUDED
        change = changed(world, case)
        assert (change.kind, change.fine_fen) == (DecisionChange.ANNULLED, 0)
        assert steps_of(world, case)[-2:] == [
            ("decision_changed", "ANNULLED"),
            ("remedy_ended", "RECONSIDERATION"),
        ]
        file = cases.file_of(world.viewer(), case.id, on=b.CONCLUDED)
        assert file.imposed_fen == 0

    def test_that_changes_leaves_the_amount_of_the_paper_to_pay(self, world):
        case = world.decided(HEAVY, b.DECIDED)
        b.concluded(world, b.received(world, case), Outcome.CHANGED, fine_fen=1_500_000)

        file = cases.file_of(world.viewer(), case.id, on=b.CONCLUDED)
        assert file.imposed_fen == 1_500_000
        assert not Annulment.objects.of(world.viewer()).exists()

    def test_that_finds_it_unlawful_leaves_the_fine_but_says_so(self, world):
        case = world.decided(HEAVY, b.DECIDED)
        b.concluded(world, b.received(world, case), Outcome.UNLAWFUL)
        change = changed(world, case)
        assert (change.kind, change.fine_fen) == (DecisionChange.UNLAWFUL, HEAVY)

    def test_that_upholds_changes_nothing(self, world):
        case = world.decided(HEAVY, b.DECIDED)
        b.concluded(world, b.received(world, case), Outcome.UPHELD)
        assert cases.change_of(world.viewer(), case.id) is None
        assert steps_of(world, case)[-1] == ("remedy_ended", "RECONSIDERATION")

    def test_is_refused_without_the_changed_amount_or_with_one_too_many(self, world):
        remedy = b.received(world, world.spot(b.DECIDED))
        assert refused(world, lambda: b.concluded(world, remedy, Outcome.CHANGED)) == [
            "remedy.amount"
        ]
        assert refused(world, lambda: b.concluded(world, remedy, Outcome.UPHELD, fine_fen=1)) == [
            "remedy.amount"
        ]

    def test_is_entered_by_who_may_change_a_decision(self, world):
        remedy = b.received(world, world.spot(b.DECIDED))
        codes = refused(world, lambda: b.concluded(world, remedy, Outcome.QUASHED, by="secretary"))
        assert codes == ["step.reconsideration_result.wrong_role"]

    def test_comes_once(self, world):
        remedy = b.concluded(world, b.received(world, world.spot(b.DECIDED)), Outcome.UPHELD)
        codes = refused(world, lambda: b.concluded(world, remedy, Outcome.QUASHED))
        assert "remedies.reconsideration.closed" in codes


class TestSuit:
    def test_goes_through_two_instances_and_changes_the_decision_when_it_has_effect(self, world):
        case = world.decided(HEAVY, b.DECIDED)
        suit = b.answered(world, b.sued(world, case))
        b.attended(world, suit, date(2025, 5, 12), Attendance.DEPUTY)
        b.judged(world, suit, Outcome.REJECTED, date(2025, 6, 10))
        further, last = date(2025, 6, 20), date(2025, 9, 1)
        note = rules.NoteDraft("原告上诉")
        services.take_further(
            ctx=world.act("reviewer", further), remedy=suit.id, draft=note, on=further
        )
        b.judged(world, suit, Outcome.QUASHED, last)
        assert cases.change_of(world.viewer(), case.id) is None

        services.take_effect(ctx=world.act("reviewer", last), remedy=suit.id, draft=note, on=last)

        assert changed(world, case).kind is DecisionChange.ANNULLED
        assert steps_of(world, case)[-1] == ("remedy_ended", "LITIGATION")

    def test_has_no_effect_while_a_party_may_take_it_further(self, world):
        """行政诉讼法 85: fifteen days after the judgment of first instance was served."""
        case = world.decided(HEAVY, b.DECIDED)
        suit = b.answered(world, b.sued(world, case))
        judged, last = date(2025, 6, 10), date(2025, 6, 25)
        b.judged(world, suit, Outcome.QUASHED, judged)

        def effect(on):
            ctx, note = world.act("reviewer", on), rules.NoteDraft()
            return services.take_effect(ctx=ctx, remedy=suit.id, draft=note, on=on)

        assert refused(world, lambda: effect(judged)) == ["remedy.appealable"]
        assert refused(world, lambda: effect(last)) == ["remedy.appealable"]
        assert cases.change_of(world.viewer(), case.id) is None
        effect(date(2025, 6, 26))
        assert changed(world, case).kind is DecisionChange.ANNULLED

    def test_that_was_dismissed_is_over_ten_days_after_the_order(self, world):
        """行政诉讼法 85: an order of first instance may be taken further within ten days."""
        case = world.decided(HEAVY, b.DECIDED)
        suit = b.answered(world, b.sued(world, case))
        b.judged(world, suit, Outcome.DISMISSED, date(2025, 6, 10))

        def effect(on):
            ctx, note = world.act("reviewer", on), rules.NoteDraft()
            return services.take_effect(ctx=ctx, remedy=suit.id, draft=note, on=on)

        last = date(2025, 6, 20)
        assert not [d for d in queries.duties(world.viewer("reviewer"), last) if "effect" in d.key]
        assert refused(world, lambda: effect(last)) == ["remedy.appealable"]
        assert steps_of(world, case)[-1] == ("remedy_opened", "LITIGATION")
        effect(date(2025, 6, 21))
        assert steps_of(world, case)[-1] == ("remedy_ended", "LITIGATION")

    def test_knows_no_upheld_decision_and_no_effect_without_a_ruling(self, world):
        suit = b.sued(world, world.decided(HEAVY, b.DECIDED))
        day = date(2025, 6, 10)
        assert refused(world, lambda: b.judged(world, suit, Outcome.UPHELD, day)) == [
            "remedy.outcome_unknown"
        ]
        effect = rules.NoteDraft()
        ctx = world.act("reviewer", day)
        codes = refused(
            world, lambda: services.take_effect(ctx=ctx, remedy=suit.id, draft=effect, on=day)
        )
        assert "remedy.no_ruling" in codes

    def test_says_why_no_head_attended(self, world):
        suit = b.sued(world, world.decided(HEAVY, b.DECIDED))
        day = date(2025, 5, 12)
        assert refused(world, lambda: b.attended(world, suit, day, Attendance.OFFICER)) == [
            "remedy.head_absent"
        ]
        b.attended(world, suit, day, Attendance.OFFICER, "因公出差，已委托示例庚出庭。")
        b.attended(world, suit, date(2025, 5, 20), Attendance.CHIEF)
        since, until = date(2025, 1, 1), date(2025, 12, 31)
        assert len(queries.court_hearing_rows(world.viewer(), since, until)) == 2
        assert len(queries.attended_rows(world.viewer(), since, until)) == 1

    def test_runs_beside_no_second_suit_about_the_same_decision(self, world):
        case = world.decided(HEAVY, b.DECIDED)
        b.sued(world, case)
        assert refused(world, lambda: b.sued(world, case)) == ["remedy.open_already"]


class TestLetter:
    def letter(self, world: World, on: date = b.RECEIVED, **changes) -> Letter:
        values = {
            "kind": LetterKind.RECONSIDERATION_OPINION,
            "body": "示例区人民政府",
            "number": "示复意〔2025〕1号",
            "content": "送达程序不规范，请予纠正。",
        }
        draft = rules.LetterDraft(**{**values, **changes})
        return services.register_letter(ctx=world.act("reviewer", on), draft=draft, on=on)

    def test_is_a_duty_until_it_is_replied_to(self, world):
        row = self.letter(world)
        due = queries.duties(world.viewer("reviewer"), b.RECEIVED)
        assert [(d.key, d.due_on, d.verified) for d in due] == [
            (f"remedies.letter_reply:{row.id}", date(2025, 6, 13), False)
        ]
        reply, on = rules.ReplyDraft("示应急函〔2025〕1号", "已纠正。"), date(2025, 5, 12)
        services.reply_letter(ctx=world.act("deputy", on), letter=row.id, draft=reply, on=on)
        assert queries.duties(world.viewer("reviewer"), on) == ()
        codes = refused(
            world,
            lambda: services.reply_letter(
                ctx=world.act("deputy", on), letter=row.id, draft=reply, on=on
            ),
        )
        assert codes == ["remedy.replied"]

    def test_is_entered_once_and_states_a_term_of_sense(self, world):
        self.letter(world)
        assert refused(world, lambda: self.letter(world)) == ["remedy.letter_known"]
        assert refused(world, lambda: self.letter(world, number="二", stated_days=0)) == [
            "remedy.letter_term"
        ]


class TestDuties:
    def test_are_the_answer_then_nothing_then_the_effect_of_a_final_ruling(self, world):
        suit = b.sued(world, world.decided(HEAVY, b.DECIDED))
        viewer = world.viewer("reviewer")
        due = queries.duties(viewer, b.RECEIVED)
        assert [(d.key, d.due_on) for d in due] == [
            (f"remedies.defence:{suit.id}", date(2025, 4, 29))
        ]
        b.answered(world, suit)
        assert queries.duties(viewer, b.ANSWERED) == ()
        b.judged(world, suit, Outcome.REJECTED, date(2025, 6, 10))
        assert queries.duties(viewer, date(2025, 6, 25)) == ()
        assert [d.key for d in queries.duties(viewer, date(2025, 6, 26))] == [
            f"remedies.taking_effect:{suit.id}"
        ]

    def test_count_five_working_days_in_the_simplified_procedure(self, world):
        b.received(world, world.spot(b.DECIDED), simplified=True)
        due = queries.duties(world.viewer("reviewer"), b.RECEIVED)
        assert [d.due_on for d in due] == [date(2025, 4, 21)]


class TestFigures:
    def test_count_what_arrived_and_how_it_ended(self, world):
        case = world.decided(HEAVY, date(2025, 3, 11))
        kept = b.received(world, world.spot(b.DECIDED, other_act=ANOTHER))
        b.concluded(world, kept, Outcome.UPHELD)
        b.concluded(world, b.received(world, case), Outcome.QUASHED)
        year = (date(2025, 1, 1), date(2025, 12, 31))
        viewer, kind = world.viewer(), RemedyKind.RECONSIDERATION
        assert len(queries.received_rows(viewer, *year, kind)) == 2
        assert len(queries.concluded_rows(viewer, *year, kind)) == 2
        assert queries.received_rows(viewer, *year, RemedyKind.LITIGATION) == ()


class TestStay:
    """行政处罚法 73.1, 行政诉讼法 56: what is stopped is not pressed for meanwhile."""

    def test_stops_the_pressing_until_it_is_taken_back(self, world):
        case = world.spot(b.DECIDED)
        remedy = b.received(world, case)
        late = date(2025, 5, 6)

        def stay(kind):
            draft = rules.StopDraft(kind, "复议机关决定。")
            ctx = world.act("reviewer", b.ANSWERED)
            services.record_stop(ctx=ctx, remedy=remedy.id, draft=draft, on=b.ANSWERED)

        def demand():
            draft = DemandDraft(date(2025, 6, 6))
            execution.demand(ctx=world.act("yi", late), case=case.id, draft=draft, on=late)

        stay(ExecutionStop.STOPPED)
        assert refused(world, demand) == ["execution.stopped"]
        stay(ExecutionStop.CONTINUED)
        demand()


class TestEnd:
    def test_of_a_suit_is_kept_though_the_bureau_withdrew_its_decision(self, world):
        """行政诉讼法 74.2(2): a decision that was withdrawn is still confirmed unlawful."""
        case = world.decided(HEAVY, b.DECIDED)
        remedy = b.answered(world, b.sued(world, case))
        case_acts.withdraw_decision(
            ctx=world.act("chief", b.ANSWERED),
            case=case.id,
            draft=ReasonDraft("决定有错误。"),
            on=b.ANSWERED,
        )
        b.judged(world, remedy, Outcome.UNLAWFUL, b.CONCLUDED)
        on = date(2025, 7, 1)
        services.take_effect(
            ctx=world.act("reviewer", on), remedy=remedy.id, draft=rules.NoteDraft(), on=on
        )
        assert steps_of(world, case)[-1] == ("remedy_ended", "LITIGATION")
        assert changed(world, case).kind is DecisionChange.WITHDRAWN

    def test_of_the_case_waits_for_the_remedy(self, world):
        """行政处罚法 73: whether the decision stands is not known before."""
        case = world.spot(b.DECIDED)
        day = date(2025, 3, 12)
        case_acts.report_back(ctx=world.act("yi", day), case=case.id, on=day)
        draft = PaymentDraft(200_000, "示票1")
        case_acts.record_payment(ctx=world.act("finance", day), case=case.id, draft=draft, on=day)
        remedy = b.received(world, case)

        def close(on):
            closing = obeyed(on)
            case_acts.close_case(ctx=world.act("head", on), case=case.id, draft=closing, on=on)

        assert refused(world, lambda: close(b.ANSWERED)) == ["case.closing.remedy_open"]
        b.concluded(world, remedy, Outcome.UPHELD)
        close(b.CONCLUDED)
