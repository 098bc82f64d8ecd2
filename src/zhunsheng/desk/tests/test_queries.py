"""What one person did lately, and what a case waits for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.accounts.choices import Role
from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import CollectionWay, SpotGround
from zhunsheng.cases.rules.turning import ReasonDraft
from zhunsheng.cases.tests.steps import BELOW, refused
from zhunsheng.cases.tests.steps import DAY as CASE_DAY
from zhunsheng.cases.tests.world import World
from zhunsheng.desk import queries
from zhunsheng.desk.choices import SearchKind
from zhunsheng.desk.queries.found import BATCH
from zhunsheng.documents.models import Document
from zhunsheng.documents.tests import builders as papers
from zhunsheng.kernel.citation import cite
from zhunsheng.legalreview.choices import Outcome
from zhunsheng.registry import services as registry
from zhunsheng.registry.tests import builders
from zhunsheng.registry.tests.builders import CLERK, DAY, ctx, facts

pytestmark = pytest.mark.django_db


class TestDone:
    def test_lists_the_own_acts_of_the_days_asked_for_newest_first(self):
        builders.found("found")
        other = replace(CLERK, id=builders.OTHER_BUREAU, name="示例乙")
        registry.add_entity(ctx=ctx("a"), facts=facts(), on=DAY)
        registry.add_entity(ctx=ctx("b", by=other), facts=facts(2), on=DAY)
        viewer = ctx("read").viewer

        with CaptureQueriesContext(connection) as asked:
            found = queries.done_since(viewer, since=DAY)

        assert len(asked) == 1
        assert found[0].label == "登记单位"
        assert len(found) == 2  # founding the bureau, and the entity
        assert queries.done_since(viewer, since=DAY + timedelta(days=1)) == ()
        assert queries.done_since(ctx("read", by=other).viewer, since=date(2025, 1, 1))


class TestBureau:
    def test_is_read_once_for_all_rooms(self) -> None:
        """A desk that no request answers, as in a task, has no bureau at hand."""
        viewer = World().viewer("chief")
        with CaptureQueriesContext(connection) as asked:
            lines = queries.lines(viewer, on=CASE_DAY)
        assert len(_of_bureau(asked)) == 1
        with CaptureQueriesContext(connection) as asked:
            queries.overview(viewer, lines, year=CASE_DAY.year, on=CASE_DAY)
        assert len(_of_bureau(asked)) == 1


def _of_bureau(asked: CaptureQueriesContext) -> list[str]:
    """Return the queries that read a bureau alone."""
    said = [one["sql"] for one in asked.captured_queries]
    return [one for one in said if 'FROM "accounts_bureau"' in one]


class TestCash:
    def test_taken_by_a_street_is_on_the_desk_of_the_street(self) -> None:
        """71: 自收缴罚款之日起二日内，交至行政机关; who holds the money is reminded."""
        world = World()
        world.delegate()
        case = world.spot(
            CASE_DAY,
            by="street_one",
            unit=world.street.id,
            officers=(world.officers["street_one"], world.officers["street_two"]),
            spot_ground=SpotGround.HARD_LATER,
        )
        draft = rules.PaymentDraft(
            200_000,
            "示财票1",
            way=CollectionWay.ON_SPOT,
            ground=SpotGround.HARD_LATER,
            request="流动摊点，没有固定经营场所。",
        )
        ctx = world.act("street_one", CASE_DAY)
        services.record_payment(ctx=ctx, case=case.id, draft=draft, on=CASE_DAY)
        key = f"execution.cash_handed_in:{case.id}"
        lines = queries.lines(world.viewer("street_one"), on=CASE_DAY)
        [line] = (one for one in lines if one.duty.key == key)
        due = date(2025, 3, 5)
        assert (line.duty.due_on, Role.STREET_OFFICER.value in line.duty.roles) == (due, True)
        assert not [one for one in lines if one.duty.key.startswith("execution.month")]


class TestCaseLines:
    def test_says_of_a_returned_review_what_to_mend(self) -> None:
        """行政处罚法 58: what was returned is mended and handed in again."""
        world = World()
        case = world.investigated(CASE_DAY)
        world.propose(case, BELOW, CASE_DAY)
        world.review(case, CASE_DAY, Outcome.RETURNED)
        lines = queries.lines(world.viewer("yi"), on=CASE_DAY)
        line = next(one for one in lines if one.duty.key == f"cases.open:{case.id}")
        assert line.duty.label.startswith("审核退回：补正后重新送审（F3")
        assert line.duty.url == reverse("cases:detail", args=[case.id])
        assert line.duty.basis == cite("APL-2021:58.1")
        assert line.is_returned

    def test_has_no_report_of_a_decision_that_was_withdrawn(self) -> None:
        """行政处罚法 52.3: what lost its force is reported no more."""
        world = World()
        case = world.spot(CASE_DAY)
        labels = [one.duty.label for one in queries.lines(world.viewer("yi"), on=CASE_DAY)]
        assert "报所属机关备案" in labels
        services.withdraw_decision(
            ctx=world.act("chief", CASE_DAY),
            case=case.id,
            draft=ReasonDraft("认定有误。"),
            on=CASE_DAY,
        )
        labels = [one.duty.label for one in queries.lines(world.viewer("yi"), on=CASE_DAY)]
        assert "报所属机关备案" not in labels
        act = partial(services.report_back, case=case.id, on=CASE_DAY)
        assert "change.ended" in refused(world, lambda: act(ctx=world.act("yi", CASE_DAY)))


class TestSearch:
    def test_finds_open_papers_behind_many_closed_ones(self) -> None:
        """The cashier opens no record of an interview: newer ones hide no paper that is open."""
        papers.found()
        kinds = ["rectification_order", "interview_record"]
        order, record = [papers.issue_one(ctx=papers.ctx(k), kind=k, on=papers.DAY) for k in kinds]
        same = {one.attname: getattr(record, one.attname) for one in Document._meta.fields}
        same["issued_on"] = papers.DAY + timedelta(days=1)
        Document.objects.bulk_create(
            Document(**{**same, "id": UUID(int=place + 1), "number": f"示询〔2027〕{place}号"})
            for place in range(2 * BATCH)
        )
        cashier = replace(papers.CLERK, id=papers.OTHER, roles=frozenset({Role.FINANCE.value}))
        viewer = replace(papers.ctx("read"), by=cashier).viewer
        asked = partial(queries.search, viewer, on=papers.DAY, kinds=[SearchKind.DOCUMENT])
        [group] = asked("〔202")
        assert [hit.label for hit in group.hits] == [order.number]
        assert not group.more
