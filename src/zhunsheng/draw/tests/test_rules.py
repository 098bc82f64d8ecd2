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
from zhunsheng.draw.choices import ChangeGround, CreditStanding, DrawKind, PoolSide, SeedMethod
from zhunsheng.draw.rules import (
    Contribution,
    DrawFacts,
    Exclusion,
    Known,
    Load,
    OfficerChange,
    PairCount,
    Partner,
    Recusal,
    SeedPlan,
    seeds,
    tickets,
)
from zhunsheng.draw.rules import (
    pool as pools,
)
from zhunsheng.draw.tests.builders import (
    BY_PARTIES,
    DAY,
    GIVEN,
    ITEM,
    NONCES,
    PARTIES,
    RATES,
    UNTIL,
    drafted,
    pool,
)
from zhunsheng.kernel.canonical import plain
from zhunsheng.workforce.rules import CredentialTerm, OfficerFact

U1, U2, O1, O2, O3 = (UUID(int=n) for n in range(1, 6))


def seed(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def chi_square(found: Mapping[Any, int], expected: float) -> float:
    return sum((count - expected) ** 2 / expected for count in found.values())


def unit(number: int, risk: str, credit: str = "GOOD") -> rules.PoolUnit:
    return rules.PoolUnit(f"u{number}", f"单位{number}", "", risk, credit)


class TestTickets:
    @pytest.mark.parametrize(("module", "examples"), [(tickets, 6), (seeds, 4), (pools, 1)])
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
            found.update(one for _, one in rules.drawn_units(made, seed(number)))
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
            won = rules.drawn_units(made, seed(number))
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
        assert rules.run_findings(made, ("u1",), DAY) == ()
        assert [f.code for f in rules.run_findings(made, ("u2",), DAY)] == ["draw.run.pair.none"]

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


def officer(one: UUID, until: date = date(2027, 1, 1)) -> OfficerFact:
    return OfficerFact(one, None, f"示例{one.int}", f"{one.int}", date(2023, 1, 1), until, None)


def draft(**changes) -> rules.PoolDraft:
    return drafted((U1, U2), (O1, O2), **{"units_to_draw": 1, **changes})


def known(**changes) -> Known:
    units = {U1: unit(1, "B"), U2: unit(2, "B")}
    said = Known(units, (officer(O1), officer(O2)), {}, {ITEM: "监督检查"})
    return replace(said, **changes)


def codes(said: rules.PoolDraft, **looked) -> list[str]:
    return [f.code for f in rules.draft_findings(said, known(**looked), DAY)]


JOINT = {"kind": DrawKind.JOINT}
EVENT = SeedPlan(SeedMethod.PUBLIC_EVENT, (), "公开摇奖第2025001期", date(2025, 3, 4))


class TestDraft:
    def test_is_fit_when_all_is_said(self):
        assert codes(draft()) == []
        assert codes(draft(rates=RATES, units_to_draw=0)) == []
        assert codes(draft(**JOINT, partners=(Partner("示例局", ("消防检查",)),))) == []
        assert codes(draft(seed_plan=EVENT)) == []

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
            ({"most_per_pair": -1}, "draw.most"),
            ({"items": ()}, "draw.items.none"),
            ({"items": (ITEM, "JC-009")}, "draw.items.unpublished"),
            ({"visits_from": date(2025, 3, 2)}, "draw.period"),
            ({"visits_until": date(2025, 3, 2)}, "draw.period"),
            (JOINT, "draw.partners.none"),
            ({"partners": (Partner("示例局", ("检查",)),)}, "draw.partners.some"),
            ({**JOINT, "partners": (Partner("示例局", ()),)}, "draw.partners.items"),
            (
                {
                    **JOINT,
                    "partners": (Partner("示例局", ("检查",)), Partner("示例局 ", ("检查",))),
                },
                "draw.partners.twice",
            ),
            ({"seed_plan": replace(BY_PARTIES, contributors=("法制机构",))},
             "draw.contributors.few"),
            (
                {"seed_plan": replace(BY_PARTIES, contributors=(*PARTIES, "法制机构\u200b"))},
                "draw.contributors.twice",
            ),
            ({"seed_plan": replace(EVENT, event=" ")}, "draw.event"),
            ({"seed_plan": replace(EVENT, event_on=DAY)}, "draw.event"),
            ({"rates": replace(RATES, by_risk=(("A", 0), ("B", 5)))}, "draw.rates.range"),
            ({"rates": replace(RATES, by_risk=(("A", 6), ("B", 5)))}, "draw.rates.order"),
            ({"repeats": U1}, "draw.repeat.reason"),
            ({"exclusions": (Exclusion(PoolSide.OFFICER, O3, " "),)}, "draw.exclusion.reason"),
            ({"exclusions": (Exclusion(PoolSide.UNIT, U1, "停产"),)}, "draw.exclusion.pooled"),
        ],
    )  # fmt: skip
    def test_names_what_is_wrong(self, changes, code):
        assert codes(draft(**changes)) == [code]

    def test_holds_no_unit_that_has_closed(self):
        found = rules.draft_findings(draft(), known(closed={U2: date(2025, 1, 6)}), DAY)
        assert [f.code for f in found] == ["draw.units.closed"]
        assert "单位2（2025-01-06）已经停业或者注销" in found[0].message
        assert "列为不参加抽取" in found[0].next_step

    def test_has_no_items_without_a_published_power_list(self):
        """国办发〔2024〕54号: what is not on the published list is not inspected."""
        found = rules.draft_findings(draft(), known(items=None), DAY)
        assert [(f.code, f.basis.instrument) for f in found] == [
            ("draw.items.no_list", "GBF-2024-54")
        ]
        assert "权责清单" in found[0].next_step

    def test_needs_two_officers_with_valid_credentials(self):
        lapsed = (officer(O1), officer(O2, date(2025, 3, 2)))
        assert codes(draft(), officers=lapsed) == ["draw.officers.credential"]
        assert codes(draft(officers=(O1,)), officers=lapsed) == ["draw.officers.fewer_than_two"]

    def test_refuses_who_cannot_inspect_any_more_when_the_visits_end(self):
        """行政处罚法 42, on the last day of the visits; the way out is told."""
        ending = (officer(O1), officer(O2, date(2025, 6, 29)))
        found = rules.draft_findings(draft(), known(officers=ending), DAY)
        assert [f.code for f in found] == ["draw.officers.ending"]
        assert "示例4（证件至2025-06-29）" in found[0].message
        assert "换证" in found[0].next_step
        assert codes(draft(), officers=(officer(O1), officer(O2, UNTIL))) == []

    def test_counts_a_credential_that_follows_without_a_gap(self):
        later = CredentialTerm("新", date(2025, 4, 1), date(2028, 3, 31))
        one = officer(O2, date(2025, 3, 31))
        whole = replace(one, others=(later,))
        gap = replace(one, others=(replace(later, valid_from=date(2025, 4, 2)),))
        assert rules.term_of(whole, DAY, UNTIL) == CredentialTerm(
            "4", date(2023, 1, 1), date(2028, 3, 31)
        )
        assert rules.term_of(gap, DAY, UNTIL) is None

    def test_gives_all_reasons_at_once(self):
        wrong = draft(title="", units_to_draw=0, partners=(Partner("示例局", ("检查",)),))
        assert codes(wrong) == ["draw.title.none", "draw.number", "draw.partners.some"]


