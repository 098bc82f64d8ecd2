"""Acts on a decision that others annulled: one enters the paper, another confirms it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

from zhunsheng.cases import rules
from zhunsheng.cases.choices import AnnulmentKind
from zhunsheng.cases.events import AnnulmentReported
from zhunsheng.cases.models import Annulment, PenaltyCase
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.annulling import annulment_findings
from zhunsheng.cases.rules.challenged import WITHDRAWAL
from zhunsheng.cases.rules.turning import ReasonDraft, reason_findings
from zhunsheng.cases.services import base
from zhunsheng.cases.services.challenged import end_decision
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.web.uploads import Upload


@act
def record_annulment(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.AnnulmentDraft,
    scan: Upload | None = None,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    Enter a paper by which the decision of a case lost its force; nothing follows of it yet.

    :raises StepRefused: with every reason: a handler or one with an interest, nothing decided, no
        authority, number or scan, a remedy in which it belongs, a withdrawal by the bureau itself
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    extra = _findings(file, draft, has_scan=scan is not None, on=on)
    base.permit(ctx, file, "annulment_report", on=on, extra=extra)
    kept = base.keep_proof(
        ctx, file.case.id, scan, name=draft.number, proves=draft.kind.label, on=on
    )
    base.take(ctx, file, "annulment_report", on=on, data={**asdict(draft), **kept})
    happened = AnnulmentReported(draft.kind.label, draft.body.strip(), draft.number.strip())
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case


@act
def confirm_annulment(
    *, ctx: Act, case: UUID, draft: ReasonDraft, on: date, version: int | None = None
) -> Annulment:
    """
    Confirm the paper that was entered, as another person: the decision falls from its day on.

    :raises StepRefused: with every reason: nothing to confirm, who entered it, a handler
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    entered = file.last("annulment_report")
    extra = reason_findings("annulment", draft.reason, WITHDRAWAL)
    said = file.data("annulment_report")
    if entered is not None:
        told = rules.AnnulmentDraft(AnnulmentKind(said["kind"]), said["body"], said["number"])
        extra += _findings(file, told, has_scan=True, on=entered.on)
    base.permit(ctx, file, "annulment_confirmation", on=on, extra=extra)
    assert entered is not None  # the guard saw it
    taken = base.take(ctx, file, "annulment_confirmation", on=on, data=asdict(draft))
    file = replace(file, acts=(*file.acts, taken))
    fell = (told.kind, told.body, told.number)
    return end_decision(ctx, file, *fell, on=on, fell_on=entered.on)


def _findings(
    file: CaseFile, draft: rules.AnnulmentDraft, *, has_scan: bool, on: date
) -> tuple[Finding, ...]:
    return annulment_findings(
        draft,
        base.facts_of(file, on=on),
        has_scan=has_scan,
        bureau=file.bureau.name,
        papers=tuple(_papers(file)),
        on=on,
    )


def _papers(file: CaseFile) -> Iterator[str]:
    """Yield the numbers of the papers with which remedies ended."""
    for _, said in file.contents_of("remedy_ended"):
        if said.get("paper"):
            yield str(said["paper"])
