"""The decision answers what the party put forward at its hearing."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.tests.steps import HEARD_ON, HEAVY, RECORD, called, heard, refused
from zhunsheng.cases.tests.world import BUREAU, World
from zhunsheng.documents import queries as documents

pytestmark = pytest.mark.django_db
AFTER = date(2025, 3, 24)


class TestTheDecisionAfterAHearing:
    """行政处罚法 45, 59, 65: it tells what the party put forward and why that was taken or not."""

    def test_tells_what_was_put_forward_and_how_it_was_judged(self) -> None:
        world = World(BUREAU)
        case = heard(world)
        world.review(case, AFTER)
        world.discuss(case, HEAVY, AFTER)
        world.decide(case, HEAVY, AFTER)
        papers = documents.documents_of(world.viewer(), ("case", case.id))
        [told] = [row.contents for row in papers if row.kind == "penalty_decision"]
        assert told["hearing"] == (
            "应当事人申请，本局于2025年3月14日举行了听证。听证中，当事人提出：请求从轻。"
            "经复核，已经整改属实，裁量时已考虑。"
        )
        assert told["representation"] == "当事人的陈述申辩意见在听证中提出。"

    def test_follows_no_report_without_that_answer(self) -> None:
        world = World(BUREAU)
        case = called(world)
        ctx = world.act("secretary", HEARD_ON)
        services.hold_hearing(ctx=ctx, case=case.id, draft=RECORD, on=HEARD_ON)
        draft = rules.HearingReportDraft("处罚建议不变。", "请求从轻。", "属实。", " ", "维持。")

        def report() -> object:
            by = world.act("secretary", HEARD_ON)
            return services.report_hearing(ctx=by, case=case.id, draft=draft, on=HEARD_ON)

        assert refused(world, report) == ["document.content.empty"]
