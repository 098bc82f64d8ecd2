"""Draws as inspections see them: which units were drawn, and who goes there now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from zhunsheng.accounts.records import Scope
from zhunsheng.draw.choices import DrawKind
from zhunsheng.draw.models import Draw, DrawChange, DrawnUnit
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.rules import RunDraw
from zhunsheng.registry import queries as registry
from zhunsheng.workforce import queries as workforce

_BASES = {DrawKind.OWN: BasisKind.OWN_DRAW, DrawKind.JOINT: BasisKind.JOINT_DRAW}


def run_draws(scope: Scope, draws: Iterable[UUID]) -> dict[UUID, RunDraw]:
    """Return those of these draws that were run, by id, repeated ones too; six queries."""
    return {one.id: one for one in _read(scope, _run(scope).filter(id__in=list(draws)))}


def draws_to_visit(scope: Scope, on: date) -> tuple[RunDraw, ...]:
    """Return the draws that stand and whose visits have not ended on a day, the latest first."""
    open_still = Q(visits_until=None) | Q(visits_until__gte=on)
    return _read(scope, _run(scope).filter(open_still, repeated_by=None))


def _run(scope: Scope) -> QuerySet[Draw]:
    rows: QuerySet[Draw] = Draw.objects.of(scope).filter(run_row__isnull=False)
    again = Draw.objects.of(scope).filter(repeats=OuterRef("pk"))
    rows = rows.annotate(repeated_at=Subquery(again.values("published_at")[:1]))
    return rows.defer("pool", "head").order_by("-published_on", "-id")


def _read(scope: Scope, rows: QuerySet[Draw]) -> tuple[RunDraw, ...]:
    found = list(rows)
    pairs: dict[UUID, dict[UUID, tuple[UUID, UUID]]] = {row.id: {} for row in found}
    columns = ("draw_id", "entity_id", "first_id", "second_id")
    drawn = DrawnUnit.objects.of(scope).filter(draw__in=pairs).order_by("draw_id", "rank")
    for draw, entity, first, second in drawn.values_list(*columns):
        pairs[draw][entity] = (first, second)
    changed = DrawChange.objects.of(scope).filter(draw__in=pairs).order_by("draw_id", "number")
    columns = ("draw_id", "drawn__entity_id", "first_id", "second_id")
    for draw, entity, first, second in changed.values_list(*columns):
        pairs[draw][entity] = (first, second)
    _follow_merges(scope, pairs.values())
    former = former_draws(scope)
    sent = {one for units in pairs.values() for pair in units.values() for one in pair}
    names = {one: name for one, name in workforce.names_apart(scope).items() if one in sent}
    return tuple(
        RunDraw(
            row.id,
            row.title,
            _BASES[row.kind_enum],
            row.visits_from,
            row.visits_until,
            pairs[row.id],
            names,
            getattr(row, "repeated_at", None),
            frozenset(repeats(former, row.id)),
        )
        for row in found
    )


def former_draws(scope: Scope) -> dict[UUID, UUID]:
    """Return which draw each repeated, by the one that repeats it; one query."""
    repeating = Draw.objects.of(scope).exclude(repeats=None)
    return dict(repeating.values_list("id", "repeats_id"))


def repeats(former: Mapping[UUID, UUID], draw: UUID) -> tuple[UUID, ...]:
    """Return the draws that one repeats, one after the other."""
    found: list[UUID] = []
    while draw in former:
        draw = former[draw]
        found.append(draw)
    return tuple(found)


def _follow_merges(scope: Scope, draws: Iterable[dict[UUID, tuple[UUID, UUID]]]) -> None:
    """Let the pair of a drawn unit that was merged away go to the unit that is kept; one query."""
    found = list(draws)
    kept = registry.kept_of(scope, {unit for pairs in found for unit in pairs})
    for pairs in found:
        for unit, pair in list(pairs.items()):
            pairs.setdefault(kept[unit], pair)
