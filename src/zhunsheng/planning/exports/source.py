"""What the paper of a plan is filled from: the record, and the wording of data/paper.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.documents.rendering import Heading
from zhunsheng.planning import queries, rules
from zhunsheng.planning.choices import PartKind, PlanStep
from zhunsheng.planning.models import AnnualPlan, PlanAct, PlanPart, PlanUnit
from zhunsheng.planning.rules import Arithmetic, PlanFacts

_WORDS = Path(__file__).parents[1] / "data" / "paper.yaml"


@cache
def words() -> dict[str, Any]:
    """Return the wording of the paper."""
    read: dict[str, Any] = yaml.safe_load(_WORDS.read_text("utf-8"))
    return read


def heading(key: str, *, level: int = 1) -> Heading:
    """Return a heading of the paper."""
    return Heading(words()["headings"][key], level)


@dataclass(frozen=True, slots=True)
class Source:
    """What the paper is filled from."""

    plan: AnnualPlan
    bureau: str
    government: str
    facts: PlanFacts
    sums: Arithmetic
    parts: list[PlanPart]
    units: list[PlanUnit]
    acts: list[PlanAct]
    dated: date

    @property
    def lines(self) -> tuple[tuple[PlanPart, rules.PlanPart, int, tuple[int, ...]], ...]:
        """Each part as record and as fact, with its officer-days and its visits by month."""
        days, months = rules.part_days(self.facts), rules.plan_by_month(self.facts)
        return tuple(zip(self.parts, self.facts.parts, days, months, strict=True))

    def lines_of(
        self, kind: PartKind
    ) -> tuple[tuple[PlanPart, rules.PlanPart, int, tuple[int, ...]], ...]:
        """Return the lines of one kind that are no special campaign."""
        return tuple(line for line in self.lines if line[1].kind is kind and not line[1].is_special)

    @property
    def approval(self) -> queries.Approval | None:
        """The approval of the government, if it was given."""
        return queries.approval_among(self.acts)

    def act(self, step: PlanStep) -> PlanAct | None:
        """Return the act of a step that still stands, or nothing."""
        done = {act.sequence for act in self.facts.acts if act.step == step.value}
        return next((act for act in self.acts if act.sequence in done), None)


def source_of(viewer: Scope, plan: AnnualPlan) -> Source:
    """Read all that the paper of a plan says."""
    acts = queries.acts_of(viewer, plan)
    day = acts[-1].on if acts else date(plan.year, 1, 1)
    facts = queries.facts_of(viewer, plan, on=day)
    bureau = accounts.bureau(viewer)
    return Source(
        plan=plan,
        bureau=bureau.name,
        government=bureau.government,
        facts=facts,
        sums=rules.arithmetic(facts),
        parts=queries.parts_of(viewer, plan),
        units=queries.units_of(viewer, plan),
        acts=acts,
        dated=day,
    )
