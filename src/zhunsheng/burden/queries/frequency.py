"""Reads of caps: the standing of enterprises, and what the approval of an inspection asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from uuid import UUID

import yaml
from django.db.models import QuerySet

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.burden import rules
from zhunsheng.burden.choices import (
    CLEAN_VISITS,
    COUNTS,
    COUNTS_REINSPECTION,
    COUNTS_URGENT,
    Phrase,
    Window,
)
from zhunsheng.burden.models import CapNotice
from zhunsheng.burden.rules import Cap, CapClass, Counting, Standing
from zhunsheng.inspection import queries as inspection
from zhunsheng.inspection.choices import ENFORCEMENT_BASES
from zhunsheng.inspection.rules import (
    FREQUENCY_RULE,
    OWN_CHOICE,
    FrequencyFact,
    InspectionRequest,
    VisitMark,
    VisitTally,
)
from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import RiskClass, Sector, StandardGrade


@cache
def classes() -> tuple[CapClass, ...]:
    """Return the classes that caps are published for; the first that fits decides."""
    text = files("zhunsheng.burden").joinpath("data", "classes.yaml").read_text("utf-8")
    return tuple(
        CapClass(
            key=row["key"],
            label=row["label"],
            sectors=frozenset(map(Sector, row.get("sectors", ()))),
            grades=frozenset(map(StandardGrade, row.get("grades", ()))),
            risks=frozenset(map(RiskClass, row.get("risks", ()))),
        )
        for row in yaml.safe_load(text)
    )


def class_labels() -> dict[str, str]:
    """Return the printed names of the classes by key, in order."""
    return {one.key: one.label for one in classes()}


def notices(scope: Scope) -> QuerySet[CapNotice]:
    """Return the bureau's notices of caps, newest first."""
    rows: QuerySet[CapNotice] = CapNotice.objects.of(scope)
    return rows.order_by("-year", "-published_on", "-id")


def notice_in_force(scope: Scope, *, year: int, on: date) -> CapNotice | None:
    """Return the notice that holds in a year as it stood on a day."""
    return notices(scope).filter(year__lte=year, published_on__lte=on).first()


def notice_changes(scope: Scope, notice: CapNotice) -> tuple[rules.CapChange, ...]:
    """Return what a notice changed of the one that held before it."""
    earlier = notices(scope).filter(
        year__lte=notice.year, published_on__lte=notice.published_on, id__lt=notice.id
    )
    former = earlier.first()
    return rules.cap_changes(former.limits, notice.limits, class_labels()) if former else ()


def published_above(scope: Scope, *, on: date) -> dict[str, Cap]:
    """Return the caps that province or city published for the bureau's place, by class."""
    place = accounts.bureau(scope).jurisdiction
    found = {}
    for one in classes():
        try:
            value = lawbook.parameter(one.parameter, on=on, jurisdiction=place)
        except lawbook.NoSuchLaw:
            continue
        found[one.key] = Cap(
            most=value.integer(),
            label=one.label,
            origin=lawbook.place_name(value.jurisdiction),
            basis=value.basis,
            verified=value.verified,
        )
    return found


class _Book:
    """What decides on caps in one year as it stood on a day, read once for many entities."""

    def __init__(self, scope: Scope, *, year: int, on: date) -> None:
        self._place = accounts.bureau(scope).jurisdiction
        self._on = on
        self.counting = Counting(
            grounds={ground.value: self._is_counted(key) for ground, key in COUNTS.items()},
            urgent=self._is_counted(COUNTS_URGENT),
            reinspections=self._is_counted(COUNTS_REINSPECTION),
        )
        self._above = published_above(scope, on=on)
        notice = notice_in_force(scope, year=year, on=on)
        self._own = _caps_of(notice) if notice else {}

    def value(self, key: str) -> int:
        """Return a number of the lawbook for the bureau's place, 0 on days before there is one."""
        try:
            return lawbook.parameter(key, on=self._on, jurisdiction=self._place).integer()
        except lawbook.NoSuchLaw:
            return 0

    def _is_counted(self, key: str) -> bool:
        return bool(self.value(key))

    def cap(self, row: registry.Classed) -> Cap | None:
        """Return the strictest cap that was published for an entity's class, or for all."""
        key = next(c.key for c in classes() if c.fits(row.sector, row.grade, row.risk))
        sources = (self._above, self._own)
        found = (source.get(key) or source.get(rules.GENERAL) for source in sources)
        return rules.strictest(cap for cap in found if cap is not None)

    def outside(self) -> tuple[str, ...]:
        """Return the names of what does not count."""
        named = [g.label for g, key in COUNTS.items() if not self._is_counted(key)]
        others = ((Phrase.URGENT, COUNTS_URGENT), (Phrase.REINSPECTION, COUNTS_REINSPECTION))
        return (*named, *(phrase.label for phrase, key in others if not self._is_counted(key)))


