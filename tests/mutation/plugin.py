"""
Puts one change into the program before the tests begin: into a source, or into a declaration.

The environment names it. A changed source is compiled in memory when its module is imported;
nothing is written to disk, so that runs do not meet each other.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from tests.mutation.sources import ROOT, SOURCE, changed_tree

SOURCE_CHOSEN, DECLARED_CHOSEN = "ZHUNSHENG_MUTATE_SOURCE", "ZHUNSHENG_MUTATE_DECLARED"


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


class _Changed(importlib.machinery.SourceFileLoader):
    """Loads one module with a change in it."""

    index = 0

    def get_code(self, fullname: str) -> CodeType:
        """Compile the changed syntax; what was compiled before is not looked at."""
        path = Path(self.path)
        return compile(changed_tree(path, self.index), str(path), "exec")


class _Finder(importlib.abc.MetaPathFinder):
    """Finds the one module that is changed."""

    def __init__(self, path: Path, index: int) -> None:
        parts = path.relative_to(SOURCE.parent).with_suffix("").parts
        self.name = ".".join(parts).removesuffix(".__init__")
        self.path, self.index = path, index

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return how the changed module is loaded; all others are found as ever."""
        if fullname != self.name:
            return None
        loader = _Changed(fullname, str(self.path))
        loader.index = self.index
        return importlib.util.spec_from_file_location(fullname, self.path, loader=loader)


def pytest_configure() -> None:
    """Take out of a declaration what the environment names."""
    if chosen := os.environ.get(DECLARED_CHOSEN):
        module, name, key, part, index = chosen.split("|")
        without(getattr(import_module(module), name), key, part, int(index))


if _chosen := os.environ.get(SOURCE_CHOSEN):
    _path, _, _index = _chosen.partition("|")
    sys.meta_path.insert(0, _Finder(ROOT / _path, int(_index)))
