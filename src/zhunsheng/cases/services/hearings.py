"""Acts of a hearing: request, waive, call, hold, report."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases import rules
from zhunsheng.cases.choices import HearingOutcome
from zhunsheng.cases.documents import deciding
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.events import (
    HearingCalled,
    HearingEnded,
    HearingReported,
    HearingRequested,
    HearingWaived,
)
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import investigating, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.hearing_calls import hour_findings
from zhunsheng.cases.rules.keeping import enclosed_findings
from zhunsheng.cases.rules.saying import filler_findings
from zhunsheng.cases.rules.terms import earliest_hearing, latest_notice_day, may_be_heard
from zhunsheng.cases.services import base
from zhunsheng.cases.services.notifying import consented, deliver, proof_findings, waive
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act, instant_of
from zhunsheng.kernel.hours import instant
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.web.uploads import Upload

#: How many agents the party may send (行政处罚法 64(5)).
AGENTS: Final = "penalty.hearing_agents"


@act
def request_hearing(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.StatementDraft,
    scan: Upload | None = None,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    Record that the party asked for a hearing; ``scan`` is what it signed, for the file.

    :raises StepRefused: with every reason, the passed window among them
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    name, proves = say("hearing_paper"), say("hearing_paper_proves")
    unsigned = enclosed_findings(name, asked=file.asks_originals, has_scan=scan is not None)
    said = rules.said_findings(draft.text, draft.by, file.handler_names)
    base.permit(ctx, file, "hearing_request", on=on, extra=(*said, *unsigned))
    kept = base.keep_proof(ctx, file.case.id, scan, name=name, proves=proves, on=on)
    base.take(ctx, file, "hearing_request", on=on, data={**asdict(draft), **kept})
    record(ctx, HearingRequested(by=draft.by), on=on, subject=base.subject(file))
    return file.case


@act
def waive_hearing(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.RightsWaiverDraft,
    scan: Upload | None,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    Record that the party waived a hearing in writing, or took its request back, with the paper.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    waive(ctx, file, draft, scan, step="hearing_waiver", on=on)
    record(ctx, HearingWaived(by=draft.by), on=on, subject=base.subject(file))
    return file.case


@act
def notify_hearing(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.HearingNoticeDraft,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    Call a hearing, seven working days ahead, under somebody who did not investigate.

    行政处罚法 64(2) counts the seven days to the day on which the party is told: ``on`` is the
    earliest on which the notice can reach it, and the hearing waits for its delivery in time.
    Handlers, the officers of the source inspection and who took evidence investigated; none of
    them presides, sits beside the chair or records.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    ahead = standing.policy_of(file, on=on).hearing_notice_days
    extra = rules.hearing_notice_findings(
        draft,
        latest_notice_day=latest_notice_day(
            lawbook.site_calendar(), hearing_on=draft.hearing_on, length=ahead
        ),
        on=on,
        chair=_chair(ctx, file, draft.chair),
        ahead=ahead,
        earliest=earliest_hearing(lawbook.site_calendar(), on=on, length=ahead),
        is_workday=may_be_heard(lawbook.site_calendar(), draft.hearing_on),
    )
    extra += hour_findings(draft, at=instant(draft.hearing_on, draft.time))
    draft = replace(draft, recorder=draft.recorder.strip() or ctx.by.name)
    people = {user.id: user.name for user in accounts.users(ctx) if user.is_active}
    extra += rules.seat_findings(
        draft,
        chair=people.get(draft.chair, ""),
        investigators=investigating.investigators(ctx, file).names,
        people=people.values(),
    )
    base.permit(ctx, file, "hearing_notice", on=on, extra=extra)
    chair = people[draft.chair]
    content = deciding.hearing_notice(file, draft, chair=chair)
    paper = base.issue(ctx, file, "hearing_notice", content, on=on)
    data = {
        **asdict(draft),
        "chair_name": chair,
        "manner": content["manner"],
    }
    base.take(ctx, file, "hearing_notice", on=on, data=data, document=paper)
    happened = HearingCalled(
        number=paper.number, hearing_on=draft.hearing_on.isoformat(), chair=chair
    )
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case


def _called_at(notice: dict[str, Any]) -> datetime | None:
    """Return the instant for which a hearing was called, nothing where its notice named none."""
    if not notice:
        return None
    return instant(date.fromisoformat(notice["hearing_on"]), notice["time"])


def _chair(ctx: Act, file: CaseFile, chair: UUID) -> rules.Chair:
    found = next((u for u in accounts.users(ctx) if u.id == chair and u.is_active), None)
    return rules.Chair(
        roles=frozenset(found.roles) if found else frozenset(),
        has_interest=chair in file.interested_users,
        investigated=chair in investigating.investigators(ctx, file).users,
    )


@act
def deliver_hearing_notice(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.DeliveryDraft,
    scan: Upload | None = None,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    Record that the notice of a hearing reached the party, with its proof (61, 64(2)).

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    draft = consented(file, draft, on)
    extra = proof_findings(ctx, file, draft, on, papers_of="hearing_notice", scan=scan)
    base.permit(ctx, file, "hearing_notice_delivery", on=on, extra=extra)
    deliver(
        ctx, file, draft, scan, step="hearing_notice_delivery", papers_of="hearing_notice", on=on
    )
    return file.case


@act
def hold_hearing(
    *, ctx: Act, case: UUID, draft: rules.HearingDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Record a hearing, or that the party stayed away from it.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_evidence=True)
    held = draft.outcome is HearingOutcome.HELD
    notice = file.data("hearing_notice")
    agents = lawbook.parameter(AGENTS, on=on, jurisdiction=file.bureau.jurisdiction)
    extra = rules.hearing_findings(
        draft,
        on=on,
        called_on=notice.get("hearing_on", ""),
        most_agents=agents.integer(),
        called_at=_called_at(notice),
        entered_at=ctx.at,
    )
    if held and notice:
        extra += rules.chair_findings(_chair(ctx, file, UUID(notice["chair"])))
    base.permit(ctx, file, "hearing", on=on, extra=extra)
    content = deciding.hearing_record(file, draft, on=on)
    paper = base.issue(ctx, file, "hearing_record", content, on=on)
    # What joined the file after the hearing was not before it, however late it is entered.
    shown = [str(one.id) for one in file.evidence if instant_of(one.id).date() <= on]
    data = {**asdict(draft), "evidence": shown}
    outcome = draft.outcome.value
    base.take(ctx, file, "hearing", on=on, data=data, outcome=outcome, document=paper)
    happened = HearingEnded(outcome=deciding.ended_text(draft), number=paper.number)
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case


@act
def report_hearing(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.HearingReportDraft,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    Report on a hearing that was held.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    filler = filler_findings(draft.findings, draft.answer, draft.opinion)
    base.permit(ctx, file, "hearing_report", on=on, extra=filler)
    content = deciding.hearing_report(file, draft, by=ctx.by, on=on)
    paper = base.issue(ctx, file, "hearing_report", content, on=on)
    base.take(ctx, file, "hearing_report", on=on, data=asdict(draft), document=paper)
    record(ctx, HearingReported(number=paper.number), on=on, subject=base.subject(file))
    return file.case
