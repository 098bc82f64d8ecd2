"""The risk class by its published formula: points by factor, the class by their sum. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhunsheng.registry.choices import CreditGrade, RiskClass, Sector, StandardGrade
from zhunsheng.registry.rules.entity import LABELS, EntityFacts


@dataclass(frozen=True, slots=True)
class RiskFormula:
    """
    The formula of a day: points by sector, grade, credit class, hazard source and employees.

    ``factors`` are fields of the further facts that give points where they are above nought;
    ``classes`` and ``employees`` hold least values, highest first.
    """

    since: date
    verified: bool
    source: str
    sectors: Mapping[Sector, int]
    grades: Mapping[StandardGrade, int]
    credit: Mapping[CreditGrade, int]
    hazard_source: Mapping[str, int]
    employees: tuple[tuple[int, int], ...]
    factors: tuple[tuple[str, str, int], ...]
    classes: tuple[tuple[int, RiskClass], ...]


@dataclass(frozen=True, slots=True)
class RiskResult:
    """What the formula gives: a line for each factor that gave points, their sum, the class."""

    lines: tuple[tuple[str, int], ...]
    risk_class: RiskClass

    @property
    def points(self) -> int:
        """The sum of the points."""
        return sum(points for _, points in self.lines)


def risk_of(facts: EntityFacts, formula: RiskFormula) -> RiskResult:
    """Return the risk class that the formula gives for an entity, and how."""
    known = dict(facts.particulars)
    lines = [
        (f"行业领域：{facts.sector.label}", formula.sectors[facts.sector]),
        (f"标准化等级：{facts.standard_grade.label}", formula.grades[facts.standard_grade]),
    ]
    if facts.credit_grade is not None:
        label = f"公共信用综合评价等级：{facts.credit_grade.label}"
        lines.append((label, formula.credit.get(facts.credit_grade, 0)))
    if source := known.get("major_hazard_source"):
        lines.append((f"重大危险源：{source}", formula.hazard_source.get(source, 0)))
    people = facts.employees or 0
    given = next((points for least, points in formula.employees if people >= least), 0)
    lines.append((f"{LABELS['employees']}：{people}", given))
    for key, label, points in formula.factors:
        if int(known.get(key, "0")) > 0:
            lines.append((label, points))
    lines = [line for line in lines if line[1]]
    total = sum(points for _, points in lines)
    reached = (risk for least, risk in formula.classes if total >= least)
    return RiskResult(tuple(lines), next(reached, formula.classes[-1][1]))
