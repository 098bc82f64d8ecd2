"""Walking every state that a model of a procedure can reach."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

S = TypeVar("S", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Reached(Generic[S]):
    """All states that were reached, and for each the act and the state that led there."""

    origin: dict[S, tuple[str, S] | None]

    def path(self, state: S) -> list[str]:
        """Return the acts of a shortest way to the state: a counterexample to read."""
        acts: list[str] = []
        step = self.origin[state]
        while step is not None:
            acts.append(step[0])
            step = self.origin[step[1]]
        return acts[::-1]


def walk(
    start: Iterable[S], following: Callable[[S], Iterable[tuple[str, S]]], *, depth: int = 10_000
) -> Reached[S]:
    """Return every state that can be reached within ``depth`` acts, breadth first."""
    origin: dict[S, tuple[str, S] | None] = dict.fromkeys(start)
    level = list(origin)
    for _ in range(depth):
        reached = []
        for state in level:
            for act, after in following(state):
                if after not in origin:
                    origin[after] = (act, state)
                    reached.append(after)
        level = reached
        if not level:
            break
    return Reached(origin)
