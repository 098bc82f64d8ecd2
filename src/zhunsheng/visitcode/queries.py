"""Reads of the visit code: its public page, statements, and ratings by month."""

from __future__ import annotations

import base64
import binascii
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.core import signing
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q, QuerySet
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import Dimension, Role
from zhunsheng.accounts.records import Carried, OfBureau, Scope, Within, within
from zhunsheng.inspection import queries as inspections
from zhunsheng.inspection import rules as inspection_rules
from zhunsheng.inspection.choices import ENFORCEMENT_BASES
from zhunsheng.inspection.rules import InspectionFacts
from zhunsheng.kernel.act import Actor, Viewer
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.period import last_day
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.visitcode.choices import RatingQuestion, Score, StatementKind
from zhunsheng.visitcode.models import Entry, RatingTally, VisitStatement
from zhunsheng.visitcode.procedure import ENTRY
from zhunsheng.visitcode.rules import EntryFacts, is_shown
from zhunsheng.web.linked import Linked, linked
from zhunsheng.workforce import queries as workforce

REFUSAL_RIGHT: Final = "inspection.refusal_right"
ANSWER_TERM: Final = "inspection.complaint_answer"
_SIGNER: Final = "zhunsheng.visitcode"


class NoSuchCode(ObjectDoesNotExist):
    """The code is forged, or was not shown on entry yet; a page answers 404."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A code that was shown: the bureau, the entry, and its inspection with entity and unit."""

    bureau: Any
    entry: Entry
    inspection: Any

    @property
    def scope(self) -> OfBureau:
        """The border inside which the page reads."""
        return OfBureau(self.bureau.id)


@dataclass(frozen=True, slots=True)
class MonthRatings:
    """The ratings of a month that may be shown: how many, and each question's answers."""

    month: date
    count: int
    answers: tuple[tuple[RatingQuestion, tuple[tuple[Score, int], ...]], ...] = field(default=())


def token_of(inspection_id: UUID) -> str:
    """Return the code of an inspection: its id with a signature that nobody else can make."""
    name = base64.urlsafe_b64encode(inspection_id.bytes).decode().rstrip("=")
    return signing.Signer(salt=_SIGNER, sep=".").sign(name)


def _inspection_id(token: str) -> UUID:
    try:
        name = signing.Signer(salt=_SIGNER, sep=".").unsign(token)
        return UUID(bytes=base64.urlsafe_b64decode(f"{name}=="))
    except (signing.BadSignature, binascii.Error, ValueError):
        raise NoSuchCode(token) from None


def public_url(bureau: Any, inspection_id: UUID) -> str:  # noqa: ANN401  # a bureau of accounts
    """Return the address that the code leads to."""
    return reverse("visitcode:page", args=[bureau.division_code, token_of(inspection_id)])


def shown(code: str, token: str) -> Shown:
    """
    Return what a code leads to, once it was shown on entry.

    :raises NoSuchCode: if it is forged, or was not shown
    :raises Bureau.DoesNotExist: if the site has no such bureau
    """
    bureau, inspection_id = accounts.bureau_by_code(code), _inspection_id(token)
    scope = OfBureau(bureau.id)
    related = ("inspection__entity", "inspection__unit")
    entry = Entry.objects.of(scope).select_related(*related).filter(inspection=inspection_id)
    found = entry.first()
    if found is None:
        raise NoSuchCode(token)
    return Shown(bureau, found, found.inspection)


def entry_of(scope: Scope, inspection_id: UUID) -> Entry | None:
    """Return the entry of an inspection, if its code was shown."""
    return Entry.objects.of(scope).filter(inspection_id=inspection_id).first()


def shown_at(scope: Scope, inspection_id: UUID) -> datetime | None:
    """Return when the code of an inspection was shown, nothing where it was not."""
    entry = entry_of(scope, inspection_id)
    return entry.shown_at if entry else None


