"""Acts inside of the bureau: first check, case committee, submission, endorsement, filing."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases.documents import turning as telling
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.events import (
    AddressConfirmed,
    CaseSubmitted,
    PenaltyFiled,
    ProposalChecked,
)
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.loading import LEADERS
from zhunsheng.cases.rules import address, committee, filing, guards, people, sparing, turning
from zhunsheng.cases.rules.saying import filler_findings, receiver_findings
from zhunsheng.cases.services import base
from zhunsheng.cases.services.deciding import ground_findings
from zhunsheng.documents import queries as documents
from zhunsheng.documents import services as attached
from zhunsheng.documents.rules import Content, scan_findings
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.hours import hour_findings, instant
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce import people as own_people


def _check(
    ctx: Act, case: UUID, step: str, draft: turning.CheckDraft, on: date, version: int | None
) -> PenaltyCase:
    file = base.begin(ctx, case, version, on=on, with_evidence=True)
    base.permit(ctx, file, step, on=on, extra=turning.check_findings(draft))
    data = {**asdict(draft), "bound_hash": file.file_hash}
    base.take(ctx, file, step, on=on, data=data, outcome=draft.outcome.value)
    label = file.procedure.step(step).label
    opinion = say("opinion", text=draft.opinion) if draft.opinion else ""
    happened = ProposalChecked(label, draft.outcome.label, opinion)
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case


@act
def check_first(
    *, ctx: Act, case: UUID, draft: turning.CheckDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Check a proposal in its section, before it is reviewed.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    return _check(ctx, case, "first_check", draft, on, version)


@act
def endorse(
    *, ctx: Act, case: UUID, draft: turning.CheckDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Endorse a submission, as the deputy in charge does before the decision.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    return _check(ctx, case, "endorsement", draft, on, version)


@act
def endorse_sparing(
    *, ctx: Act, case: UUID, draft: turning.CheckDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Endorse that a party is spared, as the deputy in charge does before the decision.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    return _check(ctx, case, "sparing_endorsement", draft, on, version)


@act
def meet_committee(
    *, ctx: Act, case: UUID, draft: turning.CommitteeDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Record what the case committee makes of the proposal; it never decides the penalty.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    staff = (user for user in accounts.users(ctx) if user.is_active)
    sitting = {user.id: user for user in staff if user.roles & people.MAY_SIT}
    names = {one: user.name for one, user in sitting.items()}
    named = sitting.keys() & set(draft.members)
    members = tuple(names[one] for one in dict.fromkeys(draft.members) if one in names)
    barred = frozenset(names[one] for one in names.keys() & file.interested_users)
    extra = committee.committee_findings(
        draft,
        members=len(members),
        leaders=sum(1 for one in named if sitting[one].roles & LEADERS),
        interested=barred & frozenset(members),
        handlers=frozenset(names[one] for one in named & file.handling),
    )
    extra += hour_findings(
        "committee", instant(on, draft.time), now=ctx.at, basis=guards.DISCUSSION
    )
    base.permit(ctx, file, "committee", on=on, extra=extra)
    content = telling.committee(file, draft, members=members, by=ctx.by.name, on=on)
    paper = base.issue(ctx, file, "committee_record", content, on=on)
    data = {**asdict(draft), "members": [str(one) for one in draft.members], "names": members}
    outcome = draft.outcome.value
    base.take(ctx, file, "committee", on=on, data=data, outcome=outcome, document=paper)
    opinion = say("opinion", text=draft.conclusion)
    happened = ProposalChecked(file.procedure.step("committee").label, draft.outcome.label, opinion)
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case


@act
def submit_for_decision(
    *, ctx: Act, case: UUID, draft: turning.SubmissionDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Submit a case for decision with all that came of notice, statement and hearing.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_handlers=True, with_evidence=True)
    base.permit(ctx, file, "submission", on=on, extra=filler_findings(draft.opinion))
    content = telling.submission(file, opinion=draft.opinion, by=ctx.by.name, on=on)
    return _submitted(ctx, file, "submission", asdict(draft), content, on)


@act
def submit_for_sparing(
    *, ctx: Act, case: UUID, draft: sparing.SparingDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Submit a case in which the handlers see no penalty, before a person in charge decides so.

    :raises StepRefused: with every reason, such as that the proposal carries a fine
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_handlers=True, with_evidence=True)
    has_proposal = file.last("proposal") is not None
    extra = sparing.unproposed_findings(draft.ground, has_proposal=has_proposal)
    if has_proposal or draft.ground.is_of_a_person:
        extra = ground_findings(ctx, file, draft.ground, on)
    extra += sparing.unexplained_findings(draft.opinion)
    base.permit(ctx, file, "sparing_submission", on=on, extra=extra)
    content = telling.sparing(file, draft, by=ctx.by.name, on=on)
    return _submitted(ctx, file, "sparing_submission", asdict(draft), content, on)


def _submitted(
    ctx: Act, file: CaseFile, step: str, said: dict[str, object], content: Content, on: date
) -> PenaltyCase:
    paper = base.issue(ctx, file, "handling_approval", content, on=on)
    data = {**said, "bound_hash": file.file_hash}
    base.take(ctx, file, step, on=on, data=data, document=paper)
    record(ctx, CaseSubmitted(paper.number), on=on, subject=base.subject(file))
    return file.case


@act
def file_penalty(
    *, ctx: Act, case: UUID, draft: filing.FilingDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Note that a penalty was filed with the upper bureau or the justice department.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    filed = {act.outcome: said["receipt"] for act, said in file.contents_of("filing")}
    bodies = base.facts_of(file, on=on).filing_bodies
    extra = filing.filing_findings(draft, filed, bodies=bodies)
    base.permit(ctx, file, "filing", on=on, extra=extra)
    base.take(ctx, file, "filing", on=on, data=asdict(draft), outcome=draft.body.value)
    happened = PenaltyFiled(draft.body.label, draft.receipt)
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case


@act
def confirm_address(
    *,
    ctx: Act,
    case: UUID,
    draft: address.AddressDraft,
    scan: Upload | None = None,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    Record where the party wants its papers, and whether it agrees to delivery by wire.

    The ``scan`` of what the party signed is bound as the original of the confirmation.

    :raises StepRefused: with every reason, such as delivery by wire that nobody signed for
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    bound = documents.bound_to(ctx, scan.content) if scan else ()
    extra = (
        *address.address_findings(
            draft, has_scan=scan is not None, used_by=[one.number or one.title for one in bound]
        ),
        *receiver_findings(draft.receiver, speaker=file.case.speaker, staff=own_people.staff(ctx)),
    )
    if scan:
        seen = documents.read_scan(scan.content)
        extra += scan_findings(seen, filename=scan.filename, size=len(scan.content))
    base.permit(ctx, file, "address_confirmation", on=on, extra=extra)
    content = telling.address(file, draft, on=on)
    paper = base.issue(ctx, file, "address_confirmation", content, on=on)
    if scan:
        attached.bind_original(ctx, paper.id, filename=scan.filename, content=scan.content, on=on)
    base.take(ctx, file, "address_confirmation", on=on, data=asdict(draft), document=paper)
    agreed = say("electronic_agreed" if draft.electronic else "electronic_refused")
    record(ctx, AddressConfirmed(paper.number, agreed), on=on, subject=base.subject(file))
    return file.case
