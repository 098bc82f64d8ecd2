"""Run a draw; afterwards officers are changed by the next ticket, departments report."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.draw import queries, rules
from zhunsheng.draw.choices import ChangeGround, DrawStep, Phrase, ResultKind
from zhunsheng.draw.events import DrawRan, OfficerChanged, PartnerReported
from zhunsheng.draw.models import Draw, DrawChange, DrawnUnit, DrawRun, PartnerResult
from zhunsheng.draw.procedure import RANDOM_DRAW
from zhunsheng.draw.rules import Drawn, OfficerChange, Pool
from zhunsheng.draw.services.parts import locked
from zhunsheng.inspection import queries as inspections
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding, refuse_if
from zhunsheng.kernel.procedure import permit, role_finding
from zhunsheng.registry import queries as registry
from zhunsheng.workforce import queries as workforce


@act
def run_draw(*, ctx: Act, draw: UUID, on: date) -> Draw:
    """
    Draw units and pairs of officers by the smallest tickets.

    :raises StepRefused: without a seed, a second time, after the period of visits, or where a
        drawn unit has no admissible pair on the day
    :raises Draw.DoesNotExist: if the bureau has none of this id
    """
    row = locked(ctx, draw)
    pool = queries.head(row)
    parties = queries.parties(row, pool.seed_plan)
    permit(
        RANDOM_DRAW,
        DrawStep.RUN.value,
        queries.facts_of(row, on=on, pool=pool, parties=parties),
        by=ctx.by,
        on=on,
        entered_on=ctx.day,
    )
    seed = row.seed_row
    won = rules.drawn_units(pool.strata, queries.unit_ids(ctx, row), seed.seed)
    refuse_if(rules.run_findings(pool, _names(ctx, won), on))
    drawn = rules.paired(pool, won, seed.seed, on)
    _keep(ctx, row, drawn)
    promised = queries.commitments(row, pool.seed_plan)
    moments = queries.moments(row, seed, drawn_at=ctx.at)
    said = queries.record(row, drawn, run_on=on, seed=seed, promised=promised, moments=moments)
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


def _names(ctx: Act, won: list[tuple[str, str]]) -> dict[str, str]:
    known = registry.entities_by_ids(ctx, [UUID(unit) for _, unit in won])
    return {unit: known[UUID(unit)].name for _, unit in won}


def _keep(ctx: Act, row: Draw, drawn: tuple[Drawn, ...]) -> None:
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


@act
def change_officer(
    *, ctx: Act, draw: UUID, unit: UUID, out: UUID, ground: ChangeGround, reason: str, on: date
) -> DrawChange:
    """
    Send the officer with the next ticket where one who was drawn cannot go; nobody chooses.

    ``unit`` is the id of the entity, ``out`` of the officer. What was drawn stays as it is.

    :raises StepRefused: before the draw, without a reason, for somebody who does not go there, or
        where fewer than two officers are left
    :raises Draw.DoesNotExist: if the bureau has none of this id
    :raises DrawnUnit.DoesNotExist: if the draw has not drawn the unit
    """
    row = locked(ctx, draw)
    pool = queries.head(row)
    place = DrawnUnit.objects.of(ctx).select_related("entity").get(draw=row, entity_id=unit)
    drawn, changes = queries.results(row), queries.changes(row)
    wanted = OfficerChange(
        len(changes) + 1, str(unit), str(out), ground, reason.strip(), on, ("", ""), ""
    )
    facts = queries.facts_of(row, on=on, pool=pool, parties=queries.parties(row, pool.seed_plan))
    gone = {wanted.out, *(one.out for one in changes if one.unit == wanted.unit)}
    able = set(rules.admissible(pool, on, (wanted.unit,))[wanted.unit]) - gone
    permit(
        RANDOM_DRAW,
        DrawStep.CHANGE.value,
        facts,
        by=ctx.by,
        extra=(
            *rules.change_findings(
                unit=place.entity.name,
                out=wanted.out,
                pair=rules.standing(drawn, changes)[wanted.unit],
                left=len(able),
                reason=reason,
            ),
            *_ground_findings(ctx, row, wanted),
        ),
        on=on,
        entered_on=ctx.day,
    )
    seed = row.seed_row.seed
    found = rules.replacement(pool, seed, drawn=drawn, changes=changes, wanted=wanted)
    return _kept_change(ctx, row, place, found)


def _ground_findings(ctx: Act, row: Draw, wanted: OfficerChange) -> tuple[Finding, ...]:
    """Look at what is known of the ground of a change on its day."""
    unit, out = UUID(wanted.unit), UUID(wanted.out)
    sent = workforce.officer_facts(ctx, [out])
    family = list(registry.families(ctx, [unit]))
    visits = list(inspections.of_source(ctx, row.id).filter(entity_id__in=family))
    return rules.ground_findings(
        wanted.ground,
        has_interest=bool(inspections.interests(ctx, [unit], [out])),
        is_certified=any(one.number_on(wanted.changed_on) for one in sent),
        is_visited=any(one.visited_on is not None for one in visits),
        is_entered=bool(inspections.codes_shown(ctx, [one.id for one in visits])),
    )


def _kept_change(ctx: Act, row: Draw, place: DrawnUnit, found: OfficerChange) -> DrawChange:
    kept: DrawChange = DrawChange.objects.create(
        id=ctx.new_id("draw.change"),
        bureau_id=ctx.bureau,
        draw=row,
        number=found.number,
        drawn=place,
        out_id=UUID(found.out),
        ground=found.ground.value,
        reason=found.reason,
        first_id=UUID(found.officers[0]),
        second_id=UUID(found.officers[1]),
        pair_ticket=found.pair_ticket,
        changed_on=found.changed_on,
        changed_at=ctx.at,
    )
    people = workforce.officer_facts(ctx, [UUID(one) for one in (found.out, *found.officers)])
    names = {str(one.id): one.name for one in people}
    happened = OfficerChanged(
        unit=place.entity.name,
        out=names[found.out],
        ground=found.ground.label,
        officers=Phrase.COMMA.label.join(names[one] for one in found.officers),
        pair_ticket=found.pair_ticket,
        reason=found.reason,
    )
    record(ctx, happened, on=found.changed_on, subject=("draw", row.id))
    return kept


@act
def note_partner_result(
    *,
    ctx: Act,
    draw: UUID,
    unit: UUID,
    partner: str,
    kind: ResultKind,
    result: str,
    visited_on: date,
    on: date,
) -> PartnerResult:
    """
    Note what a department of a joint draw reports of its own matters at one unit.

    A second line of the same department on the same unit stands for the first, which is kept.

    :raises StepRefused: if the draw was not run, the department does not take part, or the day of
        the visit lies before the draw
    :raises Draw.DoesNotExist: if the bureau has none of this id
    :raises DrawnUnit.DoesNotExist: if the draw has not drawn the unit
    """
    row = locked(ctx, draw)
    pool = queries.head(row)
    run = queries.run_of(row)
    refuse_if(
        (
            *role_finding(RANDOM_DRAW.step(DrawStep.RESULT.value), ctx.by),
            *rules.partner_findings(
                partner,
                partners=pool.partners,
                kind=kind,
                words=result,
                visited_on=visited_on,
                drawn_on=run.run_on if run else None,
                on=on,
            ),
        )
    )
    place = DrawnUnit.objects.of(ctx).select_related("entity").get(draw=row, entity_id=unit)
    words = result.strip()
    return _noted(ctx, row, place, partner, kind, words, visited_on=visited_on, on=on)


@act
def note_closed_unit(*, ctx: Act, draw: UUID, unit: UUID, words: str, on: date) -> PartnerResult:
    """
    Note that a drawn unit closed or is at its cap, so that the draw is not left open for it.

    The registry, or the record of its visits, must say so. It becomes a line of the bureau's own
    beside those of departments, and is published like them.

    :raises StepRefused: before the draw, where the registry says otherwise, or a visit is approved
    :raises Draw.DoesNotExist: if the bureau has none of this id
    :raises DrawnUnit.DoesNotExist: if the draw has not drawn the unit
    """
    row = locked(ctx, draw)
    pool, bureau = queries.head(row), accounts.bureau(ctx).name
    place = DrawnUnit.objects.of(ctx).select_related("entity").get(draw=row, entity_id=unit)
    closed_on = registry.standings(ctx, [unit], on=on)[unit].closed_on
    lines = row.partner_results.filter(drawn=place, partner=bureau)
    permit(
        RANDOM_DRAW,
        DrawStep.CLOSED.value,
        queries.facts_of(row, on=on, pool=pool, parties=queries.parties(row, pool.seed_plan)),
        by=ctx.by,
        extra=rules.closed_findings(
            place.entity.name,
            closed_on=closed_on,
            is_capped=queries.capped_units(ctx, row, [unit], on=on) == {unit},
            is_visited=unit in queries.own_visits(ctx.viewer, draw),
            is_noted=lines.exists(),
            words=words,
        ),
        on=on,
        entered_on=ctx.day,
    )
    if closed_on is None:  # at its cap, refused else
        said = Phrase.CAPPED_UNIT.label.format(words=words.strip())
        return _noted(ctx, row, place, bureau, ResultKind.CAP_REACHED, said, visited_on=on, on=on)
    said = Phrase.CLOSED_UNIT.label.format(day=closed_on.isoformat(), words=words.strip())
    return _noted(ctx, row, place, bureau, ResultKind.CLOSED_DOWN, said, visited_on=on, on=on)


def _noted(
    ctx: Act,
    row: Draw,
    place: DrawnUnit,
    partner: str,
    kind: ResultKind,
    result: str,
    *,
    visited_on: date,
    on: date,
) -> PartnerResult:
    noted: PartnerResult = PartnerResult.objects.create(
        id=ctx.new_id("draw.partner"),
        bureau_id=ctx.bureau,
        draw=row,
        drawn=place,
        number=row.partner_results.count() + 1,
        partner=partner,
        items=_items(queries.head(row), partner),
        kind=kind.value,
        result=result,
        visited_on=visited_on,
        reported_on=on,
    )
    happened = PartnerReported(partner=partner, result=f"{place.entity.name} {noted.said}")
    record(ctx, happened, on=on, subject=("draw", row.id))
    return noted


def _items(pool: Pool, partner: str) -> str:
    return Phrase.COMMA.label.join(one.name for one in pool.items if one.department == partner)
