"""Joint tasks: the list, one task with its units, visits and lines, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.draw import queries as draws
from zhunsheng.draw.choices import DrawKind, DrawStage
from zhunsheng.inspection import queries as inspections
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.jointwork.choices import SIGNERS, ParticipantKind, Phrase, Progress
from zhunsheng.jointwork.models import (
    JointLine,
    JointParticipant,
    JointTarget,
    JointTask,
    JointTaskAct,
    JointVisit,
)
from zhunsheng.jointwork.queries.acts import acts_in_order, done_acts
from zhunsheng.jointwork.rules.tasks import TaskFacts
from zhunsheng.kernel.act import Actor, Viewer
from zhunsheng.powers import queries as powers
from zhunsheng.registry import queries as registry

ENDING = ("joint_task_refusal", "joint_task_closing")


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """What the list of tasks is narrowed to."""

    q: str = ""
    ground: BasisKind | None = None
    year: int | None = None
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The last line of a participant on a unit; ``paper`` told it."""

    said: str
    visited_on: date | None
    paper: str


@dataclass(frozen=True, slots=True)
class Target:
    """A unit of a task: the bureau's inspection, and what each participant reported, by name."""

    entity: UUID
    name: str
    street: UUID | None
    inspection: UUID | None
    visited_on: date | None
    findings: int
    results: Mapping[str, Result]


@dataclass(frozen=True, slots=True)
class TaskFile:
    """A task with those who take part, its units and its acts."""

    task: JointTask
    participants: tuple[JointParticipant, ...]
    targets: tuple[Target, ...]
    acts: tuple[JointTaskAct, ...]

    def last(self, *steps: str) -> JointTaskAct | None:
        """Return the last act of these steps."""
        return next((act for act in reversed(self.acts) if act.step in steps), None)

    @property
    def missing(self) -> tuple[tuple[JointParticipant, Target], ...]:
        """Who has not reported of which unit; a street answers for the units in its own area."""
        return tuple(
            (one, target)
            for target in self.targets
            for one in self.participants
            if (one.unit_id is None or one.unit_id == target.street)
            and one.name not in target.results
        )


def is_head(by: Actor) -> bool:
    """Return whether somebody may end a task before its last day."""
    return by.holds(frozenset(role.value for role in SIGNERS))


def own_unit(viewer: Viewer) -> UUID | None:
    """Return the street that the viewer reads for, nothing for the bureau's own people."""
    if not registry.sees_own_street_only(viewer):
        return None
    return accounts.user(viewer, viewer.by.id).unit_id or viewer.by.id


def visible_tasks(viewer: Viewer) -> QuerySet[JointTask]:
    """Return the tasks that the viewer may see: a street those that it takes part in, approved."""
    rows: QuerySet[JointTask] = JointTask.objects.of(viewer)
    street = own_unit(viewer)
    if street is None:
        return rows
    own = JointParticipant.objects.of(viewer).filter(task=OuterRef("pk"), unit_id=street)
    approved = JointTaskAct.objects.of(viewer).filter(
        task=OuterRef("pk"), step="joint_task_approval"
    )
    return rows.filter(Exists(own), Exists(approved))


def tasks(viewer: Viewer, filters: TaskFilters | None = None) -> QuerySet[JointTask]:
    """Return the tasks that the viewer may see with acts and participants, newest first."""
    wanted, rows = filters or TaskFilters(), visible_tasks(viewer)
    if wanted.q.strip():
        typed = wanted.q.strip()
        rows = rows.filter(
            Q(title__contains=typed) | Q(participants__name__contains=typed)
        ).distinct()
    if wanted.ground is not None:
        rows = rows.filter(ground=wanted.ground.value)
    if wanted.year is not None:
        rows = rows.filter(drafted_on__year=wanted.year)
    if wanted.progress is Progress.UNFINISHED:
        ended = JointTaskAct.objects.of(viewer).filter(task=OuterRef("pk"), step__in=ENDING)
        rows = rows.filter(~Exists(ended))
    people = JointParticipant.objects.of(viewer).order_by("place")
    return rows.prefetch_related(
        acts_in_order(viewer, JointTaskAct), Prefetch("participants", queryset=people)
    ).order_by("-drafted_on", "-id")


def task(viewer: Viewer, task_id: UUID) -> JointTask:
    """
    Return a task that the viewer may see.

    :raises JointTask.DoesNotExist: if there is none
    """
    return tasks(viewer).select_related("draw").get(id=task_id)


def task_file(viewer: Viewer, row: JointTask) -> TaskFile:
    """Return a row of ``tasks`` with its units; a street sees those in its own area alone."""
    street = own_unit(viewer)
    people = tuple(row.participants.all())
    targets = _targets(viewer, row, people)
    if street is not None:
        own = {one.name for one in people if one.unit_id == street}
        targets = tuple(_of_street(one, own) for one in targets if one.street == street)
    return TaskFile(row, people, targets, tuple(row.acts.all()))


def _of_street(target: Target, own: set[str]) -> Target:
    results = {name: result for name, result in target.results.items() if name in own}
    return Target(target.entity, target.name, target.street, None, target.visited_on, 0, results)


def _targets(
    viewer: Viewer, row: JointTask, people: Iterable[JointParticipant]
) -> tuple[Target, ...]:
    ids = target_ids(viewer, row)
    known = registry.entities_by_ids(viewer, ids)
    visits = own_visits(viewer, row)
    results = _results(viewer, row, people)
    return tuple(
        Target(
            entity=one,
            name=known[one].name,
            street=known[one].street_id,
            inspection=visits[one].inspection if one in visits else None,
            visited_on=visits[one].visited_on if one in visits else None,
            findings=visits[one].findings if one in visits else 0,
            results=results.get(one, {}),
        )
        for one in ids
    )


