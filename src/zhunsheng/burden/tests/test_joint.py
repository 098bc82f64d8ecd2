"""Joint visits: the greedy plan, its bound, the optimum; nothing beyond days and forces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhunsheng.burden.rules import Due, JointPlan, dues_findings, least_days, plan_greedily
from zhunsheng.burden.rules.exact import plan, plan_exactly

DAY = date(2026, 3, 2)
DAYS = tuple(DAY + timedelta(days=n) for n in range(4))
WHO = ("应急", "消防", "市监")


def due(unit: str, who: str, first: int = 0, last: int = 3) -> Due:
    return Due(unit, who, DAYS[first], DAYS[last])


@st.composite
def dues(draw: st.DrawFn) -> list[Due]:
    found = []
    for unit in range(draw(st.integers(1, 4))):
        for who in draw(st.sets(st.sampled_from(WHO), min_size=1)):
            first = draw(st.integers(0, 3))
            found.append(due(f"单位{unit}", who, first, draw(st.integers(first, 3))))
    return found


def holds(found: JointPlan, wanted: Sequence[Due], capacity: dict[str, int]) -> None:
    """Each due is served once within its days or named as left; nobody works beyond the forces."""
    served = {(v.unit, who): v.day for v in found.visits for who in v.departments}
    for one in wanted:
        day = served.get((one.unit, one.department))
        assert (day is None) == (one in found.left)
        assert day is None or one.first <= day <= one.last
    load = Counter((who, v.day) for v in found.visits for who in v.departments)
    assert all(count <= capacity[who] for (who, _), count in load.items())
    assert len(found.visits) <= found.apart - len(found.left)


class TestPlan:
    """国办发〔2024〕54号: what can be merged is inspected together."""

    def test_merges_what_may_be_done_on_one_day(self):
        found = plan_greedily(
            [due("甲", "应急"), due("甲", "消防", 2, 3)], DAYS, {"应急": 1, "消防": 1}
        )
        assert [(v.day, v.departments) for v in found.visits] == [(DAYS[3], ("应急", "消防"))]
        assert (found.apart, found.saved, found.is_proven) == (2, 1, True)

    def test_names_what_no_day_is_left_for(self):
        wanted = [due("甲", "应急", 0, 0), due("乙", "应急", 0, 0)]
        found = plan_greedily(wanted, DAYS, {"应急": 1})
        assert (len(found.visits), [one.unit for one in found.left]) == (1, ["甲"])
        assert (found.saved, found.is_proven) == (0, False)

    @given(dues(), st.integers(1, 2))
    @settings(max_examples=60, deadline=None)
    def test_keeps_to_days_and_forces(self, wanted: list[Due], most: int):
        capacity = dict.fromkeys(WHO, most)
        found = plan_greedily(wanted, DAYS, capacity)
        holds(found, wanted, capacity)
        assert found.left or found.bound <= len(found.visits)

    def test_counts_the_least_days_that_meet_all_windows(self):
        windows = [(DAYS[0], DAYS[1]), (DAYS[1], DAYS[2]), (DAYS[3], DAYS[3])]
        assert least_days(windows) == 2
        assert least_days([]) == 0


class TestOptimum:
    def test_beats_the_greedy_plan_where_that_is_not_the_least(self):
        pytest.importorskip("ortools", reason="the optional extra zhunsheng[solver]")
        wanted = [due(u, w, f, t) for u, w, f, t in TIGHT]
        capacity = {"应急": 1, "消防": 1, "市监": 1}
        greedy = plan_greedily(wanted, DAYS, capacity)
        best = plan_exactly(wanted, DAYS, capacity, start=greedy)
        holds(best, wanted, capacity)
        assert best.is_proven
        assert (len(greedy.left), len(greedy.visits)) == (1, 2)
        assert (len(best.left), len(best.visits)) == (0, 4)

    def test_is_not_searched_where_the_bound_is_met(self):
        found = plan([due("甲", "应急")], DAYS, {"应急": 1})
        assert (len(found.visits), found.is_proven) == (1, True)


#: The greedy plan leaves one due: it takes the last day of 甲 away for 丙.
TIGHT = (
    ("甲", "应急", 2, 2),
    ("乙", "消防", 0, 2),
    ("乙", "应急", 0, 2),
    ("丙", "市监", 2, 2),
    ("丙", "应急", 0, 2),
)


@pytest.mark.parametrize(
    ("wanted", "days", "capacity", "code"),
    [
        ([], DAYS, {}, "burden.joint.empty"),
        ([due("甲", "应急")], (), {"应急": 1}, "burden.joint.no_days"),
        ([due("甲", "应急")], DAYS, {"应急": 0}, "burden.joint.capacity"),
    ],
)
def test_a_plan_of_nothing_is_refused(
    wanted: list[Due], days: tuple[date, ...], capacity: dict[str, int], code: str
):
    assert [one.code for one in dues_findings(wanted, days, capacity)] == [code]
