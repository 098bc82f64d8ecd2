"""Acts on what arrives: the copy, an order to stop execution, a hearing."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases import queries as cases
from zhunsheng.cases import services as case_acts
from zhunsheng.cases.choices import RemedyKind
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once
from zhunsheng.kernel.act import Act
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.remedies import queries, rules
from zhunsheng.remedies.choices import ExecutionStop
from zhunsheng.remedies.events import Attended, CopyReceived, StopDecided
from zhunsheng.remedies.models import Remedy
from zhunsheng.remedies.procedure import FIRST
from zhunsheng.remedies.queries.records import RemedyFile
from zhunsheng.remedies.services import base
from zhunsheng.web.uploads import Upload


@act
def receive(
    *, ctx: Act, draft: rules.ReceiptDraft, proof: Upload | None = None, on: date
) -> Remedy:
    """
    Record that the copy of an application for reconsideration or of a complaint arrived.

    ``proof`` is the notice of acceptance, asked for where the copy came long after it, or
    is entered later than on the day ``on`` which it came.

    :raises StepRefused: if nothing is decided, the remedy is known or open, or a field is empty
    :raises Stale: if somebody else entered the same number at the same moment
    """
    case = cases.case(ctx.viewer, draft.case)
    place = accounts.bureau(ctx).jurisdiction
    held = queries.policy(on=on, jurisdiction=place)  # a day before the law is refused by the act
    due = (
        rules.copy_due(held, lawbook.site_calendar(), accepted_on=draft.accepted_on)
        if draft.accepted_on
        else None
    )
    row = Remedy(
        id=ctx.new_id("remedy"),
        bureau_id=ctx.bureau,
        kind=draft.kind.value,
        case=case,
        number=draft.number.strip(),
        body=draft.body.strip(),
        applicant=draft.applicant.strip(),
        claims=draft.claims.strip(),
        simplified=draft.simplified,
        received_on=on,
        accepted_on=draft.accepted_on,
    )
    file, step = RemedyFile(row, ()), FIRST[draft.kind]
    same = Remedy.objects.of(ctx).filter(number=row.number)
    told_on = cases.told_on(ctx.viewer, draft.case)
    extra = (
        *rules.receipt_findings(draft, is_known=same.exists(), on=on, told_on=told_on),
        *rules.late_copy_findings(draft, due=due, on=on, has_scan=proof is not None),
        *rules.late_entry_findings(
            draft.kind, on=on, entered_on=ctx.day, has_scan=proof is not None
        ),
    )
    base.permit(ctx, file, step, on=on, extra=extra)
    case_acts.record_remedy_opened(
        ctx, case=case.id, kind=draft.kind, on=on, accepted_on=draft.accepted_on
    )
    with once(lambda: last_acts(ctx, ("remedy", same.get().id))):
        row.save(force_insert=True)
    happened = CopyReceived(draft.kind.label, row.number, row.body)
    kept = base.keep_proof(ctx, file, step, proof, name=row.number, on=on)
    data = {"decision": queries.decision_text(case), "late": draft.late.strip(), **kept}
    base.take(ctx, file, step, happened, on=on, data=data)
    return row


@act
def record_stop(
    *, ctx: Act, remedy: UUID, draft: rules.StopDraft, on: date, version: int | None = None
) -> Remedy:
    """
    Record whether execution is stopped while the remedy runs.

    :raises StepRefused: with every reason
    :raises Stale: if the remedy changed since the form was opened
    """
    file = base.begin(ctx, remedy, version)
    step = "court_stop" if file.kind is RemedyKind.LITIGATION else "execution_stop"
    base.permit(ctx, file, step, on=on)
    stopped = draft.kind is ExecutionStop.STOPPED
    case_acts.note_stay(ctx, case=file.remedy.case_id, kind=file.kind, stopped=stopped, on=on)
    happened = StopDecided(draft.kind.label, draft.reason.strip())
    base.take(ctx, file, step, happened, on=on, data=asdict(draft), outcome=draft.kind.value)
    return file.remedy


@act
def record_hearing(
    *, ctx: Act, remedy: UUID, draft: rules.AttendanceDraft, on: date, version: int | None = None
) -> Remedy:
    """
    Record a hearing and who stood for the bureau; where no head did, why.

    :raises StepRefused: with every reason: no head and no reason for it
    :raises Stale: if the remedy changed since the form was opened
    """
    file = base.begin(ctx, remedy, version)
    step = "court_hearing" if file.kind is RemedyKind.LITIGATION else "review_hearing"
    base.permit(ctx, file, step, on=on, extra=rules.attendance_findings(draft, file.kind))
    happened = Attended(draft.attendance.label, draft.people.strip(), draft.reason.strip())
    outcome = draft.attendance.value
    base.take(ctx, file, step, happened, on=on, data=asdict(draft), outcome=outcome)
    return file.remedy
