"""Reads of major hazards: the list, one hazard, what is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import Dimension, UnitKind
from zhunsheng.accounts.records import Carried, Scope, Within, within
from zhunsheng.hazards.choices import HANDLERS, HazardStage, ListingBody
from zhunsheng.hazards.models import HazardRecord, MajorHazard, TermExtension, current_due_on
from zhunsheng.hazards.procedure import LISTED_HAZARD
from zhunsheng.hazards.rules import HazardFacts, stage_of
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.act import Actor, Viewer
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry
from zhunsheng.web.linked import Linked, linked
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import Offered, OfficerFact

OTHER_HAND: Final = "hazards.other_hand"


@dataclass(frozen=True, slots=True)
class Standing:
    """A hazard with its extensions and records, and where it stands on a day."""

    row: MajorHazard
    extensions: tuple[TermExtension, ...]
    records: tuple[HazardRecord, ...]
    facts: HazardFacts

    @property
    def stage(self) -> HazardStage:
        """Where it stands."""
        return stage_of(self.facts)


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A major hazard that nobody proposed for listing."""

    id: UUID
    inspection_id: UUID
    entity: str
    description: str


def hazards(viewer: Scope) -> QuerySet[MajorHazard]:
    """Return the hazards that were proposed, the latest first, with all that belongs to them."""
    rows: QuerySet[MajorHazard] = MajorHazard.objects.of(viewer)
    extensions = TermExtension.objects.of(viewer).order_by("decided_on", "id")
    records = HazardRecord.objects.of(viewer).order_by("place")
    return (
        rows.select_related("finding__inspection__entity")
        .defer("finding__inspection__situation")
        .prefetch_related(
            Prefetch("extensions", queryset=extensions), Prefetch("records", queryset=records)
        )
        .order_by("-proposed_on", "-id")
    )


def hazard(viewer: Scope, hazard_id: UUID, *, on: date) -> Standing:
    """
    Return a hazard as it stands on a day.

    :raises MajorHazard.DoesNotExist: if the bureau has none of this id
    """
    return standing(hazards(viewer).get(id=hazard_id), on=on)


def standing(row: MajorHazard, *, on: date) -> Standing:
    """Return a row of ``hazards`` as it stands on a day."""
    extensions, records = list(row.extensions.all()), list(row.records.all())
    seen = [one for one in records if one.is_verification]
    last = seen[-1] if seen else None
    facts = HazardFacts(
        on=on,
        acts=_acts(row, extensions, records),
        proposed_on=row.proposed_on,
        is_declined=row.declined_on is not None,
        listed_on=row.listed_on,
        listed_by=ListingBody(row.body) if row.listed_on else None,
        due_on=current_due_on(row, extensions),
        is_verified=bool(last and last.is_removed),
        verified_on=last.on if last else None,
        is_delisted=row.delisted_on is not None,
    )
    return Standing(row, tuple(extensions), tuple(records), facts)


def before_delisting(scope: Scope, one: Standing, *, by: Actor) -> HazardFacts:
    """
    Return the facts with what only a delisting asks: who verified, and which stops still hold.

    Where the bureau has one account alone that handles hazards, that one enters both.
    """
    seen = [record for record in one.records if record.is_verification]
    same = bool(seen) and seen[-1].entered_by == by.id
    handlers = {user.pk for role in HANDLERS for user in accounts.holders(scope, role=role)}
    return replace(
        one.facts,
        actor_entered_verification=same and bool(handlers - {by.id}),
        stops_in_force=inspections.stops_in_force(scope, one.row.finding_id),
    )


def street_officers_barred(
    scope: Scope, held: UUID | None, officers: Iterable[OfficerFact], *, on: date
) -> frozenset[str]:
    """Return the names of those of a street that may not verify what unit ``held`` found (20)."""
    streets = {unit.pk for unit in accounts.units(scope, kind=UnitKind.STREET)}
    streets -= {inspections.street_to_reinspect(scope, held, on)}
    return frozenset(one.name for one in officers if one.unit_id in streets)


