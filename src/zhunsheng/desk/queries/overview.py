"""What the heads see: figures that open their rows, and what a new bureau enters first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.desk.choices import Phrase, StartStep
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.figure import Figure
from zhunsheng.planning import queries as planning
from zhunsheng.planning.queries import PartProgress, Progress
from zhunsheng.registry import queries as registry
from zhunsheng.statistics import queries as statistics
from zhunsheng.statistics import rules as figure_rules
from zhunsheng.web.parts import Tile, Tone
from zhunsheng.workforce import queries as workforce

#: Figures of the head's desk: work and terms; no total of fines, no ranking.
KEYS: Final = (
    "inspection.visits",
    "inspection.major_hazards",
    "inspection.orders",
    "inspection.overdue_orders",
    "draw.draws",
    "cases.opened",
    "cases.reviewed",
    "publication.decisions",
    "publication.late",
)
#: Figures of which any is too many.
LATE: Final = frozenset({"inspection.overdue_orders", "publication.late"})
BEGINNERS: Final = frozenset(r.value for r in (*HEADS, Role.SYSTEM_ADMIN, Role.TEAM_HEAD))


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What to enter first, and where."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a year, each of which opens its rows, and the plan against its results."""

    year: int
    tiles: tuple[Tile, ...]
    parts: tuple[PartProgress, ...]


def overview(viewer: Viewer, *, year: int, on: date) -> Overview:
    """Return the figures of a year as they stand on a day."""
    since, until = date(year, 1, 1), min(date(year, 12, 31), on)
    found = statistics.figures(viewer, since, until, on, keys=KEYS)
    progress = planning.progress(viewer, year)
    tiles = (_plan_tile(viewer, progress), *(_tile(found[key], year) for key in KEYS))
    return Overview(year, tiles, progress.parts)


def _plan_tile(viewer: Viewer, progress: Progress) -> Tile:
    note = Phrase.NO_PLAN.label
    if progress.planned_units:
        note = Phrase.PLAN_NOTE.label.format(done=progress.units, planned=progress.planned_units)
    percent = str(progress.percent)
    plan = planning.plan_in_force(viewer, progress.year)
    url = reverse("planning:detail", args=[plan.id]) if plan else reverse("planning:list")
    return Tile(Phrase.PLAN_TILE.label, percent, "%", url, note)


def _tile(figure: Figure, year: int) -> Tile:
    return Tile(
        label=figure.label,
        value=figure_rules.shown(figure.unit, figure.value),
        unit=figure.unit.value,
        url=f"{reverse('statistics:detail', args=[figure.key])}?year={year}",
        note=Phrase.YEAR.label.format(year=year),
        tone=Tone.RED if figure.key in LATE and figure.value else Tone.PLAIN,
    )


def first_steps(viewer: Viewer, *, on: date) -> tuple[FirstStep, ...]:
    """Return what a bureau still has to enter before any work can fall due; three queries."""
    if not viewer.by.holds(BEGINNERS):
        return ()
    missing = (
        (StartStep.ENTITIES, "registry:import", registry.count(viewer) == 0),
        (StartStep.OFFICERS, "workforce:import", not workforce.officers(viewer).exists()),
        (StartStep.PLAN, "planning:list", planning.plan(viewer, on.year) is None),
    )
    return tuple(FirstStep(step.label, reverse(name)) for step, name, lacks in missing if lacks)
