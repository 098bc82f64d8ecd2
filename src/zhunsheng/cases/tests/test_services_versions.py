"""A case that began under one rule and goes on under the next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests.steps import refused
from zhunsheng.cases.tests.world import World
from zhunsheng.kernel.finding import StepRefused

pytestmark = pytest.mark.django_db
WHY = turning.ReasonDraft("情况紧急。")


@pytest.fixture
def world() -> World:
    return World()


class TestChangeOfRule:
    """应急管理部令18号 since 2026-02-01: each step by the rule of its day, what was done stays."""

    def test_lets_an_extension_of_before_stand_and_grants_none_under_the_old_rule(
        self, world: World
    ) -> None:
        begun, eve, after = date(2026, 1, 20), date(2026, 1, 30), date(2026, 2, 2)
        case = world.opened(begun)
        until = begun + timedelta(days=120)
        world.extend(case, eve, until)
        later = until + timedelta(days=10)
        codes = refused(world, lambda: world.extend(case, after, later))
        assert codes == ["extension.no_basis"]
        terms = queries.clocks(world.viewer(), case.id, on=after)
        assert [term.due for term in terms if term.key == "decision"] == [until]

    def test_counts_a_making_up_by_the_rule_of_the_day_on_which_the_inquiry_began(
        self, world: World
    ) -> None:
        begun, in_time, late = date(2026, 1, 29), date(2026, 2, 5), date(2026, 2, 6)
        case = world.clue(begun)
        services.begin_urgent_inquiry(ctx=world.act("yi", begun), case=case.id, draft=WHY, on=begun)
        draft = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))

        def open_it(on: date) -> object:
            ctx = world.act("deputy", on)
            return services.open_case(ctx=ctx, case=case.id, draft=draft, on=on)

        with pytest.raises(StepRefused) as refusal:
            open_it(late)
        assert [one.basis.instrument for one in refusal.value.findings] == ["SAWS-15"]
        [shown] = queries.clocks(world.viewer(), case.id, on=late)
        assert (shown.key, shown.due, shown.left) == ("opening", in_time, -1)
        assert (str(shown.basis), shown.verified) == ("SAWS-15:23", True)
        open_it(in_time)
        shown = queries.clocks(world.viewer(), case.id, on=in_time)[0]
        assert shown.key == "decision"
