"""Scans that were bound to a paper of another case already."""

from __future__ import annotations

from django.db.models import Q

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.documents import queries as documents

_WAIVER = "rights_waiver"


def of_other_cases(scope: Scope, case: PenaltyCase, content: bytes) -> tuple[str, ...]:
    """
    Return the numbers of the waivers of other cases to which this scan was bound.

    The files of several parties are one case.
    """
    bound = [row for row in documents.bound_to(scope, content) if row.kind == _WAIVER]
    if not bound:
        return ()
    of_case = Q(id=case.root_id) | Q(lead=case.root_id)
    own = set(PenaltyCase.objects.of(scope).filter(of_case).values_list("id", flat=True))
    return tuple(row.number or row.title for row in bound if row.subject_id not in own)
