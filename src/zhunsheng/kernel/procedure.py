"""
Lawful procedures as declarations.

A procedure is a tuple of steps. A step names its legal basis, the roles that may take it, the
steps that come before it, when the law requires it at all, the guards that must hold, its
deadline and its documents. What may happen next, what is missing, and the progress bar of a page
are computed from the declaration and from facts; nothing of it is stored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from inspect import unwrap
from types import CodeType, FunctionType, ModuleType
from typing import Any, Generic, Protocol, TypeVar

from zhunsheng.kernel.act import Actor
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.finding import Finding, refuse_if


@dataclass(frozen=True, slots=True)
class DoneAct:
    """A step that was taken: on which day, as the how-manieth act of its subject, how it ended."""

    step: str
    on: date
    sequence: int
    outcome: str = ""


class HasActs(Protocol):
    """Facts that a procedure can look at: they hold the acts done so far."""

    @property
    def acts(self) -> tuple[DoneAct, ...]:
        """The acts done so far, in order."""
        ...


F = TypeVar("F", bound=HasActs)
#: A citation as it is written into code.
_WRITTEN = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-[0-9]{1,4}(?:-[0-9]+)?(?::[0-9][0-9\-.()]*)?")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A term: length and unit, counted from the last act of step ``since``, with its basis."""

    length: int
    unit: DayUnit
    since: str
    basis: Citation
    label: str = ""


@dataclass(frozen=True, slots=True)
class Step(Generic[F]):
    """
    One step of a procedure.

    ``after`` names steps that must be done first where the facts require them; ``required_when``
    tells whether the law demands the step on these facts (always, if absent; never by itself, if
    ``optional``); ``closes`` marks a step after which nothing of the procedure follows, except
    what others bring about at their own time (``after_close``), such as a suit of the party.
    ``of_today`` marks what the program itself does or prints: it is done when it is entered, and
    no reason lets it be dated back. What others did may be entered later.
    """

    key: str
    label: str
    basis: Citation
    actor: frozenset[str]
    after: tuple[str, ...] = ()
    required_when: Callable[[F], bool] | None = None
    guards: tuple[Callable[[F], Finding | None], ...] = ()
    deadline: Deadline | None = None
    documents: tuple[str, ...] = ()
    repeatable: bool = False
    optional: bool = False
    closes: bool = False
    after_close: bool = False
    of_today: bool = False

    def is_required(self, facts: F) -> bool:
        """Return whether the law demands this step on these facts."""
        if self.optional:
            return False
        return self.required_when is None or self.required_when(facts)


def citations_of(guard: Callable[..., Any]) -> tuple[Citation, ...]:
    """
    Return the citations that the code of a guard names, in order.

    Seen are those of its module, alone or in a finding, those it closes over, those written into
    it, and the same of the functions that it calls by name, and that these call; no deeper. Of a
    guard that asks another one, those of the other are.
    """
    guard = unwrap(guard)
    if not isinstance(guard, FunctionType):
        return ()
    near = tuple(_called(guard))
    far = (other for one in near for other in _called(one))
    found = (one for function in (guard, *near, *far) for one in _named(function))
    return tuple(dict.fromkeys(found))


def _codes(code: CodeType) -> Iterable[CodeType]:
    """Yield the code of a function and of what is written inside it, such as a comprehension."""
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _called(guard: FunctionType) -> Iterable[FunctionType]:
    names = [name for code in _codes(guard.__code__) for name in code.co_names]
    own = guard.__globals__
    modules = [vars(one) for name in names if isinstance(one := own.get(name), ModuleType)]
    for name in names:
        for space in (own, *modules):
            if isinstance(function := space.get(name), FunctionType):
                yield function


def _named(function: FunctionType) -> Iterable[Citation]:
    closed = [cell.cell_contents for cell in function.__closure__ or ()]
    yield from (one for one in closed if isinstance(one, Citation))
    for code in _codes(function.__code__):
        for name in code.co_names:
            one = function.__globals__.get(name)
            if isinstance(one, Citation):
                yield one
            elif isinstance(one, Finding):
                yield one.basis
        for text in code.co_consts:
            if isinstance(text, str) and _WRITTEN.fullmatch(text):
                yield Citation.parse(text)


class BrokenDeclaration(ValueError):
    """The declaration of a procedure contradicts itself; raised at import."""


