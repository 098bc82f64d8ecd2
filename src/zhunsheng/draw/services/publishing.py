"""Publish the pool of a draw: everything that decides it except the seed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts import services as founding
from zhunsheng.accounts.choices import Role
from zhunsheng.burden import queries as burden
from zhunsheng.draw import queries, rules
from zhunsheng.draw.choices import WITNESSES, DrawStep, Phrase, PoolSide, SeedMethod
from zhunsheng.draw.events import PoolPublished
from zhunsheng.draw.models import Draw, DrawUnits
from zhunsheng.draw.procedure import RANDOM_DRAW
from zhunsheng.draw.rules import Known, Pool, PoolDraft
from zhunsheng.draw.services.parts import locked
from zhunsheng.inspection import queries as inspections
from zhunsheng.inspection import services as visits
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import canonical_text
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.kernel.procedure import permit
from zhunsheng.planning import queries as planning
from zhunsheng.powers import queries as powers
from zhunsheng.registry import queries as registry
from zhunsheng.workforce import queries as workforce


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was looked up: units and officers by the rules, the label of the power list."""

    known: Known
    item_list: str


@act
def publish_pool(*, ctx: Act, draft: PoolDraft, on: date) -> Draw:
    """
    Publish the pool of a draw with its hash; from then on nothing of it can be changed.

    Recusals follow from the interests that officers declared, strata from the published rates, the
    versions of both lists from the draw before. A repeated draw names the former one and the
    reason; the former one stays as it is. Pools of a bureau are published one by one: of two sent
    at once that are nearly the same, or repeat the same draw, one alone stands.

    :raises StepRefused: with every reason, a unit without two admissible officers included
    :raises Draw.DoesNotExist: if the bureau has no draw of the id that is repeated
    """
    founding.hold_bureau(ctx)
    draft = _tidy(draft)
    former = locked(ctx, draft.repeats) if draft.repeats else None
    looked = _look(ctx, draft, former, on)
    permit(
        RANDOM_DRAW,
        DrawStep.POOL.value,
        rules.DrawFacts(),
        by=ctx.by,
        extra=rules.draft_findings(draft, looked.known, on),
        on=on,
        entered_on=ctx.day,
    )
    pool = _pool(ctx, draft, looked, on)
    refuse_if(rules.pool_findings(pool, on))
    row: Draw = Draw.objects.create(
        id=UUID(pool.draw),
        bureau_id=ctx.bureau,
        title=draft.title,
        kind=draft.kind.value,
        seed_method=draft.seed_plan.method.value,
        parties_count=len(pool.seed_plan.contributors),
        visits_from=draft.visits_from,
        visits_until=draft.visits_until,
        units_to_draw=pool.units_to_draw,
        units_count=len(pool.units),
        officers_count=len(pool.officers),
        pool=canonical_text(pool),
        head=head_text(pool),
        published_by=ctx.by.id,
        pool_hash=rules.pool_hash(pool),
        published_on=on,
        published_at=ctx.at,
        repeats=former,
        repeat_reason=draft.repeat_reason,
    )
    DrawUnits.objects.create(
        id=ctx.new_id("draw.units"),
        bureau_id=ctx.bureau,
        draw=row,
        ids=ids_text(pool),
    )
    happened = PoolPublished(
        title=row.title,
        units=row.units_count,
        officers=row.officers_count,
        to_draw=row.units_to_draw,
        pool_hash=row.pool_hash,
    )
    record(ctx, happened, on=on, subject=("draw", row.id))
    if former is not None:
        visits.lapse(ctx, draw=former.id, title=former.title, on=on)
    return row


def head_text(pool: Pool) -> str:
    """Return the canonical text of a pool without its units, as pages read it."""
    said = {one.name: getattr(pool, one.name) for one in fields(pool)}
    del said["units"]
    return canonical_text(said)


def ids_text(pool: Pool) -> str:
    """Return the ids of the units of a pool, one line for each stratum, as the draw reads them."""
    return "\n".join(" ".join(ids) for ids in rules.ids_of(pool))


def _tidy(draft: PoolDraft) -> PoolDraft:
    plan = draft.seed_plan
    parties = plan.contributors if plan.method is SeedMethod.COMMITMENTS else ()
    is_event = plan.method is SeedMethod.PUBLIC_EVENT
    return replace(
        draft,
        title=draft.title.strip(),
        repeat_reason=draft.repeat_reason.strip(),
        seed_plan=rules.SeedPlan(
            method=plan.method,
            contributors=tuple(one.strip() for one in parties),
            event=plan.event.strip() if is_event else "",
            event_on=plan.event_on if is_event else None,
        ),
    )


def _look(ctx: Act, draft: PoolDraft, former: Draw | None, on: date) -> _Looked:
    in_scope = queries.scope_units(ctx, draft.scope)
    left_out = [e.id for e in draft.exclusions if e.side is PoolSide.UNIT]
    asked = {*in_scope, *draft.entities, *left_out}
    people = [*draft.officers, *(e.id for e in draft.exclusions if e.side is PoolSide.OFFICER)]
    listed = queries.published_items(ctx, on=on)
    units = queries.known_units(ctx, asked, on=on)
    known = Known(
        units=units,
        officers=workforce.officer_facts(ctx, people),
        items=listed[1] if listed else None,
        standings=registry.standings(ctx, draft.entities, on=on),
        in_scope={one: units[one].name for one in in_scope},
        enforcers=queries.field_officers(ctx, on=on),
        reviewers=workforce.reviewers(ctx),
        streets=queries.street_officers(ctx),
        undelegated=queries.undelegated(ctx, draft),
        alike=queries.alike(ctx, draft),
        former_is_repeated=bool(former and queries.repeats_of(ctx, former.id)),
        bound=powers.bound_items(ctx, on=on),
        sectors=registry.sectors_of(ctx, draft.entities),
        barred=frozenset(queries.barred_units(ctx, left_out, on=on)),
        planned=_planned(ctx, left_out, on),
        visited=_visited(ctx, draft, left_out),
        capped=_capped(ctx, draft, [*left_out, *draft.entities], on),
        stopped=inspections.suspended_entities(ctx, left_out),
        speakers=_speakers(ctx),
    )
    return _Looked(known, listed[0] if listed else "")


