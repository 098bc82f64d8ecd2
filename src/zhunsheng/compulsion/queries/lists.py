"""Lists of measures: tabs and filters; the measures of a matter and those that still hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from zhunsheng.accounts.choices import READERS
from zhunsheng.accounts.records import Scope
from zhunsheng.compulsion.choices import SEALS, MeasureKind, MeasureStage, StageGroup
from zhunsheng.compulsion.models import Measure, MeasureAct, MeasureOfficer
from zhunsheng.compulsion.procedure import SEAL_SEIZE
from zhunsheng.compulsion.queries.course import ENDS, Course, courses
from zhunsheng.kernel.act import Viewer
from zhunsheng.workforce.rules import list_of

_READERS = frozenset(role.value for role in READERS)


@dataclass(frozen=True, slots=True)
class MeasureFilters:
    """What a list of measures is narrowed to."""

    text: str = ""
    kind: MeasureKind | None = None
    group: StageGroup | None = None


def _taken(scope: Scope, *steps: str) -> Exists:
    return Exists(MeasureAct.objects.of(scope).filter(measure=OuterRef("pk"), step__in=steps))


def _in_group(scope: Scope, group: StageGroup) -> Q:
    executed, over = Q(_taken(scope, "execution")), Q(_taken(scope, *ENDS))
    if group is StageGroup.OVER:
        return over
    return ~over & (executed if group is StageGroup.OPEN else ~executed)


def measures(viewer: Scope, filters: MeasureFilters) -> QuerySet[Measure]:
    """Return the measures of the bureau that pass the filters, newest first."""
    rows: QuerySet[Measure] = Measure.objects.of(viewer)
    if filters.text:
        rows = rows.filter(entity__name__icontains=filters.text)
    if filters.kind is not None:
        rows = rows.filter(kind=filters.kind.value)
    if filters.group is not None:
        rows = rows.filter(_in_group(viewer, filters.group))
    return rows.select_related("entity").order_by("-id")


def unfinished(viewer: Scope) -> QuerySet[Measure]:
    """Return the measures that nothing has ended yet, newest first."""
    return measures(viewer, MeasureFilters()).exclude(_taken(viewer, *ENDS))


def group_counts(viewer: Scope, filters: MeasureFilters) -> dict[StageGroup, int]:
    """Return how many measures a filter gives in each tab; one query."""
    rows = measures(viewer, filters).order_by()
    counted = {group.value: Count("id", filter=_in_group(viewer, group)) for group in StageGroup}
    found = rows.aggregate(**counted)
    return {group: found[group.value] for group in StageGroup}


def officer_names(scope: Scope, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of the officers of each measure, in order; one query."""
    rows = MeasureOfficer.objects.of(scope).filter(measure_id__in=list(ids))
    names: dict[UUID, list[str]] = {}
    for one, name in rows.order_by("place").values_list("measure_id", "officer__name"):
        names.setdefault(one, []).append(name)
    return {one: list_of(found) for one, found in names.items()}


@dataclass(frozen=True, slots=True)
class MatterMeasures:
    """The measures that a matter's page shows, each with its stage, and what its reader may do."""

    matter_kind: str
    matter_id: UUID
    rows: tuple[tuple[Course, MeasureStage], ...]
    may_read: bool
    may_ask: bool


def beside(
    viewer: Viewer,
    subject: tuple[str, UUID],
    *,
    on: date,
    is_open: bool,
    also: Iterable[tuple[str, UUID]] = (),
) -> MatterMeasures:
    """
    Return the measures of a matter, and of those that led to it, oldest first; two queries.

    The viewer may ask for one where the role takes the step and the matter is open.
    """
    found = of_matters(viewer, (subject, *also))
    return MatterMeasures(
        matter_kind=subject[0],
        matter_id=subject[1],
        rows=tuple((one, one.stage(on)) for one in found),
        may_read=viewer.by.holds(_READERS),
        may_ask=is_open and viewer.by.holds(SEAL_SEIZE.step("request").actor),
    )


def of_matters(scope: Scope, subjects: Iterable[tuple[str, UUID]]) -> tuple[Course, ...]:
    """Return the measures that serve some matters with their acts, oldest first; two queries."""
    rows = _of(scope, subjects)
    return courses(scope, rows.select_related("entity").order_by("id")) if rows is not None else ()


def open_measures(scope: Scope, subjects: Iterable[tuple[str, UUID]]) -> tuple[Measure, ...]:
    """
    Return the measures of some matters that await their end; one query, two where there are any.

    A sealing whose term has run out is among them: it has to be released formally (行政强制法 28);
    so is one that was approved and not taken yet: it is taken while its matter lasts, or given up
    (18). A supply that was stopped waits to be restored (安全生产法 70.2).
    """
    rows = _of(scope, subjects)
    if rows is None:
        return ()
    found = rows.order_by("id").prefetch_related("acts")
    return tuple(row for row in found if _holds(row, {act.step for act in row.acts.all()}))


def _holds(row: Measure, taken: set[str]) -> bool:
    """Return whether a measure was taken, or may still be, and was not ended."""
    begins = {"approval", "execution"} if row.kind in SEALS else {"execution"}
    return bool(taken & begins) and taken.isdisjoint(ENDS)


def _of(scope: Scope, subjects: Iterable[tuple[str, UUID]]) -> QuerySet[Measure] | None:
    by_kind: dict[str, set[UUID]] = {}
    for kind, one in subjects:
        by_kind.setdefault(kind, set()).add(one)
    asked = Q()
    for kind, ids in by_kind.items():
        asked |= Q(matter_kind=kind, matter_id__in=ids)
    return Measure.objects.of(scope).filter(asked) if asked else None
