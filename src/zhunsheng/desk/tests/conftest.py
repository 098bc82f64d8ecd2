"""A bureau with a told year beside a stranger, and somebody of each role in both."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.border.conftest import world
from tests.worlds import World
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.models import User

__all__ = ["world"]


@pytest.fixture(autouse=True)
def pinned(settings) -> None:
    """Look at the year from the middle of January."""
    settings.ZHUNSHENG_PINNED_NOW = "2026-01-15T10:00:00+08:00"


@pytest.fixture
def signed_in(world: World) -> Callable[..., Client]:
    """Sign somebody of a role in, of the bureau or of the stranger."""

    def as_role(role: Role, *, foreign: bool = False) -> Client:
        people = world.foreign if foreign else world.own
        client = Client()
        user = User.objects.get(id=people[role])
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_role