def facts(**changes) -> DrawFacts:
    return replace(DrawFacts(on=DAY, contributors=PARTIES), **changes)


class TestCommitment:
    good = rules.commitment_of("d", GIVEN[0])

    def of(self, said: DrawFacts, who: str = PARTIES[0], what: str = "", entered=()) -> list[str]:
        found = rules.commitment_findings(said, who, what or self.good, entered=entered)
        return [f.code for f in found]

    def test_is_made_once_by_a_party_of_the_pool(self):
        assert self.of(facts()) == []
        assert self.of(facts(committed=frozenset(PARTIES[:1]))) == ["draw.commitment.twice"]
        assert self.of(facts(), "法制科") == ["draw.contributor.stranger"]
        assert self.of(facts(), what="abc") == ["draw.commitment.form"]
        assert self.of(facts(method=SeedMethod.DICE, contributors=())) == ["draw.method.other"]

    def test_of_two_parties_is_not_taken_down_by_one_account(self):
        assert self.of(facts(), entered=PARTIES[1:2]) == ["draw.commitment.same_account"]

    def test_is_bound_to_one_draw_and_one_party(self):
        value = NONCES[PARTIES[0]]
        made = {
            rules.commitment_of(draw, Contribution(who, value))
            for draw in ("d", "e")
            for who in PARTIES[:2]
        }
        assert len(made) == 4


