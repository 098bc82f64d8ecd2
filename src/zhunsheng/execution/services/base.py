"""What every act of an execution does: lock the case, load, ask the procedure, write the step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db.models import F

from zhunsheng.cases import queries as cases
from zhunsheng.cases import services as case_acts
from zhunsheng.documents import services as documents
from zhunsheng.documents.rules import Content
from zhunsheng.execution.models import Execution, ExecutionAct
from zhunsheng.execution.procedure import EXECUTION
from zhunsheng.execution.queries import files
from zhunsheng.execution.queries.files import ExecutionFile
from zhunsheng.execution.rules.facts import ExecutionFacts
from zhunsheng.journal.services import record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import canonical_text
from zhunsheng.kernel.finding import Finding, Stale, refuse_if
from zhunsheng.kernel.procedure import role_finding


def begin(ctx: Act, case: UUID, version: int | None, *, on: date) -> ExecutionFile:
    """
    Lock a case and load its execution.

    :raises PenaltyCase.DoesNotExist: if the bureau has none of this id
    :raises Stale: if the execution changed since the form was opened
    """
    held = case_acts.hold_case(ctx, case, on=on)
    fined = cases.fined_case(held, cases.annulment_of(ctx, held.case), on=on)
    file = files.of_case(ctx, fined)
    if version is not None and file.version != version:
        raise Stale
    return file


def permit(
    ctx: Act, file: ExecutionFile, step: str, *, on: date, extra: tuple[Finding, ...] = ()
) -> ExecutionFacts:
    """
    Return the facts where the law allows the step.

    :raises StepRefused: with every reason: role, order, guards, and what the draft lacks
    """
    facts = files.facts_of(file, on=on)
    roles = role_finding(EXECUTION.step(step), ctx.by)
    refuse_if((*roles, *EXECUTION.findings(step, facts), *extra))
    return facts


class Paper(Protocol):
    """An issued document."""

    @property
    def id(self) -> UUID:
        """Its id."""
        ...

    @property
    def number(self) -> str:
        """Its number."""
        ...


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
    sequence = len(file.acts) + 1
    number = {"number": document.number} if document else {}
    ExecutionAct.objects.create(
        id=ctx.new_id("execution.act", sequence),
        bureau_id=ctx.bureau,
        execution=row,
        sequence=sequence,
        step=step,
        on=on,
        outcome=outcome,
        data=canonical_text({**data, **number}),
        document_id=document.id if document else None,
        by_name=ctx.by.name,
    )
    Execution.objects.of(ctx).filter(id=row.id).update(version=F("version") + 1)
    record(ctx, happened, on=on, subject=("case", file.fined.case.id))
    return row


def _opened(ctx: Act, file: ExecutionFile) -> Execution:
    row: Execution = Execution.objects.create(
        id=ctx.new_id("execution"), bureau_id=ctx.bureau, case=file.fined.case
    )
    return row
