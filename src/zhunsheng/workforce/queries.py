"""Reads of workforce."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import Dimension, UnitKind
from zhunsheng.accounts.records import Carried, Scope, Within, within
from zhunsheng.kernel.figure import Row
from zhunsheng.web.linked import Linked, linked, linked_rows
from zhunsheng.workforce.choices import CredentialKind, CredentialState
from zhunsheng.workforce.models import (
    Credential,
    Delegation,
    Interest,
    Officer,
    OfficerImport,
    Training,
)
from zhunsheng.workforce.rules import (
    CredentialTerm,
    Offered,
    OfficerFact,
    credential_state,
    offered,
)

_COLUMNS = (
    "id",
    "user_id",
    "name",
    "unit_id",
    "unit__kind",
    "is_reviewer",
    "credentials__kind",
    "credentials__number",
    "credentials__valid_from",
    "credentials__valid_until",
)


def officers(viewer: Scope) -> QuerySet[Officer]:
    """Return the officers of the bureau with their units, in the order of their names."""
    rows: QuerySet[Officer] = Officer.objects.of(viewer)
    return rows.select_related("unit").order_by("pinyin_key", "id")


def staff(viewer: Scope) -> frozenset[str]:
    """Return the names of the bureau's own people: who may sign in, and its officers."""
    signing = {one.name for one in accounts.users(viewer)}
    return frozenset(signing.union(officers(viewer).values_list("name", flat=True)))


def officer(viewer: Scope, officer_id: UUID) -> Officer:
    """
    Return an officer of the bureau with unit and account.

    :raises Officer.DoesNotExist: if the bureau has none of this id
    """
    row: Officer = Officer.objects.of(viewer).select_related("unit", "user").get(id=officer_id)
    return row


def officer_of_user(viewer: Scope, user_id: UUID) -> Officer | None:
    """Return the officer who signs in with the account, or nothing."""
    return Officer.objects.of(viewer).filter(user_id=user_id).first()


def officer_facts(viewer: Scope, ids: Iterable[UUID] | None) -> tuple[OfficerFact, ...]:
    """
    Return the officers of these ids as the rules see them, in the order asked; one query.

    ``None`` stands for every officer of the bureau, by name.
    """
    if ids is None:
        return all_officer_facts(viewer)
    wanted = tuple(ids)
    found = _facts(Officer.objects.of(viewer).filter(id__in=wanted))
    return tuple(found[one] for one in dict.fromkeys(wanted) if one in found)


def officer_fact_of_user(viewer: Scope, user_id: UUID) -> OfficerFact | None:
    """Return the officer who signs in with the account as the rules see one; one query."""
    return next(iter(_facts(Officer.objects.of(viewer).filter(user_id=user_id)).values()), None)


def all_officer_facts(viewer: Scope, *, on: date | None = None) -> tuple[OfficerFact, ...]:
    """
    Return every officer of the bureau as the rules see one, by name; one query.

    With a day, those who were registered by then: who joins later changes no earlier figure.
    """
    rows = Officer.objects.of(viewer)
    return tuple(_facts(rows if on is None else rows.filter(joined_on__lte=on)).values())


def _facts(rows: QuerySet[Officer]) -> dict[UUID, OfficerFact]:
    """Join officers and enforcement credentials; others allow no enforcement and are left out."""
    terms: dict[UUID, list[CredentialTerm]] = {}
    known: dict[UUID, tuple[UUID | None, str, UUID | None, str, bool]] = {}
    ordered = rows.order_by("pinyin_key", "id").values_list(*_COLUMNS)
    for one, user, name, unit, unit_kind, reviews, kind, *term in ordered:
        known[one] = (user, name, unit, unit_kind, reviews)
        own = terms.setdefault(one, [])
        if kind == CredentialKind.ENFORCEMENT.value:
            own.append(CredentialTerm(*term))
    return {one: _fact(one, *known[one], terms[one]) for one in known}


def _fact(
    one: UUID,
    user: UUID | None,
    name: str,
    unit: UUID | None,
    unit_kind: str,
    reviews: bool,
    terms: list[CredentialTerm],
) -> OfficerFact:
    sorted_terms = sorted(terms, key=lambda term: (term.valid_until, term.number), reverse=True)
    last = sorted_terms[0] if sorted_terms else None
    return OfficerFact(
        id=one,
        user_id=user,
        name=name,
        credential_number=last.number if last else "",
        valid_from=last.valid_from if last else None,
        valid_until=last.valid_until if last else None,
        unit_id=unit,
        others=tuple(sorted_terms[1:]),
        of_street=unit_kind == UnitKind.STREET.value,
        is_reviewer=reviews,
    )


def officers_of_users(viewer: Scope, users: Collection[UUID]) -> frozenset[UUID]:
    """Return the officers who sign in with these accounts; one query, none where none is asked."""
    rows = Officer.objects.of(viewer).filter(user__in=users)
    return frozenset(rows.values_list("id", flat=True)) if users else frozenset()


