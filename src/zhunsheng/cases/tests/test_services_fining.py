"""A proposal follows from its derivation; leaving the benchmark is approved by a leader."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import NoPenaltyGround
from zhunsheng.cases.documents import fining as telling
from zhunsheng.cases.documents import parts
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.queries import applied, fining, loading
from zhunsheng.cases.tests.steps import BELOW, DAY, MINOR, refused, steps
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.lawbook.choices import ConductKind, Fact, Harm, Question

pytestmark = pytest.mark.django_db
TWO = ("safety.97-7", "safety.99-1")
REASON = "同一场所两年内多次发生同类问题，按最低阶次处罚明显过轻"


@pytest.fixture
def world() -> World:
    return World()


def one_person(world: World, case: PenaltyCase) -> dict[Fact, rules.Stated]:
    """Return the fact of the least tier, with the first evidence of the file."""
    return {Fact.PERSONS: rules.Stated(1, loading.evidence_of(world.viewer(), case)[0].id)}


def deviating(world: World, fine_fen: int = 4_000_000, on: date = DAY) -> PenaltyCase:
    """Return a case whose proposal lies above the tier of the benchmark."""
    case = world.investigated(on)
    world.propose(case, fine_fen, on, facts=one_person(world, case), deviation=f" {REASON}。 ")
    return case


def approve(world: World, case: PenaltyCase, by: str = "deputy", on: date = DAY) -> PenaltyCase:
    draft = rules.DeviationDraft("同意。")
    return services.approve_deviation(ctx=world.act(by, on), case=case.id, draft=draft, on=on)


def kept(world: World) -> dict[str, Any]:
    """Return what the last proposal keeps."""
    rows = CaseAct.objects.of(world.viewer()).filter(step="proposal").order_by("sequence")
    last = rows.last()
    assert last is not None
    found: dict[str, Any] = last.contents
    return found


class TestProposal:
    """行政处罚法 5, 34: facts, law and benchmark give the band, the officer chooses in it."""

    def test_is_refused_with_exactly_what_is_not_answered(self, world: World) -> None:
        case = world.investigated(DAY)
        assert refused(world, lambda: world.propose(case, BELOW, DAY, answers={})) == [
            "fine.unanswered.corrected"
        ]
        codes = refused(
            world, lambda: world.propose(case, BELOW, DAY, answers={Question.CORRECTED: True})
        )
        assert codes == ["fine.unanswered.harm"]
        assert refused(world, lambda: world.propose(case, BELOW, DAY, facts={})) == [
            "fine.unanswered.persons"
        ]
        assert steps(world)[-1] == "investigation"

    def test_without_a_benchmark_gives_its_reason(self, world: World) -> None:
        case = world.investigated(DAY, violations=TWO)
        codes = refused(world, lambda: world.propose(case, (900, 800), DAY, discretion=""))
        assert set(codes) == {"fine.discretion_unreasoned"}
        world.propose(case, (900, 800), DAY)

    def test_names_the_evidence_of_each_fact(self, world: World) -> None:
        case = world.investigated(DAY)
        bare = {Fact.PERSONS: rules.Stated(3)}
        codes = refused(world, lambda: world.propose(case, BELOW, DAY, facts=bare))
        assert codes == ["fine.unproven"]

    def test_is_refused_with_all_reasons_at_once(self, world: World) -> None:
        """行政处罚法 40: what is lacking is named whole, of each violation and of the case."""
        case = world.investigated(DAY, violations=TWO, violation_began_on=None)
        first = world.fine(case, TWO[0], 0)
        second = world.fine(case, TWO[1], 800, answers={})
        draft = rules.ProposalDraft((first, second), same_act=())
        codes = refused(
            world,
            lambda: services.propose(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY),
        )
        assert {"fine.unanswered.times", "amount.nothing", "fine.unanswered.corrected"} <= set(
            codes
        )

    def test_waits_until_it_is_known_when_the_violation_was(self, world: World) -> None:
        case = world.investigated(DAY, violation_began_on=None)
        assert refused(world, lambda: world.propose(case, BELOW, DAY)) == ["fine.unanswered.times"]
        done = world.propose(case, BELOW, DAY, times=rules.TimesDraft(ended_on=DAY))
        assert done.violation_ended_on == DAY

    def test_moves_no_day_that_the_file_knows_under_an_older_law(self, world: World) -> None:
        ended, on = date(2026, 5, 10), date(2026, 5, 12)
        case = world.investigated(
            on, violations=("chemicals.101-1",), violation_ended_on=ended, conduct=ConductKind.ONCE
        )
        moved = rules.TimesDraft(date(2026, 4, 20), date(2026, 4, 20), ConductKind.ONCE)
        done = world.propose(case, BELOW, on, times=moved)
        assert done.violation_ended_on == ended
        (row,) = kept(world)["derivations"]
        assert row["law_since"] == "2026-05-01"

    def test_takes_from_the_report_whether_it_was_put_right(self, world: World) -> None:
        case = world.opened(DAY)
        item = rules.EvidenceDraft("现场检查记录", "SCENE_RECORD", DAY, "情况", "ab" * 32)
        draft = rules.InvestigationDraft(facts=case.facts, evidence=(item,), corrected=True)
        services.investigate(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)
        codes = refused(world, lambda: world.propose(case, BELOW, DAY))
        assert codes == ["fine.unanswered.harm"], "what the form says against it does not count"

    def test_keeps_what_it_follows_from(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY, facts=one_person(world, case))
        (row,) = kept(world)["derivations"]
        expected: dict[str, object] = {
            "violation": "safety.97-7",
            "who": "UNIT",
            "stage": "FIRST",
            "facts": {"persons": 1},
            "circumstances": [],
            "choice": None,
            "least": 0,
            "most": 3_000_000,
            "fine_fen": BELOW,
            "degree": "ORDINARY",
            "waiver": None,
            "benchmark": "CN-2024-90-26",
            "tier": "A",
            "verified": True,
            "law_since": "2021-09-01",
        }
        assert {key: row[key] for key in expected} == expected
        assert row["paragraph"].endswith("据此，该项罚款数额为10,000.00元。")
        assert any(line["evidence"] for line in row["tree"])
        total = {"least": 0, "most": 3_000_000, "fine_fen": BELOW}
        assert kept(world)["total"] == total

    def test_of_two_violations_is_their_sum_or_the_higher_of_one_act(self, world: World) -> None:
        case = world.investigated(DAY, violations=TWO)
        codes = refused(world, lambda: world.propose(case, (900, 800), DAY, same_act=None))
        assert codes == ["fine.acts_unsaid"]
        world.propose(case, (900, 800), DAY)
        assert kept(world)["fine_fen"] == 1_700
        world.propose(case, (900, 800), DAY, same_act=TWO)
        assert kept(world)["fine_fen"] == 900
        assert [row["absorbed"] for row in kept(world)["derivations"]] == [False, True]
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        assert [row.key for row in applied.applied_of(file, punished=True)] == ["safety.97-7"]

    def test_opens_the_review_anew_when_a_fact_changes(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        world.review(case, DAY)
        world.propose(case, BELOW, DAY, facts=one_person(world, case))
        codes = refused(
            world, lambda: services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        )
        assert codes == ["case.review.stale"]


class TestSparing:
    """行政处罚法 33: what the law spares is not fined; the way is a decision not to punish."""

    def test_is_proposed_reviewed_and_decided_but_never_notified(self, world: World) -> None:
        case = world.investigated(DAY)
        codes = refused(world, lambda: world.propose(case, BELOW, DAY, answers=MINOR))
        assert codes == ["fine.must_not"]
        world.propose(case, 0, DAY, answers=MINOR)
        world.review(case, DAY)
        codes = refused(
            world, lambda: services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        )
        assert codes == ["case.proposal.spares"]
        draft = rules.NoPenaltyDraft(NoPenaltyGround.MINOR, "逐项符合。", "已当面教育。")
        ctx = world.act("chief", DAY)
        done = services.decide_no_penalty(ctx=ctx, case=case.id, draft=draft, on=DAY)
        assert (done.kind, done.fine_fen) == ("NO_PENALTY", 0)


class TestDeviation:
    """MEM-12: an amount outside of the benchmark has a reason and a leader's approval."""

    def test_needs_a_reason(self, world: World) -> None:
        case = world.investigated(DAY)
        facts = one_person(world, case)
        codes = refused(world, lambda: world.propose(case, 4_000_000, DAY, facts=facts))
        assert codes == ["fine.deviation_unreasoned"]

    def test_waits_for_a_leader_who_does_not_handle_the_case(self, world: World) -> None:
        case = deviating(world)
        assert refused(world, lambda: world.review(case, DAY)) == [
            "penalty.ordinary.review_request.needs.deviation_approval"
        ]
        assert refused(world, lambda: approve(world, case, "yi")) == [
            "step.deviation_approval.wrong_role",
            "case.by.handler",
        ]
        approve(world, case)
        assert refused(world, lambda: approve(world, case)) == ["case.deviation.nothing_waits"]
        world.review(case, DAY)
        assert steps(world)[-3:] == ["deviation_approval", "review_request", "legal_review"]

    def test_is_approved_again_for_a_new_proposal(self, world: World) -> None:
        case = deviating(world)
        approve(world, case)
        facts = one_person(world, case)
        world.propose(case, 4_100_000, DAY, facts=facts, deviation=REASON)
        assert refused(world, lambda: world.review(case, DAY)) == ["case.deviation.stale"]
        world.propose(case, BELOW, DAY, facts=facts)
        world.review(case, DAY)

    def test_is_told_to_the_party_and_counted_by_its_decision(self, world: World) -> None:
        case = deviating(world)
        approve(world, case)
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        world.deliver_notice(case, DAY)
        world.waive(case, DAY)
        year = (date(2025, 1, 1), date(2025, 12, 31))
        assert queries.deviation_rows(world.viewer(), *year) == ()
        decision = world.decide(case, 4_000_000, DAY)
        (row,) = queries.deviation_rows(world.viewer(), *year)
        assert row.url == f"/cases/{case.id}/"
        text = str(documents.document(world.viewer(), decision.document_id).content)
        assert f"{REASON}。确定处罚时，还考虑了下列情况：" in text
        assert "已经本局负责人批准" in text
        assert "未经核实" not in text


