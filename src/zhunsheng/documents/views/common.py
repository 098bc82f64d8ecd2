"""What the pages of documents share: tabs, and who keeps the registers."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from zhunsheng.accounts import services as access
from zhunsheng.accounts.choices import READERS, Role
from zhunsheng.documents import queries
from zhunsheng.documents.models import Document
from zhunsheng.kernel.act import Viewer
from zhunsheng.web import clock, pages, parts

_READERS = frozenset(role.value for role in READERS)
ROOM, LOOKED = "执法文书", "查阅副卷文书"


def tabs_of(active: str) -> tuple[parts.Tab, ...]:
    """Return the tabs of the room."""
    entries = (
        ("list", "文书"),
        ("numbers", "编号台账"),
        ("forms", "领用台账"),
        ("seals", "用印台账"),
        ("kinds", "文书样式"),
    )
    return tuple(
        parts.Tab(label, reverse(f"documents:{name}"), active=name == active)
        for name, label in entries
    )


def holds(request: HttpRequest, roles: frozenset[Role]) -> bool:
    """Tell whether the reader holds one of the roles."""
    actor = pages.actor_of(request)
    return actor is not None and actor.holds(frozenset(role.value for role in roles))


def found(viewer: Viewer, document_id: UUID) -> Document:
    """
    Return a document of the bureau; to a street, one that its own people issued.

    One of an inner folder is for those who may read that folder; the look goes into the ledger.
    What was said and seen in an inquiry is for those who need it.

    :raises Http404: if there is none
    :raises PermissionDenied: if it is of an inner folder or an inquiry closed to the reader
    """
    try:
        row = queries.document(viewer, document_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    today = clock.today()
    opens = queries.inner_documents(viewer, [row], on=today).get(row.id)
    if queries.closed_to(viewer, [row], on=today):
        raise PermissionDenied if viewer.by.holds(_READERS) else Http404
    if opens:
        access.note_access(viewer, subject=("document", row.id), what=LOOKED, at=clock.now())
    return row
