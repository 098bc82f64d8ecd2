"""What every act of an execution does: lock the case, load, ask the procedure, write the step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from uuid import UUID

from zhunsheng.cases import queries as cases
from zhunsheng.cases import rules as case_rules
from zhunsheng.cases import services as case_acts
from zhunsheng.documents import queries as issued
from zhunsheng.documents import services as documents
from zhunsheng.documents.rules import Content, Paper
from zhunsheng.execution.events import PaperDelivered
from zhunsheng.execution.models import Execution, ExecutionAct
from zhunsheng.execution.procedure import EXECUTION
from zhunsheng.execution.queries import files
from zhunsheng.execution.queries.files import ExecutionFile
from zhunsheng.execution.rules.facts import ExecutionFacts
from zhunsheng.journal.services import record
from zhunsheng.kernel import procedure
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.web.uploads import Upload


def begin(ctx: Act, case: UUID, version: int | None, *, on: date) -> ExecutionFile:
    """
    Lock a case and load its execution.

    :raises PenaltyCase.DoesNotExist: if the bureau has none of this id
    :raises Stale: if the execution changed since the form was opened
    """
    held = case_acts.hold_case(ctx, case, on=on)
    fined = cases.fined_case(held, cases.annulment_of(ctx, held.case), on=on)
    file = files.of_case(ctx, fined)
    row = file.row.id if file.row else None
    documents.nobody_acted(
        ctx, ExecutionAct, row, now=file.version, seen=version, procedure=EXECUTION
    )
    return file


def permit(
    ctx: Act, file: ExecutionFile, step: str, *, on: date, extra: tuple[Finding, ...] = ()
) -> ExecutionFacts:
    """
    Return the facts where the law allows the step.

    :raises StepRefused: with every reason: role, order, guards, and what the draft lacks
    """
    facts = files.facts_of(file, on=on)
    if EXECUTION.step(step).documents:
        extra += case_acts.stale_name(file.fined.file)
    procedure.permit(EXECUTION, step, facts, by=ctx.by, extra=extra, on=on, entered_on=ctx.day)
    return facts


def keep_proof(
    ctx: Act, file: ExecutionFile, step: str, proof: Upload | None, *, on: date, name: str = ""
) -> dict[str, str]:
    """
    Keep the scan on which a step rests, and return what names it.

    :raises StepRefused: if the file is not what its name says, or is in the file already
    """
    label, case = EXECUTION.step(step).label, file.fined.case.id
    return case_acts.keep_proof(ctx, case, proof, name=name.strip() or label, proves=label, on=on)


def issue(ctx: Act, file: ExecutionFile, kind: str, content: Content, *, on: date) -> Paper:
    """Issue a paper of the case."""
    subject = ("case", file.fined.case.id)
    return documents.issue(ctx, kind=kind, subject=subject, content=content, on=on)


def take(
    ctx: Act,
    file: ExecutionFile,
    step: str,
    happened: object,
    *,
    on: date,
    data: Mapping[str, object],
    outcome: str = "",
    document: Paper | None = None,
) -> Execution:
    """Write the step as done, count the version up, and record what happened on the case."""
    row = file.row or _opened(ctx, file)
    documents.take_step(
        ctx,
        ExecutionAct,
        row,
        step,
        label="execution.act",
        sequence=len(file.acts) + 1,
        on=on,
        data=data,
        outcome=outcome,
        paper=document,
    )
    record(ctx, happened, on=on, subject=("case", file.fined.case.id))
    return row


def deliver(
    ctx: Act,
    file: ExecutionFile,
    draft: case_rules.DeliveryDraft,
    step: str,
    made: tuple[str, str],
    *,
    scan: Upload | None,
    on: date,
) -> Execution:
    """Deliver the paper that was made: by which step, and of which kind it is."""
    (maker, kind), held = made, file.fined.file
    paper_of = file.last(maker)
    issued_on = paper_of.on if paper_of else None
    draft = case_acts.consented(held, draft, on)
    extra = case_acts.receipt_findings(ctx, held, draft, issued_on=issued_on, scan=scan, on=on)
    permit(ctx, file, step, on=on, extra=extra)
    number, title = str(file.data(maker)["number"]), issued.kind(kind).title
    content = case_acts.receipt_content(ctx, held, draft, title=title, number=number, on=on)
    paper = issue(ctx, file, "delivery_receipt", content, on=on)
    documents.bind_receipt(ctx, paper.id, scan)
    happened = PaperDelivered(draft.way.label, title, number)
    data, way = asdict(draft), draft.way.value
    return take(ctx, file, step, happened, on=on, data=data, outcome=way, document=paper)


def _opened(ctx: Act, file: ExecutionFile) -> Execution:
    row: Execution = Execution.objects.create(
        id=ctx.new_id("execution"), bureau_id=ctx.bureau, case=file.fined.case
    )
    return row
