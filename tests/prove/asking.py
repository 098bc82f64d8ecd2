"""
What a rule asks of a file, found by asking it: every rule becomes a tree of questions.

A rule is a pure function of facts. It is called with facts that answer nothing: each question
that it puts is tried with every answer that is possible, until the rule has told its result for
all of them. What it may ask is whether the last act of some steps is newer than that of others,
how a step ended, and plain values. The answers to the first kind of question change in one way
with every act, whatever was done before: an act of ``newer`` makes them true, one of ``older``
false. So one bit for each question is all that has to be kept of the order of the acts, and an
act is two masks. Nobody writes down what matters: a new guard brings its own bits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from types import FunctionType, MappingProxyType
from typing import Any

from zhunsheng.kernel.procedure import Procedure, Step

Rule = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Newer:
    """Is the last act of the first steps newer than every act of the others, or done at all?"""

    newer: frozenset[str]
    older: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Value:
    """What is the value of this name?"""

    name: str


class Unanswered(Exception):
    """A rule put a question to which no answer was given."""

    def __init__(self, question: Newer | Value) -> None:
        super().__init__(str(question))
        self.question = question


@dataclass(frozen=True, slots=True, eq=False)
class Last:
    """The place of the last act of some steps: it can only be compared."""

    asked: Asked
    steps: frozenset[str]

    def __gt__(self, other: Last | int) -> bool:
        if isinstance(other, int):
            assert other == 0, "an act is compared with other acts, or with none"
            return bool(self)
        return bool(self.asked.answer(Newer(self.steps, other.steps)))

    def __lt__(self, other: Last) -> bool:
        return other > self

    def __bool__(self) -> bool:
        return bool(self.asked.answer(Newer(self.steps)))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """
    How the values of facts are to be understood.

    ``kind`` is the class of the facts, whose properties are asked in its own words; ``modelled``
    tells values that follow from others; ``domains`` the possible answers where they are not what
    the field's default says (a plain yes or no has both, anything else keeps its default). Acts of
    steps ``left_out`` never happened.
    """

    kind: type
    modelled: Mapping[str, Rule]
    domains: Mapping[str, tuple[object, ...]]
    outcomes: Mapping[str, tuple[str, ...]]
    left_out: frozenset[str] = frozenset()

    def domain(self, question: Newer | Value) -> tuple[object, ...]:
        """Return every answer that a question can have."""
        if isinstance(question, Newer):
            return (False,) if question.newer <= self.left_out else (False, True)
        name = question.name
        if name in self.domains:
            return self.domains[name]
        if name.startswith(OUTCOME):
            step = name.removeprefix(OUTCOME)
            return ("", *(() if step in self.left_out else self.outcomes[step]))
        default = self.default(name)
        return (False, True) if isinstance(default, bool) else (default,)

    def default(self, name: str) -> object:
        """Return the default of a field of the facts."""
        found = next((one for one in fields(self.kind) if one.name == name), None)
        assert found is not None, f"nothing tells what {name} is"
        assert found.default is not MISSING, f"{name} has no default"
        return found.default


OUTCOME = "outcome of "


class Asked:
    """Facts that know only the answers given to them, and stop at the first other question."""

    #: Days are proved by the golden dates: here no act has one, and guards of order are silent.
    acts = ()
    on = None

    def __init__(
        self, words: Vocabulary, answers: Mapping[Newer | Value, object] = MappingProxyType({})
    ) -> None:
        self.words, self.answers = words, answers

    def answer(self, question: Newer | Value) -> Any:
        """Return the answer, or stop the rule."""
        if question not in self.answers:
            raise Unanswered(question)
        return self.answers[question]

    def last(self, *steps: str) -> Last:
        """Return the place of the last act of these steps."""
        return Last(self, frozenset(steps))

    def done(self, step: str) -> bool:
        """Return whether the step was taken."""
        return bool(self.last(step))

    def day_of(self, step: str) -> None:
        """Return no day."""

    def outcome_of(self, step: str) -> Any:
        """Return how the last act of the step ended."""
        return self.answer(Value(OUTCOME + step))

    def __getattr__(self, name: str) -> Any:
        if name in self.words.modelled:
            return self.words.modelled[name](self)
        own = getattr(self.words.kind, name, None)
        if isinstance(own, property):
            assert own.fget is not None
            return own.fget(self)
        if isinstance(own, FunctionType):
            return own.__get__(self)
        return self.answer(Value(name))


#: A tree: a result, or a bit with the trees of yes and no, or a name with a tree for each value.
Tree = Any


@dataclass(slots=True)
class Questions:
    """The questions that the rules read so far put, each with its bit; and the masks of acts."""

    words: Vocabulary
    bits: dict[Newer, int] = field(default_factory=dict)
    _masks: dict[str, tuple[int, int]] = field(default_factory=dict)

    def tree(self, rule: Rule, answers: Mapping[Newer | Value, object] | None = None) -> Tree:
        """Return the tree of a rule; where all answers lead to one result nothing is asked."""
        known = answers or {}
        try:
            return _Result(rule(Asked(self.words, known)))
        except Unanswered as stopped:
            question = stopped.question
        grown = {
            value: self.tree(rule, {**known, question: value})
            for value in self.words.domain(question)
        }
        first, *rest = grown.values()
        if all(one == first for one in rest):
            return first
        if isinstance(question, Value):
            return (question.name, grown)
        self._masks.clear()
        bit = 1 << self.bits.setdefault(question, len(self.bits))
        return (bit, grown[True], grown[False])

    def after(self, bits: int, step: str) -> int:
        """Return the answers after an act of a step."""
        if step not in self._masks:
            numbered = self.bits.items()
            told = sum(1 << n for q, n in numbered if step in q.newer and step not in q.older)
            untold = sum(1 << n for q, n in numbered if step in q.older)
            self._masks[step] = (told, ~untold)
        told, kept = self._masks[step]
        return (bits | told) & kept


@dataclass(frozen=True, slots=True)
class _Result:
    value: object


#: A tree, or some, as a function of the answers and the values.
Answering = Callable[[int, Mapping[str, object]], Any]


def compiled(expression: Callable[[Callable[[Tree], str]], str]) -> Answering:
    """
    Return a function of what stands in an expression over trees: a search asks it by the million.

    ``expression`` is given what writes a tree as Python; a value out of its domain is a `KeyError`.
    """
    constants: list[object] = []

    def constant(value: object) -> str:
        if value is None or isinstance(value, bool):
            return repr(value)
        constants.append(value)
        return f"constants[{len(constants) - 1}]"

    def written(tree: Tree) -> str:
        if isinstance(tree, _Result):
            return constant(tree.value)
        if isinstance(tree[0], int):
            return f"({written(tree[1])} if bits & {tree[0]} else {written(tree[2])})"
        value = f"values[{tree[0]!r}]"
        cases = "".join(
            f"{written(branch)} if {value} == {constant(answer)} else "
            for answer, branch in tree[1].items()
        )
        return f"({cases}{{}}[{value}])"

    source = f"lambda bits, values: {expression(written)}"
    made: Answering = eval(source, {"constants": constants})  # text of our own trees
    return made


def compiled_tree(tree: Tree) -> Answering:
    """Return a function of one tree."""
    return compiled(lambda written: written(tree))


@dataclass(frozen=True, slots=True)
class ReadStep:
    """A declared step, and when it may be taken."""

    key: str
    allows: Answering


class Declared:
    """A declared procedure as trees: what `Procedure.findings` says, without its words."""

    def __init__(self, procedure: Procedure[Any], questions: Questions) -> None:
        self.procedure = procedure
        closing = [self._done(questions, s.key) for s in procedure.steps if s.closes]
        self.steps = tuple(self._read(questions, step, closing) for step in procedure.steps)
        self.by_key = {step.key: step for step in self.steps}

    @staticmethod
    def _done(questions: Questions, key: str) -> Tree:
        return questions.tree(lambda facts: facts.done(key))

    def _read(self, questions: Questions, step: Step[Any], closing: list[Tree]) -> ReadStep:
        def holds(guard: Rule) -> Tree:
            return questions.tree(lambda facts: guard(facts) is None)

        barred = [] if step.after_close else list(closing)
        if not step.repeatable:
            barred.append(self._done(questions, step.key))
        awaited = [
            (self._done(questions, key), questions.tree(self.procedure.step(key).is_required))
            for key in step.after
        ]
        guards = [holds(guard) for guard in step.guards]

        def may(written: Callable[[Tree], str]) -> str:
            conditions = (
                *(f"not {written(tree)}" for tree in barred),
                *(f"({written(done)} or not {written(due)})" for done, due in awaited),
                *(written(tree) for tree in guards),
            )
            return f"bool({' and '.join(conditions) or 'True'})"

        return ReadStep(step.key, compiled(may))

    def allowed(self, bits: int, values: Mapping[str, object]) -> Iterable[str]:
        """Yield the steps that may be taken."""
        return (step.key for step in self.steps if step.allows(bits, values))
