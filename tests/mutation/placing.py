"""
Puts one change into the program that is loaded: into a function, a declaration or a constant.

A child of `fork` is changed and thrown away, so nothing has to be taken back. What cannot be put
in place (the body of a class, a default, what tests read while they are collected) is compiled in
memory when its module is imported, in a child in which no room is loaded yet: `Changed`.
"""

from __future__ import annotations

import ast
import gc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tests.mutation.sources import ROOT, SOURCE, changed_tree, site_of

#: A compiled function is known by its file, its name and where each of its instructions stands.
#: (Code that has run is not equal to the same code fresh: its instructions adapt themselves.)
Code = tuple[str, str, int, bytes]


def known(code: CodeType) -> Code:
    """Return what a compiled function is known by, fresh or after it has run."""
    return (code.co_filename, code.co_qualname, code.co_firstlineno, code.co_linetable)


def without(procedure: Any, key: str, part: str, index: int) -> None:
    """Take the index-th guard or awaited step (``part``) of a step out of the declaration."""
    steps = []
    for step in procedure.steps:
        if step.key == key:
            kept = list(getattr(step, part))
            del kept[index]
            step = replace(step, **{part: tuple(kept)})
        steps.append(step)
    object.__setattr__(procedure, "steps", tuple(steps))
    object.__setattr__(procedure, "_by_key", {step.key: step for step in steps})


def name_of(path: Path) -> str:
    """Return the name under which a file is imported."""
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


# --------------------------------------------------------------------------- functions


def functions() -> dict[Code, list[FunctionType]]:
    """Return every function of the program that lives, by its code: methods and closures too."""
    found: dict[Code, list[FunctionType]] = {}
    for one in gc.get_objects():
        if type(one) is FunctionType and one.__code__.co_filename.startswith(str(SOURCE)):
            found.setdefault(known(one.__code__), []).append(one)
    return found


def changed_code(path: Path, index: int) -> tuple[list[tuple[CodeType, CodeType]], list[CodeType]]:
    """
    Compile a file as it is and changed.

    :returns: pairs of codes (old, new) that differ, outermost first; of the old ones those in
        which the change stands
    """
    old = compile(path.read_text("utf-8"), str(path), "exec", dont_inherit=True)
    new = compile(changed_tree(path, index), str(path), "exec", dont_inherit=True)
    pairs = [
        (before, after)
        for before, after in zip(_codes(old), _codes(new), strict=True)
        if before != after
    ]
    return pairs, [before for before, after in pairs if _own(before) != _own(after)]


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _codes(one)


def _own(code: CodeType) -> tuple[object, ...]:
    plain = [(type(one), one) for one in code.co_consts if not isinstance(one, CodeType)]
    return code.co_code, repr(plain), code.co_names


# --------------------------------------------------------------------------- constants


def constant(path: Path, index: int) -> int | None:
    """Return the number of the statement of a module in which a constant is changed, if it is."""
    tree = ast.parse(path.read_text("utf-8"))
    _, node = site_of(tree, index)
    for number, statement in enumerate(tree.body):
        if any(one is node for one in ast.walk(statement)):
            return number if isinstance(statement, ast.Assign | ast.AnnAssign) else None
    return None


def assign_again(path: Path, index: int, first: int) -> None:
    """Compute the constants of a module again from a changed one on, for all who use them."""
    module = sys.modules[name_of(path)]
    tree = changed_tree(path, index)
    tree.body = [one for one in tree.body[first:] if isinstance(one, ast.Assign | ast.AnnAssign)]
    names, old = vars(module), dict(vars(module))
    exec(compile(tree, str(path), "exec"), names)
    for name, value in list(names.items()):
        if name in old and value is not old[name]:
            _become(name, old[name], value)


def _become(name: str, old: Any, new: Any) -> None:
    _take_over(old, new)
    for module in list(sys.modules.values()):
        if getattr(module, "__dict__", {}).get(name) is old:
            setattr(module, name, new)


def _take_over(old: Any, new: Any) -> None:
    """Give an object, which others hold, the contents of another of its kind."""
    if old is new or type(old) is not type(new):
        return
    if isinstance(old, FunctionType):
        for cell, other in zip(old.__closure__ or (), new.__closure__ or (), strict=True):
            cell.cell_contents = other.cell_contents
    for part in _parts(old):
        object.__setattr__(old, part, getattr(new, part))
    if isinstance(old, tuple) and len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            _take_over(one, other)
    elif isinstance(old, dict | set):
        old.clear()
        old.update(new)


def _parts(one: Any) -> list[str]:
    if isinstance(one, FunctionType):
        return ["__code__", "__defaults__"]
    return [field.name for field in fields(one)] if is_dataclass(one) else []


# --------------------------------------------------------------------------- while importing


class Changed(importlib.machinery.SourceFileLoader):
    """Finds and loads the one module that is changed; nothing is written to disk."""

    def __init__(self, path: Path, index: int) -> None:
        super().__init__(name_of(path), str(path))
        self.index = index

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return how the changed module is loaded; all others are found as ever."""
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def get_code(self, fullname: str) -> CodeType:
        """Compile the changed syntax; what was compiled before is not looked at."""
        return compile(changed_tree(ROOT / self.path, self.index), self.path, "exec")
