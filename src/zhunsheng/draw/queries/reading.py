"""Reads of draws: lists, one draw, where it stands, what was drawn, changed and reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.draw import rules
from zhunsheng.draw.choices import ChangeGround, DrawKind, DrawStage, DrawStep, SeedMethod
from zhunsheng.draw.models import (
    Draw,
    DrawChange,
    DrawCommitment,
    DrawnUnit,
    DrawOpening,
    DrawOutcome,
    DrawRun,
    DrawSeed,
)
from zhunsheng.draw.queries import pools
from zhunsheng.draw.rules import DrawFacts, Drawn, OfficerChange
from zhunsheng.kernel.procedure import DoneAct


@dataclass(frozen=True, slots=True)
class DrawFilters:
    """What a list of draws is narrowed to; ``text`` is part of a title."""

    text: str = ""
    kind: DrawKind | None = None
    year: int | None = None
    stage: DrawStage | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """
    A party that commits and opens: its name, its promise, what it opened, and when.

    A party without an account has a ``paper`` (the hash of its scan) that the ``witness`` signed.
    """

    name: str
    commitment: str
    committed_on: date | None
    value: str
    opened_on: date | None
    entered_by: UUID | None = None
    witness: str = ""
    paper: str = ""


def draw(viewer: Scope, draw_id: UUID) -> Draw:
    """
    Return a draw of the bureau with seed, run and the draw that it repeats.

    :raises Draw.DoesNotExist: if the bureau has none of this id
    """
    rows = Draw.objects.of(viewer).select_related("seed_row", "run_row", "repeats")
    rows = _told_repeated(viewer, rows.defer("pool", "repeats__pool", "repeats__head"))
    row: Draw = rows.get(id=draw_id)
    return row


def draws(viewer: Scope, filters: DrawFilters | None = None) -> QuerySet[Draw]:
    """Return the draws of the bureau, the latest first, without the texts of their pools."""
    wanted = filters or DrawFilters()
    rows = Draw.objects.of(viewer).select_related("seed_row", "run_row")
    rows = _told_repeated(viewer, rows)
    if wanted.text.strip():
        rows = rows.filter(title__contains=wanted.text.strip())
    if wanted.kind is not None:
        rows = rows.filter(kind=wanted.kind.value)
    if wanted.year is not None:
        rows = rows.filter(published_on__year=wanted.year)
    if wanted.stage is not None:
        rows = rows.filter(_at_stage(wanted.stage))
    return rows.defer("pool", "head").order_by("-published_on", "-id")


def _told_repeated(viewer: Scope, rows: QuerySet[Draw]) -> QuerySet[Draw]:
    """Return draws with whether another one repeats them (``is_repeated``)."""
    again = Draw.objects.of(viewer).filter(repeats=OuterRef("pk"))
    return rows.annotate(is_repeated=Exists(again))


def is_repeated(row: Draw) -> bool:
    """Return whether another draw stands in the place of one that was read here."""
    return bool(getattr(row, "is_repeated", False))


def _at_stage(stage: DrawStage) -> Q:
    if stage is DrawStage.DRAWN:
        return Q(run_row__isnull=False)
    if stage is DrawStage.BOUND:
        return Q(run_row__isnull=True, seed_row__isnull=False)
    return Q(seed_row__isnull=True)


def with_promises(rows: QuerySet[Draw]) -> QuerySet[Draw]:
    """Return draws with how many parties have committed (``promised``)."""
    stands = Q(commitments__withdrawal=None)
    return rows.annotate(promised=Count("commitments", filter=stands))


def seed_of(row: Draw) -> DrawSeed | None:
    """Return the seed of a draw, if it is bound."""
    found: DrawSeed | None = getattr(row, "seed_row", None)
    return found


def outcome_of(row: Draw) -> DrawOutcome | None:
    """Return what the legal section wrote down last of dice or a public event, if it did."""
    if row.method is SeedMethod.COMMITMENTS:
        return None
    found: DrawOutcome | None = row.outcomes.order_by("number").last()
    return found


def shown_in(scope: Scope, proof: bytes, *, beside: UUID) -> str:
    """Return the title of another draw whose dice the same photo shows already, if any does."""
    if not proof:
        return ""
    digest = sha256(proof).hexdigest()
    shown = Q(seed_row__proof=digest) | Q(outcomes__proof=digest)
    rows = Draw.objects.of(scope).filter(shown).exclude(id=beside)
    found = rows.order_by("id").values_list("title", flat=True).first()
    return str(found or "")


def run_of(row: Draw) -> DrawRun | None:
    """Return the run of a draw, if it was run."""
    found: DrawRun | None = getattr(row, "run_row", None)
    return found


def stage_of(row: Draw) -> DrawStage:
    """Return where a draw stands."""
    if run_of(row) is not None:
        return DrawStage.DRAWN
    return DrawStage.PUBLISHED if seed_of(row) is None else DrawStage.BOUND


def parties(row: Draw, plan: rules.SeedPlan) -> tuple[Party, ...]:
    """Return the parties of a draw in the order of its pool; two queries."""
    if plan.method is not SeedMethod.COMMITMENTS:
        return ()
    promised = standing_commitments(row)
    opened = {one.contributor: one for one in row.openings.all()}
    return tuple(_party(name, promised.get(name), opened.get(name)) for name in plan.contributors)


def standing_commitments(row: Draw) -> dict[str, DrawCommitment]:
    """Return what the parties of a draw committed to and did not take back; one query."""
    rows = row.commitments.filter(withdrawal=None)
    return {one.contributor: one for one in rows}


def _party(name: str, promise: DrawCommitment | None, opening: DrawOpening | None) -> Party:
    return Party(
        name=name,
        commitment=promise.commitment if promise else "",
        committed_on=promise.committed_on if promise else None,
        value=opening.value if opening else "",
        opened_on=opening.opened_on if opening else None,
        entered_by=promise.entered_by if promise else None,
        witness=promise.witness if promise else "",
        paper=promise.paper if promise else "",
    )


def facts_of(
    row: Draw, *, on: date, pool: rules.Pool, parties: tuple[Party, ...] = ()
) -> DrawFacts:
    """
    Return the facts of a draw for an act on a day.

    To commit and to open are steps that are done once every party has.
    """
    steps = [(DrawStep.POOL, row.published_on)]
    promised = [one.committed_on for one in parties if one.committed_on]
    opened = [one.opened_on for one in parties if one.opened_on]
    if parties and len(promised) == len(parties):
        steps.append((DrawStep.COMMITMENT, max(promised)))
    if parties and len(opened) == len(parties):
        steps.append((DrawStep.OPENING, max(opened)))
    written, seed = outcome_of(row), seed_of(row)
    if written:
        steps.append((DrawStep.OUTCOME, written.entered_on))
    elif seed and not parties:  # bound before an outcome was written down by another hand
        steps.append((DrawStep.OUTCOME, seed.bound_on))
    if seed:
        steps.append((DrawStep.SEED, seed.bound_on))
    if run := run_of(row):
        steps.append((DrawStep.RUN, run.run_on))
    acts = tuple(DoneAct(step.value, day, n) for n, (step, day) in enumerate(steps, start=1))
    return DrawFacts(
        acts=acts,
        on=on,
        is_current=pool.is_current,
        method=pool.seed_plan.method,
        contributors=pool.seed_plan.contributors,
        committed=frozenset(one.name for one in parties if one.commitment),
        opened=frozenset(one.name for one in parties if one.value),
        event_on=pool.seed_plan.event_on,
        visits_until=row.visits_until,
        is_repeated=row.repeated_by.exists(),
    )


def entered_by(row: Draw, account: UUID) -> tuple[str, ...]:
    """Return the parties whose commitments an account took down; one query."""
    rows = row.commitments.filter(entered_by=account, withdrawal=None)
    return tuple(rows.values_list("contributor", flat=True))


def results(row: Draw) -> tuple[Drawn, ...]:
    """Return what was drawn, by rank, as the rules see it; one query."""
    return tuple(
        Drawn(
            rank=one.rank,
            unit=str(one.entity_id),
            ticket=one.ticket,
            officers=(str(one.first_id), str(one.second_id)),
            pair_ticket=one.pair_ticket,
        )
        for one in row.drawn.order_by("rank")
    )


def changes(row: Draw) -> tuple[OfficerChange, ...]:
    """Return the changes of officers of a draw in order, as the rules see them; one query."""
    return tuple(
        OfficerChange(
            number=one.number,
            unit=str(one.drawn.entity_id),
            out=str(one.out_id),
            ground=ChangeGround(one.ground),
            reason=one.reason,
            changed_on=one.changed_on,
            officers=(str(one.first_id), str(one.second_id)),
            pair_ticket=one.pair_ticket,
        )
        for one in row.changes.select_related("drawn").order_by("number")
    )


def change_rows(viewer: Scope, draw_id: UUID) -> list[DrawChange]:
    """Return the changes of officers of a draw in order with units, for pages."""
    rows = DrawChange.objects.of(viewer).filter(draw_id=draw_id)
    return list(rows.select_related("drawn__entity").order_by("number"))


def drawn(viewer: Scope, draw_id: UUID) -> list[tuple[UUID, tuple[UUID, UUID]]]:
    """Return the drawn units by rank, each with the two officers who go there; two queries."""
    rows = DrawnUnit.objects.of(viewer).filter(draw_id=draw_id).order_by("rank")
    changed = DrawChange.objects.of(viewer).filter(draw_id=draw_id).order_by("number")
    now = {one: pair for one, *pair in changed.values_list("drawn_id", "first_id", "second_id")}
    found = []
    for one, entity, *pair in rows.values_list("id", "entity_id", "first_id", "second_id"):
        first, second = now.get(one, pair)
        found.append((entity, (first, second)))
    return found


def drawn_units(viewer: Scope, draw_id: UUID) -> QuerySet[DrawnUnit]:
    """Return the drawn units by rank with entities, for pages."""
    rows: QuerySet[DrawnUnit] = DrawnUnit.objects.of(viewer).filter(draw_id=draw_id)
    return rows.select_related("entity").order_by("rank")


def repeats_of(viewer: Scope, draw_id: UUID) -> list[Draw]:
    """Return the draws that repeat this one, by day."""
    rows = Draw.objects.of(viewer).filter(repeats_id=draw_id).defer("pool")
    return list(rows.order_by("published_on", "id"))


def pool_of(row: Draw) -> bytes:
    """Return the published pool: its canonical bytes, whose SHA-256 is the hash of the pool."""
    return row.pool.encode("utf-8")


def plan_of(row: Draw) -> rules.SeedPlan:
    """Return how the seed of a draw comes about."""
    return pools.head(row).seed_plan
