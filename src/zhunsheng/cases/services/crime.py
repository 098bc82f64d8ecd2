"""Acts of a case that may be a crime: report, decide, hand over, note the reply."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from zhunsheng.cases.choices import CrimeDecision
from zhunsheng.cases.documents import turning as telling
from zhunsheng.cases.events import (
    CrimeHandedOver,
    CrimeReplied,
    CrimeReported,
    CrimeTransferDecided,
)
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import dues, standing
from zhunsheng.cases.rules import hours, turning
from zhunsheng.cases.rules.guards.turning import TRANSFER
from zhunsheng.cases.rules.late import late_findings
from zhunsheng.cases.rules.replied import reply_findings
from zhunsheng.cases.services import base
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act, instant_of
from zhunsheng.kernel.hours import instant
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce.rules import list_of


@act
def report_crime(
    *, ctx: Act, case: UUID, draft: turning.CrimeReportDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Report to the chief that the case may be a crime; a special team of handlers found so.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_handlers=True, with_evidence=True)
    team = [one for one in file.handlers if one.id in draft.team]
    place = file.bureau.jurisdiction
    least = lawbook.parameter("transfer.team", on=on, jurisdiction=place).integer()
    extra = turning.crime_report_findings(draft, team=len(team), least=least)
    base.permit(ctx, file, "crime_report", on=on, extra=extra)
    names = list_of(one.name for one in team)
    content = telling.crime_report(file, draft, team=names, on=on)
    paper = base.issue(ctx, file, "crime_report", content, on=on)
    data = {**asdict(draft), "team": [str(one.id) for one in team], "team_names": names}
    base.take(ctx, file, "crime_report", on=on, data=data, document=paper)
    record(ctx, CrimeReported(paper.number, draft.crime), on=on, subject=base.subject(file))
    return file.case


@act
def decide_crime_transfer(
    *, ctx: Act, case: UUID, draft: turning.CrimeDecisionDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Decide within three days whether the case goes to the police; a refusal says why.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    due = dues.crime_decision_due(file)
    extra = (
        *turning.crime_decision_findings(draft),
        *late_findings("crime_decision", due=due, on=on, ground=draft.late_ground, basis=TRANSFER),
    )
    data = asdict(draft)
    if draft.outcome is CrimeDecision.APPROVED:
        at = instant(on, draft.time)
        extra = (*extra, *hours.instant_findings("crime_decision", at, now=ctx.at))
        if reported := file.last("crime_report"):
            extra += hours.decided_early_findings(at, reported=instant_of(reported.id))
        data["at"] = at.isoformat() if at else ""
    base.permit(ctx, file, "crime_decision", on=on, extra=extra)
    outcome = draft.outcome.value
    base.take(ctx, file, "crime_decision", on=on, data=data, outcome=outcome)
    happened = CrimeTransferDecided(draft.outcome.label, draft.reason)
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case


@act
def hand_over_crime(
    *, ctx: Act, case: UUID, draft: turning.HandoverDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Hand the case over to the police, within twenty-four hours of the minute of the approval.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    decided, due = file.last("crime_decision"), dues.handover_due(file)
    at, extra = instant(on, draft.time), turning.handover_findings(draft)
    if decided is not None and due is not None:
        approved = hours.approved_at(decided.on, file.data("crime_decision").get("at", ""))
        extra += hours.handover_findings(
            at, approved=approved, due=due, ground=draft.late_ground, now=ctx.at
        )
    extra += hours.unreceipted_findings(draft.receipt, on=on, entered_on=ctx.day)
    base.permit(ctx, file, "crime_handover", on=on, extra=extra)
    content = telling.crime_letter(file, draft)
    paper = base.issue(ctx, file, "crime_transfer_letter", content, on=on)
    data = {**asdict(draft), "at": at.isoformat() if at else ""}
    base.take(ctx, file, "crime_handover", on=on, data=data, document=paper)
    record(ctx, CrimeHandedOver(draft.police, paper.number), on=on, subject=base.subject(file))
    return file.case


@act
def record_crime_reply(
    *,
    ctx: Act,
    case: UUID,
    draft: turning.ReplyDraft,
    scan: Upload | None = None,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    Note what police or procuratorate replied; a case that comes back goes on.

    ``scan`` is their paper, which is filed with the case.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    opened = standing.facts_of(file, on=on).police_opened
    extra = reply_findings(draft, police_opened=opened, has_scan=scan is not None)
    base.permit(ctx, file, "crime_reply", on=on, extra=extra)
    label = file.procedure.step("crime_reply").label
    kept = base.keep_proof(ctx, file.case.id, scan, name=draft.number, proves=label, on=on)
    outcome = draft.outcome.value
    base.take(ctx, file, "crime_reply", on=on, data={**asdict(draft), **kept}, outcome=outcome)
    happened = CrimeReplied(draft.body, draft.outcome.label, draft.number)
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case