@dataclass(frozen=True, slots=True)
class Procedure(Generic[F]):
    """
    A declared lawful procedure.

    :raises BrokenDeclaration: at construction, for a step twice, a wait for an unknown step,
        steps that wait for each other, or a deadline that counts from an unknown step
    """

    key: str
    label: str
    basis: Citation
    steps: tuple[Step[F], ...]
    _by_key: dict[str, Step[F]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_key = {step.key: step for step in self.steps}
        if len(by_key) != len(self.steps):
            raise BrokenDeclaration(f"{self.key}: two steps of one key")
        for step in self.steps:
            needed = set(step.after) | ({step.deadline.since} if step.deadline else set())
            if unknown := needed - by_key.keys():
                raise BrokenDeclaration(f"{self.key}.{step.key} waits for unknown {unknown}")
            if not step.actor:
                raise BrokenDeclaration(f"{self.key}.{step.key} names no role")
        object.__setattr__(self, "_by_key", by_key)
        self._refuse_cycles()
        _DECLARED[self.key] = self

    def _refuse_cycles(self) -> None:
        settled: set[str] = set()
        while len(settled) < len(self.steps):
            ready = {s.key for s in self.steps if s.key not in settled and settled >= set(s.after)}
            if not ready:
                raise BrokenDeclaration(f"{self.key}: steps wait for each other")
            settled |= ready

    def step(self, key: str) -> Step[F]:
        """Return the step of that key."""
        return self._by_key[key]

    def required(self, facts: F) -> tuple[Step[F], ...]:
        """Return the steps that the law demands on these facts, in order."""
        return tuple(step for step in self.steps if step.is_required(facts))

    def findings(self, key: str, facts: F) -> tuple[Finding, ...]:
        """Return every reason why the step may not be taken on these facts."""
        step = self._by_key[key]
        return (
            *(() if step.after_close else self._closed(facts)),
            *self._repeated(step, facts),
            *self._unmet(step, facts),
            *(finding for guard in step.guards if (finding := guard(facts)) is not None),
        )

    def _closed(self, facts: F) -> Iterable[Finding]:
        for act in facts.acts:
            done = self._by_key.get(act.step)
            if done is not None and done.closes:
                yield Finding(
                    f"{self.key}.closed",
                    f"已于{act.on.isoformat()}办理“{done.label}”，程序终结",
                    done.basis,
                    "不能再办理后续步骤",
                )
                return

    def _repeated(self, step: Step[F], facts: F) -> Iterable[Finding]:
        if not step.repeatable and any(act.step == step.key for act in facts.acts):
            yield Finding(
                f"{self.key}.{step.key}.done_already",
                f"“{step.label}”已经办理，不得重复办理",
                step.basis,
                "请在办理经过中查看原记录",
            )

    def _unmet(self, step: Step[F], facts: F) -> Iterable[Finding]:
        done = {act.step for act in facts.acts}
        for key in step.after:
            earlier = self._by_key[key]
            if key not in done and earlier.is_required(facts):
                yield Finding(
                    f"{self.key}.{step.key}.needs.{key}",
                    f"“{earlier.label}”尚未完成",
                    earlier.basis,
                    f"先办理“{earlier.label}”",
                )

    def allowed(self, facts: F) -> tuple[Step[F], ...]:
        """Return the steps that may be taken now."""
        return tuple(step for step in self.steps if not self.findings(step.key, facts))


#: What the rooms declared; a room adds to it when its declaration is imported.
_DECLARED: dict[str, Procedure[Any]] = {}


def declared() -> tuple[Procedure[Any], ...]:
    """Return the procedures of the rooms that are loaded, in the order of their keys."""
    return tuple(_DECLARED[key] for key in sorted(_DECLARED))


def role_finding(step: Step[F], by: Actor) -> tuple[Finding, ...]:
    """Return the finding that the actor holds none of the step's roles, or nothing."""
    if by.holds(step.actor):
        return ()
    return (
        Finding(
            f"step.{step.key}.wrong_role",
            f"“{step.label}”不由当前岗位办理",
            step.basis,
            "请由有权岗位的人员登录后办理",
            frozenset(step.actor),
        ),
    )


def dated_back(step: Step[F], *, on: date | None, entered_on: date | None) -> tuple[Finding, ...]:
    """Return that a step is done when it is entered, where it names an earlier day; or nothing."""
    if not step.of_today or on is None or entered_on is None or on >= entered_on:
        return ()
    return (
        Finding(
            f"step.{step.key}.backdated",
            f"“{step.label}”应当在办理的当日登记，不能补记为{on.isoformat()}",
            step.basis,
            "请按今天的日期办理；补记只适用于登记他人已经作出的行为，如签收、陈述、缴款、答复",
        ),
    )


def permit(
    procedure: Procedure[F],
    key: str,
    facts: F,
    *,
    by: Actor,
    extra: tuple[Finding, ...] = (),
    on: date | None = None,
    entered_on: date | None = None,
) -> Step[F]:
    """
    Return the step where the actor may take it on these facts; ``extra`` is what a draft lacks.

    ``on`` is the day of the step and ``entered_on`` that of its entry, for steps ``of_today``.

    :raises StepRefused: with every reason otherwise, the missing role included
    """
    step = procedure.step(key)
    late = dated_back(step, on=on, entered_on=entered_on)
    refuse_if((*role_finding(step, by), *procedure.findings(key, facts), *extra, *late))
    return step
