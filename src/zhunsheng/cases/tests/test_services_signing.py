"""A paper prints an opinion only for who gave it; every other place is signed by hand."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import RemedyKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.steps import BELOW, DAY, HEARD_ON, RECORD, called, refused
from zhunsheng.cases.tests.test_services_apart import give_roles
from zhunsheng.cases.tests.test_services_checks import strict
from zhunsheng.cases.tests.test_services_parties import end
from zhunsheng.cases.tests.world import World, closing_asked, obeyed
from zhunsheng.documents import queries as documents
from zhunsheng.documents.rendering import blocks
from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act

__all__ = ["strict"]
pytestmark = pytest.mark.django_db

SIGNED_ON = "2025年3月3日"
BLANK = ("", "", "")


@act
def remedy_opened(*, ctx: Act, case: UUID, on: date) -> None:
    """Stand for the act of the room of remedies that tells the case of a reconsideration."""
    services.record_remedy_opened(ctx, case=case, kind=RemedyKind.RECONSIDERATION, on=on)


@act
def remedy_ended(*, ctx: Act, case: UUID, result: str, on: date) -> None:
    kind = RemedyKind.RECONSIDERATION
    services.record_remedy_ended(ctx, case=case, kind=kind, result=result, on=on)


@pytest.fixture
def world() -> World:
    return World()


def opinions(world: World, case: PenaltyCase, kind: str) -> dict[str, tuple[str, str, str]]:
    """Return what each box of a paper of a case prints: opinion, name, day."""
    papers = documents.documents_of(world.viewer(), ("case", case.id))
    found = documents.paper(next(one for one in papers if one.kind == kind))
    boxes = (one for one in found.blocks if isinstance(one, blocks.Opinion))
    return {one.role: (one.text, one.signature, one.dated) for one in boxes}


def reported(world: World, by: str) -> PenaltyCase:
    case = called(world)
    ctx = world.act("secretary", HEARD_ON)
    services.hold_hearing(ctx=ctx, case=case.id, draft=RECORD, on=HEARD_ON)
    draft = rules.HearingReportDraft(
        "处罚建议不变。", "请求从轻。", "属实。", "已经整改属实，裁量时已考虑。", "建议维持。"
    )
    ctx = world.act(by, HEARD_ON)
    return services.report_hearing(ctx=ctx, case=case.id, draft=draft, on=HEARD_ON)


PROPOSED = "经核查线索，当事人涉嫌违反《中华人民共和国安全生产法》第三十条第一款，建议立案。"


class TestApprovalToOpen:
    """行政处罚法 54.2: a case is opened on approval, and nobody else has said a word of it."""

    def test_names_the_handler_who_registered_the_clue_and_who_approved(self, world: World):
        found = opinions(world, world.opened(DAY), "opening_approval")
        assert found["承办人意见"] == (PROPOSED, "示例乙", SIGNED_ON)
        assert "审核意见" not in found
        assert found["审批意见"] == ("同意立案，由示例乙、示例丙承办。", "示例辛", SIGNED_ON)

    def test_prints_the_opinion_of_who_else_registered_the_clue_as_such(self, world: World):
        found = opinions(world, world.opened(DAY, by="head"), "opening_approval")
        assert "承办人意见" not in found
        assert found["线索登记人意见"] == (PROPOSED, "示例己", SIGNED_ON)

    def test_prints_the_reasons_that_were_given_for_it(self, world: World):
        case = world.opened(DAY, opinion="现场取得照片，事实基本清楚，建议立案")
        found = opinions(world, case, "opening_approval")["承办人意见"]
        assert found == ("现场取得照片，事实基本清楚，建议立案。", "示例乙", SIGNED_ON)

    @pytest.mark.usefixtures("strict")
    def test_has_the_place_of_the_section_where_the_bureau_has_it_check(self, world: World):
        boxes = list(opinions(world, world.opened(DAY), "opening_approval").items())
        assert [name for name, _ in boxes] == ["承办人意见", "队（科）负责人意见", "审批意见"]
        assert boxes[1][1] == ("审核后签署意见和姓名，报负责人审批。", "", "")


class TestApprovalToClose:
    def test_prints_the_opinion_of_who_approved_alone(self, world: World):
        case = world.decided(BELOW, DAY)
        ctx = world.act("yi", DAY)
        services.deliver_decision(ctx=ctx, case=case.id, draft=world.delivered(), on=DAY)
        paid = rules.PaymentDraft(BELOW, "0001")
        services.record_payment(ctx=world.act("finance", DAY), case=case.id, draft=paid, on=DAY)
        closing = obeyed(DAY)
        services.close_case(ctx=world.act("deputy", DAY), case=case.id, draft=closing, on=DAY)
        assert opinions(world, case, "closing_approval") == {
            "审批意见": ("同意结案。", "示例辛", SIGNED_ON),
        }

    def test_prints_the_handler_who_asked_for_it_and_the_remedies_of_the_record(
        self, world: World
    ) -> None:
        """47: what was done is recorded: who asked, who approved, and what came of a suit (73)."""
        case = world.decided(BELOW, DAY)
        end(world, case, BELOW)
        remedy_opened(ctx=world.act("chief", DAY), case=case.id, on=DAY)
        remedy_ended(ctx=world.act("chief", DAY), case=case.id, result="维持原决定", on=DAY)
        draft = closing_asked(DAY, "2025年3月3日复查合格。")
        ctx = world.act("yi", DAY)
        services.request_closing(ctx=ctx, case=case.id, draft=draft, on=DAY)
        closing = rules.ClosingDraft()  # as the request says
        services.close_case(ctx=world.act("deputy", DAY), case=case.id, draft=closing, on=DAY)
        found = opinions(world, case, "closing_approval")
        asked = ("处理决定已经履行完毕，建议结案。", "示例乙", SIGNED_ON)
        assert found["承办人意见"] == asked
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        [said] = [row.contents for row in papers if row.kind == "closing_approval"]
        assert said["remedies"] == "行政复议：维持原决定。"
        assert said["correction"] == (
            "2025年3月3日复查合格。已经改正，经核实（核实日期：2025年3月3日，核实人：示例乙）。"
        )

    def test_is_asked_for_by_a_handler_and_approved_by_another(self, world: World) -> None:
        """57: who handled the case does not approve its end."""
        case = world.decided(BELOW, DAY)
        end(world, case, BELOW)
        give_roles(world, "bing", Role.DEPUTY_HEAD)
        closing = obeyed(DAY)

        def close() -> object:
            ctx = world.act("bing", DAY)
            return services.close_case(ctx=ctx, case=case.id, draft=closing, on=DAY)

        def ask() -> object:
            ctx, draft = world.act("head", DAY), closing_asked(DAY)
            return services.request_closing(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, close) == ["case.by.handler"]
        assert refused(world, ask) == ["case.by.no_handler", "case.by.certificate_not_valid"]


class TestReportOnAHearing:
    """行政处罚法 65: the report goes to the head, who says so by hand."""

    @pytest.mark.parametrize(
        ("by", "name", "day"), [("reviewer", "示例庚", "2025年3月14日"), ("secretary", "", "")]
    )
    def test_is_signed_for_the_chair_alone_where_the_chair_reports(
        self, world: World, by: str, name: str, day: str
    ):
        assert opinions(world, reported(world, by), "hearing_report") == {
            "听证主持人意见": ("建议维持。", name, day),
            "负责人意见": BLANK,
        }
