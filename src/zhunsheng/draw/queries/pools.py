"""Pools: read back as the rules see them, and what is looked up before one is published."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.accounts.records import Scope
from zhunsheng.draw import rules
from zhunsheng.draw.choices import (
    CreditStanding,
    DrawKind,
    ExclusionGround,
    Phrase,
    PoolSide,
    SeedMethod,
)
from zhunsheng.draw.models import Draw, DrawChange, DrawnUnit, DrawUnits
from zhunsheng.draw.rules import ListVersion, PairCount, Pool, PoolUnit
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.powers import queries as powers
from zhunsheng.powers.choices import PowerKind
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import EntityKind, RiskClass
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.choices import DelegatedPower

RATE_BY_RISK: Final = "draw.rate_by_risk"
RATE_BY_CREDIT: Final = "draw.rate_by_credit"
#: What a pool of an earlier rule says nothing of.
_OLD: Final = ListVersion(0, "", 0, 0)


def pool(row: Draw) -> Pool:
    """Return the published pool as the rules see it; an earlier rule knew fewer fields."""
    return _read(json.loads(row.pool))


def head(row: Draw) -> Pool:
    """Return the published pool without its units, which a page does not need."""
    return _read(json.loads(row.head)) if row.head else replace(pool(row), units=())


def unit_ids(viewer: Scope, row: Draw) -> tuple[tuple[str, ...], ...]:
    """Return the ids of the units of each stratum of a draw, in the order of its strata."""
    kept = DrawUnits.objects.of(viewer).filter(draw=row).values_list("ids", flat=True)
    text = kept.first()
    if text is None:
        return rules.ids_of(pool(row))
    return tuple(tuple(line.split()) for line in text.split("\n"))


def _read(said: Mapping[str, Any]) -> Pool:
    scope = said.get("scope", {})
    return Pool(
        draw=said["draw"],
        bureau=said["bureau"],
        title=said["title"],
        kind=DrawKind(said["kind"]),
        published_on=date.fromisoformat(said["published_on"]),
        visits_from=_day(said.get("visits_from")) or date.min,
        visits_until=_day(said.get("visits_until")) or date.min,
        item_list=said.get("item_list", ""),
        items=tuple(rules.PoolItem(**one) for one in said.get("items", ())),
        scope=rules.PoolScope(**{key: tuple(codes) for key, codes in scope.items()}),
        unit_list=_version(said.get("unit_list")),
        units=tuple(PoolUnit(**{"credit_class": "", **unit}) for unit in said.get("units", ())),
        strata=tuple(rules.Stratum(**one) for one in said.get("strata", ())),
        units_to_draw=said["units_to_draw"],
        officer_list=_version(said.get("officer_list")),
        officers=tuple(_officer(officer) for officer in said["officers"]),
        recusals=tuple(rules.Recusal(**recusal) for recusal in said["recusals"]),
        streets=tuple(
            rules.PoolStreet(one["name"], tuple(one["officers"]), tuple(one["units"]))
            for one in said.get("streets", ())
        ),
        exclusions=tuple(
            rules.PoolExclusion(**{**one, "side": PoolSide(one["side"])})
            for one in said["exclusions"]
        ),
        partners=tuple(said["partners"]),
        most_per_officer=said["most_per_officer"],
        most_per_pair=said.get("most_per_pair", 0),
        earlier_pairs=tuple(PairCount(**one) for one in said.get("earlier_pairs", ())),
        seed_plan=_seed_plan(said),
        repeats=said["repeats"],
        repeat_reason=said["repeat_reason"],
        rule=rules.Rule(**said["rule"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _version(said: Mapping[str, Any] | None) -> ListVersion:
    return ListVersion(**said) if said else _OLD


def _officer(said: dict[str, str]) -> rules.PoolOfficer:
    days = {key: date.fromisoformat(said[key]) for key in ("valid_from", "valid_until")}
    return rules.PoolOfficer(said["id"], said["credential"], **days)


def _seed_plan(said: Mapping[str, Any]) -> rules.SeedPlan:
    if "seed_plan" not in said:  # the earlier rules had no parties that commit after the pool
        return rules.SeedPlan(SeedMethod.COMMITMENTS, (), "", None)
    plan = said["seed_plan"]
    return rules.SeedPlan(
        SeedMethod(plan["method"]), tuple(plan["contributors"]), plan["event"],
        _day(plan["event_on"]),
    )  # fmt: skip


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


def known_units(viewer: Scope, ids: Iterable[UUID], *, on: date) -> dict[UUID, PoolUnit]:
    """Return the units of these ids as a pool names them, with risk and credit class."""
    found = registry.entities_by_ids(viewer, ids)
    credit = credit_standings(viewer, on=on)
    return {
        one: PoolUnit(
            id=str(one),
            name=public_name(entity),
            credit_code="" if entity.kind == EntityKind.PERSON.value else entity.credit_code,
            risk_class=entity.risk_class,
            credit_class=credit.get(one, CreditStanding.GOOD).value,
        )
        for one, entity in found.items()
    }


def credit_standings(viewer: Scope, *, on: date) -> dict[UUID, CreditStanding]:
    """
    Return the credit class of the units with a record that is shown on a day.

    The setting names the query that knows (decision record 0009): credit lies above draws.
    """
    known: Callable[..., Mapping[UUID, str]] = import_string(settings.ZHUNSHENG_CREDIT_CLASSES)
    return {one: CreditStanding(code) for one, code in known(viewer, on=on).items()}


def published_items(viewer: Scope, *, on: date) -> tuple[str, dict[str, str]] | None:
    """Return the label and hash of the power list in force, and its items of inspection by code."""
    row = powers.current(viewer, on=on)
    if row is None:
        return None
    items = powers.items_of(viewer, row)
    label = Phrase.POWER_LIST.label.format(
        label=row.label, number=powers.content_hash(row, items)[:16]
    )
    return label, {one.code: one.name for one in items if one.kind is PowerKind.INSPECTION}


def proposed_rates(viewer: Scope, *, on: date) -> dict[str, int]:
    """
    Return the rates in percent that a form begins with, by the names of its fields.

    They are dated data of the lawbook; what counts is what the bureau publishes with its pool.
    """
    place = accounts.bureau(viewer).jurisdiction
    found: dict[str, int] = {}
    for key, members in ((RATE_BY_RISK, RiskClass), (RATE_BY_CREDIT, CreditStanding)):
        try:
            held = lawbook.parameter(key, on=on, jurisdiction=place)
        except lawbook.NoSuchLaw:
            continue
        found |= {f"rate_{one.value}": held.integer(str(one.value)) for one in members}
    return found


def list_versions(
    viewer: Scope,
    scope: rules.PoolScope,
    units: tuple[PoolUnit, ...],
    officers: tuple[rules.PoolOfficer, ...],
) -> tuple[ListVersion, ListVersion]:
    """
    Return which versions of the two lists these are: as the last draw's, or the next.

    Units are compared with the last draw of the same scope. A list whose entries are the same
    keeps its number.
    """
    rows = Draw.objects.of(viewer).defer("pool").order_by("-published_at", "-id")
    heads = [(row, head(row)) for row in rows.iterator()]
    same = next(((row, one) for row, one in heads if one.scope == scope), None)
    before = {unit for ids in unit_ids(viewer, same[0]) for unit in ids} if same else set()
    people = heads[0][1] if heads else None
    return (
        _next(units, same[1].unit_list if same else _OLD, before),
        _next(
            officers,
            people.officer_list if people else _OLD,
            {one.id for one in people.officers} if people else set(),
        ),
    )


def _next(
    entries: tuple[PoolUnit, ...] | tuple[rules.PoolOfficer, ...],
    last: ListVersion,
    then: set[str],
) -> ListVersion:
    digest = sha256_hex(list(entries))
    if digest == last.hash:
        return ListVersion(last.number, digest, 0, 0)
    now = {one.id for one in entries}
    return ListVersion(last.number + 1, digest, len(now - then), len(then - now))


def alike(viewer: Scope, draft: rules.PoolDraft) -> tuple[str, ...]:
    """
    Return the titles of draws that stand and have nearly the same pool as a draft, save the former.

    Nearly the same are pools with a common item of the bureau, periods of visits that overlap, and
    at least half of all their units in common.
    """
    rows = Draw.objects.of(viewer).filter(
        repeated_by=None, visits_from__lte=draft.visits_until, visits_until__gte=draft.visits_from
    )
    mine = {str(one) for one in draft.entities}
    found = []
    for row in rows.exclude(id=draft.repeats).defer("pool").order_by("published_on", "id"):
        if not set(draft.items) & {one.code for one in head(row).items}:
            continue
        other = {unit for ids in unit_ids(viewer, row) for unit in ids}
        if 2 * len(mine & other) >= len(mine | other):
            found.append(row.title)
    return tuple(found)


def scope_units(viewer: Scope, scope: rules.PoolScope) -> tuple[UUID, ...]:
    """Return every unit of a scope that the registry holds, by name; one query."""
    return registry.ids_in(viewer, sectors=scope.sectors, risk_classes=scope.risk_classes)


def barred_units(
    viewer: Scope, units: Iterable[UUID], *, on: date
) -> dict[UUID, tuple[ExclusionGround, str]]:
    """Return why units cannot be drawn, by id: they closed, or another level inspects them."""
    found = {}
    for one, standing in registry.standings(viewer, units, on=on).items():
        if standing.closed_on:
            told = Phrase.CLOSED.label.format(day=standing.closed_on.isoformat())
            found[one] = (ExclusionGround.CLOSED_DOWN, told)
        elif standing.other_body:
            told = Phrase.OTHER_BODY.label.format(level=standing.other_body)
            found[one] = (ExclusionGround.OTHER_BODY, told)
    return found


def field_officers(viewer: Scope, *, on: date) -> dict[UUID, str]:
    """
    Return the names of the bureau's own officers who enforce, by id: those whom a draw may send.

    Legal reviewers and officers of delegated streets are none of them.
    """
    aside = workforce.reviewers(viewer) | street_officers(viewer).keys()
    names = workforce.names_apart(viewer)
    return {
        one.id: names[one.id]
        for one in workforce.all_officer_facts(viewer)
        if one.id not in aside and one.number_on(on)
    }


def lent_officers(viewer: Scope, *, on: date) -> dict[UUID, str]:
    """Return the officers whom delegated streets may lend to a joint draw, by id, named with it."""
    streets, power = street_officers(viewer), DelegatedPower.INSPECTION
    facts = [one for one in workforce.officer_facts(viewer, tuple(streets)) if one.number_on(on)]
    held = workforce.delegated_powers_of(viewer, {one.unit_id for one in facts}, on)
    lent = [one for one in facts if power in held[one.unit_id]]
    named, names = Phrase.LENT.label, workforce.names_apart(viewer)
    return {
        one.id: named.format(name=one.name, street=streets[one.id])
        if names[one.id] == one.name
        else names[one.id]
        for one in sorted(lent, key=lambda one: (streets[one.id], str(one.id)))
    }


def street_officers(viewer: Scope) -> dict[UUID, str]:
    """Return the names of their streets of the officers of delegated streets, by id."""
    streets = {one.id: one.name for one in accounts.units(viewer, kind=UnitKind.STREET)}
    return {
        one.id: streets[one.unit_id]
        for one in workforce.all_officer_facts(viewer)
        if one.unit_id in streets
    }


def street_bounds(
    viewer: Scope, units: Iterable[UUID], officers: Iterable[UUID]
) -> tuple[rules.PoolStreet, ...]:
    """Return the streets of officers with these officers and those of the units that lie there."""
    sent = set(officers)
    by_street: dict[UUID | None, list[str]] = {}
    for one in workforce.officer_facts(viewer, sent):
        by_street.setdefault(one.unit_id, []).append(str(one.id))
    streets = [one for one in accounts.units(viewer, kind=UnitKind.STREET) if one.id in by_street]
    lying = registry.ids_by_street(viewer, units, [one.id for one in streets]) if streets else {}
    return tuple(
        rules.PoolStreet(
            name=one.name,
            officers=tuple(sorted(by_street[one.id])),
            units=tuple(sorted(map(str, lying.get(one.id, ())))),
        )
        for one in sorted(streets, key=lambda unit: (unit.name, str(unit.id)))
    )


def undelegated(viewer: Scope, draft: rules.PoolDraft) -> tuple[str, ...]:
    """Return the streets of officers of a draft whose deed does not cover its visits."""
    sent = {one.unit_id for one in workforce.officer_facts(viewer, draft.officers)}
    days, power = (draft.visits_from, draft.visits_until), DelegatedPower.INSPECTION
    held = [workforce.delegated_powers_of(viewer, sent, day) for day in days]
    return tuple(
        one.name
        for one in accounts.units(viewer, kind=UnitKind.STREET)
        if one.id in sent and any(power not in powers[one.id] for powers in held)
    )


def earlier_pairs(viewer: Scope, officers: Iterable[UUID], *, on: date) -> tuple[PairCount, ...]:
    """Return how often pairs of these officers were drawn since the year began; two queries."""
    year = {"draw__run_row__run_on__year": on.year, "draw__run_row__run_on__lte": on}
    rows = DrawnUnit.objects.of(viewer).filter(**year)
    pairs = {one: pair for one, *pair in rows.values_list("id", "first_id", "second_id")}
    changed = DrawChange.objects.of(viewer).filter(**year).order_by("number")
    for one, *pair in changed.values_list("drawn_id", "first_id", "second_id"):
        pairs[one] = pair
    asked = {str(one) for one in officers}
    counted = Counter(tuple(sorted(map(str, pair))) for pair in pairs.values())
    return tuple(
        PairCount(first, second, times)
        for (first, second), times in sorted(counted.items())
        if {first, second} <= asked
    )


def officers_named(viewer: Scope, pool: Pool) -> dict[str, str]:
    """Return the names of the officers of a pool by id, for the bureau's own pages; one query."""
    ids = {one.id for one in pool.officers}
    ids |= {one.id for one in pool.exclusions if one.side is PoolSide.OFFICER}
    names = workforce.names_apart(viewer)
    return {str(one): name for one, name in names.items() if str(one) in ids}
