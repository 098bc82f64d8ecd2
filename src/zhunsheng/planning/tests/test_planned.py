"""What the plan in force says of units and campaigns, and the approvals that follow it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zhunsheng.inspection import services as inspections
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.rules import InspectionRequest, PlannedVisits
from zhunsheng.journal.models import Event
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.planning import queries, services
from zhunsheng.planning.choices import KeyCriterion, PartKind
from zhunsheng.planning.services import PartDraft, UnitDraft
from zhunsheng.planning.tests.builders import (
    DAY,
    PAPER,
    approve,
    ctx,
    entities,
    filled,
    found,
    submitted,
)
from zhunsheng.registry.choices import Sector

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bureau():
    found()


class TestPlannedUnits:
    def test_stand_in_a_part_that_inspects_by_name_of_the_plan_in_force(self):
        """安全生产法 62: inspections follow the yearly plan; general units are drawn."""
        ids = entities(3)
        submitted(ids[:2])
        read = ctx("read")
        asked = [(one, "") for one in ids]
        assert queries.planned_visits(read, 2025, asked) == {}
        plan = queries.plan(read, 2025)
        assert plan is not None
        services.approve_plan(
            ctx=ctx("approve"),
            plan=plan.id,
            approval_number="示政函〔2025〕3号",
            scan=PAPER,
            on=DAY,
        )
        twice = PlannedVisits(per_unit=2, months=(4, 9))
        assert queries.planned_visits(read, 2025, asked) == {(one, ""): twice for one in ids[:2]}
        assert queries.planned_visits(read, 2024, asked) == {}
        request = InspectionRequest(ids[2], (), BasisKind.PLAN, items="安全生产情况")
        before = Event.objects.count(), Inspection.objects.of(read).count()
        with pytest.raises(StepRefused) as refusal:
            inspections.approve_inspections(ctx=ctx("visit"), requests=(request,), on=DAY)
        told = [one.code for one in refusal.value.findings]
        assert "inspection.basis.outside_plan" in told
        assert (Event.objects.count(), Inspection.objects.of(read).count()) == before


class TestPlannedVisits:
    def test_of_a_campaign_are_its_own_number_and_months(self):
        """应急〔2025〕11号: the plan says how many visits a special campaign has, and when."""
        ids = entities(4)
        plan = filled(ids)
        draft = PartDraft(3, "示例行动", PartKind.GENERAL, 5, 2, months=(4,), special_ground="示例")
        services.set_part(ctx=ctx("special"), plan=plan.id, part=draft, on=DAY)
        services.submit_plan(ctx=ctx("submit"), plan=plan.id, on=DAY)
        services.approve_plan(
            ctx=ctx("approve"),
            plan=plan.id,
            approval_number="示政函〔2025〕3号",
            scan=PAPER,
            on=DAY,
        )
        asked = [(ids[0], "示例行动"), (ids[0], "别的行动"), (ids[0], "")]
        assert queries.planned_visits(ctx("read"), 2025, asked) == {
            (ids[0], "示例行动"): PlannedVisits(per_unit=2, months=(4,), total=10),
            (ids[0], ""): PlannedVisits(per_unit=2, months=(4, 9)),
        }

    def test_of_a_key_unit_in_the_list_of_a_campaign_are_those_of_each_part(self):
        """应急〔2025〕11号: a key unit may be covered by a special campaign as well."""
        ids = entities(3)
        plan = filled(ids[:2])
        draft = PartDraft(3, "点名行动", PartKind.KEY, 2, months=(6,), special_ground="示例")
        services.set_part(ctx=ctx("special"), plan=plan.id, part=draft, on=DAY)
        named = tuple(UnitDraft(one, (KeyCriterion.HIGHER_RISK,)) for one in ids[1:])
        services.add_units(ctx=ctx("named"), plan=plan.id, part=3, units=named, on=DAY)
        approve(services.submit_plan(ctx=ctx("submit"), plan=plan.id, on=DAY), "approve")
        asked = [(one, name) for one in ids[:2] for name in ("", "点名行动")]
        own = PlannedVisits(per_unit=2, months=(4, 9))
        assert queries.planned_visits(ctx("read"), 2025, asked) == {
            (ids[0], ""): own,
            (ids[1], ""): own,
            (ids[1], "点名行动"): PlannedVisits(per_unit=1, months=(6,), total=2),
        }
        assert len(queries.key_units(ctx("read"), 2025)) == 3

    def test_of_a_campaign_are_of_the_units_alone_that_it_covers(self):
        """安全生产法 62, 应急〔2025〕11号: a campaign inspects its list, or else its sector."""
        ids = entities(4)
        plan = filled(ids[:3])
        covered = PartDraft(3, "化工行动", PartKind.GENERAL, 5, months=(4,), special_ground="示例")
        other = replace(covered, number=4, label="烟花爆竹节前检查", sector=Sector.FIREWORKS)
        listed = replace(covered, number=5, label="点名行动", kind=PartKind.KEY, unit_count=1)
        drafts = (replace(covered, sector=Sector.HAZCHEM_PRODUCTION), other, listed)
        for draft in drafts:
            services.set_part(ctx=ctx(draft.label), plan=plan.id, part=draft, on=DAY)
        named = (UnitDraft(ids[3], (KeyCriterion.HIGHER_RISK,), (4,)),)
        services.add_units(ctx=ctx("named"), plan=plan.id, part=5, units=named, on=DAY)
        approve(services.submit_plan(ctx=ctx("submit"), plan=plan.id, on=DAY), "approve")
        names = ("化工行动", "烟花爆竹节前检查", "点名行动")
        asked = [(one, name) for one in (ids[0], ids[3]) for name in names]
        found = queries.planned_visits(ctx("read"), 2025, asked)
        assert set(found) == {(ids[0], "化工行动"), (ids[3], "化工行动"), (ids[3], "点名行动")}
        before = Event.objects.count()
        for number, name in enumerate(("烟花爆竹节前检查", "点名行动")):
            request = InspectionRequest(
                ids[0], (), BasisKind.CAMPAIGN, campaign=name, items="安全生产情况"
            )
            with pytest.raises(StepRefused) as refusal:
                inspections.approve_inspections(
                    ctx=ctx(f"visit{number}"), requests=(request,), on=DAY
                )
            told = [one.code for one in refusal.value.findings]
            assert "inspection.plan.campaign_other_unit" in told
        assert Event.objects.count() == before
        assert not Inspection.objects.of(ctx("read")).exists()
