"""Expert opinions, and what taking evidence asks of the case itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from zhunsheng.cases import queries as case_queries
from zhunsheng.cases import rules as cases
from zhunsheng.cases import services as acts
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import CaseFile, standing
from zhunsheng.cases.queries.prechecks import checks_of
from zhunsheng.cases.rules.inquiring import interview_findings
from zhunsheng.cases.tests.inquiries import (
    DAY,
    ask,
    at,
    commissioned,
    interview,
    propose,
    refused,
    requested,
    running,
    subject,
)
from zhunsheng.cases.tests.world import DIGEST, World
from zhunsheng.documents import queries as documents
from zhunsheng.inquiry import rules, services
from zhunsheng.inquiry.choices import DisposalKind
from zhunsheng.inquiry.models import Preservation
from zhunsheng.legalreview.choices import CheckState, Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def case(world: World) -> PenaltyCase:
    return world.opened(DAY)


class TestCase:
    """What taking evidence asks of the case itself."""

    def test_that_was_decided_on_the_spot_takes_no_more(self, world: World):
        """行政处罚法 51, 54: what is decided is inquired into no more, on the spot too."""
        decided = world.spot(DAY)
        codes = refused(world, lambda: ask(world, decided, interview(world)))
        assert "inquiry.subject.closed" in codes
        assert "inquiry.subject.closed" in refused(world, lambda: requested(world, decided))

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
            "case.preservation.open",
            "case.review.stale",
        }
        propose(world, row, DAY, DisposalKind.RELEASED, DisposalKind.GIVEN_BACK)
        services.decide_disposal(ctx=world.act("deputy", DAY), preservation=row.id, on=DAY)
        world.review(told, DAY)
        world.decide(told, 1_000_000, DAY)

    def test_is_handed_in_again_once_what_was_preserved_is_decided_on(self, world: World):
        """行政处罚法 56, 58: what was returned for want of that decision is reviewed after it."""
        told = world.investigated(DAY)
        row = running(world, told)
        world.propose(told, 1_000_000, DAY)
        world.review(told, DAY, Outcome.RETURNED)
        assert refused(world, lambda: world.review(told, DAY)) == {"case.review.same_file"}
        propose(world, row, DAY, DisposalKind.RELEASED, DisposalKind.GIVEN_BACK)
        services.decide_disposal(ctx=world.act("deputy", DAY), preservation=row.id, on=DAY)
        world.review(told, DAY)


def called(world: World, case: PenaltyCase) -> object:
    draft = rules.CallDraft(
        person="示例甲",
        called_to=at(14),
        place="询问室",
        officers=(world.officers["yi"], world.officers["bing"]),
    )
    ctx = world.act("yi", DAY)
    return services.call_to_interview(ctx=ctx, subject=subject(case), draft=draft, on=DAY)


def approve(world: World, row: Preservation) -> Preservation:
    ctx = world.act("deputy", DAY)
    return services.approve_preservation(ctx=ctx, preservation=row.id, on=DAY)


class TestReview:
    """行政处罚法 58.1: what was reviewed is what is decided, the papers of the inquiry with it."""

    def is_current(self, world: World, case: PenaltyCase) -> tuple[bool, bool]:
        facts = case_queries.facts_of(world.viewer(), case.id, on=DAY)
        return facts.request_is_current, facts.review_is_current

    @pytest.mark.parametrize(
        "add",
        [
            lambda world, case: ask(world, case, interview(world)),
            commissioned,
            running,
        ],
    )
    def test_is_opened_again_by_each_paper_of_the_inquiry(
        self, world: World, add: Callable[[World, PenaltyCase], object]
    ) -> None:
        case = world.investigated(DAY)
        world.propose(case, 1_000_000, DAY)
        world.review(case, DAY)
        assert self.is_current(world, case) == (True, True)
        add(world, case)
        assert self.is_current(world, case) == (False, False)
        notify = lambda: acts.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)  # noqa: E731
        assert "case.review.stale" in refused(world, notify)
        world.review(case, DAY)
        assert self.is_current(world, case) == (True, True)

    def test_stands_where_somebody_is_only_called_to_an_interview(self, world: World) -> None:
        """行政处罚法 46: the notice of an interview is no evidence, and may be of another case."""
        case = world.investigated(DAY)
        world.propose(case, 1_000_000, DAY)
        world.review(case, DAY)
        called(world, case)
        assert self.is_current(world, case) == (True, True)

    def test_of_an_earlier_version_is_asked_for_again_once_what_it_left_open_is_decided(
        self, world: World
    ) -> None:
        """行政处罚法 56, 58.1: such a request names what was preserved and undecided on its day."""
        case = world.investigated(DAY)
        world.propose(case, 1_000_000, DAY)
        acts.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        file = case_queries.file_of(world.viewer(), case.id, on=DAY)
        assert standing.facts_of(file, on=DAY).request_is_current
        file.data("review_request")["undecided"] = ["示先登〔2025〕1号"]
        assert not standing.facts_of(file, on=DAY).request_is_current

    def test_is_not_concluded_on_a_file_that_a_preservation_changed_before_its_notice(
        self, world: World
    ) -> None:
        """行政处罚法 56: what was only asked for when the file was handed in is approved since."""
        case = world.investigated(DAY)
        row = requested(world, case)
        world.propose(case, 1_000_000, DAY)
        acts.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        approve(world, row)
        assert refused(world, lambda: world.conclude(case, DAY)) == {"review.file_changed"}
        world.review(case, DAY)

    def test_is_told_by_the_machine_what_the_inquiry_left_open(self, world: World) -> None:
        """行政处罚法 44, 46, 56: things that are kept, an expert at work, later evidence."""
        case = world.told(1_000_000, DAY)
        running(world, case)
        commissioned(world, case)
        ask(world, case, interview(world))
        file = case_queries.file_of(world.viewer(), case.id, on=DAY)
        papers = documents.documents_of(world.viewer(), subject(case))
        numbers = {one.kind: one.number for one in papers}
        said = {one.text: one.state for one in checks_of(world.viewer(), file, papers, on=DAY)}
        kept, asked = numbers["preservation_notice"], numbers["expert_commission"]
        open_ = f"签到册1册、主机1台（保存中，{kept}，期限至2025-03-12）"
        assert said[f"先行登记保存尚未处理：{open_}"] is CheckState.DOUBT
        expert = f"示例司法鉴定中心，签名是否本人书写（2025-03-03委托，{asked}）"
        assert said[f"鉴定意见尚未收到：{expert}"] is CheckState.DOUBT
        number = file.evidence[-1].number
        late = f"{number}《询问笔录（示例甲，第1次）》（2025-03-03）"
        assert said[f"告知之后取得的证据尚未告知当事人：{late}"] is CheckState.FAULT

    def test_finds_nothing_wrong_with_what_is_awaited_only_with_a_word(self, world: World) -> None:
        """行政处罚法 58.1: an opinion or a decision on things that is awaited is answered for."""
        case = world.investigated(DAY)
        commissioned(world, case)
        world.propose(case, 1_000_000, DAY)
        acts.request_legal_review(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        silent = refused(world, lambda: world.conclude(case, DAY, remark=""))
        assert silent == {"review.unsettled_unexplained"}
        world.conclude(case, DAY, remark="违法事实另有书证证明，鉴定不影响定性。")

    def test_keeps_the_opinion_that_was_bound_before_these_papers_were_part_of_the_hash(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A review of an earlier version of the program stands as long as its materials do."""
        case = world.investigated(DAY)
        ask(world, case, interview(world))
        world.propose(case, 1_000_000, DAY)
        with monkeypatch.context() as earlier:
            earlier.setattr(CaseFile, "file_hash", CaseFile.former_hash)
            world.review(case, DAY)
        assert self.is_current(world, case) == (True, True)
        ask(world, case, interview(world, "示例戊", started_at=at(9), ended_at=at(9, 30)))
        assert self.is_current(world, case) == (False, False)


