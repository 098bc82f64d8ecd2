"""Acts of burden: publish the caps of a year, keep a plan of joint visits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhunsheng.burden import queries, rules
from zhunsheng.burden.choices import PUBLISHERS, Phrase
from zhunsheng.burden.events import CapsPublished, JointVisitsPlanned
from zhunsheng.burden.models import CapNotice, JointPlanRecord
from zhunsheng.burden.rules import Due, JointPlan, NoticeDraft
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.registry import queries as registry
from zhunsheng.registry.rules import units_operate

__all__ = ["JointDraft", "NoticeDraft", "plan_joint_visits", "publish_caps"]


@act
def publish_caps(*, ctx: Act, draft: NoticeDraft, on: date) -> CapNotice:
    """
    Publish how often an enterprise of each class may be inspected in a year.

    :raises StepRefused: with every reason: no number, another year, above a higher level's cap
    """
    draft = replace(draft, title=draft.title.strip(), number=draft.number.strip())
    labels = queries.class_labels()
    above = queries.published_above(ctx, on=on)
    is_head = ctx.by.holds(frozenset(role.value for role in PUBLISHERS))
    former = queries.notice_in_force(ctx, year=draft.year, on=on)
    before = former.limits if former else {}
    found = rules.notice_findings(draft, on=on, above=above, labels=labels, before=before)
    refuse_if((*(() if is_head else (rules.not_a_head(),)), *found))
    row: CapNotice = CapNotice.objects.create(
        id=ctx.new_id("burden.notice"),
        bureau_id=ctx.bureau,
        title=draft.title,
        number=draft.number,
        year=draft.year,
        limits=dict(draft.limits),
        reason=draft.reason.strip(),
        published_on=on,
    )
    said = Phrase.COMMA.label.join(
        Phrase.LIMIT.label.format(label=labels[key], most=most)
        for key, most in draft.limits.items()
    )
    if row.reason:
        said = Phrase.RAISED.label.format(limits=said, reason=row.reason)
    happened = CapsPublished(title=row.title, year=row.year, limits=said)
    record(ctx, happened, on=on, subject=("cap_notice", row.id))
    return row


@dataclass(frozen=True, slots=True)
class JointDraft:
    """A plan of joint visits: its name, the period, how many a department makes a day."""

    title: str
    first: date
    last: date
    capacity: int
    digest: str


@act
def plan_joint_visits(
    *, ctx: Act, draft: JointDraft, dues: tuple[Due, ...], plan: JointPlan, on: date
) -> JointPlanRecord:
    """
    Keep a plan of joint visits; it was computed beforehand, so that no search holds the act up.

    Each visit is approved by itself later: a plan of visits is no approval.

    :raises StepRefused: with every reason: nothing due, no workday, too many units, closed ones
    """
    days = queries.workdays(draft.first, draft.last)
    capacity = {due.department: draft.capacity for due in dues}
    units = registry.standings(ctx, {UUID(due.unit) for due in dues if due.unit}, on=on)
    closed = units_operate(sorted(units.values(), key=lambda one: one.name))
    refuse_if((*rules.dues_findings(dues, days, capacity), *((closed,) if closed else ())))
    row: JointPlanRecord = JointPlanRecord.objects.create(
        id=ctx.new_id("burden.joint"),
        bureau_id=ctx.bureau,
        title=draft.title.strip(),
        first_on=draft.first,
        last_on=draft.last,
        capacity=draft.capacity,
        digest=draft.digest,
        visits=[[v.day.isoformat(), v.unit, list(v.departments)] for v in plan.visits],
        left=[[due.unit, due.department] for due in plan.left],
        apart=plan.apart,
        is_proven=plan.is_proven,
        planned_on=on,
    )
    happened = JointVisitsPlanned(title=row.title, apart=row.apart, visits=row.visits_count)
    record(ctx, happened, on=on, subject=("joint_plan", row.id))
    return row
