"""Taking evidence on the spot and preserving it, through the services."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.cases import services as cases
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules.turning import ReassignmentDraft
from zhunsheng.cases.tests.inquiries import (
    DAY,
    ask,
    at,
    interview,
    notify,
    propose,
    refused,
    requested,
    running,
    spot,
    subject,
)
from zhunsheng.cases.tests.world import OTHER, World
from zhunsheng.documents import queries as documents
from zhunsheng.documents.tests.scans import picture, scan
from zhunsheng.evidence import queries as evidence
from zhunsheng.inquiry import queries, rules, services
from zhunsheng.inquiry.choices import DisposalKind, PreservationStage
from zhunsheng.inquiry.models import (
    PreservationAct,
    Sampling,
)
from zhunsheng.kernel.finding import Stale
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def case(world: World) -> PenaltyCase:
    return world.opened(DAY)


class TestInterview:
    def test_makes_the_record_and_a_piece_of_evidence_with_its_hash(
        self, world: World, case: PenaltyCase
    ):
        first = ask(world, case, interview(world))
        second = ask(world, case, interview(world, started_at=at(9), ended_at=at(9, 30)))
        assert (first.round, second.round) == (1, 2)
        items = evidence.catalogue(world.viewer(), subject(case))
        assert [item.name for item in items] == [
            "询问笔录（示例甲，第1次）",
            "询问笔录（示例甲，第2次）",
        ]
        assert items[0].sha256 == first.document.content_hash
        assert items[0].kind == "PARTY_STATEMENT"
        assert first.document.title == "询问笔录"

    def test_keeps_the_signed_scan_where_there_is_one(self, world: World, case: PenaltyCase):
        row = ask(world, case, interview(world), scan=Upload("笔录.pdf", scan(1)))
        assert evidence.kept_file(row.evidence_item.sha256) == scan(1)

    def test_is_refused_with_every_reason(self, world: World, case: PenaltyCase):
        alone = interview(
            world,
            officers=(world.officers["yi"],),
            certificates_shown=False,
            recusal_told=False,
            signed=False,
            rights_told=False,
            answers=(),
        )
        assert refused(world, lambda: ask(world, case, alone)) == {
            "officers.fewer_than_two",
            "inquiry.no_certificate_shown",
            "inquiry.recusal_untold",
            "inquiry.unsigned",
            "inquiry.unwitnessed",
            "inquiry.rights_untold",
            "inquiry.answers",
        }

    def test_has_the_age_that_the_number_gives(self, world: World, case: PenaltyCase):
        """55: who is asked is identified; an age typed beside the number does not contradict it."""
        draft = interview(world)
        number = "护照E00000001，1980年1月1日出生"
        draft = replace(draft, person=replace(draft.person, age=40, id_number=number))
        assert ask(world, case, draft).profile["age"] == 45

    def test_of_two_people_at_once_by_the_same_officers_is_refused(
        self, world: World, case: PenaltyCase
    ):
        other = world.opened(DAY, entity=world.add_entity("示例区安平化工有限公司", 5))
        ask(world, case, interview(world))
        overlapping = interview(world, "示例戊", started_at=at(8, 59), ended_at=at(9, 30))
        wrong = refused(world, lambda: ask(world, other, overlapping))
        assert wrong == {"inquiry.overlaps"}
        ask(world, other, interview(world, "示例戊", started_at=at(9), ended_at=at(9, 30)))

    def test_answers_the_call_of_the_same_person_only(self, world: World, case: PenaltyCase):
        draft = rules.CallDraft(
            person="示例甲",
            called_to=at(14),
            place="询问室",
            officers=(world.officers["yi"], world.officers["bing"]),
        )
        call = services.call_to_interview(
            ctx=world.act("yi", DAY), subject=subject(case), draft=draft, on=DAY
        )
        assert call.document.title == "询问通知书"
        other = interview(world, "示例戊", call=call.id)
        assert refused(world, lambda: ask(world, case, other)) == {"inquiry.call.other"}
        assert ask(world, case, interview(world, call=call.id)).call == call
        assert queries.open_calls(world.viewer(), subject(case)) == []

    def test_joins_no_case_that_is_decided_and_none_of_another_bureau(self, world: World):
        decided = world.decided(1_000_000, DAY)
        wrong = refused(world, lambda: ask(world, decided, interview(world)))
        assert wrong == {"inquiry.subject.closed"}
        stranger = World(OTHER, "999901")
        foreign = stranger.opened(DAY)
        with pytest.raises(PenaltyCase.DoesNotExist):
            ask(world, foreign, interview(world))

    def test_is_entered_by_who_took_part(self, world: World, case: PenaltyCase):
        def by_the_team_head() -> object:
            return services.record_interview(
                ctx=world.act("head", DAY),
                subject=subject(case),
                draft=interview(world),
                on=DAY,
            )

        assert refused(world, by_the_team_head) == {"inquiry.actor.absent"}


class TestSceneAndSampling:
    def test_admit_record_and_photos(self, world: World, case: PenaltyCase):
        draft = rules.SceneDraft(spot(world), "查明标志", "入口未见标志。", present="示例甲")
        row = services.examine_scene(
            ctx=world.act("yi", DAY),
            subject=subject(case),
            draft=draft,
            photos=(Upload("一.jpg", picture()), Upload("二.png", picture("PNG"))),
            on=DAY,
        )
        items = evidence.catalogue(world.viewer(), subject(case))
        assert [item.name for item in items] == ["勘验笔录（示例区安平路8号）", "一", "二"]
        assert row.photos == 2
        assert {item.proves for item in items} == {"3名人员无证从事低压电工作业"}

    def test_of_officers_who_are_elsewhere_are_refused(self, world: World, case: PenaltyCase):
        """54: no officer takes two records at once; one that follows at once may be taken."""
        scene = rules.SceneDraft(spot(world), "查明标志", "入口未见标志。", present="示例甲")
        take = partial(services.examine_scene, subject=subject(case), on=DAY)
        take(ctx=world.act("yi", DAY), draft=scene)
        within = {"started_at": at(8, 30), "ended_at": at(8, 50)}
        again = replace(scene, spot=spot(world, **within))
        assert refused(world, lambda: take(ctx=world.act("yi", DAY), draft=again)) == {
            "inquiry.overlaps"
        }
        asked = interview(world, "示例戊", **within)
        assert refused(world, lambda: ask(world, case, asked)) == {"inquiry.overlaps"}
        ask(world, case, interview(world, started_at=at(9), ended_at=at(10)))

    def test_of_a_person_who_is_elsewhere_are_refused(self, world: World, case: PenaltyCase):
        ask(world, case, interview(world))
        held = spot(world, officers=())
        about = queries.subject(world.viewer(), *subject(case))
        meanwhile = partial(queries.taken_meanwhile, world.viewer(), about)
        assert meanwhile(held, "示例甲", asked=False) == {"询问示例甲"}
        assert meanwhile(held, "示例戊", asked=True) == frozenset()
        assert meanwhile(replace(held, started_at=at(9)), "示例甲", asked=True) == frozenset()

    def test_list_what_was_taken(self, world: World, case: PenaltyCase):
        draft = rules.SamplingDraft(
            spot(world),
            (rules.Thing("滤毒罐", quantity="3个"),),
            "随机抽取",
            "示例甲",
            copy_left=True,
        )

        def take(with_draft: rules.SamplingDraft) -> Sampling:
            ctx = world.act("yi", DAY)
            return services.take_samples(ctx=ctx, subject=subject(case), draft=with_draft, on=DAY)

        empty = replace(draft, samples=(), copy_left=False)
        assert refused(world, lambda: take(empty)) == {
            "inquiry.sampling.list",
            "inquiry.sampling.no_copy",
        }
        assert take(draft).samples == [
            {"name": "滤毒罐", "sort": "", "quantity": "3个", "mark": "", "note": ""}
        ]


class TestPreservation:
    def test_runs_seven_working_days_and_is_decided_on(self, world: World, case: PenaltyCase):
        row = running(world, case)
        until = date(2025, 3, 12)
        [line] = queries.lines_of(world.viewer(), subject(case), on=until)
        assert (line.stage, line.until) == (PreservationStage.RUNNING, until)
        propose(world, row, until, DisposalKind.TESTED, DisposalKind.GIVEN_BACK)
        services.decide_disposal(ctx=world.act("deputy", until), preservation=row.id, on=until)
        [line] = queries.lines_of(world.viewer(), subject(case), on=until + timedelta(days=30))
        assert line.stage is PreservationStage.DISPOSED
        assert [kind for _, kind in line.disposals] == ["送交鉴定", "返还当事人"]
        titles = {one.title for one in documents.documents_of(world.viewer(), subject(case))}
        assert titles - {"立案审批表"} == {
            "先行登记保存证据审批表",
            "先行登记保存证据通知书",
            "先行登记保存证据处理审批表",
            "先行登记保存证据处理决定书",
        }

    def test_is_free_after_the_term_and_only_released(self, world: World, case: PenaltyCase):
        row, late = running(world, case), date(2025, 3, 13)
        kinds = (DisposalKind.TESTED, DisposalKind.GIVEN_BACK)
        propose(world, row, DAY, *kinds)
        decide = lambda: services.decide_disposal(  # noqa: E731 - tried twice
            ctx=world.act("deputy", late), preservation=row.id, on=late
        )
        assert refused(world, decide) == {"preservation.lapsed"}

        def stages() -> list[PreservationStage]:
            kept = queries.lines_of(world.viewer(), subject(case), on=late)
            return [one.stage for one in kept]

        assert stages() == [PreservationStage.LAPSED]
        propose(world, row, late, DisposalKind.RELEASED, DisposalKind.GIVEN_BACK)
        decide()
        assert stages() == [PreservationStage.DISPOSED]

    def test_confiscates_nothing_before_the_penalty_decision(self, world: World, case: PenaltyCase):
        """行政处罚法 9, 56: confiscation is a penalty, no disposal of what was preserved."""
        row = running(world, case)
        kinds = (DisposalKind.CONFISCATED, DisposalKind.GIVEN_BACK)
        wrong = refused(world, lambda: propose(world, row, DAY, *kinds))
        assert wrong == {"preservation.confiscated"}

    def test_is_settled_by_the_handlers_of_the_day_who_are_named_on_its_paper(
        self, world: World, case: PenaltyCase
    ):
        """行政处罚法 42, 56: whoever was replaced neither proposes nor stands on the decision."""
        joins = world.officers["head"] = world.add_officer("head", until=date(2027, 12, 31))
        row = running(world, case)
        propose(world, row, DAY, DisposalKind.TESTED, DisposalKind.TESTED)
        cases.reassign(
            ctx=world.act("deputy", DAY),
            case=case.id,
            draft=ReassignmentDraft(world.officers["yi"], joins, "工作调动"),
            on=DAY,
        )
        kinds = (DisposalKind.RELEASED, DisposalKind.GIVEN_BACK)
        wrong = refused(world, lambda: propose(world, row, DAY, *kinds))
        assert wrong == {"inquiry.actor.no_handler"}
        services.decide_disposal(ctx=world.act("deputy", DAY), preservation=row.id, on=DAY)
        papers = documents.documents_of(world.viewer(), subject(case))
        settled = [one for one in papers if one.kind.startswith("preservation_disposal")]
        assert len(settled) == 2
        for paper in settled:
            officers: Any = paper.contents["officers"]
            assert [one["name"] for one in officers] == ["示例己", "示例丙"]

    def test_is_approved_by_a_person_in_charge_before_it_is_carried_out(
        self, world: World, case: PenaltyCase
    ):
        row = requested(world, case)
        needs = "advance_preservation.preservation_notice.needs.preservation_approval"
        assert refused(world, lambda: notify(world, row)) == {needs}
        by_officer = lambda: services.approve_preservation(  # noqa: E731 - asked once
            ctx=world.act("yi", DAY), preservation=row.id, on=DAY
        )
        assert refused(world, by_officer) == {
            "step.preservation_approval.wrong_role",
            "preservation.approver.asked",
        }

    def test_is_asked_for_on_paper_by_who_asked_alone(self, world: World, case: PenaltyCase):
        row = requested(world, case)
        services.approve_preservation(ctx=world.act("deputy", DAY), preservation=row.id, on=DAY)
        papers = documents.documents_of(world.viewer(), subject(case))
        [paper] = (one for one in papers if one.kind == "preservation_approval")
        assert (paper.contents["asked_by"], paper.contents["approver_name"]) == ("示例乙", "示例辛")

    def test_may_be_turned_down_or_withdrawn_before(self, world: World, case: PenaltyCase):
        one = requested(world, case)
        services.refuse_preservation(
            ctx=world.act("deputy", DAY), preservation=one.id, reason="已有复印件", on=DAY
        )
        two = requested(world, case)
        assert (one.number, two.number) == (1, 2)
        services.withdraw_preservation(
            ctx=world.act("yi", DAY), preservation=two.id, reason="当事人已提交", on=DAY
        )
        assert refused(world, lambda: notify(world, one)) >= {"advance_preservation.closed"}
        assert queries.duties(world.viewer(), DAY) == ()

    def test_acted_on_by_two_at_once_tells_the_second(self, world: World, case: PenaltyCase):
        row = requested(world, case)
        seen = row.version
        services.approve_preservation(
            ctx=world.act("deputy", DAY), preservation=row.id, version=seen, on=DAY
        )
        with pytest.raises(Stale, match="示例辛 批准先行登记保存"):
            services.refuse_preservation(
                ctx=world.act("chief", DAY),
                preservation=row.id,
                reason="已有复印件",
                version=seen,
                on=DAY,
            )
        assert PreservationAct.objects.of(world.viewer()).count() == 2

    def test_is_a_duty_with_its_last_day(self, world: World, case: PenaltyCase):
        row = running(world, case)
        [duty] = queries.duties(world.viewer(), DAY)
        assert (duty.label, duty.due_on) == ("提出保存证据的处理意见", date(2025, 3, 12))
        propose(world, row, DAY, DisposalKind.TESTED, DisposalKind.TESTED)
        [duty] = queries.duties(world.viewer(), DAY)
        assert (duty.label, duty.roles) == (
            "对保存的证据作出处理决定",
            frozenset({"DEPUTY_HEAD", "CHIEF"}),
        )
