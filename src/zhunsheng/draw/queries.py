"""Reads of draws: lists, the drawn units, the record that anybody can recompute."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhunsheng.accounts.records import Scope
from zhunsheng.draw import rules
from zhunsheng.draw.choices import DRAWERS, DrawKind, DrawStage, DrawStep, DutyKind, PoolSide
from zhunsheng.draw.models import Draw, DrawnUnit, DrawRun, DrawSeed, PartnerResult
from zhunsheng.draw.rules import DrawFacts, Drawn, Pool
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.canonical import canonical_bytes, sha256_hex
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.figure import Row
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.registry.choices import EntityKind


@dataclass(frozen=True, slots=True)
class DrawFilters:
    """What a list of draws is narrowed to; ``text`` is part of a title."""

    text: str = ""
    kind: DrawKind | None = None
    year: int | None = None
    stage: DrawStage | None = None


def draw(viewer: Scope, draw_id: UUID) -> Draw:
    """
    Return a draw of the bureau with seed, run and the draw that it repeats.

    :raises Draw.DoesNotExist: if the bureau has none of this id
    """
    rows = Draw.objects.of(viewer).select_related("seed_row", "run_row", "repeats")
    row: Draw = rows.get(id=draw_id)
    return row


def draws(viewer: Scope, filters: DrawFilters | None = None) -> QuerySet[Draw]:
    """Return the draws of the bureau, the latest first, without the texts of their pools."""
    wanted = filters or DrawFilters()
    rows: QuerySet[Draw] = Draw.objects.of(viewer).select_related("seed_row", "run_row")
    if wanted.text.strip():
        rows = rows.filter(title__contains=wanted.text.strip())
    if wanted.kind is not None:
        rows = rows.filter(kind=wanted.kind.value)
    if wanted.year is not None:
        rows = rows.filter(published_on__year=wanted.year)
    if wanted.stage is not None:
        rows = rows.filter(_at_stage(wanted.stage))
    return rows.defer("pool").order_by("-published_on", "-id")


def _at_stage(stage: DrawStage) -> Q:
    if stage is DrawStage.DRAWN:
        return Q(run_row__isnull=False)
    if stage is DrawStage.BOUND:
        return Q(run_row__isnull=True, seed_row__isnull=False)
    return Q(seed_row__isnull=True)


def seed_of(row: Draw) -> DrawSeed | None:
    """Return the seed of a draw, if it is bound."""
    found: DrawSeed | None = getattr(row, "seed_row", None)
    return found


def run_of(row: Draw) -> DrawRun | None:
    """Return the run of a draw, if it was run."""
    found: DrawRun | None = getattr(row, "run_row", None)
    return found


def stage_of(row: Draw) -> DrawStage:
    """Return where a draw stands."""
    if run_of(row) is not None:
        return DrawStage.DRAWN
    return DrawStage.PUBLISHED if seed_of(row) is None else DrawStage.BOUND


def facts_of(row: Draw, *, on: date) -> DrawFacts:
    """Return the facts of a draw for an act on a day."""
    seed, run = seed_of(row), run_of(row)
    steps = [(DrawStep.POOL, row.published_on)]
    steps += [(DrawStep.SEED, seed.bound_on)] if seed else []
    steps += [(DrawStep.RUN, run.run_on)] if run else []
    acts = tuple(DoneAct(step.value, day, n) for n, (step, day) in enumerate(steps, start=1))
    return DrawFacts(acts=acts, on=on)


def pool(row: Draw) -> Pool:
    """Return the published pool as the rules see it."""
    said: dict[str, Any] = json.loads(row.pool)
    return Pool(
        draw=said["draw"],
        bureau=said["bureau"],
        title=said["title"],
        kind=DrawKind(said["kind"]),
        published_on=date.fromisoformat(said["published_on"]),
        units_to_draw=said["units_to_draw"],
        units=tuple(rules.PoolUnit(**unit) for unit in said["units"]),
        officers=tuple(_officer(officer) for officer in said["officers"]),
        recusals=tuple(rules.Recusal(**recusal) for recusal in said["recusals"]),
        exclusions=tuple(
            rules.PoolExclusion(**{**one, "side": PoolSide(one["side"])})
            for one in said["exclusions"]
        ),
        partners=tuple(said["partners"]),
        commitments=tuple(rules.Commitment(**one) for one in said["commitments"]),
        most_per_officer=said["most_per_officer"],
        repeats=said["repeats"],
        repeat_reason=said["repeat_reason"],
        rule=rules.Rule(**said["rule"]),
    )


def _officer(said: dict[str, str]) -> rules.PoolOfficer:
    days = {key: date.fromisoformat(said[key]) for key in ("valid_from", "valid_until")}
    return rules.PoolOfficer(said["id"], said["name"], said["credential"], **days)


def contributions(seed: DrawSeed) -> tuple[rules.Contribution, ...]:
    """Return what the seed was made of."""
    return tuple(rules.Contribution(**one) for one in seed.contributions)


class Unit(Protocol):
    """A supervised entity, as a draw looks at it."""

    @property
    def id(self) -> UUID:
        """Its id."""
        ...

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def kind(self) -> str:
        """The code of its kind."""
        ...

    @property
    def credit_code(self) -> str:
        """Its code, where it has one."""
        ...

    @property
    def risk_class(self) -> str:
        """The code of its risk class."""
        ...


def public_name(entity: Unit) -> str:
    """Return the name of a unit as everybody may read it: a natural person is not named."""
    is_person = entity.kind == EntityKind.PERSON.value
    return rules.public_name(entity.name, is_person=is_person)


def pool_of(row: Draw) -> bytes:
    """Return the published pool: its canonical bytes, whose SHA-256 is the hash of the pool."""
    return row.pool.encode("utf-8")


def record(row: Draw, drawn: Iterable[Drawn], *, run_on: date, seed: DrawSeed) -> dict[str, Any]:
    """Return the record of a draw with the hash of everything else in it."""
    published = pool(row)
    said = {
        "format": rules.FORMATS[published.rule.version],
        "pool": json.loads(row.pool),
        "digests": rules.digests(published),
        "pool_hash": row.pool_hash,
        "contributions": list(contributions(seed)),
        "bound_on": seed.bound_on,
        "seed": seed.seed,
        "run_on": run_on,
        "results": list(drawn),
    }
    return {**said, "record_hash": sha256_hex(said)}


def record_of(row: Draw) -> bytes:
    """
    Return the canonical bytes of the record (draw.json); no newline follows them.

    :raises Draw.run_row.RelatedObjectDoesNotExist: if the draw was not run
    """
    results = [
        Drawn(
            rank=one.rank,
            unit=str(one.entity_id),
            ticket=one.ticket,
            officers=(str(one.first_id), str(one.second_id)),
            pair_ticket=one.pair_ticket,
        )
        for one in row.drawn.order_by("rank")
    ]
    run: DrawRun = row.run_row
    seed: DrawSeed = row.seed_row
    return canonical_bytes(record(row, results, run_on=run.run_on, seed=seed))


def drawn(viewer: Scope, draw_id: UUID) -> list[tuple[UUID, tuple[UUID, UUID]]]:
    """Return the drawn units by rank, each with the two officers drawn for it; one query."""
    rows = DrawnUnit.objects.of(viewer).filter(draw_id=draw_id).order_by("rank")
    found = rows.values_list("entity_id", "first_id", "second_id")
    return [(entity, (first, second)) for entity, first, second in found]


def drawn_units(viewer: Scope, draw_id: UUID) -> QuerySet[DrawnUnit]:
    """Return the drawn units by rank with entities and officers, for pages."""
    rows: QuerySet[DrawnUnit] = DrawnUnit.objects.of(viewer).filter(draw_id=draw_id)
    return rows.select_related("entity", "first", "second").order_by("rank")


def partner_results(viewer: Scope, draw_id: UUID) -> list[PartnerResult]:
    """Return what the departments of a joint draw reported, by day."""
    rows = PartnerResult.objects.of(viewer).filter(draw_id=draw_id)
    return list(rows.order_by("reported_on", "id"))


def repeats_of(viewer: Scope, draw_id: UUID) -> list[Draw]:
    """Return the draws that repeat this one, by day."""
    rows = Draw.objects.of(viewer).filter(repeats_id=draw_id).defer("pool")
    return list(rows.order_by("published_on", "id"))


def draw_rows(
    viewer: Scope, since: date, until: date, kind: DrawKind | None = None
) -> tuple[Row, ...]:
    """Return one row for each draw that was run in the period (次)."""
    rows = DrawRun.objects.of(viewer).filter(run_on__gte=since, run_on__lte=until)
    if kind is not None:
        rows = rows.filter(draw__kind=kind.value)
    found = rows.order_by("run_on", "draw_id").values_list("draw_id", "run_on", "draw__title")
    return tuple(
        Row(key=f"draw.draw:{one}", label=f"{day.isoformat()} {title}", url=_url(one))
        for one, day, title in found
    )


def drawn_unit_rows(
    viewer: Scope, since: date, until: date, kind: DrawKind | None = None
) -> tuple[Row, ...]:
    """Return one row for each unit drawn in the period (家次); ``distinct`` names the unit."""
    rows = DrawnUnit.objects.of(viewer).filter(
        draw__run_row__run_on__gte=since, draw__run_row__run_on__lte=until
    )
    if kind is not None:
        rows = rows.filter(draw__kind=kind.value)
    columns = ("id", "draw_id", "draw__title", "entity__name", "entity_id")
    found = rows.order_by("draw__run_row__run_on", "draw_id", "rank").values_list(*columns)
    return tuple(
        Row(
            key=f"draw.drawnunit:{one}",
            label=f"{title} {name}",
            url=_url(draw_id),
            distinct=f"registry.businessentity:{entity}",
        )
        for one, draw_id, title, name, entity in found
    )


def _url(draw_id: UUID) -> str:
    return reverse("draw:detail", args=[draw_id])


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return the draws that wait for a seed or for the draw itself; one query."""
    rows = draws(viewer).filter(run_row__isnull=True, published_on__lte=on, repeated_by=None)
    roles = frozenset(role.value for role in DRAWERS)
    kinds = [(row, DutyKind.SEED if seed_of(row) is None else DutyKind.RUN) for row in rows]
    return tuple(
        Duty(
            key=f"draw.{kind.value.lower()}:{row.id}",
            label=kind.label,
            subject=row.title,
            due_on=None,
            basis=rules.DRAWS,
            roles=roles,
            url=_url(row.id),
            action=kind.action,
        )
        for row, kind in kinds
    )
