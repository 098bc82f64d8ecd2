"""A report agrees for ever, whatever becomes of the units that it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from zhunsheng.annualreport import exports, queries
from zhunsheng.annualreport.tests.builders import compiled
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.registry import queries as registry_queries
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import EntityKind, RiskClass
from zhunsheng.statistics import queries as statistics
from zhunsheng.statistics.tests.builders import SINCE, told_year

pytestmark = pytest.mark.django_db


def test_gives_the_same_numbers_after_units_were_reclassed_merged_and_parted():
    """A unit counts as what it was on the day of the statistics, whatever it became."""
    world = told_year()
    shop = world.add_entity("示例乙商店", 21, EntityKind.SOLE_PROPRIETOR)
    row = registry_queries.entity(world.viewer(), shop)
    alike = replace(
        registry_queries.facts_of(row),
        name="示例乙商店（经营者）",
        credit_code="",
        kind=EntityKind.PERSON,
    )
    twins = [
        registry.add_entity(
            ctx=world.act(world.founder, SINCE),
            facts=replace(alike, name=f"{alike.name}{n}"),
            on=SINCE,
        ).id
        for n in range(2)
    ]
    for entity in (shop, *twins):
        world.visit(BasisKind.SUPERIOR, date(2025, 11, 3), entity=entity)
    merged: dict[str, Any] = {"kept": shop, "reason": "同一营业执照", "version": 0}
    clerk, before = partial(world.act, world.founder), date(2025, 12, 1)
    registry.merge_entities(ctx=clerk(before), duplicate=twins[0], on=before, **merged)
    report = compiled(world)
    content = exports.figures_json(report)
    said = {one["key"]: one["value"] for one in report.contents["figures"]}
    assert (said["registry.entities_b"], said["inspection.entities"]) == (5, 4)

    later = date(2026, 2, 2)
    registry.undo_merge(
        ctx=clerk(later), duplicate=twins[0], reason="经核实是两家", version=1, on=later
    )
    registry.merge_entities(ctx=clerk(later), duplicate=twins[1], on=later, **merged)
    facts = replace(registry_queries.facts_of(row), risk_class=RiskClass.D)
    registry.amend_entity(ctx=clerk(later), entity=shop, facts=facts, version=0, on=later)
    assert queries.verify(content) == []
    now = statistics.figures(world.viewer(), date(2026, 1, 1), date(2026, 12, 31), later)
    assert [now[f"registry.entities_{one}"].value for one in "bd"] == [4, 1]
