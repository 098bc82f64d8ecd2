"""What came of the visits of a draw: the bureau's own inspections, the lines of departments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from zhunsheng.accounts.records import Scope
from zhunsheng.burden import queries as burden
from zhunsheng.draw.choices import DrawKind
from zhunsheng.draw.models import Draw, DrawnUnit, PartnerResult
from zhunsheng.draw.queries.reading import drawn, is_repeated, run_of
from zhunsheng.draw.queries.visits import former_draws, repeats
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import queries as registry
from zhunsheng.workforce import queries as workforce


@dataclass(frozen=True, slots=True)
class Visit:
    """An inspection of the bureau on the ground of a draw: when it was, how many findings."""

    inspection: UUID
    visited_on: date | None
    findings: int


def partner_results(viewer: Scope, draw_id: UUID) -> list[PartnerResult]:
    """Return what the departments of a joint draw reported, unit by unit, oldest first."""
    rows = PartnerResult.objects.of(viewer).filter(draw_id=draw_id)
    return list(rows.select_related("drawn__entity").order_by("drawn__rank", "partner", "number"))


def partner_result(viewer: Scope, result_id: UUID) -> PartnerResult:
    """
    Return one reported result with its draw and its unit.

    :raises PartnerResult.DoesNotExist: if the bureau has none of this id
    """
    rows = PartnerResult.objects.of(viewer).select_related("draw", "drawn__entity")
    row: PartnerResult = rows.get(id=result_id)
    return row


def standing_results(viewer: Scope) -> QuerySet[PartnerResult]:
    """Return the lines that count: of each department on each unit the last."""
    mine: QuerySet[PartnerResult] = PartnerResult.objects.of(viewer).filter(drawn__isnull=False)
    same = PartnerResult.objects.of(viewer).filter(
        drawn=OuterRef("drawn"), partner=OuterRef("partner")
    )
    last = same.order_by("-number").values("id")[:1]
    return mine.filter(id=Subquery(last)).select_related("draw", "drawn__entity")


def own_visits(viewer: Scope, draw_id: UUID) -> dict[UUID, Visit]:
    """
    Return the bureau's own inspections on the ground of a draw by unit.

    A visit at the unit that is kept is one at the drawn unit merged into it. What was visited on a
    draw that this one repeats is not inspected again, and counts; five queries, one more for each.
    """
    sources = (draw_id, *repeats(former_draws(viewer), draw_id))[::-1]
    rows: list[Any] = [row for one in sources for row in inspections.of_source(viewer, one)]
    counts = inspections.findings_counts(viewer, [row.id for row in rows])
    visits = {row.entity_id: Visit(row.id, row.visited_on, counts.get(row.id, 0)) for row in rows}
    family = registry.families(viewer, visits)
    return {one: visits[asked[0]] for one, asked in family.items()} | visits


def capped_units(viewer: Scope, draw: Draw, units: Iterable[UUID], *, on: date) -> frozenset[UUID]:
    """Return which units are at the cap of the year in which the visits of a draw begin."""
    year = (draw.visits_from or draw.published_on).year
    stands = burden.standings(viewer, units, year=year, on=on)
    return frozenset(one for one, standing in stands.items() if standing.is_reached)


def visits_over(viewer: Scope, rows: Iterable[Draw]) -> dict[UUID, date]:
    """
    Return by draw the day from which its result warns nobody of a visit; four queries.

    That is the day of the last visit once every unit was visited or noted as closed, and else the
    day after the period. What other departments of a joint draw still visit nobody knows here, so
    their period decides. A repeated draw sends nobody.
    """
    found, open_draws = {}, {}
    for row in rows:
        run = run_of(row)
        if run is None:
            continue
        if row.visits_until is None or is_repeated(row):
            found[row.id] = run.run_on
        else:
            found[row.id] = row.visits_until + timedelta(days=1)
            if row.kind_enum is DrawKind.OWN:
                open_draws[row.id] = row
    ended = _last_visits(viewer, open_draws) if open_draws else {}
    return found | {one: min(day, found[one]) for one, day in ended.items()}


def is_sealed_for(viewer: Viewer, row: Draw, *, on: date) -> bool:
    """
    Return whether a reader learns of a draw only what the public does, while visits are ahead.

    That is who acts for a street alone and was not drawn; a repeated draw sends nobody.
    """
    if not inspections.sees_own_unit_only(viewer.by) or is_repeated(row):
        return False
    over = visits_over(viewer, [row]).get(row.id)
    if over is not None and over <= on:
        return False
    own = workforce.officer_fact_of_user(viewer, viewer.by.id)
    sent = {one for _, pair in drawn(viewer, row.id) for one in pair}
    return own is None or own.id not in sent


def _last_visits(viewer: Scope, among: Mapping[UUID, Draw]) -> dict[UUID, date]:
    """Return the last day of the own draws of which every unit has been dealt with."""
    sent = DrawnUnit.objects.of(viewer).filter(draw__in=among)
    units = list(sent.order_by("draw_id", "rank").values_list("draw_id", "entity_id"))
    kept = registry.kept_of(viewer, {entity for _, entity in units})
    entity = Coalesce("entity__merged_into_id", "entity_id")
    former = former_draws(viewer)
    sources = {one: (one, *repeats(former, one)) for one in among}
    asked = {one for chain in sources.values() for one in chain}
    visits = inspections.for_publication(viewer).filter(basis_id__in=list(asked))
    done = {
        (one, where): day
        for one, where, day in visits.values_list("basis_id", entity, "visited_on")
    }
    lines = PartnerResult.objects.of(viewer).filter(draw__in=among, drawn__isnull=False)
    for one, where, day in lines.values_list("draw_id", "drawn__entity_id", "visited_on"):
        done[one, kept[where]] = day
    days: dict[UUID, list[date | None]] = {one: [] for one in among}
    for one, where in units:
        made = (done.get((source, kept[where])) for source in sources[one])
        days[one].append(next(filter(None, made), None))
    return {one: max(filter(None, told)) for one, told in days.items() if told and all(told)}
