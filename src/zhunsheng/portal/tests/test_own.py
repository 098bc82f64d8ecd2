"""The page of an enterprise: its own visits, caps and terms, and nothing of another or to come."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.models import User
from zhunsheng.cases.models import Decision
from zhunsheng.cases.tests.world import World as Cases
from zhunsheng.draw.tests.builders import DAY, NEXT, ctx, found, user, whole
from zhunsheng.draw.tests.test_visits import approve
from zhunsheng.inspection.models import Inspection
from zhunsheng.kernel.act import Viewer
from zhunsheng.portal import queries
from zhunsheng.publication import services as publishing
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.registry import queries as registry
from zhunsheng.registry import services as register
from zhunsheng.visitcode.models import Entry

pytestmark = pytest.mark.django_db
URL = "/public/own/"


@pytest.fixture(autouse=True)
def pinned(settings) -> None:
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-20T10:00:00+08:00"


def link(key: str, account: User, entity: UUID) -> None:
    register.link_account(
        ctx=ctx(key), user=account.id, entity=entity, proof="营业执照副本原件", on=DAY
    )


def firm(entity: UUID | None) -> tuple[User, Client]:
    """Return the account of an enterprise, signed in; tied to an entity, or to none."""
    row = user(Role.ENTERPRISE)
    if entity:
        link("link", row, entity)
    browser = Client()
    browser.force_login(row, backend="django.contrib.auth.backends.ModelBackend")
    return row, browser


def visited(row: Any, on: date = NEXT) -> None:
    Inspection.objects.of(ctx("read")).filter(id=row.id).update(visited_on=on)


class TestOwn:
    def test_shows_its_visits_and_never_those_to_come_or_of_others(self):
        """国办发〔2024〕54号: an enterprise sees how often it was visited; nobody is warned."""
        found()
        draw = whole()
        row = approve(draw)
        entity = registry.entity(ctx("read"), row.entity_id)
        account, browser = firm(entity.id)
        page = browser.get(URL)
        assert page.status_code == 200
        assert (page.context["found"].entity, page.context["found"].visits) == (entity, ())
        assert "待检查" not in page.text
        visited(row)
        [visit] = browser.get(URL).context["found"].visits
        assert (visit.on, visit.ground, visit.findings) == (NEXT, "部门内双随机", 0)
        other = {*registry.all_ids(ctx("read"))} - {entity.id}
        link("other", account, min(other))
        assert browser.get(URL).context["found"].visits == ()
        assert entity.name not in browser.get(URL).text

    def test_names_where_to_complain_of_a_visit_that_showed_no_code(self):
        """国办发〔2024〕54号: a complaint goes to the justice office, without a code too."""
        found()
        row = approve(whole())
        _, browser = firm(row.entity_id)
        assert "司法行政部门" not in browser.get(URL).text
        visited(row)
        page = browser.get(URL)
        assert page.context["found"].supervision.endswith("司法行政部门")
        assert f"向{page.context['found'].supervision}书面投诉" in page.text
        Entry.objects.create(
            id=row.id,
            bureau_id=row.bureau_id,
            inspection=row,
            shown_on=NEXT,
            shown_at=datetime(2025, 3, 4, tzinfo=UTC),
            by_name="示例甲",
        )
        assert "书面投诉" not in browser.get(URL).text

    def test_says_that_an_account_is_tied_to_no_enterprise(self):
        found()
        _, browser = firm(None)
        page = browser.get(URL)
        assert (page.status_code, page.context["found"]) == (200, None)
        assert "账户还没有关联企业" in page.text

    def test_whose_link_is_suspended_shows_nothing_and_says_why(self):
        """行政处罚法 50: who showed a code that was wrong may be another unit."""
        found()
        draw = whole()
        wrong = approve(draw).entity_id
        _, browser = firm(wrong)
        kept = min({*registry.all_ids(ctx("read"))} - {wrong})
        register.merge_entities(
            ctx=ctx("merge"), kept=kept, duplicate=wrong, version=None, on=DAY,
            reason="同一营业执照，代码录错", registration="示市监登记查询〔2025〕7号",
        )  # fmt: skip
        page = browser.get(URL)
        assert (page.status_code, page.context["found"]) == (200, None)
        assert "本账户与企业的关联自" in page.text
        assert registry.entity(ctx("read"), kept).name not in page.text

    def test_is_for_enterprises_alone(self):
        found()
        browser = Client()
        assert browser.get(URL).status_code == 302
        browser.force_login(user(Role.CHIEF), backend="django.contrib.auth.backends.ModelBackend")
        assert browser.get(URL).status_code == 403


class TestPublished:
    def test_is_of_the_unit_and_its_duplicates_and_never_of_a_namesake(self):
        """行政处罚法 48: each sees what was published of itself, under whatever entry."""
        world = Cases()
        name = registry.entity(world.viewer(), world.entity).name
        namesake, twin = world.add_entity(name, 91), world.add_entity("示例区晨安化工", 92)
        for one in (world.entity, namesake, twin):
            put_out(world, world.spot(NEXT, entity=one))
        account = world.users[world.add_user("firm", "示例乙", Role.ENTERPRISE.value)]
        clerk = world.act("secretary", NEXT)
        register.link_account(
            ctx=clerk, user=account.id, entity=world.entity, proof="营业执照副本原件", on=NEXT
        )
        viewer = Viewer(world.bureau, account.actor)
        assert of_whom(viewer) == [world.entity]
        register.merge_entities(
            ctx=world.act("secretary", NEXT), kept=world.entity, duplicate=twin, version=None,
            reason="同一营业执照，代码录错", registration="示市监登记查询〔2025〕7号", on=NEXT,
        )  # fmt: skip
        assert of_whom(viewer) == sorted([world.entity, twin])


def put_out(world: Cases, case: Any) -> None:
    publishing.publish(
        ctx=world.act("secretary", NEXT), kind=PublicationKind.DECISION,
        subject=case.decision.id, on=NEXT,
    )  # fmt: skip


def of_whom(viewer: Viewer) -> list[UUID]:
    """Return the entries whose decisions the page of an account lists as published."""
    shown = queries.own(viewer, on=NEXT)
    assert shown is not None
    ids = [one.subject_id for one in shown.published]
    decisions = Decision.objects.of(viewer).filter(id__in=ids)
    return sorted(decisions.values_list("case__party_id", flat=True))
