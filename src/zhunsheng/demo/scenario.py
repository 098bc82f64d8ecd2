"""Scenarios: how much of what happens in a demo year; figures are data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from zhunsheng.kernel.act import SHANGHAI

YEAR = 2025
PINNED_NOW = datetime(2026, 1, 15, 10, 0, tzinfo=SHANGHAI)


class UnknownScenario(LookupError):
    """No scenario has that name; carries the names that exist."""


class BrokenScenario(ValueError):
    """A file is no scenario: unreadable, or a key is missing, unknown or of the wrong kind."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the annual plan: sector, how many key units, visits to each."""

    label: str
    sector: str
    units: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """
    What happens in the year; counts are of records, amounts are in fen.

    ``stated`` are figures that the report behind the scenario states, by key of the statistics
    room; tests compare them. ``invented`` names what was made up because the report is silent.
    """

    name: str
    title: str
    streets: int
    officers: int
    reviewers: int
    entities: int
    plan_parts: tuple[Part, ...]
    planned_visits: int
    own_draw_units: int
    joint_draw_units: int
    service_visits: int
    orders: int
    findings: int
    summary_cases: int
    ordinary_cases: int
    no_penalty_cases: int
    summary_fines: int
    ordinary_fines: int
    hearings: int
    open_matters: bool
    stated: Mapping[str, int]
    invented: Mapping[str, str]

    @property
    def inspections(self) -> int:
        """How many enforcement visits there are."""
        return self.planned_visits + self.own_draw_units + self.joint_draw_units


def names() -> list[str]:
    """Return the names of all scenarios."""
    folder = files("zhunsheng.demo") / "data"
    return sorted(
        e.name.removesuffix(".yaml") for e in folder.iterdir() if e.name.endswith(".yaml")
    )


def load(name: str) -> Scenario:
    """
    Return a scenario by its name, or by the path of a file of its own (``….yaml``).

    :raises UnknownScenario: if there is none of that name
    :raises BrokenScenario: if its file is none
    """
    own = Path(name)
    if own.suffix == ".yaml" and own.is_file():
        try:
            return read(own.stem, own.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise BrokenScenario(f"{name}: {error}") from error
    if name not in names():
        raise UnknownScenario(name)
    return read(name, (files("zhunsheng.demo") / "data" / f"{name}.yaml").read_text("utf-8"))


def read(name: str, text: str) -> Scenario:
    """
    Read a scenario.

    :raises BrokenScenario: if a key is missing, unknown or of the wrong kind
    """
    found: Any = yaml.safe_load(text)
    row: dict[str, Any] = found if isinstance(found, dict) else {}
    expected = {field.name for field in fields(Scenario)} - {"name"}
    if expected != set(row):
        raise BrokenScenario(f"{name}: {sorted(expected ^ set(row))}")
    counts = [field.name for field in fields(Scenario) if field.type == "int"]
    wrong = [key for key in counts if type(row[key]) is not int or row[key] < 0]
    try:
        row["plan_parts"] = tuple(Part(**part) for part in row["plan_parts"])
    except TypeError:
        wrong.append("plan_parts")
    if wrong:
        raise BrokenScenario(f"{name}: {wrong}")
    return Scenario(name=name, **row)
