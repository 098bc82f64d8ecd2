"""Defects of a draft, invented cases, replay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zhunsheng.fairness import imports
from zhunsheng.fairness.choices import DefectKind
from zhunsheng.fairness.rules.defects import Defect, defects
from zhunsheng.fairness.rules.drafting import BadDraft, draft_from, rows_of
from zhunsheng.fairness.rules.replay import Table, effect, replayed
from zhunsheng.fairness.rules.spans import domain
from zhunsheng.fairness.rules.synthetic import Situation, drawn, grid
from zhunsheng.fairness.tests.builders import CLEAN, ON, SIGNS, clean, law, signs
from zhunsheng.lawbook.choices import Fact, Liable, Stage
from zhunsheng.lawbook.loading import BadLawData, benchmarks, violation_versions
from zhunsheng.lawbook.loading.benchmarks import benchmark
from zhunsheng.lawbook.loading.common import parsed

K = DefectKind
UNIT, RESPONSIBLE = Liable.UNIT.label, Liable.RESPONSIBLE.label
FIRST, LATE = Stage.FIRST.label, Stage.SECOND.label


def said(found: tuple[Defect, ...]) -> list[tuple[DefectKind, str, tuple[str, ...]]]:
    return [(one.kind, one.line, one.tiers) for one in found]


TIER = "  - {key: T%s, when: {places: 9}, fines: [{who: UNIT, range: [0, 1]}]}\n"


class TestDefects:
    def test_of_the_printed_table_are_found_by_themselves(self):
        """安全生产法 99(1): five tiers; persons are fined from ten thousand yuan on."""
        found = defects(signs(), law())
        person, late, early = f"{RESPONSIBLE}，{LATE}", f"{UNIT}，{LATE}", f"{UNIT}，{FIRST}"
        assert said(found) == [
            (K.BELOW_MINIMUM, person, ("1",)),
            (K.BELOW_MINIMUM, person, ("2",)),
            (K.INVERTED, person, ("3", "4")),
            (K.CROSSED, early, ("3", "4")),
            (K.CLIFF, person, ("2", "3")),
            (K.CLIFF, person, ("4", "5")),
            (K.BLANKET_MINIMUM, late, ("1",)),
            (K.SINGLE_POINT, early, ("1",)),
            (K.SINGLE_POINT, person, ("1",)),
        ]
        assert [one.grave for one in found] == [True] * 4 + [False] * 5
        assert found[0].finding.message == (f"阶次1对“{person}”规定5,000元，低于法定下限10,000元")
        assert all(str(one.finding.basis) and one.finding.next_step for one in found)

    def test_of_a_clean_table_are_none(self):
        assert defects(clean(), law()) == ()

    def test_of_the_national_row_are_what_was_not_printed_and_nothing_else(self):
        (row,) = benchmarks()["safety.97-7"][:1]
        assert row.id == "CN-2024-90-26"
        found = defects(row, law("safety.97-7"))
        assert said(found) == [
            (K.GAP, "", ()),
            (K.MISSING_TIER, f"{RESPONSIBLE}，{LATE}", ("A",)),
        ]
        assert not any(one.grave for one in found)

    @pytest.mark.parametrize(
        ("change", "kind", "message"),
        [
            (("places: [3, 5]", "places: [4, 5]"), K.GAP, "涉及处数为3时，落在阶次之间"),
            (
                ("places: [3, 5]", "places: [2, 5]"),
                K.OVERLAP,
                "涉及处数为2时，同时符合阶次A、阶次B",
            ),
            (("[150000, 200000]", "[150000, 210000]"), K.ABOVE_MAXIMUM, "高于法定上限200,000元"),
            (
                ("- {who: UNIT, range: [35000, 50000]}", "- {who: HEAD, range: [35000, 50000]}"),
                K.WITHOUT_BASIS,
                "不在罚则规定的任何一个幅度之内",
            ),
            (("[20000, 35000]", "[20000, 40000]"), K.CROSSED, "有重叠部分"),
        ],
    )
    def test_are_found_one_by_one(self, change, kind, message):
        found = [one for one in defects(clean(change), law()) if one.kind is kind]
        assert len(found) == 1
        assert message in found[0].finding.message

    def test_a_cliff_is_what_exceeds_the_limit_and_nothing_below(self):
        assert K.CLIFF in {one.kind for one in defects(clean(), law(), cliff_percent=34)}
        assert defects(clean(), law(), cliff_percent=35) == ()

    def test_a_table_that_knows_the_minimum_alone_is_grave(self):
        draft = clean(
            ("[50000, 100000]", "[50000, 50000]"),
            ("[100000, 150000]", "[50000, 50000]"),
            ("[150000, 200000]", "[50000, 50000]"),
        )
        found = [one for one in defects(draft, law()) if one.kind is K.BLANKET_MINIMUM]
        assert [(one.tiers, one.grave) for one in found] == [(("A", "B", "C"), True)]

    def test_of_two_facts_are_found_cell_by_cell(self):
        draft = clean(("places: [3, 5]", "places: [3, 5], serious: 0"))
        found = defects(draft, law())
        assert [one.kind for one in found] == [K.GAP]
        assert found[0].finding.message.startswith("涉及处数3以上不超过4，情节严重时")


class TestDraft:
    def test_is_read_though_the_lawbook_would_refuse_it(self):
        (row,) = parsed(SIGNS.read_text("utf-8"), file="signs.yaml")
        with pytest.raises(BadLawData, match="lies outside the range"):
            benchmark(row, violation_versions())
        assert len(signs().tiers) == 5

    def test_is_the_same_after_it_was_kept_as_rows(self):
        for one in (signs(), clean(), benchmarks()["safety.103-1"][0]):
            assert draft_from(rows_of(one)) == one

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "- a\n- b\n",
            "7",
            "id: x",
            "a: [",
            "? [a]\n: b",
            "since: 2026-13-45",
            "&a [*a]",
            "- &a {id: [*a]}",
            CLEAN + "x: 1",
            CLEAN.replace("tiers:", "steps:"),
            CLEAN.replace("key: B", "key: A"),
            CLEAN.replace("[0, 20000]", "[0, 1.5]"),
            CLEAN.replace("places: [1, 3]", "places: [1.5, 3]"),
            CLEAN.replace("label: 示例草案：各档相接", "label: 7"),
            CLEAN.replace("示例草案：各档相接", "示" * 161),
            CLEAN.replace("示例草案：各档相接", '"\\0"'),
            CLEAN + "".join(TIER % at for at in range(1600)),  # kept, it would be too long
            CLEAN.replace("violation: safety.99-1", "violation: 7"),
        ],
    )
    def test_is_refused_where_the_form_is_not_kept(self, text):
        with pytest.raises(BadDraft):
            imports.read_draft(text=text, file="draft.yaml")


class TestInventedCases:
    def test_stand_on_every_boundary_and_beside_it(self):
        found = grid(law(), (clean(),))
        late = [s for s in found if (s.who, s.stage) == (Liable.UNIT, Stage.SECOND)]
        assert [s.facts for s in late] == [((Fact.PLACES, n),) for n in (1, 2, 3, 4, 5, 6)]

    def test_are_the_same_for_the_same_seed(self):
        first = list(drawn(law(), (clean(),), count=50, seed="a"))
        assert first == list(drawn(law(), (clean(),), count=50, seed="a"))
        assert first != list(drawn(law(), (clean(),), count=50, seed="b"))


class TestReplay:
    def place(self, places: int, fine: int | None, old=None):
        draft = clean()
        case = Situation(Liable.UNIT, Stage.SECOND, ((Fact.PLACES, places),))
        return replayed(Table(law(), old, ON), Table(law(), draft, ON), case, fine)

    def test_keeps_the_place_of_a_fine_between_the_ends_of_its_range(self):
        """A third of the way from 50,000 to 200,000 is a third of the way in tier B."""
        found = self.place(3, 10_000_000)
        assert (found.new.tier, found.new.least, found.new.most) == ("B", 10_000_000, 15_000_000)
        assert (found.before, found.after) == (10_000_000, 11_666_666)
        assert found.is_changed

    def test_takes_the_middle_for_an_invented_case(self):
        found = self.place(5, None)
        assert (found.before, found.after) == (12_500_000, 17_500_000)

    def test_changes_nothing_under_the_same_table(self):
        found = self.place(1, 7_000_000, old=clean())
        assert not found.is_changed
        assert found.after == 7_000_000

    def test_stays_inside_the_law_where_the_draft_leaves_it(self):
        case = Situation(Liable.RESPONSIBLE, Stage.SECOND, ((Fact.PLACES, 1),))
        found = replayed(Table(law(), None, ON), Table(law(), signs(), ON), case, None)
        assert found is not None
        assert (found.new.least, found.new.most) == (1_000_000, 2_000_000)

    def test_gives_nothing_where_the_deciding_fact_is_unknown(self):
        case = Situation(Liable.UNIT, Stage.SECOND)
        tables = Table(law(), None, ON), Table(law(), clean(), ON)
        assert replayed(*tables, case, 7_000_000) is None

    def test_sums_up_by_tier_and_tenth(self):
        rows = [self.place(places, None) for places in (1, 3, 3, 5)]
        found = effect(one for one in rows if one is not None)
        assert (found.count, found.changed, found.higher, found.lower) == (4, 4, 1, 1)
        assert found.bins_after == (0, 1, 0, 0, 0, 2, 0, 0, 1, 0)
        assert [(t.tier, t.count, t.after) for t in found.tiers] == [
            ("A", 1, 7_500_000),
            ("B", 2, 12_500_000),
            ("C", 1, 17_500_000),
        ]

    def test_derives_once_between_boundaries_and_says_the_same(self):
        """安全生产法 103(1): gains choose the tier, and are multiplied for the unit alone."""
        (draft,), one = benchmarks()["safety.103-1"], law("safety.103-1")
        table = Table(one, draft, ON)
        for case in grid(one, (draft,)):
            assert table.place(case) == table._placed(case)
        persons = {case for case in table._known if case.who is Liable.RESPONSIBLE}
        assert len(persons) == 5

    def test_tries_a_table_before_its_time_and_outside_its_place(self):
        draft = replace(clean(), jurisdiction="CN-99", since=ON.replace(year=2030))
        case = Situation(Liable.UNIT, Stage.FIRST, ((Fact.PLACES, 9),))
        placed = Table(law(), draft, ON).place(case)
        assert placed is not None
        assert placed.tier == "C"


def test_the_values_of_a_fact_begin_where_the_lawbook_says():
    """Zero of a share, a grade or a refusal tells that there is none: no tier is asked for it."""
    from_one = {one for one in Fact if domain(one)[0] == 1}
    none_at_zero = {Fact.SHARE, Fact.ACCIDENT, Fact.DAYS_REFUSED}
    assert from_one == {one for one in Fact if one.least} | none_at_zero
    assert {one.least for one in none_at_zero} == {0}, "a form takes the answer that there is none"
    assert [domain(one)[1] for one in (Fact.SHARE, Fact.ACCIDENT, Fact.SERIOUS)] == [101, 5, 2]
