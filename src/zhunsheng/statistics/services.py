"""Acts of statistics: hand in a return, correct it by version, say why one was not handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import canonical_text, sha256_hex
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.procedure import permit
from zhunsheng.statistics import queries, rules
from zhunsheng.statistics.choices import Phrase
from zhunsheng.statistics.events import ReturnCorrected, ReturnExplained, ReturnSubmitted
from zhunsheng.statistics.models import ReturnExplanation, StatReturn
from zhunsheng.statistics.procedure import STAT_RETURN
from zhunsheng.statistics.rules import Period

SUBJECT = "stat_return"
EXPLANATION = "return_explanation"


@act
def submit_return(
    *, ctx: Act, form: str, since: date, as_of: date, on: date, nil_confirmed: bool = False
) -> StatReturn:
    """
    Freeze a return of the period that begins so, with the rows behind each number, and hand it in.

    :raises StepRefused: with every reason: period not over, handed in before, nil not confirmed
    :raises Stale: if somebody else handed it in in the same moment
    :raises UnknownForm: if no return of the key is defined
    """
    kind = rules.return_form(form)
    period = rules.cycle_period(kind.cycle, since, as_of)
    said = queries.snapshot(ctx.viewer, kind, period)
    facts = queries.return_facts(ctx, kind, period, on=on)
    facts = replace(facts, is_nil=rules.is_nil(said), nil_confirmed=nil_confirmed)
    permit(STAT_RETURN, "return_submission", facts, by=ctx.by, on=on, entered_on=ctx.day)
    row = _frozen(ctx, kind, period, said, on=on, round=1)
    nil = Phrase.NIL_SUFFIX.label if row.is_nil else ""
    happened = ReturnSubmitted(
        label=row.label,
        since=period.since.isoformat(),
        until=period.until.isoformat(),
        as_of=as_of.isoformat(),
        hash=row.snapshot_hash,
        nil=nil,
    )
    record(ctx, happened, on=on, subject=(SUBJECT, row.id))
    return row


@act
def correct_return(
    *,
    ctx: Act,
    stat_return: UUID,
    as_of: date,
    reason: str,
    on: date,
    nil_confirmed: bool = False,
) -> StatReturn:
    """
    Count a return that was handed in anew, and hand in the new version beside the old.

    It is counted under the form that was handed in, whatever the form is by now.

    :raises StepRefused: with every reason: nothing changed, no reason, nil not confirmed
    :raises Stale: if somebody else corrected it in the same moment
    :raises StatReturn.DoesNotExist: if the bureau has no such return
    """
    asked = queries.stat_return(ctx, stat_return)
    last = queries.versions(ctx, asked.form, asked.since)[-1]
    kind = rules.form_of(last.contents)
    period = Period(last.since, last.until, as_of)
    said = queries.snapshot(ctx.viewer, kind, period)
    changed = rules.differences(last.contents, said)
    facts = replace(
        queries.return_facts(ctx, kind, period, on=on),
        is_nil=rules.is_nil(said),
        nil_confirmed=nil_confirmed,
        is_changed=bool(changed),
        reason_given=explains(reason),
        last_as_of=last.as_of,
    )
    permit(STAT_RETURN, "return_correction", facts, by=ctx.by, on=on, entered_on=ctx.day)
    row = _frozen(ctx, kind, period, said, on=on, round=last.round + 1, reason=reason.strip())
    happened = ReturnCorrected(
        label=row.label,
        since=period.since.isoformat(),
        until=period.until.isoformat(),
        round=row.round,
        changed=len(changed),
        reason=row.reason,
        hash=row.snapshot_hash,
    )
    record(ctx, happened, on=on, subject=(SUBJECT, row.id))
    return row


@act
def explain_return(*, ctx: Act, form: str, since: date, reason: str, on: date) -> ReturnExplanation:
    """
    Say why the return of a period was not handed in; it is late no more.

    :raises StepRefused: with every reason: period not over, handed in, explained, no reason
    :raises Stale: if somebody else explained it in the same moment
    :raises UnknownForm: if no return of the key is defined
    """
    kind = rules.return_form(form)
    period = rules.cycle_period(kind.cycle, since, on)
    facts = replace(queries.return_facts(ctx, kind, period, on=on), reason_given=explains(reason))
    permit(STAT_RETURN, "return_explanation", facts, by=ctx.by, on=on, entered_on=ctx.day)
    same = ReturnExplanation.objects.of(ctx).filter(form=kind.key, since=period.since)
    with once(lambda: last_acts(ctx, (EXPLANATION, same.get().id))):
        row: ReturnExplanation = ReturnExplanation.objects.create(
            id=ctx.new_id(EXPLANATION),
            bureau_id=ctx.bureau,
            form=kind.key,
            label=kind.label,
            since=period.since,
            until=period.until,
            reason=reason.strip(),
            explained_on=on,
            explained_by=ctx.by.name,
        )
    happened = ReturnExplained(
        label=row.label,
        since=period.since.isoformat(),
        until=period.until.isoformat(),
        reason=row.reason,
    )
    record(ctx, happened, on=on, subject=(EXPLANATION, row.id))
    return row


def _frozen(
    ctx: Act,
    kind: rules.ReturnForm,
    period: Period,
    said: dict[str, object],
    *,
    on: date,
    round: int,  # noqa: A002 - the name of the column
    reason: str = "",
) -> StatReturn:
    row = StatReturn(
        id=ctx.new_id(SUBJECT),
        bureau_id=ctx.bureau,
        form=kind.key,
        label=kind.label,
        since=period.since,
        until=period.until,
        as_of=period.as_of,
        round=round,
        is_nil=rules.is_nil(said),
        reason=reason,
        submitted_on=on,
        submitted_by=ctx.by.name,
        snapshot=canonical_text(said),
        snapshot_hash=sha256_hex(said),
    )
    same = StatReturn.objects.of(ctx).filter(form=kind.key, since=period.since, round=round)
    with once(lambda: last_acts(ctx, (SUBJECT, same.get().id))):
        row.save(force_insert=True)
    return row