def _caps_of(notice: CapNotice) -> dict[str, Cap]:
    labels = class_labels()
    origin = Phrase.OWN_NOTICE.label.format(title=notice.title)
    return {
        key: Cap(most, labels[key], origin, FREQUENCY_RULE, verified=True)
        for key, most in notice.limits.items()
        if key in labels
    }


def standings(
    scope: Scope, entities: Iterable[UUID], *, year: int, on: date
) -> dict[UUID, Standing]:
    """
    Return how entities stand against their caps in a year, by id; a constant number of queries.

    Inspections of entries that were merged into an entity count with it.
    """
    ids = set(entities)
    rows = registry.classed(scope, ids)
    book = _Book(scope, year=year, on=on)
    marks = _marks(scope, rows)
    return {
        one: rules.standing(
            marks[one],
            year=year,
            counting=book.counting,
            cap=book.cap(row),
            is_enterprise=row.is_enterprise,
        )
        for one, row in rows.items()
    }


def caps_within(
    scope: Scope,
    wanted: Iterable[tuple[tuple[str, ...], tuple[str, ...]]],
    *,
    year: int,
    on: date,
) -> tuple[Cap | None, ...]:
    """
    Return for sectors and risk classes the strictest cap published for enterprises among them.

    Empty sectors or classes mean all; None where no cap reaches them. A constant number of
    queries.
    """
    book = _Book(scope, year=year, on=on)
    held = {one: book.cap(one) for one in registry.classes_held(scope) if one.is_enterprise}
    return tuple(
        rules.strictest(
            cap
            for one, cap in held.items()
            if cap is not None
            and (not sectors or one.sector.value in sectors)
            and (not risks or one.risk.value in risks)
        )
        for sectors, risks in wanted
    )


def _marks(scope: Scope, entities: Iterable[UUID]) -> dict[UUID, list[VisitMark]]:
    kept = registry.families(scope, entities)
    found: dict[UUID, list[VisitMark]] = defaultdict(list)
    for mark in inspection.visit_marks(scope, kept):
        for one in kept[mark.entity]:
            found[one].append(mark)
    return found


def frequencies(
    scope: Scope, requests: Sequence[InspectionRequest], on: date, *, urgent: bool = False
) -> tuple[FrequencyFact, ...]:
    """
    Return what the cap says to each request, in order.

    Requests of one act count one after the other, so that a batch cannot pass the cap together;
    entries that are one entity by a merger count as one. ``urgent`` ones begin in an urgency.
    """
    years = {(request.planned_on or on).year for request in requests}
    entities = {request.entity for request in requests}
    books = {year: _Book(scope, year=year, on=on) for year in years}
    known = {year: standings(scope, entities, year=year, on=on) for year in years}
    asked: dict[tuple[int, UUID], int] = defaultdict(int)
    kept = registry.kept_of(scope, entities)
    found = []
    for request in requests:
        year = (request.planned_on or on).year
        book, stands = books[year], known[year].get(request.entity)
        if stands is None or request.basis_kind not in ENFORCEMENT_BASES:
            found.append(FrequencyFact())
            continue
        one = year, kept[request.entity]
        counts = book.counting.urgent if urgent else book.counting.grounds[request.basis_kind.value]
        found.append(
            FrequencyFact(
                cap=stands.cap.most if stands.cap else None,
                counted=stands.counted + asked[one],
                counts=counts,
                outside=book.outside(),
                clean=stands.clean if request.basis_kind in OWN_CHOICE else 0,
                clean_most=book.value(CLEAN_VISITS) if stands.is_enterprise else 0,
            )
        )
        asked[one] += counts
    return tuple(found)


