"""The room's data: fields of the template, emerging sectors by version, the formula of risk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zhunsheng.registry.choices import CreditGrade, RiskClass, Sector, StandardGrade
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.registry.rules import Field, FieldKind, Outline, RiskFormula


def _data(name: str) -> Any:  # noqa: ANN401  # YAML
    return yaml.safe_load(files("zhunsheng.registry").joinpath("data", name).read_text("utf-8"))


@cache
def fields() -> Mapping[str, Field]:
    """Return the further facts of an entity by key, in the order of the template."""
    found = (
        Field(
            row["key"],
            row["zh"],
            group["group"],
            FieldKind(row["kind"]),
            tuple(row.get("choices", ())),
        )
        for group in _data("fields.yaml")
        for row in group["fields"]
    )
    return {field.key: field for field in found}


#: A field of the group that holds licences and grades.
_LICENCE = "safety_licence"
#: How the keys of the days end on which a licence or grade runs out.
_UNTIL = "_until"


def licence_lines(row: BusinessEntity, *, on: date) -> tuple[tuple[str, str, bool], ...]:
    """Return the licences and grades that were filled in: heading, text, whether it ran out."""
    group = fields()[_LICENCE].group
    return tuple(
        (field.heading, said, key.endswith(_UNTIL) and said < on.isoformat())
        for key, field in fields().items()
        if field.group == group and (said := row.particulars.get(key, ""))
    )


@dataclass(frozen=True, slots=True)
class EmergingSector:
    """A new kind of business, and the department that leads its supervision."""

    key: str
    label: str
    lead: str


@dataclass(frozen=True, slots=True)
class EmergingSectors:
    """The sectors of one version, by key; ``since`` is the day from which it holds."""

    since: date
    verified: bool
    source: str
    sectors: Mapping[str, EmergingSector]


@cache
def _versions() -> tuple[EmergingSectors, ...]:
    return tuple(
        EmergingSectors(
            version["since"],
            version["verified"],
            version["source"],
            {s["key"]: EmergingSector(s["key"], s["zh"], s["lead"]) for s in version["sectors"]},
        )
        for version in sorted(_data("emerging_sectors.yaml"), key=lambda one: one["since"])
    )


def emerging_sectors(*, on: date) -> EmergingSectors:
    """Return the version of a day; the first one for days before it."""
    return next((one for one in reversed(_versions()) if one.since <= on), _versions()[0])


@cache
def risk_formula() -> RiskFormula:
    """Return the formula of the risk class."""
    row = _data("risk_formula.yaml")
    return RiskFormula(
        since=row["since"],
        verified=row["verified"],
        source=row["source"],
        sectors={Sector(key): points for key, points in row["sectors"].items()},
        grades={StandardGrade(key): points for key, points in row["grades"].items()},
        credit={CreditGrade(key): points for key, points in row["credit"].items()},
        hazard_source=row["hazard_source"],
        employees=tuple((one["least"], one["points"]) for one in row["employees"]),
        factors=tuple((one["key"], one["zh"], one["points"]) for one in row["factors"]),
        classes=tuple((one["least"], RiskClass(one["class"])) for one in row["classes"]),
    )


@cache
def outlines(division: str) -> tuple[Outline, ...]:
    """Return the outlines of the parts of a division, nothing where none was entered."""
    return tuple(
        Outline(row["name"], tuple((Decimal(e), Decimal(n)) for e, n in row["border"]))
        for row in _data("outlines.yaml").get(division, ())
    )
