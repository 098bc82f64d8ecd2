"""Acts on joint tasks: draft, approve, approve own visits, enter lines of others, sum up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.draw import queries as draws
from zhunsheng.draw.choices import DrawKind, DrawStage
from zhunsheng.inspection import queries as visits
from zhunsheng.inspection import services as inspections
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.rules import OWN_CHOICE, InspectionRequest
from zhunsheng.jointwork import queries
from zhunsheng.jointwork.choices import Phrase
from zhunsheng.jointwork.events import (
    LineEntered,
    TaskApproved,
    TaskClosed,
    TaskDrafted,
    TaskRefused,
    VisitsApproved,
)
from zhunsheng.jointwork.models import (
    JointLine,
    JointParticipant,
    JointTarget,
    JointTask,
    JointTaskAct,
    JointVisit,
)
from zhunsheng.jointwork.procedure import JOINT_TASK
from zhunsheng.jointwork.queries import TaskFile
from zhunsheng.jointwork.rules import LineDraft, TaskDraft, VisitsDraft
from zhunsheng.jointwork.rules import tasks as rules
from zhunsheng.jointwork.services.base import lock, take
from zhunsheng.jointwork.services.scoping import scoped, with_streets
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.procedure import permit
from zhunsheng.powers import queries as powers
from zhunsheng.registry import queries as registry
from zhunsheng.registry.rules import units_operate


@act
def draft_task(*, ctx: Act, draft: TaskDraft, on: date) -> JointTask:
    """
    Draft a joint task; what a draw rests on is linked, not copied.

    :raises StepRefused: with every reason
    :raises Stale: if somebody else made a task of the same draw at the same moment
    """
    bureau = accounts.bureau(ctx).name
    draft = with_streets(ctx, draft)
    found = (
        *rules.task_findings(draft, _known(ctx, draft, bureau, on), on=on),
        *_planned(ctx, draft.ground, draft.title.strip(), draft.entities, draft.first_on),
        *_operating(ctx, draft.draw, draft.entities, on),
        *scoped(ctx, units=[one.unit for one in draft.participants]),
    )
    permit(JOINT_TASK, "joint_task_draft", rules.TaskFacts(on=on), by=ctx.by, extra=found)
    row = JointTask(
        id=ctx.new_id("joint_task"),
        bureau_id=ctx.bureau,
        title=draft.title.strip(),
        ground=draft.ground.value,
        paper=draft.paper.strip(),
        paper_body=draft.paper_body.strip(),
        paper_on=draft.paper_on,
        draw_id=draft.draw,
        lead=draft.lead.strip() or bureau,
        items=draft.items.strip(),
        item_codes=",".join(dict.fromkeys(draft.item_codes)),
        first_on=draft.first_on,
        last_on=draft.last_on,
        drafted_on=on,
    )
    same = JointTask.objects.of(ctx).filter(draw_id=draft.draw)
    with once(lambda: last_acts(ctx, ("joint_task", same.get().id))):
        row.save(force_insert=True)
    _join(ctx, row, draft)
    names = Phrase.COMMA.label.join(one.name.strip() for one in draft.participants)
    happened = TaskDrafted(title=row.title, lead=row.lead, participants=names)
    return take(ctx, JointTaskAct, row, "joint_task_draft", happened, on=on)


def _known(ctx: Act, draft: TaskDraft, bureau: str, on: date) -> rules.KnownTask:
    known = registry.entities_by_ids(ctx, draft.entities)
    own = [one.name for one in accounts.units(ctx)]
    items = powers.inspection_items(ctx, on=on)
    listed = None if items is None else frozenset(items)
    if draft.draw is None:
        sectors: dict[str, list[str]] = {}
        for one in sorted(known.values(), key=lambda row: row.name):
            sectors.setdefault(one.sector, []).append(one.name)
        bound = powers.bound_items(ctx, on=on)
        return rules.KnownTask(bureau, frozenset(known), listed, bound, sectors, own)
    drawn = draws.draw(ctx.viewer, draft.draw)
    return rules.KnownTask(
        bureau,
        frozenset(known),
        listed,
        units=own,
        draw_is_joint=drawn.kind_enum is DrawKind.JOINT,
        draw_is_run=draws.stage_of(drawn) is DrawStage.DRAWN,
        draw_is_taken=queries.draw_is_taken(ctx, draft.draw),
        draw_is_repeated=bool(draws.repeats_of(ctx, drawn.id)),
    )


def _campaign(title: str) -> str:
    """Return the special part of the plan that a task of a campaign is named after."""
    return title[:60]


def _planned(
    ctx: Act, ground: BasisKind, title: str, units: tuple[UUID, ...], first_on: date
) -> tuple[Finding, ...]:
    """Return what the plan of the year says against the ground of a task."""
    known, year = rules.PlannedTask(ground, _campaign(title)), first_on.year
    if ground is BasisKind.CAMPAIGN:
        known = replace(known, campaigns=visits.plan_campaigns(ctx, year) or ())
    if ground in OWN_CHOICE:
        known = replace(known, is_missing=not visits.plan_stands(ctx, year))
        asked = _campaign(title) if ground is BasisKind.CAMPAIGN else ""
        held = visits.planned_visits(ctx, year, [(one, asked) for one in units])
        outside = [one for one in units if (one, asked) not in held]
        named = registry.entities_by_ids(ctx, outside)
        known = replace(known, outside=tuple(one.name for one in named.values()))
    return rules.plan_findings(known)


def _operating(
    ctx: Act, draw: UUID | None, units: tuple[UUID, ...], on: date
) -> tuple[Finding, ...]:
    """Refuse units that closed; those of a draw are noted as closed there."""
    if draw is not None:
        return ()
    found = units_operate(tuple(registry.standings(ctx, units, on=on).values()))
    return (found,) if found else ()


def _join(ctx: Act, row: JointTask, draft: TaskDraft) -> None:
    JointParticipant.objects.bulk_create(
        JointParticipant(
            id=ctx.new_id("joint_participant", place),
            bureau_id=ctx.bureau,
            task=row,
            place=place,
            kind=one.kind.value,
            name=one.name.strip(),
            unit_id=one.unit,
            items=one.items.strip(),
        )
        for place, one in enumerate(draft.participants)
    )
    JointTarget.objects.bulk_create(
        JointTarget(
            id=ctx.new_id("joint_target", place),
            bureau_id=ctx.bureau,
            task=row,
            entity_id=entity,
        )
        for place, entity in enumerate(dict.fromkeys(draft.entities))
    )


@act
def approve_task(*, ctx: Act, task: UUID, version: int | None, on: date) -> JointTask:
    """
    Approve a joint task; each own visit still is approved by itself.

    :raises StepRefused: with every reason
    :raises Stale: if the task changed since the form was opened
    """
    file = _locked(ctx, task, version)
    row = file.task
    units = tuple(one.entity for one in file.targets)
    found = (
        *_planned(ctx, BasisKind(row.ground), row.title, units, row.first_on),
        *_operating(ctx, row.draw_id, units, on),
    )
    facts = queries.task_facts(file, on=on)
    permit(JOINT_TASK, "joint_task_approval", facts, by=ctx.by, extra=found)
    happened = TaskApproved(approver=ctx.by.name)
    return take(ctx, JointTaskAct, file.task, "joint_task_approval", happened, on=on)


@act
def refuse_task(*, ctx: Act, task: UUID, reason: str, version: int | None, on: date) -> JointTask:
    """
    Decide not to approve a joint task, with the reason.

    :raises StepRefused: with every reason
    :raises Stale: if the task changed since the form was opened
    """
    file = _locked(ctx, task, version)
    facts = queries.task_facts(file, on=on)
    found = rules.reason_findings(reason)
    permit(JOINT_TASK, "joint_task_refusal", facts, by=ctx.by, extra=found)
    happened = TaskRefused(approver=ctx.by.name, reason=reason.strip())
    data = {"text": reason.strip()}
    return take(ctx, JointTaskAct, file.task, "joint_task_refusal", happened, on=on, data=data)


@act
def approve_visits(
    *, ctx: Act, task: UUID, draft: VisitsDraft, version: int | None, on: date
) -> JointTask:
    """
    Approve the bureau's own inspections of units of a task: one visit at each, for all bodies.

    :raises StepRefused: with every reason, those against the inspections (cap, officers) included
    :raises Stale: if the task changed since the form was opened
    """
    file = _locked(ctx, task, version)
    visited = frozenset(one.entity for one in file.targets if one.inspection)
    names = {one.entity: one.name for one in file.targets}
    found = rules.visit_findings(
        draft,
        targets=frozenset(names),
        visited=visited,
        titles=names,
        period=(file.task.first_on, file.task.last_on),
    )
    permit(JOINT_TASK, "joint_visits", queries.task_facts(file, on=on), by=ctx.by, extra=found)
    requests = [_request(file.task, draft, one) for one in draft.entities]
    rows = inspections.approve(ctx, requests=requests, on=on)
    JointVisit.objects.bulk_create(
        JointVisit(
            id=ctx.new_id("joint_visit", place),
            bureau_id=ctx.bureau,
            task=file.task,
            inspection=row,
        )
        for place, row in enumerate(rows)
    )
    said = Phrase.COMMA.label.join(names[one] for one in draft.entities)
    happened = VisitsApproved(title=file.task.title, entities=said)
    for row in rows:
        record(ctx, happened, on=on, subject=("inspection", row.id))
    data = {"inspections": [str(row.id) for row in rows]}
    return take(ctx, JointTaskAct, file.task, "joint_visits", happened, on=on, data=data)


def _request(task: JointTask, draft: VisitsDraft, entity: UUID) -> InspectionRequest:
    ground = BasisKind(task.ground)
    return InspectionRequest(
        entity=entity,
        officers=draft.officers,
        basis_kind=ground,
        campaign=_campaign(task.title) if ground is BasisKind.CAMPAIGN else "",
        items=task.items,
        item_codes=task.codes,
        planned_on=draft.planned_on,
        source=task.paper,
        source_body=task.paper_body,
        source_on=task.paper_on,
        repeat_reason=draft.repeat_reason,
        off_plan_reason=draft.repeat_reason,
    )


@act
def enter_line(
    *, ctx: Act, task: UUID, draft: LineDraft, version: int | None, on: date
) -> JointTask:
    """
    Enter what another body found at a unit: a street its own, the bureau with the paper received.

    A later line of the same body on the same unit stands for the earlier, which is kept.

    :raises StepRefused: with every reason
    :raises Stale: if the task changed since the form was opened
    :raises JointTask.DoesNotExist: if the task is none that the actor may see
    """
    file = _locked(ctx, task, version)
    target = next((one for one in file.targets if one.entity == draft.entity), None)
    whose = next((one for one in file.participants if one.id == draft.participant), None)
    found = rules.line_findings(draft, _line_facts(ctx, file, whose, target, on=on))
    facts = queries.task_facts(file, on=on)
    permit(JOINT_TASK, "participant_result", facts, by=ctx.by, extra=found)
    assert whose is not None
    assert target is not None
    line = JointLine.objects.create(
        id=ctx.new_id("joint_line"),
        bureau_id=ctx.bureau,
        task=file.task,
        participant=whose,
        entity_id=target.entity,
        number=JointLine.objects.of(ctx).filter(task=file.task).count() + 1,
        kind=draft.kind.value,
        text=draft.text.strip(),
        visited_on=draft.visited_on,
        paper=draft.paper.strip(),
        entered_on=on,
        by_name=ctx.by.name,
    )
    paper = line.paper or Phrase.OWN_ENTRY.label
    happened = LineEntered(
        participant=whose.name, entity=target.name, result=line.said, paper=paper
    )
    data = {"participant": whose.name, "entity": target.name}
    return take(ctx, JointTaskAct, file.task, "participant_result", happened, on=on, data=data)


def _line_facts(
    ctx: Act,
    file: TaskFile,
    whose: JointParticipant | None,
    target: queries.Target | None,
    *,
    on: date,
) -> rules.LineFacts:
    street = queries.own_unit(ctx.viewer)
    approval = file.last("joint_task_approval")
    area = whose.unit_id if whose else None
    return rules.LineFacts(
        on=on,
        approved_on=approval.on if approval else None,
        is_target=target is not None and area in (None, target.street),
        is_known=whose is not None,
        is_drawn_department=bool(
            file.task.draw_id and whose is not None and queries.is_department(whose)
        ),
        by_street=street is not None,
        is_own=whose is not None and street is not None and whose.unit_id == street,
    )


@act
def close_task(
    *, ctx: Act, task: UUID, summary: str, gap_reason: str, version: int | None, on: date
) -> JointTask:
    """
    Sum a joint task up; who has not reported is named, or the reason is.

    :raises StepRefused: with every reason
    :raises Stale: if the task changed since the form was opened
    """
    file = _locked(ctx, task, version)
    facts = queries.task_facts(file, on=on)
    by_head = queries.is_head(ctx.by)
    facts = replace(facts, gap_reason_given=explains(gap_reason), by_head=by_head)
    found = rules.summary_findings(summary)
    permit(JOINT_TASK, "joint_task_closing", facts, by=ctx.by, extra=found)
    data = {"text": summary.strip(), "gap_reason": gap_reason.strip()}
    happened = TaskClosed(summary=summary.strip())
    return take(ctx, JointTaskAct, file.task, "joint_task_closing", happened, on=on, data=data)


def _locked(ctx: Act, task: UUID, version: int | None) -> TaskFile:
    lock(ctx, JointTask, JointTaskAct, task, version=version, procedure=JOINT_TASK)
    return queries.task_file(ctx.viewer, queries.task(ctx.viewer, task))
