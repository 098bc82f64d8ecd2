"""Within which time an act may be punished, from which day it was found, in every file (36)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import SourceKind, TerminationGround
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.queries import standing
from zhunsheng.cases.queries.limitation import limitation_of
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests.steps import BELOW, DAY, refused, steps
from zhunsheng.cases.tests.test_services_parties import approve, join
from zhunsheng.cases.tests.visits import VISITED, visited
from zhunsheng.cases.tests.world import DIGEST, World
from zhunsheng.documents import queries as papers
from zhunsheng.documents import services as documents
from zhunsheng.kernel.canonical import canonical_text
from zhunsheng.lawbook.choices import ConductKind, Harm, Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def found_late(world: World, **changes: Any) -> PenaltyCase:
    """Return a case whose report says that the violation ended three years before it was found."""
    case = world.clue(DAY, violation_ended_on=None, conduct=None, **changes)
    named = (world.officers["yi"], world.officers["bing"])
    draft = rules.OpeningDraft(named)
    services.open_case(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)
    item = rules.EvidenceDraft("现场检查记录", "SCENE_RECORD", DAY, "检查时的情况", DIGEST)
    ended = date(2022, 3, 1)
    report = rules.InvestigationDraft(
        facts=case.facts,
        evidence=(item,),
        times=rules.TimesDraft(ended, ended, ConductKind.ONCE),
    )
    services.investigate(ctx=world.act("yi", DAY), case=case.id, draft=report, on=DAY)
    case.refresh_from_db()
    return case


def propose(world: World, case: PenaltyCase, *, endangered: bool) -> PenaltyCase:
    answers = {Question.CORRECTED: False, Question.ENDANGERED: endangered}
    proof = queries.file_of(world.viewer(), case.id, on=DAY).evidence[0].id
    return world.propose(case, BELOW, DAY, answers=answers, harm_evidence=proof)


def found(world: World, case: PenaltyCase) -> tuple[bool, bool]:
    """Return whether the case was found too late, and whether that is open."""
    return limitation_of(queries.file_of(world.viewer(), case.id, on=DAY), on=DAY)


def forget_the_proof(world: World, case: PenaltyCase) -> None:
    """Write the proposal once more without the evidence of the harm, as an older record is."""
    held = CaseAct.objects.of(world.viewer()).get(case=case, step="proposal")
    said = json.loads(held.data)
    del said["derivations"][0]["answers"]["harm_evidence"]
    CaseAct.objects.create(
        id=world.act("yi", DAY).new_id("old"),
        bureau_id=world.bureau,
        case=case,
        sequence=held.sequence + 1,
        step="proposal",
        on=DAY,
        data=canonical_text(said),
        by_name="示例乙",
    )


class TestAtTheOpening:
    """行政处罚法 36: two years, five where life, health or safety were harmed."""

    def test_is_asked_where_only_the_longer_term_is_left(self, world: World) -> None:
        case = world.clue(DAY, violation_ended_on=date(2022, 3, 2), conduct=ConductKind.ONCE)
        named = (world.officers["yi"], world.officers["bing"])

        def open_it(harmful: bool | None) -> object:
            draft = rules.OpeningDraft(named, harmful=harmful)
            return services.open_case(
                ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY
            )

        assert refused(world, lambda: open_it(None)) == ["case.limitation.open"]
        assert refused(world, lambda: open_it(False)) == ["case.limitation.passed"]
        open_it(True)
        assert steps(world) == ["clue", "opening"]

    def test_is_found_for_each_party_of_whom_it_was_left_open(self, world: World) -> None:
        ended = date(2022, 10, 1)
        case = world.clue(DAY, violation_ended_on=ended, conduct=ConductKind.ONCE)
        joined = join(world, case)
        assert joined.harmful is None
        named = (world.officers["yi"], world.officers["bing"])
        draft = rules.OpeningDraft(named, harmful=True)
        services.open_case(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)
        joined.refresh_from_db()
        assert joined.harmful is True


class TestAfterTheInvestigation:
    """行政处罚法 36: what is found late is punished no more, whenever that comes out."""

    def test_what_the_file_says_of_the_harm_is_not_said_otherwise(self, world: World) -> None:
        case = found_late(world, harmful=False)
        codes = refused(world, lambda: propose(world, case, endangered=True))
        assert codes == ["penalty.limitation_passed"]

    def test_a_later_proposal_finds_the_harm_that_the_first_did_not(self, world: World) -> None:
        """36, 40: the harm is found with evidence; that none was seen at first ends nothing."""
        case = found_late(world)
        none = {Question.ENDANGERED: True, Question.HARM: Harm.NONE, Question.CORRECTED: False}
        proof = queries.file_of(world.viewer(), case.id, on=DAY).evidence[0].id
        world.propose(case, BELOW, DAY, answers=none, harm_evidence=proof)
        assert found(world, case) == (True, False)
        propose(world, case, endangered=True)
        assert found(world, case) == (False, False)

    def test_no_case_ends_as_found_too_late_while_the_harm_is_not_found(self, world: World) -> None:
        """36: five years where anybody was harmed; 40: the facts are found before a case ends."""
        case = found_late(world, harmful=True)
        ground = TerminationGround.LIMITATION

        def end(harmless: str) -> object:
            draft = turning.TerminationDraft(ground, "发现时已过二年。", harmless)
            ctx = world.act("deputy", DAY)
            return services.terminate(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, partial(end, " ")) == ["termination.harm_open"]
        propose(world, case, endangered=True)
        found_harm = refused(world, partial(end, "没有人员受伤。"))
        assert found_harm == ["termination.limitation_not_passed"]
        forget_the_proof(world, case)
        end("走访全部作业人员，没有人员受伤。")
        [paper] = (
            one
            for one in papers.documents_of(world.viewer(), ("case", case.id))
            if one.kind == "course_approval"
        )
        said = "经查，没有涉及公民生命健康安全的危害后果：走访全部作业人员，没有人员受伤。"
        assert said in str(paper.contents)

    def test_what_is_proposed_of_the_harm_is_that_of_the_file(self, world: World) -> None:
        case = found_late(world)
        propose(world, case, endangered=True)
        case.refresh_from_db()
        assert case.harmful is True
        facts = standing.facts_of(queries.file_of(world.viewer(), case.id, on=DAY), on=DAY)
        assert not facts.limitation_passed
        assert not facts.limitation_open

    def test_is_what_it_was_where_the_proposal_finds_no_harm(self, world: World) -> None:
        """What the clue suspected does not lengthen the term against the finding."""
        case = found_late(world, harmful=True)
        codes = refused(world, lambda: propose(world, case, endangered=False))
        assert codes == ["penalty.limitation_passed"]
        proof = queries.file_of(world.viewer(), case.id, on=DAY).evidence[0].id
        none = {Question.ENDANGERED: True, Question.HARM: Harm.NONE, Question.CORRECTED: False}
        world.propose(case, BELOW, DAY, answers=none, harm_evidence=proof)
        world.review(case, DAY)

        def notify() -> object:
            return services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)

        assert refused(world, notify) == ["case.limitation.passed"]
        propose(world, case, endangered=True)
        world.review(case, DAY)
        notify()

    def test_a_harm_is_found_with_its_evidence(self, world: World) -> None:
        """涉及公民生命健康安全……且有危害后果的，上述期限延长至五年; 40: 违法事实必须查明."""
        case = found_late(world, harmful=True)
        answers = {Question.CORRECTED: False, Question.ENDANGERED: True}

        def bare(proof: UUID | None) -> object:
            return world.propose(case, BELOW, DAY, answers=answers, harm_evidence=proof)

        for proof in (None, case.id):
            assert refused(world, partial(bare, proof)) == ["fine.unproven"]

    def test_the_suspicion_of_a_clue_is_no_finding(self, world: World) -> None:
        """A proposal that is silent on the harm leaves two years."""
        case = found_late(world, harmful=True)
        silent = {Question.CORRECTED: False}
        codes = refused(world, lambda: world.propose(case, BELOW, DAY, answers=silent))
        assert codes == ["fine.unanswered.endangered"]
        propose(world, case, endangered=True)
        forget_the_proof(world, case)
        world.review(case, DAY)
        codes = refused(
            world, lambda: services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        )
        assert codes == ["case.limitation.open"]

    def test_neither_notice_nor_decision_comes_after_it(self, world: World) -> None:
        case = found_late(world)
        propose(world, case, endangered=True)
        world.review(case, DAY)

        def spoil(*, harmful: bool | None) -> None:  # as older records may say it
            PenaltyCase.objects.of(world.viewer()).filter(id=case.id).update(harmful=harmful)

        def notify() -> object:
            return services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)

        spoil(harmful=False)
        assert refused(world, notify) == ["case.limitation.passed"]
        spoil(harmful=None)  # the proposal found it, with its evidence
        notify()
        world.deliver_notice(case, DAY)
        world.waive(case, DAY)
        spoil(harmful=False)
        codes = refused(world, lambda: world.decide(case, BELOW, DAY))
        assert codes == ["case.limitation.passed"]


class TestTheDayOfDiscovery:
    """行政处罚法 36: the term ends when the violation is found, not when it is registered."""

    def test_is_that_of_the_inspection(self, world: World) -> None:
        visit, later = visited(world, "safety.97-7"), VISITED + timedelta(days=30)
        case = world.clue(later, source=SourceKind.INSPECTION, source_id=visit)
        assert case.clue_on == VISITED

    def test_is_that_of_the_case_for_a_party_that_joins_it(self, world: World) -> None:
        ended = date(2023, 3, 10)
        case = world.clue(DAY, violation_ended_on=ended, conduct=ConductKind.ONCE, harmful=False)
        approve(world, case)
        later = date(2025, 3, 20)  # by then two years have passed
        joined = join(world, case, later)
        assert joined.clue_on == DAY
        approve(world, joined, later)

    def test_of_a_party_that_joins_is_not_earlier_than_that_of_the_case(self, world: World) -> None:
        """A clue that is dated back without a record was found when it was entered."""
        ended, entered = date(2023, 3, 10), date(2025, 3, 20)
        late = replace(world.act("yi", entered), late_reason="补记")
        draft = rules.ClueDraft(
            entity=world.entity,
            violations=("safety.97-7",),
            facts="安排1名未取得特种作业操作证的人员从事低压电工作业。",
            source=SourceKind.TIP,
            violation_ended_on=ended,
            conduct=ConductKind.ONCE,
            harmful=False,
        )
        case = services.register_clue(ctx=late, draft=draft, on=DAY)
        joined = join(world, case, entered)
        assert joined.clue_on == DAY
        for one in (case, joined):
            file = queries.file_of(world.viewer(), one.id, on=entered)
            assert any(limitation_of(file, on=entered))


class TestFormFilledInOnTheSpot:
    """行政处罚法 36, 52: a form proves its day while it is reported within the term for that."""

    FORM = date(2025, 1, 24)  # the two years end on 1 February, the five working days on the 7th

    @pytest.fixture
    def number(self, world: World) -> str:
        block = documents.hand_out_forms(
            ctx=world.act("secretary", self.FORM),
            kind="summary_penalty_decision",
            holder=world.users["yi"].id,
            count=1,
            on=self.FORM,
        )
        return block.first_number

    def spot(self, world: World, number: str, entered: date, *, dated: date = FORM) -> PenaltyCase:
        draft = rules.SummaryDraft(
            entity=world.entity,
            violation_ended_on=date(2023, 2, 1),
            facts="仓库入口未设置明显的安全警示标志。",
            evidence="现场照片",
            certificates_shown=True,
            rights_told=True,
            discretion="涉及一处入口，没有造成后果。",
            officers=(world.officers["yi"], world.officers["bing"]),
            fine=rules.FineDraft("safety.99-1", 200_000, answers={Question.CORRECTED: False}),
            form_number=number,
        )
        ctx = replace(world.act("yi", entered), late_reason="补录纸质文书")
        return services.decide_on_the_spot(ctx=ctx, draft=draft, on=dated)

    def test_entered_after_the_term_was_found_when_it_was_entered(
        self, world: World, number: str
    ) -> None:
        late = date(2025, 2, 8)
        assert refused(world, lambda: self.spot(world, number, late)) == ["case.limitation.open"]
        case = self.spot(world, number, date(2025, 2, 7))
        file = queries.file_of(world.viewer(), case.id, on=late)
        assert limitation_of(file, on=late) == (False, False)

    def test_is_not_dated_before_its_officer_had_it(self, world: World, number: str) -> None:
        """52: the form with its number is filled in on the spot."""
        early = self.FORM - timedelta(days=1)
        codes = refused(world, lambda: self.spot(world, number, self.FORM, dated=early))
        assert codes == ["document.number.before_handing"]
