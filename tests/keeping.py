"""
Worlds that are founded once a process: what their founding wrote is written again for each test.

A test stands on a bureau with its people, which twenty acts found. The first test that asks for
it does them; every later one gets the same rows from the same statements, and a copy of what was
returned. Only what is founded before anything else in its bureau may be kept: the journal chains
each act to the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import connection

P = ParamSpec("P")
T = TypeVar("T")
Write = tuple[str, Any, bool]

#: Who changes the program between two tests (tests/mutation) has every world founded anew.
is_on = True


def kept(build: Callable[P, T]) -> Callable[P, T]:
    """Make a function that founds a world found it once for each choice of arguments."""
    known: dict[str, tuple[list[Write], T]] = {}

    @wraps(build)
    def again(*args: P.args, **kwargs: P.kwargs) -> T:
        key = repr((args, sorted(kwargs.items())))
        if key in known and is_on:
            writes, made = known[key]
            write_again(writes)
            return deepcopy(made)
        with told_writes() as writes:
            made = build(*args, **kwargs)
        known[key] = (writes, deepcopy(made))
        return made

    return again


def kept_self(build: Callable[Concatenate[Any, P], None]) -> Callable[Concatenate[Any, P], None]:
    """Make a method that founds a world by filling its own object found it once."""

    @kept
    def filled(kind: type, before: dict[str, Any], args: Any, kwargs: Any) -> dict[str, Any]:
        one: Any = object.__new__(kind)
        vars(one).update(deepcopy(before))
        build(one, *args, **kwargs)
        return dict(vars(one))

    def again(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> None:
        vars(self).update(filled(type(self), dict(vars(self)), args, kwargs))

    return again


@contextmanager
def told_writes() -> Iterator[list[Write]]:
    """Collect the statements that change rows."""
    writes: list[Write] = []

    def told(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            writes.append((sql, params, many))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(told):
        yield writes


def write_again(writes: list[Write]) -> None:
    """Do the same statements once more."""
    with connection.cursor() as cursor:
        for sql, params, many in writes:
            (cursor.executemany if many else cursor.execute)(sql, params)
