"""The calendar of an officer and of a team, and the route of a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.models import User
from zhunsheng.desk import queries, rules
from zhunsheng.desk.choices import DayKind
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import DUE, OTHER, SYSTEM, VISITED
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import services as registry
from zhunsheng.registry.rules import SiteDraft
from zhunsheng.workforce import services as workforce

pytestmark = pytest.mark.django_db

MONTH = (date(2025, 9, 1), date(2025, 9, 30))
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def world(db: None, settings: Any) -> builders.World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
    return builders.world()


def team_head(world: builders.World, unit: UUID | None) -> User:
    return accounts.add_user(
        ctx=builders.act("head", VISITED, SYSTEM, world.bureau),
        username="duizhang",
        name="示例队长",
        roles=frozenset({Role.TEAM_HEAD}),
        password="",
        unit=unit,
        on=VISITED,
    )


def shown(world: builders.World, by: Any = None) -> list[tuple[date, str, str]]:
    viewer = world.viewer(by)
    known = queries.people(viewer)
    found = queries.entries(viewer, known, known.chosen(None), *MONTH, on=VISITED)
    return [(one.on, one.label, one.subject) for day in sorted(found) for one in found[day]]


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def site(world: builders.World, entity: int, north: str) -> None:
    registry.add_site(
        ctx=builders.act(f"site-{entity}", VISITED, SYSTEM, world.bureau),
        entity=world.entities[entity],
        draft=SiteDraft("厂区", "示例路", Decimal("120.5"), Decimal(north)),
        on=VISITED,
    )


class TestEntries:
    def test_are_visits_terms_and_reinspections_of_the_own_inspections(self, world):
        builders.ordered(world)
        builders.approved(world, "next", entity=1, planned_on=date(2025, 9, 10))
        name, other = "示例区晨安化工有限公司", "示例区远山五金厂"
        assert shown(world) == [
            (VISITED, "已检查", name),
            (date(2025, 9, 10), "待检查", other),
            (DUE, "整改到期", name),
        ]
        viewer = world.viewer()
        known = queries.people(viewer)
        october = date(2025, 10, 1), date(2025, 10, 31)
        found = queries.entries(viewer, known, known.chosen(None), *october, on=VISITED)
        assert [(day, one.label) for day in found for one in found[day]] == [
            (date(2025, 10, 2), "复查到期")
        ]

    def test_hold_trainings_with_their_hours(self, world):
        workforce.record_training(
            ctx=world.act("training", VISITED, SYSTEM),
            officers=world.officers,
            topic="危险化学品检查",
            hours=4,
            held_on=VISITED,
            on=VISITED,
        )
        assert shown(world) == [(VISITED, "培训", "危险化学品检查（4学时）")]

    def test_of_a_team_are_those_of_all_its_officers_and_of_no_other_unit(self, world):
        builders.delegate(world)
        builders.approved(world, "bureau", planned_on=VISITED)
        street = {"unit": world.street, "officers": world.street_officers, "entity": 1}
        builders.approved(world, "street", planned_on=VISITED, **street)
        head = team_head(world, world.team)
        assert [one[2] for one in shown(world, head.actor)] == ["示例区晨安化工有限公司"]
        assert len(shown(world, world.chief)) == 2
        assert [one[2] for one in shown(world, world.street_officer)] == ["示例区远山五金厂"]

    def test_cost_the_same_queries_however_much_there_is(self, world):
        viewer = world.viewer()

        def cost() -> int:
            with CaptureQueriesContext(connection) as asked:
                known = queries.people(viewer)
                queries.entries(viewer, known, known.chosen(None), *MONTH, on=VISITED)
            return len(asked)

        builders.ordered(world, "first")
        one = cost()
        for number in range(6):
            builders.ordered(world, f"more-{number}")
        assert cost() == one

    def test_stay_inside_the_bureau(self, world):
        builders.ordered(builders.world(OTHER))
        assert shown(world) == []


class TestDays:
    def test_follow_the_arrangement_of_holidays(self):
        calendar = lawbook.site_calendar()
        known = {
            date(2025, 10, 1): DayKind.HOLIDAY,
            date(2025, 9, 28): DayKind.MAKE_UP,
            date(2025, 9, 27): DayKind.REST,
            date(2025, 9, 8): DayKind.WORK,
            date(2050, 1, 1): DayKind.REST,
        }
        assert {day: rules.day_kind(day, calendar) for day in known} == known


class TestRoute:
    def test_orders_the_visits_of_a_day_by_way_and_leaves_none_out(self, world):
        for entity, north in ((0, "30.10"), (1, "30.30"), (2, "30.20")):
            site(world, entity, north)
            builders.approved(world, f"a{entity}", entity=entity, planned_on=VISITED)
        found = queries.route(world.viewer(), world.officers[0], on=VISITED)
        order = [one.entity.id for one in found.stops]
        first, middle, last = world.entities[0], world.entities[2], world.entities[1]
        assert order in ([first, middle, last], [last, middle, first])
        assert found.metres == sum(one.metres or 0 for one in found.stops) == 22264

    def test_lists_a_place_without_a_point_last_with_what_is_open_there(self, world):
        builders.ordered(world, "before")
        builders.approved(world, "again", planned_on=DUE)
        builders.approved(world, "far", entity=1, planned_on=DUE)
        site(world, 1, "30.10")
        placed, bare = queries.route(world.viewer(), world.officers[0], on=DUE).stops
        assert (placed.number, bare.number, bare.point) == (1, 0, None)
        assert [one.kind.value for one in bare.errands] == ["TERM", "VISIT"]
        assert [one.description for one in bare.findings] == [
            "示例员工未取得特种作业操作证上岗。",
            "消防通道堆放杂物。",
        ]

    def test_costs_the_same_queries_however_many_stops(self, world):
        viewer = world.viewer()

        def cost() -> int:
            with CaptureQueriesContext(connection) as asked:
                queries.route(viewer, world.officers[0], on=VISITED)
            return len(asked)

        builders.approved(world, "one", planned_on=VISITED)
        one = cost()
        for entity in (1, 2):
            site(world, entity, f"30.{entity}")
            builders.approved(world, f"more-{entity}", entity=entity, planned_on=VISITED)
        assert cost() == one


class TestPages:
    def test_show_the_month_and_lead_to_week_route_and_record(self, world):
        row = builders.approved(world, planned_on=date(2025, 9, 28))
        client = browser(User.objects.get(id=world.officer.id))
        page = client.get(reverse("desk:calendar")).content.decode()
        assert f'href="/inspection/{row.id}/"' in page
        assert 'title="调休上班"' in page
        week = client.get(reverse("desk:calendar"), {"span": "WEEK", "on": "2025-09-28"})
        assert len(week.context["days"]) == 7
        assert client.get(reverse("desk:route"), {"on": "2025-09-28"}).context["route"].stops

    def test_name_only_the_people_whose_calendar_the_reader_may_open(self, world):
        client = browser(User.objects.get(id=world.officer.id))
        other = world.officers[1]
        page = client.get(reverse("desk:calendar"), {"who": str(other)})
        assert list(page.context["filters"].fields["who"].choices) == [
            (str(world.officers[0]), "示例乙")
        ]

    def test_tell_who_is_no_officer_what_is_missing(self, world):
        user = accounts.add_user(
            ctx=builders.act("bare", VISITED, SYSTEM, world.bureau),
            username="bare",
            name="示例壬",
            roles=frozenset({Role.ENFORCEMENT_OFFICER}),
            password="",
            unit=world.team,
            on=VISITED,
        )
        client = browser(user)
        assert "没有对应的执法人员" in client.get(reverse("desk:calendar")).content.decode()
        assert client.get(reverse("desk:route")).status_code == 200
