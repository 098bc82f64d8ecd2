"""What else is known of a unit in a list: that it closed, who inspects it, its own cap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from zhunsheng.accounts.records import Scope


class Standing(Protocol):
    """A unit on a day: closed or not, another level's or not, and its cap where one is set."""

    @property
    def closed_on(self) -> date | None: ...
    @property
    def other_body(self) -> str: ...
    @property
    def cap(self) -> int | None: ...


def standings(viewer: Scope, ids: Iterable[UUID], *, on: date) -> Mapping[UUID, Standing]:
    """Return what the room named in ``ZHUNSHENG_ENTITY_STANDING`` knows of units, by their ids."""
    name: str = settings.ZHUNSHENG_ENTITY_STANDING
    if not name:
        return {}
    known: Callable[..., Mapping[UUID, Standing]] = import_string(name)
    return known(viewer, tuple(ids), on=on)
