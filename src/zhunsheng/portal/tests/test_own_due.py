"""What an enterprise has to put right, by when, under which papers and measures."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.models import User
from zhunsheng.inspection import services as inspections
from zhunsheng.inspection.choices import RectificationResult
from zhunsheng.inspection.models import InspectionFinding
from zhunsheng.inspection.rules import OrderedTerm
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import DUE, FOUNDED, VISITED, World
from zhunsheng.inspection.tests.test_checking import measured, removed
from zhunsheng.kernel.act import Viewer
from zhunsheng.portal import queries
from zhunsheng.portal.queries import Own
from zhunsheng.registry import services as register

pytestmark = pytest.mark.django_db
AFTER = VISITED + timedelta(days=1)


@pytest.fixture
def world() -> World:
    return builders.world()


def firm(world: World) -> Viewer:
    clerk = builders.act("firm", FOUNDED)
    account = accounts.add_user(
        ctx=clerk, username="firm", name="示例乙", roles=frozenset({Role.ENTERPRISE}),
        password="", unit=None, on=FOUNDED,
    )  # fmt: skip
    tie = builders.act("link", FOUNDED)
    register.link_account(
        ctx=tie, user=account.id, entity=world.entities[0], proof="营业执照副本原件", on=FOUNDED
    )
    return Viewer(world.bureau, account.actor)


def seen(viewer: Viewer) -> Own:
    found = queries.own(viewer, on=AFTER)
    assert found is not None
    return found


def due(viewer: Viewer) -> list[tuple[int, int]]:
    """Return how many days after the day of the order how many items are due."""
    return [((one.due_on - DUE).days, one.items) for one in seen(viewer).due]


def papers(found: Own) -> list[list[str]]:
    return [[one.kind for one in visit.papers] for visit in found.visits]


class TestDue:
    def test_counts_what_is_open_with_the_day_of_each(self, world: World) -> None:
        """安全生产法 65.1(2): what was put right is ordered no more, each item has its own term."""
        row, viewer = builders.visited(world), firm(world)
        _, second = InspectionFinding.objects.of(viewer).filter(inspection=row).order_by("number")
        order = inspections.issue_order(
            ctx=world.act("order", VISITED), inspection=row.id, due_on=DUE, version=1, on=VISITED,
            terms=(OrderedTerm(second.id, DUE + timedelta(days=5)),),
        )  # fmt: skip
        assert due(viewer) == [(0, 1), (5, 1)]
        lines = builders.results(world, row)
        again = replace(lines[1], result=RectificationResult.IN_PROGRESS)
        inspections.reinspect(
            ctx=world.act("again", AFTER), order=order.id, results=(lines[0], again), officers=(),
            **builders.early(AFTER), on=AFTER,
        )  # fmt: skip
        assert due(viewer) == [(5, 1)]
        assert papers(seen(viewer)) == [
            ["inspection_record", "rectification_order", "reinspection_opinion"]
        ]

    def test_is_nothing_where_no_order_was_made(self, world: World) -> None:
        builders.visited(world)
        found = seen(firm(world))
        assert (found.due, [one.findings for one in found.visits]) == ((), [2])


class TestStops:
    def test_are_shown_while_they_hold_and_when_work_may_go_on(
        self, world: World, client: Client, settings: Any
    ) -> None:
        """安全生产法 65.1(3): who must stop sees it, and goes on only after consent."""
        settings.ZHUNSHENG_PINNED_NOW = f"{AFTER}T19:00:00+08:00"
        viewer, made = firm(world), measured(world)
        client.force_login(
            User.objects.get(id=viewer.by.id), "django.contrib.auth.backends.ModelBackend"
        )
        page = client.get("/public/own/").text
        assert f"{made.document.title}（{made.document.number}）" in page
        assert ("正在执行" in page, "已同意恢复" in page) == (True, False)
        assert papers(seen(viewer)) == [["inspection_record", "on_site_measure_decision"]]
        removed(world, made)
        inspections.lift_measure(
            ctx=world.act("lift", AFTER, world.chief), measure=made.id,
            note="执法人员现场核实，装置已修复。", version=None, on=AFTER,
        )  # fmt: skip
        page = client.get("/public/own/").text
        assert ("正在执行" in page, "已同意恢复" in page) == (False, True)
