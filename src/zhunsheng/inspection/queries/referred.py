"""Which cases the violations of an inspection became, asked of the room of cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from zhunsheng.kernel.act import Viewer


@dataclass(frozen=True, slots=True)
class ReferredCase:
    """
    A case that an inspection became: its name, its party, its violations by key.

    ``stands`` is false once it was decided not to open it; ``may_open`` tells that the viewer sees
    it.
    """

    id: UUID
    label: str
    party: str
    violations: frozenset[str]
    stands: bool
    may_open: bool


def referred_cases(viewer: Viewer, inspection_id: UUID) -> tuple[ReferredCase, ...]:
    """Return the cases that an inspection became, the first one first."""
    known: Callable[[Viewer, UUID], tuple[ReferredCase, ...]] = import_string(
        settings.ZHUNSHENG_REFERRED
    )
    return known(viewer, inspection_id)
