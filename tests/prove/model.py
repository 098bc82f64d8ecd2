"""
What a model of a procedure says beside the declaration, and the states that follow from both.

To take in a new step of a declaration, nothing is needed where its guards only compare acts. Say
in the model how it can end (``outcomes``), which value it changes (``effect``), and what value
follows from others (``modelled``); write what the law demands of it into ``laws`` and ``barred``.
A step that changes nothing of what the law asks may be left out, named in ``left_out``. Two
states of one ``shape`` count as one: what nobody asks again before it is overwritten belongs out
of it. The search compares states that it takes for one, and fails where they are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from tests.prove.asking import (
    OUTCOME,
    Declared,
    Questions,
    Rule,
    Tree,
    Vocabulary,
    compiled,
    compiled_tree,
)
from zhunsheng.kernel.procedure import Procedure

Values = Mapping[str, object]


class State(NamedTuple):
    """The answers to all questions about the order of acts, and the values that change."""

    bits: int
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Barred:
    """A sentence of the law: where these values hold, none of the steps may be taken."""

    name: str
    values: dict[str, object]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """
    All that is said of a procedure by hand.

    ``names`` are the values that change, in the order of a state; ``start`` the values of each
    new case; ``effect`` changes them as an act does; ``time`` says what may pass, each with the
    value that it turns and the condition. ``laws`` must hold wherever their step may be taken;
    ``barred`` in every state. What ``shape_until_over`` tells counts only until ``over``.
    """

    procedure: Procedure[Any]
    kind: type
    names: tuple[str, ...]
    start: tuple[tuple[object, ...], ...]
    effect: Callable[[str, str, dict[str, Any]], None]
    laws: Mapping[str, Mapping[str, Rule]]
    barred: tuple[Barred, ...]
    fixed: Values = field(default_factory=dict)
    shape: tuple[Rule, ...] = ()
    over: Rule = field(default=lambda _case: False)
    shape_until_over: tuple[Rule, ...] = ()
    modelled: Mapping[str, Rule] = field(default_factory=dict)
    domains: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    outcomes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    time: Mapping[str, tuple[str, Rule]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()


class _Shape:
    """Parts of a shape; those that are one plain answer each are taken together."""

    def __init__(self, trees: list[Tree]) -> None:
        plain = [tree for tree in trees if _is_plain(tree)]
        mask = sum(tree[0] for tree in {tree[0]: tree for tree in plain}.values())
        rest = [tree for tree in trees if not _is_plain(tree)]
        #: The parts in a state.
        self.of = compiled(
            lambda written: f"(bits & {mask}, {''.join(f'{written(tree)}, ' for tree in rest)})"
        )


def _is_plain(tree: Tree) -> bool:
    """Tell whether a tree is a single question about the order of acts."""
    return (
        isinstance(tree, tuple)
        and isinstance(tree[0], int)
        and not any(isinstance(branch, tuple) for branch in tree[1:])
    )


class Model:
    """A procedure with its model, read into trees."""

    def __init__(self, told: Told) -> None:
        self.told = told
        words = Vocabulary(told.kind, told.modelled, told.domains, told.outcomes, told.left_out)
        self.questions = Questions(words)
        self.declared = Declared(told.procedure, self.questions)
        read = self.questions.tree
        self.laws = {
            key: {name: compiled_tree(read(law)) for name, law in laws.items()}
            for key, laws in told.laws.items()
        }
        self.over = compiled_tree(read(told.over))
        self.shape_always = _Shape([read(part) for part in told.shape])
        self.shape_until_over = _Shape([read(part) for part in told.shape_until_over])
        self.time = {
            name: (value, compiled_tree(read(when))) for name, (value, when) in told.time.items()
        }
        self.steps = tuple(s for s in self.declared.steps if s.key not in told.left_out)
        self.names = (*told.names, *(OUTCOME + step for step in told.outcomes))
        self.constant = self._constant(words)

    def _constant(self, words: Vocabulary) -> dict[str, object]:
        """Return the values that do not change: a case on which nothing else is wrong."""
        named = {one.name for one in fields(words.kind)} - {"acts", "on"}
        plain = named - set(self.names) - set(self.told.modelled)
        return {name: words.default(name) for name in plain} | dict(self.told.fixed)

    def values(self, state: State) -> dict[str, object]:
        """Return all values of a state by name."""
        return self.constant | dict(zip(self.names, state.values, strict=True))

    def starts(self) -> Iterator[State]:
        """Yield the new cases: no act is done."""
        none = ("",) * len(self.told.outcomes)
        return (State(0, (*values, *none)) for values in self.told.start)

    def following(self, state: State) -> Iterator[tuple[str, State]]:
        """Yield every lawful act with the state after it, and the passing of time."""
        values = self.values(state)
        for step in self.steps:
            if step.allows(state.bits, values):
                for outcome in self.told.outcomes.get(step.key, ("",)):
                    after = self.after(state, step.key, outcome)
                    yield f"{step.key} {outcome}".strip(), after
        for name, (value, when) in self.time.items():
            if not values[value] and when(state.bits, values):
                yield name, self._with(state, state.bits, {value: True})

    def after(self, state: State, step: str, outcome: str) -> State:
        """Return the state after an act."""
        changed = dict(zip(self.names, state.values, strict=True))
        if step in self.told.outcomes:
            changed[OUTCOME + step] = outcome
        self.told.effect(step, outcome, changed)
        return self._with(state, self.questions.after(state.bits, step), changed)

    def _with(self, state: State, bits: int, changed: Mapping[str, object]) -> State:
        pairs = zip(self.names, state.values, strict=True)
        return State(bits, tuple(changed.get(name, value) for name, value in pairs))

    def shape(self, state: State) -> tuple[object, ...]:
        """Return what tells a state's future; the state itself where the model names no shape."""
        if not self.told.shape:
            return state
        bits, values = state.bits, self.values(state)
        always: tuple[object, ...] = self.shape_always.of(bits, values)
        if self.over(bits, values):
            return always
        return (*always, *self.shape_until_over.of(bits, values))

    def allowed(self, state: State) -> list[str]:
        """Return the steps that may be taken in a state."""
        return list(self.declared.allowed(state.bits, self.values(state)))

    def walked(self, state: State) -> list[str]:
        """Return those of the steps that may be taken which the search takes."""
        values = self.values(state)
        return [s.key for s in self.steps if s.allows(state.bits, values)]

    def future(self, state: State) -> set[tuple[str, tuple[object, ...]]]:
        """Return what may follow a state, by act and shape."""
        own = self.shape(state)
        found = ((act, self.shape(after)) for act, after in self.following(state))
        return {(act, shape) for act, shape in found if shape != own}

    def may(self, key: str, state: State) -> bool:
        """Tell whether a step may be taken in a state."""
        return bool(self.declared.by_key[key].allows(state.bits, self.values(state)))

    def broken(self, state: State) -> list[str]:
        """Return the laws that are not kept: those of a step that may be taken without them."""
        values = self.values(state)
        return [
            f"{key} without {name}"
            for key, laws in self.laws.items()
            if self.declared.by_key[key].allows(state.bits, values)
            for name, law in laws.items()
            if not law(state.bits, values)
        ]

    def answer(self, rule: Rule, state: State) -> Any:
        """Return what a rule says of a state; for rules that are read once in a while."""
        known = len(self.questions.bits)
        tree = self.questions.tree(rule)
        assert len(self.questions.bits) == known, "a question that the search did not follow"
        return compiled_tree(tree)(state.bits, self.values(state))

    def unbarred(self, state: State) -> list[str]:
        """Return the sentences that are not kept: a step may be taken which they bar."""
        values = self.values(state)
        spoiled = ((one, values | one.values) for one in self.told.barred)
        return [
            f"{one.name}: {key}"
            for one, changed in spoiled
            for key in one.steps
            if self.declared.by_key[key].allows(state.bits, changed)
        ]
