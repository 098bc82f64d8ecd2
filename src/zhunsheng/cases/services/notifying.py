"""Acts of notice: tell, deliver, hear what the party says, answer."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

from zhunsheng.cases import rules
from zhunsheng.cases.documents import contents, parts
from zhunsheng.cases.documents import fining as telling
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.events import (
    PaperDelivered,
    PenaltyNotified,
    StatementAnswered,
    StatementReceived,
    StatementWaived,
)
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.services import base
from zhunsheng.documents import queries as documents
from zhunsheng.documents.rules import Paper
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act, instant_of
from zhunsheng.kernel.finding import Finding


@act
def notify(
    *,
    ctx: Act,
    case: UUID,
    on: date,
    representation_days: int | None = None,
    version: int | None = None,
) -> PenaltyCase:
    """
    Tell the party what is proposed and its rights, with the right to a hearing where there is one.

    ``representation_days`` may lengthen the lawbook's term for a statement, never shorten it.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_handlers=True, with_evidence=True)
    policy = standing.policy_of(file, on=on)
    least = policy.representation_days
    days = least if representation_days is None else representation_days
    short = rules.representation_findings(
        days=days, least=least, most=policy.representation_most_days
    )
    facts = base.permit(ctx, file, "prior_notice", on=on, extra=short)
    content = contents.notice(file, representation_days=days)
    paper = base.issue(ctx, file, "prior_notice", content, on=on)
    papers = [[paper.title, paper.number]]
    if facts.hearing_right:
        rights = contents.hearing_rights(file, days=policy.hearing_request_days)
        second = base.issue(ctx, file, "hearing_rights_notice", rights, on=on)
        papers.append([second.title, second.number])
    proposed = file.data("proposal")
    data = {
        "fine_fen": proposed["fine_fen"],
        "warning": proposed["warning"],
        "late": proposed["late"],
        "facts": proposed["facts"],
        "derivations": [
            {key: row[key] for key in ("violation", "law_since", "fine_fen", "least", "most")}
            for row in telling.kept(proposed)
        ],
        "evidence": [str(one.id) for one in file.evidence],
        "representation_days": days,
        "hearing_offered": facts.hearing_right,
        "papers": papers,
    }
    base.take(ctx, file, "prior_notice", on=on, data=data, document=paper)
    happened = PenaltyNotified(
        number=paper.number,
        proposal=parts.proposal_text(file),
        also=papers[1][1] if facts.hearing_right else "",
    )
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case


@act
def deliver_notice(
    *, ctx: Act, case: UUID, draft: rules.DeliveryDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Record that the notice reached the party, with its proof; ``on`` is the day that counts.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    draft = consented(file, draft, on)
    extra = proof_findings(file, draft, on, papers_of="prior_notice")
    base.permit(ctx, file, "notice_delivery", on=on, extra=extra)
    deliver(ctx, file, draft, step="notice_delivery", papers_of="prior_notice", on=on)
    return file.case


def consented(file: CaseFile, draft: rules.DeliveryDraft, on: date) -> rules.DeliveryDraft:
    """
    Return the draft with the consent to delivery by wire that the case held on the day.

    It rests on the confirmation that the party signed; a number typed in is none (61.2).
    """
    told = file.contents_of("address_confirmation")
    confirmed = next((said for act, said in reversed(told) if act.on <= on), None)
    agreed = str(confirmed["number"]) if confirmed and confirmed.get("electronic") else ""
    return replace(draft, consent=agreed)


def proof_findings(
    file: CaseFile, draft: rules.DeliveryDraft, on: date, *, papers_of: str
) -> tuple[Finding, ...]:
    """Return what the proof of a delivery of an earlier step's papers lacks."""
    issued = file.last(papers_of)
    made_on = max(issued.on, instant_of(issued.id).date()) if issued else None
    return delivery_proof_findings(file, draft, on, issued_on=made_on)


def delivery_proof_findings(
    file: CaseFile, draft: rules.DeliveryDraft, on: date, *, issued_on: date | None
) -> tuple[Finding, ...]:
    """Return what the proof of a delivery of a paper of a day lacks."""
    days = standing.policy_of(file, on=on).public_notice_days
    early = rules.posting_findings(posted_on=draft.posted_on, issued_on=issued_on)
    return (*rules.delivery_findings(draft, on=on, public_days=days), *early)


def deliver(
    ctx: Act, file: CaseFile, draft: rules.DeliveryDraft, *, step: str, papers_of: str, on: date
) -> Paper:
    """Write the receipt of the papers of an earlier step, the step, and the event."""
    papers = [(title, number) for title, number in file.data(papers_of).get("papers", ())]
    papers = papers or [_paper_of(ctx, file, papers_of)]
    content = contents.delivery(file, draft, papers=papers, on=on)
    paper = base.issue(ctx, file, "delivery_receipt", content, on=on)
    data = asdict(draft)
    base.take(ctx, file, step, on=on, data=data, outcome=draft.way.value, document=paper)
    what = parts.COMMA.join(title for title, _ in papers)
    happened = PaperDelivered(way=draft.way.label, what=what, number=papers[0][1])
    record(ctx, happened, on=on, subject=base.subject(file))
    return paper


def _paper_of(ctx: Act, file: CaseFile, step: str) -> tuple[str, str]:
    """Return title and number of the one paper that the last act of a step issued."""
    issued = file.last(step)
    assert issued is not None
    assert issued.document_id is not None
    paper = documents.document(ctx, issued.document_id)
    return paper.title, paper.number


@act
def record_representation(
    *, ctx: Act, case: UUID, draft: rules.StatementDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Record a statement of the party.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    base.permit(
        ctx,
        file,
        "representation",
        on=on,
        extra=rules.said_findings(draft.text, draft.by, file.handler_names),
    )
    content = contents.statement(file, draft, by=ctx.by.name, on=on)
    paper = base.issue(ctx, file, "representation_record", content, on=on)
    base.take(ctx, file, "representation", on=on, data=asdict(draft), document=paper)
    record(ctx, StatementReceived(by=draft.by), on=on, subject=base.subject(file))
    return file.case


@act
def waive_representation(
    *, ctx: Act, case: UUID, draft: rules.StatementDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Record that the party waived (further) statements in writing.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    base.permit(
        ctx,
        file,
        "representation_waiver",
        on=on,
        extra=rules.said_findings(draft.text, draft.by, file.handler_names),
    )
    base.take(ctx, file, "representation_waiver", on=on, data=asdict(draft))
    record(ctx, StatementWaived(by=draft.by), on=on, subject=base.subject(file))
    return file.case


@act
def answer_representation(
    *, ctx: Act, case: UUID, draft: rules.AnswerDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Answer a statement of the party in writing.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    base.permit(ctx, file, "representation_answer", on=on, extra=rules.said_findings(draft.text))
    result = say("statement_accepted" if draft.accepted else "statement_rejected")
    content = contents.answer(file, draft, result=result, on=on)
    paper = base.issue(ctx, file, "representation_review", content, on=on)
    base.take(ctx, file, "representation_answer", on=on, data=asdict(draft), document=paper)
    record(ctx, StatementAnswered(result=result), on=on, subject=base.subject(file))
    return file.case
