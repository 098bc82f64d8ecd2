"""Numbers that no plan has are refused with a sentence, and nothing is written."""

from __future__ import annotations

from typing import Any

import pytest

from zhunsheng.planning import queries, services
from zhunsheng.planning.choices import DayItem, KeyCriterion
from zhunsheng.planning.services import UnitDraft
from zhunsheng.planning.tests.builders import DAY, ctx, drafted, entities, filled, found, part
from zhunsheng.planning.tests.test_services import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bureau():
    found()


class TestPlan:
    """安全生产法62、编制办法8: a plan is of a year, and its sums are of real days."""

    @pytest.mark.parametrize("year", [9999, 10**6, 1900, 0, -5])
    def test_is_of_a_year_that_is_planned_for(self, year: int):
        assert refused(lambda: drafted(year)) == ["plan.bounds.year"]

    @pytest.mark.parametrize("days", [-1, 10**30, 2**63])
    def test_has_days_that_can_be(self, days: int):
        plan = drafted()

        def act():
            services.set_days(ctx=ctx("d"), plan=plan.id, days=((DayItem.O1, days),), on=DAY)

        assert refused(act) == ["plan.bounds.number"]

    @pytest.mark.parametrize(
        "changes", [{"visits_per_unit": -1}, {"visits_per_unit": 10**12}, {"cap": 0}, {"days": -1}]
    )
    def test_has_parts_that_can_be(self, changes: dict[str, Any]):
        plan = drafted()
        assert refused(lambda: part(plan, 1, 5, **changes)) == ["plan.bounds.number"]

    @pytest.mark.parametrize(
        "days", [((DayItem.O1, 50_000),), ((DayItem.O1, 2000), (DayItem.X1, 2000))]
    )
    def test_has_no_more_days_than_its_officers(self, days: tuple[tuple[DayItem, int], ...]):
        """编制办法 8: S = D × N; ten officers have no 3,661 days."""
        plan = drafted()

        def act():
            services.set_days(ctx=ctx("d"), plan=plan.id, days=days, on=DAY)

        assert refused(act) == ["plan.bounds.days"]
        assert refused(lambda: part(plan, 1, 5, days=50_000)) == ["plan.bounds.days"]

    @pytest.mark.parametrize("units", [-5, 10**12])
    def test_has_units_that_can_be(self, units: int):
        plan = drafted()
        assert refused(lambda: part(plan, 1, units)) == ["plan.bounds.number"]

    @pytest.mark.parametrize("months", [(13,), (0,), (4, 4)])
    def test_has_months_of_the_year(self, months: tuple[int, ...]):
        plan = part(drafted(), 1, 1)
        unit = UnitDraft(entities(1)[0], (KeyCriterion.HIGHER_RISK,), months)

        def act():
            services.add_units(ctx=ctx("u"), plan=plan.id, part=1, units=(unit,), on=DAY)

        assert refused(act) == ["plan.bounds.months"]

    def test_numbers_its_parts_without_gaps(self):
        plan = filled(entities(4))
        assert refused(lambda: part(plan, 4, 1)) == ["plan.part.gap"]
        part(plan, 3, 1, label="工贸")
        services.remove_part(ctx=ctx("remove"), plan=plan.id, number=1, on=DAY)
        parts = queries.parts_of(ctx("read"), plan)
        assert [(one.number, one.label) for one in parts] == [(1, "商贸"), (2, "工贸")]

    def test_of_a_campaign_of_key_units_is_not_submitted_without_their_list(self):
        """编制办法: key units are named one by one."""
        plan = filled(entities(4))
        part(plan, 3, 1, label="示例行动", months=(4,), special_ground="示例")

        def act():
            services.submit_plan(ctx=ctx("s"), plan=plan.id, on=DAY)

        assert refused(act) == ["plan.list.none"]
