"""Acts by which a case turns, on a real database: what they write, and what they refuse."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import (
    Checked,
    DeliveryWay,
    FilingBody,
    RecusalOutcome,
    RecusalSource,
    SourceKind,
    SuspensionGround,
    TerminationGround,
)
from zhunsheng.cases.models import CaseOfficer, PenaltyCase
from zhunsheng.cases.queries import file_of, standing
from zhunsheng.cases.rules import filing, turning
from zhunsheng.cases.rules.address import AddressDraft
from zhunsheng.cases.tests import inquiries
from zhunsheng.cases.tests.steps import BELOW, DAY, let_stop, refused, steps
from zhunsheng.cases.tests.test_services_parties import approve, join
from zhunsheng.cases.tests.world import World, signed
from zhunsheng.documents import queries as documents

pytestmark = pytest.mark.django_db
WHY = turning.ReasonDraft("示例理由")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def third(world: World) -> World:
    """A bureau with a third officer who may take over."""
    world.officers["head"] = world.add_officer("head", until=date(2027, 12, 31))
    return world


def recuse(world: World, case: PenaltyCase, by: str = "deputy", **changes: object) -> object:
    values = {
        "officer": world.officers["bing"],
        "source": RecusalSource.PARTY,
        "reason": "近亲属在当事人处任职",
        "replacement": world.officers.get("head"),
        **changes,
    }
    draft = turning.RecusalDraft(**values)  # type: ignore[arg-type]  # values of a test
    return services.decide_recusal(ctx=world.act(by, DAY), case=case.id, draft=draft, on=DAY)


class TestRecusal:
    """行政处罚法 43: who has an interest is recused; the person in charge decides."""

    def test_seats_another_officer_and_keeps_the_first_from_deciding(self, third: World) -> None:
        case = third.opened(DAY)
        recuse(third, case)
        file = file_of(third.viewer(), case.id, on=DAY)
        assert file.handler_names == "示例乙、示例己"
        assert third.users["bing"].id in file.handling
        seated = CaseOfficer.objects.of(third.viewer()).filter(case=case)
        assert {row.name for row in seated} == {"示例乙", "示例己"}

    def test_leaves_two_officers_or_is_refused(self, third: World) -> None:
        case = third.opened(DAY)
        codes = refused(third, lambda: recuse(third, case, replacement=None))
        assert codes == ["case.officers.fewer_than_two"]

    def test_names_the_handlers_of_a_waiting_party_by_its_approval(self, third: World) -> None:
        case = third.opened(DAY)
        joined = join(third, case)
        recuse(third, case)
        approve(third, joined)
        assert file_of(third.viewer(), joined.id, on=DAY).handler_names == "示例乙、示例己"

    def test_may_be_refused_and_then_changes_nobody(self, third: World) -> None:
        case = third.opened(DAY)
        recuse(third, case, outcome=RecusalOutcome.REFUSED)
        assert file_of(third.viewer(), case.id, on=DAY).handler_names == "示例乙、示例丙"

    def test_is_not_decided_by_a_handler(self, third: World) -> None:
        case = third.opened(DAY)
        codes = refused(third, lambda: recuse(third, case, by="yi"))
        assert codes == ["step.recusal.wrong_role", "case.by.handler"]

    def test_refuses_who_is_no_handler_and_who_is_one_already(self, third: World) -> None:
        case = third.opened(DAY)
        other = third.officers["street_one"]
        codes = refused(
            third,
            lambda: recuse(third, case, officer=other, replacement=third.officers["yi"]),
        )
        assert codes == ["handlers.no_handler", "handlers.handles_already"]


class TestSuspension:
    def suspend(self, world: World, case: PenaltyCase, on: date, basis: str = "") -> None:
        draft = turning.SuspensionDraft(SuspensionGround.OTHER_RESULT, "等待鉴定", basis)
        services.suspend(ctx=world.act("deputy", on), case=case.id, draft=draft, on=on)

    def due(self, world: World, case: PenaltyCase, on: date) -> date | None:
        file = file_of(world.viewer(), case.id, on=on)
        terms = standing.terms_of(file, standing.facts_of(file, on=on), on=on)
        return next(term.due for term in terms if term.key == "decision")

    def test_without_a_basis_lets_the_term_run(self, world: World) -> None:
        """行政处罚法 60: ninety days, unless a law, regulation or rule says otherwise."""
        case, later = world.opened(DAY), DAY + timedelta(days=20)
        self.suspend(world, case, DAY)
        services.resume(ctx=world.act("deputy", later), case=case.id, draft=WHY, on=later)
        assert self.due(world, case, later) == DAY + timedelta(days=90)

    def test_by_an_article_on_extending_the_term_is_refused(self, world: World) -> None:
        """行政处罚法 60: to extend a term has its own approval and longest day; no stop goes by."""
        case = world.opened(DAY)
        codes = refused(world, lambda: self.suspend(world, case, DAY, "SAWS-15:57"))
        assert codes == ["suspension.basis_stops_nothing"]

    def test_by_such_an_article_of_before_moved_no_end(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """行政处罚法 60: what was suspended under it earlier goes on to count."""
        case, later = world.opened(DAY), DAY + timedelta(days=20)
        with monkeypatch.context() as before:
            let_stop(before)
            self.suspend(world, case, DAY, "SAWS-15:57")
        services.resume(ctx=world.act("deputy", later), case=case.id, draft=WHY, on=later)
        assert self.due(world, case, later) == DAY + timedelta(days=90)

    def test_with_a_rule_that_grants_it_moves_the_end_by_the_days_it_stood(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        let_stop(monkeypatch)
        case, later = world.opened(DAY), DAY + timedelta(days=20)
        self.suspend(world, case, DAY, "SAWS-15:57")
        services.resume(ctx=world.act("deputy", later), case=case.id, draft=WHY, on=later)
        assert self.due(world, case, later) == DAY + timedelta(days=110)

    def test_lets_nobody_begin_to_preserve_or_seal(self, world: World) -> None:
        """行政处罚法 56, 行政强制法 18: what the investigation needs waits until it goes on."""
        case = world.opened(DAY)
        self.suspend(world, case, DAY)
        codes = refused(world, lambda: inquiries.requested(world, case))
        assert codes == ["inquiry.subject.suspended"]
        seen = queries.matter(world.viewer(), case.id)
        assert seen is not None
        assert seen.is_suspended

    def test_before_an_extension_to_a_day_adds_nothing_to_it(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """行政处罚法 60: the day that was approved already holds what stood still before."""
        let_stop(monkeypatch)
        case, later = world.opened(DAY), DAY + timedelta(days=20)
        self.suspend(world, case, DAY, "SAWS-15:57")
        services.resume(ctx=world.act("deputy", later), case=case.id, draft=WHY, on=later)
        until = DAY + timedelta(days=120)
        world.extend(case, later, until)
        assert self.due(world, case, later) == until

    def test_holds_the_investigation_until_it_is_resumed(self, world: World) -> None:
        case = world.opened(DAY)
        self.suspend(world, case, DAY)
        draft = rules.InvestigationDraft(facts=case.facts)
        codes = refused(
            world,
            lambda: services.investigate(
                ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY
            ),
        )
        assert codes == ["case.suspended", "case.evidence.none"]


class TestEnd:
    def test_by_transfer_closes_the_case(self, world: World) -> None:
        case = world.opened(DAY)
        draft = turning.TransferDraft("示例区市场监督管理局", "不属于本局职权")
        services.transfer(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)
        codes = refused(
            world,
            lambda: services.transfer(
                ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY
            ),
        )
        assert codes[0] == "penalty.ordinary.closed"

    def test_by_termination_is_not_approved_by_a_handler(self, world: World) -> None:
        case = world.opened(DAY)
        draft = turning.TerminationDraft(TerminationGround.WRONGLY_OPENED, "示例理由")
        codes = refused(
            world,
            lambda: services.terminate(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY),
        )
        assert codes == ["step.termination.wrong_role", "case.by.handler"]
        services.terminate(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)
        assert steps(world)[-1] == "termination"


class TestUrgentInquiry:
    def test_is_made_up_within_five_days_or_the_opening_says_why_not(self, world: World) -> None:
        case, late = world.clue(DAY), DAY + timedelta(days=8)
        services.begin_urgent_inquiry(ctx=world.act("yi", DAY), case=case.id, draft=WHY, on=DAY)
        named = (world.officers["yi"], world.officers["bing"])

        def open_it(late_ground: str = "") -> object:
            draft = rules.OpeningDraft(named, late_ground=late_ground)
            return services.open_case(
                ctx=world.act("deputy", late), case=case.id, draft=draft, on=late
            )

        assert refused(world, open_it) == ["opening.late"]
        open_it(late_ground="现场处置持续多日")
        assert steps(world) == ["clue", "urgent_inquiry", "opening"]


class TestAddress:
    """行政处罚法 61.2: by wire only where the party signed that it agrees."""

    def test_by_wire_needs_a_confirmation(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)

        def deliver() -> object:
            draft = rules.DeliveryDraft(DeliveryWay.ELECTRONIC, consent="自己填写的编号")
            return services.deliver_notice(
                ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY
            )

        assert refused(world, deliver) == ["delivery.no_consent"]
        agreed = AddressDraft(
            "示例甲", "示例区安平路8号", "0999－0000003", True, "shili@example.com"
        )
        confirm = partial(services.confirm_address, case=case.id, draft=agreed, on=DAY)
        confirm(ctx=world.act("yi", DAY), scan=signed(case.id))
        deliver()
        assert steps(world)[-1] == "notice_delivery"


class TestInnerChecks:
    def test_are_recorded_though_the_bureau_does_not_ask_for_them(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        agreed = turning.CheckDraft(Checked.AGREED, "")
        services.check_first(ctx=world.act("head", DAY), case=case.id, draft=agreed, on=DAY)
        members = (world.users["deputy"].id, world.users["head"].id)
        meeting = turning.CommitteeDraft(Checked.AGREED, members, "同意拟处理意见。")
        services.meet_committee(
            ctx=world.act("secretary", DAY), case=case.id, draft=meeting, on=DAY
        )
        world.review(case, DAY)
        services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
        world.deliver_notice(case, DAY)
        world.waive(case, DAY)
        submitted = turning.SubmissionDraft("")
        services.submit_for_decision(
            ctx=world.act("yi", DAY), case=case.id, draft=submitted, on=DAY
        )
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        [paper] = (one for one in papers if one.kind == "handling_approval")
        assert paper.contents["submitted_by"] == "示例乙"  # who handed it in, not both handlers
        services.endorse(ctx=world.act("deputy", DAY), case=case.id, draft=agreed, on=DAY)
        world.decide(case, BELOW, DAY)
        filed = filing.FilingDraft(FilingBody.JUSTICE, "示司备〔2025〕1号")

        def file_it() -> object:
            return services.file_penalty(
                ctx=world.act("yi", DAY), case=case.id, draft=filed, on=DAY
            )

        assert refused(world, file_it) == ["case.filing.not_asked"]
        assert steps(world)[-1] == "decision"


class TestHandedUp:
    """行政处罚法 20.4: a street acts inside of its deed; what is beyond goes to the bureau."""

    def test_reaches_the_bureau_and_stays_in_the_street_s_sight(self, world: World) -> None:
        case = world.clue(DAY, by="street_one", source=SourceKind.HANDED_UP)
        assert queries.case(world.viewer("street_one"), case.id).id == case.id
        named = (world.officers["yi"], world.officers["bing"])
        draft = rules.OpeningDraft(named)
        services.open_case(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)
        assert steps(world) == ["clue", "opening"]

    def test_is_the_only_way_for_a_street_to_bring_a_clue(self, world: World) -> None:
        codes = refused(world, lambda: world.clue(DAY, by="street_one"))
        assert codes == ["clue.not_handed_up"]
