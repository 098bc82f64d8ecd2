"""Acts on advance preservations: ask, approve or not, notify with the list, decide in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from zhunsheng.documents import services as documents
from zhunsheng.documents.rules import Paper
from zhunsheng.inquiry import events, queries
from zhunsheng.inquiry.choices import DisposalKind, Keeping, Phrase
from zhunsheng.inquiry.documents import contents, preserving
from zhunsheng.inquiry.models import Preservation, PreservationAct
from zhunsheng.inquiry.procedure import ADVANCE_PRESERVATION
from zhunsheng.inquiry.rules import (
    DisposalDraft,
    NoticeDraft,
    PreservationDraft,
    PreservationFacts,
    Subject,
)
from zhunsheng.inquiry.services import base
from zhunsheng.inquiry.services.base import SubjectKey
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.names import are_outsiders, explains
from zhunsheng.kernel.procedure import permit
from zhunsheng.workforce import queries as workforce


@act
def request_preservation(
    *, ctx: Act, subject: SubjectKey, draft: PreservationDraft, on: date
) -> Preservation:
    """
    Ask that evidence which may be lost be registered and preserved.

    :raises StepRefused: with every reason: officers, no danger of loss told, no list, no keeper,
        or a thing of the matter that was preserved before
    """
    about = queries.subject(ctx, *subject, hold=True)
    who = queries.takings_facts(ctx, about, on=on, officers=draft.officers)
    facts = PreservationFacts(
        on=on,
        subject_is_open=who.subject_is_open,
        subject_is_suspended=who.subject_is_suspended,
        subject_is_with_police=who.subject_is_with_police,
        subject_since=who.subject_since,
        officers=who.officers,
        officers_unknown=who.officers_unknown,
        interested=who.interested,
        actor_takes_part=who.actor_takes_part,
        reason_given=explains(draft.reason),
        items=len(draft.things),
        uncounted=sum(not one.quantity.strip() for one in draft.things),
        again=queries.preserved_again(ctx, about, draft.things, on=on),
        keeper_named=bool(draft.keeper.strip() and draft.place.strip()),
    )
    permit(ADVANCE_PRESERVATION, Keeping.REQUEST.value, facts, by=ctx.by, on=on, entered_on=ctx.day)
    row: Preservation = Preservation.objects.create(
        id=ctx.new_id("inquiry.preservation"),
        **base.common(ctx, about, facts.officers, on),
        number=1 + len(queries.lines_of(ctx, about.key, on=on)),
        reason=draft.reason.strip(),
        things=base.thing_rows(draft.things),
        keeping=draft.keeping.value,
        place=draft.place.strip(),
        keeper=draft.keeper.strip(),
        asked_by=ctx.by.id,
    )
    _take(ctx, row, Keeping.REQUEST, on=on, sequence=1)
    happened = events.PreservationRequested(items=row.items_text, reason=row.reason)
    record(ctx, happened, on=on, subject=about.key)
    return row


@act
def approve_preservation(
    *, ctx: Act, preservation: UUID, opinion: str = "", version: int | None = None, on: date
) -> Preservation:
    """
    Approve a preservation, as a person in charge who did not ask for it.

    :raises StepRefused: if it was approved or ended, or the approver asked or has an interest
    :raises Stale: if it changed since the form was opened
    """
    row, about = _held(ctx, preservation, version)
    facts = queries.keeping_facts(ctx, row, about, on=on)
    permit(
        ADVANCE_PRESERVATION, Keeping.APPROVAL.value, facts, by=ctx.by, on=on, entered_on=ctx.day
    )
    said = opinion.strip() or Phrase.AGREED.label
    content = preserving.approval(
        about, queries.line(row, on=on), opinion=said, by=ctx.by.name, on=on
    )
    paper = base.issue(ctx, about, "preservation_approval", content, on=on)
    _take(ctx, row, Keeping.APPROVAL, on=on, facts=facts, paper=paper, data={"opinion": said})
    happened = events.PreservationApproved(
        items=row.items_text, approver=ctx.by.name, number=paper.number
    )
    record(ctx, happened, on=on, subject=about.key)
    return row


@act
def refuse_preservation(
    *, ctx: Act, preservation: UUID, reason: str, version: int | None = None, on: date
) -> Preservation:
    """
    Turn a request down.

    :raises StepRefused: if it was approved, no reason is given, or the head asked for it
    :raises Stale: if it changed since the form was opened
    """
    return _ended(ctx, preservation, Keeping.REFUSAL, reason, version, on)


@act
def withdraw_preservation(
    *, ctx: Act, preservation: UUID, reason: str, version: int | None = None, on: date
) -> Preservation:
    """
    Withdraw a request that was not carried out.

    :raises StepRefused: if the notice was handed over, or no reason is given
    :raises Stale: if it changed since the form was opened
    """
    return _ended(ctx, preservation, Keeping.WITHDRAWAL, reason, version, on)


def _ended(
    ctx: Act, preservation: UUID, step: Keeping, reason: str, version: int | None, on: date
) -> Preservation:
    row, about = _held(ctx, preservation, version)
    facts = queries.keeping_facts(ctx, row, about, on=on)
    facts = replace(facts, reason_given=explains(reason))
    declared = permit(ADVANCE_PRESERVATION, step.value, facts, by=ctx.by, on=on, entered_on=ctx.day)
    _take(ctx, row, step, on=on, facts=facts, data={"reason": reason.strip()})
    happened = events.PreservationEnded(label=declared.label, reason=reason.strip())
    record(ctx, happened, on=on, subject=about.key)
    return row


@act
def notify_preservation(
    *,
    ctx: Act,
    preservation: UUID,
    draft: NoticeDraft,
    version: int | None = None,
    on: date,
) -> Preservation:
    """
    Carry a preservation out: hand over the notice with its list; the term runs from this day.

    :raises StepRefused: with every reason: not approved, officers, identity, nobody received it
    :raises Stale: if it changed since the form was opened
    """
    row, about = _held(ctx, preservation, version)
    facts = queries.keeping_facts(ctx, row, about, on=on, officers=draft.officers)
    staff = workforce.staff(ctx)
    facts = replace(
        facts,
        certificates_shown=draft.certificates_shown,
        signed=draft.signed and are_outsiders(draft.receiver, staff=staff),
        refusal_noted=explains(draft.refusal_note),
        witness_named=are_outsiders(draft.witness, staff=staff),
    )
    permit(ADVANCE_PRESERVATION, Keeping.NOTICE.value, facts, by=ctx.by, on=on, entered_on=ctx.day)
    until, days = preserving.term(on, row.bureau.jurisdiction)
    content = preserving.notice(ctx, about, row, draft, facts.officers, on=on)
    paper = base.issue(ctx, about, "preservation_notice", content, on=on)
    data = {
        "receiver": draft.receiver.strip(),
        "refusal": draft.refusal_note.strip(),
        "witness": draft.witness.strip(),
        "officers": base.officer_rows(facts.officers, on),
    }
    _take(ctx, row, Keeping.NOTICE, on=on, facts=facts, paper=paper, data=data)
    ends = until.isoformat() if until else Phrase.TERM_OPEN.label.format(days=days)
    happened = events.PreservationNoticed(items=row.items_text, until=ends, number=paper.number)
    record(ctx, happened, on=on, subject=about.key)
    return row


@act
def propose_disposal(
    *,
    ctx: Act,
    preservation: UUID,
    draft: DisposalDraft,
    version: int | None = None,
    on: date,
) -> Preservation:
    """
    Propose what shall become of each preserved thing.

    :raises StepRefused: if a thing is left open, or after the term anything but its release
    :raises Stale: if it changed since the form was opened
    """
    row, about = _held(ctx, preservation, version)
    kinds = tuple(kind for kind in draft.kinds if kind is not None)
    facts = replace(
        queries.keeping_facts(ctx, row, about, on=on),
        disposals=frozenset(kinds),
        undisposed=len(row.things) - len(kinds),
    )
    permit(
        ADVANCE_PRESERVATION, Keeping.PROPOSAL.value, facts, by=ctx.by, on=on, entered_on=ctx.day
    )
    data = {"kinds": [kind.value for kind in kinds], "reason": draft.reason.strip()}
    _take(ctx, row, Keeping.PROPOSAL, on=on, facts=facts, data=data)
    happened = events.DisposalProposed(disposals=contents.disposals_text(row, kinds))
    record(ctx, happened, on=on, subject=about.key)
    return row


@act
def decide_disposal(
    *, ctx: Act, preservation: UUID, opinion: str = "", version: int | None = None, on: date
) -> Preservation:
    """
    Decide on the preserved things as was proposed last, and issue approval and decision.

    :raises StepRefused: if nothing is proposed, or the term is over and more than a release asked
    :raises Stale: if it changed since the form was opened
    """
    row, about = _held(ctx, preservation, version)
    proposed = queries.line(row, on=on).act(Keeping.PROPOSAL)
    kinds = tuple(DisposalKind(one) for one in proposed.contents["kinds"]) if proposed else ()
    facts = replace(queries.keeping_facts(ctx, row, about, on=on), disposals=frozenset(kinds))
    permit(
        ADVANCE_PRESERVATION, Keeping.DISPOSAL.value, facts, by=ctx.by, on=on, entered_on=ctx.day
    )
    said = opinion.strip() or Phrase.AGREED.label
    now = queries.line(row, on=on)
    approval = preserving.disposal_approval(ctx, about, now, opinion=said, on=on)
    base.issue(ctx, about, "preservation_disposal_approval", approval, on=on)
    decision = preserving.disposal_decision(ctx, about, now, on=on)
    paper = base.issue(ctx, about, "preservation_disposal_decision", decision, on=on)
    data = {"kinds": [kind.value for kind in kinds], "opinion": said}
    _take(ctx, row, Keeping.DISPOSAL, on=on, facts=facts, paper=paper, data=data)
    happened = events.PreservationDisposed(
        disposals=contents.disposals_text(row, kinds), approver=ctx.by.name, number=paper.number
    )
    record(ctx, happened, on=on, subject=about.key)
    return row


def _held(ctx: Act, preservation: UUID, version: int | None) -> tuple[Preservation, Subject]:
    """Lock the subject, then the preservation: whoever else acts on either waits."""
    asked = Preservation.objects.of(ctx).get(id=preservation)
    about = queries.subject(ctx, asked.subject_kind, asked.subject_id, hold=True)
    rows = Preservation.objects.of(ctx).select_for_update()
    row: Preservation = rows.prefetch_related("acts").get(id=preservation)
    documents.nobody_acted(
        ctx,
        PreservationAct,
        row.id,
        now=row.version,
        seen=version,
        procedure=ADVANCE_PRESERVATION,
    )
    return row, about


def _take(
    ctx: Act,
    row: Preservation,
    step: Keeping,
    *,
    on: date,
    facts: PreservationFacts | None = None,
    sequence: int = 0,
    paper: Paper | None = None,
    data: Mapping[str, object] | None = None,
) -> None:
    """Write the step and count the version up, so that an older form is noticed."""
    documents.take_step(
        ctx,
        PreservationAct,
        row,
        step.value,
        label="inquiry.preservation_act",
        sequence=sequence or 1 + len(facts.acts if facts else ()),
        on=on,
        data=data or {},
        paper=paper,
    )
