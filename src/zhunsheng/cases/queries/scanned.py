"""Scans that were bound to a paper already: another one, or a waiver of an earlier notice."""

from __future__ import annotations

from django.db.models import Q

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.documents import queries as documents

_WAIVER = "rights_waiver"


def of_other_papers(scope: Scope, case: PenaltyCase, content: bytes) -> tuple[str, ...]:
    """
    Return the papers to which this scan was bound, but for waivers of this case.

    The files of several parties are one case.
    """
    bound = documents.bound_to(scope, content)
    if not bound:
        return ()
    of_case = Q(id=case.root_id) | Q(lead=case.root_id)
    own = set(PenaltyCase.objects.of(scope).filter(of_case).values_list("id", flat=True))
    return tuple(
        row.number or row.title for row in bound if row.kind != _WAIVER or row.subject_id not in own
    )


def used_before(scope: Scope, file: CaseFile, content: bytes, *, step: str) -> tuple[str, ...]:
    """
    Return the numbers of the file's waivers with this scan that speak of no right of now.

    That is a waiver of the same step, and one of a notice before the last. One sheet may waive
    statement and hearing of one notice.
    """
    bound = {row.id: row.number or row.title for row in documents.bound_to(scope, content)}
    told = file.last("prior_notice")
    return tuple(
        bound[act.document_id]
        for act in file.acts
        if act.document_id in bound
        and (act.step == step or (told is not None and act.sequence < told.sequence))
    )