class TestInterviewOfAParty:
    """G6: a bureau may ask for an interview in every case; the law does not."""

    CHOICE = """key: penalty.interview_required
label: 普通程序案件应当有询问笔录或者写明未能询问的原因（1 为要求，0 为不要求）
unit: 项
values:
  - since: 2025-01-01
    value: 1
    basis: "APL-2021:55"
    source: 示例区应急管理局办案规定
    checked_on: 2025-01-01
    verified: true
"""

    def test_is_asked_for_where_the_bureau_chose_so(
        self, world: World, case: PenaltyCase, tmp_path: Path, settings: Settings
    ):
        place = tmp_path / "law" / "parameters" / "penalty" / "interview_required.yaml"
        place.parent.mkdir(parents=True)
        place.write_text(self.CHOICE, "utf-8")
        settings.ZHUNSHENG_OVERLAY_DIR = str(tmp_path)
        report = TestCase().report
        wrong = refused(world, lambda: report(world, case, DAY))
        assert wrong == {"case.interview.none"}
        ask(world, case, interview(world))
        report(world, case, DAY)

    @pytest.mark.parametrize(
        ("required", "asked", "reason", "refused"),
        [
            (True, False, " ", True),
            (True, False, "当事人下落不明", False),
            (True, True, "", False),
            (False, False, "", False),
        ],
    )
    def test_may_be_replaced_by_the_reason_for_none(
        self, required: bool, asked: bool, reason: str, refused: bool
    ):
        found = interview_findings(required=required, asked=asked, reason=reason)
        assert bool(found) is refused
