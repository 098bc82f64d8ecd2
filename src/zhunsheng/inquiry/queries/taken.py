"""Reads of what was taken for a subject: calls, interviews, scenes, samples, expert opinions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.inquiry.choices import Phrase, Taking
from zhunsheng.inquiry.models import (
    ExpertCommission,
    ExpertResult,
    Interview,
    InterviewCall,
    OfSubject,
    Sampling,
    Scene,
)
from zhunsheng.inquiry.rules import OnTheSpot, Subject, TakingFacts
from zhunsheng.kernel.act import Act, Actor, Viewer
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.registry import queries as registry
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import OfficerFact

SubjectKey = tuple[str, UUID]
R = TypeVar("R", bound=OfSubject)


@dataclass(frozen=True, slots=True)
class Taken:
    """Everything that was taken for one subject, each sort in the order of its days."""

    calls: tuple[InterviewCall, ...]
    interviews: tuple[Interview, ...]
    scenes: tuple[Scene, ...]
    samplings: tuple[Sampling, ...]
    commissions: tuple[ExpertCommission, ...]

    @property
    def acts(self) -> tuple[DoneAct, ...]:
        """The acts as the declared procedure counts them, in the order of their days."""
        sorts = (
            (Taking.CALL, self.calls),
            (Taking.INTERVIEW, self.interviews),
            (Taking.SCENE, self.scenes),
            (Taking.SAMPLING, self.samplings),
            (Taking.COMMISSION, self.commissions),
        )
        days = [(row.on, str(row.id), step.value) for step, rows in sorts for row in rows]
        days += [
            (row.result.on, str(row.id), Taking.RESULT.value)
            for row in self.commissions
            if result_of(row)
        ]
        return tuple(DoneAct(step, on, n) for n, (on, _, step) in enumerate(sorted(days), 1))

    def __bool__(self) -> bool:
        """Whether anything was taken."""
        return bool(self.acts)


def rows_of(scope: Scope, kind: type[R], subject: SubjectKey) -> QuerySet[R]:
    """Return the records of one sort of a subject in the order of their days."""
    rows: QuerySet[R] = kind.objects.of(scope)
    return rows.filter(subject_kind=subject[0], subject_id=subject[1]).order_by("on", "id")


def taken(scope: Scope, subject: SubjectKey) -> Taken:
    """Return what was taken for a subject; five queries."""
    return Taken(
        calls=_papers(scope, InterviewCall, subject, "interview"),
        interviews=_papers(scope, Interview, subject),
        scenes=_papers(scope, Scene, subject),
        samplings=_papers(scope, Sampling, subject),
        commissions=tuple(with_turns(rows_of(scope, ExpertCommission, subject))),
    )


def _papers(scope: Scope, kind: type[R], subject: SubjectKey, *more: str) -> tuple[R, ...]:
    rows = rows_of(scope, kind, subject).select_related("document", *more)
    return tuple(rows.defer("document__content"))


def result_of(row: ExpertCommission) -> ExpertResult | None:
    """Return the opinion on a commission, nothing while it is awaited."""
    return getattr(row, "result", None)


def interview(scope: Scope, interview_id: UUID) -> Interview:
    """
    Return an interview of the bureau with its papers.

    :raises Interview.DoesNotExist: if the bureau has none of this id
    """
    rows = Interview.objects.of(scope).select_related("document", "evidence_item", "call")
    found: Interview = rows.defer("document__content").get(id=interview_id)
    return found


def commission(scope: Scope, commission_id: UUID) -> ExpertCommission:
    """
    Return a commission of the bureau with its result.

    :raises ExpertCommission.DoesNotExist: if the bureau has none of this id
    """
    found: ExpertCommission = with_turns(ExpertCommission.objects.of(scope)).get(id=commission_id)
    return found


def with_turns(rows: QuerySet[ExpertCommission]) -> QuerySet[ExpertCommission]:
    """Return commissions with their papers, their opinions and how their days were moved."""
    rows = rows.select_related("document", "result").prefetch_related("turns")
    return rows.defer("document__content").order_by("on", "id")


def is_awaited(row: ExpertCommission) -> bool:
    """Return whether the opinion on a commission neither came nor was given up."""
    return result_of(row) is None and row.ended is None


def waiting_commissions(scope: Scope) -> list[ExpertCommission]:
    """Return the commissions whose opinion is awaited, the oldest first."""
    return list(
        filter(is_awaited, with_turns(ExpertCommission.objects.of(scope).filter(result=None)))
    )


def open_calls(scope: Scope, subject: SubjectKey) -> list[InterviewCall]:
    """Return the calls of a subject that no interview followed yet."""
    rows = rows_of(scope, InterviewCall, subject).filter(interview=None)
    return list(rows.select_related("document").defer("document__content"))


def rounds(scope: Scope, subject: Subject, person: str) -> int:
    """Return how often somebody was interviewed for a subject and for what it stands on."""
    ids = {subject.id, *(one for _, one in subject.stands_on)}
    return Interview.objects.of(scope).filter(subject_id__in=ids, person=person).count()


def anybody_was_asked(scope: Scope, subject_ids: Iterable[UUID]) -> bool:
    """Return whether somebody was interviewed for one of the subjects."""
    return Interview.objects.of(scope).filter(subject_id__in=list(subject_ids)).exists()


def taken_meanwhile(
    scope: Scope, subject: Subject, spot: OnTheSpot, person: str, *, asked: bool
) -> frozenset[str]:
    """
    Return what was taken in an overlapping time by one of the officers, for any subject.

    Or where ``person`` was asked for this one, or was present at another place; with ``asked``, at
    whatever place. Names tell nobody apart in other matters.
    """
    ids = {subject.id, *(one for _, one in subject.stands_on)}
    wanted = {str(one) for one in spot.officers}
    return frozenset(
        phrase.label.format(at=row.place, who=getattr(row, who))
        for kind, who, phrase in _MEANWHILE
        for row in kind.objects.of(scope).filter(
            started_at__lt=spot.ended_at, ended_at__gt=spot.started_at
        )
        if any(one["id"] in wanted for one in row.officers)
        or (
            person
            and row.subject_id in ids
            and getattr(row, who) == person
            and (asked or kind is Interview or row.place != spot.place.strip())
        )
    )


_MEANWHILE: Final[tuple[tuple[type[Interview | Scene | Sampling], str, Phrase], ...]] = (
    (Interview, "person", Phrase.ASKING),
    (Scene, "present", Phrase.EXAMINING),
    (Sampling, "present", Phrase.SAMPLING),
)


def takings_facts(
    scope: Act, subject: Subject, *, on: date, officers: tuple[UUID, ...]
) -> TakingFacts:
    """Return who acts for which subject on a day; the act adds what it records."""
    facts = workforce.officer_facts(scope, officers)
    return TakingFacts(
        on=on,
        acts=(),
        subject_is_open=subject.is_open,
        subject_is_suspended=subject.is_suspended,
        subject_is_with_police=subject.is_with_police,
        subject_since=subject.since,
        officers=facts,
        officers_unknown=len(set(officers)) - len(facts),
        interested=interested_names(scope, facts, subject, on=on),
        actor_takes_part=takes_part(facts, scope.by),
    )


def commission_facts(
    scope: Act, asked: ExpertCommission, subject: Subject, *, on: date
) -> TakingFacts:
    """Return the facts of an act on a commission: what became of it, and who acts."""
    named = tuple(UUID(one["id"]) for one in asked.officers)
    facts = takings_facts(scope, subject, on=on, officers=named)
    own = own_facts(scope)
    handles = any(one.id in subject.followers.union(subject.handlers) for one in own)
    return replace(
        facts,
        commissioned_on=asked.on,
        agreed_on=asked.agreed_on,
        result_known=result_of(asked) is not None,
        is_given_up=asked.ended is not None,
        actor_takes_part=facts.actor_takes_part or handles,
        actor_asked=facts.actor_takes_part,
        actor_has_interest=has_interest(scope, own, subject),
        actor_handles=handles,
    )


def own_facts(scope: Act | Viewer) -> tuple[OfficerFact, ...]:
    """Return who acts as an officer, where the account is one."""
    found = workforce.officer_of_user(scope, scope.by.id)
    return workforce.officer_facts(scope, (found.id,)) if found else ()


def has_interest(scope: Act | Viewer, own: tuple[OfficerFact, ...], subject: Subject) -> bool:
    """Return whether who acts has an interest in the party, or may not act in the matter (43)."""
    return scope.by.id in subject.aside or bool(interested_names(scope, own, subject))


def interested_names(
    scope: Scope, officers: tuple[OfficerFact, ...], subject: Subject, *, on: date | None = None
) -> frozenset[str]:
    """Return the names of the officers with an interest in the party, or recused (43)."""
    family = registry.family(scope, subject.party)
    declared = {officer for officer, _ in workforce.interests(scope, entities=family, on=on)}
    return frozenset(one.name for one in officers if one.id in declared | subject.recused)


def takes_part(officers: tuple[OfficerFact, ...], by: Actor) -> bool:
    """Return whether the account that acts is one of the officers."""
    return by.id in {one.user_id for one in officers}
