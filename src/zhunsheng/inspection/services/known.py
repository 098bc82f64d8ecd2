"""What the rules look at for all requests of one act of approval, read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.inspection import queries
from zhunsheng.inspection.choices import ENFORCEMENT_BASES, BasisKind, CompanionKind, Phrase
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.rules import (
    AGAIN_WITH_REASON,
    DRAW_BASES,
    ONE_TASK,
    OWN_CHOICE,
    FrequencyFact,
    InspectionFacts,
    InspectionRequest,
    ItemsFact,
    PlannedFact,
    VisitTally,
    deployment_wrong,
    drawn_fact,
)
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, names_a_paper, same_number, says
from zhunsheng.powers import queries as powers
from zhunsheng.registry import queries as registry
from zhunsheng.registry.rules import NOTHING_AGAINST
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.choices import DelegatedPower
from zhunsheng.workforce.rules import OfficerFact


def named_draws(requests: Sequence[InspectionRequest]) -> set[UUID]:
    """Return the draws that requests on the ground of a draw name."""
    return {one.basis_id for one in requests if one.basis_id and one.basis_kind in DRAW_BASES}


class Known:
    """What the rules look at for all requests of one act, read once."""

    def __init__(self, ctx: Act, requests: Sequence[InspectionRequest], on: date) -> None:
        self._on = on
        self._many = len(requests) > 1
        self._own = accounts.bureau(ctx).name, [one.name for one in accounts.units(ctx)]
        self._entities = registry.entities_by_ids(ctx, {r.entity for r in requests})
        ids = dict.fromkeys(officer for r in requests for officer in r.officers)
        self._officers: Mapping[UUID, OfficerFact] = {
            fact.id: fact for fact in workforce.officer_facts(ctx, tuple(ids))
        }
        experts = [p for r in requests for p in r.companions if p.kind is CompanionKind.EXPERT]
        self._own_experts = queries.own_people(ctx, experts) if experts else frozenset()
        self._units = registry.standings(ctx, self._entities, on=on)
        self._ended = registry.ended_units(ctx, self._entities, on=on)
        self._interests = queries.interests(ctx, self._entities, self._officers, on=on)
        sources = {r.basis_id for r in requests if r.basis_id and r.basis_kind not in DRAW_BASES}
        self._unknown = queries.unknown_sources(ctx, sources)
        units = dict.fromkeys(r.unit for r in requests)
        streets = {one.unit_id for one in self._officers.values() if one.of_street}
        self._delegated = workforce.delegated_powers_of(ctx, {*units, *streets}, on)
        self._planned = {
            year: queries.plan_stands(ctx, year) for year in {self._year(r) for r in requests}
        }
        years = {self._year(r) for r in requests if r.basis_kind is BasisKind.CAMPAIGN}
        self._campaigns = {year: queries.plan_campaigns(ctx, year) for year in years}
        on_plan = [r for r in requests if r.basis_kind in OWN_CHOICE]
        self._on_plan = Counter(self._plan_key(r) for r in on_plan)
        self._in_month = Counter((self._plan_key(r), self._month(r)) for r in on_plan)
        self._of_campaign = Counter(
            (year, campaign) for year, (_, campaign) in map(self._plan_key, on_plan)
        )
        keys = {
            year: [key for own, key in self._on_plan if own == year]
            for year, _ in self._of_campaign
        }
        self._in_plan = {y: queries.planned_visits(ctx, y, own) for y, own in keys.items()}
        self._standing = {y: queries.standing_visits(ctx, y, own) for y, own in keys.items()}
        named = named_draws(requests)
        self._draws = queries.run_draws(ctx, named)
        named |= {former for draw in self._draws.values() for former in draw.repeats}
        self._approved = queries.approved_on_draws(ctx, named) if named else frozenset()
        self._asked = Counter((r.basis_id, r.entity) for r in requests)
        self._used = queries.used_sources(ctx, self._entities)
        self._named_again = Counter(key for r in requests for key in self._keys(r))
        resuming = {r.entity for r in requests if r.basis_kind is BasisKind.RESUMPTION}
        self._stopped = queries.stopped_since(ctx, resuming) if resuming else {}
        self._resumed = queries.resumption_seen(ctx, resuming) if resuming else {}
        self._listed = powers.inspection_items(ctx, on=on)
        self._bound = powers.bound_items(ctx, on=on)
        self._visits = queries.visit_tallies(ctx, self._entities, year=on.year, on=on)
        self._of_unit = {unit: queries.is_of_unit(ctx, ctx.by, unit) for unit in units}

    def _month(self, request: InspectionRequest) -> int:
        return (request.planned_on or self._on).month

    def _year(self, request: InspectionRequest) -> int:
        return (request.planned_on or self._on).year

    def name(self, request: InspectionRequest) -> str:
        """Return the name of the entity, empty for one that is not known."""
        entity = self._entities.get(request.entity)
        return entity.name if entity else ""

    def items(self, request: InspectionRequest) -> str:
        """Return what is inspected, as it is printed: the published items, and more in words."""
        listed = self._listed or {}
        names = Phrase.COMMA.label.join(listed[one] for one in request.item_codes if one in listed)
        said = request.items.strip()
        if names and said:
            return Phrase.ITEMS.label.format(items=names, more=said)
        return names or said

    def _items_fact(self, request: InspectionRequest) -> ItemsFact | None:
        if request.basis_kind not in ENFORCEMENT_BASES:
            return None
        listed = None if self._listed is None else frozenset(self._listed)
        entity = self._entities.get(request.entity)
        sector = entity.sector if entity else ""
        return ItemsFact(frozenset(request.item_codes), listed, self._bound, sector)

    def join(self, row: Inspection, request: InspectionRequest) -> None:
        """Put the entity that was read already, and the names of the items, into a row."""
        row.entity = self._entities[request.entity]
        row.items = self.items(request)

    def visits(self, request: InspectionRequest) -> VisitTally:
        """Return how often the entity was visited this year."""
        return self._visits.get(request.entity, VisitTally())

    def sent(self, request: InspectionRequest) -> tuple[OfficerFact, ...]:
        """Return the facts of the officers of a request."""
        ids = dict.fromkeys(request.officers)
        return tuple(self._officers[o] for o in ids if o in self._officers)

    def officer_names(self, request: InspectionRequest) -> str:
        """Return the names of the officers of a request."""
        return Phrase.COMMA.label.join(o.name for o in self.sent(request))

    def facts(self, request: InspectionRequest) -> InspectionFacts:
        """Return what the rules look at for one request."""
        sent = self.sent(request)
        return InspectionFacts(
            on=self._on,
            officers=sent,
            officers_unknown=len(set(request.officers)) - len(sent),
            interested=queries.interested_names(sent, request.entity, self._interests),
            own_experts=frozenset(
                one.name.strip() for one in request.companions if one in self._own_experts
            ),
            entity_known=request.entity in self._entities,
            ground=request.basis_kind,
            unit=self._units.get(request.entity, NOTHING_AGAINST),
            ended_on=self._ended.get(request.entity),
            entity_street=self._street(request),
            acting_street=request.unit,
            source_given=says(request.source),
            source_named=request.basis_id is not None or names_a_paper(request.source),
            source_unknown=request.basis_id in self._unknown,
            deployment_wrong=deployment_wrong(
                request.source_body,
                request.source_on,
                self._on,
                bureau=self._own[0],
                units=self._own[1],
            ),
            source_used_on=self._source_used_on(request),
            source_alike_on=self._source_alike_on(request),
            resumption_unfounded=self._resumption_unfounded(request),
            planned_on=request.planned_on,
            items=self._items_fact(request),
            plan_missing=self._plan_missing(request),
            is_outside_plan=self._is_outside_plan(request),
            campaign_unplanned=self._campaign_unplanned(request),
            uncovered_by=self._uncovered_by(request),
            planned=self._planned_fact(request),
            off_plan_reason_given=explains(request.off_plan_reason),
            drawn=drawn_fact(
                request.basis_kind,
                self._draws.get(request.basis_id) if request.basis_id else None,
                request.entity,
            ),
            drawn_already=self._drawn_already(request),
            delegated=self._held(request.unit, sent),
            actor_is_of_unit=self._of_unit[request.unit],
        )

    def _held(self, unit: UUID | None, sent: Sequence[OfficerFact]) -> frozenset[DelegatedPower]:
        """Return what the unit and every street of an officer sent may do."""
        units = {unit, *(one.unit_id for one in sent if one.of_street)}
        return frozenset.intersection(*(self._delegated[one] for one in units))

    def _number(self, request: InspectionRequest) -> tuple[UUID, BasisKind, str]:
        return request.entity, request.basis_kind, same_number(request.source)

    def _alike(self, request: InspectionRequest) -> tuple[UUID, BasisKind, str]:
        number = queries.alike_number(request.source_body, request.source)
        return request.entity, request.basis_kind, number

    def _keys(self, request: InspectionRequest) -> set[tuple[UUID, BasisKind, str]]:
        alike = self._alike(request)
        return {self._number(request), *([alike] if alike[2] else [])}

    def _source_alike_on(self, request: InspectionRequest) -> date | None:
        """Return when a paper of the same authority, year and serial was used at its entity."""
        key = self._alike(request)
        if request.basis_kind is not BasisKind.SUPERIOR or not key[2]:
            return None
        return self._used.get(key) or (self._on if self._named_again[key] > 1 else None)

    def _source_used_on(self, request: InspectionRequest) -> date | None:
        """Return when the number of a request was used at its entity, in this act included."""
        key = self._number(request)
        if request.basis_kind not in ONE_TASK | AGAIN_WITH_REASON or not key[2]:
            return None
        return self._used.get(key) or (self._on if self._named_again[key] > 1 else None)

    def _resumption_unfounded(self, request: InspectionRequest) -> bool:
        """Return whether no report is named and no stop stands that was not looked at since."""
        if request.basis_kind is not BasisKind.RESUMPTION or names_a_paper(request.source):
            return False
        closed_on = self._units.get(request.entity, NOTHING_AGAINST).closed_on
        stops = [one for one in (closed_on, self._stopped.get(request.entity)) if one]
        seen = self._resumed.get(request.entity)
        twice = self._named_again[self._number(request)] > 1
        return twice or not stops or (seen is not None and seen >= max(stops))

    def _street(self, request: InspectionRequest) -> UUID | None:
        entity = self._entities.get(request.entity)
        return entity.street_id if entity else None

    def _drawn_already(self, request: InspectionRequest) -> bool:
        if request.basis_id is None or request.basis_kind not in DRAW_BASES:
            return False
        draw = self._draws.get(request.basis_id)
        on = {request.basis_id, *(draw.repeats if draw else ())}
        twice = self._asked[request.basis_id, request.entity] > 1
        return twice or any((one, request.entity) in self._approved for one in on)

    def _plan_missing(self, request: InspectionRequest) -> bool:
        return request.basis_kind in OWN_CHOICE and not self._planned[self._year(request)]

    def _is_outside_plan(self, request: InspectionRequest) -> bool:
        return request.basis_kind is BasisKind.PLAN and self._planned_fact(request) is None

    def _plan_key(self, request: InspectionRequest) -> tuple[int, tuple[UUID, str]]:
        """Return the year, and what the plan is asked for: the entity, and the campaign if any."""
        named = request.campaign if request.basis_kind is BasisKind.CAMPAIGN else ""
        return self._year(request), (request.entity, named)

    def _planned_fact(self, request: InspectionRequest) -> PlannedFact | None:
        """Return what the plan says of a request on its ground, nothing where it says nothing."""
        if request.basis_kind not in OWN_CHOICE:
            return None
        year, key = self._plan_key(request)
        plan, standing = self._in_plan[year].get(key), self._standing[year]
        month = self._month(request)
        if plan is None:
            return None
        return PlannedFact(
            plan,
            campaign=key[1],
            made=standing.of_campaign.get(key[1], 0),
            asked=self._of_campaign[year, key[1]],
            made_of_unit=standing.of_unit.get(key, 0),
            asked_of_unit=self._on_plan[year, key],
            made_in_month=standing.of_month.get((*key, month), 0),
            asked_in_month=self._in_month[(year, key), month],
        )

    def _campaign_unplanned(self, request: InspectionRequest) -> bool:
        if request.basis_kind is not BasisKind.CAMPAIGN or self._plan_missing(request):
            return False
        return request.campaign not in (self._campaigns[self._year(request)] or ())

    def _uncovered_by(self, request: InspectionRequest) -> str:
        """Return the planned campaign that is named and does not cover the entity."""
        if request.basis_kind is not BasisKind.CAMPAIGN or request.entity not in self._entities:
            return ""
        year, key = self._plan_key(request)
        planned = self._campaigns[year] or ()
        return request.campaign if key[1] in planned and key not in self._in_plan[year] else ""

    def findings(self, request: InspectionRequest, often: FrequencyFact) -> tuple[Finding, ...]:
        """Return every reason against a request, with the entity's name where there are more."""
        facts = replace(
            self.facts(request),
            frequency=often,
            repeat_reason_given=explains(request.repeat_reason),
        )
        found = INSPECTION.findings("approval", facts)
        if not self._many:
            return found
        form, name = Phrase.OF_ENTITY.label, self.name(request)
        return tuple(replace(f, message=form.format(entity=name, message=f.message)) for f in found)
