"""What changed of an entity that its class, and so its cap, is told by."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from zhunsheng.journal import queries as journal
from zhunsheng.journal.queries import Entry
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry.models import BusinessEntity

_AMENDED: Final = "registry.entity_amended"
_OF_CLASS: Final = ("kind", "sector", "standard_grade", "risk_class")


def class_changes(viewer: Viewer, entity: UUID, *, year: int) -> tuple[Entry, ...]:
    """Return the changes of a year after which another cap may hold, newest first; one query."""
    labels = [str(BusinessEntity._meta.get_field(name).verbose_name) for name in _OF_CLASS]  # type: ignore[union-attr]  # columns
    lines = journal.timeline(viewer, [("entity", entity)])
    return tuple(
        one
        for one in lines
        if one.on.year == year
        and one.kind == _AMENDED
        and any(label in one.sentence for label in labels)
    )
