"""Reads of the accounts of enterprises: for which entity each speaks."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry.choices import Phrase
from zhunsheng.registry.models import AccountLink, BusinessEntity
from zhunsheng.registry.queries.codes import entity_by_credit_code
from zhunsheng.registry.queries.named import entities_named, told_apart


def linked_entity(scope: Scope, user: UUID) -> BusinessEntity | None:
    """Return the entity that an account speaks for now; nothing without a link that stands."""
    rows = AccountLink.objects.of(scope).select_related("entity__merged_into")
    link = rows.filter(user_id=user, suspended_on=None).first()
    return link.entity.kept if link else None


def suspended_since(scope: Scope, user: UUID) -> date | None:
    """Return since when the link of an account is suspended; nothing where it is not."""
    link = AccountLink.objects.of(scope).filter(user_id=user).first()
    return link.suspended_on if link else None


def links_of(scope: Scope, entity: UUID) -> int:
    """Return how many accounts speak for an entry itself."""
    return AccountLink.objects.of(scope).filter(entity_id=entity, suspended_on=None).count()


def linked_entities(scope: Scope) -> dict[UUID, str]:
    """Return what each account of an enterprise is linked to, by account; one query."""
    rows = AccountLink.objects.of(scope).select_related("entity__merged_into")
    return {row.user_id: link_said(row) for row in rows.order_by("id")}


def link_said(link: AccountLink) -> str:
    """Return an entity as it is told who links an account to it; that it is suspended, too."""
    said = linked_said(link.entity)
    if link.suspended_on is None:
        return said
    return Phrase.LINK_STOPPED.label.format(said=said, on=link.suspended_on.isoformat())


def linked_said(entity: BusinessEntity) -> str:
    """Return an entity as it is told who links an account to it; of a merged entry also its own."""
    form = Phrase.LINKED_MERGED if entity.merged_into_id else Phrase.LINKED
    kept = entity.kept
    return form.label.format(name=kept.name, told=told_apart(kept), own=entity.name)


def entities_to_link(viewer: Viewer, text: str) -> tuple[BusinessEntity, ...]:
    """
    Return the entries that an account may mean: of this credit code, or else of this full name.

    The code of a duplicate leads to the duplicate, whose merge may be taken back.
    """
    bearer = entity_by_credit_code(viewer, text) if text.strip() else None
    return (bearer,) if bearer else entities_named(viewer, text)