def _speakers(ctx: Act) -> dict[Role, int]:
    """Count the accounts that may commit for a party; whoever publishes the pool may not."""
    held = {role: accounts.holders(ctx, role=role) for role in WITNESSES}
    return {role: sum(one.id != ctx.by.id for one in users) for role, users in held.items()}


def _planned(ctx: Act, units: Iterable[UUID], on: date) -> frozenset[UUID]:
    asked = planning.planned_visits(ctx, on.year, [(one, "") for one in units])
    return frozenset(unit for unit, _ in asked)


def _visited(ctx: Act, draft: PoolDraft, units: Iterable[UUID]) -> frozenset[UUID]:
    looked_at = inspections.items_looked_at(ctx, units, year=draft.visits_from.year)
    return frozenset(one for one, codes in looked_at.items() if codes & set(draft.items))


def _capped(ctx: Act, draft: PoolDraft, units: Iterable[UUID], on: date) -> frozenset[UUID]:
    stands = burden.standings(ctx, units, year=draft.visits_from.year, on=on)
    return frozenset(one for one, standing in stands.items() if standing.is_reached)


def _pool(ctx: Act, draft: PoolDraft, looked: _Looked, on: date) -> Pool:
    """Put the pool together; every list is sorted by id, so that its order says nothing."""
    known = looked.known
    units = tuple(known.units[one] for one in sorted(draft.entities, key=str))
    officers = _officers(draft, known, on)
    strata = _strata(draft, units)
    unit_list, officer_list = queries.list_versions(ctx, draft.scope, units, officers)
    return Pool(
        draw=str(ctx.new_id("draw")),
        bureau=accounts.bureau(ctx).name,
        title=draft.title,
        kind=draft.kind,
        published_on=on,
        visits_from=draft.visits_from,
        visits_until=draft.visits_until,
        item_list=looked.item_list,
        items=_items(ctx, draft, known),
        scope=draft.scope,
        unit_list=unit_list,
        units=units,
        strata=strata,
        units_to_draw=sum(one.to_draw for one in strata),
        officer_list=officer_list,
        officers=officers,
        recusals=_recusals(ctx, draft),
        streets=queries.street_bounds(ctx, draft.entities, draft.officers),
        exclusions=_exclusions(draft, known, on),
        partners=tuple(one.name for one in draft.partners),
        most_per_officer=draft.most_per_officer,
        most_per_pair=draft.most_per_pair,
        earlier_pairs=queries.earlier_pairs(ctx, draft.officers, on=on),
        seed_plan=draft.seed_plan,
        repeats=str(draft.repeats or ""),
        repeat_reason=draft.repeat_reason,
        rule=rules.Rule(rules.RULE_VERSION, Phrase.RULE.label),
    )


def _strata(draft: PoolDraft, units: tuple[rules.PoolUnit, ...]) -> tuple[rules.Stratum, ...]:
    if draft.rates is not None:
        return rules.strata_of(units, draft.rates)
    return (rules.Stratum("", "", 0, len(units), draft.units_to_draw),)


def _items(ctx: Act, draft: PoolDraft, known: Known) -> tuple[rules.PoolItem, ...]:
    bureau, listed = accounts.bureau(ctx).name, known.items or {}
    own = [rules.PoolItem(bureau, code, listed[code]) for code in sorted(draft.items)]
    others = [rules.PoolItem(one.name, "", item) for one in draft.partners for item in one.items]
    return (*own, *others)


def _officers(draft: PoolDraft, known: Known, on: date) -> tuple[rules.PoolOfficer, ...]:
    by_id = {officer.id: officer for officer in known.officers}
    found = []
    for one in sorted(draft.officers, key=str):
        term = rules.term_of(by_id[one], on, draft.visits_until)
        assert term is not None  # the draft was refused else
        officer = rules.PoolOfficer(str(one), term.number, term.valid_from, term.valid_until)
        found.append(officer)
    return tuple(found)


def _recusals(ctx: Act, draft: PoolDraft) -> tuple[rules.Recusal, ...]:
    """Name who is kept from which unit: an interest in a merged entry is one in the unit."""
    found = inspections.interests(ctx, draft.entities, draft.officers)
    return tuple(rules.Recusal(str(officer), str(unit)) for officer, unit in sorted(found))


def _exclusions(draft: PoolDraft, known: Known, on: date) -> tuple[rules.PoolExclusion, ...]:
    """Name who is left out as everybody may read it: officers by the number of the credential."""
    names = {one: unit.name for one, unit in known.units.items()}
    names |= {o.id: o.number_on(on) or Phrase.NO_CREDENTIAL.label for o in known.officers}
    return tuple(
        rules.PoolExclusion(one.side, str(one.id), names.get(one.id, ""), one.said)
        for one in sorted(draft.exclusions, key=lambda e: (e.side.value, str(e.id)))
    )
