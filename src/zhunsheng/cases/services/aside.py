"""Acts of standing aside: the own request, and what others decide on a person in charge (43)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import HEAD_CODES
from zhunsheng.cases.documents import turning as telling
from zhunsheng.cases.events import LeaderRecusalDecided, RecusalRequested
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries.shapes import asked_aside, waiting_handlers
from zhunsheng.cases.rules import aside
from zhunsheng.cases.rules.turning import ReasonDraft
from zhunsheng.cases.services import base
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.workforce.rules import list_of

LEADERS = HEAD_CODES


@act
def request_recusal(
    *, ctx: Act, case: UUID, draft: ReasonDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Ask to stand aside from a case, as one who handles, reviews or decides it.

    Who does not handle it takes no part from now on, with nothing left to decide; a handler goes on
    until it is decided (43.3), or until somebody else took over.

    :raises StepRefused: without a reason, or where the own request was made before
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_handlers=True)
    extra = aside.request_findings(
        draft.reason,
        waits=any(one.by_id == ctx.by.id for one in waiting_handlers(file.acts)),
        is_aside=ctx.by.id in asked_aside(file.acts),
    )
    base.permit(ctx, file, "recusal_request", on=on, extra=extra)
    data = {
        "reason": draft.reason.strip(),
        "leads": bool(ctx.by.roles & LEADERS),
        "officer": str(file.by_officer.id) if file.by_officer else "",
    }
    base.take(ctx, file, "recusal_request", on=on, data=data)
    happened = RecusalRequested(ctx.by.name, draft.reason.strip())
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case


@act
def decide_leader_recusal(
    *, ctx: Act, case: UUID, draft: aside.LeaderRecusalDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Decide together whether a person in charge stands aside from a case, for all of its parties.

    :raises StepRefused: with every reason, such as that fewer than two others discussed it
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    staff = {user.id: user for user in accounts.users(ctx) if user.is_active}
    lead = {one for one, user in staff.items() if user.roles & LEADERS}
    members = dict.fromkeys(one for one in draft.members if one in staff)
    others = [one for one in members if one in lead and one != draft.leader]
    place = file.bureau.jurisdiction
    held = lawbook.parameter("penalty.leader_recusal_members", on=on, jurisdiction=place)
    sitting = aside.Sitting(
        leads=draft.leader in lead,
        by_self=ctx.by.id == draft.leader,
        is_aside=draft.leader in file.interested_users - asked_aside(file.acts),
        sits_in_own=draft.leader in members,
        others=len([one for one in others if one not in file.interested_users]),
        fewest=held.integer(),
        basis=held.basis,
        verified=held.verified,
        interested=frozenset(staff[one].name for one in others if one in file.interested_users),
        strangers=frozenset(staff[one].name for one in members if one not in lead),
    )
    extra = aside.leader_recusal_findings(sitting, draft.reason)
    base.permit(ctx, file, "leader_recusal", on=on, extra=extra)
    leader, by = staff[draft.leader].name, list_of(staff[one].name for one in others)
    content = telling.leader_recusal(file, draft, leader=leader, by=by)
    paper = base.issue(ctx, file, "recusal_decision", content, on=on)
    data = {
        "leader": str(draft.leader),
        "name": leader,
        "source": draft.source,
        "reason": draft.reason,
        "members": [str(one) for one in others],
        "names": by,
    }
    outcome = draft.outcome.value
    base.take(ctx, file, "leader_recusal", on=on, data=data, outcome=outcome, document=paper)
    happened = LeaderRecusalDecided(leader, draft.outcome.label, by, draft.reason)
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case
