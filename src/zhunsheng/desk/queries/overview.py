"""What the heads see: figures that open their rows, and what a new bureau enters first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.desk.choices import StartStep
from zhunsheng.desk.queries.headlines import Headline, headlines
from zhunsheng.desk.rules import Line
from zhunsheng.kernel.act import Viewer
from zhunsheng.planning import queries as planning
from zhunsheng.planning.queries import PartProgress
from zhunsheng.registry import queries as registry
from zhunsheng.workforce import queries as workforce

BEGINNERS: Final = frozenset(r.value for r in (*HEADS, Role.SYSTEM_ADMIN, Role.TEAM_HEAD))


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What to enter first, and where."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The ten figures of the first screen, and the plan of a year against its results."""

    year: int
    headlines: tuple[Headline, ...]
    parts: tuple[PartProgress, ...]


def overview(viewer: Viewer, lines: Iterable[Line], *, year: int, on: date) -> Overview:
    """Return what the heads see first, as it stands on a day."""
    with accounts.at_hand(accounts.bureau(viewer)):
        return Overview(
            year,
            headlines(viewer, lines, year=year, on=on),
            planning.progress(viewer, year).parts,
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