def reviewers(viewer: Scope) -> frozenset[UUID]:
    """Return the officers whose duty is legal review (法制审核人员); one query."""
    rows = Officer.objects.of(viewer).filter(is_reviewer=True)
    return frozenset(rows.values_list("id", flat=True))


def interests(
    viewer: Scope, *, entities: Iterable[UUID] | None = None
) -> frozenset[tuple[UUID, UUID]]:
    """
    Return officer and entity of the declared interests of the bureau, or of those in entities.

    Who asks about one gives its family of the registry: what was merged is one with it.
    """
    rows = Interest.objects.of(viewer)
    if entities is not None:
        rows = rows.filter(entity_id__in=list(entities))
    return frozenset(rows.values_list("officer_id", "entity_id"))


def offered_officers(
    viewer: Scope,
    *,
    on: date,
    entities: Iterable[UUID] = (),
    street: UUID | None = None,
    with_reviewers: bool = True,
) -> Offered:
    """
    Return which officers a form on an entity offers for a day, each with the unit; three queries.

    They are those of the bureau itself, and of the ``street`` that holds the power, where one is
    named. ``entities`` is the family of the entity; without one nobody's interest is looked at.
    Where somebody goes to the spot, ``with_reviewers`` is false.
    """
    units = accounts.units(viewer)
    streets = {unit.id for unit in units if unit.kind == UnitKind.STREET.value} - {street}
    return offered(
        all_officer_facts(viewer),
        on=on,
        interested={officer for officer, _ in interests(viewer, entities=entities)},
        streets=streets,
        units={unit.id: unit.name for unit in units},
        with_reviewers=with_reviewers,
    )


def interests_of(viewer: Scope, officer_id: UUID) -> list[Interest]:
    """Return the declared interests of an officer, newest first."""
    return list(Interest.objects.of(viewer).filter(officer_id=officer_id).order_by("-declared_on"))


def delegation_of(viewer: Scope, unit_id: UUID, on: date) -> Delegation | None:
    """Return the delegation under which a unit may act on the day: in term and published."""
    rows = Delegation.objects.of(viewer).filter(
        unit_id=unit_id, valid_from__lte=on, valid_until__gte=on, published_on__lte=on
    )
    return rows.select_related("unit").order_by("-valid_from", "id").first()


def delegations(viewer: Scope) -> list[Delegation]:
    """Return every delegation of the bureau with its unit, the latest term first."""
    rows = Delegation.objects.of(viewer).select_related("unit")
    return list(rows.order_by("-valid_until", "unit__name"))


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """A line of the list of officers: state of the credential on a day, hours of the year."""

    officer: Officer
    number: str
    valid_until: date | None
    state: CredentialState
    hours: int

    @property
    def tone(self) -> str:
        """The colour of the badge of the state."""
        return state_tone(self.state)


def state_tone(state: CredentialState) -> str:
    """Return the colour of the badge of a state: red where the officer may not enforce."""
    return {"VALID": "g", "EXPIRING": "o", "EXPIRED": "r"}.get(state.value, "n")


def officer_lines(viewer: Scope, *, on: date) -> list[OfficerLine]:
    """Return every officer with the state on the day and this year's training; three queries."""
    facts = {fact.id: fact for fact in all_officer_facts(viewer)}
    hours = training_hours(viewer, year=on.year)
    return [_line(row, facts[row.id], hours, on) for row in officers(viewer)]


@dataclass(frozen=True, slots=True)
class OfficerFilters:
    """What a list of officers is narrowed to."""

    text: str = ""
    state: CredentialState | None = None
    unit: UUID | None = None


def narrowed(lines: Iterable[OfficerLine], filters: OfficerFilters) -> list[OfficerLine]:
    """Return the lines that pass the filters."""
    return [line for line in lines if _passes(line, filters)]


def _passes(line: OfficerLine, filters: OfficerFilters) -> bool:
    return (
        (filters.text in line.officer.name or filters.text in line.number)
        and filters.state in (None, line.state)
        and filters.unit in (None, line.officer.unit_id)
    )


def counted(lines: Iterable[OfficerLine]) -> list[tuple[CredentialState, int]]:
    """Return how many officers stand in each state, in the order of the enumeration."""
    states = [line.state for line in lines]
    return [(state, states.count(state)) for state in CredentialState]


def _line(row: Officer, fact: OfficerFact, hours: dict[UUID, int], on: date) -> OfficerLine:
    return OfficerLine(
        officer=row,
        number=fact.number_on(on) or fact.credential_number,
        valid_until=fact.valid_until,
        state=credential_state(fact.terms, on),
        hours=hours.get(row.id, 0),
    )


def training_hours(viewer: Scope, *, year: int) -> dict[UUID, int]:
    """Return the hours of training of each officer in a year."""
    rows = Training.objects.of(viewer).filter(held_on__year=year)
    return dict(rows.values_list("officer_id").annotate(Sum("hours")).order_by())


