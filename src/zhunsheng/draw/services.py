"""Acts of a draw: publish the pool, bind the seed, run; departments report their results."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.draw import queries, rules
from zhunsheng.draw.choices import DrawKind, DrawStep, Phrase, PoolSide
from zhunsheng.draw.events import DrawRan, PartnerReported, PoolPublished, SeedBound
from zhunsheng.draw.models import Draw, DrawnUnit, DrawRun, DrawSeed, PartnerResult
from zhunsheng.draw.procedure import RANDOM_DRAW
from zhunsheng.draw.rules import Commitment, Contribution, Exclusion, Pool, PoolDraft, PoolUnit
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import canonical_text, plain
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.kernel.procedure import permit, role_finding
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import EntityKind
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import OfficerFact


@act
def publish_pool(
    *,
    ctx: Act,
    title: str,
    kind: DrawKind,
    entities: tuple[UUID, ...],
    officers: tuple[UUID, ...],
    units_to_draw: int,
    exclusions: tuple[Exclusion, ...] = (),
    partners: tuple[str, ...] = (),
    commitments: tuple[Commitment, ...] = (),
    most_per_officer: int = 0,
    repeats: UUID | None = None,
    repeat_reason: str = "",
    on: date,
) -> Draw:
    """
    Publish the pool of a draw with its hash; from then on nothing of it can be changed.

    Recusals follow from the interests that officers declared. ``most_per_officer`` 0 means no
    limit. A repeated draw names the former one and the reason.

    :raises StepRefused: with every reason, a unit without two admissible officers included
    :raises Draw.DoesNotExist: if the bureau has no draw of the id that is repeated
    """
    draft = PoolDraft(
        title.strip(), kind, entities, officers, units_to_draw, exclusions, partners,
        tuple(Commitment(c.contributor.strip(), c.commitment.strip()) for c in commitments),
        most_per_officer, repeats, repeat_reason.strip(),
    )  # fmt: skip
    former = Draw.objects.of(ctx).get(id=repeats) if repeats else None
    found = registry.entities_by_ids(ctx, {*entities, *(e.id for e in exclusions)})
    known = {one: _unit(entity) for one, entity in found.items()}
    staff = workforce.officer_facts(ctx, [*officers, *(e.id for e in exclusions)])
    names = {one: entity.name for one, entity in known.items()}
    refuse_if(
        (
            *role_finding(RANDOM_DRAW.step(DrawStep.POOL.value), ctx.by),
            *rules.draft_findings(draft, names=names, officers=staff, on=on),
        )
    )
    draw_id = ctx.new_id("draw")
    pool = _pool(ctx, draft, draw_id, known, staff, on)
    refuse_if(rules.pool_findings(pool, on))
    row: Draw = Draw.objects.create(
        id=draw_id,
        bureau_id=ctx.bureau,
        title=draft.title,
        kind=kind.value,
        units_to_draw=units_to_draw,
        units_count=len(entities),
        officers_count=len(officers),
        pool=canonical_text(pool),
        pool_hash=rules.pool_hash(pool),
        published_on=on,
        published_at=ctx.at,
        repeats=former,
        repeat_reason=draft.repeat_reason,
    )
    happened = PoolPublished(
        title=row.title,
        units=row.units_count,
        officers=row.officers_count,
        to_draw=units_to_draw,
        pool_hash=row.pool_hash,
    )
    record(ctx, happened, on=on, subject=("draw", row.id))
    return row


def _pool(
    ctx: Act,
    draft: PoolDraft,
    draw_id: UUID,
    entities: Mapping[UUID, PoolUnit],
    staff: tuple[OfficerFact, ...],
    on: date,
) -> Pool:
    """Put the pool together; every list is sorted by id, so that its order says nothing."""
    officers = {officer.id: officer for officer in staff}
    names = {one: entity.name for one, entity in entities.items()}
    names |= {one: officer.name for one, officer in officers.items()}
    pooled, sent = set(draft.entities), set(draft.officers)
    recusals = [(o, e) for o, e in workforce.interests(ctx) if o in sent and e in pooled]
    return Pool(
        draw=str(draw_id),
        bureau=accounts.bureau(ctx).name,
        title=draft.title,
        kind=draft.kind,
        published_on=on,
        units_to_draw=draft.units_to_draw,
        units=tuple(entities[one] for one in sorted(pooled, key=str)),
        officers=tuple(_officer(officers[one], on) for one in sorted(sent, key=str)),
        recusals=tuple(
            rules.Recusal(officer, unit)
            for officer, unit in sorted((str(o), str(e)) for o, e in recusals)
        ),
        exclusions=tuple(
            rules.PoolExclusion(one.side, str(one.id), names.get(one.id, ""), one.reason.strip())
            for one in sorted(draft.exclusions, key=lambda e: (e.side.value, str(e.id)))
        ),
        partners=draft.partners,
        commitments=tuple(sorted(draft.commitments, key=lambda c: c.contributor)),
        most_per_officer=draft.most_per_officer,
        repeats=str(draft.repeats or ""),
        repeat_reason=draft.repeat_reason,
        rule=rules.Rule(rules.RULE_VERSION, Phrase.RULE.label),
    )


def _unit(entity: queries.Unit) -> PoolUnit:
    """Return a unit as the pool names it to everybody; a natural person keeps name and number."""
    person = entity.kind == EntityKind.PERSON.value
    code = "" if person else entity.credit_code
    return PoolUnit(str(entity.id), queries.public_name(entity), code, entity.risk_class)


def _officer(officer: OfficerFact, on: date) -> rules.PoolOfficer:
    term = next(term for term in officer.terms if term.holds_on(on))
    return rules.PoolOfficer(
        str(officer.id), officer.name, term.number, term.valid_from, term.valid_until
    )


@act
def bind_seed(*, ctx: Act, draw: UUID, contributions: tuple[Contribution, ...], on: date) -> Draw:
    """
    Bind the seed: the hash of what several persons contribute and of the published pool.

    :raises StepRefused: before the pool is published, a second time, with fewer than two
        contributors, or where a contribution was not promised with the pool, or not so
    :raises Draw.DoesNotExist: if the bureau has none of this id
    """
    row = _locked(ctx, draw)
    tidy = tuple(Contribution(c.contributor.strip(), c.value.strip()) for c in contributions)
    facts = queries.facts_of(row, on=on)
    refuse_if(
        (
            *role_finding(RANDOM_DRAW.step(DrawStep.SEED.value), ctx.by),
            *RANDOM_DRAW.findings(DrawStep.SEED.value, facts),
            *rules.contribution_findings(tidy, queries.pool(row).commitments),
        )
    )
    seed = rules.seed_of(tidy, row.pool_hash)
    row.seed_row = DrawSeed.objects.create(
        id=ctx.new_id("draw.seed"),
        bureau_id=ctx.bureau,
        draw=row,
        contributions=plain(tidy),
        seed=seed,
        bound_on=on,
        bound_at=ctx.at,
    )
    names = Phrase.COMMA.label.join(c.contributor for c in tidy)
    record(ctx, SeedBound(contributors=names, seed=seed), on=on, subject=("draw", row.id))
    return row


@act
def run_draw(*, ctx: Act, draw: UUID, on: date) -> Draw:
    """
    Draw units and pairs of officers by the smallest tickets.

    :raises StepRefused: without a seed, a second time, or where a drawn unit has no admissible
        pair on the day
    :raises Draw.DoesNotExist: if the bureau has none of this id
    """
    row = _locked(ctx, draw)
    permit(RANDOM_DRAW, DrawStep.RUN.value, queries.facts_of(row, on=on), by=ctx.by)
    pool, seed = queries.pool(row), row.seed_row
    tickets = {unit.id: rules.ticket(seed.seed, unit.id) for unit in pool.units}
    won = rules.smallest(tickets, pool.units_to_draw)
    refuse_if(rules.run_findings(pool, won, on))
    drawn = rules.outcome(pool, seed.seed, on)
    DrawnUnit.objects.bulk_create(
        DrawnUnit(
            id=ctx.new_id("drawn", one.rank),
            bureau_id=ctx.bureau,
            draw=row,
            rank=one.rank,
            entity_id=UUID(one.unit),
            ticket=one.ticket,
            first_id=UUID(one.officers[0]),
            second_id=UUID(one.officers[1]),
            pair_ticket=one.pair_ticket,
        )
        for one in drawn
    )
    said = queries.record(row, drawn, run_on=on, seed=seed)
    row.run_row = DrawRun.objects.create(
        id=ctx.new_id("draw.run"),
        bureau_id=ctx.bureau,
        draw=row,
        run_on=on,
        run_at=ctx.at,
        record_hash=said["record_hash"],
    )
    happened = DrawRan(units=len(drawn), record_hash=said["record_hash"])
    record(ctx, happened, on=on, subject=("draw", row.id))
    return row


@act
def note_partner_result(
    *, ctx: Act, draw: UUID, partner: str, result: str, on: date
) -> PartnerResult:
    """
    Note what a department of a joint draw reports of its own matters.

    :raises StepRefused: if the draw was not run, or the department does not take part
    :raises Draw.DoesNotExist: if the bureau has none of this id
    """
    row = _locked(ctx, draw)
    was_run = queries.run_of(row) is not None
    step = RANDOM_DRAW.step(DrawStep.RUN.value)
    partners = queries.pool(row).partners
    refuse_if(
        (
            *role_finding(step, ctx.by),
            *rules.partner_findings(partner, result, partners=partners, was_run=was_run),
        )
    )
    noted: PartnerResult = PartnerResult.objects.create(
        id=ctx.new_id("draw.partner"),
        bureau_id=ctx.bureau,
        draw=row,
        partner=partner,
        result=result.strip(),
        reported_on=on,
    )
    happened = PartnerReported(partner=partner, result=noted.result)
    record(ctx, happened, on=on, subject=("draw", row.id))
    return noted


def _locked(ctx: Act, draw: UUID) -> Draw:
    """Return the draw with seed and run, locked: two forms cannot bind two seeds."""
    rows = Draw.objects.of(ctx).select_for_update(of=("self",))
    row: Draw = rows.select_related("seed_row", "run_row").get(id=draw)
    return row


__all__ = [
    "Commitment",
    "Contribution",
    "Exclusion",
    "PoolSide",
    "bind_seed",
    "note_partner_result",
    "publish_pool",
    "run_draw",
]
