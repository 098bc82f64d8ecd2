"""Pools: read back as the rules see them, and what is looked up before one is published."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.draw import rules
from zhunsheng.draw.choices import CreditStanding, DrawKind, Phrase, PoolSide, SeedMethod
from zhunsheng.draw.models import Draw, DrawChange, DrawnUnit
from zhunsheng.draw.rules import ListVersion, PairCount, Pool, PoolUnit
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.powers import queries as powers
from zhunsheng.powers.choices import PowerKind
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import EntityKind, RiskClass
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import OfficerFact

RATE_BY_RISK: Final = "draw.rate_by_risk"
RATE_BY_CREDIT: Final = "draw.rate_by_credit"
#: What a pool of an earlier rule says nothing of.
_OLD: Final = ListVersion(0, "", 0, 0)


def pool(row: Draw) -> Pool:
    """Return the published pool as the rules see it; an earlier rule knew fewer fields."""
    said: dict[str, Any] = json.loads(row.pool)
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
        unit_list=_version(said.get("unit_list")),
        units=tuple(PoolUnit(**{"credit_class": "", **unit}) for unit in said["units"]),
        strata=tuple(rules.Stratum(**one) for one in said.get("strata", ())),
        units_to_draw=said["units_to_draw"],
        officer_list=_version(said.get("officer_list")),
        officers=tuple(_officer(officer) for officer in said["officers"]),
        recusals=tuple(rules.Recusal(**recusal) for recusal in said["recusals"]),
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
    viewer: Scope, units: tuple[PoolUnit, ...], officers: tuple[rules.PoolOfficer, ...]
) -> tuple[ListVersion, ListVersion]:
    """
    Return which versions of the two lists these are: as the last draw's, or the next.

    A list whose entries are the same keeps its number; one query.
    """
    last = Draw.objects.of(viewer).order_by("-published_at", "-id").first()
    before = pool(last) if last is not None else None
    return (
        _next(units, before.unit_list if before else _OLD, before.units if before else ()),
        _next(officers, before.officer_list if before else _OLD, before.officers if before else ()),
    )


def _next(
    entries: tuple[PoolUnit, ...] | tuple[rules.PoolOfficer, ...],
    last: ListVersion,
    before: tuple[PoolUnit, ...] | tuple[rules.PoolOfficer, ...],
) -> ListVersion:
    digest = sha256_hex(list(entries))
    if digest == last.hash:
        return ListVersion(last.number, digest, 0, 0)
    now, then = {one.id for one in entries}, {one.id for one in before}
    return ListVersion(last.number + 1, digest, len(now - then), len(then - now))


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
    ids = [one.id for one in pool.officers]
    ids += [one.id for one in pool.exclusions if one.side is PoolSide.OFFICER]
    found: tuple[OfficerFact, ...] = workforce.officer_facts(viewer, [UUID(one) for one in ids])
    return {str(one.id): one.name for one in found}
