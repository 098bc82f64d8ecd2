"""What every act of a case does: lock, load, ask the procedure, write the step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import F

from zhunsheng.accounts import services as accounting
from zhunsheng.cases import rules
from zhunsheng.cases.choices import CaseProcedure
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.procedure import procedure_of
from zhunsheng.cases.queries import files, records, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.shapes import Paper
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.documents import services as documents
from zhunsheng.documents.rules import Content
from zhunsheng.kernel.act import Act, ActorKind, instant_of
from zhunsheng.kernel.canonical import canonical_text
from zhunsheng.kernel.finding import Finding, Later, Stale, refuse_if
from zhunsheng.kernel.procedure import role_finding


def begin(
    ctx: Act,
    case: UUID,
    version: int | None,
    *,
    on: date,
    with_handlers: bool = False,
    with_evidence: bool = False,
) -> CaseFile:
    """
    Lock a case and load its file.

    :raises PenaltyCase.DoesNotExist: if the bureau has none of this id
    :raises Stale: if the case changed since the form was opened, with what was done meanwhile
    """
    rows = PenaltyCase.objects.of(ctx).select_related("party")
    row = rows.select_for_update(of=("self",)).get(id=case)
    if version is not None and row.version != version:
        raise Stale(_later(ctx, row, since=version))
    return files.load(ctx, row, on=on, with_handlers=with_handlers, with_evidence=with_evidence)


def joined_files(
    ctx: Act,
    file: CaseFile,
    *,
    on: date,
    handlers: tuple[UUID, ...] = (),
    with_evidence: bool = False,
) -> tuple[CaseFile, ...]:
    """
    Lock the files that joined a case and return those not at an end, to act with the case.

    ``handlers`` are the officers whom an opening names; without them they are the file's own.
    """
    rows = PenaltyCase.objects.of(ctx).filter(lead=file.case.id).select_related("party")
    found = []
    for row in rows.order_by("id").select_for_update(of=("self",)):
        one = files.load(ctx, row, on=on, with_handlers=not handlers, with_evidence=with_evidence)
        if not files.Kin(one.case, one.acts).has_ended:
            one = one.with_handlers(ctx, handlers) if handlers else one
            found.append(replace(one, with_case=True))
    return tuple(found)


def again(ctx: Act, file: CaseFile, *, fine_fen: int) -> tuple[Finding, ...]:
    """Return that the violation was punished from the same source, or the act fined before (29)."""
    before = records.punished_before(ctx, file.case, same_source=True)
    if before or not fine_fen:
        return rules.again_findings(before)
    return rules.fined_findings(records.fined_for_the_act(ctx, file.case))


def _later(ctx: Act, case: PenaltyCase, *, since: int) -> tuple[Later, ...]:
    """Return the acts of a case after a version: each act counts the version up by one."""
    rows = CaseAct.objects.of(ctx).filter(case=case).order_by("-sequence")
    steps = procedure_of(CaseProcedure(case.procedure))
    between = reversed(rows[: max(0, case.version - since)])
    return tuple(
        Later(steps.step(act.step).label, act.by_name, instant_of(act.id)) for act in between
    )


def permit(
    ctx: Act, file: CaseFile, step: str, *, on: date, extra: tuple[Finding, ...] = ()
) -> CaseFacts:
    """
    Return the facts where the law allows the step.

    :raises StepRefused: with every reason: role, order, guards, and what the draft lacks
    """
    facts = standing.facts_of(file, on=on)
    roles = role_finding(file.procedure.step(step), ctx.by)
    refuse_if((*roles, *file.procedure.findings(step, facts), *extra))
    return facts


def joined_findings(
    joined: tuple[CaseFile, ...], step: str, *, on: date, own: tuple[Finding, ...] = ()
) -> tuple[Finding, ...]:
    """Return what speaks against a step in the files that joined a case, each with its party."""
    return tuple(
        replace(found, message=say("of_party", party=one.case.party_label, text=found.message))
        for one in joined
        for found in one.procedure.findings(step, standing.facts_of(one, on=on))
        if found not in own
    )


def facts_of(file: CaseFile, *, on: date) -> CaseFacts:
    """Return the facts of a file, as its guards look at them."""
    return standing.facts_of(file, on=on)


def issue(ctx: Act, file: CaseFile, kind: str, content: Content, *, on: date) -> Paper:
    """Issue a paper of the case."""
    return documents.issue(ctx, kind=kind, subject=("case", file.case.id), content=content, on=on)


def take(
    ctx: Act,
    file: CaseFile,
    step: str,
    *,
    on: date,
    data: Mapping[str, object],
    outcome: str = "",
    document: Paper | None = None,
    changes: Mapping[str, object] | None = None,
) -> CaseAct:
    """Write the step as done and count the version of the case up."""
    sequence = len(file.acts) + 1
    own = {"number": document.number} if document else {}
    row: CaseAct = CaseAct.objects.create(
        id=ctx.new_id(of_file("case.act", file), sequence),
        bureau_id=ctx.bureau,
        case=file.case,
        sequence=sequence,
        step=step,
        on=on,
        outcome=outcome,
        data=canonical_text({**own, **data}),
        document_id=document.id if document else None,
        by_id=ctx.by.id if ctx.by.kind is ActorKind.OFFICER else None,
        by_name=ctx.by.name,
    )
    if step in rules.DRAFTED:
        accounting.drop_draft(ctx, rules.draft_page(file.case.id, step))
    changed = dict(changes or {})
    own_row = PenaltyCase.objects.of(ctx).filter(id=file.case.id)
    own_row.update(version=F("version") + 1, **changed)
    file.case.version += 1
    for name, value in changed.items():
        setattr(file.case, name, value)
    return row


def of_file(label: str, file: CaseFile) -> str:
    """Return the label of what an act makes in a file; one act may write into several."""
    return f"{label}:{file.case.id}" if file.case.lead_id else label


def subject(file: CaseFile) -> tuple[str, UUID]:
    """Return the case as the subject of events."""
    return ("case", file.case.id)
