"""A fine is neither given up by one person at will nor put off without end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zhunsheng.cases import queries as cases
from zhunsheng.cases import rules as case_rules
from zhunsheng.cases import services as case_acts
from zhunsheng.cases.choices import ExecutionOutcome
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.world import BUREAU, World, obeyed
from zhunsheng.cases.views.reading import money
from zhunsheng.execution import rules, services
from zhunsheng.execution.choices import DeferralResult
from zhunsheng.execution.models import Execution
from zhunsheng.execution.tests.world import DECIDED, DUE, FINE, PROVEN, fined, refused
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db
LATE = DUE + timedelta(days=1)
PROOF = "死亡证明示例1号"


@pytest.fixture
def world() -> World:
    return World(BUREAU)


def give_up(
    world: World,
    case: PenaltyCase,
    on: date,
    number: str = PROOF,
    scan: Upload | None = PROVEN,
) -> Execution:
    draft = rules.EndDraft(ExecutionOutcome.NOTHING_LEFT, "没有遗产，没有义务承受人。", number)
    ctx = world.act("deputy", on)
    return services.end_execution(ctx=ctx, case=case.id, draft=draft, proof=scan, on=on)


class TestEndWithNothingLeft:
    """行政强制法 40: 公民死亡，无遗产可供执行，又无义务承受人的，终结执行."""

    def test_does_not_come_before_the_term_is_over(self, world: World) -> None:
        case = fined(world)
        assert refused(world, lambda: give_up(world, case, DECIDED)) == ["end.not_late"]
        assert refused(world, lambda: give_up(world, case, DUE)) == ["end.not_late"]
        give_up(world, case, LATE)

    def test_does_not_come_before_the_last_part_is_due(self, world: World) -> None:
        """行政处罚法 66.2: what was put off is not owed before its day, and not given up either."""
        case = fined(world)
        asked = rules.RequestDraft("示例甲", "停产，账户余额不足。", "分两期。")
        ctx = world.act("yi", DECIDED)
        services.request_deferral(ctx=ctx, case=case.id, draft=asked, on=DECIDED)
        parts = (case_rules.Due(DUE, FINE // 2), case_rules.Due(DUE + timedelta(60), FINE // 2))
        draft = rules.DeferralDraft(DeferralResult.APPROVED, "同意。", parts)
        ctx = world.act("deputy", DECIDED)
        services.decide_deferral(ctx=ctx, case=case.id, draft=draft, on=DECIDED)
        assert refused(world, lambda: give_up(world, case, LATE)) == ["end.not_late"]

    def test_leaves_nothing_to_be_paid_on_the_page_of_the_case(self, world: World) -> None:
        case = fined(world)

        def shown() -> dict[str, int]:
            file = cases.file_of(world.viewer(), case.id, on=LATE)
            return dict(money(file, cases.facts_of(world.viewer(), case.id, on=LATE)))

        assert shown()["待缴纳"] == FINE
        give_up(world, case, LATE)
        assert shown() == {"决定罚款": FINE, "已缴纳": 0}

    def test_names_its_proof(self, world: World) -> None:
        case = fined(world)
        assert refused(world, lambda: give_up(world, case, LATE, " ")) == ["end.no_proof"]
        bare = refused(world, lambda: give_up(world, case, LATE, scan=None))
        assert bare == ["end.no_scan"]

    def test_is_not_closed_by_who_entered_it(self, world: World) -> None:
        case = fined(world)
        give_up(world, case, LATE)
        case_acts.report_back(ctx=world.act("yi", LATE), case=case.id, on=LATE)

        def close(by: str) -> PenaltyCase:
            ctx = world.act(by, LATE)
            return case_acts.close_case(ctx=ctx, case=case.id, draft=obeyed(LATE), on=LATE)

        assert refused(world, lambda: close("deputy")) == ["closing.by_who_gave_up"]
        close("chief")


class TestDeferral:
    """行政处罚法 66.2: 可以暂缓或者分期缴纳, put off once as a whole."""

    def test_does_not_begin_its_longest_term_anew(self, world: World) -> None:
        case = fined(world)

        def put_off(until: date, on: date) -> Execution:
            asked = rules.RequestDraft("示例甲", "停产，账户余额不足。", "延期。")
            request = world.act("yi", on)
            services.request_deferral(ctx=request, case=case.id, draft=asked, on=on)
            return decide(until, on)

        def decide(until: date, on: date) -> Execution:
            dues = (case_rules.Due(until, FINE),)
            draft = rules.DeferralDraft(DeferralResult.APPROVED, "同意。", dues)
            ctx = world.act("deputy", on)
            return services.decide_deferral(ctx=ctx, case=case.id, draft=draft, on=on)

        last = rules.latest_day(DECIDED, 12)
        put_off(last - timedelta(days=30), DECIDED)
        services.deliver_deferral(
            ctx=world.act("yi", DECIDED), case=case.id, draft=world.delivered(), on=DECIDED
        )
        again = last - timedelta(days=31)
        asked = rules.RequestDraft("示例甲", "仍然停产。", "再延期。")
        ctx = world.act("yi", again)
        services.request_deferral(ctx=ctx, case=case.id, draft=asked, on=again)
        later = last + timedelta(days=1)
        assert refused(world, lambda: decide(later, again)) == ["plan.too_long"]
        decide(last, again)
