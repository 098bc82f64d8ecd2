"""A case as the room of inquiry sees it: its party, its handlers, whether evidence may join it."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from zhunsheng.cases.models import CaseOfficer, PenaltyCase
from zhunsheng.cases.queries import files, loading
from zhunsheng.cases.queries.loading import subjects_of
from zhunsheng.cases.queries.records import visible
from zhunsheng.inquiry.rules import Subject
from zhunsheng.kernel.act import Act, Viewer

#: Steps after which nothing joins the evidence of a case.
ENDS = (
    *("decision", "no_penalty", "not_opened", "transfer", "termination"),
    *("closing", "on_the_spot"),
)


def inquired(scope: Act | Viewer, subject_id: UUID, *, hold: bool) -> Subject:
    """
    Return a case as a subject of inquiry, one on the spot as decided; with ``hold``, locked.

    :raises PenaltyCase.DoesNotExist: if the reader may see none of this id
    """
    viewer = scope.viewer if isinstance(scope, Act) else scope
    rows = visible(viewer).select_related("party", "lead", "remade_of__lead")
    if hold:
        rows = rows.select_for_update(of=("self",))
    row: PenaltyCase = rows.get(id=subject_id)
    acts = loading.acts_by_case(scope, (row.id, *(one.id for one in loading.kin_rows(scope, row))))
    own, case = files.course_of(acts[row.id]), files.course_of(acts[row.root_id])
    recused, aside = loading.stood_aside(scope, (act for one in acts.values() for act in one))
    handlers = CaseOfficer.objects.of(scope).filter(case=row).order_by("id")
    return Subject(
        kind="case",
        id=row.id,
        title=row.titled,
        number=row.number,
        party=row.party_id,
        party_name=row.named,
        party_code=row.entity.credit_code,
        party_address=row.entity.address,
        party_representative=row.entity.legal_representative,
        party_phone=row.entity.phone,
        url=reverse("cases:detail", args=[row.id]),
        since=row.clue_on,
        handlers=tuple(handlers.values_list("officer_id", flat=True)),
        is_open=not any(own.done(step) for step in ENDS),
        is_suspended=own.is_suspended or case.is_suspended,
        is_with_police=own.is_with_police,
        recused=recused,
        aside=aside,
        stands_on=subjects_of(row),
    )
