"""Takes one guard, or one awaited step, out of a declared procedure before the tests begin."""

from __future__ import annotations

import os
from dataclasses import replace
from importlib import import_module
from typing import Any

#: Module, name of the procedure in it, folder of the room's tests.
PROCEDURES = (
    ("zhunsheng.cases.procedure", "PENALTY_ORDINARY", "cases"),
    ("zhunsheng.cases.procedure", "PENALTY_SUMMARY", "cases"),
    ("zhunsheng.inspection.procedure", "INSPECTION", "inspection"),
    ("zhunsheng.planning.procedure", "ANNUAL_PLAN", "planning"),
    ("zhunsheng.draw.procedure", "RANDOM_DRAW", "draw"),
    ("zhunsheng.publication.procedure", "PUBLICATION", "publication"),
    ("zhunsheng.remedies.procedure", "RECONSIDERATION", "remedies"),
    ("zhunsheng.remedies.procedure", "LITIGATION", "remedies"),
    ("zhunsheng.credit.procedure", "CREDIT_RECORD", "credit"),
)
CHOSEN = "ZHUNSHENG_MUTATE"


def procedure_of(module: str, name: str) -> Any:
    """Return a declared procedure."""
    return getattr(import_module(module), name)


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


def pytest_configure() -> None:
    """Take out what the environment names."""
    module, name, key, part, index = os.environ[CHOSEN].split("|")
    without(procedure_of(module, name), key, part, int(index))
