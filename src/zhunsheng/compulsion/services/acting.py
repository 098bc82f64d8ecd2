"""On the spot and after: carried out, reported, notified; a supply restored."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from zhunsheng.compulsion.choices import Phrase
from zhunsheng.compulsion.events import (
    CutNoticed,
    CutNoticeDelivered,
    MeasureExecuted,
    SupplyRestored,
    UrgentMeasureReported,
)
from zhunsheng.compulsion.models import Measure, MeasureItem
from zhunsheng.compulsion.queries import MeasureFile, earlier
from zhunsheng.compulsion.rules import Before, ReceiptDraft, SceneDraft
from zhunsheng.compulsion.services import base, contents
from zhunsheng.documents import services as documents
from zhunsheng.documents.rules import moment_text, relation_findings
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.names import are_outsiders, explains
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce import queries as workforce


@act
def execute(
    *, ctx: Act, measure: UUID, draft: SceneDraft, at: datetime, version: int | None, on: date
) -> Measure:
    """
    Carry a measure out on the spot: record, and for sealing and seizing decision and list.

    ``at`` is the instant at which it began.

    :raises StepRefused: with every reason, required contents of the papers included
    :raises Stale: if the measure changed since the form was opened
    """
    file = base.begin(ctx, measure, version)
    before = earlier.before(ctx.viewer, file, draft.items, on=on)
    base.permit(ctx, file, "execution", on=on, at=at, **_scene(file, draft, ctx, at, before))
    items = _listed(ctx, file, draft)
    MeasureItem.objects.bulk_create(items)
    paper = documents.issue(
        ctx,
        kind="measure_record",
        subject=base.subject(file),
        content=contents.scene_record(file, draft, items, at=at, on=on),
        on=on,
    )
    number = paper.number
    if file.course.kind.seals:
        number = _decided(ctx, file, draft, items, before.days, on=on)
    scene = {name: value for name, value in asdict(draft).items() if name != "items"}
    data = {**scene, "decision_number": number}
    if before.days or before.apart:
        data |= {"days_before": before.days, "told_apart": before.apart}
    base.take(ctx, file, "execution", on=on, at=at, data=data, document=paper)
    row = file.measure
    happened = MeasureExecuted(row.entity.name, row.kind_label, number, len(items))
    record(ctx, happened, on=on, subject=base.subject(file))
    return row


def _scene(
    file: MeasureFile, draft: SceneDraft, ctx: Act, at: datetime, before: Before
) -> dict[str, Any]:
    """Return what the record of the spot says, as the facts name it."""
    return {
        "ends_before_it_starts": not at <= draft.ended_at <= ctx.at,
        "party_present": draft.party_present,
        "certificates_shown": draft.certificates_shown,
        "rights_told": draft.rights_told,
        "party_heard": draft.party_heard,
        "signed": draft.signed,
        "refusal_noted": explains(draft.refusal_note),
        "witness_named": bool(draft.witness)
        and are_outsiders(draft.witness, staff=workforce.staff(ctx)),
        "still_defied": draft.still_defied,
        "items_missing": file.course.kind.seals and not draft.items,
        "standings": frozenset(item.standing for item in draft.items),
        "held_already": before.held,
        "term_spent": before.spent,
        "told_alike": before.alike,
    }


def _listed(ctx: Act, file: MeasureFile, draft: SceneDraft) -> list[MeasureItem]:
    return [
        MeasureItem(
            id=ctx.new_id("measure.item", number),
            bureau_id=ctx.bureau,
            measure=file.measure,
            number=number,
            name=item.name,
            quantity=Decimal(item.quantity),
            unit=item.unit,
            features=item.features,
            place=item.place,
            keeper=item.keeper,
        )
        for number, item in enumerate(draft.items, start=1)
    ]


def _decided(
    ctx: Act,
    file: MeasureFile,
    draft: SceneDraft,
    items: list[MeasureItem],
    days_before: int,
    *,
    on: date,
) -> str:
    """Issue decision and list, which are handed over on the spot (行政强制法 24)."""
    decided = documents.issue(
        ctx,
        kind="seal_seize_decision",
        subject=base.subject(file),
        content=contents.decision(ctx, file, items, days_before, on=on),
        on=on,
    )
    documents.issue(
        ctx,
        kind="seal_seize_list",
        subject=base.subject(file),
        content=contents.item_list(file, draft, items, decided.number),
        on=on,
    )
    return decided.number


@act
def report_urgent(
    *, ctx: Act, measure: UUID, head: str, at: datetime, version: int | None, on: date
) -> Measure:
    """
    Report an urgent measure to the head of the bureau within the hours of the law.

    :raises StepRefused: with every reason
    :raises Stale: if the measure changed since the form was opened
    """
    file = base.begin(ctx, measure, version)
    base.permit(ctx, file, "report", on=on, at=at)
    base.take(ctx, file, "report", on=on, at=at, data={"head": head})
    row = file.measure
    happened = UrgentMeasureReported(row.entity.name, row.kind_label, head)
    record(ctx, happened, on=on, subject=base.subject(file))
    return row


@act
def notify_cut(
    *, ctx: Act, measure: UUID, planned_at: datetime, at: datetime, version: int | None, on: date
) -> Measure:
    """
    Tell the entity and its supplier from when on the supply is stopped.

    :raises StepRefused: with every reason, a cut that is announced too shortly included
    :raises Stale: if the measure changed since the form was opened
    """
    file = base.begin(ctx, measure, version)
    base.permit(ctx, file, "notice", on=on, at=at, planned_at=planned_at)
    paper = documents.issue(
        ctx,
        kind="power_cut_notice",
        subject=base.subject(file),
        content=contents.cut_notice(ctx, file, planned_at=planned_at, at=ctx.at),
        on=on,
    )
    data = {"planned_at": planned_at}
    base.take(ctx, file, "notice", on=on, at=at, data=data, document=paper)
    row = file.measure
    happened = CutNoticed(
        entity=row.entity.name,
        supplier=row.supplier or Phrase.NOT_GIVEN.label,
        planned=moment_text(planned_at),
        kind=row.kind_label,
        number=paper.number,
    )
    record(ctx, happened, on=on, subject=base.subject(file))
    return row


@act
def deliver_notice(
    *,
    ctx: Act,
    measure: UUID,
    draft: ReceiptDraft,
    scan: Upload | None = None,
    at: datetime,
    version: int | None,
    on: date,
) -> Measure:
    """
    Record with its receipt that the notice of a cut reached the party; the hours run from it.

    :raises StepRefused: with every reason, a receipt that proves nothing included
    :raises Stale: if the measure changed since the form was opened
    """
    file = base.begin(ctx, measure, version)
    staff, to = workforce.staff(ctx), base.addressee(file)
    if draft.receiver.strip() and not draft.relation:
        draft = replace(draft, relation=to.relation(draft.receiver))
    left = explains(draft.refusal) and are_outsiders(draft.witness, staff=staff)
    signed = bool(draft.receiver.strip())
    holds = are_outsiders(draft.receiver, staff=staff, speaker=to.speaker) if signed else left
    late = documents.late_receipt_findings(ctx, base.subject(file), scan, on=on)
    extra = (*relation_findings(draft.relation, draft.receiver, to), *late)
    base.permit(ctx, file, "notice_delivery", on=on, at=at, extra=extra, receipt_holds=holds)
    paper = documents.issue(
        ctx,
        kind="delivery_receipt",
        subject=base.subject(file),
        content=contents.receipt(ctx, file, draft, at=at),
        on=on,
    )
    documents.bind_receipt(ctx, paper.id, scan)
    base.take(ctx, file, "notice_delivery", on=on, at=at, data=asdict(draft), document=paper)
    row = file.measure
    happened = CutNoticeDelivered(row.entity.name, moment_text(at), paper.number)
    record(ctx, happened, on=on, subject=base.subject(file))
    return row


@act
def restore(
    *, ctx: Act, measure: UUID, reason: str, at: datetime, version: int | None, on: date
) -> Measure:
    """
    Restore the supply because the order was obeyed or the danger removed (安全生产法 70.2).

    :raises StepRefused: with every reason
    :raises Stale: if the measure changed since the form was opened
    """
    file = base.begin(ctx, measure, version)
    why = reason.strip()
    base.permit(ctx, file, "restoration", on=on, at=at, reason_given=explains(why))
    paper = documents.issue(
        ctx,
        kind="power_restoration",
        subject=base.subject(file),
        content=contents.restoration(ctx, file, why, at=at),
        on=on,
    )
    base.take(ctx, file, "restoration", on=on, at=at, data={"reason": why}, document=paper)
    row = file.measure
    supplier = row.supplier or Phrase.NOT_GIVEN.label
    happened = SupplyRestored(row.entity.name, supplier, why, paper.number)
    record(ctx, happened, on=on, subject=base.subject(file))
    return row
