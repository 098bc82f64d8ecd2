"""The papers that send officers: the approval, and the notice that is shown on entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.documents import queries as papers
from zhunsheng.documents import services as documents
from zhunsheng.evidence import services as evidence
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.inspection.choices import BasisKind, FormSet, Phrase
from zhunsheng.inspection.models import Inspection, InspectionCompanion
from zhunsheng.inspection.rules import VisitTally
from zhunsheng.inspection.services.contents import Content, approval_content, notice_content
from zhunsheng.kernel.act import Act
from zhunsheng.workforce.rules import OfficerFact

#: The approvals: of an inspection, and of a visit of service.
APPROVALS: Final = ("inspection_approval", "service_approval")


@dataclass(frozen=True, slots=True)
class Sending:
    """An inspection that is sent out: who goes, and the visits of the entity in the year."""

    row: Inspection
    officers: tuple[OfficerFact, ...]
    visits: VisitTally
    companions: tuple[InspectionCompanion, ...] = ()

    @property
    def serves(self) -> bool:
        """Whether it is a visit of service, which is no inspection and has papers of its own."""
        return bool(self.row.basis_kind == BasisKind.SERVICE.value)

    @property
    def subject(self) -> tuple[str, UUID]:
        """What the papers are about."""
        return ("inspection", self.row.id)


def issue_record(ctx: Act, row: Inspection, content: Content, *, on: date) -> Any:  # noqa: ANN401  # a document of documents
    """Issue the record of a visit: the one of the set of forms approved, never both."""
    issue = partial(documents.issue, ctx, subject=("inspection", row.id), content=content, on=on)
    if row.basis_kind == BasisKind.SERVICE.value:
        return issue(kind="service_record")
    if FormSet(row.form_set) is FormSet.JUSTICE_2025:
        return issue(kind="inspection_transcript")
    return issue(kind="inspection_record")


def admit_paper(
    ctx: Act,
    row: Inspection,
    paper: Any,  # noqa: ANN401  # a document of documents
    proves: Phrase,
    *,
    officers: Sequence[OfficerFact],
    on: date,
    after: Sequence[tuple[str, UUID]] = (),
) -> None:
    """
    Admit a paper of the inspection into its catalogue, by the hash of what was issued.

    A case that the inspection becomes stands on the same catalogue (行政处罚法 46): the number
    follows what the cases ``after`` hold already.
    """
    is_record = paper.pk == row.record_document_id
    evidence.admit(
        ctx,
        subject=("inspection", row.id),
        name=f"{paper.title} {paper.number}".strip(),
        kind=EvidenceKind.SCENE_RECORD if is_record else EvidenceKind.DOCUMENTARY,
        file=None,
        sha256=paper.content_hash,
        obtained_on=on,
        proves=proves.label,
        obtained_by=tuple(one.name for one in officers),
        after=tuple(after),
    )


def issue_approvals(ctx: Act, sent: Sequence[Sending], *, on: date) -> list[str]:
    """Issue the approvals of inspections and return their numbers, in order."""
    contents = [
        (
            one.subject,
            approval_content(one.row, one.officers, one.companions, visits=one.visits, on=on),
        )
        for one in sent
    ]
    return _issue_each(
        ctx, sent, contents, on=on, inspected="inspection_approval", served="service_approval"
    )


def _issue_each(
    ctx: Act,
    sent: Sequence[Sending],
    contents: Sequence[tuple[tuple[str, UUID], Content]],
    *,
    on: date,
    inspected: str,
    served: str,
) -> list[str]:
    """Issue one paper for each, those of a visit of service of a kind of its own; their numbers."""
    numbers: dict[UUID, str] = {}
    for kind, is_service in ((inspected, False), (served, True)):
        papers = [one for who, one in zip(sent, contents, strict=True) if who.serves is is_service]
        issued = documents.issue_many(ctx, kind=kind, papers=papers, on=on) if papers else ()
        numbers |= {row: paper.number for ((_, row), _), paper in zip(papers, issued, strict=True)}
    return [numbers[one.row.id] for one in sent]


def issue_notices(ctx: Act, sent: Sequence[Sending], *, on: date, approvals: Sequence[str]) -> None:
    """
    Issue the notices of inspections, each under the number of its approval (empty in an urgency).

    A notice names the officers: new ones need a new one.
    """
    bureau = accounts.bureau(ctx)
    contents = [
        (
            one.subject,
            notice_content(
                bureau,
                one.row,
                one.officers,
                one.companions,
                visits=one.visits,
                approval_number=number,
                on=on,
            ),
        )
        for one, number in zip(sent, approvals, strict=True)
    ]
    _issue_each(ctx, sent, contents, on=on, inspected="inspection_notice", served="service_notice")


def approval_number(ctx: Act, row: Inspection) -> str:
    """Return the number of the approval of an inspection, empty while there is none."""
    issued = papers.documents_of(ctx, ("inspection", row.id))
    return next((one.number for one in issued if one.kind in APPROVALS), "")
