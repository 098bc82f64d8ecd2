"""Legal review of a case: one reviewer at a time, defects that count, a changed file again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import loading, rounds, standing
from zhunsheng.cases.queries.prechecks import checks_of
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.visits import visited
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.legalreview import queries as legalreview
from zhunsheng.legalreview import services as reviews
from zhunsheng.legalreview.choices import CheckState, ListState, Outcome
from zhunsheng.legalreview.models import ReviewClaim

pytestmark = pytest.mark.django_db
NEXT = DAY + timedelta(days=1)


class TestEvidenceOfAReview:
    """行政处罚法 58: the reviewer sees all that was handed in, what the inspection took too."""

    def test_holds_that_of_the_source_inspection(self, settings: object) -> None:
        settings.ZHUNSHENG_PINNED_NOW = "2025-03-04T09:00:00+08:00"  # type: ignore[attr-defined]
        world = World()
        visit = visited(world, "safety.97-7")
        case = world.investigated(DAY, source=SourceKind.INSPECTION, source_id=visit)
        world.propose(case, BELOW, DAY)
        services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        held = [item.name for item in loading.evidence_of(world.viewer(), case)]
        assert len(held) > 1, "the record of the inspection and more"
        review = legalreview.latest(world.viewer(), ("case", case.id))
        assert review is not None
        shown = signed_in(world, "reviewer").get(f"/legalreview/{review.id}/").context["items"]
        assert [item.name for item in shown] == held


@pytest.fixture
def world(settings: object) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-04T09:00:00+08:00"  # type: ignore[attr-defined]  # pytest-django's settings
    return World()


def asked(world: World) -> PenaltyCase:
    case = world.investigated(DAY)
    world.propose(case, BELOW, DAY)
    services.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    return case


def last(world: World, case: PenaltyCase) -> legalreview.Review:
    found = legalreview.latest(world.viewer(), ("case", case.id))
    assert found is not None
    return found


class TestClaim:
    def claim(self, world: World, case: PenaltyCase, by: str) -> Callable[[], object]:
        review = last(world, case).id
        return lambda: reviews.claim_review(ctx=world.act(by, DAY), review=review, on=DAY)

    def test_tells_the_second_reviewer_who_holds_it_and_keeps_the_opinion_from_them(
        self, world: World
    ) -> None:
        case = asked(world)
        second = world.add_user("second", "示例寅", "LEGAL_REVIEWER")
        self.claim(world, case, "reviewer")()
        with pytest.raises(StepRefused) as told:
            self.claim(world, case, second)()
        assert "示例庚已于2025-03-03 10:00认领该审核" in str(told.value)
        codes = refused(world, lambda: world.conclude(case, DAY, by=second))
        assert codes == ["review.taken_by_another"]
        assert ReviewClaim.objects.of(world.viewer()).count() == 1
        world.conclude(case, DAY)

    def test_can_be_given_back_by_a_person_in_charge_and_taken_by_another(
        self, world: World
    ) -> None:
        case = asked(world)
        second = world.add_user("second", "示例寅", "LEGAL_REVIEWER")
        review = last(world, case).id
        self.claim(world, case, "reviewer")()
        reviews.release_review(ctx=world.act("chief", DAY), review=review, on=DAY)
        self.claim(world, case, second)()
        held = legalreview.holder_of(world.viewer(), review)
        assert held is not None
        assert held.name == "示例寅"

    def test_is_given_by_a_person_in_charge(self, world: World) -> None:
        case = asked(world)
        second = world.add_user("second", "示例寅", "LEGAL_REVIEWER")
        review = last(world, case).id
        self.claim(world, case, "reviewer")()
        client = signed_in(world, "chief")
        sent = {"request_key": "give", "to": str(world.users[second].id)}
        assert client.post(f"/legalreview/{review}/assign/", sent).status_code == 302
        held = legalreview.holder_of(world.viewer(), review)
        assert held is not None
        assert held.name == "示例寅"
        assert refused(world, lambda: world.conclude(case, DAY)) == ["review.taken_by_another"]

    def test_is_refused_to_who_is_no_reviewer(self, world: World) -> None:
        case = asked(world)
        assert refused(world, self.claim(world, case, "yi")) == [
            "review.no_reviewer",
            "review.reviewer_is_handler",
        ]


class TestReturned:
    def test_counts_why_by_defect_unit_and_violation(self, world: World) -> None:
        case = asked(world)
        world.conclude(case, DAY, Outcome.RETURNED)
        found = legalreview.returned(world.viewer(), since=DAY, until=DAY)
        assert (found.opinions, found.returned) == (1, 1)
        assert [(one.key, one.count) for one in found.by_code] == [("F3", 1)]
        assert [(one.label, one.count) for one in found.by_unit] == [("执法一队", 1)]
        assert [(one.key, one.count) for one in found.by_matter] == [("safety.97-7", 1)]
        before = legalreview.returned(world.viewer(), since=NEXT, until=NEXT)
        assert (before.opinions, before.by_code) == (0, ())
        wanted = legalreview.ReviewFilters(ListState.DONE, code="F3", matter="safety.97-7")
        assert [one.id for one in legalreview.reviews(world.viewer(), wanted)] == [
            last(world, case).id
        ]
        other = legalreview.ReviewFilters(ListState.DONE, code="F1")
        assert not legalreview.reviews(world.viewer(), other).exists()

    def test_shows_the_next_round_what_changed(self, world: World) -> None:
        case = asked(world)
        world.conclude(case, DAY, Outcome.RETURNED)
        services.add_evidence(
            ctx=world.act("yi", NEXT),
            case=case.id,
            name="询问笔录",
            kind=EvidenceKind.PARTY_STATEMENT,
            file=None,
            sha256="cd" * 32,
            obtained_on=NEXT,
            proves="当事人承认",
            on=NEXT,
        )
        world.propose(case, BELOW + 100_000, NEXT)
        services.request_legal_review(ctx=world.act("yi", NEXT), case=case.id, on=NEXT)
        file = queries.file_of(world.viewer(), case.id, on=NEXT)
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        anchors = rounds.anchors_of(file, papers)
        every = legalreview.of_subject(world.viewer(), ("case", case.id))
        found = rounds.changes_of(file, every, services.materials(file), anchors)
        assert found is not None
        assert found.round == 1
        assert [label for _, label, _ in found.acts] == ["拟处理意见", "送法制审核"]
        assert [one.partition(" ")[2] for one in found.added] == ["询问笔录"]
        changed = {one.label for one in found.materials}
        assert "证据目录" in changed


class TestFile:
    def opened_again(self, world: World, case: PenaltyCase, on: date) -> bool:
        file = queries.file_of(world.viewer(), case.id, on=on)
        return not standing.facts_of(file, on=on).review_is_current

    def test_is_reviewed_again_after_any_change_of_what_was_reviewed(self, world: World) -> None:
        case = world.told(BELOW, DAY)
        assert not self.opened_again(world, case, DAY)
        draft = rules.StatementDraft("示例甲", "请求从轻。")
        services.record_representation(
            ctx=world.act("yi", NEXT), case=case.id, draft=draft, on=NEXT
        )
        assert self.opened_again(world, case, NEXT)

    def test_shows_its_record_on_every_question_with_few_queries(self, world: World) -> None:
        case = asked(world)
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        with CaptureQueriesContext(connection) as seen:
            checks = checks_of(world.viewer(), file, papers, on=DAY)
        assert len(seen) <= 4
        faults = [check.text for check in checks if check.state is CheckState.FAULT]
        assert faults == []


class TestPage:
    def test_asks_as_often_for_five_pieces_of_evidence_as_for_one(self, world: World) -> None:
        client = signed_in(world, "reviewer")
        counts: list[int] = []
        for more in (0, 4):
            case = asked(world)
            for number in range(more):
                services.add_evidence(
                    ctx=world.act("yi", DAY),
                    case=case.id,
                    name=f"照片{number}",
                    kind=EvidenceKind.DOCUMENTARY,
                    file=None,
                    sha256=f"{number:02x}" * 32,
                    obtained_on=DAY,
                    proves="现场",
                    on=DAY,
                )
            client.get(f"/cases/{case.id}/legal_review/")
            with CaptureQueriesContext(connection) as seen:
                assert client.get(f"/cases/{case.id}/legal_review/").status_code == 200
            counts.append(len(seen))
        assert counts[1] - counts[0] <= 1  # one look-up for all where there are several

    def test_of_the_queue_asks_as_often_for_three_reviews_as_for_one(self, world: World) -> None:
        client = signed_in(world, "reviewer")
        counts: list[int] = []
        for more in (1, 2):
            for _ in range(more):
                asked(world)
            client.get("/legalreview/")
            with CaptureQueriesContext(connection) as seen:
                assert client.get("/legalreview/").status_code == 200
            counts.append(len(seen))
        assert counts[0] == counts[1]

    def test_has_both_sides_and_keeps_what_was_typed(self, world: World, settings) -> None:
        settings.ZHUNSHENG_PINNED_NOW = f"{DAY.isoformat()}T10:00:00+08:00"
        case = asked(world)
        client = signed_in(world, "reviewer")
        text = client.get(f"/cases/{case.id}/legal_review/").content.decode()
        assert "机器预审" in text
        assert "承办人2人，各步骤办理当日执法证件有效" in text
        good = ("subject", "procedure", "law", "power", "documents", "crime")
        sent = {
            "request_key": "k1",
            "version": "5",
            **dict.fromkeys(good, "good"),
            "facts": "bad",
            "facts_remark": "缺少询问笔录",
            "outcome": "RETURNED",
            "opinion": "请补充。",
            "qualification": "法律职业资格证书（示例0001号）",
            "late_reason": "次日补录",
        }
        page = client.post(f"/cases/{case.id}/legal_review/", sent)
        assert page.status_code == 422  # an agreed answer names what it rests on too
        assert "没有选择所依据的证据和文书" in page.content.decode()
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        sent |= {f"{key}_anchors": f"evidence:{file.evidence[0].id}" for key in good}
        page = client.post(f"/cases/{case.id}/legal_review/", sent)
        assert page.status_code == 409
        assert "存在问题的审核事项没有选择问题代码" in page.content.decode()
        assert "缺少询问笔录" in page.content.decode()
        sent |= {
            "request_key": "k2",
            "facts_defects": "F3",
            "facts_anchors": f"evidence:{file.evidence[0].id}",
        }
        assert client.post(f"/cases/{case.id}/legal_review/", sent).status_code == 302
        text = client.get(f"/legalreview/{last(world, case).id}/").content.decode()
        assert "缺少询问笔录或者当事人陈述" in text
        assert "现场检查记录" in text

    def test_of_the_queue_takes_a_review_up(self, world: World) -> None:
        case = asked(world)
        review = last(world, case).id
        client = signed_in(world, "reviewer")
        assert "待认领" in client.get("/legalreview/").content.decode()
        free = legalreview.ReviewFilters(ListState.FREE)
        assert [one.id for one in legalreview.reviews(world.viewer(), free)] == [review]
        page = client.post(f"/legalreview/{review}/claim/", {"request_key": "k3"})
        assert page["Location"] == f"/cases/{case.id}/legal_review/"
        assert "示例庚" in client.get("/legalreview/?state=mine").content.decode()
        assert not legalreview.reviews(world.viewer(), free)
