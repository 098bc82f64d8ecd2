"""The page of an enterprise: its own visits, caps and terms, and nothing of another or to come."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.models import User
from zhunsheng.draw.tests.builders import DAY, NEXT, ctx, found, user, whole
from zhunsheng.draw.tests.test_visits import approve
from zhunsheng.inspection.models import Inspection
from zhunsheng.registry import queries as registry
from zhunsheng.registry import services as register

pytestmark = pytest.mark.django_db
URL = "/public/own/"


@pytest.fixture(autouse=True)
def pinned(settings) -> None:
    settings.ZHUNSHENG_PINNED_NOW = "2025-03-20T10:00:00+08:00"


def link(key: str, account: User, entity: UUID) -> None:
    register.link_account(ctx=ctx(key), user=account.id, entity=entity, on=DAY)


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

    def test_says_that_an_account_is_tied_to_no_enterprise(self):
        found()
        _, browser = firm(None)
        page = browser.get(URL)
        assert (page.status_code, page.context["found"]) == (200, None)
        assert "账户还没有关联企业" in page.text

    def test_is_for_enterprises_alone(self):
        found()
        browser = Client()
        assert browser.get(URL).status_code == 302
        browser.force_login(user(Role.CHIEF), backend="django.contrib.auth.backends.ModelBackend")
        assert browser.get(URL).status_code == 403
