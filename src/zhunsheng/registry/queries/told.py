"""By which texts an entity is found: names, initials and codes of now and of before."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from zhunsheng.accounts.records import Scope
from zhunsheng.registry.choices import IdentityStep
from zhunsheng.registry.models import BusinessEntity, IdentityChange
from zhunsheng.registry.rules import tidy_code

#: The entry that is kept of the one whose identity changed.
KEPT: Final = Coalesce("entity__merged_into_id", "entity_id")


def text_of(text: str) -> Q:
    """Match the entries whose own name, initials or code a text tells."""
    typed = text.strip()
    return (
        Q(name__contains=typed)
        | Q(credit_code__startswith=tidy_code(typed))
        | Q(initials__startswith=typed.lower())
    )


def told_by(viewer: Scope, text: str) -> Q:
    """Match also what was called so before, or had an entry of this name or code merged into it."""
    changes = changes_of(viewer, text).values_list(KEPT)
    merged = BusinessEntity.objects.of(viewer).exclude(merged_into=None).filter(text_of(text))
    return text_of(text) | Q(id__in=changes) | Q(id__in=merged.values("merged_into_id"))


def changes_of(viewer: Scope, text: str) -> QuerySet[IdentityChange]:
    """Return the changes from a name that holds a text, or from a code that begins so."""
    typed = text.strip()
    named = Q(step=IdentityStep.RENAMED.value, before__contains=typed)
    coded = Q(step=IdentityStep.RECODED.value, before__startswith=tidy_code(typed))
    rows: QuerySet[IdentityChange] = IdentityChange.objects.of(viewer).filter(named | coded)
    return rows
