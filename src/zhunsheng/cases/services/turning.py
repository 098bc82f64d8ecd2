"""Acts by which a case turns: who handles it, standing still, other authorities, its end."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

from zhunsheng.cases import rules
from zhunsheng.cases.choices import RecusalOutcome, TerminationGround
from zhunsheng.cases.documents import turning as telling
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.events import (
    CaseResumed,
    CaseSuspended,
    CaseTerminated,
    CaseTransferred,
    HandlersChanged,
    RecusalRefused,
    UrgentInquiryBegun,
)
from zhunsheng.cases.models import CaseOfficer, PenaltyCase
from zhunsheng.cases.queries import limits, once, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules import hearing, turning
from zhunsheng.cases.rules.guards import NINETY_DAYS, OFFICERS
from zhunsheng.cases.rules.twice import other_case_findings
from zhunsheng.cases.services import base, reopening
from zhunsheng.cases.services.opening import handlers_of, named
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import services as registry
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce.rules import list_of

Turn = turning.SuspensionDraft | turning.ReasonDraft | turning.TerminationDraft
Kept = Turn | turning.RecusalDraft | turning.ReassignmentDraft


@act
def begin_urgent_inquiry(
    *, ctx: Act, case: UUID, draft: turning.ReasonDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Record that an urgent case is inquired into before it is opened; the opening is made up.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    place = file.bureau.jurisdiction
    basis = lawbook.parameter("penalty.opening_makeup", on=on, jurisdiction=place).basis
    extra = turning.reason_findings("urgent_inquiry", draft.reason, basis)
    base.permit(ctx, file, "urgent_inquiry", on=on, extra=extra)
    base.take(ctx, file, "urgent_inquiry", on=on, data=asdict(draft))
    record(ctx, UrgentInquiryBegun(draft.reason), on=on, subject=base.subject(file))
    return file.case


@act
def decide_recusal(
    *, ctx: Act, case: UUID, draft: turning.RecusalDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Decide whether a handler is recused; who stays or takes over is certified and free to act.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_handlers=True)
    names = {one.id: one.name for one in file.handlers}
    granted = draft.outcome is RecusalOutcome.GRANTED
    joins = draft.replacement if granted else None
    after = _after(ctx, file, draft.officer, joins) if granted else file
    joined_files = _opened(ctx, after, on)
    extra = (
        *_change_findings(ctx, file, after, draft.officer, joins, draft.reason),
        *rules.free_findings(barred=joins in file.interested),
    )
    beside = _beside(joined_files, after, "recusal", on)
    base.permit(ctx, after, "recusal", on=on, extra=(*extra, *beside))
    joined = list_of(one.name for one in after.handlers if one.id == joins)
    officer = names.get(draft.officer, "")
    content = telling.recusal(file, draft, officer=officer, replacement=joined)
    paper = base.issue(ctx, file, "recusal_decision", content, on=on)
    data = {**_kept(draft), "handlers": named(after.handlers, on)}
    outcome = draft.outcome.value
    files_of_case = (file, *joined_files)
    for one in files_of_case:
        base.take(ctx, one, "recusal", on=on, data=data, outcome=outcome, document=paper)
    happened: HandlersChanged | RecusalRefused = RecusalRefused(officer, draft.reason)
    if granted:
        happened = HandlersChanged(
            draft.outcome.label, officer, list_of(one.name for one in after.handlers)
        )
    for one in files_of_case:
        if granted:
            _seat(ctx, one, after, on)
        record(ctx, happened, on=on, subject=base.subject(one))
    return file.case


@act
def reassign(
    *, ctx: Act, case: UUID, draft: turning.ReassignmentDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Let another officer take over from a handler, for a reason other than recusal.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_handlers=True)
    names = {one.id: one.name for one in file.handlers}
    after = _after(ctx, file, draft.officer, draft.replacement)
    joined = _opened(ctx, after, on)
    extra = _change_findings(ctx, file, after, draft.officer, draft.replacement, draft.reason)
    beside = _beside(joined, after, "reassignment", on)
    base.permit(ctx, after, "reassignment", on=on, extra=(*extra, *beside))
    data = {**_kept(draft), "handlers": named(after.handlers, on)}
    happened = HandlersChanged(
        say("reassigned"), names[draft.officer], list_of(one.name for one in after.handlers)
    )
    for one in (file, *joined):
        base.take(ctx, one, "reassignment", on=on, data=data)
        _seat(ctx, one, after, on)
        record(ctx, happened, on=on, subject=base.subject(one))
    return file.case


def _opened(ctx: Act, after: CaseFile, on: date) -> tuple[CaseFile, ...]:
    """
    Return the joined files that go on, with the handlers that the change leaves.

    One that waits is named them by its approval.
    """
    handlers = tuple(one.id for one in after.handlers)
    found = base.joined_files(ctx, after, on=on, handlers=handlers)
    return tuple(one for one in found if one.last("opening"))


def _beside(
    joined: tuple[CaseFile, ...], after: CaseFile, step: str, on: date
) -> tuple[Finding, ...]:
    """Return what the change lacks in the files of the other parties: one act for all of them."""
    own = after.procedure.findings(step, base.facts_of(after, on=on))
    return base.joined_findings(joined, step, on=on, own=own)


def _kept(draft: Kept) -> dict[str, object]:
    return {key: str(v) if isinstance(v, UUID) else v for key, v in asdict(draft).items()}


def _after(ctx: Act, file: CaseFile, leaves: UUID, joins: UUID | None) -> CaseFile:
    """Return the file with the handlers that the change leaves."""
    ids = [one.id for one in file.handlers if one.id != leaves]
    if joins is not None and joins not in ids:
        ids.append(joins)
    return file.with_handlers(ctx, tuple(ids))


def _change_findings(
    ctx: Act, file: CaseFile, after: CaseFile, leaves: UUID, joins: UUID | None, reason: str
) -> tuple[Finding, ...]:
    now = {one.id for one in file.handlers}
    found = turning.HandlersAfter(
        leaves_known=leaves in now,
        joins_known=joins is None or joins in {one.id for one in after.handlers},
        joins_already=joins in now,
    )
    of_a_street = rules.bureau_handler_findings(handlers_of(ctx, after))
    return (*turning.handlers_findings(found, reason=reason, basis=OFFICERS), *of_a_street)


def _seat(ctx: Act, file: CaseFile, after: CaseFile, on: date) -> None:
    """Write who handles the case now; the acts keep who handled it before."""
    stay = {one.id for one in after.handlers}
    rows = CaseOfficer.objects.of(ctx).filter(case=file.case)
    rows.exclude(officer_id__in=stay).delete()
    seated = set(rows.values_list("officer_id", flat=True))
    CaseOfficer.objects.bulk_create(
        CaseOfficer(
            id=ctx.new_id(base.of_file(f"case.officer.{len(file.acts)}", file), place),
            bureau_id=ctx.bureau,
            case=file.case,
            officer_id=one.id,
            name=one.name,
            certificate=one.number_on(on),
        )
        for place, one in enumerate(after.handlers)
        if one.id not in seated
    )


@act
def suspend(
    *, ctx: Act, case: UUID, draft: turning.SuspensionDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Let the investigation stand still; the term to decide does so only where an article says it.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    cited = limits.cited_limit(draft.basis, on) if draft.basis else None
    base.permit(ctx, file, "suspension", on=on, extra=turning.suspension_findings(draft, cited))
    basis = Citation.parse(draft.basis) if draft.basis else NINETY_DAYS
    effect = say("course_stops" if draft.basis else "course_runs_on")
    number = _turn(ctx, file, "suspension", draft, basis=basis, effect=effect, on=on)
    happened = CaseSuspended(number, draft.ground.label)
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case


@act
def resume(
    *, ctx: Act, case: UUID, draft: turning.ReasonDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Let the investigation go on.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    extra = turning.reason_findings("resumption", draft.reason, NINETY_DAYS)
    base.permit(ctx, file, "resumption", on=on, extra=extra)
    effect = say("course_resumed")
    number = _turn(ctx, file, "resumption", draft, basis=NINETY_DAYS, effect=effect, on=on)
    record(ctx, CaseResumed(number, draft.reason), on=on, subject=base.subject(file))
    return file.case


@act
def terminate(
    *,
    ctx: Act,
    case: UUID,
    draft: turning.TerminationDraft,
    scan: Upload | None = None,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    End a case without a decision on the violation.

    ``scan`` is the paper on which it ends, such as that of a death, which is filed with the case.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_handlers=True)
    facts = standing.facts_of(file, on=on)
    if reopening.going_on(ctx, file, on):
        facts = replace(facts, decision_term_over=True)  # that of the act is
    registry.hold_entities(ctx, (file.case.party_id,))  # of two that name each other, one ends
    before = once.fined_for_the_act(ctx, file, on).numbers
    others = {one.id: one.number for one in once.handling(ctx, file, on)}
    extra = turning.termination_findings(draft, facts, fined_before=before)
    extra += hearing.ended_heard(draft.ground, facts)
    extra += other_case_findings(draft.ground, draft.other, handling=others.keys())
    if draft.ground is TerminationGround.NO_SUCCESSOR:
        extra += base.no_successor(ctx, file, has_scan=scan is not None, on=on)
    base.permit(ctx, file, "termination", on=on, extra=extra)
    declared = file.procedure.step("termination")
    basis, label = declared.basis, declared.label
    base.keep_proof(ctx, file.case.id, scan, name=label, proves=draft.ground.label, on=on)
    effect = say("course_ended")
    found = say("course_harmless", text=draft.harmless.strip()) if draft.harmless.strip() else ""
    if draft.ground is TerminationGround.TERM_OVER:
        found += say("course_term_over")
    if draft.ground is TerminationGround.OTHER_CASE and draft.other:
        found += say("course_other_case", number=others[draft.other])
    number = _turn(ctx, file, "termination", draft, basis=basis, effect=effect, on=on, found=found)
    happened = CaseTerminated(number, draft.ground.label)
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case


def _turn(
    ctx: Act,
    file: CaseFile,
    step: str,
    draft: Turn,
    *,
    basis: Citation,
    effect: str,
    on: date,
    found: str = "",
) -> str:
    """
    Issue the approval of a turn of the course, take its step, return the paper's number.

    ``found`` is what the paper says beside the reason.
    """
    ground = None if isinstance(draft, turning.ReasonDraft) else draft.ground
    content = telling.course(
        file,
        matter=say(f"course_{step}"),
        reason=(f"{ground.label}。{draft.reason}" if ground else draft.reason) + found,
        basis=basis,
        effect=effect,
        by=ctx.by.name,
        on=on,
    )
    paper = base.issue(ctx, file, "course_approval", content, on=on)
    outcome = ground.value if ground else ""
    base.take(ctx, file, step, on=on, data=_kept(draft), outcome=outcome, document=paper)
    return paper.number


@act
def transfer(
    *, ctx: Act, case: UUID, draft: turning.TransferDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Send a case to the authority whose it is.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_handlers=True, with_evidence=True)
    base.permit(ctx, file, "transfer", on=on, extra=turning.transfer_findings(draft))
    content = telling.transfer(file, draft, by=ctx.by.name)
    paper = base.issue(ctx, file, "transfer_letter", content, on=on)
    base.take(ctx, file, "transfer", on=on, data=asdict(draft), document=paper)
    record(ctx, CaseTransferred(draft.body, paper.number), on=on, subject=base.subject(file))
    return file.case
