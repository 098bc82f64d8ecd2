"""The one act of the room: assess a draft table and keep what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhunsheng.fairness import queries
from zhunsheng.fairness.choices import DraftSource
from zhunsheng.fairness.events import BenchmarkAssessed
from zhunsheng.fairness.models import FairnessRun
from zhunsheng.fairness.rules.assessing import Terms, assessed, plain_result
from zhunsheng.fairness.rules.defects import CLIFF_PERCENT
from zhunsheng.fairness.rules.drafting import rows_of
from zhunsheng.fairness.rules.refusals import draft_findings
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import canonical_text, sha256_hex
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.lawbook.rules.law import Benchmark


def run_assessment(
    *,
    ctx: Act,
    draft: Benchmark,
    on: date,
    since: date,
    source: DraftSource = DraftSource.UPLOAD,
    cliff_percent: int = CLIFF_PERCENT,
) -> FairnessRun:
    """
    Assess a draft table on a day against the law, invented cases and the fines since a day.

    All is counted before the transaction begins, which then only writes: nobody waits for it.

    :raises StepRefused: with every reason: no such violation in force, no tiers, days upside down,
        a limit of a cliff that is none, a day ahead
    """
    law = queries.law_of(draft, on=on)
    limits = draft_findings(draft, law, since=since, on=on, cliff_percent=cliff_percent)
    refuse_if(tuple(limits))
    assert law is not None
    rows, bound = rows_of(draft), queries.in_force(ctx, on=on)
    found = assessed(
        draft,
        law,
        bound.table(law, besides=draft.id),
        queries.past(ctx, draft, law, since=since, bound=bound),
        rows=rows,
        terms=Terms(since, on, cliff_percent),
    )
    return _keep(
        ctx=ctx,
        label=draft.label,
        violation=law.key,
        source=source,
        rows=rows,
        result=plain_result(found),
        since=since,
        on=on,
    )


@act
def _keep(
    *,
    ctx: Act,
    label: str,
    violation: str,
    source: DraftSource,
    rows: list[dict[str, Any]],
    result: dict[str, Any],
    since: date,
    on: date,
) -> FairnessRun:
    """Write an assessment that was counted."""
    grave = sum(one["grave"] for one in result["defects"])
    row: FairnessRun = FairnessRun.objects.create(
        id=ctx.new_id("fairness.run"),
        bureau_id=ctx.bureau,
        label=label,
        violation=violation,
        source=source.value,
        since=since,
        assessed_on=on,
        assessed_by=ctx.by.name,
        grave=grave,
        doubts=len(result["defects"]) - grave,
        replayed=result["past"]["count"],
        alarms=sum(one["alarm"] for one in result["comparisons"]),
        draft=canonical_text(rows),
        inputs_hash=result["seed"],
        result=canonical_text(result),
        result_hash=sha256_hex(result),
    )
    happened = BenchmarkAssessed(label, row.grave, row.doubts, row.inputs_hash)
    record(ctx, happened, on=on, subject=("fairness", row.id))
    return row
