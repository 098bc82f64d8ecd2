"""The draw's claim: exact values, equal chances, nothing undrawable, and what hinders a draw."""

from __future__ import annotations

import doctest
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations, permutations
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.draw import rules
from zhunsheng.draw.choices import ChangeGround, CreditStanding, SeedMethod
from zhunsheng.draw.rules import (
    Load,
    OfficerChange,
    PairCount,
    Recusal,
    seeds,
    tickets,
)
from zhunsheng.draw.rules import (
    pool as pools,
)
from zhunsheng.draw.tests.builders import (
    DAY,
    GIVEN,
    RATES,
    pool,
)
from zhunsheng.kernel.canonical import plain

U1, U2, O1, O2, O3 = (UUID(int=n) for n in range(1, 6))


def seed(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def chi_square(found: Mapping[Any, int], expected: float) -> float:
    return sum((count - expected) ** 2 / expected for count in found.values())


def unit(number: int, risk: str, credit: str = "GOOD") -> rules.PoolUnit:
    return rules.PoolUnit(f"u{number}", f"单位{number}", "", risk, credit)


class TestTickets:
    @pytest.mark.parametrize(("module", "examples"), [(tickets, 5), (seeds, 4), (pools, 1)])
    def test_have_the_exact_values_of_their_docstrings(self, module, examples):
        found = doctest.testmod(module)
        assert (found.failed, found.attempted >= examples) == (0, True)

    def test_are_plain_sha256_that_anybody_can_recompute(self):
        text = "0" * 64 + "u1" + "o1" + "o2"
        assert rules.pair_ticket("0" * 64, "u1", "o2", "o1") == (
            hashlib.sha256(text.encode()).hexdigest()
        )

    def test_change_with_the_pool(self):
        other = replace(pool(), units_to_draw=1)
        method = SeedMethod.COMMITMENTS
        assert rules.pool_hash(pool()) != rules.pool_hash(other)
        assert rules.seed_of(method, GIVEN, rules.pool_hash(pool())) != (
            rules.seed_of(method, GIVEN, rules.pool_hash(other))
        )


def ordered(order: tuple[int, ...]) -> str:
    """Return a stand-in for SHA-256 that gives the units tickets in this order."""
    return "".join(map(str, order))


class TestUnits:
    @pytest.mark.parametrize(("size", "count"), [(3, 1), (4, 2), (5, 2), (6, 3)])
    def test_have_exactly_the_same_chance_over_all_orders_of_tickets(
        self, size, count, monkeypatch
    ):
        """Whatever order the tickets come in, each set of units is drawn equally often."""
        units = [f"u{n}" for n in range(size)]
        drawn: Counter[str] = Counter()
        sets: Counter[tuple[str, ...]] = Counter()
        orders = list(permutations(range(size)))

        class Placed:
            def __init__(self, data: bytes) -> None:
                order, _, number = data.decode().partition("u")
                self.place = order.index(number)

            def digest(self) -> bytes:
                return bytes([self.place])

        monkeypatch.setattr("zhunsheng.draw.rules.tickets.hashlib.sha256", Placed)
        for order in orders:
            won = [one for _, one in rules.smallest(ordered(order), units, count)]
            drawn.update(won)
            sets[tuple(sorted(won))] += 1
        assert set(drawn.values()) == {len(orders) * count // size}
        assert len(sets) == len(list(combinations(units, count)))
        assert len(set(sets.values())) == 1

    def test_are_drawn_evenly_by_many_seeds(self):
        made = pool(units=40, count=4)
        found: Counter[str] = Counter()
        for number in range(2000):
            found.update(
                one for _, one in rules.drawn_units(made.strata, rules.ids_of(made), seed(number))
            )
        assert len(found) == 40
        # 39 degrees of freedom: beyond 72.05 in one of a thousand fair draws.
        assert chi_square(found, 2000 * 4 / 40) < 72.05

    def test_do_not_depend_on_the_order_of_the_pool(self):
        made = pool()
        turned = replace(made, units=tuple(reversed(made.units)))
        assert rules.outcome(made, seed(1), DAY) == rules.outcome(turned, seed(1), DAY)


class TestStrata:
    """国发〔2019〕5号: rates by risk and by credit class, published beforehand."""

    def test_round_up_so_that_no_unit_is_undrawable(self):
        units = (unit(1, "A"), *(unit(n, "D", "SERIOUS") for n in range(2, 7)))
        found = rules.strata_of(units, RATES)
        assert [(one.rate, one.units, one.to_draw) for one in found] == [(2, 1, 1), (40, 5, 2)]
        assert all(1 <= one.to_draw <= one.units for one in found)

    @pytest.mark.parametrize("count", [1, 2, 49, 50, 51, 99, 100, 101, 4_999])
    def test_draw_one_at_least_and_all_at_most_at_any_rate(self, count):
        for rate in range(1, 101):
            assert 1 <= rules.share(count, rate) <= count
        assert rules.share(count, 100) == count

    def test_are_drawn_each_by_its_own_number_and_evenly(self):
        units = tuple(unit(n, "AB"[n % 2]) for n in range(40))
        strata = (rules.Stratum("A", "GOOD", 10, 20, 2), rules.Stratum("B", "GOOD", 20, 20, 4))
        made = replace(pool(), units=units, strata=strata, units_to_draw=6)
        found: Counter[str] = Counter()
        for number in range(1500):
            won = rules.drawn_units(made.strata, rules.ids_of(made), seed(number))
            assert won == sorted(won)
            classes = Counter("AB"[int(one[1:]) % 2] for _, one in won)
            assert classes == {"A": 2, "B": 4}
            found.update(one for _, one in won)
        assert len(found) == 40
        for number in (0, 1):
            of_one = {k: v for k, v in found.items() if int(k[1:]) % 2 == number}
            # 19 degrees of freedom: beyond 43.82 in one of a thousand.
            assert chi_square(of_one, 1500 * (2, 4)[number] / 20) < 43.82

    def test_never_draw_a_graver_class_at_a_lower_rate(self):
        order = [one.value for one in CreditStanding]
        for risk in "ABCD":
            rates = [RATES.of(risk, credit) for credit in order]
            assert rates == sorted(rates)


class TestPairs:
    def test_occur_all_and_evenly(self):
        officers = [f"o{n}" for n in range(6)]
        made = pool(staff=6)
        found = Counter(
            rules.drawn_pair(seed(n), "u", officers, pool=made, load=Load.before(made))[:2]
            for n in range(3000)
        )
        assert set(found) == set(combinations(officers, 2))
        # 14 degrees of freedom: beyond 36.12 in one of a thousand.
        assert chi_square(found, 3000 / 15) < 36.12

    def test_leave_out_who_is_recused_for_the_unit_only(self):
        made = pool(units=6, staff=3, count=6, recusals=(Recusal("o1", "u2"),))
        for number in range(30):
            by_unit = {d.unit: d.officers for d in rules.outcome(made, seed(number), DAY)}
            assert by_unit["u2"] == ("o2", "o3")
        everybody = {
            o
            for n in range(30)
            for d in rules.outcome(made, seed(n), DAY)
            for o in d.officers
            if d.unit == "u1"
        }
        assert everybody == {"o1", "o2", "o3"}

    def test_leave_out_whose_credential_ends_before_the_visits_do(self):
        """行政处罚法 42: who inspects has a credential on the day of the visit."""
        made = pool(staff=3)
        ended = replace(made.officers[0], valid_until=date(2025, 6, 29))
        made = replace(made, officers=(ended, *made.officers[1:]))
        assert rules.certified(made, DAY) == ("o2", "o3")
        assert {d.officers for d in rules.outcome(made, seed(1), DAY)} == {("o2", "o3")}

    def test_pass_over_who_reached_the_limit_as_long_as_two_others_remain(self):
        made = pool(units=6, staff=4, count=6, most_per_officer=2)
        for number in range(50):
            load: Counter[str] = Counter()
            for drawn in rules.outcome(made, seed(number), DAY):
                free = [o.id for o in made.officers if load[o.id] < 2]
                assert set(drawn.officers) <= set(free) or len(free) < 2
                load.update(drawn.officers)

    def test_do_not_repeat_beyond_the_set_number_earlier_draws_counted(self):
        earlier = (PairCount("o1", "o2", 1), PairCount("o1", "o3", 2))
        made = pool(units=5, staff=4, count=5, most_per_pair=2, earlier_pairs=earlier)
        for number in range(50):
            sent = Counter(d.officers for d in rules.outcome(made, seed(number), DAY))
            assert sent["o1", "o3"] == 0
            assert sent["o1", "o2"] <= 1
            assert max(sent.values()) <= 2

    def test_repeat_beyond_it_only_where_no_other_pair_is_left(self):
        made = pool(units=4, staff=2, count=4, most_per_pair=1)
        assert [d.officers for d in rules.outcome(made, seed(1), DAY)] == [("o1", "o2")] * 4

    def test_do_not_exist_for_a_single_officer(self):
        with pytest.raises(ValueError, match="no pair for u"):
            rules.drawn_pair(seed(1), "u", ["o1"], pool=pool(), load=Load.before(pool()))


class TestChange:
    """A hand change follows the next ticket: nobody is named, the reason is kept."""

    def wanted(self, number: int, unit: str, out: str) -> OfficerChange:
        return OfficerChange(number, unit, out, ChangeGround.ILLNESS, "因病", DAY, ("", ""), "")

    def test_keeps_who_stays_and_takes_the_smallest_ticket_beside(self):
        made = pool(units=6, staff=5, count=3)
        drawn = rules.outcome(made, seed(4), DAY)
        one = drawn[0]
        out, stays = one.officers
        found = rules.replacement(
            made, seed(4), drawn=drawn, changes=(), wanted=self.wanted(1, one.unit, out)
        )
        others = [o.id for o in made.officers if o.id not in one.officers]
        due = min(rules.pair_ticket(seed(4), one.unit, stays, other) for other in others)
        assert found.pair_ticket == due
        assert stays in found.officers
        assert out not in found.officers

    def test_does_not_bring_back_who_dropped_out_before(self):
        made = pool(units=3, staff=4, count=1)
        drawn = rules.outcome(made, seed(2), DAY)
        changes: list[OfficerChange] = []
        for number in (1, 2):
            out = rules.standing(drawn, changes)[drawn[0].unit][0]
            wanted = self.wanted(number, drawn[0].unit, out)
            changes.append(
                rules.replacement(made, seed(2), drawn=drawn, changes=changes, wanted=wanted)
            )
        gone = {one.out for one in changes}
        assert not gone & set(changes[1].officers)
        wanted = self.wanted(3, drawn[0].unit, changes[1].officers[0])
        with pytest.raises(ValueError, match="no pair"):
            rules.replacement(made, seed(2), drawn=drawn, changes=changes, wanted=wanted)

    def test_is_refused_without_reason_for_a_stranger_or_with_nobody_left(self):
        found = rules.change_findings(
            unit="单位1", out="o9", pair=("o1", "o2"), left=1, reason=" 病 "
        )
        assert [f.code for f in found] == [
            "draw.change.stranger",
            "draw.change.reason",
            "draw.change.none",
        ]


class TestPool:
    def test_is_refused_with_a_unit_that_has_no_pair(self):
        made = pool(units=2, staff=2, recusals=(Recusal("o1", "u2"),))
        assert [f.code for f in rules.pool_findings(made, DAY)] == ["draw.pair.none"]
        assert "单位2可派的执法检查人员不足两人" in rules.pool_findings(made, DAY)[0].message
        assert rules.pool_findings(pool(), DAY) == ()

    def test_is_refused_at_the_run_only_for_units_that_were_drawn(self):
        made = pool(units=2, staff=2, recusals=(Recusal("o1", "u2"),))
        assert rules.run_findings(made, {"u1": "单位1"}, DAY) == ()
        assert [f.code for f in rules.run_findings(made, {"u2": "单位2"}, DAY)] == [
            "draw.run.pair.none"
        ]

    def test_is_refused_with_characters_that_are_not_seen(self):
        made = pool()
        one = replace(made.units[0], name="单位\x1b[2J")
        made = replace(made, units=(one, *made.units[1:]))
        assert [f.code for f in rules.pool_findings(made, DAY)] == ["draw.text.hidden"]
        assert "\x1b" not in rules.pool_findings(made, DAY)[0].message

    def test_has_a_hash_for_each_entry(self):
        said = plain(pool())
        assert isinstance(said, dict)
        found = rules.digests(said)
        assert [len(str(found[key]).split(",")) for key in ("units", "officers")] == [5, 4]
        assert isinstance(found["title"], str)
        assert isinstance(found["partners"], str)
