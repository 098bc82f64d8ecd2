"""A matter is decided anew after its decision lost its force, once and not the same (重新作出)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import (
    AnnulmentKind,
    DecisionChange,
    NoPenaltyGround,
    QuashGround,
    RemedyKind,
    SourceKind,
)
from zhunsheng.cases.documents.deciding import decision as decision_content
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import standing
from zhunsheng.cases.rules.turning import ReasonDraft
from zhunsheng.cases.services.reviewing import materials
from zhunsheng.cases.tests import visits
from zhunsheng.cases.tests.steps import BELOW, DAY, annulled, doubt, refused
from zhunsheng.cases.tests.world import OTHER, World
from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Stale

pytestmark = pytest.mark.django_db

FELL = DAY + timedelta(days=60)
UNTIL = FELL + timedelta(days=60)
ANEW = FELL + timedelta(days=7)
PAPER = "示复决〔2025〕1号"
FOUND = "安排3名未取得特种作业操作证的人员从事低压电工作业。"


@pytest.fixture
def world() -> World:
    return World()


@act
def change(
    *, ctx: Act, case: PenaltyCase, draft: rules.ChangeDraft, kind: RemedyKind, on: date
) -> None:
    services.record_remedy_opened(ctx, case=case.id, kind=kind, on=on)
    services.change_decision(ctx, case=case.id, draft=draft, on=on)
    services.record_remedy_ended(ctx, case=case.id, kind=kind, result="撤销原决定", on=on)


def quashed(
    world: World,
    ground: QuashGround | None = QuashGround.EVIDENCE,
    *,
    kind: RemedyKind = RemedyKind.RECONSIDERATION,
    until: date | None = UNTIL,
    **clue: Any,
) -> PenaltyCase:
    """Return a case whose decision was quashed, with the term that the paper sets."""
    case = world.told(BELOW, DAY, **clue)
    world.waive(case, DAY)
    world.decide(case, BELOW, DAY)
    draft = rules.ChangeDraft(
        DecisionChange.ANNULLED, "示例区人民政府", PAPER, ground=ground, anew_until=until
    )
    change(ctx=world.act("reviewer", FELL), case=case, draft=draft, kind=kind, on=FELL)
    row: PenaltyCase = PenaltyCase.objects.of(world.viewer()).get(id=case.id)
    return row


def remake(world: World, case: PenaltyCase, by: str = "yi", **changes: Any) -> PenaltyCase:
    values: dict[str, Any] = {
        "violations": tuple(case.violation_keys),
        "facts": case.facts,
        "ground": QuashGround.EVIDENCE,
        "until": UNTIL,
    }
    version = changes.pop("version", None)
    on = changes.pop("on", ANEW)
    draft = rules.AnewDraft(**{**values, **changes})
    ctx = world.act(by, on)
    return services.remake(ctx=ctx, case=case.id, draft=draft, on=on, version=version)


def investigated(world: World, case: PenaltyCase, *items: str, facts: str = "") -> PenaltyCase:
    """Open a matter anew and end its investigation with these further pieces of evidence."""
    draft = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))
    services.open_case(ctx=world.act("deputy", ANEW), case=case.id, draft=draft, on=ANEW)
    more = tuple(
        rules.EvidenceDraft(name, "SCENE_RECORD", ANEW, "补充查明的情况", "cd" * 32)
        for name in items
    )
    report = rules.InvestigationDraft(facts=facts or case.facts, evidence=more)
    ctx = world.act("yi", ANEW)
    return services.investigate(ctx=ctx, case=case.id, draft=report, on=ANEW)


def file_of(world: World, case: PenaltyCase, on: date = ANEW) -> queries.CaseFile:
    return queries.file_of(world.viewer(), case.id, on=on)


class TestMatter:
    """行政复议法 64, 行政诉讼法 70, 71; 行政处罚法 36: it was discovered in time the first time."""

    def test_keeps_party_source_days_and_evidence_of_the_first_file(self, world: World) -> None:
        visit = visits.visited(world, "safety.97-7")
        first = quashed(world, source=SourceKind.INSPECTION, source_id=visit)
        case = remake(world, first)
        assert case.remade_of_id == first.id
        assert (case.party_id, case.clue_on, case.violation_ended_on) == (
            first.party_id,
            first.clue_on,
            first.violation_ended_on,
        )
        assert (case.source, case.source_id) == (SourceKind.INSPECTION.value, visit)
        assert case.source_label == "重新作出处理决定，原系监督检查发现"
        assert file_of(world, case).evidence == file_of(world, first).evidence
        assert queries.remaking_of(world.viewer(), first) == case

    def test_is_no_second_fine_of_the_same_act(self, world: World) -> None:
        """行政处罚法 29: a decision that fell punishes nobody, and its fine is in no sum."""
        first = quashed(world)
        case = remake(world, first)
        viewer = world.viewer()
        assert queries.alike_to(viewer, case, on=ANEW) == ()
        assert queries.alike_to(viewer, first, on=ANEW) == ()
        fresh = world.clue(ANEW)
        assert {one.case.id for one in queries.alike_to(viewer, fresh, on=ANEW)} == {
            first.id,
            case.id,
        }
        assert queries.totals(viewer, queries.cases(viewer)) == queries.Totals(3, 1, 0)
        assert queries.others_of(viewer, [first.id])[first.id] == queries.Others(
            (), True, 0, (DecisionChange.ANNULLED,)
        )

    def test_is_opened_though_the_limitation_has_run_out_meanwhile(self, world: World) -> None:
        ended = DAY - timedelta(days=720)
        first = quashed(world, violation_ended_on=ended)
        fresh = world.clue(ANEW, violation_ended_on=ended)
        opening = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))
        late = partial(
            services.open_case,
            ctx=world.act("deputy", ANEW),
            case=fresh.id,
            draft=opening,
            on=ANEW,
        )
        assert refused(world, late) == ["case.limitation.open"]
        case = remake(world, first)
        services.open_case(ctx=world.act("deputy", ANEW), case=case.id, draft=opening, on=ANEW)
        assert not standing.facts_of(file_of(world, case), on=ANEW).limitation_passed

    def test_of_a_penalty_on_the_spot_is_taken_up_in_the_ordinary_procedure(
        self, world: World
    ) -> None:
        first = world.spot(DAY)
        draft = rules.AnnulmentDraft(AnnulmentKind.ANNULLED, "示例区人民政府", PAPER)
        annulled(world, first, draft, FELL)
        case = remake(world, first)
        assert case.procedure == "ORDINARY"
        assert investigated(world, case, "询问笔录").number != first.number

    def test_may_be_taken_up_after_the_bureau_withdrew_its_decision(self, world: World) -> None:
        """行政处罚法 75.2: no paper of others says why or by when."""
        first = world.decided(BELOW, DAY)
        services.withdraw_decision(
            ctx=world.act("chief", FELL), case=first.id, draft=ReasonDraft("依据有误。"), on=FELL
        )
        case = investigated(world, remake(world, first, ground=None, until=None))
        world.propose(case, BELOW, ANEW)
        assert (
            standing.terms_of(
                file_of(world, case), standing.facts_of(file_of(world, case), on=ANEW), on=ANEW
            )[0].key
            == "decision"
        )


class TestRefusal:
    def test_of_a_decision_that_stands(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        assert refused(world, partial(remake, world, case)) == ["anew.decision_stands"]

    def test_of_a_second_time(self, world: World) -> None:
        """One matter is decided anew once."""
        first = quashed(world)
        remake(world, first)
        again = refused(world, partial(remake, world, first))
        assert again == ["penalty.ordinary.remaking.done_already"]

    def test_of_a_form_that_another_was_faster_with_says_who(self, world: World) -> None:
        first = quashed(world)
        remake(world, first)
        with pytest.raises(Stale, match="示例乙 重新立案查处"):
            remake(world, first, by="bing", version=first.version)

    @pytest.mark.parametrize("by", ["chief", "reviewer"])
    def test_of_who_does_not_investigate(self, world: World, by: str) -> None:
        first = quashed(world)
        act = partial(remake, world, first, by=by)
        assert refused(world, act) == ["step.remaking.wrong_role"]

    def test_of_another_bureau_and_of_a_street(self, world: World) -> None:
        first, other = quashed(world), World(OTHER, "999901")
        with pytest.raises(PenaltyCase.DoesNotExist):
            remake(other, first)
        with pytest.raises(PenaltyCase.DoesNotExist):
            remake(world, first, by="street_one")

    def test_without_ground_facts_or_violations(self, world: World) -> None:
        first = quashed(world)
        bare = partial(remake, world, first, ground=None, facts=" ", violations=())
        codes = refused(world, bare)
        assert codes[0] == "anew.no_ground"
        assert len(codes) == 3

    def test_of_days_that_cannot_be(self, world: World) -> None:
        first = quashed(world)
        early = partial(remake, world, first, until=FELL - timedelta(days=1))
        assert refused(world, early) == ["anew.until_early"]


class TestTerm:
    """行政复议法 64.2, 行政诉讼法 70: the paper sets the term, no article a number of days."""

    def test_runs_in_the_first_file_until_the_matter_is_taken_up(self, world: World) -> None:
        first = quashed(world)
        [duty] = queries.duties(world.viewer(), ANEW)
        assert (duty.label, duty.due_on, duty.verified) == ("重新立案查处", UNTIL, False)
        assert duty.roles == {Role.ENFORCEMENT_OFFICER.value, Role.TEAM_HEAD.value}
        [term] = queries.clocks(world.viewer(), first.id, on=ANEW)[:1]
        assert (term.key, term.due, term.verified) == ("anew", UNTIL, False)
        remake(world, first)
        assert queries.duties(world.viewer(), ANEW) == ()
        keys = [one.key for one in queries.clocks(world.viewer(), first.id, on=ANEW)]
        assert "anew" not in keys

    def test_runs_in_the_new_file_until_it_is_decided(self, world: World) -> None:
        case = remake(world, quashed(world, kind=RemedyKind.LITIGATION))
        [term] = queries.clocks(world.viewer(), case.id, on=ANEW)
        assert (term.key, term.due, term.basis) == ("anew", UNTIL, cite("ALP-2017:70"))
        [waiting] = queries.waits_of(world.viewer(), [case], on=ANEW)
        assert waiting.term == term
        investigated(world, case, "询问笔录")
        [waiting] = queries.waits_of(world.viewer(), [case], on=ANEW)
        assert waiting.term is not None
        assert (waiting.term.key, waiting.term.due) == ("anew", UNTIL)

    def test_that_no_paper_sets_is_none(self, world: World) -> None:
        case = remake(world, quashed(world, until=None), until=None)
        assert queries.clocks(world.viewer(), case.id, on=ANEW) == ()


class TestSame:
    """行政复议法 64.2, 行政诉讼法 71: not the same on the same facts and reasons."""

    def test_fine_facts_and_evidence_are_refused(self, world: World) -> None:
        case = investigated(world, remake(world, quashed(world)))
        again = partial(world.propose, case, BELOW, ANEW, anew="理由更充分。")
        assert refused(world, again) == ["anew.same"]

    def test_fine_on_other_evidence_says_what_changed(self, world: World) -> None:
        """行诉法解释 90: main facts or reasons that changed make it another decision."""
        case = investigated(world, remake(world, quashed(world)), "补充询问笔录")
        again = partial(world.propose, case, BELOW, ANEW)
        assert refused(world, again) == ["anew.unexplained"]
        again(anew="补充询问三名作业人员，查明其均未取得操作证。")
        told = dict(materials(file_of(world, case)))
        assert told["与原决定相比的改变"] == "补充询问三名作业人员，查明其均未取得操作证。"
        assert PAPER in told["原决定"]

    def test_violation_at_another_amount_says_what_changed(self, world: World) -> None:
        case = investigated(world, remake(world, quashed(world)))
        lower = partial(world.propose, case, BELOW - 100_000, ANEW)
        assert refused(world, lower) == ["anew.unexplained"]

    def test_fine_is_lawful_where_the_procedure_alone_was_wrong(self, world: World) -> None:
        ground = QuashGround.PROCEDURE
        case = investigated(world, remake(world, quashed(world, ground), ground=ground))
        world.propose(case, BELOW, ANEW)

    def test_fine_is_barred_by_the_ground_on_record_whatever_the_handler_says(
        self, world: World
    ) -> None:
        """行政复议法 64.2: what quashed the decision is in the paper that quashed it."""
        case = remake(world, quashed(world), ground=QuashGround.PROCEDURE)
        investigated(world, case)
        again = partial(world.propose, case, BELOW, ANEW)
        assert refused(world, again) == ["anew.same"]

    def test_decision_is_refused_though_the_leaders_came_back_to_its_amount(
        self, world: World
    ) -> None:
        """The proposal was another; what is decided counts."""
        case = investigated(world, remake(world, quashed(world)))
        world.propose(case, BELOW - 100_000, ANEW, anew="减轻数额。")
        world.review(case, ANEW)
        services.notify(ctx=world.act("yi", ANEW), case=case.id, on=ANEW)
        world.deliver_notice(case, ANEW)
        world.waive(case, ANEW)
        back = partial(world.decide, case, BELOW, ANEW, note="恢复原数额。")
        assert "anew.same" in refused(world, back)

    def test_sparing_is_refused_once_more_on_the_same_facts(self, world: World) -> None:
        """A third party had the decision not to punish quashed."""
        first = world.investigated(DAY)
        world.propose(first, BELOW, DAY)
        world.review(first, DAY)
        doubt(world, first, DAY)
        spare = rules.NoPenaltyDraft(NoPenaltyGround.NOT_ESTABLISHED, "事实不能成立。")
        services.decide_no_penalty(ctx=world.act("chief", DAY), case=first.id, draft=spare, on=DAY)
        draft = rules.AnnulmentDraft(AnnulmentKind.ANNULLED, "示例区人民政府", PAPER)
        annulled(world, first, draft, FELL)
        case = investigated(world, remake(world, first))
        world.propose(case, BELOW, ANEW)
        world.review(case, ANEW)
        doubt(world, case, ANEW)
        again = partial(
            services.decide_no_penalty,
            ctx=world.act("chief", ANEW),
            case=case.id,
            draft=spare,
            on=ANEW,
        )
        assert refused(world, again) == ["anew.same"]


class TestDecisionAnew:
    def test_is_decided_with_the_story_of_the_first_and_both_count(self, world: World) -> None:
        first = quashed(world)
        case = investigated(world, remake(world, first), "补充询问笔录", facts=FOUND)
        world.propose(case, BELOW, ANEW, anew="查明人数为3人。")
        world.review(case, ANEW)
        services.notify(ctx=world.act("yi", ANEW), case=case.id, on=ANEW)
        world.deliver_notice(case, ANEW)
        world.waive(case, ANEW)
        content = decision_content(file_of(world, case), rules.DecisionDraft(BELOW))
        told = "".join(str(value) for value in content.values())
        assert f"该决定已失去效力（示例区人民政府{PAPER}），现依法重新处理。" in told
        assert "与原决定相比，主要事实或者理由的改变：查明人数为3人。" in told
        world.decide(case, BELOW, ANEW)
        viewer = world.viewer()
        assert len(queries.opening_rows(viewer, DAY, ANEW)) == 2
        assert len(queries.decision_rows(viewer, DAY, ANEW)) == 2
        assert len(queries.fallen_rows(viewer, DAY, ANEW, ANEW)) == 1
        in_force = queries.fine_in_force_rows(viewer, DAY, ANEW, ANEW)
        assert [row.weight for row in in_force] == [BELOW]
        assert queries.clocks(viewer, case.id, on=ANEW)[0].key == "decision_delivery"

    def test_that_is_quashed_again_is_taken_up_from_the_second_file(self, world: World) -> None:
        first = quashed(world)
        second = investigated(world, remake(world, first), "补充询问笔录")
        world.propose(second, BELOW, ANEW, anew="补充了证据。")
        world.review(second, ANEW)
        services.notify(ctx=world.act("yi", ANEW), case=second.id, on=ANEW)
        world.deliver_notice(second, ANEW)
        world.waive(second, ANEW)
        world.decide(second, BELOW, ANEW)
        draft = rules.ChangeDraft(DecisionChange.ANNULLED, "示例区人民法院", "示行终1号")
        later = ANEW + timedelta(days=30)
        kind = RemedyKind.LITIGATION
        ctx = world.act("reviewer", later)
        change(ctx=ctx, case=second, draft=draft, kind=kind, on=later)
        second = PenaltyCase.objects.of(world.viewer()).get(id=second.id)
        third = remake(world, second, on=later, until=None)
        assert third.clue_on == first.clue_on
        names = [item.name for item in file_of(world, third, later).evidence]
        assert names == ["现场检查记录", "补充询问笔录"]


def test_a_result_is_the_same_whatever_the_spaces() -> None:
    fallen = rules.Fallen(DecisionChange.ANNULLED, FELL)
    result = rules.Result(frozenset({"safety.97-7"}), "安排 1名人员\n作业。", BELOW)
    former = rules.Former("示应急罚〔2025〕1号", result, fallen, is_barred=True)
    now = replace(result, facts="安排1名人员作业。")
    found = rules.same_findings(former, now, evidence=frozenset(), change="有改变。")
    assert [one.code for one in found] == ["anew.same"]
    assert found[0].basis == cite("ARL-2023:64")
    other = replace(now, violations=frozenset({"safety.99-1"}), facts="入口没有警示标志。")
    assert rules.same_findings(former, other, evidence=frozenset(), change="") == ()
