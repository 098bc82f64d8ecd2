"""Taking evidence for a case: records, evidence, preservations and experts through the services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.cases import queries as case_queries
from zhunsheng.cases import rules as cases
from zhunsheng.cases import services as acts
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.world import DIGEST, OTHER, World
from zhunsheng.documents import queries as documents
from zhunsheng.evidence import queries as evidence
from zhunsheng.inquiry import queries, rules, services
from zhunsheng.inquiry.choices import Capacity, DisposalKind, KeepingPlace, PreservationStage
from zhunsheng.inquiry.models import (
    ExpertCommission,
    Interview,
    InterviewCall,
    Preservation,
    PreservationAct,
    Sampling,
    Scene,
)
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.finding import Stale, StepRefused

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)
TABLES = (
    *(InterviewCall, Interview, Scene, Sampling, ExpertCommission),
    *(Preservation, PreservationAct),
)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def case(world: World) -> PenaltyCase:
    return world.opened(DAY)


def at(hour: int, minute: int = 0, on: date = DAY) -> datetime:
    return datetime.combine(on, time(hour, minute), tzinfo=SHANGHAI)


def spot(world: World, **changes: Any) -> rules.OnTheSpot:
    held = rules.OnTheSpot(
        officers=(world.officers["yi"], world.officers["bing"]),
        place="示例区安平路8号",
        started_at=at(8),
        ended_at=at(9),
        certificates_shown=True,
        recusal_told=True,
        signed=True,
    )
    return replace(held, **changes)


def interview(world: World, name: str = "示例甲", **changes: Any) -> rules.InterviewDraft:
    own = {key: changes.pop(key) for key in ("rights_told", "answers", "call") if key in changes}
    draft = rules.InterviewDraft(
        spot=spot(world, **changes),
        person=rules.Person(name, Capacity.LEGAL_REPRESENTATIVE),
        answers=(("何时开始作业？", "8月3日。"),),
        rights_told=True,
        read_back=True,
    )
    return replace(draft, **own)


def subject(case: PenaltyCase) -> tuple[str, UUID]:
    return ("case", case.id)


def ask(world: World, case: PenaltyCase, draft: rules.InterviewDraft, **how: Any) -> Interview:
    ctx = world.act("yi", DAY)
    return services.record_interview(ctx=ctx, subject=subject(case), draft=draft, on=DAY, **how)


def requested(world: World, case: PenaltyCase, on: date = DAY) -> Preservation:
    draft = rules.PreservationDraft(
        officers=(world.officers["yi"], world.officers["bing"]),
        reason="签到册为孤本，可能被替换",
        things=(rules.Thing("签到册", quantity="1册"), rules.Thing("主机", quantity="1台")),
        keeping=KeepingPlace.IN_PLACE,
        place="档案室",
        keeper="示例甲",
    )
    ctx = world.act("yi", on)
    return services.request_preservation(ctx=ctx, subject=subject(case), draft=draft, on=on)


def running(world: World, case: PenaltyCase, on: date = DAY) -> Preservation:
    row = requested(world, case, on)
    services.approve_preservation(ctx=world.act("deputy", on), preservation=row.id, on=on)
    notify(world, row, on)
    return row


def notify(world: World, row: Preservation, on: date = DAY, **changes: Any) -> Preservation:
    draft = rules.NoticeDraft(
        officers=(world.officers["yi"], world.officers["bing"]),
        receiver="示例甲",
        certificates_shown=True,
        signed=True,
    )
    return services.notify_preservation(
        ctx=world.act("yi", on), preservation=row.id, draft=replace(draft, **changes), on=on
    )


def propose(world: World, row: Preservation, on: date, *kinds: DisposalKind) -> Preservation:
    return services.propose_disposal(
        ctx=world.act("yi", on),
        preservation=row.id,
        draft=rules.DisposalDraft(kinds, "已经复制，不再需要保存"),
        on=on,
    )


def refused(world: World, act: Callable[[], object]) -> set[str]:
    """Return the codes of a refusal after showing that nothing was written or recorded."""

    def counts() -> list[int]:
        rows = [table.objects.of(world.viewer()).count() for table in TABLES]
        return [world.events, len(documents.documents(world.viewer())), *rows]

    before = counts()
    with pytest.raises(StepRefused) as refusal:
        act()
    assert counts() == before
    return {finding.code for finding in refusal.value.findings}


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
        row = ask(world, case, interview(world), scan=b"scan")
        assert evidence.kept_file(row.evidence_item.sha256) == b"scan"

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

    def test_of_two_people_at_once_by_the_same_officers_is_refused(
        self, world: World, case: PenaltyCase
    ):
        other = world.opened(DAY, entity=world.add_entity("示例区安平化工有限公司", 5))
        ask(world, case, interview(world))
        overlapping = interview(world, "示例戊", started_at=at(8, 59), ended_at=at(9, 30))
        wrong = refused(world, lambda: ask(world, other, overlapping))
        assert wrong == {"inquiry.interview.overlaps"}
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
            photos=(("一.jpg", b"1"), ("二.jpg", b"2")),
            on=DAY,
        )
        items = evidence.catalogue(world.viewer(), subject(case))
        assert [item.name for item in items] == ["勘验笔录（示例区安平路8号）", "一.jpg", "二.jpg"]
        assert row.photos == 2

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
        kinds = (DisposalKind.CONFISCATED, DisposalKind.GIVEN_BACK)
        propose(world, row, DAY, *kinds)
        decide = lambda: services.decide_disposal(  # noqa: E731 - tried twice
            ctx=world.act("deputy", late), preservation=row.id, on=late
        )
        assert refused(world, decide) == {"preservation.lapsed"}
        stages = queries.open_stages(world.viewer(), subject(case), on=late)
        assert stages == {PreservationStage.LAPSED}
        propose(world, row, late, DisposalKind.RELEASED, DisposalKind.GIVEN_BACK)
        decide()
        assert queries.open_stages(world.viewer(), subject(case), on=late) == frozenset()

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

    def test_may_be_turned_down_or_withdrawn_before(self, world: World, case: PenaltyCase):
        one, two = requested(world, case), requested(world, case)
        assert (one.number, two.number) == (1, 2)
        services.refuse_preservation(
            ctx=world.act("deputy", DAY), preservation=one.id, reason="已有复印件", on=DAY
        )
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
        with pytest.raises(Stale):
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


class TestExpert:
    def commissioned(self, world: World, case: PenaltyCase) -> ExpertCommission:
        draft = rules.CommissionDraft(
            institution="示例司法鉴定中心",
            qualification="文书鉴定",
            questions="签名是否本人书写",
            materials="签到册1册",
            officers=(world.officers["yi"], world.officers["bing"]),
        )
        return services.commission_expert(
            ctx=world.act("yi", DAY), subject=subject(case), draft=draft, on=DAY
        )

    def receive(self, world: World, row: ExpertCommission, on: date) -> object:
        return services.receive_opinion(
            ctx=world.act("yi", on),
            commission=row.id,
            draft=rules.ResultDraft("示例1号", "不是同一人书写"),
            report=b"report",
            on=on,
        )

    def test_is_asked_once_and_answered_once(self, world: World, case: PenaltyCase):
        row, later = self.commissioned(world, case), date(2025, 3, 20)
        [stop] = queries.stops(world.viewer(), subject(case))
        assert (stop.since, stop.until) == (DAY, None)
        self.receive(world, row, later)
        [stop] = queries.stops(world.viewer(), subject(case))
        assert (stop.since, stop.until) == (DAY, later)
        again = refused(world, lambda: self.receive(world, row, later))
        assert again == {"inquiry.expert.answered"}
        [item] = evidence.catalogue(world.viewer(), subject(case))
        assert (item.kind, item.proves) == ("EXPERT_OPINION", "不是同一人书写")


class TestCase:
    """What taking evidence asks of the case itself."""

    def report(self, world: World, case: PenaltyCase, on: date) -> PenaltyCase:
        item = cases.EvidenceDraft("现场检查记录", "SCENE_RECORD", on, "检查时的情况", DIGEST)
        draft = cases.InvestigationDraft(facts=case.facts, evidence=(item,))
        ctx = world.act("yi", on)
        return acts.investigate(ctx=ctx, case=case.id, draft=draft, on=on)

    def test_is_not_reported_on_while_preserved_evidence_waits_for_a_decision(
        self, world: World, case: PenaltyCase
    ):
        """行政处罚法 56: within seven days a decision must be made; the report comes after it."""
        row, late = running(world, case), date(2025, 3, 13)
        open_ = refused(world, lambda: self.report(world, case, DAY))
        assert open_ == {"case.preservation.open"}
        lapsed = refused(world, lambda: self.report(world, case, late))
        assert lapsed == {"case.preservation.lapsed"}
        propose(world, row, late, DisposalKind.RELEASED, DisposalKind.GIVEN_BACK)
        services.decide_disposal(ctx=world.act("deputy", late), preservation=row.id, on=late)
        self.report(world, case, late)

    def test_is_not_decided_while_preserved_evidence_waits(self, world: World):
        told = world.told(1_000_000, DAY)
        world.waive(told, DAY)
        row = running(world, told)
        assert refused(world, lambda: world.decide(told, 1_000_000, DAY)) == {
            "case.preservation.open"
        }
        propose(world, row, DAY, DisposalKind.RELEASED, DisposalKind.GIVEN_BACK)
        services.decide_disposal(ctx=world.act("deputy", DAY), preservation=row.id, on=DAY)
        world.decide(told, 1_000_000, DAY)

    def test_has_its_term_lengthened_by_the_days_of_an_expert(
        self, world: World, case: PenaltyCase
    ):
        """The parameter penalty.expert_stop, not verified; 行政处罚法 60 itself names no stop."""

        def term(on: date) -> tuple[date | None, int, bool]:
            [found] = case_queries.clocks(world.viewer(), case.id, on=on)
            return found.due, found.stopped, found.verified

        plain = DAY + timedelta(days=90)
        assert term(DAY) == (plain, 0, True)
        row = TestExpert().commissioned(world, case)
        assert term(date(2025, 3, 10)) == (plain + timedelta(days=7), 7, False)
        TestExpert().receive(world, row, date(2025, 3, 13))
        assert term(date(2025, 4, 30)) == (plain + timedelta(days=10), 10, False)
