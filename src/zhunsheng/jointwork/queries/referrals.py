"""Clues sent and received: the list, one of them, what it brought about, its terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.cases import queries as cases
from zhunsheng.inspection import queries as inspections
from zhunsheng.jointwork.choices import (
    ANSWER_DAYS,
    ASSESSMENT_DAYS,
    Direction,
    Progress,
    ReferralAnswer,
)
from zhunsheng.jointwork.models import Referral, ReferralAct
from zhunsheng.jointwork.procedure import REFERRAL_IN, REFERRAL_OUT
from zhunsheng.jointwork.queries.acts import acts_in_order, done_acts
from zhunsheng.jointwork.rules.referrals import ReferralFacts
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.days import CalendarUnknown, DayUnit
from zhunsheng.kernel.procedure import Procedure
from zhunsheng.lawbook import queries as lawbook

ENDING = ("referral_refusal", "referral_outcome", "clue_return", "clue_feedback")


@dataclass(frozen=True, slots=True)
class ReferralFilters:
    """What the list of referrals is narrowed to."""

    q: str = ""
    direction: Direction | None = None
    year: int | None = None
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a referral: its last day, its rule, whether that was read in a rule."""

    due_on: date | None
    basis: Citation
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class Brought:
    """An inspection or a case that rests on a clue that arrived."""

    kind: str
    id: UUID
    label: str
    on: date | None


def referrals(viewer: Scope, filters: ReferralFilters | None = None) -> QuerySet[Referral]:
    """Return the referrals of the bureau with their acts, newest first, narrowed."""
    wanted = filters or ReferralFilters()
    rows: QuerySet[Referral] = Referral.objects.of(viewer)
    if wanted.q.strip():
        typed = wanted.q.strip()
        rows = rows.filter(
            Q(body__contains=typed) | Q(party_name__contains=typed) | Q(number__contains=typed)
        )
    if wanted.direction is not None:
        rows = rows.filter(direction=wanted.direction.value)
    if wanted.year is not None:
        rows = rows.filter(begun_on__year=wanted.year)
    if wanted.progress is Progress.UNFINISHED:
        rows = rows.filter(~Exists(_ended(viewer)))
    acts = acts_in_order(viewer, ReferralAct)
    return rows.select_related("bureau").prefetch_related(acts).order_by("-begun_on", "-id")


def _ended(viewer: Scope) -> QuerySet[ReferralAct]:
    rows: QuerySet[ReferralAct] = ReferralAct.objects.of(viewer)
    back = Q(step="referral_answer", outcome=ReferralAnswer.NOT_TAKEN.value)
    return rows.filter(Q(step__in=ENDING) | back, referral=OuterRef("pk"))


def referral(viewer: Scope, referral_id: UUID) -> Referral:
    """
    Return a referral of the bureau with the finding or case that it comes from.

    :raises Referral.DoesNotExist: if the bureau has none of this id
    """
    rows = referrals(viewer).select_related("entity", "finding__inspection", "case")
    return rows.get(id=referral_id)


def procedure_of(row: Referral) -> Procedure[ReferralFacts]:
    """Return the declared procedure of a referral."""
    return REFERRAL_IN if row.is_incoming else REFERRAL_OUT


def referral_facts(row: Referral, *, on: date, taken_up: bool = False) -> ReferralFacts:
    """Return what the rules look at; ``taken_up`` tells whether an inspection or case exists."""
    acts = tuple(row.acts.all())
    answers = [one.outcome for one in acts if one.step == "referral_answer"]
    assessed = [one.contents["is_ours"] for one in acts if one.step == "clue_assessment"]
    term = term_of(row)
    return ReferralFacts(
        on=on,
        acts=done_acts(acts),
        is_incoming=row.is_incoming,
        due_on=term.due_on if term else None,
        answer=ReferralAnswer(answers[-1]) if answers else None,
        is_ours=bool(assessed and assessed[-1]),
        is_taken_up=taken_up,
    )


def term_of(row: Referral) -> Term | None:
    """
    Return the term that runs or ran: the other's answer, or the bureau's look into a clue.

    Its length is that of the law of the bureau's place on the day from which it runs.
    """
    since = _begins(row)
    if since is None:
        return None
    value = lawbook.parameter(
        ASSESSMENT_DAYS if row.is_incoming else ANSWER_DAYS,
        on=since,
        jurisdiction=row.bureau.jurisdiction,
    )
    if not row.is_incoming:
        due: date | None = since + timedelta(days=value.integer())
    else:
        try:
            due = lawbook.site_calendar().add(
                start=since, length=value.integer(), unit=DayUnit.WORKING
            )
        except CalendarUnknown:
            due = None
    return Term(due, value.basis, value.verified, value.source)


def _begins(row: Referral) -> date | None:
    step = "clue_receipt" if row.is_incoming else "referral_delivery"
    return next((one.on for one in row.acts.all() if one.step == step), None)


def brought_about(viewer: Viewer, row: Referral) -> tuple[Brought, ...]:
    """Return the inspections and cases that rest on a clue that arrived."""
    if not row.is_incoming:
        return ()
    visits = inspections.of_source(viewer, row.id).select_related("entity")
    wanted = cases.CaseFilters(source_id=row.id)
    return (
        *(Brought("inspection", v.id, v.entity.name, v.visited_on) for v in visits),
        *(Brought("case", c.id, c.cause, c.clue_on) for c in cases.cases(viewer, wanted)),
    )


def taken_up(viewer: Viewer, rows: Iterable[Referral]) -> frozenset[UUID]:
    """Return which clues an inspection or a case rests on; two queries."""
    ids = [one.id for one in rows if one.is_incoming]
    if not ids:
        return frozenset()
    return frozenset((*inspections.sources_among(viewer, ids), *cases.sources_among(viewer, ids)))


def sent_before(scope: Scope, finding: UUID | None, body: str) -> tuple[int, str]:
    """Return how often a finding was proposed to a body, and the day of what still stands."""
    if finding is None:
        return 0, ""
    rows = Referral.objects.of(scope).filter(finding_id=finding, body=body)
    refused = ReferralAct.objects.of(scope).filter(step="referral_refusal").values("referral_id")
    stands = rows.exclude(id__in=refused).order_by("-attempt").first()
    return rows.count(), stands.begun_on.isoformat() if stands else ""


def referred_findings(scope: Scope, inspection_id: UUID) -> tuple[inspections.SentFinding, ...]:
    """Return the findings of an inspection whose referral no head refused; one query."""
    refused = ReferralAct.objects.of(scope).filter(step="referral_refusal").values("referral_id")
    rows = Referral.objects.of(scope).filter(finding__inspection_id=inspection_id)
    stands = rows.exclude(id__in=refused).order_by("finding__number", "begun_on", "id")
    return tuple(
        inspections.SentFinding(*row)
        for row in stands.values_list("id", "finding_id", "body", "begun_on")
    )


def of_finding(scope: Scope, finding: UUID) -> list[Referral]:
    """Return the referrals of a finding, oldest first."""
    return list(Referral.objects.of(scope).filter(finding_id=finding).order_by("begun_on", "id"))


def same_clue(scope: Scope, body: str, number: str) -> QuerySet[Any]:
    """Return the referrals of a body under one number; a letter without one is like no other."""
    rows = Referral.objects.of(scope).filter(body=body, number=number)
    return rows if number else rows.none()