def verifiers(scope: Scope, row: MajorHazard, *, on: date) -> Offered:
    """Return who may verify: the bureau's own, and the street that may re-inspect the visit."""
    visit = row.finding.inspection
    return workforce.offered_officers(
        scope,
        on=on,
        entities=registry.family(scope, visit.entity_id),
        street=inspections.street_to_reinspect(scope, visit.unit_id, on),
        with_reviewers=False,
    )


def finders_alone(
    scope: Scope, row: MajorHazard, officers: Iterable[OfficerFact], *, on: date
) -> bool:
    """Return whether those who found a hazard verify it alone although others could come along."""
    finders = {str(one) for one in inspections.officer_ids(scope, row.finding.inspection_id)}
    if not {str(one.id) for one in officers} <= finders or not _asks_another_hand(scope, on):
        return False
    return any(one not in finders for one, _ in verifiers(scope, row, on=on).choices)


def _asks_another_hand(scope: Scope, on: date) -> bool:
    place = inspections.place(scope)
    try:
        return bool(lawbook.parameter(OTHER_HAND, on=on, jurisdiction=place).integer())
    except lawbook.NoSuchLaw:
        return False


def _acts(
    row: MajorHazard, extensions: Iterable[TermExtension], records: Iterable[HazardRecord]
) -> tuple[DoneAct, ...]:
    steps: list[tuple[date, int, str]] = [(row.proposed_on, 0, "listing_proposal")]
    dated = (
        (row.declined_on, 1, "listing_declined"),
        (row.listed_on, 1, "listing"),
        (row.delisted_on, 9, "delisting"),
    )
    steps += [(day, place, key) for day, place, key in dated if day is not None]
    steps += [(one.decided_on, 2, "term_extension") for one in extensions]
    for one in records:
        key = "hazard_verification" if one.is_verification else "hazard_follow_up"
        steps.append((one.on, 3 + one.place, key))
    steps.sort()
    return tuple(DoneAct(key, on, number) for number, (on, _, key) in enumerate(steps, start=1))


def open_major_findings(viewer: Viewer) -> tuple[OpenFinding, ...]:
    """Return the major hazards not put right whose proposal does not stand, the newest first."""
    standing = MajorHazard.objects.of(viewer).filter(declined_on=None)
    proposed = set(standing.values_list("finding_id", flat=True))
    return tuple(
        OpenFinding(row.pk, row.inspection_id, row.inspection.entity.name, row.description)
        for row in inspections.open_major_findings(viewer)
        if row.pk not in proposed
    )


def of_finding(scope: Scope, finding_id: UUID) -> MajorHazard | None:
    """Return the proposal of a finding that was not declined, if there is one."""
    return MajorHazard.objects.of(scope).filter(finding_id=finding_id, declined_on=None).first()


def verified_among(scope: Scope, findings: Iterable[UUID], on: date) -> dict[UUID, bool]:
    """
    Return, of findings whose proposal stands, whether the last verification found removal.

    Called through ``settings.ZHUNSHENG_VERIFIED_MAJORS``.
    """
    rows = hazards(scope).filter(finding_id__in=list(findings), declined_on=None)
    found = [standing(row, on=on) for row in rows]
    return {
        one.row.finding_id: one.facts.is_verified and (one.facts.verified_on or on) <= on
        for one in found
    }


def proposal_facts(scope: Scope, finding_id: UUID, *, on: date) -> HazardFacts:
    """
    Return what the rules look at before a finding is proposed.

    :raises InspectionFinding.DoesNotExist: if the bureau has none of this id
    """
    found = inspections.finding(scope, finding_id)
    last = inspections.results_of(scope, found.inspection_id).get(found.id)
    return HazardFacts(
        on=on,
        is_enforcement=found.inspection.is_enforcement,
        is_major=found.is_major,
        is_put_right=found.immediate_fix or (last is not None and last.is_done),
        proposed_already=of_finding(scope, finding_id) is not None,
    )


def listed_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return one row for each hazard that was listed in the period (项)."""
    return _rows(_hazards(viewer).filter(listed_on__gte=since, listed_on__lte=until))


def delisted_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return one row for each hazard that was taken off the list in the period (项)."""
    return _rows(_hazards(viewer).filter(delisted_on__gte=since, delisted_on__lte=until))