def tallies(
    scope: Scope, entities: Iterable[UUID], *, year: int, on: date
) -> dict[UUID, VisitTally]:
    """Return how often entities were visited in a year, how many of it count, and their caps."""
    return {
        one: VisitTally(
            made=row.visits,
            counted=len(row.made) + row.again,
            waiting=len(row.waiting),
            cap=row.cap.most if row.cap else None,
        )
        for one, row in standings(scope, entities, year=year, on=on).items()
    }


def borne(scope: Scope, *, year: int, on: date) -> dict[UUID, Standing]:
    """
    Return the standing of every entity that was inspected, or is to be, in a year.

    What was inspected under an entry that was merged stands under the kept one.
    """
    kept = registry.kept_of(scope, inspection.inspected_in(scope, year))
    found = standings(scope, kept.values(), year=year, on=on)
    return {one: row for one, row in found.items() if row.made or row.waiting or row.outside}


@dataclass(frozen=True, slots=True)
class Ground:
    """Whether inspections on a ground count against the cap, by which number of the lawbook."""

    label: str
    counts: bool
    verified: bool
    basis: Citation
    source: str


def grounds(scope: Scope, *, on: date) -> tuple[Ground, ...]:
    """Return what counts against a cap and what does not, for the bureau's place on a day."""
    place = accounts.bureau(scope).jurisdiction
    named = [(ground.label, key) for ground, key in COUNTS.items()]
    named.append((Phrase.URGENT.label, COUNTS_URGENT))
    named.append((Phrase.REINSPECTION.label, COUNTS_REINSPECTION))
    found = []
    for label, key in named:
        value = lawbook.parameter(key, on=on, jurisdiction=place)
        counts = bool(value.integer())
        found.append(Ground(label, counts, value.verified, value.basis, value.source))
    return tuple(found)


def crowded(
    scope: Scope, entities: Iterable[UUID], *, on: date
) -> dict[UUID, tuple[tuple[str, int, int], ...]]:
    """
    Return for entities in which windows of a day one inspection more would be too many.

    Each is the name of the window, the visits with the new one, and the number it should stay at.
    """
    book, ids = _Book(scope, year=on.year, on=on), list(entities)
    most = {window: limit for window in Window if (limit := book.value(window.parameter))}
    days = _days(scope, ids)
    return {
        one: tuple(
            (warned.window.label, warned.visits, warned.most)
            for warned in rules.warnings(days[one], on=on, most=most, more=1)
        )
        for one in ids
    }


def warnings(scope: Scope, entity: UUID, *, on: date) -> tuple[rules.Warned, ...]:
    """
    Return the day, week and month of a day in which an enterprise has too many visits.

    All that bring officers to it are visits: of service, and of re-inspection too.
    """
    book = _Book(scope, year=on.year, on=on)
    most = {window: book.value(window.parameter) for window in Window}
    return rules.warnings(_days(scope, [entity])[entity], on=on, most=most)


def _days(scope: Scope, entities: Iterable[UUID]) -> dict[UUID, list[date]]:
    """Return the days on which officers come, merged entries with the kept one."""
    kept = registry.families(scope, entities)
    found: dict[UUID, list[date]] = defaultdict(list)
    for entry, day in inspection.days_on_site(scope, kept):
        for one in kept[entry]:
            found[one].append(day)
    return found


@dataclass(frozen=True, slots=True)
class Beside:
    """How often officers came in a year beside what the caps are about."""

    services: int
    reinspections: int


def beside(scope: Scope, entity: UUID, *, year: int) -> Beside:
    """Return the visits of service and resumption, and the re-inspections, at an enterprise."""
    family = registry.families(scope, [entity])
    return Beside(*inspection.visits_beside(scope, family, year=year))
