"""The act that sets another limit than ninety days (行政处罚法 60)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from zhunsheng.cases import rules
from zhunsheng.cases.documents import turning
from zhunsheng.cases.events import TermExtended
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import lengths, limits, standing
from zhunsheng.cases.rules.limits import above_findings
from zhunsheng.cases.services import base
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.citation import Citation
from zhunsheng.web.uploads import Upload


@act
def extend_term(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.ExtensionDraft,
    scan: Upload | None = None,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    Record another limit than ninety days, with the law, regulation or rule that sets it.

    ``scan`` is the paper of the upper authority, where it approves the extension.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    facts = standing.facts_of(file, on=on)
    above = lengths.asked_above(file, facts, on=on)
    extra = rules.extension_findings(
        draft,
        cited=limits.cited_limit(draft.basis, on),
        present=standing.days_of(file, facts, on=on).decision,
        most=lengths.longest(file, facts),
    )
    extra += above_findings(
        draft, above, opened_on=facts.opened_on, on=on, has_scan=scan is not None
    )
    base.permit(ctx, file, "extension", on=on, extra=extra)
    label = file.procedure.step("extension").label
    asked = above.asks_for(draft.until)
    content = turning.course(
        file,
        matter=label,
        reason=draft.reason,
        basis=Citation.parse(draft.basis),
        effect=turning.until_text(draft, asked=asked),
        by=ctx.by.name,
        on=on,
    )
    proof = scan if asked else None
    kept = base.keep_proof(ctx, file.case.id, proof, name=label, proves=draft.approval, on=on)
    paper = base.issue(ctx, file, "course_approval", content, on=on)
    base.take(ctx, file, "extension", on=on, data=asdict(draft) | kept, document=paper)
    happened = TermExtended(until=draft.until.isoformat(), basis=draft.basis, reason=draft.reason)
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case
