"""The act of the collective discussion: who voted how, who attended, what was resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import HEAD_CODES, Role
from zhunsheng.cases import rules
from zhunsheng.cases.documents import discussing
from zhunsheng.cases.events import CaseDiscussed
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import investigating, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.shapes import Person
from zhunsheng.cases.rules import guards
from zhunsheng.cases.rules.guards import needs_review
from zhunsheng.cases.services import base
from zhunsheng.cases.services.deciding import amount_findings
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act, instant_of
from zhunsheng.kernel.hours import hour_findings, instant
from zhunsheng.kernel.names import explains

LEADERS = HEAD_CODES


@act
def discuss(
    *, ctx: Act, case: UUID, draft: rules.DiscussionDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Record the collective discussion of the persons in charge, after everything else.

    :raises StepRefused: with every reason: who votes, who did not attend, what the minutes lack
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_handlers=True, with_evidence=True)
    people = {user.id: user for user in accounts.users(ctx)}
    members = _members(people, draft.members)
    about = _about(ctx, file, draft, people, on=on)
    extra = rules.discussion_findings(about, draft)
    extra += () if draft.sends_back else amount_findings(file, draft.fine_fen, on)
    extra += hour_findings(
        "discussion",
        instant(on, draft.time),
        now=ctx.at,
        after=_last_before(file, on),
        basis=guards.DISCUSSION,
    )
    facts = base.permit(ctx, file, "discussion", on=on, extra=extra)
    sitting = discussing.Sitting(
        views=_spoken(draft, members),
        reviewer=people[draft.reviewer].name if draft.reviewer else "",
        recorder=ctx.by.name,
        on=on,
    )
    content = discussing.minutes(file, draft, facts=facts, sitting=sitting)
    paper = base.issue(ctx, file, "collective_discussion_record", content, on=on)
    conclusion = str(content["conclusion"])
    data = {**asdict(draft), "conclusion": conclusion}
    outcome = draft.resolution.value
    base.take(ctx, file, "discussion", on=on, data=data, outcome=outcome, document=paper)
    happened = CaseDiscussed(number=paper.number, conclusion=conclusion, fine_fen=draft.fine_fen)
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case


def _last_before(file: CaseFile, on: date) -> datetime | None:
    """Return when the last of what a discussion follows was done on its day: entered, or said."""
    hours = (
        instant(on, str(act.contents.get("time", "")))
        or (instant_of(act.id) if file.procedure.step(act.step).of_today else None)
        for act in file.acts
        if act.on == on and act.step in file.procedure.step("discussion").after
    )
    return max((at for at in hours if at is not None), default=None)


def _members(people: Mapping[UUID, Person], ids: tuple[UUID, ...]) -> list[Person]:
    """Return the members in the order given, the first person in charge last."""
    found = [people[one] for one in dict.fromkeys(ids) if one in people]
    return sorted(found, key=lambda user: Role.CHIEF.value in user.roles)


def _about(
    ctx: Act,
    file: CaseFile,
    draft: rules.DiscussionDraft,
    people: Mapping[UUID, Person],
    *,
    on: date,
) -> rules.DiscussionFacts:
    members = _members(people, draft.members)
    reviewer = people.get(draft.reviewer) if draft.reviewer else None
    silent = {view.member for view in draft.dissenting if not explains(view.text)}
    handlers = {row["name"] for row in file.handler_rows}
    reviewed = investigating.reviewers(file)
    return rules.DiscussionFacts(
        members=len(draft.members),
        leaders=sum(1 for one in members if one.roles & LEADERS),
        handlers_among_members=frozenset(o.name for o in members if o.id in file.handling),
        reviewers_among_members=frozenset(o.name for o in members if o.id in reviewed),
        notified_fen=file.notified_fen if file.notified_fen is not None else draft.fine_fen,
        inactive=frozenset(one.name for one in members if not one.is_active),
        interested=frozenset(o.name for o in members if o.id in file.interested_users),
        silent=frozenset(one.name for one in members if one.id in silent),
        strangers=frozenset(draft.reporters) - handlers,
        reviewer_is_due=needs_review(standing.facts_of(file, on=on)),
        reviewer_fits=reviewer is not None and _fits(ctx, file, reviewer, draft),
        proposed_fen=file.proposal_fen,
        spares=bool(file.data("proposal").get("spares")),
        chiefs=frozenset(o.id for o in members if Role.CHIEF.value in o.roles),
    )


def _fits(ctx: Act, file: CaseFile, reviewer: Person, draft: rules.DiscussionDraft) -> bool:
    is_one = reviewer.is_active and Role.LEGAL_REVIEWER.value in reviewer.roles
    barred = investigating.investigators(ctx, file).users | file.interested_users
    barred |= set(draft.members)
    return is_one and reviewer.id not in barred


def _spoken(
    draft: rules.DiscussionDraft, members: list[Person]
) -> tuple[tuple[str, rules.MemberView], ...]:
    said = {view.member: view for view in draft.views}
    return tuple((one.name, said[one.id]) for one in members)
