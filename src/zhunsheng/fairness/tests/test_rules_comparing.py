"""Groups that are treated otherwise are found; groups that are not raise no alarm."""

from __future__ import annotations

import hashlib

from zhunsheng.fairness.choices import Dimension
from zhunsheng.fairness.rules.chance import below, numbers, shuffled
from zhunsheng.fairness.rules.comparing import Comparison, Observation, compared, holm
from zhunsheng.fairness.tests.builders import fines


class TestChance:
    def test_is_the_digest_of_seed_and_counter(self):
        first = int.from_bytes(hashlib.sha256(b"seed:0").digest()[:8], "big")
        assert next(numbers("seed")) == first
        assert below(first, 10) == first * 10 >> 64

    def test_shuffles_by_the_order_of_the_numbers(self):
        assert shuffled([7, 8, 9], iter([30, 10, 20])) == [8, 9, 7]


class TestComparison:
    def test_finds_an_officer_who_is_harsher(self):
        found = {
            one.dimension: one
            for one in compared(fines("planted", 160, harsh=2_500), seed="s", shuffles=199)
        }
        assert {d for d, one in found.items() if one.alarm} == {Dimension.OFFICER}
        officer = found[Dimension.OFFICER]
        assert (officer.p, officer.adjusted) == ((1, 200), 4)
        assert max(officer.groups, key=lambda group: group.offset).code == "甲"

    def test_raises_no_alarm_for_another_mix_of_violations(self):
        """One street has the heavy violations alone; inside each violation nobody differs."""
        rows = [
            Observation(
                "heavy" if street == "甲" else "light",
                (8_000 if street == "甲" else 1_000) + 7 * (number % 5),
                {Dimension.STREET: (street,)},
            )
            for number in range(40)
            for street in "甲乙"
        ]
        (street,) = [one for one in compared(rows, seed="s", shuffles=99) if one.comparable]
        assert (street.exceeding, street.alarm) == (99, False)

    def test_keeps_its_claim_over_sets_without_any_bias(self):
        """At most five in a hundred sets; the long run is in tests/prove."""
        alarms = sum(
            any(one.alarm for one in compared(fines(f"fair{n}", 60), seed=f"{n}", shuffles=99))
            for n in range(30)
        )
        assert alarms <= 3

    def test_is_the_same_for_the_same_data_and_seed(self):
        rows = fines("again", 60)
        assert compared(rows, seed="a", shuffles=99) == compared(rows, seed="a", shuffles=99)

    def test_is_not_made_of_too_few_fines(self):
        assert not any(one.comparable for one in compared(fines("few", 9), seed="s"))

    def test_puts_groups_together_that_would_point_at_somebody(self):
        rows = fines("small", 40)
        rows += [Observation("s0", 10, {Dimension.STREET: (code,)}) for code in "癸壬辛"]
        street = next(one for one in compared(rows, seed="s", shuffles=19))
        assert [group.code for group in street.groups] == ["", "丁", "丙", "乙", "甲"]


class TestHolm:
    def test_weighs_the_smallest_by_all_and_never_falls(self):
        raw = zip(Dimension, (9, 4, 30, 0), strict=True)
        found = holm([Comparison(d, (), d is not Dimension.MONTH, 999, e) for d, e in raw])
        assert [one.adjusted for one in found] == [20, 15, 31, 0]
        assert [one.alarm for one in found] == [True, True, True, False]
