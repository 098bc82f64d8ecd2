"""What draws and visits give to publish: results, and what departments found at each unit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.draw import queries as draws
from zhunsheng.draw.choices import DrawStage
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import Citation
from zhunsheng.publication.choices import Disclosed, PenaltyWord, Phrase, PublicationKind
from zhunsheng.publication.queries.matters import (
    Matter,
    NothingToPublish,
    Snapshot,
    Terms,
    term_start,
)
from zhunsheng.registry.choices import EntityKind


def drawn(viewer: Scope) -> QuerySet[Any]:
    """Return the draws that were run."""
    return draws.draws(viewer, draws.DrawFilters(stage=DrawStage.DRAWN))


def draw_matters(viewer: Scope, rows: Iterable[Any], jurisdiction: str) -> tuple[Matter, ...]:
    """Return draws as matters, due from the day on which the visits are over."""
    kind = PublicationKind.DRAW_RESULT
    terms = Terms(kind, jurisdiction)
    found = list(rows)
    over = draws.visits_over(viewer, found)
    runs = [(row, run.run_on) for row in found if (run := draws.run_of(row)) is not None]
    return tuple(
        Matter(
            kind=kind,
            subject=row.id,
            title=row.title,
            number="",
            party="",
            decided_on=day,
            due_on=terms.end(term_start(row, over[row.id])),
            basis=terms.basis(over[row.id]),
            page=("draw:detail", row.id),
            opens_on=over[row.id],
        )
        for row, day in runs
    )


def draw_result(viewer: Viewer, subject: UUID) -> tuple[Matter, Snapshot]:
    """
    Return a draw as a matter and what the public will see of it.

    :raises NothingToPublish: if it was not run
    """
    row = draws.draw(viewer, subject)
    bureau = accounts.bureau(viewer)
    matters = draw_matters(viewer, [row], bureau.jurisdiction)
    if not matters:
        raise NothingToPublish(str(subject))
    found = matters[0]
    names = [draws.public_name(unit.entity) for unit in draws.drawn_units(viewer, subject)]
    fields = (
        (Disclosed.TITLE, row.title),
        (Disclosed.DRAWN_ON, found.decided_on.isoformat()),
        (Disclosed.POOL, str(row.units_count)),
        (Disclosed.DRAWN, str(len(names))),
        (Disclosed.UNITS, PenaltyWord.LIST.label.join(names)),
        (Disclosed.POOL_HASH, row.pool_hash),
        (Disclosed.AGENCY, bureau.name),
        (Disclosed.AGENCY_CODE, bureau.division_code),
    )
    return found, Snapshot(found.kind, row.title, fields)


def line_matters(rows: Iterable[Any], jurisdiction: str) -> tuple[Matter, ...]:
    """Return lines of departments of joint draws as matters, due from the end of the visit."""
    kind = PublicationKind.DEPARTMENT_RESULT
    terms = Terms(kind, jurisdiction)
    return tuple(
        Matter(
            kind=kind,
            subject=row.id,
            title=Phrase.LINE.label.format(party=row.drawn.entity.kept.name, partner=row.partner),
            number="",
            party=row.drawn.entity.kept.name,
            decided_on=row.visited_on,
            due_on=terms.end(term_start(row, row.visited_on)),
            basis=terms.basis(row.visited_on),
            party_is_person=row.drawn.entity.kept.kind == EntityKind.PERSON.value,
            page=("draw:detail", row.draw_id),
        )
        for row in rows
    )


def visits(viewer: Scope) -> QuerySet[Any]:
    """Return the bureau's visits of a draw and those that were told, natural persons left out."""
    rows: QuerySet[Any] = inspections.for_publication(viewer)
    return rows.exclude(entity__kind=EntityKind.PERSON.value)


def visit_matters(rows: Iterable[Any], jurisdiction: str) -> tuple[Matter, ...]:
    """Return visits as matters, due from the day of the visit."""
    kind = PublicationKind.INSPECTION_RESULT
    terms = Terms(kind, jurisdiction)
    return tuple(
        visit_matter(row, terms.end(term_start(row, row.visited_on)), terms.basis(row.visited_on))
        for row in rows
    )


def visit_matter(row: Any, due_on: date | None, basis: Citation) -> Matter:  # noqa: ANN401  # a row of inspection
    """Return a visit as a matter."""
    day = row.visited_on.isoformat()
    return Matter(
        kind=PublicationKind.INSPECTION_RESULT,
        subject=row.id,
        title=Phrase.VISIT.label.format(party=row.party.name, day=day),
        number="",
        party=row.party.name,
        decided_on=row.visited_on,
        due_on=due_on,
        basis=basis,
        party_is_person=row.party.kind == EntityKind.PERSON.value,
        page=("inspection:detail", row.id),
    )


def lines(viewer: Scope) -> QuerySet[Any]:
    """Return the lines of departments that are to be published: those that count, on units."""
    rows: QuerySet[Any] = draws.standing_results(viewer)
    return rows.exclude(drawn__entity__kind=EntityKind.PERSON.value)


def department_result(viewer: Viewer, subject: UUID) -> tuple[Matter, Snapshot]:
    """
    Return the line of a department on a unit as a matter, and what the public will see of it.

    :raises PartnerResult.DoesNotExist: if it is none, or a later line stands for it
    """
    row: Any = draws.standing_results(viewer).get(id=subject)
    bureau = accounts.bureau(viewer)
    found = line_matters([row], bureau.jurisdiction)[0]
    fields = (
        (Disclosed.PARTY, row.drawn.entity.kept.name),
        (Disclosed.CREDIT_CODE, row.drawn.entity.kept.credit_code),
        (Disclosed.DEPARTMENT, row.partner),
        (Disclosed.ITEMS, row.items),
        (Disclosed.VISITED_ON, row.visited_on.isoformat()),
        (Disclosed.RESULT, row.said),
        (Disclosed.TITLE, row.draw.title),
        (Disclosed.AGENCY, bureau.name),
        (Disclosed.AGENCY_CODE, bureau.division_code),
    )
    return found, Snapshot(found.kind, found.title, fields)
