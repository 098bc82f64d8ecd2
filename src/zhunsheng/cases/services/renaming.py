"""The act that takes the present name of a party into its case."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.events import PartyRenamed
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules.renaming import RenamingDraft, renaming_findings
from zhunsheng.cases.services import base
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.web.uploads import Upload


@act
def rename_party(
    *,
    ctx: Act,
    case: UUID,
    draft: RenamingDraft,
    scan: Upload | None = None,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    Take the name that the register has of the party now into its case, with the paper for it.

    The party stays the same: what it was called before is told beside the present name.

    :raises StepRefused: with every reason: the same name, no number or scan of the paper
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    row = file.case
    before, after = row.party_name, row.party.name
    extra = renaming_findings(draft, is_renamed=row.is_renamed, has_scan=scan is not None)
    base.permit(ctx, file, "renaming", on=on, extra=extra)
    label = file.procedure.step("renaming").label
    kept = base.keep_proof(ctx, row.id, scan, name=draft.number, proves=label, on=on)
    former = row.former_name if draft.mistaken else _joined(row.former_name, before)
    changes = {
        "party_name": after,
        "former_name": former,
        "cause": after + row.cause.removeprefix(before)
        if row.cause.startswith(before)
        else row.cause,
    }
    data = {**asdict(draft), "before": before, "after": after, **kept}
    base.take(ctx, file, "renaming", on=on, data=data, changes=changes)
    record(
        ctx, PartyRenamed(before, after, draft.number.strip()), on=on, subject=base.subject(file)
    )
    return row


def _joined(former: str, before: str) -> str:
    return say("comma").join(filter(None, (former, before)))
