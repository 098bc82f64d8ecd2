"""The act of the summary procedure: decide and hand over on the spot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.cases import rules
from zhunsheng.cases.choices import DecisionKind
from zhunsheng.cases.documents import deciding
from zhunsheng.cases.documents import fining as telling
from zhunsheng.cases.documents.wording import penalty_text
from zhunsheng.cases.events import DecidedOnTheSpot
from zhunsheng.cases.models import CaseOfficer, Decision, PenaltyCase
from zhunsheng.cases.queries import loading, orders, spotting, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.amounts import SUMMARY
from zhunsheng.cases.rules.inquiring import definite_findings
from zhunsheng.cases.rules.saying import filler_findings
from zhunsheng.cases.services import base
from zhunsheng.cases.services.opening import (
    cause_of,
    handlers_of,
    named,
    violation_findings,
)
from zhunsheng.documents import services as documents
from zhunsheng.documents.rules import Content, Paper
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding, NoLaw, StepRefused, refuse_if
from zhunsheng.kernel.hours import hour_findings, instant
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import PartyKind, Question
from zhunsheng.powers import queries as powers
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.choices import DelegatedPower

_PAPER: Final = "summary_penalty_decision"


@act
def decide_on_the_spot(*, ctx: Act, draft: rules.SummaryDraft, on: date) -> PenaltyCase:
    """
    Decide a penalty on the spot: the case, its decision and its paper, handed over at once.

    :raises StepRefused: with every reason: ceiling, officers, certificates, delegation, source
    :raises BusinessEntity.DoesNotExist: if the bureau has no such entity
    """
    file, found = _permitted(ctx, draft, on)
    case = file.case
    fine_fen = found.fine_fen
    derivations = telling.told(file, found)
    case.cause = cause_of(case.party_name, (draft.fine.violation,), on=case.law_day)
    content = deciding.summary(file, draft, fine_fen=fine_fen, on=on)
    paper = _issued(ctx, file, draft, content, on)
    case.number = paper.number
    case.save(force_insert=True)
    officers = named(file.handlers, on)
    CaseOfficer.objects.bulk_create(
        CaseOfficer(
            id=ctx.new_id("case.officer", place),
            bureau_id=ctx.bureau,
            case=case,
            officer_id=UUID(row["id"]),
            name=row["name"],
            certificate=row["certificate"],
        )
        for place, row in enumerate(officers)
    )
    decision = Decision(
        id=ctx.new_id("decision"),
        bureau_id=ctx.bureau,
        case=case,
        kind=DecisionKind.PENALTY.value,
        procedure=case.procedure,
        fine_fen=fine_fen,
        warning=draft.warning,
        decided_on=on,
        decided_by=ctx.by.name,
        document_id=paper.id,
    )
    decision.save(force_insert=True)
    data = {
        "fine_fen": fine_fen,
        "warning": draft.warning,
        "officers": officers,
        "place": draft.place or case.entity.address,
        "statement": draft.statement,
        "discretion": draft.discretion,
        "other_act": draft.other_act.strip(),
        "derivations": derivations,
        "papers": [[paper.title, paper.number]],
        "refusal": draft.refusal,
        "witness": draft.witness,
        "correct_until": draft.correct_until,
        "spot_ground": draft.spot_ground.value if draft.spot_ground else "",
        "orders_correction": not draft.fine.answers.get(Question.CORRECTED),
    }
    base.take(ctx, file, "on_the_spot", on=on, data=data, document=paper)
    happened = DecidedOnTheSpot(
        decision=str(decision.id),
        number=paper.number,
        penalty=penalty_text(fine_fen, warning=draft.warning),
        fine_fen=fine_fen,
    )
    record(ctx, happened, on=on, subject=base.subject(file))
    return case


def refusals_on_the_spot(ctx: Act, draft: rules.SummaryDraft, on: date) -> tuple[Finding, ...]:
    """
    Return why a penalty on the spot would be refused; nothing is written either way.

    The rows that the act would lock are locked while it is asked: in a transaction of its own.
    """
    try:
        with transaction.atomic():
            _permitted(ctx, draft, on)
            transaction.set_rollback(True)
    except StepRefused as refusal:
        return refusal.findings
    except NoLaw:
        return ()
    return ()


def _permitted(ctx: Act, draft: rules.SummaryDraft, on: date) -> tuple[CaseFile, rules.Fined]:
    """
    Return the file and its fine where the law allows the penalty.

    :raises StepRefused: with every reason
    """
    of_party = orders.is_inspection_of(ctx.viewer, draft.source, draft.source_id, draft.entity)
    # On the spot of an urgent visit nobody can wait for the head, who approves it after.
    unapproved = orders.unapproved_on(ctx.viewer, draft.source, draft.source_id)
    refuse_if(
        (
            *rules.ended_findings(ended_on=draft.violation_ended_on, on=on),
            *rules.source_findings(is_of_party=of_party),
            *rules.visit_findings(
                is_advice=orders.is_advice(ctx.viewer, draft.source, draft.source_id),
                unapproved_on=None if unapproved == on else unapproved,
            ),
        )
    )
    file = _new_file(ctx, draft, on)
    unlawful = violation_findings(
        (draft.fine.violation,), draft.person_name, draft.facts, on=file.case.law_day
    )
    found = None if unlawful else spotting.fined(ctx.viewer, file, draft.fine, on=on)
    extra = (
        *unlawful,
        *base.duplicate(file.case.party),
        *definite_findings(draft.facts),
        *filler_findings(draft.other_act),
        *(_objections(file, draft, found, on) if found else ()),
        *rules.number_findings(draft.person, on=on),
        *rules.spot_person_findings(
            standing.facts_of(file, on=on), place=draft.place or file.case.party.address
        ),
        *_street_findings(ctx, draft, file),
        *_undelegated(ctx, draft, on),
        *rules.listed_findings(powers.unlisted_violations(ctx, (draft.fine.violation,), on=on)),
        *(
            base.again(ctx, file, fine_fen=found.fine_fen if found else 0, on=on, spot=draft)
            or base.referred_before(ctx, draft, file.case.party_name, (draft.fine.violation,))
        ),
        *rules.spot_handler_findings(handlers_of(ctx, file), unit=draft.unit, by=ctx.by.id),
        *_form_findings(ctx, draft, on),
        *rules.correction_day_findings(
            draft.correct_until,
            on=on,
            ordered=not draft.fine.answers.get(Question.CORRECTED),
        ),
        *rules.handed_over_findings(
            refusal=draft.refusal, witness=draft.witness, staff=workforce.staff(ctx)
        ),
        *hour_findings("summary", instant(on, draft.time), now=ctx.at, basis=SUMMARY),
    )
    on_paper = bool(draft.form_number.strip())
    base.permit(ctx, file, "on_the_spot", on=on, extra=extra, on_paper=on_paper)
    assert found is not None
    return file, found


def _form_findings(ctx: Act, draft: rules.SummaryDraft, on: date) -> tuple[Finding, ...]:
    """Tell why the number of a form that was handed out may not be used."""
    number = draft.form_number.strip()
    if not number:
        return ()
    return documents.reserved_findings(ctx, kind=_PAPER, number=number, on=on)


def _issued(
    ctx: Act, file: CaseFile, draft: rules.SummaryDraft, content: Content, on: date
) -> Paper:
    """Issue the decision under the next number, or that of the form that was filled in."""
    number = draft.form_number.strip()
    if not number:
        return base.issue(ctx, file, "summary_penalty_decision", content, on=on)
    subject = base.subject(file)
    return documents.issue_reserved(
        ctx, kind=_PAPER, subject=subject, content=content, on=on, number=number
    )


def _new_file(ctx: Act, draft: rules.SummaryDraft, on: date) -> CaseFile:
    file = spotting.file_of(ctx, draft, case_id=ctx.new_id("case"), on=on)
    file = replace(file, interested=loading.interested_in(ctx, draft.entity, on=on)).with_handlers(
        ctx, draft.officers
    )
    if draft.unit is None:
        return file
    deed = workforce.delegation_of(ctx, draft.unit, on)
    valid = deed is not None and DelegatedPower.SUMMARY_PENALTY in deed.delegated
    return replace(file, delegation_valid=valid)


def _objections(
    file: CaseFile, draft: rules.SummaryDraft, found: rules.Fined, on: date
) -> tuple[Finding, ...]:
    party = PartyKind(file.case.party_kind)
    policy = standing.policy(on=on, jurisdiction=file.bureau.jurisdiction, party=party)
    row = lawbook.violation(draft.fine.violation, on=file.case.law_day)
    most = lawbook.parameter(
        "penalty.on_the_spot_collection", on=on, jurisdiction=file.bureau.jurisdiction
    )
    return (
        *rules.small_findings(draft.spot_ground, fine_fen=found.fine_fen, most_fen=most.integer()),
        *rules.summary_findings(
            draft,
            fine_fen=found.fine_fen,
            least_fen=found.shares[0].statutory[0],
            ceiling_fen=policy.summary_ceiling_fen,
        ),
        *rules.warning_findings(warning=draft.warning, has_basis=row.warning),
        *base.under_age(file, on),
        *base.young(file, draft.person, found, warning=draft.warning, day=file.case.law_day, on=on),
        *rules.fining_findings(
            found,
            warning=draft.warning,
            same_act=(),
            deviation=None,
            discretion=draft.discretion,
        ),
        *rules.spot_spared_findings(found, warning=draft.warning),
        *rules.spot_deviation_findings(found),
        *rules.spot_findings(found),
    )


def _undelegated(ctx: Act, draft: rules.SummaryDraft, on: date) -> tuple[Finding, ...]:
    """Refuse for a street a matter that the bureau's list in force does not delegate."""
    if draft.unit is None:
        return ()
    keys = (draft.fine.violation,)
    return rules.undelegated_findings(powers.undelegated_violations(ctx, keys, on=on))


def _street_findings(ctx: Act, draft: rules.SummaryDraft, file: CaseFile) -> tuple[Finding, ...]:
    """An officer of a street acts for that street and inside it alone, under its deed."""
    roles = ctx.by.roles
    if Role.STREET_OFFICER.value not in roles or Role.ENFORCEMENT_OFFICER.value in roles:
        return ()
    own = accounts.user(ctx, ctx.by.id).unit_id
    return (
        *rules.street_findings(acts_for=draft.unit, own=own),
        *rules.territory_findings(entity_street=file.case.party.street_id, own=own),
    )