class TestOnTheSpot:
    def test_follows_from_the_same_derivation(self, world: World) -> None:
        def spot(**answers: bool | Harm) -> PenaltyCase:
            known = {Question(name): answer for name, answer in answers.items()}
            return world.spot(DAY, fine=rules.FineDraft("safety.97-7", 300_000, answers=known))

        assert refused(world, spot) == ["fine.unanswered.corrected"]
        assert refused(world, lambda: spot(corrected=True, harm=Harm.NONE, minor=True)) == [
            "fine.must_not",
            "summary.spared",
        ]
        assert refused(world, lambda: spot(corrected=False)) == ["fine.unanswered.persons"]
        case = world.spot(DAY)
        (row,) = CaseAct.objects.of(world.viewer()).get(case=case).contents["derivations"]
        assert (row["violation"], row["fine_fen"]) == ("safety.99-1", 200_000)


class TestDiscussion:
    def test_leaves_the_shares_of_several_violations_to_a_new_proposal(self, world: World) -> None:
        case = world.investigated(DAY, violations=TWO)
        world.propose(case, (900, 800), DAY)
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        world.deliver_notice(case, DAY)
        world.waive(case, DAY)
        assert refused(world, lambda: world.discuss(case, 1_600, DAY)) == ["amount.shares_unknown"]
        world.discuss(case, 1_700, DAY)


