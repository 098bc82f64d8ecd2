"""What an approval is asked: interests of a family, sources that are known, urgencies that wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.module_loading import import_string

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.accounts.records import Scope
from zhunsheng.inspection.choices import STOPS, BasisKind, Phrase
from zhunsheng.inspection.models import Inspection, OnSiteMeasure
from zhunsheng.inspection.rules import AGAIN_WITH_REASON, ONE_TASK, CompanionDraft
from zhunsheng.kernel.names import same_number, year_and_serial
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.loading import urgencies
from zhunsheng.registry import queries as registry
from zhunsheng.workforce import queries as workforce

APPROVAL_TERM = "inspection.approval_term"
LATE_APPROVAL_TERM = "inspection.late_approval_term"
RECTIFICATION_MOST = "inspection.rectification_most"


def own_people(scope: Scope, named: Iterable[CompanionDraft]) -> frozenset[CompanionDraft]:
    """
    Return who of these is of the bureau: it or a unit of it is theirs, or they are its officers.

    Somebody of another body may bear the name of an officer; who is in a pool of experts that the
    bureau keeps is none of its staff for that.
    """
    own = accounts.bureau(scope).name
    units = [one.name for one in accounts.units(scope) if one.kind != UnitKind.STREET.value]
    staff = {own, *units, *(f"{own}{one}" for one in units)}
    officers = {one.name for one in workforce.all_officer_facts(scope)}
    return frozenset(
        one
        for one in named
        for body in [one.organization.strip()]
        if body in staff or (one.name.strip() in officers and (own in body or not body))
    )


def urgency_of(row: Inspection) -> str:
    """Return the urgency in which an inspection began: the situation, and what was on the spot."""
    known = urgencies().get(row.urgency)  # none where it was entered before there was a list
    if known is None:
        return row.urgent_reason
    return Phrase.URGENCY.label.format(situation=known.label, reason=row.urgent_reason)


def interests(
    scope: Scope, entities: Iterable[UUID], officers: Iterable[UUID], *, on: date | None = None
) -> frozenset[tuple[UUID, UUID]]:
    """
    Return officer and entity of the interests of these officers in these entities.

    One that was ended by the day, or without a day by now, is none. An interest in an entry that
    is one with an entity by a merger is an interest in it.
    """
    sent = set(officers)
    declared = [one for one in workforce.interests(scope, on=on) if one[0] in sent]
    if not declared:
        return frozenset()
    kept = registry.families(scope, entities)
    return frozenset((who, asked) for who, entry in declared for asked in kept.get(entry, ()))


def unknown_sources(scope: Scope, sources: Iterable[UUID]) -> frozenset[UUID]:
    """Return those records named as sources that no room holds; the setting names who knows."""
    left = frozenset(sources)
    for path in settings.ZHUNSHENG_TASK_SOURCES if left else ():
        known: Callable[[Scope, frozenset[UUID]], frozenset[UUID]] = import_string(path)
        left -= known(scope, left)
    return left


def used_sources(scope: Scope, entities: Iterable[UUID]) -> dict[tuple[UUID, BasisKind, str], date]:
    """Return when a number brought an inspection of an entity about that stands; two queries."""
    family = registry.families(scope, entities)
    day = Coalesce("visited_on", "planned_on", "urgent_on", "approved_on")
    grounds = [one.value for one in ONE_TASK | AGAIN_WITH_REASON]
    rows = Inspection.objects.of(scope).filter(
        entity_id__in=list(family), basis_kind__in=grounds, withdrawn_on=None
    )
    named = rows.exclude(source="").annotate(of=day).order_by("of", "id")
    told = named.values_list("entity_id", "basis_kind", "source", "source_body", "of")
    return {
        (one, BasisKind(ground), number): on
        for entry, ground, source, body, on in told
        for number in (same_number(source), alike_number(body, source))
        for one in family[entry]
    }


def alike_number(body: str, source: str) -> str:
    """Return an authority with year and serial of its paper; empty where one is not named."""
    serial = year_and_serial(source)
    return f"{same_number(body)} {serial}" if serial and body.strip() else ""


def stopped_since(scope: Scope, entities: Iterable[UUID]) -> dict[UUID, date]:
    """Return the day of the last stop of work or use that was decided on the spot, by entity."""
    family = registry.families(scope, entities)
    stops = [Q(kinds__contains=one.value) for one in STOPS]
    rows = OnSiteMeasure.objects.of(scope).filter(
        reduce(or_, stops), inspection__entity_id__in=list(family)
    )
    told = rows.order_by("decided_on", "id").values_list("inspection__entity_id", "decided_on")
    return {one: on for entry, on in told for one in family[entry]}


def resumption_seen(scope: Scope, entities: Iterable[UUID]) -> dict[UUID, date]:
    """Return the day of the last standing inspection of a resumption, by entity."""
    family = registry.families(scope, entities)
    rows = Inspection.objects.of(scope).filter(
        entity_id__in=list(family), basis_kind=BasisKind.RESUMPTION.value, withdrawn_on=None
    )
    told = rows.annotate(of=Coalesce("visited_on", "planned_on", "approved_on"))
    seen = told.order_by("of", "id").values_list("entity_id", "of")
    return {one: on for entry, on in seen for one in family[entry]}


def resumed_since(scope: Scope, since: date) -> dict[UUID, date]:
    """Return the day of the last visit of a resumption since a day, by entity; one query."""
    rows = Inspection.objects.of(scope).filter(
        basis_kind=BasisKind.RESUMPTION.value, visited_on__gte=since
    )
    return dict(rows.order_by("visited_on", "id").values_list("entity_id", "visited_on"))


def urgency_waits_since(scope: Scope, entity: UUID) -> date | None:
    """Return the day of an urgent start at an entity, or an entry merged with it, not approved."""
    family = registry.families(scope, [entity])
    rows = Inspection.objects.of(scope).filter(
        entity_id__in=list(family), urgent_on__isnull=False, approved_on=None, withdrawn_on=None
    )
    found: date | None = rows.order_by("urgent_on").values_list("urgent_on", flat=True).first()
    return found


def approval_term(on: date, jurisdiction: str) -> int:
    """Return for how many days an approval holds, 0 on days before there is a number."""
    return _number(APPROVAL_TERM, on, jurisdiction)


def late_approval_term(on: date, jurisdiction: str) -> int:
    """Return within how many days an urgent start is approved, 0 before there is a number."""
    return _number(LATE_APPROVAL_TERM, on, jurisdiction)


def term_most(on: date, jurisdiction: str) -> int:
    """Return of how many days a term to put right has at most, 0 before there is a number."""
    return _number(RECTIFICATION_MOST, on, jurisdiction)


def _number(key: str, on: date, jurisdiction: str) -> int:
    try:
        return lawbook.parameter(key, on=on, jurisdiction=jurisdiction).integer()
    except lawbook.NoSuchLaw:
        return 0
