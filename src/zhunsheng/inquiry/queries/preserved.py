"""Reads of advance preservations: stage and term on a day, what is open, what is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.urls import reverse

from zhunsheng.accounts.records import Scope
from zhunsheng.inquiry.choices import (
    APPROVERS,
    TAKERS,
    DisposalKind,
    DutyKind,
    Keeping,
    Phrase,
    PreservationStage,
    Taking,
)
from zhunsheng.inquiry.models import ExpertCommission, Preservation, PreservationAct
from zhunsheng.inquiry.queries.taken import (
    has_interest,
    interested_names,
    own_facts,
    takes_part,
    waiting_commissions,
)
from zhunsheng.inquiry.rules import (
    PreservationFacts,
    Subject,
    Thing,
    stage_of,
    term_end,
)
from zhunsheng.inquiry.rules.earlier import Kept, again
from zhunsheng.inquiry.rules.facts import KINDS_OF_EVIDENCE, PRESERVATION, Again
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.kernel.days import Calendar
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.workforce import queries as workforce

LIMIT = "penalty.preservation_limit"
#: Stages in which a measure was carried out and no decision was made on it.
OPEN = frozenset({PreservationStage.RUNNING, PreservationStage.LAPSED})
WAITING = OPEN | {PreservationStage.REQUESTED, PreservationStage.APPROVED}


@dataclass(frozen=True, slots=True)
class Line:
    """A preservation as a list shows it on a day."""

    row: Preservation
    acts: tuple[PreservationAct, ...]
    stage: PreservationStage
    noticed_on: date | None
    until: date | None
    proposed: bool

    @property
    def is_unsettled(self) -> bool:
        """Whether something is still to be done."""
        return self.stage in WAITING

    def act(self, step: Keeping) -> PreservationAct | None:
        """Return the last act of a step."""
        return next((one for one in reversed(self.acts) if one.step == step.value), None)

    @property
    def disposals(self) -> tuple[tuple[dict[str, Any], str], ...]:
        """Each thing with what was decided on it, or else proposed; a blank before."""
        done = self.act(Keeping.DISPOSAL) or self.act(Keeping.PROPOSAL)
        kinds = done.contents["kinds"] if done else [""] * len(self.row.things)
        return tuple(
            (thing, DisposalKind(kind).label if kind else "")
            for thing, kind in zip(self.row.things, kinds, strict=True)
        )


def preservation(scope: Scope, preservation_id: UUID) -> Preservation:
    """
    Return a preservation of the bureau with its acts and their papers.

    :raises Preservation.DoesNotExist: if the bureau has none of this id
    """
    acts = PreservationAct.objects.of(scope).select_related("document").defer("document__content")
    rows = Preservation.objects.of(scope).select_related("bureau")
    rows = rows.prefetch_related(Prefetch("acts", queryset=acts))
    found: Preservation = rows.get(id=preservation_id)
    return found


def line(row: Preservation, *, on: date) -> Line:
    """Return a preservation as it stands on a day; its acts are loaded already."""
    return _line(row, row.acts.all(), on=on, calendar=lawbook.site_calendar())


def _line(
    row: Preservation, taken: Iterable[PreservationAct], *, on: date, calendar: Calendar
) -> Line:
    acts = tuple(sorted(taken, key=lambda one: one.sequence))
    noticed = next((one.on for one in acts if one.step == Keeping.NOTICE.value), None)
    until = None
    if noticed is not None:
        place = row.bureau.jurisdiction
        days = lawbook.parameter(LIMIT, on=noticed, jurisdiction=place).integer()
        until = term_end(calendar, noticed_on=noticed, days=days)
    done = tuple(DoneAct(one.step, one.on, one.sequence) for one in acts)
    stage = stage_of(PreservationFacts(on=on, acts=done, until=until))
    proposed = any(one.step == Keeping.PROPOSAL.value for one in acts)
    return Line(row, acts, stage, noticed, until, proposed)


def lines_where(scope: Scope, *, on: date, **wanted: object) -> list[Line]:
    """
    Return the preservations that are wanted as they stand on a day, newest first; one query.

    A preservation begins with an act, so its acts bring all there is.
    """
    named = {f"preservation__{name}": value for name, value in wanted.items()}
    acts = PreservationAct.objects.of(scope).filter(**named).select_related("preservation__bureau")
    found: dict[UUID, tuple[Preservation, list[PreservationAct]]] = {}
    for one in acts.order_by("-preservation__on", "-preservation_id"):
        found.setdefault(one.preservation_id, (one.preservation, []))[1].append(one)
    calendar = lawbook.site_calendar()
    return [_line(row, taken, on=on, calendar=calendar) for row, taken in found.values()]


def lines_of(scope: Scope, subject: tuple[str, UUID], *, on: date) -> list[Line]:
    """Return the preservations of a subject as they stand on a day, in their order; one query."""
    rows = lines_where(scope, on=on, subject_kind=subject[0], subject_id=subject[1])
    return sorted(rows, key=lambda one: one.row.number)


def preserved_again(scope: Scope, subject: Subject, things: Iterable[Thing], *, on: date) -> Again:
    """Return what of a list was preserved for the subject or what it stands on, or still is."""
    ids = {subject.id, *(one for _, one in subject.stands_on)}
    lines = lines_where(scope, on=on, subject_id__in=ids)
    earlier = [
        Kept(thing["name"], thing["sort"], is_held=one.is_unsettled)
        for one in lines
        if one.stage not in {PreservationStage.REFUSED, PreservationStage.WITHDRAWN}
        for thing in one.row.things
    ]
    return again(things, earlier)


def every_line(scope: Scope, *, on: date) -> list[Line]:
    """Return every preservation of the bureau as it stands on a day, newest first; one query."""
    return lines_where(scope, on=on)


def keeping_facts(
    scope: Act | Viewer,
    row: Preservation,
    subject: Subject,
    *,
    on: date,
    officers: tuple[UUID, ...] | None = None,
) -> PreservationFacts:
    """Return the facts of a preservation on a day; ``officers`` act, else those who asked."""
    named = officers
    if named is None:
        named = tuple(UUID(one["id"]) for one in row.officers)
    facts = workforce.officer_facts(scope, named)
    own, now = own_facts(scope), line(row, on=on)
    return PreservationFacts(
        on=on,
        acts=tuple(DoneAct(one.step, one.on, one.sequence) for one in now.acts),
        subject_is_open=subject.is_open,
        subject_is_suspended=subject.is_suspended,
        subject_is_with_police=subject.is_with_police,
        subject_since=subject.since,
        officers=facts,
        officers_unknown=len(set(named)) - len(facts),
        interested=interested_names(scope, facts, subject, on=on),
        actor_takes_part=takes_part(facts, scope.by),
        actor_asked=scope.by.id == row.asked_by or _asked(row, scope),
        actor_has_interest=has_interest(scope, own, subject),
        actor_handles=any(one.id in subject.handlers for one in own),
        until=now.until,
    )


def _asked(row: Preservation, scope: Act | Viewer) -> bool:
    return any(one["user"] == str(scope.by.id) for one in row.officers)


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return what is due in this room on a day: preservations by their term, opinions awaited."""
    found = [duty_of(one) for one in every_line(viewer, on=on) if one.stage in WAITING]
    found += [awaited_of(row) for row in waiting_commissions(viewer)]
    return tuple(sorted(found, key=lambda duty: (duty.due_on or date.max, duty.key)))


