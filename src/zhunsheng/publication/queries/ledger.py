"""The ledger: what waits, what is out, what came late, what stays off the site and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.period import left
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.publication.choices import (
    PUBLISHERS,
    LedgerState,
    Phrase,
    PublicationKind,
    WithheldReason,
)
from zhunsheng.publication.models import Publication
from zhunsheng.publication.queries import sources, withdrawing
from zhunsheng.publication.queries.matters import Matter, NothingToPublish, Running
from zhunsheng.publication.rules import PublicationFacts

ROLES = frozenset(role.value for role in PUBLISHERS)


@dataclass(frozen=True, slots=True)
class Waiting(Running):
    """A matter that is not published, with what is left of its term in working days."""

    matter: Matter

    @property
    def state(self) -> LedgerState:
        """Whether its term has passed."""
        return LedgerState.OVERDUE if self.is_late else LedgerState.WAITING

    @property
    def act_url(self) -> str:
        """The page on which it is published."""
        return reverse("publication:publish", args=[self.matter.kind.value, self.matter.subject])


@dataclass(frozen=True, slots=True)
class Withheld:
    """A matter that stays off the site, with the named reason."""

    matter: Matter
    reason: WithheldReason


@dataclass(frozen=True, slots=True)
class PublicationFilters:
    """What the list of publications is narrowed to."""

    q: str = ""
    kind: PublicationKind | None = None
    since: date | None = None
    until: date | None = None
    late_only: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were published, and how many of them late."""

    published: int
    late: int


def published(scope: Scope) -> QuerySet[Publication]:
    """Return what the public may see now: published and not withdrawn, newest first."""
    rows: QuerySet[Publication] = Publication.objects.of(scope).filter(withdrawal__isnull=True)
    return rows.order_by("-published_on", "-id")


def withdrawn(scope: Scope) -> QuerySet[Publication]:
    """Return what was taken back, each with why, the last first (行政处罚法 48)."""
    rows: QuerySet[Publication] = Publication.objects.of(scope).filter(withdrawal__isnull=False)
    return rows.select_related("withdrawal").order_by("-withdrawal__withdrawn_on", "-id")


def publications(viewer: Scope, filters: PublicationFilters | None = None) -> QuerySet[Publication]:
    """Return all publications with their withdrawals, newest first, narrowed."""
    wanted = filters or PublicationFilters()
    rows: QuerySet[Publication] = Publication.objects.of(viewer).select_related("withdrawal")
    rows = rows.defer("snapshot").order_by("-published_on", "-id")
    if wanted.q:
        rows = rows.filter(Q(title__contains=wanted.q) | Q(number__contains=wanted.q))
    if wanted.kind is not None:
        rows = rows.filter(kind=wanted.kind.value)
    if wanted.since:
        rows = rows.filter(published_on__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(published_on__lte=wanted.until)
    return rows.filter(published_on__gt=F("due_on")) if wanted.late_only else rows


def counts(rows: QuerySet[Publication]) -> Counts:
    """Count publications and the late ones among them in one query."""
    late = Count("id", filter=Q(published_on__gt=F("due_on")))
    found = rows.order_by().aggregate(published=Count("id"), late=late)
    return Counts(**found)


def publication(viewer: Scope, publication_id: UUID) -> Publication:
    """
    Return a publication of the bureau with its withdrawal.

    :raises Publication.DoesNotExist: if the bureau has none of this id
    """
    rows = Publication.objects.of(viewer).select_related("withdrawal")
    row: Publication = rows.get(id=publication_id)
    return row


def of_subject(viewer: Scope, kind: PublicationKind, subject: UUID) -> list[Publication]:
    """Return every publication of a matter, first round first."""
    rows = Publication.objects.of(viewer).filter(kind=kind.value, subject_id=subject)
    return list(rows.select_related("withdrawal").order_by("round"))


def facts_of(
    rounds: Iterable[Publication],
    *,
    on: date,
    decided_on: date | None = None,
    party_is_person: bool = False,
    has_reason: bool = True,
    is_changed: bool = True,
    corrects: bool = False,
    stands: bool = True,
    opens_on: date | None = None,
) -> PublicationFacts:
    """Return what the rules look at of a matter with the rounds published so far."""
    acts: list[DoneAct] = []
    out = False
    for row in rounds:
        acts.append(DoneAct("publish", row.published_on, len(acts) + 1))
        withdrawal = getattr(row, "withdrawal", None)
        out = withdrawal is None
        if withdrawal is not None:
            acts.append(DoneAct("withdraw", withdrawal.withdrawn_on, len(acts) + 1))
    done = tuple(acts)
    return PublicationFacts(
        acts=done,
        decided_on=decided_on,
        on=on,
        party_is_person=party_is_person,
        is_out=out,
        has_reason=has_reason,
        is_changed=is_changed,
        corrects=corrects,
        stands=stands,
        opens_on=opens_on,
    )


def waiting(viewer: Viewer, on: date) -> tuple[Waiting, ...]:
    """Return what is to be published and is not, the most urgent first; three queries."""
    found = (
        Waiting(running(one.due_on, on).left, one)
        for one in sources.open_matters(viewer)
        if (one.opens_on or one.decided_on) <= on
    )
    return tuple(sorted(found, key=_urgency))


def _urgency(one: Waiting) -> tuple[date, str, str]:
    return (one.matter.due_on or date.max, one.matter.number, str(one.matter.subject))


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return what is to be withdrawn and published, the most urgent first; derived, not stored."""
    to_publish = tuple(
        Duty(
            key=f"publication.publish:{one.matter.subject}",
            label=Phrase.DUTY.label.format(kind=one.matter.kind_label),
            subject=one.matter.title,
            due_on=one.matter.due_on,
            basis=one.matter.basis,
            roles=ROLES,
            url=one.act_url,
            action=Phrase.ACT.label,
        )
        for one in waiting(viewer, on)
    )
    return (*withdrawing.duties(viewer, on), *to_publish)


def late(viewer: Viewer, on: date) -> tuple[Waiting, ...]:
    """Return what is not published although its term has passed, the oldest first."""
    return tuple(one for one in waiting(viewer, on) if one.is_late)


def withheld(viewer: Viewer) -> tuple[Withheld, ...]:
    """Return the matters that stay off the site, each with the reason."""
    return tuple(
        Withheld(matter, WithheldReason.NATURAL_PERSON)
        for matter in sources.personal_matters(viewer)
    )


def kind_of(code: str) -> PublicationKind:
    """
    Return the kind of a code in an address.

    :raises NothingToPublish: if there is no such kind
    """
    if code not in PublicationKind.__members__:
        raise NothingToPublish(code)
    return PublicationKind(code)


def running(due_on: date | None, on: date) -> Running:
    """Return what is left on a day of a term of publication."""
    return Running(left(lawbook.site_calendar(), due_on=due_on, on=on))
