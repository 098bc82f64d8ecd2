"""Acts from clue to proposal."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.cases import rules
from zhunsheng.cases.choices import CaseProcedure, SourceKind
from zhunsheng.cases.documents import contents
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.events import (
    CaseNotOpened,
    CaseOpened,
    ClueRegistered,
    PartyApproved,
)
from zhunsheng.cases.models import CaseOfficer, PenaltyCase
from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.queries import dues, once, orders, spotting, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.late import late_findings
from zhunsheng.cases.rules.saying import filler_findings
from zhunsheng.cases.services import base, reopening
from zhunsheng.evidence import services as evidence
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.evidence.rules import caption_of
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding, refuse_if
from zhunsheng.kernel.procedure import role_finding
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import PartyKind
from zhunsheng.powers import queries as powers
from zhunsheng.registry import queries as registry
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce.rules import OfficerFact, list_of


@act
def register_clue(
    *, ctx: Act, draft: rules.ClueDraft, on: date, files: tuple[Upload, ...] = ()
) -> PenaltyCase:
    """
    Register a clue against an entity, or against a person of it.

    An officer of a street hands up to the bureau what is inside of the street. ``files`` are
    pictures of the scene; they stand in the catalogue of evidence from the start.

    :raises StepRefused: if facts or violations are missing, the role does not fit, or the source
        is an inspection of somebody else or is already a case for one of the violations
    :raises BusinessEntity.DoesNotExist: if the bureau has no such entity
    """
    entity = registry.entity(ctx, draft.entity)
    bureau = accounts.bureau(ctx)
    role = (
        *role_finding(PENALTY_ORDINARY.step("clue"), ctx.by),
        *_handed_up(ctx, draft, entity.street_id),
        *rules.visit_findings(
            is_advice=orders.is_advice(ctx.viewer, draft.source, draft.source_id),
            unapproved_on=orders.unapproved_on(ctx.viewer, draft.source, draft.source_id),
        ),
    )
    violations = rules.once(draft.violations)
    times = draft.times.over(rules.TimesDraft())
    ended = rules.ended_findings(ended_on=times.ended_on, on=on) or times_findings(times, on)
    of_party = orders.is_inspection_of(ctx.viewer, draft.source, draft.source_id, entity.id)
    party = draft.person_name or entity.name
    source = (
        *rules.source_findings(is_of_party=of_party),
        *base.referred_before(ctx, draft, party, violations),
    )
    law_day = times.ended_on or on
    unlawful = violation_findings(violations, draft.person_name, draft.facts, on=law_day)
    known = (*rules.number_findings(draft.person, on=on), *base.duplicate(entity))
    refuse_if((*role, *unlawful, *ended, *source, *known, *filler_findings(draft.opinion)))
    kind = spotting.party_kind(entity, draft.person_name, on=on, jurisdiction=bureau.jurisdiction)
    standing.policy(
        on=on, jurisdiction=bureau.jurisdiction, party=kind
    )  # a day without law is none
    case: PenaltyCase = PenaltyCase.objects.create(
        id=ctx.new_id("case"),
        bureau_id=ctx.bureau,
        procedure=CaseProcedure.ORDINARY.value,
        party=entity,
        party_kind=kind.value,
        party_name=party,
        is_person_of=spotting.is_person_of(entity, draft.person_name),
        cause=draft.cause or cause_of(party, violations, on=law_day),
        violation_keys=list(violations),
        facts=draft.facts.strip(),
        source=draft.source.value,
        source_id=draft.source_id,
        clue_on=orders.found_on(ctx.viewer, draft.source, draft.source_id, on=on),
        harmful=draft.harmful,
        **times_changes(times),
        **draft.person.changes,
    )
    file = CaseFile(case, bureau, ())
    late = {"late_reason": ctx.late_reason} if on < ctx.day else {}
    told = {"facts": case.facts, "opinion": draft.opinion, **late}
    if scene := draft.scene.strip():
        told["scene"] = scene
    base.take(ctx, file, "clue", on=on, data=told)
    for one in files:
        evidence.admit(
            ctx,
            subject=base.subject(file),
            name=caption_of(one.filename, say("clue_photo")),
            kind=EvidenceKind.AUDIOVISUAL,
            file=one,
            obtained_on=on,
            proves=say("clue_picture"),
            obtained_by=(ctx.by.name,),
        )
    happened = ClueRegistered(cause=case.cause, source=case.source_label)
    record(ctx, happened, on=on, subject=("case", case.id))
    return case


def _handed_up(ctx: Act, draft: rules.ClueDraft, street: UUID | None) -> tuple[Finding, ...]:
    """Return why an officer of a street cannot bring this clue: handed up, of the own street."""
    if not registry.sees_own_street_only(ctx.viewer):
        return ()
    own = accounts.user(ctx, ctx.by.id).unit_id
    return (
        *rules.handed_up_findings(draft.source),
        *rules.territory_findings(entity_street=street, own=own),
    )


def times_findings(times: rules.TimesDraft, on: date) -> tuple[Finding, ...]:
    """Return why the days of a violation cannot be."""
    return rules.times_findings(
        began_on=times.began_on, ended_on=times.ended_on, conduct=times.conduct, on=on
    )


def times_changes(times: rules.TimesDraft) -> dict[str, object]:
    """Return when the violation was as the fields of a case."""
    return {
        "violation_began_on": times.began_on,
        "violation_ended_on": times.ended_on,
        "conduct": times.conduct.value if times.conduct else "",
    }


def violation_findings(
    violations: tuple[str, ...], person_name: str, facts: str, *, on: date
) -> tuple[Finding, ...]:
    """
    Return why these violations of a day cannot be held against this party.

    :raises NoSuchLaw: if the catalogue holds a violation, but no version of it for the day
    """
    held = lawbook.newest()
    known = {key: lawbook.violation(key, on=on) if key in held else None for key in violations}
    wanted = PartyKind.PERSON if person_name.strip() else PartyKind.UNIT
    return rules.clue_findings(
        facts=facts,
        unknown=tuple(key for key, row in known.items() if row is None),
        mismatched=tuple(
            row.label
            for row in known.values()
            if row and wanted not in {w.party for w in row.liable}
        ),
        none_named=not violations,
    )


def cause_of(party: str, violations: tuple[str, ...], *, on: date, role: str = "") -> str:
    """Return the name of a case: the party, the first conduct, and how many there are."""
    first = lawbook.violation(violations[0], on=on).label.removeprefix(role)
    if len(violations) == 1:
        return say("cause", party=party, conduct=first)
    return say("cause_many", party=party, conduct=first, count=len(violations))


@act
def open_case(
    *, ctx: Act, case: UUID, draft: rules.OpeningDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Open a case with all of its parties and name its handlers.

    A party that joined a case after its opening is approved by itself: it has the number, the
    handlers and the term of the case.

    :raises StepRefused: with every reason, of every party
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_evidence=True)
    lead = file.lead
    named_before = lead.handler_rows if lead else ()
    ids = tuple(UUID(row["id"]) for row in named_before) if lead else draft.handlers
    file = file.with_handlers(ctx, ids)
    joined = base.joined_files(ctx, file, on=on, handlers=ids)
    for one in (file, *joined):
        if one.case.harmful is None:
            one.case.harmful = draft.harmful
    against = tuple(found for one in (file, *joined) for found in _against(ctx, one, on))
    late = _make_up_findings(file, draft, on)
    ended = reopening.before(ctx, (file, *joined), on)
    against += reopening.against(ended, draft.reopening)
    facts = standing.facts_of(file, on=on)
    own = file.procedure.findings("opening", facts)
    others = base.joined_findings(joined, "opening", on=on, own=own)
    base.permit(ctx, file, "opening", on=on, extra=tuple(dict.fromkeys((*against, *others, *late))))
    said = reopening.kept(ended, draft.reopening)
    content = contents.opening(
        file,
        draft,
        by=ctx.by.name,
        on=on,
        joined=joined,
        said=said,
        section_signs=facts.first_check_required,
    )
    paper = (
        base.issue(ctx, file, "joining_approval", content, on=on)
        if lead
        else base.issue(ctx, file, "opening_approval", content, on=on)
    )
    number = lead.case.number if lead else paper.number
    opened = next((act.on for act in lead.acts if act.step == "opening"), on) if lead else on
    handlers = named(file.handlers, on)
    late_ground = draft.late_ground.strip()
    data = {
        "handlers": handlers,
        "late_ground": late_ground,
        **({"case_opened_on": opened} if lead else {}),
        **said,
    }
    names = list_of(one.name for one in file.handlers)
    for one in (file, *joined):
        _name_handlers(ctx, one, on)
        changes = {"number": number, "harmful": one.case.harmful}
        base.take(ctx, one, "opening", on=on, data=data, document=paper, changes=changes)
        happened = (
            PartyApproved(number=number, paper=paper.number)
            if lead
            else CaseOpened(number=number, handlers=names)
        )
        record(ctx, happened, on=on, subject=base.subject(one))
    return file.case


def _against(ctx: Act, file: CaseFile, on: date) -> tuple[Finding, ...]:
    """Return what speaks against opening beside the procedure: a street, 29, the power list."""
    source = SourceKind(file.case.source)
    unapproved_on = orders.unapproved_on(ctx.viewer, source, file.case.source_id)
    return (
        *rules.visit_findings(is_advice=False, unapproved_on=unapproved_on),
        *base.ended_party(ctx, file, on),
        *rules.bureau_handler_findings(handlers_of(ctx, file)),
        *rules.again_findings(once.punished_before(ctx, file.case, same_source=True)),
        *rules.fined_findings(rules.NearActs(told=once.fined_for_the_act(ctx, file, on).told)),
        *rules.listed_findings(powers.unlisted_violations(ctx, file.case.violation_keys, on=on)),
    )


def _name_handlers(ctx: Act, file: CaseFile, on: date) -> None:
    CaseOfficer.objects.bulk_create(
        CaseOfficer(
            id=ctx.new_id(base.of_file("case.officer", file), place),
            bureau_id=ctx.bureau,
            case=file.case,
            officer_id=one.id,
            name=one.name,
            certificate=one.number_on(on),
        )
        for place, one in enumerate(file.handlers)
    )


def _make_up_findings(file: CaseFile, draft: rules.OpeningDraft, on: date) -> tuple[Finding, ...]:
    """Return why an opening that makes up for an urgent inquiry comes too late to say nothing."""
    due = dues.opening_due(file)
    if due is None:
        return ()
    return late_findings("opening", due=due.on, on=on, ground=draft.late_ground, basis=due.basis)


def handlers_of(ctx: Act, file: CaseFile) -> tuple[rules.Handler, ...]:
    """Return the handlers of a file with the streets whose officers they are."""
    streets = {unit.id for unit in accounts.units(ctx, kind=UnitKind.STREET)}
    return tuple(
        rules.Handler(one.name, one.user_id, one.unit_id if one.unit_id in streets else None)
        for one in file.handlers
    )


def named(officers: tuple[OfficerFact, ...], on: date) -> list[dict[str, str]]:
    """Return officers as an act remembers them."""
    return [
        {
            "id": str(one.id),
            "user": str(one.user_id) if one.user_id else "",
            "name": one.name,
            "certificate": one.number_on(on),
        }
        for one in officers
    ]


@act
def refuse_to_open(
    *, ctx: Act, case: UUID, draft: rules.NotOpenedDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Decide not to open a case on a clue.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    base.permit(ctx, file, "not_opened", on=on, extra=rules.not_opened_findings(draft))
    base.take(ctx, file, "not_opened", on=on, data=asdict(draft))
    record(ctx, CaseNotOpened(reason=draft.reason), on=on, subject=base.subject(file))
    return file.case
