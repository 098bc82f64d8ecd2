"""Credit records, derived from decisions, changes of them, payments, and what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import Dimension
from zhunsheng.accounts.records import Carried, Scope, Within, within
from zhunsheng.cases import queries as cases
from zhunsheng.cases.choices import CaseProcedure, DecisionKind
from zhunsheng.credit import rules
from zhunsheng.credit.choices import (
    CREDIT_DECIDERS,
    CreditClass,
    CreditState,
    CreditStep,
    Phrase,
)
from zhunsheng.credit.models import CreditAct
from zhunsheng.credit.rules import CreditFacts, Policy, Terms
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Measure, PartyKind
from zhunsheng.web.linked import Linked, linked

#: The key whose first value is the day from which the measures hold.
MEASURES = "credit.ordinary_most"


@dataclass(frozen=True, slots=True)
class CreditFilters:
    """What the list of records is narrowed to."""

    q: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class CreditRecord:
    """The record of a decision on a day: what it rests on, its class, terms and state."""

    decision: Any
    facts: CreditFacts
    change: cases.Change | None
    acts: tuple[CreditAct, ...]

    @property
    def state(self) -> CreditState:
        """Where it stands."""
        return rules.state_of(self.facts)

    @property
    def credit_class(self) -> CreditClass | None:
        """Its class, nothing while it is open."""
        return rules.class_of(self.facts)

    @property
    def is_derived(self) -> bool:
        """Whether the class follows from the measures and was not set."""
        return self.credit_class is rules.derived_class(self.facts)

    @property
    def terms(self) -> Terms | None:
        """From when it may be repaired and until when it is shown."""
        return rules.terms_of(self.facts)


def decisions(viewer: Scope, filters: CreditFilters | None = None) -> QuerySet[Any]:
    """Return the decisions to punish, newest first, narrowed; each has a credit record."""
    wanted = filters or CreditFilters()
    rows = cases.decisions(viewer, since=date.min, until=date.max, kind=DecisionKind.PENALTY)
    typed = wanted.q.strip()
    if typed:
        rows = rows.filter(
            Q(case__party_name__contains=typed) | Q(document__number__contains=typed)
        )
    if wanted.year is not None:
        rows = rows.filter(decided_on__year=wanted.year)
    return rows.order_by("-decided_on", "-id")


def decision(viewer: Scope, decision_id: UUID) -> Any:  # noqa: ANN401 # a row of cases
    """
    Return one decision to punish of the bureau.

    :raises Decision.DoesNotExist: if the bureau has none of this id
    """
    return decisions(viewer).get(id=decision_id)


def records(viewer: Scope, rows: Iterable[Any], *, on: date) -> tuple[CreditRecord, ...]:
    """Return the records of decisions on a day; four queries for any number of them."""
    found = list(rows)
    ids = [row.id for row in found]
    acts: dict[UUID, list[CreditAct]] = {one: [] for one in ids}
    done = CreditAct.objects.of(viewer).filter(decision__in=ids).order_by("sequence")
    for act in done:
        acts[act.decision_id].append(act)
    changes = cases.changes(viewer, decisions=ids)
    paid = cases.paid_of(viewer, [row.case_id for row in found])
    place = accounts.bureau(viewer).jurisdiction
    return tuple(
        _record(
            row,
            tuple(acts[row.id]),
            changes.get(row.id),
            paid.get(row.case_id, 0),
            policy_of(row, jurisdiction=place),
            on=on,
        )
        for row in found
    )


def record(viewer: Scope, decision_id: UUID, *, on: date) -> CreditRecord:
    """
    Return the record of one decision on a day.

    :raises Decision.DoesNotExist: if the bureau has no such decision to punish
    """
    return records(viewer, [decision(viewer, decision_id)], on=on)[0]


def facts_for(
    found: CreditRecord, *, on: date, promises: bool = False, has_reason: bool = True
) -> CreditFacts:
    """Return the facts of a record as a form completes them."""
    return replace(found.facts, on=on, promises=promises, has_reason=has_reason)


def told(
    *, fine_fen: int, party: PartyKind, on: date, jurisdiction: str
) -> tuple[str, int, int] | None:
    """
    Return class and terms (least and most months) that the measures give a penalty of a day.

    Nothing where they leave the class to the bureau, or were not in force; no least months where
    such a record is not shown. Named by the setting ``ZHUNSHENG_CREDIT_TERMS``.
    """
    held = policy(on, party=party, jurisdiction=jurisdiction)
    kind = rules.derived_class(CreditFacts(decided_on=on, fine_fen=fine_fen, policy=held))
    if held is None or kind is None:
        return None
    if kind is CreditClass.MINOR:
        return kind.label, 0, held.minor_most if held.minor_is_shown else 0
    return kind.label, held.ordinary_least, held.ordinary_most


def policy_of(row: Any, *, jurisdiction: str) -> Policy | None:  # noqa: ANN401 # a row of cases
    """Return the measures as they hold for a decision, nothing before they were in force."""
    return policy(row.decided_on, party=PartyKind(row.case.party_kind), jurisdiction=jurisdiction)


def policy(day: date, *, party: PartyKind, jurisdiction: str) -> Policy | None:
    """Return the measures of a day for a kind of party, nothing before they were in force."""

    def value(key: str, name: str = "") -> int:
        return lawbook.parameter(key, on=day, jurisdiction=jurisdiction).integer(name)

    try:
        least = value("credit.ordinary_least")
    except lawbook.NoSuchLaw:
        return None
    large = lawbook.parameter("penalty.heavy_fine", on=day, jurisdiction=jurisdiction)
    return Policy(
        minor_is_shown=bool(value("credit.minor_shown")),
        minor_most=value("credit.minor_most"),
        ordinary_least=least,
        ordinary_most=value(MEASURES),
        serious_least=value("credit.serious_least"),
        serious_most=value("credit.serious_most"),
        large_fine_fen=large.integer(party.value),
        large_fine_verified=large.verified,
    )


def _record(
    row: Any,  # noqa: ANN401 # a row of cases
    acts: tuple[CreditAct, ...],
    change: cases.Change | None,
    paid_fen: int,
    held: Policy | None,
    *,
    on: date,
) -> CreditRecord:
    past = change if change is not None and change.on <= on else None
    classes = [act.credit_class for act in acts if act.step == CreditStep.CLASSIFICATION.value]
    facts = CreditFacts(
        acts=tuple(DoneAct(CreditStep(a.step).key, a.on, a.sequence) for a in acts),
        on=on,
        decided_on=row.decided_on,
        on_the_spot=row.procedure == CaseProcedure.SUMMARY.value,
        party_is_person=row.case.party_kind == PartyKind.PERSON.value,
        fine_fen=past.fine_fen if past else row.fine_fen,
        kinds=frozenset(Measure(one["kind"]) for one in row.measures),
        paid_fen=paid_fen,
        taken_off=past is not None and past.kind.bars_publicity,
        set_class=CreditClass(classes[-1]) if classes else None,
        policy=held,
    )
    return CreditRecord(row, facts, past, acts)


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return the classes that are to be set and the requests that wait; no term is verified."""
    since = _first_day()
    if since is None:
        return ()
    rows = decisions(viewer).filter(decided_on__gte=since, decided_on__lte=on)
    found = []
    for one in records(viewer, rows, on=on):
        if one.state is CreditState.UNCLASSED:
            found.append(_duty(one, CreditStep.CLASSIFICATION, Phrase.CLASSIFY))
        elif one.facts.repair_is_asked and one.state is CreditState.SHOWN:
            found.append(_duty(one, CreditStep.REPAIR_GRANT, Phrase.DECIDE))
    return tuple(found)


