"""The demo's engine: seeded, in the order of time, exact sums."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from zhunsheng.demo import names, scenario
from zhunsheng.demo.engine import Year, instant, pick, shares
from zhunsheng.demo.founding import bureau_id
from zhunsheng.kernel.days import Calendar


class TestShares:
    @given(
        count=st.integers(1, 60),
        least=st.integers(0, 50),
        width=st.integers(0, 500),
        part=st.integers(0, 1000),
        step=st.sampled_from([1, 5, 50]),
    )
    def test_sum_exactly_to_the_total_and_keep_their_bounds(self, count, least, width, part, step):
        most = least + width
        total = least * count + (most - least) * count * part // 1000
        parts = shares(total, count, least=least, most=most, seed="x", step=step)
        assert sum(parts) == total
        assert len(parts) == count
        assert least <= min(parts)
        assert max(parts) <= most

    def test_refuse_a_total_that_does_not_fit(self):
        with pytest.raises(ValueError, match="does not split"):
            shares(100, 3, least=40, most=50, seed="x")


class TestYear:
    def test_tells_stories_in_the_order_of_time_and_stops_at_the_pinned_clock(self):
        year = Year(bureau_id("x"), "x", Calendar.load(), until=instant(date(2025, 1, 31)))
        told: list[str] = []

        def story(name: str, *days: int):
            for day in days:
                yield instant(date(2025, 1 + day // 40, day % 40))
                told.append(f"{name}{day}")

        year.begin(story("a", 3, 20, 45))
        year.begin(story("b", 10, 25))
        year.run(lambda day: None)
        assert told == ["a3", "b10", "a20", "b25"]

    def test_gives_the_same_keys_to_the_same_seed(self):
        assert pick("seed", 100) == pick("seed", 100)
        assert bureau_id("a") != bureau_id("b")


class TestNames:
    def test_are_recognisably_invented_and_never_twice(self):
        made = [names.enterprise(n, "COMMERCE") for n in range(3000)]
        assert len(set(made)) == 3000
        assert all(name.startswith("示例") for name in made)
        assert len({names.person(n) for n in range(600)}) == 600

    def test_carry_credit_codes_with_right_check_digits_of_the_example_division(self):
        codes = [names.credit_code(n) for n in range(3000)]
        assert len(set(codes)) == 3000
        assert all(uscc.is_valid(code) and code.startswith("91999901EXAM") for code in codes)


class TestScenario:
    @pytest.mark.parametrize("name", scenario.names())
    def test_loads_and_adds_up(self, name):
        found = scenario.load(name)
        cases = found.summary_cases + found.ordinary_cases + found.no_penalty_cases
        assert cases <= found.orders <= found.inspections
        assert found.findings >= found.orders

    def test_is_refused_when_unknown(self):
        with pytest.raises(scenario.UnknownScenario):
            scenario.load("nope")