def late_rows(viewer: Scope, since: date, until: date, as_of: date) -> Linked:
    """Return the hazards listed in the period that stood on the list after their term on a day."""
    listed = _hazards(viewer).filter(listed_on__gte=since, listed_on__lte=min(until, as_of))
    standing = listed.filter(Q(delisted_on=None) | Q(delisted_on__gt=as_of))
    rows = standing.prefetch_related("extensions")
    return _rows(listed).where(id__in=[row.id for row in rows if _term_on(row, as_of) < as_of])


def _term_on(row: MajorHazard, day: date) -> date:
    """Return the end of the term of a listed hazard as it was known on a day."""
    assert row.due_on is not None
    told = [one.until for one in row.extensions.all() if one.decided_on <= day]
    return max((row.due_on, *told))


def _hazards(viewer: Scope) -> QuerySet[MajorHazard]:
    rows: QuerySet[MajorHazard] = MajorHazard.objects.of(viewer)
    return rows.order_by("listed_on", "id")


def _rows(found: QuerySet[MajorHazard]) -> Linked:
    columns = ("id", "id", "decision_number", "finding__inspection__entity__name")
    return linked("hazards.majorhazard", "hazards:detail", found, *columns)


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return the listed hazards that are to be verified, and those that wait to be delisted."""
    found = []
    for row in hazards(viewer).filter(listed_on__isnull=False, delisted_on=None):
        one = standing(row, on=on)
        verified = one.stage is HazardStage.VERIFIED
        step = LISTED_HAZARD.step("delisting" if verified else "hazard_verification")
        found.append(
            Duty(
                key=f"hazards.{step.key}:{row.pk}",
                label=step.label,
                subject=row.finding.inspection.entity.name,
                due_on=None if verified else one.facts.due_on,
                basis=step.basis,
                roles=frozenset(role.value for role in HANDLERS),
                url=reverse("hazards:detail", args=[row.pk]),
                action=step.label,
            )
        )
    return tuple(sorted(found, key=lambda duty: (duty.due_on or date.max, duty.key)))


def proposed_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the hazards whose listing was proposed in the period (项)."""
    return _rows(_hazards(viewer).filter(proposed_on__range=(since, until)))


def declined_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the hazards that the deciding body declined to list in the period (项)."""
    return _rows(_hazards(viewer).filter(declined_on__range=(since, until)))


def standing_rows(viewer: Scope, as_of: date) -> Linked:
    """Return the hazards that stand on the list on a day, whenever they were listed (项)."""
    listed = _hazards(viewer).filter(listed_on__lte=as_of)
    return _rows(listed.filter(Q(delisted_on=None) | Q(delisted_on__gt=as_of)))


def extension_rows(viewer: Scope, since: date, until: date) -> Linked:
    """Return the extensions of terms that were decided in the period (次)."""
    rows = TermExtension.objects.of(viewer).filter(decided_on__range=(since, until))
    ordered = rows.order_by("decided_on", "id")
    columns = ("id", "hazard_id", "number", "hazard__finding__inspection__entity__name")
    return linked("hazards.termextension", "hazards:detail", ordered, *columns)


def _of(path: str) -> dict[Dimension, str]:
    return {
        Dimension.STREET: f"{path}finding__inspection__entity__street",
        Dimension.OFFICER: f"{path}finding__inspection__officers",
        Dimension.SECTOR: f"{path}finding__inspection__entity__sector",
        Dimension.CAMPAIGN: f"{path}finding__inspection__campaign",
    }


CARRIED: Final[Carried] = {
    "hazards.majorhazard": (MajorHazard, _of("")),
    "hazards.termextension": (TermExtension, _of("hazard__")),
}


def row_keys(viewer: Scope, record: str, dimension: Dimension, value: str | UUID) -> Within | None:
    """Return the records that a figure is cut to; None where they do not carry it."""
    return within(viewer, CARRIED, record, dimension, value)