def shown_among(scope: Scope, inspection_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of these inspections whose code was shown; one query."""
    rows = Entry.objects.of(scope).filter(inspection_id__in=list(inspection_ids))
    return frozenset(rows.values_list("inspection_id", flat=True))


def may_refuse(jurisdiction: str, on: date) -> bool:
    """Return whether the rules of a place let an enterprise refuse an irregular inspection."""
    value = lawbook.parameter(REFUSAL_RIGHT, on=on, jurisdiction=jurisdiction)
    return bool(value.integer())


def facts_of(scope: Scope, inspection: Any, *, on: date, by: Actor) -> EntryFacts:  # noqa: ANN401
    """Return what the rules look at for an inspection on a day."""
    entry = entry_of(scope, inspection.id)
    sent = workforce.officer_facts(scope, inspections.officer_ids(scope, inspection.id))
    approved = inspection.urgent_on or inspection.approved_on
    acts = [DoneAct("entry", entry.shown_on, 1)] if entry else []
    statements = entry.statements.order_by("handed_on", "id") if entry else ()
    for number, one in enumerate(statements, start=2):
        acts.append(DoneAct(one.kind.lower(), one.handed_on, number))
    bureau = accounts.bureau(scope)
    return EntryFacts(
        on=on,
        acts=tuple(acts),
        officers=sent,
        is_approved=inspection.withdrawn_on is None and approved is not None and approved <= on,
        is_visited=inspection.visited_on is not None,
        is_in_term=_is_in_term(inspection, bureau.jurisdiction, on),
        actor_was_sent=any(one.user_id == by.id for one in sent),
        complaints=sum(act.step == "complaint" and act.on == on for act in acts),
        actor_is_of_unit=inspections.may_act(scope, by, inspection),
        may_refuse=may_refuse(bureau.jurisdiction, on),
    )


def _is_in_term(inspection: Any, place: str, on: date) -> bool:  # noqa: ANN401  # an inspection
    """Return whether a visit of the day would still be one that was approved."""
    facts = InspectionFacts(
        on=on,
        urgent=inspection.urgent_on is not None,
        approved_on=inspection.approved_on,
        planned_on=inspection.planned_on,
        approval_term=inspections.approval_term(on, place),
    )
    return inspection_rules.approval_still_holds(facts) is None


def refusals(scope: Scope, inspection_id: UUID) -> tuple[VisitStatement, ...]:
    """Return the refusals that an enterprise declared on an inspection, oldest first."""
    rows = VisitStatement.objects.of(scope).filter(
        entry__inspection_id=inspection_id, kind=StatementKind.REFUSAL.value
    )
    return tuple(rows.order_by("id"))


def open_refusals(scope: Scope, asked: Iterable[UUID] | None = None) -> QuerySet[VisitStatement]:
    """Return the refusals that no head settled, of these inspections or of all, oldest first."""
    rows: QuerySet[VisitStatement] = VisitStatement.objects.of(scope).filter(
        kind=StatementKind.REFUSAL.value, answered_on=None
    )
    rows = rows if asked is None else rows.filter(entry__inspection_id__in=list(asked))
    return rows.order_by("id")


def is_refused(scope: Scope, inspection_id: UUID) -> bool:
    """Return whether an enterprise refused a visit and no head settled it yet."""
    return open_refusals(scope, [inspection_id]).exists()


def complaints(viewer: Viewer) -> QuerySet[VisitStatement]:
    """Return the complaints for the justice office, the open ones first; nobody else sees any."""
    rows: QuerySet[VisitStatement] = VisitStatement.objects.of(viewer).filter(
        kind=StatementKind.COMPLAINT.value
    )
    if not viewer.by.holds(frozenset({Role.JUSTICE_SUPERVISOR.value})):
        return rows.none()
    return rows.select_related("entry__inspection__entity").order_by("answered_on", "-id")


def complaint(viewer: Viewer, statement_id: UUID) -> VisitStatement:
    """
    Return a complaint that the viewer may see.

    :raises VisitStatement.DoesNotExist: if there is none, or the viewer is not the supervisor
    """
    return complaints(viewer).get(id=statement_id)


def ratings(scope: Scope, *, today: date) -> tuple[MonthRatings, ...]:
    """Return the months whose ratings may be shown, the newest first; one query."""
    months: dict[date, dict[tuple[str, str], int]] = defaultdict(dict)
    for row in RatingTally.objects.of(scope).order_by("month", "question", "score"):
        months[row.month][row.question, row.score] = row.count
    found = []
    for month, counts in sorted(months.items(), reverse=True):
        count = sum(counts[RatingQuestion.OVERALL.value, score.value] for score in Score)
        if is_shown(count, month, today):
            answers = tuple(
                (one, tuple((score, counts[one.value, score.value]) for score in Score))
                for one in RatingQuestion
            )
            found.append(MonthRatings(month, count, answers))
    return tuple(found)


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return the complaints that wait for the justice office, and refusals for the heads."""
    step, place = ENTRY.step("complaint_answer"), accounts.bureau(viewer).jurisdiction
    rows = complaints(viewer).filter(answered_on=None)
    terms = {row.pk: _answer_term(place, row.handed_on) for row in rows}
    answers = (
        Duty(
            key=f"visitcode.answer:{row.pk}",
            label=step.label,
            subject=row.entry.inspection.entity.name,
            due_on=terms[row.pk][0],
            basis=step.basis,
            roles=frozenset(step.actor),
            url=reverse("visitcode:answer", args=[row.pk]),
            action=step.label,
            verified=terms[row.pk][1],
        )
        for row in rows
    )
    return (*_refusals_due(viewer), *answers)


def _answer_term(jurisdiction: str, handed_on: date) -> tuple[date | None, bool]:
    """Return the last day of an answer, if its year is known, and whether the term is verified."""
    value = lawbook.parameter(ANSWER_TERM, on=handed_on, jurisdiction=jurisdiction)
    calendar, length = lawbook.site_calendar(), value.integer()
    return (
        last_day(calendar, start=handed_on, length=length, unit=DayUnit.WORKING),
        value.verified,
    )


def _refusals_due(viewer: Viewer) -> Iterable[Duty]:
    step = ENTRY.step("refusal_settlement")
    if not viewer.by.holds(step.actor):
        return
    rows = open_refusals(viewer).filter(
        entry__inspection__visited_on=None, entry__inspection__withdrawn_on=None
    )
    asked = rows.values_list("entry__inspection_id", "entry__inspection__entity__name")
    for one, name in dict(asked).items():
        yield Duty(
            key=f"visitcode.refusal:{one}",
            label=step.label,
            subject=name,
            due_on=None,
            basis=step.basis,
            roles=frozenset(step.actor),
            url=reverse("visitcode:refusal", args=[one]),
            action=step.label,
        )


def inspection_entry_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the visits of enforcement of a period at which the code was shown."""
    made = Q(inspection__visited_on__range=(since, until))
    counted = Q(inspection__basis_kind__in=[one.value for one in ENFORCEMENT_BASES])
    return entry_rows(viewer, date.min, date.max).where(made, counted)


def entry_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the visits at which the code was shown in a period; one query."""
    rows = Entry.objects.of(viewer).filter(shown_on__range=(since, until))
    ordered = rows.order_by("shown_on", "id")
    columns = ("id", "inspection_id", "shown_on", "inspection__entity__name")
    return linked("visitcode.entry", "inspection:detail", ordered, *columns)


CARRIED: Final[Carried] = {
    "visitcode.entry": (
        Entry,
        {
            Dimension.STREET: "inspection__entity__street",
            Dimension.OFFICER: "inspection__officers",
            Dimension.SECTOR: "inspection__entity__sector",
            Dimension.CAMPAIGN: "inspection__campaign",
        },
    ),
}


def row_keys(viewer: Scope, record: str, dimension: Dimension, value: str | UUID) -> Within | None:
    """Return the records that a figure is cut to; None where they do not carry it."""
    return within(viewer, CARRIED, record, dimension, value)
