"""What an approval is asked: interests of a family, sources that are known, urgencies that wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection.models import Inspection
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry
from zhunsheng.workforce import queries as workforce

APPROVAL_TERM = "inspection.approval_term"
LATE_APPROVAL_TERM = "inspection.late_approval_term"
RECTIFICATION_MOST = "inspection.rectification_most"


def interests(
    scope: Scope, entities: Iterable[UUID], officers: Iterable[UUID]
) -> frozenset[tuple[UUID, UUID]]:
    """
    Return officer and entity of the interests of these officers in these entities.

    An interest in an entry that is one with an entity by a merger is an interest in it.
    """
    sent = set(officers)
    declared = [one for one in workforce.interests(scope) if one[0] in sent]
    if not declared:
        return frozenset()
    kept = registry.families(scope, entities)
    return frozenset((who, asked) for who, entry in declared for asked in kept.get(entry, ()))


def unknown_sources(scope: Scope, sources: Iterable[UUID]) -> frozenset[UUID]:
    """Return those records named as sources that no room holds; the setting names who knows."""
    left = frozenset(sources)
    for path in settings.ZHUNSHENG_TASK_SOURCES if left else ():
        known: Callable[[Scope, frozenset[UUID]], frozenset[UUID]] = import_string(path)
        left -= known(scope, left)
    return left


def urgency_waits_since(scope: Scope, entity: UUID) -> date | None:
    """Return the day of an urgent start at an entity, or an entry merged with it, not approved."""
    family = registry.families(scope, [entity])
    rows = Inspection.objects.of(scope).filter(
        entity_id__in=list(family), urgent_on__isnull=False, approved_on=None, withdrawn_on=None
    )
    found: date | None = rows.order_by("urgent_on").values_list("urgent_on", flat=True).first()
    return found


def approval_term(on: date) -> int:
    """Return for how many days an approval holds, 0 on days before there is a number."""
    return _number(APPROVAL_TERM, on)


def late_approval_term(on: date) -> int:
    """Return within how many days an urgent start is approved, 0 before there is a number."""
    return _number(LATE_APPROVAL_TERM, on)


def term_most(on: date) -> int:
    """Return of how many days a term to put right has at most, 0 before there is a number."""
    return _number(RECTIFICATION_MOST, on)


def _number(key: str, on: date) -> int:
    try:
        return lawbook.parameter(key, on=on).integer()
    except lawbook.NoSuchLaw:
        return 0
