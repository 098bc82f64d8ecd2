"""Rectification: order it, extend its term, see whether it was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhunsheng.documents import queries as papers
from zhunsheng.documents import services as documents
from zhunsheng.inspection import queries
from zhunsheng.inspection.choices import Phrase, RectificationResult
from zhunsheng.inspection.events import RectificationExtended, RectificationOrdered, Reinspected
from zhunsheng.inspection.models import (
    Inspection,
    InspectionFinding,
    OrderExtension,
    RectificationOrder,
    Reinspection,
    ReinspectionResult,
)
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.rules import (
    EarlyApplication,
    OrderedTerm,
    ReinspectionLine,
)
from zhunsheng.inspection.services.contents_ordering import order_content, reinspection_content
from zhunsheng.inspection.services.locking import changed, locked
from zhunsheng.inspection.services.papers import admit_paper
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import SHANGHAI, Act
from zhunsheng.kernel.names import explains, names_a_paper
from zhunsheng.kernel.procedure import permit
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce import services as workforce_acts
from zhunsheng.workforce.rules import OfficerFact


@act
def issue_order(
    *,
    ctx: Act,
    inspection: UUID,
    due_on: date,
    version: int | None,
    on: date,
    terms: tuple[OrderedTerm, ...] = (),
    officers: tuple[UUID, ...] = (),
    scan: Upload | None = None,
) -> RectificationOrder:
    """
    Order the entity to put right all that the visit found and is not fixed.

    ``terms`` are the terms of findings that have one of their own; ``due_on`` is that of the rest.
    ``officers`` are those of the bureau who order what a street found (empty: who visited, or
    was named to carry on); ``scan`` is the order as it was written and signed on a day before that
    of its entry.

    :raises StepRefused: with every reason
    :raises Stale: if the inspection changed since the form was opened
    """
    row = locked(ctx, inspection, version)
    acting = queries.acting_ids(ctx, row, on)
    asked = officers or acting
    order_by = workforce.officer_facts(ctx, asked)
    facts = queries.facts_of(ctx, row, on=on, by=ctx.by, officers=order_by)
    findings = queries.unsettled_findings(ctx, row)
    own = {one.finding: one.due_on for one in terms}
    for one in findings:
        one.due_on = own.get(one.id, due_on)
    ends = sorted(one.due_on or due_on for one in findings) or [due_on]
    facts = replace(
        facts,
        entered_on=ctx.day,
        order_scanned=scan is not None,
        order_scan_of=_bound_elsewhere(ctx, scan),
        officers_unknown=len(set(asked)) - len(order_by),
        unapproved=frozenset(one.name for one in order_by if one.id not in acting),
        street_went=queries.street_went(ctx, row),
        first_due_on=ends[0],
        new_due_on=ends[-1],
        terms_foreign=len(own.keys() - {one.id for one in findings}),
    )
    permit(INSPECTION, "order", facts, by=ctx.by)
    document = documents.issue(
        ctx,
        kind="rectification_order",
        subject=("inspection", row.id),
        content=order_content(ctx, row, order_by, findings, on),
        on=on,
    )
    documents.bind_receipt(ctx, document.id, scan)
    admit_paper(
        ctx,
        row,
        document,
        Phrase.ORDER_PROVES,
        officers=order_by,
        on=on,
        after=queries.case_subjects(ctx.viewer, row.id),
    )
    order: RectificationOrder = RectificationOrder.objects.create(
        id=ctx.new_id("rectification_order"),
        bureau_id=ctx.bureau,
        inspection=row,
        issued_on=on,
        due_on=ends[-1],
        current_due_on=ends[0],
        findings_count=len(findings),
        document=document,
    )
    InspectionFinding.objects.of(ctx).bulk_update(findings, ["due_on"])
    changed(row)
    happened = RectificationOrdered(
        entity=row.entity.name,
        findings=len(findings),
        due_on=_terms_told(ends),
        number=document.number,
    )
    record(ctx, happened, on=on, subject=("inspection", row.id))
    return order


def _bound_elsewhere(ctx: Act, scan: Upload | None) -> str:
    """Return the paper of which a scan is the original already, nothing where it is of none."""
    bound = papers.bound_to(ctx, scan.content) if scan else []
    return next((one.number or one.title for one in bound), "")


def _terms_told(ends: list[date]) -> str:
    """Return the term of an order, or the first and the last where its matters have their own."""
    first, last = ends[0].isoformat(), ends[-1].isoformat()
    return last if first == last else Phrase.OWN_TERMS.label.format(first=first, last=last)


@act
def extend_order(
    *, ctx: Act, order: UUID, until: date, reason: str, version: int | None, on: date
) -> RectificationOrder:
    """
    Extend, to one day, every term of an order that has not run out and would end before it.

    A term that lapsed stays as it was. ``version`` is that of the inspection.

    :raises StepRefused: with every reason
    :raises Stale: if the inspection changed since the form was opened
    """
    row = locked(ctx, queries.inspection_of_order(ctx, order), version)
    facts = queries.facts_of(ctx, row, on=on, by=ctx.by)
    facts = replace(facts, new_due_on=until, reason_given=explains(reason))
    permit(INSPECTION, "extension", facts, by=ctx.by, on=on, entered_on=ctx.day)
    found, before = row.order, facts.running_due_on or row.order.current_due_on
    OrderExtension.objects.create(
        id=ctx.new_id("order_extension"),
        bureau_id=ctx.bureau,
        order=found,
        granted_on=on,
        before=before,
        until=until,
        reason=reason.strip(),
        approver_name=ctx.by.name,
    )
    still_open = queries.open_of_order(ctx, found)
    for one in still_open:
        if one.due_on and one.due_on >= on:
            one.due_on = max(until, one.due_on)
    InspectionFinding.objects.of(ctx).bulk_update(still_open, ["due_on"])
    _keep_first_term(found, still_open)
    changed(row)
    happened = RectificationExtended(
        entity=row.entity.name,
        before=before.isoformat(),
        after=until.isoformat(),
        reason=reason.strip(),
    )
    record(ctx, happened, on=on, subject=("inspection", row.id))
    return found


@act
def reinspect(
    *,
    ctx: Act,
    order: UUID,
    results: tuple[ReinspectionLine, ...],
    officers: tuple[UUID, ...],
    on: date,
    site_head: str = "",
    requested: EarlyApplication | None = None,
    hours: tuple[datetime, datetime] | None = None,
    version: int | None = None,
) -> Reinspection:
    """
    Record what a re-inspection found of every ordered matter, and issue its opinion.

    ``officers`` are those who went (empty: those of the inspection); ``site_head`` is who received
    them (empty: as at the inspection); ``requested`` is the application of the entity to come
    before the term ends; ``hours`` are begin and end; ``version`` is that of the inspection.

    :raises StepRefused: with every reason
    :raises Stale: if the inspection changed since the form was opened
    """
    row = locked(ctx, queries.inspection_of_order(ctx, order), version)
    asked = officers or queries.acting_ids(ctx, row, on)
    workforce_acts.hold_officers(ctx, asked)
    went = workforce.officer_facts(ctx, asked)
    findings = queries.unsettled_findings(ctx, row)
    told = {line.finding: line for line in results}
    ordered = {finding.id for finding in findings}
    judged = [
        (one.due_on or row.order.current_due_on, told[one.id].result)
        for one in findings
        if one.id in told
    ]
    facts = replace(
        queries.facts_of(ctx, row, on=on, by=ctx.by, officers=went),
        officers_unknown=len(set(asked)) - len(went),
        results_missing=len(ordered - told.keys()),
        results_foreign=len(told.keys() - ordered),
        results_not_due=sum(
            result is RectificationResult.NOT_DUE and due_on <= on for due_on, result in judged
        ),
        results_early=sum(
            result is RectificationResult.NOT_DONE and due_on > on for due_on, result in judged
        ),
        **_of_closing(ctx, row, findings, told, went, on),
        **_of_application(requested),
        **_of_hours(ctx, row, went, hours, on),
    )
    permit(INSPECTION, "reinspection", facts, by=ctx.by)
    assert hours is not None  # it was refused else
    by_finding = {f: (told[f.id].result, told[f.id].situation) for f in findings}
    head = site_head or row.site_head
    content = reinspection_content(
        row.order,
        findings,
        by_finding,
        went,
        site_head=head,
        on=on,
        hours=hours,
        requested=requested,
    )
    document = documents.issue(
        ctx,
        kind="reinspection_opinion",
        subject=("inspection", row.id),
        content=content,
        on=on,
    )
    if not queries.case_subjects(ctx.viewer, row.id):
        # Once it is a case, its page shows the opinion, and what was reviewed stays as it was (58).
        admit_paper(ctx, row, document, Phrase.REINSPECTION_PROVES, officers=went, on=on)
    done = sum(result is RectificationResult.DONE for result, _ in by_finding.values())
    made: Reinspection = Reinspection.objects.create(
        id=ctx.new_id("reinspection"),
        bureau_id=ctx.bureau,
        order=row.order,
        on=on,
        site_head=head,
        officers_text=Phrase.COMMA.label.join(o.name for o in went),
        officer_ids=[str(o.id) for o in went],
        all_done=done == len(findings),
        requested=requested is not None,
        application=requested.number.strip() if requested else "",
        applied_on=requested.on if requested else None,
        began_at=hours[0],
        ended_at=hours[1],
        document=document,
    )
    ReinspectionResult.objects.bulk_create(
        ReinspectionResult(
            id=ctx.new_id("reinspection.result", finding.number),
            bureau_id=ctx.bureau,
            reinspection=made,
            finding=finding,
            result=result.value,
            situation=situation,
        )
        for finding, (result, situation) in by_finding.items()
    )
    _keep_first_term(
        row.order,
        [one for one in findings if told[one.id].result is not RectificationResult.DONE],
    )
    changed(row)
    happened = Reinspected(
        entity=row.entity.name, done=done, open=len(findings) - done, number=document.number
    )
    record(ctx, happened, on=on, subject=("inspection", row.id))
    return made


def _of_application(requested: EarlyApplication | None) -> dict[str, Any]:
    """Return what the rules look at of an application to come early."""
    if requested is None:
        return {}
    return {
        "reinspection_requested": True,
        "application_named": names_a_paper(requested.number),
        "applied_on": requested.on,
    }


def _of_hours(
    ctx: Act,
    row: Inspection,
    went: Sequence[OfficerFact],
    hours: tuple[datetime, datetime] | None,
    on: date,
) -> dict[str, Any]:
    """Return what the rules look at of the hours of a re-inspection."""
    if hours is None:
        return {"hours_told": False}
    began, ended = hours
    return {
        "times_hold": began.astimezone(SHANGHAI).date() == on and began < ended,
        "ended_before_record": ended <= ctx.at,
        "again_began_at": began,
        "visit_ended_at": row.ended_at,
        "clashes": queries.clashing(ctx, row, began, ended, went),
    }


def _of_closing(
    ctx: Act,
    row: Inspection,
    findings: Iterable[InspectionFinding],
    told: Mapping[UUID, ReinspectionLine],
    went: Iterable[OfficerFact],
    on: date,
) -> dict[str, Any]:
    """Return which major hazards would be closed by who found them, or without a verification."""
    closed = {
        one.id: one.number
        for one in findings
        if one.is_major and one.id in told and told[one.id].result is RectificationResult.DONE
    }
    verified = queries.verified_majors(ctx, closed, on) if closed else {}
    waiting = {one for one, removed in verified.items() if not removed}
    finders = set(queries.officer_ids(ctx, row.id)) & {one.id for one in went}
    own = closed.keys() - verified.keys() if finders and on == row.visited_on else ()
    return {
        "majors_done_by_finders": len(own),
        "majors_unverified": frozenset(closed[one] for one in waiting),
    }


def _keep_first_term(order: RectificationOrder, running: Iterable[InspectionFinding]) -> None:
    """Keep the first of the terms that still run; where none does the last one stands."""
    ends = [one.due_on for one in running if one.due_on]
    if ends:
        order.current_due_on = min(ends)
        order.save(update_fields=["current_due_on"])