class TestOpening:
    promised = rules.commitment_of("d", GIVEN[0])

    def of(self, given: Contribution, said: DrawFacts | None = None) -> list[str]:
        found = rules.opening_findings(said or facts(), given, draw="d", commitment=self.promised)
        return [f.code for f in found]

    def test_is_what_was_promised(self):
        assert self.of(GIVEN[0]) == []
        changed = Contribution(PARTIES[0], "1" * 64)
        assert self.of(changed) == ["draw.opening.broken"]
        assert self.of(Contribution(PARTIES[0], "318204")) == ["draw.opening.form"]
        assert self.of(GIVEN[0], facts(opened=frozenset(PARTIES[:1]))) == ["draw.opening.twice"]

    def test_waits_until_all_have_committed(self):
        """The last to speak could else grind the seed; who is missing is named."""
        found = rules.all_have_committed(facts(committed=frozenset(PARTIES[:2])))
        assert found is not None
        assert found.message == "派驻纪检监察机构尚未提交承诺值"
        assert rules.all_have_committed(facts(committed=frozenset(PARTIES))) is None

    def test_that_is_withheld_hinders_the_seed_and_names_who(self):
        found = rules.all_have_opened(facts(opened=frozenset(PARTIES[1:])))
        assert found is not None
        assert found.message == "法制机构尚未公开内容"
        assert "重新抽取" in found.next_step


class TestOutcome:
    dice = DrawFacts(on=DAY, method=SeedMethod.DICE)

    def of(self, values, said=None, witnesses=("示例甲", "示例乙"), source="示例会议室"):
        found = rules.outcome_findings(
            said or self.dice, values, witnesses=witnesses, source=source
        )
        return [f.code for f in found]

    def test_of_dice_needs_twenty_points_and_two_witnesses(self):
        assert self.of((1, 6) * 10) == []
        assert self.of((1, 6) * 9) == ["draw.dice"]
        assert self.of((1, 7) * 10) == ["draw.dice"]
        assert self.of((1, 6) * 10, witnesses=("示例甲", "示例甲 "), source=" ") == [
            "draw.witnesses",
            "draw.source",
        ]

    def test_of_parties_is_not_typed(self):
        assert self.of((1, 6) * 10, facts()) == ["draw.method.other"]

    def test_of_an_event_waits_for_its_day(self):
        said = DrawFacts(on=DAY, method=SeedMethod.PUBLIC_EVENT, event_on=date(2025, 3, 4))
        found = rules.event_has_happened(said)
        assert found is not None
        assert found.code == "draw.event.early"
        assert rules.event_has_happened(replace(said, on=date(2025, 3, 4))) is None
        assert self.of((), said) == ["draw.event.empty"]

    def test_goes_into_the_seed_in_one_spelling_only(self):
        """Whoever writes it down cannot try spellings until the outcome suits."""
        spelled = {
            rules.spelled(rules.numbers(text)) for text in ("03 12、7", "3,12,07", " 3 12 7")
        }
        assert spelled == {"3 12 7"}
        assert {rules.spelled(rules.dice(text)) for text in ("361", "3 6 1", "36，1")} == {"3 6 1"}