def _first_day() -> date | None:
    """Return the day from which the measures hold."""
    return min((value.since for value in lawbook.parameters().get(MEASURES, ())), default=None)


def _duty(one: CreditRecord, step: CreditStep, phrase: Phrase) -> Duty:
    row = one.decision
    return Duty(
        key=f"credit.{step.key}:{row.id}",
        label=phrase.label,
        subject=Phrase.SUBJECT.label.format(party=row.case.party_name, number=row.document.number),
        due_on=None,
        basis=rules.CLASSES,
        roles=frozenset(role.value for role in CREDIT_DECIDERS),
        url=reverse("credit:detail", args=[row.id]),
        action=Phrase.HANDLE.label,
    )


def shown_classes(viewer: Scope, *, on: date) -> dict[UUID, str]:
    """Return the heaviest class among the records of each party that are shown on a day."""
    rank = {one: place for place, one in enumerate(CreditClass)}
    rows = decisions(viewer).filter(decided_on__lte=on)
    found: dict[UUID, CreditClass] = {}
    for one in records(viewer, rows, on=on):
        if one.state is not CreditState.SHOWN or one.credit_class is None:
            continue
        party = one.decision.case.party_id
        held = found.get(party, one.credit_class)
        found[party] = max(held, one.credit_class, key=rank.__getitem__)
    return {party: kind.value for party, kind in found.items()}


def act_rows(
    viewer: Scope, since: date, until: date, step: CreditStep, kind: CreditClass | None = None
) -> Linked:
    """Return the times that a step was taken in a period, of one class if asked; one query."""
    acts = CreditAct.objects.of(viewer).filter(step=step.value, on__range=(since, until))
    if kind is not None:
        acts = acts.filter(credit_class=kind.value)
    ordered = acts.order_by("on", "id")
    columns = (
        "id",
        "decision_id",
        "on",
        "decision__document__number",
        "decision__case__party_name",
    )
    return linked("credit.creditact", "credit:detail", ordered, *columns)


CARRIED: Final[Carried] = {
    "credit.creditact": (
        CreditAct,
        {
            Dimension.STREET: "decision__case__party__street",
            Dimension.OFFICER: "decision__case__handlers__officer",
            Dimension.SECTOR: "decision__case__party__sector",
        },
    ),
}


def row_keys(viewer: Scope, record: str, dimension: Dimension, value: str | UUID) -> Within | None:
    """Return the records that a figure is cut to; None where they do not carry it."""
    return within(viewer, CARRIED, record, dimension, value)
