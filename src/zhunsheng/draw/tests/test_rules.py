"""The draw's claim: exact values, equal chances, and what hinders a draw."""

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
from zhunsheng.draw.choices import DrawKind, PoolSide
from zhunsheng.draw.rules import Commitment, Contribution, Exclusion, PoolDraft, Recusal, tickets
from zhunsheng.draw.tests.builders import DAY, GIVEN, PROMISED, pool
from zhunsheng.workforce.rules import OfficerFact

U1, U2, O1, O2, O3 = (UUID(int=n) for n in range(1, 6))
NAMES = {U1: "示例第1化工有限公司", U2: "示例第2化工有限公司"}


def seed(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def chi_square(found: Mapping[Any, int], expected: float) -> float:
    return sum((count - expected) ** 2 / expected for count in found.values())


class TestTickets:
    def test_have_the_exact_values_of_their_docstrings(self):
        assert doctest.testmod(tickets).failed == 0
        assert doctest.testmod(tickets).attempted >= 6

    def test_are_plain_sha256_that_anybody_can_recompute(self):
        text = "0" * 64 + "u1" + "o1" + "o2"
        assert rules.pair_ticket("0" * 64, "u1", "o2", "o1") == (
            hashlib.sha256(text.encode()).hexdigest()
        )

    def test_change_with_the_pool(self):
        other = replace(pool(), units_to_draw=1)
        assert rules.pool_hash(pool()) != rules.pool_hash(other)
        assert rules.seed_of(GIVEN, rules.pool_hash(pool())) != (
            rules.seed_of(GIVEN, rules.pool_hash(other))
        )


class TestUnits:
    @pytest.mark.parametrize(("size", "count"), [(3, 1), (4, 2), (5, 2), (6, 3)])
    def test_have_exactly_the_same_chance_over_all_orders_of_tickets(self, size, count):
        units = [f"u{n}" for n in range(size)]
        drawn: Counter[str] = Counter()
        sets: Counter[tuple[str, ...]] = Counter()
        orders = list(permutations(range(size)))
        for order in orders:
            given = {unit: f"{place:02d}" for unit, place in zip(units, order, strict=True)}
            won = rules.smallest(given, count)
            drawn.update(won)
            sets[tuple(sorted(won))] += 1
        assert set(drawn.values()) == {len(orders) * count // size}
        assert len(sets) == len(list(combinations(units, count)))
        assert len(set(sets.values())) == 1

    def test_are_drawn_evenly_by_many_seeds(self):
        made = pool(units=40, count=4)
        found: Counter[str] = Counter()
        for number in range(2000):
            given = {u.id: rules.ticket(seed(number), u.id) for u in made.units}
            found.update(rules.smallest(given, 4))
        assert len(found) == 40
        # 39 degrees of freedom: beyond 72.05 in one of a thousand fair draws.
        assert chi_square(found, 2000 * 4 / 40) < 72.05

    def test_do_not_depend_on_the_order_of_the_pool(self):
        made = pool()
        turned = replace(made, units=tuple(reversed(made.units)))
        assert rules.outcome(made, seed(1), DAY) == rules.outcome(turned, seed(1), DAY)


class TestPairs:
    def test_occur_all_and_evenly(self):
        officers = [f"o{n}" for n in range(6)]
        found = Counter(rules.drawn_pair(seed(n), "u", officers)[:2] for n in range(3000))
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

    def test_leave_out_who_has_no_valid_credential_on_the_day(self):
        made = pool(staff=3)
        ended = replace(made.officers[0], valid_until=date(2025, 3, 3))
        made = replace(made, officers=(ended, *made.officers[1:]))
        assert rules.certified(made, date(2025, 3, 3)) == ("o1", "o2", "o3")
        assert rules.certified(made, date(2025, 3, 4)) == ("o2", "o3")
        assert {d.officers for d in rules.outcome(made, seed(1), date(2025, 3, 4))} == {
            ("o2", "o3")
        }

    def test_pass_over_who_reached_the_limit_as_long_as_two_others_remain(self):
        made = pool(units=6, staff=4, count=6, most_per_officer=2)
        for number in range(50):
            load: Counter[str] = Counter()
            for drawn in rules.outcome(made, seed(number), DAY):
                free = [o.id for o in made.officers if load[o.id] < 2]
                assert set(drawn.officers) <= set(free) or len(free) < 2
                load.update(drawn.officers)

    def test_do_not_exist_for_a_single_officer(self):
        with pytest.raises(ValueError, match="no pair for u"):
            rules.drawn_pair(seed(1), "u", ["o1"])


class TestPool:
    def test_is_refused_with_a_unit_that_has_no_pair(self):
        made = pool(units=2, staff=2, recusals=(Recusal("o1", "u2"),))
        assert [f.code for f in rules.pool_findings(made, DAY)] == ["draw.pair.none"]
        assert "单位2可派的执法检查人员不足两人" in rules.pool_findings(made, DAY)[0].message
        assert rules.pool_findings(pool(), DAY) == ()

    def test_is_refused_at_the_run_only_for_units_that_were_drawn(self):
        made = pool(units=2, staff=2, recusals=(Recusal("o1", "u2"),))
        assert rules.run_findings(made, ("u1",), DAY) == ()
        assert [f.code for f in rules.run_findings(made, ("u2",), DAY)] == ["draw.run.pair.none"]

    def test_is_refused_with_characters_that_are_not_seen(self):
        made = pool()
        unit = replace(made.units[0], name="单位\x1b[2J")
        made = replace(made, units=(unit, *made.units[1:]))
        assert [f.code for f in rules.pool_findings(made, DAY)] == ["draw.text.hidden"]
        assert "\x1b" not in rules.pool_findings(made, DAY)[0].message

    def test_has_a_hash_for_each_entry(self):
        found = rules.digests(pool())
        assert [len(str(found[key]).split(",")) for key in ("units", "officers")] == [5, 4]
        assert isinstance(found["title"], str)


def draft(**changes) -> PoolDraft:
    said = PoolDraft("抽查", DrawKind.OWN, (U1, U2), (O1, O2), 1, commitments=PROMISED)
    return replace(said, **changes)


def officer(one: UUID, until: date = date(2027, 1, 1)) -> OfficerFact:
    return OfficerFact(one, None, f"示例{one.int}", f"{one.int}", date(2023, 1, 1), until, None)


def codes(said: PoolDraft, staff: tuple[OfficerFact, ...] = ()) -> list[str]:
    staff = staff or (officer(O1), officer(O2))
    return [f.code for f in rules.draft_findings(said, names=NAMES, officers=staff, on=DAY)]


class TestDraft:
    def test_is_fit_when_all_is_said(self):
        assert codes(draft()) == []

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"title": " "}, "draw.title.none"),
            ({"units_to_draw": 0}, "draw.number"),
            ({"units_to_draw": 3}, "draw.number"),
            ({"officers": (O1, O3)}, "draw.officers.unknown"),
            ({"officers": (O1, O2, O2)}, "draw.officers.twice"),
            ({"entities": (U1, U2, U2)}, "draw.units.twice"),
            ({"entities": (U1, U2, O1)}, "draw.units.unknown"),
            ({"most_per_officer": -1}, "draw.most"),
            ({"kind": DrawKind.JOINT}, "draw.partners.none"),
            ({"partners": ("示例局",)}, "draw.partners.some"),
            (
                {"commitments": (*PROMISED, Commitment("示例丙", "abc"))},
                "draw.commitment.form",
            ),
            ({"commitments": PROMISED[:1]}, "draw.commitment.few"),
            (
                {"commitments": (*PROMISED, Commitment("示例甲\u200b", "0" * 64))},
                "draw.commitment.twice",
            ),
            ({"repeats": U1}, "draw.repeat.reason"),
            ({"exclusions": (Exclusion(PoolSide.OFFICER, O3, " "),)}, "draw.exclusion.reason"),
            ({"exclusions": (Exclusion(PoolSide.UNIT, U1, "停产"),)}, "draw.exclusion.pooled"),
        ],
    )
    def test_names_what_is_wrong(self, changes, code):
        assert codes(draft(**changes)) == [code]

    def test_needs_two_officers_with_valid_credentials(self):
        lapsed = (officer(O1), officer(O2, date(2025, 3, 2)))
        assert codes(draft(), lapsed) == ["draw.officers.credential"]
        assert codes(draft(officers=(O1,)), lapsed) == ["draw.officers.fewer_than_two"]

    def test_gives_all_reasons_at_once(self):
        wrong = draft(title="", units_to_draw=0, partners=("示例局",))
        assert codes(wrong) == ["draw.title.none", "draw.number", "draw.partners.some"]


