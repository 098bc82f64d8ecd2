"""What higher rooms know of an inspection: the cases that it became, when its code was shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.act import Viewer


@dataclass(frozen=True, slots=True)
class ReferredCase:
    """
    A case that an inspection became: its name, its party, its violations by key.

    ``stands`` is false once it was decided not to open it; ``may_open`` tells that the viewer sees
    it; ``handlers`` are the officers who handle it.
    """

    id: UUID
    label: str
    party: str
    violations: frozenset[str]
    stands: bool
    may_open: bool
    handlers: frozenset[UUID] = frozenset()


def referred_cases(viewer: Viewer, inspection_id: UUID) -> tuple[ReferredCase, ...]:
    """Return the cases that an inspection became, the first one first."""
    known: Callable[[Viewer, UUID], tuple[ReferredCase, ...]] = import_string(
        settings.ZHUNSHENG_REFERRED
    )
    return known(viewer, inspection_id)


@dataclass(frozen=True, slots=True)
class SentFinding:
    """A finding that was proposed to another body: the record, the body, and since when."""

    referral: UUID
    finding: UUID
    body: str
    on: date


def sent_findings(scope: Scope, inspection_id: UUID) -> tuple[SentFinding, ...]:
    """Return the findings of an inspection that were sent to other bodies, and stand so."""
    known: Callable[[Scope, UUID], tuple[SentFinding, ...]] = import_string(
        settings.ZHUNSHENG_REFERRED_FINDINGS
    )
    return known(scope, inspection_id)


def verified_majors(scope: Scope, findings: Iterable[UUID], on: date) -> dict[UUID, bool]:
    """Return whether a verification found removed what is proposed for the list, or on it."""
    known: Callable[[Scope, Iterable[UUID], date], dict[UUID, bool]] = import_string(
        settings.ZHUNSHENG_VERIFIED_MAJORS
    )
    return known(scope, findings, on)


def case_subjects(viewer: Viewer, inspection_id: UUID) -> tuple[tuple[str, UUID], ...]:
    """Return the cases that stand on the evidence of an inspection, as its catalogue names them."""
    return tuple(("case", one.id) for one in referred_cases(viewer, inspection_id))


def codes_shown(scope: Scope, inspections: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of these inspections whose code was shown on entry."""
    path = settings.ZHUNSHENG_CODES_SHOWN
    known: Callable[[Scope, Iterable[UUID]], frozenset[UUID]] = import_string(path)
    return known(scope, inspections)


def code_shown_at(scope: Scope, inspection_id: UUID) -> datetime | None:
    """Return when the code of an inspection was shown on entry, nothing where it was not."""
    known: Callable[[Scope, UUID], datetime | None] = import_string(settings.ZHUNSHENG_CODE_SHOWN)
    return known(scope, inspection_id)
