"""Who took evidence for a matter, so that other rooms keep investigation and judgment apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.inquiry.choices import Keeping
from zhunsheng.inquiry.models import (
    ExpertCommission,
    Interview,
    InterviewCall,
    OfSubject,
    Preservation,
    PreservationAct,
    Sampling,
    Scene,
)

SORTS: tuple[type[OfSubject], ...] = (
    *(InterviewCall, Interview, Scene, Sampling, ExpertCommission),
    Preservation,
)


def takers(scope: Scope, subject_ids: Iterable[UUID]) -> frozenset[tuple[UUID | None, str]]:
    """
    Return account and name of every officer who took evidence for one of the subjects.

    Whoever called, asked, examined, sampled, commissioned, preserved or carried a preservation
    out investigated (行政处罚法 54, 56); two queries for any number of subjects.
    """
    ids = list(subject_ids)
    return frozenset(
        (UUID(one["user"]) if one["user"] else None, one["name"])
        for officers in _officers(scope, ids)
        for one in officers
    )


def _officers(scope: Scope, ids: list[UUID]) -> Iterator[list[dict[str, str]]]:
    first, *rest = (
        kind.objects.of(scope).filter(subject_id__in=ids).values_list("officers", flat=True)
        for kind in SORTS
    )
    yield from first.union(*rest, all=True)
    notices = PreservationAct.objects.of(scope).filter(
        step=Keeping.NOTICE.value, preservation__subject_id__in=ids
    )
    yield from (one.contents["officers"] for one in notices)
