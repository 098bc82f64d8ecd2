"""Who took evidence investigated: no review, no chair, no seat at the hearing (58, 64(4))."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.tests import inquiries, visits
from zhunsheng.cases.tests.steps import BELOW, DAY, HEAVY, refused
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.inquiry import queries as inquiry
from zhunsheng.inquiry import rules as inquiry_rules
from zhunsheng.inquiry import services as taking
from zhunsheng.legalreview import queries as legalreview
from zhunsheng.legalreview import services as reviews

pytestmark = pytest.mark.django_db

HELD = date(2025, 3, 14)


@pytest.fixture
def world() -> World:
    """Return a bureau whose legal reviewer is a certified officer, too."""
    world = World()
    world.officers["reviewer"] = world.add_officer("reviewer", until=date(2027, 12, 31))
    return world


def asked(world: World) -> PenaltyCase:
    case = world.told(HEAVY, DAY)
    draft = rules.StatementDraft("示例甲", "申请听证。")
    services.request_hearing(ctx=world.act("secretary", DAY), case=case.id, draft=draft, on=DAY)
    return case


def interviewed(world: World, case: PenaltyCase) -> None:
    """Let the reviewer ask the party beside a handler."""
    pair = (world.officers["yi"], world.officers["reviewer"])
    inquiries.ask(world, case, inquiries.interview(world, officers=pair))


def call(world: World, case: PenaltyCase, by: str = "secretary", **changes: Any) -> PenaltyCase:
    draft = rules.HearingNoticeDraft(HELD, world.users["deputy"].id, "听证室")
    ctx = world.act(by, DAY)
    return services.notify_hearing(ctx=ctx, case=case.id, draft=replace(draft, **changes), on=DAY)


class TestWhoTookEvidence:
    def test_does_not_review_the_case(self, world: World) -> None:
        """行政处罚法 58: review is apart from investigation, also where no handler is named."""
        case = world.opened(DAY)
        interviewed(world, case)
        item = rules.EvidenceDraft("现场检查记录", "SCENE_RECORD", DAY, "检查时的情况", "ab" * 32)
        draft = rules.InvestigationDraft(facts=case.facts, evidence=(item,))
        services.investigate(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)
        world.propose(case, BELOW, DAY)
        services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        codes = refused(world, lambda: world.conclude(case, DAY))
        assert codes == ["review.reviewer_is_handler"]
        review = legalreview.of_subject(world.viewer(), ("case", case.id))[-1].id

        def claim() -> object:
            return reviews.claim_review(ctx=world.act("reviewer", DAY), review=review, on=DAY)

        assert refused(world, claim) == ["review.reviewer_is_handler"]
        world.add_user("second", "示例寅", "LEGAL_REVIEWER")
        world.conclude(case, DAY, by="second")

    def test_does_not_preside(self, world: World) -> None:
        case = asked(world)
        interviewed(world, case)
        chair = world.users["reviewer"].id
        assert refused(world, lambda: call(world, case, chair=chair)) == [
            "hearing.chair_investigated"
        ]
        call(world, case)

    def test_of_the_source_inspection_investigated_too(self, world: World) -> None:
        visit = visits.visited(world, "safety.97-7", officers=("yi", "reviewer"))
        case = world.clue(DAY, source=SourceKind.INSPECTION, source_id=visit)
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        found = queries.investigators(world.viewer(), file)
        assert world.users["reviewer"].id in found.users
        assert world.users["reviewer"].name in found.names

    def test_is_known_from_every_record_in_two_queries(self, world: World) -> None:
        case = world.opened(DAY)
        pair = (world.officers["bing"], world.officers["reviewer"])
        row = inquiries.requested(world, case)
        before = {user for user, _ in inquiry.takers(world.viewer(), [case.id])}
        assert before == {world.users["yi"].id, world.users["bing"].id}
        taking.approve_preservation(ctx=world.act("deputy", DAY), preservation=row.id, on=DAY)
        by_others = inquiry_rules.NoticeDraft(
            officers=pair, receiver="示例甲", certificates_shown=True, signed=True
        )
        taking.notify_preservation(
            ctx=world.act("bing", DAY), preservation=row.id, draft=by_others, on=DAY
        )
        with CaptureQueriesContext(
            connection,
        ) as asked_for:
            found = inquiry.takers(world.viewer(), [case.id])
        assert len(asked_for) == 2
        assert (world.users["reviewer"].id, world.users["reviewer"].name) in found


class TestSeatAtAHearing:
    """行政处罚法 64(4): who investigated neither sits beside the chair nor records."""

    @pytest.mark.parametrize("seat", ["members", "recorder"])
    @pytest.mark.parametrize(
        "said", ["{}", "示例癸、{}", "示例癸 {}", "{}（执法一队）", " {}\u200b"]
    )
    def test_is_not_for_a_handler(self, world: World, seat: str, said: str) -> None:
        case = asked(world)
        text = said.format(world.users["yi"].name)
        codes = refused(world, lambda: call(world, case, **{seat: text}))
        unknown = ["hearing.seat_unknown"] if "队" in said else []
        assert codes == [*unknown, "hearing.seat_investigated"]

    def test_is_not_for_who_took_evidence(self, world: World) -> None:
        case = asked(world)
        interviewed(world, case)
        name = world.users["reviewer"].name
        codes = refused(world, lambda: call(world, case, members=name, recorder=name))
        assert codes == ["hearing.seat_investigated"] * 2

    def test_of_the_recorder_is_not_the_chairs(self, world: World) -> None:
        """64(8): the record is made beside the chair; a notice by the chair names a recorder."""
        case, chair = asked(world), world.users["reviewer"].id
        codes = refused(world, lambda: call(world, case, by="reviewer", chair=chair))
        assert codes == ["hearing.recorder_presides"]
        call(world, case, by="reviewer", chair=chair, recorder="示例癸")
        row = CaseAct.objects.of(world.viewer()).get(step="hearing_notice")
        assert row.contents["recorder"] == "示例癸"

    def test_is_for_others_and_by_default_for_who_calls(self, world: World) -> None:
        case = asked(world)
        call(world, case, members="示例癸、示例申")
        row = CaseAct.objects.of(world.viewer()).get(step="hearing_notice")
        assert row.contents["recorder"] == world.users["secretary"].name


class TestWordsOfAPaper:
    """A sentence takes what was typed with or without its full stop."""

    def content(self, world: World, kind: str) -> str:
        [paper] = [one for one in documents.documents(world.viewer()) if one.kind == kind]
        return str(json.loads(documents.document(world.viewer(), paper.id).content))

    def test_name_the_evidence_on_the_spot_without_a_stop(self, world: World) -> None:
        world.spot(DAY, evidence="现场照片。")
        paper = self.content(world, "summary_penalty_decision")
        assert "现场照片" in paper
        assert "现场照片。" not in paper

    @pytest.mark.parametrize("said", ["未改正", "未改正。"])
    def test_end_the_correction_in_a_report_with_one(self, world: World, said: str) -> None:
        case = world.opened(DAY)
        item = rules.EvidenceDraft("现场检查记录", "SCENE_RECORD", DAY, "检查时的情况", "ab" * 32)
        draft = rules.InvestigationDraft(facts=case.facts, evidence=(item,), correction=said)
        services.investigate(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)
        paper = self.content(world, "investigation_report")
        assert "'未改正。'" in paper
