"""Acts that press for payment: surcharge, demand, the party heard, the court, the end."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from zhunsheng.cases import rules as case_rules
from zhunsheng.cases import services as case_acts
from zhunsheng.execution import events, rules
from zhunsheng.execution.documents import contents
from zhunsheng.execution.documents.contents import say
from zhunsheng.execution.models import Execution
from zhunsheng.execution.queries import files
from zhunsheng.execution.services import base
from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.money import yuan_text
from zhunsheng.web.uploads import Upload


@act
def decide_surcharge(*, ctx: Act, case: UUID, on: date, version: int | None = None) -> Execution:
    """
    Tell the party of the surcharge: its rate, how it was counted, what it has come to.

    :raises StepRefused: with every reason
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    base.permit(ctx, file, "surcharge_decision", on=on)
    found = files.standing(file, on=on)
    content = contents.surcharge_decision(file, found, on=on)
    paper = base.issue(ctx, file, "surcharge_decision", content, on=on)
    owed = found.surcharge_owed_fen
    happened = events.SurchargeDecided(paper.number, yuan_text(owed), owed)
    data = {"amount_fen": owed}
    return base.take(ctx, file, "surcharge_decision", happened, on=on, data=data, document=paper)


@act
def demand(
    *, ctx: Act, case: UUID, draft: rules.DemandDraft, on: date, version: int | None = None
) -> Execution:
    """
    Call upon the party to pay, with the term, the manner, the amounts and its right to be heard.

    :raises StepRefused: with every reason
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    extra = rules.demand_findings(draft.pay_by, on=on)
    base.permit(ctx, file, "demand_notice", on=on, extra=extra)
    found = files.standing(file, on=on)
    content = contents.demand_notice(file, draft, found, on=on)
    paper = base.issue(ctx, file, "demand_notice", content, on=on)
    happened = events.Demanded(
        number=paper.number,
        fine=yuan_text(found.late_fen),
        surcharge=yuan_text(found.surcharge_owed_fen),
        gains=contents.gains_told(found.gains_late_fen),
        pay_by=draft.pay_by.isoformat(),
    )
    data = {
        **asdict(draft),
        "fine_fen": found.late_fen,
        "surcharge_fen": found.surcharge_owed_fen,
        "gains_fen": found.gains_late_fen,
    }
    return base.take(ctx, file, "demand_notice", happened, on=on, data=data, document=paper)


@act
def deliver_demand(
    *,
    ctx: Act,
    case: UUID,
    draft: case_rules.DeliveryDraft,
    proof: Upload | None = None,
    on: date,
    version: int | None = None,
) -> Execution:
    """
    Record that the demand reached the party, with the proof of the way.

    :raises StepRefused: with every reason
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    made = ("demand_notice", "demand_notice")
    return base.deliver(ctx, file, draft, "demand_delivery", made, scan=proof, on=on)


@act
def deliver_surcharge(
    *,
    ctx: Act,
    case: UUID,
    draft: case_rules.DeliveryDraft,
    proof: Upload | None = None,
    on: date,
    version: int | None = None,
) -> Execution:
    """
    Record that the decision on the surcharge reached the party, with the proof of the way.

    :raises StepRefused: with every reason
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    made = ("surcharge_decision", "surcharge_decision")
    return base.deliver(ctx, file, draft, "surcharge_delivery", made, scan=proof, on=on)


@act
def record_statement(
    *, ctx: Act, case: UUID, draft: case_rules.StatementDraft, on: date, version: int | None = None
) -> Execution:
    """
    Record what the party said on the demand.

    :raises StepRefused: with every reason
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    extra = case_rules.said_findings(draft.text, draft.by)
    base.permit(ctx, file, "statement", on=on, extra=extra)
    happened = events.StatementReceived(by=draft.by)
    return base.take(ctx, file, "statement", happened, on=on, data=asdict(draft))


