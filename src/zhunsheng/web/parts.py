"""Values that the components of a page show; plain, frozen, computed before the template."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from zhunsheng.kernel.act import Actor
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import DoneAct, HasActs, Procedure, Step, role_finding

F = TypeVar("F", bound=HasActs)

#: Days (of work) before a term's end from which on it is shown in orange.
SOON = 3


class Tone(Enum):
    """The colour of a badge or a number: red only for overdue and refusal, green for done."""

    PLAIN = ""
    GREEN = "g"
    ORANGE = "o"
    RED = "r"
    NEUTRAL = "n"


class StepState(Enum):
    """Where a step of a procedure stands; the value is the class of its mark."""

    DONE = "d"
    CURRENT = "c"
    REQUIRED = "q"
    NOT_NEEDED = "x"


@dataclass(frozen=True, slots=True)
class ClockCounts:
    """The terms of the person signed in: due today, within three working days, overdue."""

    today: int
    soon: int
    overdue: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """One place above this page."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A number of a chart: as it is drawn, as it is printed, and where its rows are."""

    value: int
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers in a table, drawn beside it: a row for each place, a column for each series."""

    title: str
    places: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Point, ...]], ...]
    is_drawn: bool = True


@dataclass(frozen=True, slots=True)
class Tab:
    """One saved view above a list or one side of a record."""

    label: str
    url: str
    count: int | None = None
    active: bool = False
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class ProgressStep:
    """One step of the progress bar with a short note below (a date, what remains, 须办)."""

    label: str
    state: StepState
    note: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """
    A running term.

    ``due`` is empty while the holidays of its year are unpublished. ``left`` counts the days that
    remain in ``unit`` (negative: overdue), ``workdays_left`` decides the colour and equals
    ``left`` where the term counts working days. ``stopped`` says why the term stands still.
    """

    label: str
    basis: Citation | str
    due: date | None
    left: int | None
    unit: str = "日"
    workdays_left: int | None = None
    note: str = ""
    stopped: str = ""

    @property
    def tone(self) -> Tone:
        """Red when overdue, orange within three working days."""
        if self.left is None or self.stopped:
            return Tone.NEUTRAL
        if self.left < 0:
            return Tone.RED
        near = self.left if self.workdays_left is None else self.workdays_left
        return Tone.ORANGE if near <= SOON else Tone.PLAIN

    @property
    def is_overdue(self) -> bool:
        """Whether the term has passed."""
        return self.left is not None and self.left < 0 and not self.stopped

    @property
    def overdue_by(self) -> int:
        """How many days the term has passed by."""
        return -self.left if self.left is not None and self.left < 0 else 0


@dataclass(frozen=True, slots=True)
class NextAct:
    """An act that the law allows now: what, by which rule, where its form is."""

    label: str
    basis: Citation | str
    url: str = ""
    button: str = ""
    note: str = ""
    main: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class RefusedAct:
    """An act that is not lawful yet, with every reason."""

    label: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of what happened; the sentence comes from the event class."""

    at: str
    text: str
    by: str = ""
    url: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that opens the rows it counts."""

    label: str
    value: str
    unit: str = ""
    url: str = ""
    note: str = ""
    tone: Tone = Tone.PLAIN


def progress_of(
    *, procedure: Procedure[F], facts: F, current: str = ""
) -> tuple[ProgressStep, ...]:
    """
    Draw a procedure on these facts: what is done, what comes next, what the law requires.

    The current step is ``current``, or else the first required one that may be taken now.
    """
    done = {act.step: act for act in facts.acts}
    ahead = current or _first_open(procedure, facts, done)
    return tuple(_mark(step, facts, done, ahead) for step in procedure.steps)


def _first_open(procedure: Procedure[F], facts: F, done: Mapping[str, DoneAct]) -> str:
    for step in procedure.required(facts):
        if step.key not in done and not procedure.findings(step.key, facts):
            return step.key
    return ""


def _mark(step: Step[F], facts: F, done: Mapping[str, DoneAct], ahead: str) -> ProgressStep:
    if step.key in done:
        return ProgressStep(step.label, StepState.DONE, f"{done[step.key].on:%m-%d}")
    if step.key == ahead:
        return ProgressStep(step.label, StepState.CURRENT)
    if step.is_required(facts):
        return ProgressStep(step.label, StepState.REQUIRED)
    return ProgressStep(step.label, StepState.NOT_NEEDED)


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be done now and what not yet, in the order of the procedure."""

    allowed: tuple[NextAct, ...]
    refused: tuple[RefusedAct, ...]


def choices_of(
    *,
    procedure: Procedure[F],
    facts: F,
    by: Actor,
    urls: Mapping[str, str],
    asked: Callable[[F, str], F] = lambda facts, _: facts,
    near: Collection[str] = (),
) -> Choices:
    """
    Split the steps that are not done yet into lawful and refused ones, with all reasons.

    ``urls`` gives the address of the form of each step; a step without one is left out. Steps
    done already (and not repeatable) and steps that these facts do not call for are left out too.
    ``asked`` completes the facts by what the form of a step asks itself, such as its day.
    ``near`` are steps that the law leaves open but whose clock ends soon: they are not folded away.
    """
    allowed: list[NextAct] = []
    refused: list[RefusedAct] = []
    done = {act.step for act in facts.acts}
    for step in procedure.steps:
        if step.key not in urls or (step.key in done and not step.repeatable):
            continue
        findings = (
            *role_finding(step, by),
            *procedure.findings(step.key, asked(facts, step.key)),
        )
        if not findings:
            required = step.is_required(facts) and step.key not in done
            main = required and not any(act.main for act in allowed)
            folded = not required and step.key not in near
            allowed.append(
                NextAct(step.label, step.basis, urls[step.key], main=main, optional=folded)
            )
        elif step.is_required(facts) or step.key in near:
            refused.append(RefusedAct(step.label, findings))
    return Choices(tuple(allowed), tuple(refused))
