"""Units that the record makes key units: why each is one, as the record says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from zhunsheng.accounts.records import Scope
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.act import Viewer
from zhunsheng.planning.choices import KeyCriterion, Phrase
from zhunsheng.planning.models import PlanPart, PlanUnit
from zhunsheng.planning.queries.plans import barred_units
from zhunsheng.planning.queries.staff import fatal_since
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import SafetyRecordKind

#: What credit calls a standing of the list of those who are seriously dishonest.
SERIOUS = "SERIOUS"
#: Reasons (② and ⑥) of which the registry and the inspections keep a record.
RECORDED = frozenset({KeyCriterion.FATAL_ACCIDENT.value, KeyCriterion.TRIAL_OR_RESTART.value})


@dataclass(frozen=True, slots=True)
class Proposed:
    """A unit of the sector of a part that stands in no list, and each criterion with the record."""

    name: str
    code: str
    reasons: tuple[tuple[KeyCriterion, str], ...]

    @property
    def query(self) -> str:
        """The address that fills the form with it."""
        said = [("codes", self.code or self.name)]
        return urlencode([*said, *(("reasons", one.value) for one, _ in self.reasons)])


def proposed_units(viewer: Viewer, part: PlanPart, *, on: date) -> tuple[Proposed, ...]:
    """
    Return the units that the record makes key units and no list of the plan bars, by name.

    They are units that the bureau inspects; what is told of a merged entry is told of the kept.
    Of the criteria the record tells a major hazard that is open, serious dishonesty that is shown,
    work that was resumed since the year before, and the fatal accidents of the years before and the
    trial runs of the year that were noted in the registry.
    """
    said = tuple(_told(viewer, part, on))
    kept = registry.kept_of(viewer, {entity for entity, _, _ in said})
    told: dict[UUID, dict[KeyCriterion, str]] = {}
    for entity, criterion, text in said:
        told.setdefault(kept[entity], {}).setdefault(criterion, text)
    barred = barred_units(viewer, part).values_list("entity_id", flat=True)
    listed = registry.kept_of(viewer, barred)
    left = told.keys() - set(listed.values())
    rows = registry.inspectable(viewer, on=on).filter(id__in=list(left))
    return tuple(
        Proposed(one.name, one.credit_code, tuple(told[one.id].items()))
        for one in sorted(rows, key=lambda row: row.name)
        if part.sector in ("", one.sector)
    )


def _told(viewer: Viewer, part: PlanPart, on: date) -> Iterator[tuple[UUID, KeyCriterion, str]]:
    for finding in inspections.open_major_findings(viewer):
        day, text = finding.inspection.visited_on, finding.description
        said = Phrase.OPEN_HAZARD.label.format(day=day, text=text)
        yield finding.inspection.entity_id, KeyCriterion.MAJOR_HAZARD, said
    known: Callable[..., Mapping[UUID, str]] = import_string(settings.ZHUNSHENG_CREDIT_CLASSES)
    for entity, standing in known(viewer, on=on).items():
        if standing == SERIOUS:
            yield entity, KeyCriterion.DISHONESTY, Phrase.SERIOUS_CREDIT.label
    yield from _on_record(viewer, part.plan.year, on)


def unrecorded(
    viewer: Scope, units: Iterable[PlanUnit], *, year: int, on: date
) -> dict[UUID, frozenset[KeyCriterion]]:
    """
    Return by id those reasons of listed units (②, ⑥) for which no record that holds stands.

    What was noted of a merged entry counts for the kept one; queries only where one is given.
    """
    given = {unit.id: (unit.entity_id, RECORDED & set(unit.reasons)) for unit in units}
    given = {one: said for one, said in given.items() if said[1]}
    if not given:
        return {}
    told = [(entity, criterion.value) for entity, criterion, _ in _on_record(viewer, year, on)]
    kept = registry.kept_of(
        viewer, {*(entity for entity, _ in told), *(entity for entity, _ in given.values())}
    )
    held = {(kept[entity], criterion) for entity, criterion in told}
    return {
        one: frozenset(KeyCriterion(c) for c in reasons if (kept[entity], c) not in held)
        for one, (entity, reasons) in given.items()
    }


def _on_record(viewer: Scope, year: int, on: date) -> Iterator[tuple[UUID, KeyCriterion, str]]:
    since = date(year - 1, 1, 1)
    for entity, day in inspections.resumed_since(viewer, since).items():
        said = Phrase.RESUMED_ON.label.format(day=day)
        yield entity, KeyCriterion.TRIAL_OR_RESTART, said
    yield from _noted(viewer, year, on)


def _noted(viewer: Scope, year: int, on: date) -> Iterator[tuple[UUID, KeyCriterion, str]]:
    """Return what the registry holds of fatal accidents and trial runs that a year's plan tells."""
    since, last = fatal_since(viewer, year), date(year, 12, 31)
    for one in registry.safety_records(viewer, on=on).filter(since__lte=last):
        is_run = one.kind_enum is SafetyRecordKind.TRIAL_RUN
        if is_run and one.ended_on is not None and one.ended_on.year < year:
            continue
        if not is_run and (since is None or one.since < since):
            continue
        told = Phrase.TRIAL_RUN if is_run else Phrase.FATAL_ACCIDENT
        said = told.label.format(day=one.since, paper=one.paper, number=one.number)
        criterion = KeyCriterion.TRIAL_OR_RESTART if is_run else KeyCriterion.FATAL_ACCIDENT
        yield one.entity_id, criterion, said
