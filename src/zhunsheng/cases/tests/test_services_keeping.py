"""行政处罚法 47: no file is brought together without its signed originals, from the first day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import NoPenaltyGround, TerminationGround
from zhunsheng.cases.queries import CaseFile
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests.steps import BELOW, DAY, HEAVY, doubt, refused
from zhunsheng.cases.tests.world import World
from zhunsheng.documents.tests.scans import scan
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db
#: The first day on which the lawbook's choice of the bureau asks for originals.
SINCE = date(2026, 12, 1)


@pytest.fixture
def world() -> World:
    return World()


class TestOriginals:
    def test_are_asked_for_where_no_penalty_is_imposed(self, world: World) -> None:
        case = world.investigated(DAY)
        world.propose(case, BELOW, DAY)
        world.review(case, DAY)
        doubt(world, case, DAY)
        draft = rules.NoPenaltyDraft(NoPenaltyGround.NOT_ESTABLISHED, "现有证据不足以证明。")
        ctx = world.act("chief", DAY)
        services.decide_no_penalty(ctx=ctx, case=case.id, draft=draft, on=DAY)
        services.deliver_decision(
            ctx=world.act("yi", DAY), case=case.id, draft=world.delivered(), on=DAY
        )

        def close() -> object:
            closing = rules.ClosingDraft()
            ctx = world.act("deputy", SINCE)
            return services.close_case(ctx=ctx, case=case.id, draft=closing, on=SINCE)

        assert refused(world, close) == ["case.originals.lacking"]

    def test_are_asked_for_in_the_file_of_a_case_that_was_ended(self, world: World) -> None:
        """The archive reads them from the same facts."""
        case = world.opened(DAY)
        assert not queries.facts_of(world.viewer(), case.id, on=SINCE).originals_lacking
        draft = turning.TerminationDraft(TerminationGround.WRONGLY_OPENED, "示例理由")
        services.terminate(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)
        lacking = queries.facts_of(world.viewer(), case.id, on=SINCE).originals_lacking or ()
        assert any(name.startswith("立案审批表") for name in lacking)
        eve = SINCE - timedelta(days=1)
        assert not queries.facts_of(world.viewer(), case.id, on=eve).originals_lacking


class TestPapersFromOutside:
    """47: where the originals are filed, what the party hands in and what shows its payment is."""

    def test_are_scanned_where_the_bureau_files_originals(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told, paying = world.told(HEAVY, DAY), world.decided(BELOW, DAY)
        ctx, receipt = world.act("yi", DAY), world.delivered()
        services.deliver_decision(ctx=ctx, case=paying.id, draft=receipt, on=DAY)

        def ask(scan: Upload | None = None) -> object:
            draft, ctx = rules.StatementDraft("示例甲", "申请听证。"), world.act("yi", DAY)
            return services.request_hearing(ctx=ctx, case=told.id, draft=draft, on=DAY, scan=scan)

        def pay(scan: Upload | None = None) -> object:
            draft, ctx = rules.PaymentDraft(BELOW, "0001"), world.act("finance", DAY)
            return services.record_payment(ctx=ctx, case=paying.id, draft=draft, on=DAY, scan=scan)

        monkeypatch.setattr(CaseFile, "asks_originals", True)
        for act, number in ((ask, 3), (pay, 4)):
            assert refused(world, act) == ["case.paper.not_enclosed"]
            act(Upload("原件.pdf", scan(number)))
