"""Re-inspections that a tick could bring about: before the term ends, by who found the hazard."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.documents import queries as documents
from zhunsheng.inspection import services
from zhunsheng.inspection.choices import HazardGrade, RectificationResult
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import EarlyApplication, FindingDraft
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import DUE, VISITED, World
from zhunsheng.inspection.tests.refusals import refused
from zhunsheng.kernel.act import SHANGHAI

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MAJOR = FindingDraft(
    "卸油口密封失效。", "卸油口", grade=HazardGrade.MAJOR, standard="示例标准第二条"
)


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def ordered(world: World, key: str = "v", *findings: FindingDraft) -> Inspection:
    changes: dict[str, Any] = {"findings": findings} if findings else {}
    row = builders.visited(world, key, **changes)
    services.issue_order(
        ctx=world.act(f"o{key}", VISITED), inspection=row.id, due_on=DUE, version=None, on=VISITED
    )
    found: Inspection = Inspection.objects.of(world.viewer()).select_related("order").get(id=row.id)
    return found


def again(world: World, row: Inspection, on: date = VISITED, **changes: Any) -> Any:
    result = changes.pop("result", RectificationResult.DONE)
    said = {"officers": (), **builders.early(on), **changes}
    return services.reinspect(
        ctx=world.act(f"r{on}{result}", on),
        order=row.order.id,
        results=builders.results(world, row, result),
        on=on,
        **said,
    )


def at(on: date, hour: int, minute: int = 0) -> datetime:
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=SHANGHAI)


class TestApplication:
    """安全生产法65: the term is the entity's, which asks in writing for less."""

    def test_is_named_by_its_number_and_lies_between_order_and_reinspection(self, world: World):
        row, on = ordered(world), VISITED + DAY
        no_application = ["inspection.reinspection.no_application"]
        for number, day in (
            ("", on),
            ("口头申请", on),
            ("收文12号", VISITED - DAY),
            ("收文12号", DUE),
        ):
            asked = EarlyApplication(number, day)
            assert refused(partial(again, world, row, on, requested=asked)) == (no_application)

    def test_is_told_in_the_opinion(self, world: World):
        row = ordered(world)
        made = again(world, row, VISITED + DAY)
        assert (made.requested, made.application) == (True, "收文〔2025〕12号")
        paper = documents.documents_of(world.viewer(), ("inspection", row.id))[-1]
        assert paper.contents["early_application"] == (
            "你单位于2025年9月9日申请提前复查（收文〔2025〕12号）"
        )


class TestHours:
    """安全生产法68: the record says truly when and where was looked at."""

    def test_of_a_reinspection_before_the_term_ends_are_told(self, world: World):
        row = ordered(world)
        codes = refused(lambda: again(world, row, hours=None))
        assert codes == ["inspection.reinspection.no_hours"]

    def test_stand_on_the_opinion_and_on_the_page(self, world: World, client: Client):
        row = ordered(world)
        made = again(world, row, hours=(at(VISITED, 14, 10), at(VISITED, 15)))
        content = json.loads(made.document.content)["contents"]
        assert content["hours"] == "2025年9月8日14时10分至2025年9月8日15时00分"
        user = accounts.user(world.viewer(), world.chief.id)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        page = client.get(reverse("inspection:detail", args=[row.id])).text
        assert "2025-09-08 14:10 至 15:00" in page

    def test_begin_after_the_visit_that_is_followed(self, world: World):
        row = ordered(world)  # 09:10 to 11:40
        for hour in (9, 11):
            hours = (at(VISITED, hour, 10), at(VISITED, 12))
            assert refused(partial(again, world, row, hours=hours)) == [
                "inspection.reinspection.during_the_visit"
            ]

    def test_run_forward_and_end_before_they_are_entered(self, world: World):
        row = ordered(world)
        back, ahead = (at(VISITED, 16), at(VISITED, 15)), (at(VISITED, 17), at(VISITED, 19))
        assert refused(lambda: again(world, row, hours=back)) == ["inspection.visit.times"]
        assert refused(lambda: again(world, row, hours=ahead)) == ["inspection.visit.not_ended"]

    def test_are_of_nobody_who_is_elsewhere(self, world: World):
        row = ordered(world)
        other = builders.approved(world, "other", entity=1)
        services.record_visit(
            ctx=world.act("vo", VISITED),
            inspection=other.id,
            visit=builders.visit(started_at=at(VISITED, 15), ended_at=at(VISITED, 16)),
            version=0,
            on=VISITED,
        )
        assert refused(lambda: again(world, row)) == ["inspection.visit.officer_elsewhere"]


class TestMajorHazard:
    """安全生产法65: what was removed is reviewed."""

    def test_is_not_called_removed_by_its_finders_on_the_same_day(self, world: World):
        row = ordered(world, "v", MAJOR)
        codes = refused(lambda: again(world, row))
        assert codes == ["inspection.reinspection.major_same_day"]
        assert again(world, row, result=RectificationResult.IN_PROGRESS).all_done is False
        assert again(world, row, VISITED + DAY).all_done is True