def duty_of(one: Line) -> Duty:
    """Return what is to be done next on a preservation that is not settled."""
    kind = {
        PreservationStage.REQUESTED: DutyKind.APPROVE,
        PreservationStage.APPROVED: DutyKind.NOTIFY,
        PreservationStage.LAPSED: DutyKind.FREE,
    }.get(one.stage, DutyKind.DISPOSE if one.proposed else DutyKind.PROPOSE)
    step, approves = {
        DutyKind.APPROVE: (Keeping.APPROVAL, True),
        DutyKind.NOTIFY: (Keeping.NOTICE, False),
        DutyKind.PROPOSE: (Keeping.PROPOSAL, False),
        DutyKind.DISPOSE: (Keeping.DISPOSAL, True),
        DutyKind.FREE: (Keeping.DISPOSAL if one.proposed else Keeping.PROPOSAL, one.proposed),
    }[kind]
    roles = APPROVERS if approves else TAKERS
    return Duty(
        key=f"inquiry.{kind.value.lower()}:{one.row.id}",
        label=kind.label,
        subject=Phrase.DUTY_SUBJECT.label.format(
            party=one.row.party_name, items=one.row.items_text
        ),
        due_on=one.until,
        basis=PRESERVATION,
        roles=frozenset(role.value for role in roles),
        url=reverse("inquiry:step", args=[one.row.id, step.value]),
        action=Phrase.HANDLE.label,
    )


def awaited_of(row: ExpertCommission) -> Duty:
    """Return that the opinion of an expert is to be fetched."""
    return Duty(
        key=f"inquiry.await:{row.id}",
        label=DutyKind.AWAIT.label,
        subject=f"{row.party_name} {row.institution}",
        due_on=row.agreed_on,
        basis=KINDS_OF_EVIDENCE,
        roles=frozenset(role.value for role in TAKERS),
        url=reverse("inquiry:commission", args=[row.id, Taking.RESULT.value]),
        action=Phrase.HANDLE.label,
    )