@act
def answer_statement(
    *, ctx: Act, case: UUID, draft: case_rules.AnswerDraft, on: date, version: int | None = None
) -> Execution:
    """
    Record how the party's statement on the demand was examined.

    :raises StepRefused: with every reason
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    extra = case_rules.said_findings(draft.text)
    base.permit(ctx, file, "statement_answer", on=on, extra=extra)
    happened = events.StatementAnswered(say("accepted" if draft.accepted else "rejected"))
    return base.take(ctx, file, "statement_answer", happened, on=on, data=asdict(draft))


@act
def apply_to_court(
    *, ctx: Act, case: UUID, draft: rules.ApplicationDraft, on: date, version: int | None = None
) -> Execution:
    """
    Ask the court to execute, inside the days that the law gives.

    :raises StepRefused: with every reason: remedies open, no demand, too early, too late
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    base.permit(ctx, file, "court_application", on=on)
    found = files.standing(file, on=on)
    content = contents.enforcement_application(file, draft, found, by=ctx.by.name, on=on)
    paper = base.issue(ctx, file, "enforcement_application", content, on=on)
    happened = events.CourtAsked(
        court=draft.court,
        number=paper.number,
        fine=yuan_text(found.unpaid_fen),
        surcharge=yuan_text(found.surcharge_owed_fen),
        gains=contents.gains_told(found.gains_left_fen),
    )
    amounts = {
        "fine_fen": found.unpaid_fen,
        "surcharge_fen": found.surcharge_owed_fen,
        "gains_fen": found.gains_left_fen,
    }
    data = {**asdict(draft), **amounts}
    return base.take(ctx, file, "court_application", happened, on=on, data=data, document=paper)


@act
def record_court_answer(
    *, ctx: Act, case: UUID, draft: rules.CourtAnswerDraft, on: date, version: int | None = None
) -> Execution:
    """
    Record whether the court took the application up.

    :raises StepRefused: with every reason
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    base.permit(ctx, file, "court_answer", on=on, extra=rules.court_answer_findings(draft))
    happened = events.CourtAnswered(draft.answer.label, draft.number)
    return base.take(
        ctx,
        file,
        "court_answer",
        happened,
        on=on,
        data=asdict(draft),
        outcome=draft.answer.value,
    )


@act
def record_court_ruling(
    *, ctx: Act, case: UUID, draft: rules.RulingDraft, on: date, version: int | None = None
) -> Execution:
    """
    Record what the court ruled on the application.

    :raises StepRefused: with every reason
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    base.permit(ctx, file, "court_ruling", on=on, extra=rules.ruling_findings(draft))
    happened = events.CourtRuled(draft.ruling.label, draft.number)
    return base.take(
        ctx,
        file,
        "court_ruling",
        happened,
        on=on,
        data=asdict(draft),
        outcome=draft.ruling.value,
    )


@act
def end_execution(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.EndDraft,
    proof: Upload | None = None,
    on: date,
    version: int | None = None,
) -> Execution:
    """
    Record that the execution ended otherwise than by payment, so that the case can be closed.

    ``proof`` is the scan of the paper on which the execution ends, such as a ruling.

    :raises StepRefused: with every reason: an end that the record does not bear out
    :raises Stale: if the execution changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    facts, found = files.facts_of(file, on=on), files.standing(file, on=on)
    extra = rules.end_findings(
        draft,
        facts,
        owed_fen=found.owed_fen,
        gains_left_fen=found.gains_left_fen,
        has_proof=proof is not None,
    )
    base.permit(ctx, file, "end", on=on, extra=extra)
    kept = base.keep_proof(ctx, file, "end", proof, on=on, name=draft.number)
    text = contents.end_text(draft, file.fined)
    ended = case_rules.ExecutionEndDraft(draft.outcome, text)
    case_acts.note_execution_ended(ctx, file.fined.file, ended, on=on)
    happened = events.ExecutionEnded(draft.outcome.value, text, draft.amount_fen)
    data, outcome = {**asdict(draft), **kept}, draft.outcome.value
    return base.take(ctx, file, "end", happened, on=on, data=data, outcome=outcome)
