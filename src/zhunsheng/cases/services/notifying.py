"""Acts of notice: tell, deliver, hear what the party says, answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any
from uuid import UUID

from zhunsheng.cases import rules
from zhunsheng.cases.choices import DeliveryWay
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
from zhunsheng.cases.queries import scanned, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules import guards
from zhunsheng.cases.services import base
from zhunsheng.cases.services.defended import heavier_findings
from zhunsheng.documents import queries as documents
from zhunsheng.documents import services as attached
from zhunsheng.documents.rules import Paper, relation_findings, scan_findings
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act, instant_of
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.hours import hour_findings, instant
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce import rules as officers
from zhunsheng.workforce.rules import OfficerFact

#: What a notice keeps of the derivation of each violation.
_TOLD_OF_EACH = ("violation", "law_since", "fine_fen", "least", "most", "absorbed")


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
    proposed = file.data("proposal")
    heavier = heavier_findings(ctx, file, proposed) if proposed else ()
    extra = (*short, *heavier, *base.of_age(file, on))
    facts = base.permit(ctx, file, "prior_notice", on=on, extra=extra)
    content = contents.notice(file, representation_days=days)
    paper = base.issue(ctx, file, "prior_notice", content, on=on)
    papers = [[paper.title, paper.number]]
    if facts.hearing_right:
        rights = contents.hearing_rights(
            file, days=policy.hearing_request_days, threshold_fen=policy.hearing_threshold_fen
        )
        second = base.issue(ctx, file, "hearing_rights_notice", rights, on=on)
        papers.append([second.title, second.number])
    data = {
        "fine_fen": proposed["fine_fen"],
        "warning": proposed["warning"],
        "late": proposed["late"],
        **_kinds(proposed),
        "facts": proposed["facts"],
        "derivations": [{key: row[key] for key in _TOLD_OF_EACH} for row in telling.kept(proposed)],
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


def _kinds(proposed: Mapping[str, Any]) -> dict[str, object]:
    """Return the kinds beside fine and warning as an act keeps them, where there are any."""
    kinds = rules.imposed_rows(proposed)
    return {"measures": kinds} if kinds else {}


@act
def deliver_notice(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.DeliveryDraft,
    scan: Upload | None = None,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    Record that the notice reached the party, with its proof; ``on`` is the day that counts.

    An earlier day than that of the entry is shown by the ``scan`` of the signed receipt.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    draft = consented(file, draft, on)
    extra = proof_findings(ctx, file, draft, on, papers_of="prior_notice", scan=scan)
    base.permit(ctx, file, "notice_delivery", on=on, extra=extra)
    deliver(ctx, file, draft, scan, step="notice_delivery", papers_of="prior_notice", on=on)
    return file.case


def consented(file: CaseFile, draft: rules.DeliveryDraft, on: date) -> rules.DeliveryDraft:
    """
    Return the draft with the consent to delivery by wire that the case held on the day.

    It rests on the confirmation that the party signed; a number typed in is none (61.2). What who
    signed a paper handed over is to the party is added where the record tells it.
    """
    told = file.contents_of("address_confirmation")
    confirmed = next((said for act, said in reversed(told) if act.on <= on), None)
    agreed = str(confirmed["number"]) if confirmed and confirmed.get("electronic") else ""
    relation = draft.relation
    if draft.way is DeliveryWay.DIRECT and relation is None:
        relation = base.addressee(file).relation(draft.receiver)
    return replace(draft, consent=agreed, relation=relation)


def proof_findings(
    ctx: Act,
    file: CaseFile,
    draft: rules.DeliveryDraft,
    on: date,
    *,
    papers_of: str,
    scan: Upload | None,
) -> tuple[Finding, ...]:
    """Return what the proof of a delivery of an earlier step's papers lacks."""
    issued = file.last(papers_of)
    made_on = max(issued.on, instant_of(issued.id).date()) if issued else None
    early = (
        rules.handed_early_findings(draft, on=on, made_at=instant_of(issued.id)) if issued else ()
    )
    return (*delivery_proof_findings(ctx, file, draft, on, issued_on=made_on, scan=scan), *early)


