"""An officer's request, without a database."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from zhunsheng.kernel.act import Actor, ActorKind

BUREAU = UUID("01900000-0000-7000-8000-000000000001")
PINNED = "2026-01-15T09:12:00+08:00"

MakeRequest = Callable[..., HttpRequest]


@pytest.fixture(autouse=True)
def site(settings: Settings) -> Settings:
    """Stand on two addresses of our own and on a pinned clock."""
    settings.ROOT_URLCONF = "zhunsheng.web.tests.urls"
    settings.LOGIN_URL = "/sign-in/"
    settings.ZHUNSHENG_SIGN_OUT_URL = "/sign-out/"
    settings.ZHUNSHENG_PINNED_NOW = PINNED
    settings.ZHUNSHENG_ROLE_LABELS = {"ENFORCEMENT_OFFICER": "执法人员", "CHIEF": "主要负责人"}
    return settings


def officer(*roles: str) -> Actor:
    """Return an invented officer."""
    return Actor(ActorKind.OFFICER, UUID(int=7), "示例甲", frozenset(roles))


@pytest.fixture
def ask() -> MakeRequest:
    """Make a GET of ``path``, or a POST of ``data``, by ``actor``."""

    def make(
        path: str = "/page/",
        *,
        data: dict[str, str] | None = None,
        actor: Actor | None = None,
        **headers: str,
    ) -> HttpRequest:
        factory = RequestFactory()
        if data is None:
            request: HttpRequest = factory.get(path, headers=headers)
        else:
            request = factory.post(path, data, headers=headers)
        for name, value in (
            ("actor", actor),
            ("bureau_id", BUREAU if actor else None),
            ("bureau_name", "示例区应急管理局" if actor else ""),
        ):
            setattr(request, name, value)
        return request

    return make