class TestVersion:
    """行政处罚法 37: the law of the act's day, or a later lighter one; somebody says which."""

    OLD, AFTER = date(2013, 12, 7), date(2026, 5, 12)

    def test_is_chosen_with_a_reason_and_cited_in_the_papers(self, world: World) -> None:
        ended = date(2026, 4, 20)
        case = world.investigated(
            self.AFTER, violations=("chemicals.101-1",), violation_ended_on=ended
        )

        def propose(reason: str = "", **more: Any) -> PenaltyCase:
            answers = {Question.CORRECTED: False} | {Question(k): v for k, v in more.items()}
            return world.propose(case, BELOW, self.AFTER, answers=answers, choice_reason=reason)

        assert refused(world, propose) == ["fine.unanswered.choice"]
        assert refused(world, lambda: propose(choice=self.OLD)) == ["fine.choice_unreasoned"]
        propose("行为终了时的规定对当事人较轻。", choice=self.OLD)
        (row,) = kept(world)["derivations"]
        assert (row["choice"], row["law_since"]) == ("2013-12-07", "2013-12-07")
        file = queries.file_of(world.viewer(), case.id, on=self.AFTER)
        assert "危险化学品安全管理条例" in parts.law(file)["penalty_basis"]
        assert [one.key for one in queries.applied_in(world.viewer(), case)] == ["chemicals.101-1"]


class TestLawOfTheDay:
    def test_is_that_of_the_decision(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY, facts=one_person(world, case))
        rows = kept(world)["derivations"]
        assert [*telling.changed_since(world.viewer(), rows, on=DAY + timedelta(days=30))] == []
        assert telling.stated(rows[0], on=DAY).facts[Fact.PERSONS].value == 1
        before = {**rows[0], "most": 2_999_999}
        assert [*telling.changed_since(world.viewer(), [before], on=DAY)] == [rows[0]["label"]]

    def test_of_a_day_before_the_violation_is_refused(self, world: World) -> None:
        """行政处罚法 47: what is dated before the acts that it follows is refused with reasons."""
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        early = DAY - timedelta(days=6)
        codes = refused(world, lambda: world.decide(case, BELOW, early))
        assert "case.act.out_of_order" in codes


class TestDaysOfAnActThatGoesOn:
    def test_have_no_end_before_it_was_found(self) -> None:
        case = PenaltyCase(
            clue_on=DAY,
            violation_began_on=DAY - timedelta(days=60),
            conduct=ConductKind.CONTINUING.value,
        )
        decided = DAY + timedelta(days=9)
        said = {days: rules.TimesDraft(ended_on=DAY + timedelta(days=days)) for days in (-1, 0, 5)}
        found = {days: fining.case_times(case, one, on=decided) for days, one in said.items()}
        assert {days: one.ended_on for days, one in found.items() if one} == {
            -1: None,
            0: DAY,
            5: DAY + timedelta(days=5),
        }
