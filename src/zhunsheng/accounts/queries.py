"""Reads of accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.accounts.models import AccessRecord, Bureau, FormDraft, SavedFilter, Unit, User
from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.act import Viewer

_at_hand: ContextVar[Bureau | None] = ContextVar("bureau_at_hand", default=None)


@contextmanager
def at_hand(bureau: Bureau) -> Iterator[None]:
    """Keep a bureau that was read with its user at hand while one request is answered."""
    token = _at_hand.set(bureau)
    try:
        yield
    finally:
        _at_hand.reset(token)


def bureau(scope: Scope) -> Bureau:
    """Return the bureau of the scope."""
    known = _at_hand.get()
    if known is not None and known.id == scope.bureau:
        return known
    return Bureau.objects.get(id=scope.bureau)


def linked_enterprises(scope: Scope) -> dict[UUID, str]:
    """Return for which enterprise each account of one speaks, as the register tells it."""
    known: Callable[[Scope], dict[UUID, str]] = import_string(settings.ZHUNSHENG_LINKED_ENTITIES)
    return known(scope)


def units(scope: Scope, *, kind: UnitKind | None = None) -> list[Unit]:
    """Return the units of the bureau by name, those of one kind where asked."""
    rows = Unit.objects.of(scope).order_by("name")
    return list(rows.filter(kind=kind.value) if kind else rows)


def users(scope: Scope) -> list[User]:
    """Return the users of the bureau with their units, by username."""
    rows = User.objects.filter(bureau_id=scope.bureau).select_related("unit")
    return list(rows.order_by("username"))


def holders(scope: Scope, *, role: Role) -> list[User]:
    """Return the active users of the bureau who hold the role."""
    return [user for user in users(scope) if user.is_active and role.value in user.roles]


def user(scope: Scope, user_id: UUID) -> User:
    """Return a user of the bureau."""
    return User.objects.select_related("unit").get(bureau_id=scope.bureau, id=user_id)


def bureaus() -> list[Bureau]:
    """Return every bureau of the site, for pages that need no sign-in, by division code."""
    return list(Bureau.objects.order_by("division_code"))


def bureau_by_code(division_code: str) -> Bureau:
    """
    Return the bureau of a division code, for pages that need no sign-in.

    :raises Bureau.DoesNotExist: if the site has none of this code
    """
    return Bureau.objects.get(division_code=division_code)


def accesses(scope: Scope, *, subject: tuple[str, UUID], most: int = 50) -> list[AccessRecord]:
    """Return who looked at a record, newest first."""
    rows = AccessRecord.objects.of(scope).filter(subject_kind=subject[0], subject_id=subject[1])
    return list(rows.order_by("-at", "-id")[:most])


def filters_of(viewer: Viewer, page: str) -> list[SavedFilter]:
    """Return the kept filters of a list: the viewer's own, then what others share."""
    rows = SavedFilter.objects.of(viewer).filter(page=page)
    mine = rows.filter(owner_id=viewer.by.id).order_by("name")
    shared = rows.filter(is_shared=True).exclude(owner_id=viewer.by.id)
    return [*mine, *shared.order_by("name", "id")]


def own_filter(viewer: Viewer, filter_id: UUID) -> SavedFilter:
    """
    Return a filter that the viewer kept.

    :raises SavedFilter.DoesNotExist: if the viewer has none of this id
    """
    row: SavedFilter = SavedFilter.objects.of(viewer).get(id=filter_id, owner_id=viewer.by.id)
    return row


def draft_of(viewer: Viewer, page: str, *, shared: bool) -> FormDraft | None:
    """Return what was typed into a form and not sent: the viewer's own draft, or the shared one."""
    holder = "" if shared else str(viewer.by.id)
    found: FormDraft | None = FormDraft.objects.of(viewer).filter(page=page, holder=holder).first()
    return found
