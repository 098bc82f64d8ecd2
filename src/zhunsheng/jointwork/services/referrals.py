"""Acts on clues: send one to whose it is, follow it; register, assess and take up what arrives."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases import queries as cases
from zhunsheng.documents import services as documents
from zhunsheng.documents.rendering import date_text
from zhunsheng.documents.rules import Content, Paper
from zhunsheng.inspection import queries as inspections
from zhunsheng.jointwork import queries
from zhunsheng.jointwork.choices import Direction, Phrase
from zhunsheng.jointwork.events import (
    ClueAccepted,
    ClueAnswered,
    ClueAssessed,
    ClueReceived,
    ClueSentBack,
    ReferralAnswered,
    ReferralApproved,
    ReferralConcluded,
    ReferralDelivered,
    ReferralDrafted,
    ReferralRefused,
    ReferralUrged,
)
from zhunsheng.jointwork.models import Referral, ReferralAct
from zhunsheng.jointwork.procedure import REFERRAL_IN, REFERRAL_OUT
from zhunsheng.jointwork.rules import (
    AnswerDraft,
    AssessmentDraft,
    ClueDraft,
    DeliveryDraft,
    ReferralDraft,
    ReferralFacts,
)
from zhunsheng.jointwork.rules import referrals as rules
from zhunsheng.jointwork.services.base import lock, take
from zhunsheng.jointwork.services.scoping import scoped
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.procedure import Procedure, permit
from zhunsheng.registry import queries as registry


@act
def draft_referral(*, ctx: Act, draft: ReferralDraft, on: date) -> Referral:
    """
    Propose to send a clue, of a finding, of a case or by itself, to the body whose it is.

    :raises StepRefused: with every reason: nothing that proves it, a crime, sent already
    :raises Stale: if somebody else proposed the same finding at the same moment
    :raises InspectionFinding.DoesNotExist: if the bureau has no such finding
    :raises PenaltyCase.DoesNotExist: if the bureau has no such case
    """
    body = draft.body.strip()
    count, sent = queries.sent_before(ctx, draft.finding, body)
    bureau = accounts.bureau(ctx).name
    found = (
        *rules.draft_findings(draft, bureau=bureau, sent_already=sent),
        *scoped(ctx, entities=[draft.entity]),
    )
    permit(REFERRAL_OUT, "referral_draft", ReferralFacts(on=on), by=ctx.by, extra=found)
    source = inspections.finding(ctx, draft.finding) if draft.finding else None
    row = Referral(
        id=ctx.new_id("referral"),
        bureau_id=ctx.bureau,
        direction=Direction.OUT.value,
        body=body,
        ground=draft.ground.value,
        entity_id=draft.entity,
        party_name=_party(ctx, draft.entity, draft.party_name),
        facts=draft.facts.strip(),
        material=[one.strip() for one in draft.material if one.strip()],
        finding=source,
        case=cases.case(ctx.viewer, draft.case) if draft.case else None,
        attempt=count + 1,
        begun_on=on,
    )
    same = Referral.objects.of(ctx).filter(finding=source, body=body, attempt=row.attempt)
    with once(lambda: last_acts(ctx, ("referral", same.get().id))):
        row.save(force_insert=True)
    happened = ReferralDrafted(subject=row.party_name, body=row.body, ground=draft.ground.label)
    if source is not None:
        record(ctx, happened, on=on, subject=("inspection", source.inspection_id))
    if draft.case is not None:
        record(ctx, happened, on=on, subject=("case", draft.case))
    return take(ctx, ReferralAct, row, "referral_draft", happened, on=on)


@act
def approve_referral(*, ctx: Act, referral: UUID, version: int | None, on: date) -> Referral:
    """
    Approve a referral and issue its letter.

    :raises StepRefused: with every reason
    :raises Stale: if the referral changed since the form was opened
    """
    row = _permitted(ctx, REFERRAL_OUT, "referral_approval", referral, version, on)
    first = row.acts.get(sequence=1)
    content: Content = {
        "body": row.body,
        "party_name": row.party_name,
        "facts": row.facts,
        "reason": row.ground_label,
        "material": [
            {"number": str(number), "name": name}
            for number, name in enumerate(row.material, start=1)
        ],
        "contact": _contact(ctx, first.by_name),
    }
    paper = documents.issue(
        ctx, kind="clue_referral_letter", subject=("referral", row.id), content=content, on=on
    )
    happened = ReferralApproved(approver=ctx.by.name, number=paper.number)
    return take(ctx, ReferralAct, row, "referral_approval", happened, on=on, paper=paper)


@act
def refuse_referral(
    *, ctx: Act, referral: UUID, text: str, version: int | None, on: date
) -> Referral:
    """
    Decide not to send a clue, with the reason.

    :raises StepRefused: with every reason
    :raises Stale: if the referral changed since the form was opened
    """
    extra = rules.opinion_findings(text)
    row = _permitted(ctx, REFERRAL_OUT, "referral_refusal", referral, version, on, extra)
    happened = ReferralRefused(approver=ctx.by.name, reason=text.strip())
    data = {"text": text.strip()}
    return take(ctx, ReferralAct, row, "referral_refusal", happened, on=on, data=data)


@act
def deliver_referral(
    *, ctx: Act, referral: UUID, draft: DeliveryDraft, version: int | None, on: date
) -> Referral:
    """
    Record that the letter reached the other body, by which receipt; the answer's term begins.

    :raises StepRefused: with every reason
    :raises Stale: if the referral changed since the form was opened
    """
    extra = rules.delivery_findings(draft)
    row = _permitted(ctx, REFERRAL_OUT, "referral_delivery", referral, version, on, extra)
    happened = ReferralDelivered(
        body=row.body, recipient=draft.recipient.strip(), receipt=draft.receipt.strip()
    )
    data = asdict(draft)
    return take(ctx, ReferralAct, row, "referral_delivery", happened, on=on, data=data)


@act
def urge_referral(
    *, ctx: Act, referral: UUID, text: str, version: int | None, on: date
) -> Referral:
    """
    Record that the other body was asked for its answer after the term.

    :raises StepRefused: with every reason
    :raises Stale: if the referral changed since the form was opened
    """
    extra = rules.opinion_findings(text)
    row = _permitted(ctx, REFERRAL_OUT, "referral_urging", referral, version, on, extra)
    happened = ReferralUrged(body=row.body, text=text.strip())
    data = {"text": text.strip()}
    return take(ctx, ReferralAct, row, "referral_urging", happened, on=on, data=data)


@act
def record_answer(
    *, ctx: Act, referral: UUID, draft: AnswerDraft, version: int | None, on: date
) -> Referral:
    """
    Record whether the other body took a clue, by which paper.

    :raises StepRefused: with every reason
    :raises Stale: if the referral changed since the form was opened
    """
    extra = rules.answer_findings(draft)
    row = _permitted(ctx, REFERRAL_OUT, "referral_answer", referral, version, on, extra)
    happened = ReferralAnswered(body=row.body, answer=draft.answer.label, paper=draft.paper.strip())
    data = {"paper": draft.paper.strip(), "reason": draft.reason.strip()}
    outcome = draft.answer.value
    return take(
        ctx, ReferralAct, row, "referral_answer", happened, on=on, data=data, outcome=outcome
    )


@act
def record_outcome(
    *, ctx: Act, referral: UUID, text: str, version: int | None, on: date
) -> Referral:
    """
    Record what came of a clue that the other body took.

    :raises StepRefused: with every reason
    :raises Stale: if the referral changed since the form was opened
    """
    extra = rules.opinion_findings(text)
    row = _permitted(ctx, REFERRAL_OUT, "referral_outcome", referral, version, on, extra)
    happened = ReferralConcluded(body=row.body, result=text.strip())
    data = {"text": text.strip()}
    return take(ctx, ReferralAct, row, "referral_outcome", happened, on=on, data=data)


@act
def register_clue(*, ctx: Act, draft: ClueDraft, on: date) -> Referral:
    """
    Register a clue that another body sent.

    :raises StepRefused: with every reason: a text is empty, the letter is known
    :raises Stale: if somebody else registered the same letter at the same moment
    """
    body, number = draft.body.strip(), draft.number.strip()
    same = queries.same_clue(ctx, body, number)
    facts = ReferralFacts(on=on, is_incoming=True)
    found = (
        *rules.clue_findings(draft, is_known=same.exists()),
        *scoped(ctx, entities=[draft.entity]),
    )
    permit(REFERRAL_IN, "clue_receipt", facts, by=ctx.by, extra=found)
    row = Referral(
        id=ctx.new_id("referral"),
        bureau_id=ctx.bureau,
        direction=Direction.IN.value,
        body=body,
        number=number,
        entity_id=draft.entity,
        party_name=_party(ctx, draft.entity, draft.party_name),
        facts=draft.facts.strip(),
        material=[one.strip() for one in draft.material if one.strip()],
        begun_on=on,
    )
    with once(lambda: last_acts(ctx, ("referral", same.get().id))):
        row.save(force_insert=True)
    happened = ClueReceived(
        body=body,
        number=number or Phrase.UNNUMBERED.label,
        subject=row.party_name or Phrase.NOBODY.label,
    )
    return take(ctx, ReferralAct, row, "clue_receipt", happened, on=on)


@act
def assess_clue(
    *, ctx: Act, referral: UUID, draft: AssessmentDraft, version: int | None, on: date
) -> Referral:
    """
    Record what an officer found out on a clue that arrived, and whether it is the bureau's.

    :raises StepRefused: with every reason
    :raises Stale: if the clue changed since the form was opened
    """
    extra = rules.opinion_findings(draft.opinion)
    row = _permitted(ctx, REFERRAL_IN, "clue_assessment", referral, version, on, extra)
    happened = ClueAssessed(opinion=draft.opinion.strip())
    data = {"is_ours": draft.is_ours, "text": draft.opinion.strip()}
    return take(ctx, ReferralAct, row, "clue_assessment", happened, on=on, data=data)


@act
def accept_clue(*, ctx: Act, referral: UUID, text: str, version: int | None, on: date) -> Referral:
    """
    Take a clue over and tell its sender; an inspection or a case may rest on it from now on.

    :raises StepRefused: with every reason
    :raises Stale: if the clue changed since the form was opened
    """
    extra = rules.opinion_findings(text)
    row = _permitted(ctx, REFERRAL_IN, "clue_acceptance", referral, version, on, extra)
    paper = _replied(ctx, row, Phrase.ACCEPTED, text, on)
    happened = ClueAccepted(approver=ctx.by.name, number=paper.number)
    data = {"text": text.strip()}
    return take(ctx, ReferralAct, row, "clue_acceptance", happened, on=on, data=data, paper=paper)


@act
def return_clue(*, ctx: Act, referral: UUID, text: str, version: int | None, on: date) -> Referral:
    """
    Send a clue back with the reason.

    :raises StepRefused: with every reason
    :raises Stale: if the clue changed since the form was opened
    """
    row = _locked(ctx, referral, version, REFERRAL_IN)
    facts = _facts(ctx, row, on)
    facts = replace(facts, reason_given=explains(text))
    permit(REFERRAL_IN, "clue_return", facts, by=ctx.by)
    paper = _replied(ctx, row, Phrase.SENT_BACK, text, on)
    happened = ClueSentBack(approver=ctx.by.name, reason=text.strip(), number=paper.number)
    data = {"text": text.strip()}
    return take(ctx, ReferralAct, row, "clue_return", happened, on=on, data=data, paper=paper)


@act
def report_back(*, ctx: Act, referral: UUID, text: str, version: int | None, on: date) -> Referral:
    """
    Tell the sender of a clue what came of it; an inspection or a case must rest on it.

    :raises StepRefused: with every reason
    :raises Stale: if the clue changed since the form was opened
    """
    extra = rules.opinion_findings(text)
    row = _permitted(ctx, REFERRAL_IN, "clue_feedback", referral, version, on, extra)
    paper = _replied(ctx, row, Phrase.HANDLED, text, on)
    happened = ClueAnswered(body=row.body, result=text.strip(), number=paper.number)
    data = {"text": text.strip()}
    return take(ctx, ReferralAct, row, "clue_feedback", happened, on=on, data=data, paper=paper)


def _replied(ctx: Act, row: Referral, result: Phrase, text: str, on: date) -> Paper:
    content = {
        "body": row.body,
        "their_number": row.number or Phrase.UNNUMBERED.label,
        "received_on": date_text(row.begun_on),
        "party_name": row.party_name or Phrase.NOBODY.label,
        "result": result.label,
        "text": text.strip(),
        "contact": _contact(ctx, ctx.by.name),
    }
    return documents.issue(
        ctx, kind="clue_reply_letter", subject=("referral", row.id), content=content, on=on
    )


def _party(ctx: Act, entity: UUID | None, typed: str) -> str:
    """Return the registered name of an entity, also where its code was typed."""
    known = registry.entities_by_ids(ctx, [entity] if entity else [])
    return known[entity].name if entity in known else typed.strip()


def _contact(ctx: Act, name: str) -> str:
    return Phrase.CONTACT.label.format(name=name, phone=accounts.bureau(ctx).phone)


def _locked(
    ctx: Act, referral: UUID, version: int | None, procedure: Procedure[ReferralFacts]
) -> Referral:
    lock(ctx, Referral, ReferralAct, referral, version=version, procedure=procedure)
    row = queries.referral(ctx.viewer, referral)
    if queries.procedure_of(row) is not procedure:
        raise Referral.DoesNotExist
    return row


def _facts(ctx: Act, row: Referral, on: date) -> ReferralFacts:
    taken = bool(queries.taken_up(ctx.viewer, [row]))
    return queries.referral_facts(row, on=on, taken_up=taken)


def _permitted(
    ctx: Act,
    procedure: Procedure[ReferralFacts],
    step: str,
    referral: UUID,
    version: int | None,
    on: date,
    extra: tuple[Finding, ...] = (),
) -> Referral:
    """Return a referral, locked, where the step may be taken."""
    row = _locked(ctx, referral, version, procedure)
    permit(procedure, step, _facts(ctx, row, on), by=ctx.by, extra=extra)
    return row