def trainings_of(viewer: Scope, officer_id: UUID) -> list[Training]:
    """Return the trainings of an officer, newest first."""
    return list(Training.objects.of(viewer).filter(officer_id=officer_id).order_by("-held_on"))


def trainings_between(
    viewer: Scope, since: date, until: date, officers: Iterable[UUID] | None = None
) -> list[Training]:
    """Return the trainings of a period with their officers, of these or of all; one query."""
    rows = Training.objects.of(viewer).filter(held_on__gte=since, held_on__lte=until)
    if officers is not None:
        rows = rows.filter(officer_id__in=list(officers))
    return list(rows.select_related("officer").order_by("held_on", "topic", "id"))


def credentials_of(viewer: Scope, officer_id: UUID) -> list[Credential]:
    """Return the credentials of an officer, the one that ends last in front."""
    rows = Credential.objects.of(viewer).filter(officer_id=officer_id)
    return list(rows.order_by("-valid_until"))


def holders_by_number(viewer: Scope) -> dict[str, str]:
    """Return the officer's name by the number of each credential of the bureau."""
    return dict(Credential.objects.of(viewer).values_list("number", "officer__name"))


def officers_by_user(viewer: Scope) -> dict[UUID, str]:
    """Return the officer's name by account."""
    return dict(Officer.objects.of(viewer).exclude(user=None).values_list("user_id", "name"))


def import_run(viewer: Scope, run_id: UUID) -> OfficerImport:
    """
    Return an import of the bureau.

    :raises OfficerImport.DoesNotExist: if the bureau has none of this id
    """
    row: OfficerImport = OfficerImport.objects.of(viewer).get(id=run_id)
    return row


def holder_of(viewer: Scope, number: str) -> str:
    """Return the name of the officer who holds the credential of this number, or nothing."""
    rows = Credential.objects.of(viewer).filter(number=number)
    return rows.values_list("officer__name", flat=True).first() or ""


def deed_exists(viewer: Scope, deed_number: str) -> bool:
    """Return whether the bureau has a delegation with this deed number."""
    return Delegation.objects.of(viewer).filter(deed_number=deed_number.strip()).exists()


def officer_rows(
    viewer: Scope, as_of: date, *, reviewer: bool = False, qualified: bool = False
) -> Linked:
    """Return the officers of a day; reviewers or the legally qualified alone if asked."""
    rows = Officer.objects.of(viewer).filter(joined_on__lte=as_of)
    if reviewer:
        rows = rows.filter(is_reviewer=True)
    if qualified:
        rows = rows.filter(legally_qualified=True)
    ordered = rows.order_by("pinyin_key", "id")
    return linked("workforce.officer", "workforce:detail", ordered, "id", "id", "name")


def certified_rows(viewer: Scope, as_of: date, *states: CredentialState) -> tuple[Row, ...]:
    """Return the officers whose enforcement credential stands so on a day; one query."""
    found = all_officer_facts(viewer, on=as_of)
    held = ((o.id, o.id, o.name) for o in found if credential_state(o.terms, as_of) in states)
    return linked_rows("workforce.officer", "workforce:detail", held)


def training_rows(viewer: Scope, since: date, until: date, *, per_person: bool = False) -> Linked:
    """Return the trainings of a period: each time, or each officer once; one query."""
    rows = Training.objects.of(viewer).filter(held_on__range=(since, until))
    columns = ("id", "officer_id", "held_on", "officer__name", "topic")
    ordered = rows.order_by("held_on", "id")
    found = linked("workforce.training", "workforce:detail", ordered, *columns)
    return found.once_for("officer_id", "workforce.officer:") if per_person else found


def training_hour_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the trainings of a period, weighed by their hours; one query."""
    return training_rows(viewer, since, until).weighed("hours")


def delegation_rows(viewer: Scope, as_of: date, *, since: date | None = None) -> tuple[Row, ...]:
    """Return the delegations in force on a day, or those granted from a day on; one query."""
    rows = Delegation.objects.of(viewer)
    if since is None:
        rows = rows.filter(valid_from__lte=as_of, valid_until__gte=as_of, published_on__lte=as_of)
    else:
        rows = rows.filter(granted_on__range=(since, as_of))
    url = reverse("workforce:delegations")
    found = rows.order_by("granted_on", "id").values_list("id", "deed_number", "unit__name")
    return tuple(
        Row(key=f"workforce.delegation:{one}", label=f"{number} {unit}", url=url)
        for one, number, unit in found
    )


CARRIED: Final[Carried] = {
    "workforce.officer": (Officer, {Dimension.STREET: "unit", Dimension.OFFICER: "id"}),
    "workforce.training": (
        Training,
        {Dimension.STREET: "officer__unit", Dimension.OFFICER: "officer"},
    ),
    "workforce.delegation": (Delegation, {Dimension.STREET: "unit"}),
}


def row_keys(viewer: Scope, record: str, dimension: Dimension, value: str | UUID) -> Within | None:
    """Return the records that a figure is cut to; None where they do not carry it."""
    return within(viewer, CARRIED, record, dimension, value)
