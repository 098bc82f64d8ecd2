"""What every act of a case does: lock, load, ask the procedure, write the step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from uuid import UUID

from zhunsheng.accounts import services as accounting
from zhunsheng.cases import rules
from zhunsheng.cases.choices import PROOFS, CaseProcedure
from zhunsheng.cases.documents import fining as telling
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.procedure import procedure_of
from zhunsheng.cases.queries import files, loading, once, records, referred, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.shapes import Entity
from zhunsheng.cases.rules.acting import step_findings
from zhunsheng.cases.rules.anew import fallen_findings
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.renaming import NOTED, stale_name_findings
from zhunsheng.cases.rules.reopening import spot_findings
from zhunsheng.documents import services as documents
from zhunsheng.documents.rules import Addressee, Content, Paper
from zhunsheng.evidence import queries as evidence_of
from zhunsheng.evidence import services as evidence
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.kernel import procedure
from zhunsheng.kernel.act import Act, ActorKind
from zhunsheng.kernel.finding import Finding, refuse_if
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import PartyKind
from zhunsheng.registry import queries as registered
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import EntityKind
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce import queries as workforce


def begin(
    ctx: Act,
    case: UUID,
    version: int | None,
    *,
    on: date,
    with_handlers: bool = False,
    with_evidence: bool = False,
) -> CaseFile:
    """
    Lock a case that the actor may see and load its file.

    :raises PenaltyCase.DoesNotExist: if there is none; a street acts in its own cases alone
    :raises Stale: if the case changed since the form was opened, with what was done meanwhile
    """
    rows = records.visible(ctx.viewer).select_related("party")
    row = rows.select_for_update(of=("self",)).get(id=case)
    declared = procedure_of(CaseProcedure(row.procedure))
    documents.nobody_acted(ctx, CaseAct, row.id, now=row.version, seen=version, procedure=declared)
    return loading.load(ctx, row, on=on, with_handlers=with_handlers, with_evidence=with_evidence)


def joined_files(
    ctx: Act,
    file: CaseFile,
    *,
    on: date,
    handlers: tuple[UUID, ...] = (),
    with_evidence: bool = False,
) -> tuple[CaseFile, ...]:
    """
    Lock the files that joined a case and return those not at an end, to act with the case.

    ``handlers`` are the officers whom an opening names; without them they are the file's own.
    """
    rows = PenaltyCase.objects.of(ctx).filter(lead=file.case.id).select_related("party")
    found = []
    for row in rows.order_by("id").select_for_update(of=("self",)):
        one = loading.load(ctx, row, on=on, with_handlers=not handlers, with_evidence=with_evidence)
        if not files.Kin(one.case, one.acts).has_ended:
            one = one.with_handlers(ctx, handlers) if handlers else one
            found.append(replace(one, with_case=True))
    return tuple(found)


def ended_party(ctx: Act, file: CaseFile, on: date) -> tuple[Finding, ...]:
    """
    Return that the unit against which the case is was struck off the register.

    A person of the unit answers still, and so does the trader of a sole proprietor.
    """
    case = file.case
    if _is_person(file):
        return ()
    ended = registered.ended_units(ctx, [case.party_id], on=on)
    return rules.ended_party_findings(case.party_name, ended.get(case.party_id))


def stale_name(file: CaseFile) -> tuple[Finding, ...]:
    """Return that the party has another name by now than the papers of its case would carry."""
    case = file.case
    return stale_name_findings(case.party_name, case.party.name) if case.is_renamed else ()


def no_successor(ctx: Act, file: CaseFile, *, has_scan: bool, on: date) -> tuple[Finding, ...]:
    """Return that the record has the party alive, against an end of the case for want of it."""
    case = file.case
    ended_on = registered.ended_units(ctx, [case.party_id], on=on).get(case.party_id)
    return rules.no_successor_findings(
        case.party_name, is_person=_is_person(file), ended_on=ended_on, has_scan=has_scan
    )


def addressee(file: CaseFile) -> Addressee:
    """Return to whom the papers of a case go, and who may sign for it (民诉法 88)."""
    case = file.case
    person = case.is_person_of or case.entity.kind == EntityKind.PERSON.value
    speaker = case.named if person else case.speaker
    return Addressee(speaker, is_person=_is_person(file), is_unit=not person, unit=case.entity.name)


def _is_person(file: CaseFile) -> bool:
    """Return whether the party is one natural person in law."""
    return file.case.is_person_of or EntityKind(file.case.entity.kind).is_one_person


def duplicate(entity: Entity) -> tuple[Finding, ...]:
    """Return that an entry was merged into another, so that nothing new is brought against it."""
    kept = entity.merged_into
    return rules.duplicate_findings(entity.name, kept.name if kept else "")


def ages(file: CaseFile, on: date) -> tuple[int, int]:
    """Return from which age on a person is punished, and from which one without mercy (30)."""
    least, full = (
        lawbook.parameter(key, on=on, jurisdiction=file.bureau.jurisdiction).integer()
        for key in ("penalty.age_of_liability", "penalty.age_of_full_liability")
    )
    return least, full


def under_age(file: CaseFile, on: date) -> tuple[Finding, ...]:
    """Return that the person was too young to be punished on the day of the violation (30)."""
    case = file.case
    if case.party_kind != PartyKind.PERSON.value:
        return ()
    age = rules.age_on(case.identity_number, case.law_day, shown=case.born_on)
    return rules.under_age_findings(age, least=ages(file, on)[0])


def young(
    file: CaseFile,
    person: rules.PersonDraft,
    fined: rules.Fined,
    *,
    warning: bool,
    day: date,
    on: date,
) -> tuple[Finding, ...]:
    """Return that the fines leave out that the person was not of full age (30)."""
    punished = [one.draft.circumstances for one in fined.counted if one.amount or warning]
    return _young(file, person, punished, day=day, on=on)


def of_age(file: CaseFile, on: date) -> tuple[Finding, ...]:
    """Return that the person was too young for the penalty that is proposed, as known now (30)."""
    proposed = file.data("proposal")
    otherwise = bool(proposed.get("warning") or rules.imposed_rows(proposed))
    punished = [
        [one["key"] for one in row["circumstances"]]
        for row in telling.kept(proposed)
        if not row["absorbed"] and (row["fine_fen"] or otherwise)
    ]
    return (
        *under_age(file, on),
        *_young(file, rules.UNNAMED, punished, day=file.case.law_day, on=on),
    )


def identified(file: CaseFile, person: rules.PersonDraft, *, on: date) -> tuple[Finding, ...]:
    """Return what speaks against who a proposal says that the party is."""
    case = file.case
    return (
        *rules.number_findings(person, on=on),
        *rules.birth_findings(
            person,
            number=case.identity_number,
            is_shown=case.identity_evidence is not None,
            on=on,
        ),
        *rules.identity_evidence_findings(person, {item.id for item in file.evidence}),
    )


def _young(
    file: CaseFile,
    person: rules.PersonDraft,
    punished: Iterable[Collection[str]],
    *,
    day: date,
    on: date,
) -> tuple[Finding, ...]:
    if file.case.party_kind != PartyKind.PERSON.value:
        return ()
    least, full = ages(file, on)
    number = person.number or file.case.identity_number
    age = rules.age_on(number, day, shown=person.born_on or file.case.born_on)
    return rules.young_findings(age, circumstances=punished, least=least, full=full)


def again(
    ctx: Act, file: CaseFile, *, fine_fen: int, on: date, spot: rules.SummaryDraft | None = None
) -> tuple[Finding, ...]:
    """
    Return that the violation was punished from the same source, or the act fined before (29).

    Nor is it fined on the spot while a case on it is open, or the police have it (27).
    The party is locked until the act ends: of two who fine it at once, the second sees the first.
    """
    registry.hold_entities(ctx, (file.case.party_id,))
    ended = ended_party(ctx, file, on)
    if spot is not None:
        over = once.ended_for_term(ctx, file, on)
        ended += spot_findings([one.case.number for one in over])
        fell = once.fallen_before(ctx, file, on, other_act=spot.other_act)
        ended += fallen_findings([one.number for one in fell])
    said = file.other_act if spot is None else spot.other_act
    told = str(file.data("proposal").get("facts", ""))
    ended += rules.spared_findings(once.spared_before(ctx, file, on, other_act=said, facts=told))
    before = once.punished_before(ctx, file.case, same_source=True)
    if before or not fine_fen:
        return (*ended, *rules.again_findings(before))
    if spot is not None:
        near = once.near_acts(ctx, file, on)
        return (
            *ended,
            *rules.fined_findings(near, other_act=spot.other_act, on_the_spot=True),
        )
    fined = once.fined_for_the_act(ctx, file, on, unexplained=True)
    return (*ended, *rules.fined_findings(fined, other_act=file.other_act))


def referred_before(
    ctx: Act,
    draft: rules.ClueDraft | rules.SummaryDraft,
    party: str,
    violations: tuple[str, ...],
) -> tuple[Finding, ...]:
    """Return that the source inspection is already a case against the party for one of these."""
    return rules.referred_findings(
        referred.referred_before(
            ctx.viewer,
            source=draft.source,
            source_id=draft.source_id,
            party=party,
            violations=violations,
        )
    )


def permit(
    ctx: Act,
    file: CaseFile,
    step: str,
    *,
    on: date,
    extra: tuple[Finding, ...] = (),
    on_paper: bool = False,
) -> CaseFacts:
    """
    Return the facts where the law allows the step.

    What was done ``on_paper``, under a number that was set aside, may be entered later.

    :raises StepRefused: with every reason: role, order, guards, and what the draft lacks
    """
    refuse_if(step_findings(file.procedure, step))
    if step not in NOTED:
        extra += stale_name(file)
    facts = standing.facts_of(file, on=on)
    entered_on = None if on_paper else ctx.day
    procedure.permit(
        file.procedure, step, facts, by=ctx.by, extra=extra, on=on, entered_on=entered_on
    )
    return facts


def joined_findings(
    joined: tuple[CaseFile, ...], step: str, *, on: date, own: tuple[Finding, ...] = ()
) -> tuple[Finding, ...]:
    """Return what speaks against a step in the files that joined a case, each with its party."""
    return tuple(
        replace(found, message=say("of_party", party=one.case.party_label, text=found.message))
        for one in joined
        for found in one.procedure.findings(step, standing.facts_of(one, on=on))
        if found not in own
    )


def facts_of(file: CaseFile, *, on: date) -> CaseFacts:
    """Return the facts of a file, as its guards look at them."""
    return standing.facts_of(file, on=on)


def certified(ctx: Act, on: date, *, street: UUID | None) -> frozenset[str]:
    """
    Return the names of the officers who hold a valid credential on a day (42.1).

    They are the bureau's; those of a street look only after the cases of that street (20, 21).
    """
    return frozenset(
        one.name
        for one in workforce.all_officer_facts(ctx)
        if one.number_on(on) and (not one.of_street or one.unit_id == street)
    )


def issue(ctx: Act, file: CaseFile, kind: str, content: Content, *, on: date) -> Paper:
    """Issue a paper of the case."""
    return documents.issue(ctx, kind=kind, subject=("case", file.case.id), content=content, on=on)


def take(
    ctx: Act,
    file: CaseFile,
    step: str,
    *,
    on: date,
    data: Mapping[str, object],
    outcome: str = "",
    document: Paper | None = None,
    changes: Mapping[str, object] | None = None,
) -> CaseAct:
    """Write the step as done and count the version of the case up."""
    row = documents.take_step(
        ctx,
        CaseAct,
        file.case,
        step,
        label=of_file("case.act", file),
        sequence=len(file.acts) + 1,
        on=on,
        data=data,
        outcome=outcome,
        paper=document,
        columns={"by_id": ctx.by.id if ctx.by.kind is ActorKind.OFFICER else None},
        changes=changes,
    )
    if step in rules.DRAFTED:
        accounting.drop_draft(ctx, rules.draft_page(file.case.id, step))
    return row


def of_file(label: str, file: CaseFile) -> str:
    """Return the label of what an act makes in a file; one act may write into several."""
    return f"{label}:{file.case.id}" if file.case.lead_id else label


def subject(file: CaseFile) -> tuple[str, UUID]:
    """Return the case as the subject of events."""
    return ("case", file.case.id)


def keep_proof(
    ctx: Act, case: UUID, proof: Upload | None, *, name: str, proves: str, on: date
) -> dict[str, str]:
    """
    Keep a scan of a paper from outside, and return what names it, nothing without one.

    It is no evidence of the violation: the party asks, says or pays; it is filed with the case.
    What is evidence of the case already is named and not kept twice.

    :raises StepRefused: if the file is not what its name says, or is a proof already
    """
    if proof is None:
        return {}
    digest = sha256(proof.content).hexdigest()
    for one in evidence_of.catalogue(ctx, ("case", case)):
        if one.sha256 == digest:
            return {"proof": str(one.id), "proof_sha256": digest}
    item = evidence.admit(
        ctx,
        subject=(PROOFS, case),
        name=name,
        kind=EvidenceKind.DOCUMENTARY,
        file=proof,
        obtained_on=on,
        proves=proves,
        after=(("case", case),),
    )
    return {"proof": str(item.id), "proof_sha256": item.sha256}
