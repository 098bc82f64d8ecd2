"""Two bureaus, told once a worker into a database of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client

from tests.conftest import copy_of_database, drop_database
from tests.worlds import World, two_bureaus
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.models import User
from zhunsheng.demo.scenario import PINNED_NOW

Sessions = dict[tuple[str, Role], str]
Clients = dict[tuple[str, Role | None], Client]
BACKEND = "django.contrib.auth.backends.ModelBackend"


def sign_everybody_in(world: World) -> Sessions:
    """Sign in one person for every role of both bureaus; return the keys of their sessions."""
    keys: Sessions = {}
    for side, people in (("own", world.own), ("foreign", world.foreign)):
        for role, user in people.items():
            client = Client()
            client.force_login(User.objects.get(id=user), backend=BACKEND)
            keys[side, role] = client.cookies[site.SESSION_COOKIE_NAME].value
    return keys


@contextmanager
def told_beside(django_db_blocker: Any, folder: Path) -> Iterator[tuple[str, World, Sessions]]:
    """Tell the year of one bureau beside a stranger, in a copy of the migrated database."""
    from django.db import connection

    template = str(connection.settings_dict["NAME"])
    connection.close()
    name = copy_of_database(template, connection.vendor, folder)
    connection.settings_dict["NAME"] = name
    try:
        with django_db_blocker.unblock():
            world = two_bureaus()
            sessions = sign_everybody_in(world)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = template
    yield name, world, sessions
    drop_database(name, connection.vendor)


@pytest.fixture
def world(
    border: tuple[str, World, Sessions], django_db_blocker: Any, settings: Any
) -> Iterator[World]:
    """Stand in the two bureaus on the day of the demo; what a test does is taken back."""
    from django.db import connection, transaction

    settings.ZHUNSHENG_PINNED_NOW = PINNED_NOW.isoformat()

    name, told, _sessions = border
    template = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        with django_db_blocker.unblock(), transaction.atomic():
            yield told
            transaction.set_rollback(True)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = template


@pytest.fixture
def clients(border: tuple[str, World, Sessions], world: World) -> Clients:
    """Return a browser for everybody who has signed in, and one for nobody."""
    _name, _told, sessions = border
    found: Clients = {("own", None): browser("")}
    return found | {key: browser(session) for key, session in sessions.items()}


def browser(session: str, *, checks_tokens: bool = False) -> Client:
    """Return a browser that holds a session."""
    client = Client(
        enforce_csrf_checks=checks_tokens,
        raise_request_exception=False,
        headers={"host": "127.0.0.1"},
    )
    client.cookies[site.SESSION_COOKIE_NAME] = session
    return client
