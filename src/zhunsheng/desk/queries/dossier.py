"""The dossier of a business entity: what every room holds of it, on one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from zhunsheng.cases import queries as cases
from zhunsheng.cases.choices import Stage
from zhunsheng.credit import queries as credit
from zhunsheng.desk.choices import Phrase, Rectification
from zhunsheng.inspection import queries as inspections
from zhunsheng.inspection.choices import BasisKind, InspectionKind
from zhunsheng.kernel.act import Viewer
from zhunsheng.publication import queries as publication
from zhunsheng.registry import queries as registry

#: The latest publications; the list of its room holds the rest.
MOST: Final = 50
#: What a line of a case prints, and by which decision its publications are found.
OF_A_CASE: Final = ("number", "cause", "procedure", "clue_on", "decision__id")


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit, or a visit that is still to be made: when, on what ground, with what outcome."""

    on: date | None
    kind: str
    ground: str
    officers: str
    findings: int
    order_due_on: date | None
    rectification: Rectification
    url: str


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding that was not found put right yet."""

    description: str
    place: str
    grade: str
    is_major: bool
    found_on: date
    due_on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A penalty case against the entity."""

    number: str
    cause: str
    procedure: str
    stage: str
    clue_on: date
    url: str


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """Something of the entity that was published, or taken back."""

    title: str
    kind: str
    published_on: date
    withdrawn_on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class CreditLine:
    """The credit record of a decision to punish: class, state, until when it is shown."""

    number: str
    decided_on: date
    credit_class: str
    state: str
    until: date | None
    url: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """
    What the bureau knows of one entity, as far as the reader may see it.

    Records of the entries ``merged`` into it stand among its own.
    """

    entity: Any
    year: int
    visits: tuple[VisitLine, ...]
    orders_waiting: int
    open_findings: tuple[OpenFinding, ...]
    cases: tuple[CaseLine, ...]
    publications: tuple[PublicationLine, ...]
    licences: tuple[tuple[str, str, bool], ...]
    credits: tuple[CreditLine, ...]
    merged: tuple[Any, ...]
    visits_this_year: int

    @property
    def open_cases(self) -> int:
        """How many cases are neither closed nor dropped."""
        ended = {Stage.CLOSED.label, Stage.NOT_OPENED.label}
        return sum(line.stage not in ended for line in self.cases)


def visits(viewer: Viewer, entity_id: UUID) -> QuerySet[Any]:
    """Return all inspections of an entity that the viewer may see, the latest first."""
    filters = inspections.InspectionFilters(entity=entity_id)
    found = inspections.inspections(viewer, filters)
    return found.prefetch_related("findings", "order__reinspections")


def dossier(viewer: Viewer, entity_id: UUID, rows: Sequence[Any], *, on: date) -> Dossier:
    """
    Return the dossier of an entity that the viewer may see; a constant number of queries.

    ``rows`` are those of its ``visits`` that are shown; what is counted is counted over all.

    :raises BusinessEntity.DoesNotExist: if there is none
    """
    entity = registry.visible_entity(viewer, entity_id)
    names = inspections.officer_names(viewer, [row.id for row in rows])
    rows_of = cases.cases(viewer, cases.CaseFilters(entity=entity_id))
    files = list(rows_of.select_related(None).select_related("decision").only(*OF_A_CASE))
    return Dossier(
        entity=entity,
        year=on.year,
        visits=tuple(_visit(row, names.get(row.id, "")) for row in rows),
        orders_waiting=inspections.orders_waiting(viewer, entity_id, on=on),
        open_findings=tuple(map(_open_finding, inspections.open_findings(viewer, [entity_id]))),
        cases=tuple(_case(row) for row in files),
        publications=tuple(_publications(viewer, entity_id, files)),
        licences=registry.licence_lines(entity, on=on),
        credits=tuple(_credits(viewer, [row.id for row in files], on)),
        merged=tuple(registry.merged_entries(viewer, entity.id)),
        visits_this_year=_visits_this_year(viewer, entity.id, on),
    )


def _visits_this_year(viewer: Viewer, entity: UUID, on: date) -> int:
    tallies = inspections.visit_tallies(viewer, [entity], year=on.year, on=on)
    return tallies[entity].made if entity in tallies else 0


def _visit(row: Any, officers: str) -> VisitLine:  # noqa: ANN401  # a row of inspection
    order = getattr(row, "order", None)
    return VisitLine(
        on=row.visited_on,
        kind=InspectionKind(row.kind).label,
        ground=BasisKind(row.basis_kind).label,
        officers=officers,
        findings=len(row.findings.all()),
        order_due_on=order.current_due_on if order else None,
        rectification=_rectification(order),
        url=reverse("inspection:detail", args=[row.id]),
    )


def _rectification(order: Any) -> Rectification:  # noqa: ANN401  # an order of inspection or nothing
    if order is None:
        return Rectification.NONE
    done = any(one.all_done for one in order.reinspections.all())
    return Rectification.DONE if done else Rectification.WAITING


def _open_finding(one: Any) -> OpenFinding:  # noqa: ANN401  # a finding of inspection
    return OpenFinding(
        description=one.description,
        place=one.place,
        grade=one.grade_label,
        is_major=one.is_major,
        found_on=one.inspection.visited_on,
        due_on=one.due_on,
        url=reverse("inspection:detail", args=[one.inspection_id]),
    )


def _case(row: Any) -> CaseLine:  # noqa: ANN401  # a row of cases
    return CaseLine(
        number=row.number or Phrase.NO_NUMBER.label,
        cause=row.cause,
        procedure=row.procedure_label,
        stage=Stage(row.stage_code).label,
        clue_on=row.clue_on,
        url=reverse("cases:detail", args=[row.id]),
    )


def _credits(viewer: Viewer, files: list[UUID], on: date) -> Iterable[CreditLine]:
    if not files or registry.sees_own_street_only(viewer):
        return
    for one in credit.records(viewer, credit.decisions(viewer).filter(case_id__in=files), on=on):
        kind, terms = one.credit_class, one.terms
        yield CreditLine(
            number=one.decision.document.number,
            decided_on=one.decision.decided_on,
            credit_class=kind.label if kind else "",
            state=one.state.label,
            until=terms.until if terms else None,
            url=reverse("credit:detail", args=[one.decision.id]),
        )


def _publications(viewer: Viewer, entity: UUID, files: Iterable[Any]) -> Iterable[PublicationLine]:
    if registry.sees_own_street_only(viewer):
        return
    decided = [getattr(row, "decision", None) for row in files]
    subjects = [row.id for row in decided if row is not None]
    subjects += visits(viewer, entity).values_list("id", flat=True)
    rows = publication.publications(viewer).filter(subject_id__in=subjects)
    for row in rows[:MOST]:
        withdrawal = getattr(row, "withdrawal", None)
        yield PublicationLine(
            title=row.title,
            kind=row.kind_label,
            published_on=row.published_on,
            withdrawn_on=withdrawal.withdrawn_on if withdrawal else None,
            url=reverse("publication:detail", args=[row.id]),
        )
