"""Reads of the pools from which the parts of a plan draw, as the register holds them."""

from __future__ import annotations

from datetime import date

from zhunsheng.accounts.records import Scope
from zhunsheng.kernel.finding import Finding
from zhunsheng.planning import rules
from zhunsheng.planning.models import AnnualPlan, PlanUnit
from zhunsheng.planning.rules import PlanFacts
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import RiskClass, Sector


def pool_of(
    scope: Scope, plan: AnnualPlan, sector: Sector | None, *, number: int | None = None, on: date
) -> dict[RiskClass, int]:
    """Return the units of a sector by risk class without those that other ordinary parts list."""
    others = PlanUnit.objects.of(scope).filter(plan=plan, part__special_ground="")
    without = others.exclude(part__number=number).values_list("entity_id", flat=True)
    return registry.counts_by_risk(scope, sector, without=list(without), on=on)


def pool_findings(
    scope: Scope, plan: AnnualPlan, facts: PlanFacts, *, on: date
) -> tuple[Finding, ...]:
    """Return why the drawn parts are not made of the units of the register; some queries each."""
    pools = {
        part.number: pool_of(scope, plan, part.sector, number=part.number, on=on)
        for part in rules.drawn_parts(facts)
    }
    whole = pool_of(scope, plan, None, on=on)
    return rules.pool_findings(facts, pools, whole=sum(whole.values()))