def delivery_proof_findings(
    ctx: Act,
    file: CaseFile,
    draft: rules.DeliveryDraft,
    on: date,
    *,
    issued_on: date | None,
    scan: Upload | None,
) -> tuple[Finding, ...]:
    """Return what the proof of a delivery of a paper of a day lacks."""
    days = standing.policy_of(file, on=on).public_notice_days
    early = rules.posting_findings(posted_on=draft.posted_on, issued_on=issued_on)
    found = rules.delivery_findings(draft, on=on, public_days=days)
    found += hour_findings("delivery", instant(on, draft.time), now=ctx.at, basis=guards.DELIVERY)
    speaker = file.case.speaker
    staff = workforce.staff(ctx)
    own = rules.receiver_findings(draft.receiver, speaker=speaker, staff=staff)
    own += rules.witness_findings(draft.witness, speaker=speaker, staff=staff)
    if draft.way is DeliveryWay.DIRECT or draft.relation:
        own += relation_findings(draft.relation, draft.receiver, base.addressee(file))
    late = attached.late_receipt_findings(ctx, base.subject(file), scan, on=on)
    if draft.way is DeliveryWay.PUBLIC and not late:
        late = rules.posted_proof_findings(draft.posted_on, has_scan=scan is not None)
    return (*found, *own, *early, *late, *_second_findings(ctx, file, draft, on))


def servers(ctx: Act, draft: rules.DeliveryDraft) -> tuple[OfficerFact, ...]:
    """Return the officer who delivers with the one who acts, nothing where none is named."""
    return workforce.officer_facts(ctx, (draft.second,)) if draft.second else ()


def server_names(ctx: Act, draft: rules.DeliveryDraft) -> str:
    """Return who delivered, as the receipt names them: who acts, and the second officer."""
    return officers.list_of((ctx.by.name, *(one.name for one in servers(ctx, draft))))


def _second_findings(
    ctx: Act, file: CaseFile, draft: rules.DeliveryDraft, on: date
) -> tuple[Finding, ...]:
    """Return why the second officer cannot have delivered (42.1, 43)."""
    return rules.second_findings(
        named=draft.second is not None,
        fit=any(
            officers.credential_valid(one, on)
            and one.user_id != ctx.by.id
            and one.id not in file.interested
            for one in servers(ctx, draft)
        ),
    )


def deliver(
    ctx: Act,
    file: CaseFile,
    draft: rules.DeliveryDraft,
    scan: Upload | None,
    *,
    step: str,
    papers_of: str,
    on: date,
) -> Paper:
    """Write the receipt of the papers of an earlier step, the step, and the event."""
    papers = [(title, number) for title, number in file.data(papers_of).get("papers", ())]
    papers = papers or [_paper_of(ctx, file, papers_of)]
    named = server_names(ctx, draft)
    content = contents.delivery(file, draft, papers=papers, servers=named, on=on)
    paper = base.issue(ctx, file, "delivery_receipt", content, on=on)
    attached.bind_receipt(ctx, paper.id, scan)
    data = {**asdict(draft), "servers": named}
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
    *,
    ctx: Act,
    case: UUID,
    draft: rules.StatementDraft,
    scan: Upload | None = None,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    Record a statement of the party; ``scan`` is what it handed in in writing, for the file.

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
    name, proves = say("statement_paper"), say("statement_paper_proves")
    kept = base.keep_proof(ctx, file.case.id, scan, name=name, proves=proves, on=on)
    data = {**asdict(draft), **kept}
    base.take(ctx, file, "representation", on=on, data=data, document=paper)
    record(ctx, StatementReceived(by=draft.by), on=on, subject=base.subject(file))
    return file.case


@act
def waive_representation(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.RightsWaiverDraft,
    scan: Upload | None,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    Record that the party waived (further) statements in writing, with the paper that it signed.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    waive(ctx, file, draft, scan, step="representation_waiver", on=on)
    record(ctx, StatementWaived(by=draft.by), on=on, subject=base.subject(file))
    return file.case


def waive(
    ctx: Act,
    file: CaseFile,
    draft: rules.RightsWaiverDraft,
    scan: Upload | None,
    *,
    step: str,
    on: date,
) -> None:
    """
    Write a waiver: its paper, the scan of what was signed as the original of it, and the step.

    :raises StepRefused: with every reason, the missing scan or authorisation among them
    """
    case = file.case
    seen = documents.read_scan(scan.content) if scan else None
    extra = rules.rights_waiver_findings(
        draft,
        has_scan=bool(scan),
        pages=seen.pages if seen else 0,
        speaker=case.speaker,
        handlers=file.handler_names,
        party=case.named,
        on=on,
        staff=workforce.staff(ctx),
        used_by=scanned.of_other_papers(ctx, case, scan.content) if scan else (),
        used_before=scanned.used_before(ctx, file, scan.content, step=step) if scan else (),
    )
    if scan and seen:
        extra += scan_findings(seen, filename=scan.filename, size=len(scan.content))
    base.permit(ctx, file, step, on=on, extra=extra)
    assert scan is not None  # the waiver was refused else
    content = contents.waiver(file, draft, right=say(step), on=on)
    paper = base.issue(ctx, file, "rights_waiver", content, on=on)
    attached.bind_original(ctx, paper.id, filename=scan.filename, content=scan.content, on=on)
    base.take(ctx, file, step, on=on, data=asdict(draft), document=paper)


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
