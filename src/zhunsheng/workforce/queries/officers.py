"""Reads of officers, their credentials and trainings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, Sum, Value, When

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.names import same_person
from zhunsheng.workforce.choices import CredentialKind, CredentialLoss, CredentialState, Ended
from zhunsheng.workforce.models import (
    Credential,
    Officer,
    OfficerImport,
    Training,
)
from zhunsheng.workforce.queries.interests import interests
from zhunsheng.workforce.rules import (
    CredentialTerm,
    Offered,
    OfficerFact,
    credential_state,
    offered,
    one_at_a_time,
)

_COLUMNS = (
    "id",
    "user_id",
    "name",
    "unit_id",
    "unit__kind",
    "is_reviewer",
    "left_on",
    "told_apart",
    "credentials__kind",
    "credentials__number",
    "credentials__valid_from",
    "credentials__valid_until",
    "credentials__lost_on",
    "credentials__loss",
)


def officers(viewer: Scope) -> QuerySet[Officer]:
    """Return the officers of the bureau with their units, in the order of their names."""
    rows: QuerySet[Officer] = Officer.objects.of(viewer)
    return rows.select_related("unit").order_by("pinyin_key", "id")


def present(rows: QuerySet[Officer], on: date) -> QuerySet[Officer]:
    """Return those of the officers who were registered by the day and had not left."""
    return rows.filter(Q(left_on=None) | Q(left_on__gt=on), joined_on__lte=on)


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

    With a day, those who were registered by then and had not left: who joins or leaves later
    changes no earlier figure.
    """
    rows = Officer.objects.of(viewer)
    return tuple(_facts(rows if on is None else present(rows, on)).values())


def names_apart(viewer: Scope) -> dict[UUID, str]:
    """
    Return every officer's name by id for pages and forms; one query.

    Where two bear one name, unit and enforcement credential stand beside it.
    """
    enforces = Q(credentials__kind=CredentialKind.ENFORCEMENT.value)
    card = Case(When(enforces, then="credentials__number"), default=Value(""))
    rows = Officer.objects.of(viewer).annotate(card=card)
    # The credential that ends last is the one shown, as in the facts.
    ordered = rows.order_by(F("credentials__valid_until").asc(nulls_first=True))
    names: dict[UUID, str] = {}
    told: dict[UUID, dict[str, str]] = {}
    for one, name, unit, number in ordered.values_list("id", "name", "unit__name", "card"):
        names[one] = name
        told.setdefault(one, {}).update(filter(itemgetter(1), (("unit", unit), ("card", number))))
    borne = Counter(names.values())
    return {
        one: f"{name}（{'，'.join(told[one].values())}）" if borne[name] > 1 else name
        for one, name in names.items()
    }


def _facts(rows: QuerySet[Officer]) -> dict[UUID, OfficerFact]:
    """
    Join officers and enforcement credentials; others allow no enforcement and are left out.

    What a credential lost by a withdrawal, a later one or the officer's departure is cut off here,
    so that every room sees the same days.
    """
    terms: dict[UUID, list[CredentialTerm]] = {}
    known: dict[UUID, tuple[UUID | None, str, UUID | None, str, bool, date | None, bool]] = {}
    ordered = rows.order_by("pinyin_key", "id", "credentials__id").values_list(*_COLUMNS)
    for one, user, name, unit, unit_kind, reviews, left, told, kind, *term, lost, loss in ordered:
        known[one] = (user, name, unit, unit_kind, reviews, left, bool(told))
        own = terms.setdefault(one, [])
        if kind == CredentialKind.ENFORCEMENT.value:
            why = CredentialLoss(loss).label if lost else ""
            own.append(CredentialTerm(*term).until(lost, why))
    return {one: _fact(one, *known[one], terms[one]) for one in known}


def _fact(
    one: UUID,
    user: UUID | None,
    name: str,
    unit: UUID | None,
    unit_kind: str,
    reviews: bool,
    left: date | None,
    told_apart: bool,
    terms: list[CredentialTerm],
) -> OfficerFact:
    held = (term.until(left, Ended.LEFT.label) for term in one_at_a_time(terms))
    sorted_terms = sorted(held, key=lambda term: (term.valid_until, term.number), reverse=True)
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
        ended=last.ended if last else "",
        told_apart=told_apart,
    )


def officers_of_users(viewer: Scope, users: Collection[UUID]) -> frozenset[UUID]:
    """Return the officers who sign in with these accounts; one query, none where none is asked."""
    rows = Officer.objects.of(viewer).filter(user__in=users)
    return frozenset(rows.values_list("id", flat=True)) if users else frozenset()


def reviewers(viewer: Scope) -> frozenset[UUID]:
    """Return the officers whose duty is legal review (法制审核人员); one query."""
    rows = Officer.objects.of(viewer).filter(is_reviewer=True)
    return frozenset(rows.values_list("id", flat=True))


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
        interested={officer for officer, _ in interests(viewer, entities=entities, on=on)},
        streets=streets,
        units={unit.id: unit.name for unit in units},
        with_reviewers=with_reviewers,
    )


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """A line of the list of officers: state of the credential on a day, hours of the year."""

    officer: Officer
    number: str
    valid_until: date | None
    state: CredentialState
    hours: int
    is_gone: bool = False

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
        and (filters.state is None or (filters.state is line.state and not line.is_gone))
        and filters.unit in (None, line.officer.unit_id)
    )


def counted(lines: Iterable[OfficerLine]) -> list[tuple[CredentialState, int]]:
    """Return how many officers who have not left stand in each state, in its order."""
    states = [line.state for line in lines if not line.is_gone]
    return [(state, states.count(state)) for state in CredentialState]


def _line(row: Officer, fact: OfficerFact, hours: dict[UUID, int], on: date) -> OfficerLine:
    return OfficerLine(
        officer=row,
        number=fact.number_on(on) or fact.credential_number,
        valid_until=fact.valid_until,
        state=credential_state(fact.terms, on),
        hours=hours.get(row.id, 0),
        is_gone=row.left_on is not None and row.left_on <= on,
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


def credential(viewer: Scope, credential_id: UUID) -> Credential:
    """
    Return a credential of the bureau with its holder.

    :raises Credential.DoesNotExist: if the bureau has none of this id
    """
    rows = Credential.objects.of(viewer).select_related("officer__unit")
    row: Credential = rows.get(id=credential_id)
    return row


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


def present_by_name(viewer: Scope) -> dict[str, str]:
    """Return unit and credential number of who serves, by the letters of the name; one query."""
    rows = Officer.objects.of(viewer).filter(left_on=None).order_by("credentials__valid_from")
    told = rows.values_list("name", "unit__name", "credentials__number")
    return {same_person(name): "，".join(filter(None, where)) for name, *where in told}


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