def items_label(viewer: Scope, row: JointTask) -> str:
    """Return the names of the items that the bureau looks at, by the list of the draft's day."""
    listed = powers.inspection_items(viewer, on=row.drafted_on) or {}
    return Phrase.COMMA.label.join(listed.get(one, one) for one in row.codes)


def target_ids(viewer: Scope, row: JointTask) -> tuple[UUID, ...]:
    """Return the units of a task in order: those that were drawn, or those that were named."""
    if row.draw_id is not None:
        return tuple(entity for entity, _ in draws.drawn(viewer, row.draw_id))
    rows = JointTarget.objects.of(viewer).filter(task=row).order_by("entity__pinyin_key", "id")
    return tuple(rows.values_list("entity_id", flat=True))


def own_visits(viewer: Scope, row: JointTask) -> dict[UUID, draws.Visit]:
    """Return the bureau's own inspections within a task that were not withdrawn, by unit."""
    if row.draw_id is not None:
        return draws.own_visits(viewer, row.draw_id)
    standing = JointVisit.objects.of(viewer).filter(task=row, inspection__withdrawn_on=None)
    linked = standing.select_related("inspection")
    rows = [one.inspection for one in linked.order_by("id")]
    counts = inspections.findings_counts(viewer, [one.id for one in rows])
    return {
        one.entity_id: draws.Visit(one.id, one.visited_on, counts.get(one.id, 0)) for one in rows
    }


def _results(
    viewer: Scope, row: JointTask, people: Iterable[JointParticipant]
) -> dict[UUID, dict[str, Result]]:
    """Return the last line of each participant on each unit; a draw's departments from the draw."""
    found: dict[UUID, dict[str, Result]] = {}
    if row.draw_id is not None:
        for told in draws.partner_results(viewer, row.draw_id):
            if told.drawn is not None:
                line = Result(told.said, told.visited_on, "")
                found.setdefault(told.drawn.entity_id, {})[told.partner] = line
    names = {one.id: one.name for one in people}
    lines = JointLine.objects.of(viewer).filter(task=row).order_by("number")
    for one in lines:
        line = Result(one.said, one.visited_on, one.paper)
        found.setdefault(one.entity_id, {})[names[one.participant_id]] = line
    return found


def task_facts(file: TaskFile, *, on: date) -> TaskFacts:
    """Return what the rules look at."""
    row = file.task
    return TaskFacts(
        on=on,
        acts=done_acts(file.acts),
        first_on=row.first_on,
        last_on=row.last_on,
        is_drawn=row.draw_id is not None,
        unmade_visits=tuple(
            one.name for one in file.targets if one.inspection and not one.visited_on
        ),
        unapproved=tuple(one.name for one in file.targets if not one.inspection),
        missing_lines=tuple(
            Phrase.SENTENCE.label.format(entity=target.name, said=one.name)
            for one, target in file.missing
        ),
    )


def brief_facts(row: JointTask, *, on: date) -> TaskFacts:
    """Return what tells the stage of a row of ``tasks``; no query."""
    return TaskFacts(on=on, acts=done_acts(row.acts.all()), last_on=row.last_on)


def owed_by_street(viewer: Viewer, rows: Iterable[JointTask]) -> frozenset[UUID]:
    """
    Return the tasks in which the viewer's street has reported of fewer units than it has.

    Of a task that rests on a draw a street owes one line at least: which units were drawn is not
    read here.
    """
    street, ids = own_unit(viewer), [row.id for row in rows]
    targets = JointTarget.objects.of(viewer).filter(task__in=ids, entity__street_id=street)
    wanted = dict(targets.values_list("task_id").annotate(Count("id")))
    lines = JointLine.objects.of(viewer).filter(task__in=ids, participant__unit_id=street)
    told = dict(lines.values_list("task_id").annotate(Count("entity_id", distinct=True)))
    least = {row.id: 1 for row in rows if row.draw_id} | wanted
    return frozenset(one for one, count in least.items() if told.get(one, 0) < count)


def open_draws(viewer: Viewer) -> list[tuple[UUID, str]]:
    """Return the joint draws that stand, were run and have no task yet, newest first."""
    taken = JointTask.objects.of(viewer).filter(draw__isnull=False).values("draw_id")
    wanted = draws.DrawFilters(kind=DrawKind.JOINT, stage=DrawStage.DRAWN)
    rows = draws.draws(viewer, wanted).filter(repeated_by=None).exclude(id__in=taken)
    return list(rows.values_list("id", "title"))


def draw_is_taken(scope: Scope, draw_id: UUID) -> bool:
    """Return whether a task rests on a draw already."""
    return bool(JointTask.objects.of(scope).filter(draw_id=draw_id).exists())


def departments_of_draw(viewer: Viewer, draw_id: UUID) -> tuple[tuple[str, str], ...]:
    """Return the departments of a joint draw with what each looks at."""
    pool = draws.head(draws.draw(viewer, draw_id))
    return tuple(
        (
            partner,
            Phrase.COMMA.label.join(one.name for one in pool.items if one.department == partner),
        )
        for partner in pool.partners
    )


def is_department(one: JointParticipant) -> bool:
    """Return whether a participant is a department."""
    return ParticipantKind(one.kind) is ParticipantKind.DEPARTMENT
