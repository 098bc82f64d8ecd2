"""Expert opinions: the clock waits to the agreed day, and the case for the opinion."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest

from zhunsheng.cases import queries as case_queries
from zhunsheng.cases import services as acts
from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules.turning import ReassignmentDraft
from zhunsheng.cases.tests import visits
from zhunsheng.cases.tests.inquiries import (
    DAY,
    commissioned,
    extend,
    give_up,
    receive,
    refused,
    subject,
)
from zhunsheng.cases.tests.world import World
from zhunsheng.documents.tests.scans import scan
from zhunsheng.evidence import queries as evidence
from zhunsheng.inquiry import queries, rules, services
from zhunsheng.inquiry.models import ExpertCommission
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def case(world: World) -> PenaltyCase:
    return world.opened(DAY)


class TestExpert:
    def test_is_asked_once_and_answered_once(self, world: World, case: PenaltyCase):
        row, later = commissioned(world, case), date(2025, 3, 20)
        [stop] = queries.stops(world.viewer(), subject(case))
        assert (stop.since, stop.until) == (DAY, date(2025, 3, 23))
        receive(world, row, later)
        [stop] = queries.stops(world.viewer(), subject(case))
        assert (stop.since, stop.until) == (DAY, later)
        again = refused(world, lambda: receive(world, row, later))
        assert again == {"inquiry.expert.answered"}
        [item] = evidence.catalogue(world.viewer(), subject(case))
        assert (item.kind, item.proves) == ("EXPERT_OPINION", "不是同一人书写")

    def test_is_given_more_time_by_a_person_in_charge_who_did_not_ask(
        self, world: World, case: PenaltyCase
    ):
        """行政处罚法 60: the clock waits to the agreed day; a later one is approved."""
        row, on = commissioned(world, case), date(2025, 3, 20)
        later = date(2025, 4, 10)
        assert refused(world, lambda: extend(world, row, later, on, who="yi")) == {
            "step.expert_extension.wrong_role",
            "inquiry.expert.approver_asked",
        }
        assert refused(world, lambda: extend(world, row, later, on, reason=" ")) == {
            "inquiry.expert.no_reason"
        }
        same = refused(world, lambda: extend(world, row, date(2025, 3, 23), on))
        assert same == {"inquiry.expert.not_later"}
        far = refused(world, lambda: extend(world, row, on + timedelta(days=91), on))
        assert far == {"inquiry.expert.no_end"}
        long = refused(world, lambda: extend(world, row, DAY + timedelta(days=91), on))
        assert long == {"inquiry.expert.no_end"}
        late = refused(world, lambda: extend(world, row, later, date(2025, 3, 24)))
        assert late == {"inquiry.expert.over"}
        extend(world, row, later, on)
        [stop] = queries.stops(world.viewer(), subject(case))
        assert (stop.since, stop.until) == (DAY, later)
        [duty] = queries.duties(world.viewer(), on)
        assert duty.due_on == later
        again = date(2025, 4, 20)
        extend(world, row, again, later)
        [stop] = queries.stops(world.viewer(), subject(case))
        assert stop.until == again
        receive(world, row, date(2025, 4, 12))
        [stop] = queries.stops(world.viewer(), subject(case))
        assert stop.until == date(2025, 4, 12)
        done = refused(world, lambda: extend(world, row, date(2025, 5, 1), date(2025, 4, 12)))
        assert done == {"inquiry.expert.answered"}

    def test_is_given_up_with_a_reason_by_who_handles_the_case(
        self, world: World, case: PenaltyCase
    ):
        """行政处罚法 54, 60: what nobody waits for any more stops no clock from that day."""
        row, on = commissioned(world, case), date(2025, 3, 10)
        assert refused(world, lambda: give_up(world, row, on, reason="")) == {
            "inquiry.expert.no_reason"
        }
        stranger = refused(world, lambda: give_up(world, row, on, who="deputy"))
        assert "inquiry.actor.no_handler" in stranger
        give_up(world, row, on)
        [stop] = queries.stops(world.viewer(), subject(case))
        assert (stop.since, stop.until) == (DAY, on)
        assert queries.waiting_commissions(world.viewer()) == []
        assert queries.duties(world.viewer(), on) == ()
        for act in (give_up, receive):
            assert refused(world, partial(act, world, row, on)) == {"inquiry.expert.answered"}

    def test_is_received_by_who_handles_the_case_since(self, world: World, case: PenaltyCase):
        """行政处罚法 42: a case that changed hands is not left without its opinion."""
        row, on = commissioned(world, case), date(2025, 3, 10)
        joins = world.officers["head"] = world.add_officer("head", until=date(2027, 12, 31))
        draft = ReassignmentDraft(world.officers["yi"], joins, "工作调动")
        acts.reassign(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)
        services.receive_opinion(
            ctx=world.act("head", on),
            commission=row.id,
            draft=rules.ResultDraft("示例1号", "不是同一人书写"),
            report=Upload("鉴定报告.pdf", scan(1)),
            on=on,
        )
        assert queries.waiting_commissions(world.viewer()) == []


class TestCase:
    """What an opinion that is awaited asks of the case itself."""

    @pytest.mark.parametrize("settle", [receive, give_up])
    def test_is_neither_told_nor_decided_while_an_expert_is_at_work(
        self, world: World, settle: Callable[[World, ExpertCommission, date], object]
    ):
        """行政处罚法 54, 57: what was asked is answered, or given up with a reason."""
        case = world.investigated(DAY)
        row = commissioned(world, case)
        world.propose(case, 1_000_000, DAY)
        world.review(case, DAY)
        notify = lambda: acts.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)  # noqa: E731
        assert refused(world, notify) == {"case.expert.awaited"}
        settle(world, row, DAY)
        world.review(case, DAY) if settle is receive else None
        notify()

    def test_is_not_decided_while_an_expert_is_at_work(self, world: World):
        """行政处罚法 54, 57: an opinion that was asked for after the notice, too."""
        told = world.told(1_000_000, DAY)
        world.waive(told, DAY)
        row = commissioned(world, told)
        world.review(told, DAY)
        assert refused(world, lambda: world.decide(told, 1_000_000, DAY)) == {"case.expert.awaited"}
        give_up(world, row, DAY)
        world.decide(told, 1_000_000, DAY)

    def test_has_its_term_lengthened_by_the_days_of_an_expert(
        self, world: World, case: PenaltyCase
    ):
        """The parameter penalty.expert_stop, not verified; 行政处罚法 60 itself names no stop."""

        def term(on: date) -> tuple[date | None, int, bool]:
            [found] = case_queries.clocks(world.viewer(), case.id, on=on)
            return found.due, found.of_experts, found.verified

        plain = DAY + timedelta(days=90)
        assert term(DAY) == (plain, 0, True)
        row = commissioned(world, case)
        assert term(date(2025, 3, 10)) == (plain + timedelta(days=7), 7, False)
        receive(world, row, date(2025, 3, 13))
        assert term(date(2025, 4, 30)) == (plain + timedelta(days=10), 10, False)

    def test_is_not_stopped_by_an_expert_beyond_the_day_agreed(
        self, world: World, case: PenaltyCase
    ) -> None:
        """行政处罚法 60: 自立案之日起九十日内作出; no commission stops that for ever."""
        for end in (None, DAY, DAY + timedelta(days=91)):
            codes = refused(world, partial(commissioned, world, case, end))
            assert codes == {"inquiry.expert.no_end"}
        row = commissioned(world, case, DAY + timedelta(days=20))
        later = DAY + timedelta(days=60)
        [found] = case_queries.clocks(world.viewer(), case.id, on=later)
        assert (found.due, found.of_experts) == (DAY + timedelta(days=110), 20)
        receive(world, row, later)
        [found] = case_queries.clocks(world.viewer(), case.id, on=later)
        assert (found.due, found.of_experts) == (DAY + timedelta(days=110), 20)


def test_of_an_inspection_is_ended_by_who_handles_its_case_and_stops_its_term(
    world: World,
) -> None:
    """行政处罚法 42, 60: a case is not left waiting for an opinion that others asked for."""
    visit = visits.visited(world, "safety.97-7")
    draft = rules.CommissionDraft(
        institution="示例司法鉴定中心",
        qualification="文书鉴定",
        questions="签名是否本人书写",
        materials="签到册1册",
        officers=(world.officers["yi"], world.officers["bing"]),
        due_on=DAY + timedelta(days=20),
    )
    row = services.commission_expert(
        ctx=world.act("yi", DAY), subject=("inspection", visit), draft=draft, on=DAY
    )
    joins = world.officers["head"] = world.add_officer("head", until=date(2027, 12, 31))
    on = DAY + timedelta(days=10)
    stranger = refused(world, partial(give_up, world, row, on, who="head"))
    assert "inquiry.actor.no_handler" in stranger
    case = world.opened(DAY, source=SourceKind.INSPECTION, source_id=visit)
    change = ReassignmentDraft(world.officers["yi"], joins, "工作调动")
    acts.reassign(ctx=world.act("deputy", DAY), case=case.id, draft=change, on=DAY)
    give_up(world, row, on, who="head")
    [found] = case_queries.clocks(world.viewer(), case.id, on=on)
    assert (found.due, found.of_experts) == (DAY + timedelta(days=100), 10)