class TestContributions:
    def test_come_from_two_people_at_least(self):
        assert codes_of(GIVEN[:1], PROMISED[:1]) == ["draw.seed.contributors"]
        assert codes_of(GIVEN, PROMISED) == []

    def test_are_not_empty_and_not_given_twice(self):
        empty = (GIVEN[0], Contribution("示例乙", ""))
        assert codes_of(empty, PROMISED) == ["draw.seed.empty", "draw.seed.broken"]
        twice = (*GIVEN, Contribution("示例乙\u200b", "78"))
        assert codes_of(twice, PROMISED) == ["draw.seed.twice", "draw.seed.unpromised"]

    def test_are_what_was_promised(self):
        changed = (GIVEN[0], Contribution("示例乙", "另一个"))
        assert codes_of(changed, PROMISED) == ["draw.seed.broken"]

    def test_of_who_promised_nothing_or_of_nobody_are_refused_by_name(self):
        """The last to speak could else grind the seed; who withholds is named, not dropped."""
        other = (GIVEN[0], Contribution("示例丙", "9"))
        found = rules.contribution_findings(other, PROMISED)
        assert [f.code for f in found] == ["draw.seed.unpromised", "draw.seed.withheld"]
        assert "示例丙" in found[0].message
        assert "示例乙" in found[1].message
        assert codes_of(GIVEN, ()) == ["draw.seed.unpromised"]


def codes_of(given: tuple[Contribution, ...], promised: tuple[Commitment, ...]) -> list[str]:
    return [f.code for f in rules.contribution_findings(given, promised)]
