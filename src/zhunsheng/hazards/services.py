"""Acts on major hazards: propose, record decisions of others, follow up, verify."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from zhunsheng.hazards import queries
from zhunsheng.hazards.choices import Phrase
from zhunsheng.hazards.events import (
    HazardDeclined,
    HazardDelisted,
    HazardFollowed,
    HazardListed,
    HazardProposed,
    HazardVerified,
    TermExtended,
)
from zhunsheng.hazards.models import HazardRecord, MajorHazard, TermExtension
from zhunsheng.hazards.procedure import LISTED_HAZARD
from zhunsheng.hazards.queries import Standing
from zhunsheng.hazards.rules import Decision, HazardFacts, is_number_of_a_paper, tells
from zhunsheng.inspection import queries as inspections
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import same_version
from zhunsheng.kernel.names import says
from zhunsheng.kernel.procedure import permit
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import OfficerFact


@act
def propose(*, ctx: Act, finding: UUID, reason: str, on: date) -> MajorHazard:
    """
    Propose that the committee or government lists a major hazard of an inspection.

    :raises StepRefused: with every reason
    :raises Stale: if somebody else proposed it in the same moment
    :raises InspectionFinding.DoesNotExist: if the bureau has none of this id
    """
    found = inspections.finding(ctx, finding)
    facts = queries.proposal_facts(ctx, finding, on=on)
    facts = replace(facts, reason_given=tells(reason))
    permit(LISTED_HAZARD, "listing_proposal", facts, by=ctx.by)
    made = MajorHazard(
        id=ctx.new_id("major_hazard"),
        bureau_id=ctx.bureau,
        finding=found,
        proposed_on=on,
        reason=reason.strip(),
        approver_name=ctx.by.name,
    )
    same = MajorHazard.objects.of(ctx).filter(finding=found, declined_on=None)
    with once(lambda: last_acts(ctx, ("major_hazard", same.get().id))):
        made.save(force_insert=True)
    happened = HazardProposed(
        entity=found.inspection.entity.name, hazard=found.description, approver=ctx.by.name
    )
    record(ctx, happened, on=on, subject=("major_hazard", made.id))
    return made


@act
def record_listing(
    *, ctx: Act, hazard: UUID, decision: Decision, version: int | None, on: date
) -> MajorHazard:
    """
    Record that the committee or government listed a hazard, with number and term.

    :raises StepRefused: with every reason
    :raises Stale: if the hazard changed since the form was opened
    """
    one = _locked(ctx, hazard, version, on)
    permit(LISTED_HAZARD, "listing", _decided(one.facts, decision), by=ctx.by)
    row = _with_decision(one.row, decision)
    row.listed_on, row.due_on = decision.decided_on, decision.due_on
    _changed(row, "listed_on", "due_on", "body", "decision_number", "decision_note")
    happened = HazardListed(
        entity=_entity(row),
        body=decision.body.label,
        number=row.decision_number,
        due_on=decision.due_on.isoformat() if decision.due_on else "",
    )
    record(ctx, happened, on=on, subject=("major_hazard", row.id))
    return row


@act
def record_refusal(
    *, ctx: Act, hazard: UUID, decision: Decision, version: int | None, on: date
) -> MajorHazard:
    """
    Record that the committee or government did not list a hazard; the order stands all the same.

    :raises StepRefused: with every reason
    :raises Stale: if the hazard changed since the form was opened
    """
    one = _locked(ctx, hazard, version, on)
    permit(LISTED_HAZARD, "listing_declined", _decided(one.facts, decision), by=ctx.by)
    row = _with_decision(one.row, decision)
    row.declined_on = decision.decided_on
    _changed(row, "declined_on", "body", "decision_number", "decision_note")
    happened = HazardDeclined(
        entity=_entity(row), body=decision.body.label, number=row.decision_number
    )
    record(ctx, happened, on=on, subject=("major_hazard", row.id))
    return row


@act
def follow_up(*, ctx: Act, hazard: UUID, text: str, version: int | None, on: date) -> HazardRecord:
    """
    Record how the removal of a listed hazard goes on.

    :raises StepRefused: with every reason
    :raises Stale: if the hazard changed since the form was opened
    """
    one = _locked(ctx, hazard, version, on)
    facts = replace(one.facts, text_given=tells(text))
    permit(LISTED_HAZARD, "hazard_follow_up", facts, by=ctx.by)
    made = _kept(ctx, one, text=text, officers=ctx.by.name, is_removed=None, on=on)
    happened = HazardFollowed(entity=_entity(one.row), text=made.text)
    record(ctx, happened, on=on, subject=("major_hazard", one.row.id))
    return made


@act
def record_extension(
    *, ctx: Act, hazard: UUID, decision: Decision, version: int | None, on: date
) -> TermExtension:
    """
    Record that the body that listed a hazard gave it a longer term.

    :raises StepRefused: with every reason
    :raises Stale: if the hazard changed since the form was opened
    """
    one = _locked(ctx, hazard, version, on)
    permit(LISTED_HAZARD, "term_extension", _decided(one.facts, decision), by=ctx.by)
    assert one.facts.due_on is not None
    assert decision.due_on is not None
    made: TermExtension = TermExtension.objects.create(
        id=ctx.new_id("term_extension"),
        bureau_id=ctx.bureau,
        hazard=one.row,
        decided_on=decision.decided_on,
        number=decision.number.strip(),
        before=one.facts.due_on,
        until=decision.due_on,
    )
    _changed(one.row)
    happened = TermExtended(
        entity=_entity(one.row),
        body=decision.body.label,
        number=made.number,
        due_on=made.until.isoformat(),
    )
    record(ctx, happened, on=on, subject=("major_hazard", one.row.id))
    return made


@act
def verify(
    *,
    ctx: Act,
    hazard: UUID,
    officers: tuple[UUID, ...],
    is_removed: bool,
    text: str,
    version: int | None,
    on: date,
) -> HazardRecord:
    """
    Record what at least two certified officers saw: whether a listed hazard is gone.

    :raises StepRefused: with every reason
    :raises Stale: if the hazard changed since the form was opened
    """
    one = _locked(ctx, hazard, version, on)
    went: tuple[OfficerFact, ...] = workforce.officer_facts(ctx, officers)
    found = one.row.finding
    entity = found.inspection.entity_id
    interests = inspections.interests(ctx, [entity], officers, on=on)
    again = inspections.results_of(ctx, found.inspection_id).get(found.id)
    facts = replace(
        one.facts,
        officers=went,
        officers_unknown=len(set(officers)) - len(went),
        interested=inspections.interested_names(went, entity, interests),
        says_removed=is_removed,
        reinspected_on=again.reinspection.on if again and again.is_judged else None,
        reinspected_done=bool(again and again.is_done),
        text_given=tells(text),
        actor_went=any(officer.user_id == ctx.by.id for officer in went),
        street_officers=queries.street_officers_barred(ctx, found.inspection.unit_id, went, on=on),
        seen_by_finders_alone=queries.finders_alone(ctx, one.row, went, on=on),
    )
    permit(LISTED_HAZARD, "hazard_verification", facts, by=ctx.by)
    names = Phrase.COMMA.label.join(officer.name for officer in went)
    made = _kept(ctx, one, text=text, officers=names, is_removed=is_removed, on=on)
    result = (Phrase.REMOVED if is_removed else Phrase.REMAINS).label
    happened = HazardVerified(entity=_entity(one.row), result=result, text=made.text)
    record(ctx, happened, on=on, subject=("major_hazard", one.row.id))
    return made


@act
def record_delisting(
    *, ctx: Act, hazard: UUID, decision: Decision, version: int | None, on: date
) -> MajorHazard:
    """
    Record that the body that listed a hazard took it off the list.

    :raises StepRefused: with every reason, a removal that nobody verified among them
    :raises Stale: if the hazard changed since the form was opened
    """
    one = _locked(ctx, hazard, version, on)
    facts = queries.before_delisting(ctx, one, by=ctx.by)
    permit(LISTED_HAZARD, "delisting", _decided(facts, decision), by=ctx.by)
    row = one.row
    row.delisted_on, row.delisting_number = decision.decided_on, decision.number.strip()
    _changed(row, "delisted_on", "delisting_number")
    happened = HazardDelisted(
        entity=_entity(row), body=decision.body.label, number=row.delisting_number
    )
    record(ctx, happened, on=on, subject=("major_hazard", row.id))
    return row


def _locked(ctx: Act, hazard: UUID, version: int | None, on: date) -> Standing:
    """Return a hazard as it stands, locked for the act; stale where a form is older."""
    rows = MajorHazard.objects.of(ctx).select_for_update(of=("self",))
    now = rows.values_list("version", flat=True).get(id=hazard)
    same_version(now, version, partial(last_acts, ctx, ("major_hazard", hazard)))
    return queries.hazard(ctx, hazard, on=on)


def _changed(row: MajorHazard, *columns: str) -> None:
    row.version += 1
    row.save(update_fields=["version", *columns])


def _decided(facts: HazardFacts, decision: Decision) -> HazardFacts:
    return replace(
        facts,
        number_given=says(decision.number),
        number_is_of_a_paper=is_number_of_a_paper(decision.number),
        decides=decision.body,
        decided_on=decision.decided_on,
        new_due_on=decision.due_on,
    )


def _with_decision(row: MajorHazard, decision: Decision) -> MajorHazard:
    row.body, row.decision_number = decision.body.value, decision.number.strip()
    row.decision_note = decision.note.strip()
    return row


def _kept(
    ctx: Act, one: Standing, *, text: str, officers: str, is_removed: bool | None, on: date
) -> HazardRecord:
    made: HazardRecord = HazardRecord.objects.create(
        id=ctx.new_id("hazard_record"),
        bureau_id=ctx.bureau,
        hazard=one.row,
        place=len(one.records) + 1,
        on=on,
        text=text.strip(),
        officers_text=officers,
        entered_by=ctx.by.id,
        is_removed=is_removed,
    )
    _changed(one.row)
    return made


def _entity(row: MajorHazard) -> str:
    return str(row.finding.inspection.entity.name)
