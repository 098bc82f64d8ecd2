"""
Small changes of a source that some test must notice: read from its syntax, one at a time.

A change is known by its place and its text and not by a line number, so that it keeps its name
while the file grows. What has no bearing on law is left alone: texts, annotations, decorators.
"""

from __future__ import annotations

import ast
import copy
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCE: Final = ROOT / "src" / "zhunsheng"

_COMPARED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED: Final[dict[type[ast.operator], type[ast.operator]]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}
#: Fields of a syntax tree in which nothing is changed.
_LEFT_ALONE: Final = ("annotation", "returns", "decorator_list", "type_params")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a file: in which function, what stood there, what stands there now."""

    path: str
    place: str
    before: str
    after: str
    number: int

    @property
    def key(self) -> str:
        """The name of the change, which survives what is written around it."""
        again = f" ({self.number})" if self.number else ""
        return f"{self.path}: {self.place}: {self.before} -> {self.after}{again}"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change to be tried: its name and file, its number there, or what a declaration loses."""

    key: str
    path: Path
    index: int
    declared: tuple[str, str, str, str, int] | None = None

    @property
    def state(self) -> str:
        """Digest of the file that is changed: what was found holds while it stays."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()[:16]


def files(room: str = "") -> list[Path]:
    """Return the files of rules and of procedures, of all rooms or of one."""
    found = [
        *SOURCE.glob("*/rules.py"), *SOURCE.glob("*/rules/**/*.py"),
        *SOURCE.glob("*/procedure.py"), *SOURCE.glob("*/procedure/**/*.py"),
    ]  # fmt: skip
    return sorted(path for path in found if room in ("", path.relative_to(SOURCE).parts[0]))


def changes(path: Path) -> list[Change]:
    """Return every change of a file, in the order of its text."""
    tree = ast.parse(path.read_text("utf-8"))
    seen: Counter[str] = Counter()
    found = []
    for place, node, changed in _sites(tree):
        before, after = _text(node), _text(changed(copy.deepcopy(node)))
        where = f"{place}: {before} -> {after}"
        name = str(path.relative_to(ROOT))
        found.append(Change(name, place, before, after, seen[where]))
        seen[where] += 1
    return found


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.If):
        return f"if {ast.unparse(node.test)}"
    return " ".join(ast.unparse(node).split())


def changed_tree(path: Path, index: int) -> ast.Module:
    """Return the syntax of a file with one of its changes."""
    tree = ast.parse(path.read_text("utf-8"))
    _, node, changed = list(_sites(tree))[index]
    _replaced(tree, node, changed(copy.deepcopy(node)))
    return ast.fix_missing_locations(tree)


def site_of(tree: ast.Module, index: int) -> tuple[str, ast.AST]:
    """Return the place and the part of a tree that a change is of."""
    place, node, _ = list(_sites(tree))[index]
    return place, node


Site = tuple[str, ast.AST, Callable[[ast.AST], ast.AST]]


def _sites(tree: ast.AST, place: str = "") -> Iterator[Site]:
    for name, value in ast.iter_fields(tree):
        if name in _LEFT_ALONE:
            continue
        for node in value if isinstance(value, list) else [value]:
            if not isinstance(node, ast.AST) or _is_text(node):
                continue
            own = place
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                own = f"{place}.{node.name}".lstrip(".")
            yield from ((own or "module", node, one) for one in _changes_of(node))
            yield from _sites(node, own)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changes_of(node: ast.AST) -> Iterator[Callable[[ast.AST], ast.AST]]:
    match node:
        case ast.Compare(ops=[compared]) if type(compared) in _COMPARED:
            yield lambda one: _with(one, ops=[_COMPARED[type(compared)]()])
        case ast.BoolOp(op=op):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield lambda one: _with(one, op=other)
        case ast.UnaryOp(op=ast.Not()):
            yield lambda one: one.operand  # type: ignore[attr-defined]  # matched above
        case ast.BinOp(op=counted) if type(counted) in _COUNTED:
            yield lambda one: _with(one, op=_COUNTED[type(counted)]())
        case ast.Constant(value=bool(value)):
            yield lambda one: _with(one, value=not value)
        case ast.Constant(value=int(value)):
            yield lambda one: _with(one, value=value + 1)
        case ast.If(test=ast.Name() | ast.Attribute() | ast.Call() as test):
            negated = ast.UnaryOp(ast.Not(), copy.deepcopy(test))
            yield lambda one: _with(one, test=negated)


def _with(node: ast.AST, **values: object) -> ast.AST:
    for name, value in values.items():
        setattr(node, name, value)
    return node


def _replaced(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return
            if isinstance(value, list) and any(one is old for one in value):
                setattr(parent, name, [new if one is old else one for one in value])
                return
    raise AssertionError("the place of a change is in its tree")
