"""Walking every state that a model of a procedure can reach."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

S = TypeVar("S", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Reached(Generic[S]):
    """
    All states that were reached, and for each the act and the state that led there.

    ``acts`` counts every act that was tried in them; ``ways`` how many shortest ways lead to each.
    """

    origin: dict[S, tuple[str, S] | None]
    ways: dict[S, int]
    acts: int

    def path(self, state: S) -> list[str]:
        """Return the acts of a shortest way to the state: a counterexample to read."""
        acts: list[str] = []
        step = self.origin[state]
        while step is not None:
            acts.append(step[0])
            step = self.origin[step[1]]
        return acts[::-1]


def walk(
    start: Iterable[S],
    following: Callable[[S], Iterable[tuple[str, S]]],
    *,
    shape: Callable[[S], Hashable],
    passed: Callable[[S, S], None] = lambda _passed, _walked: None,
) -> Reached[S]:
    """
    Return one state of every shape that can be reached, breadth first.

    ``passed`` is told of every other state that is passed over, with the one of its shape.
    """
    origin: dict[S, tuple[str, S] | None] = dict.fromkeys(start)
    walked = {shape(state): state for state in origin}
    ways, acts, level = dict.fromkeys(origin, 1), 0, list(origin)
    while level:
        reached: dict[S, None] = {}
        for state in level:
            for act, after in following(state):
                acts += 1
                first = walked.setdefault(shape(after), after)
                if first is after:
                    origin[after] = (act, state)
                    ways[after] = 0
                    reached[after] = None
                elif first != after:
                    passed(after, first)
                if first in reached:
                    ways[first] += ways[state]
        level = list(reached)
    return Reached(origin, ways, acts)
