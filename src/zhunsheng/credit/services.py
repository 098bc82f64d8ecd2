"""Acts on credit records: set the class, take in a request for repair, grant it, refuse it."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from zhunsheng.credit import queries
from zhunsheng.credit.choices import CreditClass, CreditStep
from zhunsheng.credit.events import Classified, RepairGranted, RepairRefused, RepairRequested
from zhunsheng.credit.models import CreditAct
from zhunsheng.credit.procedure import CREDIT_RECORD
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import same_version
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.procedure import permit


@act
def classify(
    *,
    ctx: Act,
    decision: UUID,
    credit_class: CreditClass,
    reason: str,
    on: date,
    version: int | None = None,
) -> CreditAct:
    """
    Set the class of a record that the measures leave open, with the reason.

    :raises StepRefused: with every reason: the measures fix the class, the decision is not public
    :raises Stale: if something was done with the record since the form was opened
    """
    step = CreditStep.CLASSIFICATION
    happened = Classified(credit_class.label, reason.strip())
    return _done(ctx, decision, step, happened, reason, on, version, credit_class=credit_class)


@act
def request_repair(
    *,
    ctx: Act,
    decision: UUID,
    promises: bool,
    note: str,
    on: date,
    version: int | None = None,
) -> CreditAct:
    """
    Take in a request for repair with the public promise of the party.

    :raises StepRefused: with every reason: the least term runs, the fine is unpaid, no promise
    :raises Stale: if something was done with the record since the form was opened
    """
    step, happened = CreditStep.REPAIR_REQUEST, RepairRequested(note.strip())
    return _done(ctx, decision, step, happened, note, on, version, promises=promises)


@act
def grant_repair(
    *, ctx: Act, decision: UUID, note: str, on: date, version: int | None = None
) -> CreditAct:
    """
    Grant a repair: the record is no longer shown.

    :raises StepRefused: with every reason
    :raises Stale: if something was done with the record since the form was opened
    """
    happened = RepairGranted(note.strip())
    return _done(ctx, decision, CreditStep.REPAIR_GRANT, happened, note, on, version)


@act
def refuse_repair(
    *, ctx: Act, decision: UUID, reason: str, on: date, version: int | None = None
) -> CreditAct:
    """
    Refuse a repair with the reason.

    :raises StepRefused: with every reason: no request waits, no reason is given
    :raises Stale: if something was done with the record since the form was opened
    """
    happened = RepairRefused(reason.strip())
    return _done(ctx, decision, CreditStep.REPAIR_REFUSAL, happened, reason, on, version)


def _done(
    ctx: Act,
    decision: UUID,
    step: CreditStep,
    happened: object,
    note: str,
    on: date,
    version: int | None,
    *,
    credit_class: CreditClass | None = None,
    promises: bool = False,
) -> CreditAct:
    """Ask the procedure, write the step, record it; two at once meet at the sequence."""
    found = queries.record(ctx, decision, on=on)
    later = partial(last_acts, ctx, ("credit", decision))
    same_version(len(found.acts), version, later)
    has_reason = explains(note)
    facts = queries.facts_for(found, on=on, promises=promises, has_reason=has_reason)
    permit(CREDIT_RECORD, step.key, facts, by=ctx.by)
    sequence = len(found.acts) + 1
    row = CreditAct(
        id=ctx.new_id(f"credit.act.{decision}", sequence),
        bureau_id=ctx.bureau,
        decision_id=decision,
        sequence=sequence,
        step=step.value,
        on=on,
        credit_class=credit_class.value if credit_class else "",
        note=note.strip(),
        by_name=ctx.by.name,
    )
    with once(later):
        row.save(force_insert=True)
    record(ctx, happened, on=on, subject=("credit", decision))
    return row
