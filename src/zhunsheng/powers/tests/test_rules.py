"""What the rules of the list say; no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zhunsheng.kernel.citation import cite
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.powers import rules
from zhunsheng.powers.choices import ListStage, PowerKind
from zhunsheng.powers.queries import basis
from zhunsheng.powers.rules import ListDates, ListFacts
from zhunsheng.powers.tests.builders import INSPECTION, ITEM

DAY = date(2025, 3, 3)
KNOWN = frozenset({"safety.97-7"})
SECTORS = {"GAS_STATION": "加油站"}


class TestBasis:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("《安全生产法》第九十七条第七项", "SPL-2021:97(7)"),
            ("《中华人民共和国安全生产法》 第一百零二条", "SPL-2021:102"),
            ("《安全生产法》第三十条第一款", "SPL-2021:30.1"),
            ("《安全生产法》第97条第（七）项", "SPL-2021:97(7)"),
            ("SPL-2021:97(7)", "SPL-2021:97(7)"),
            ("国办发〔2018〕118号", "国办发〔2018〕118号"),
            ("《示例条例》第九条", "《示例条例》第九条"),
            ("《安全生产法》第九百条", "《安全生产法》第九百条"),
        ],
    )
    def test_is_cited_where_the_lawbook_holds_it_and_kept_as_text_elsewhere(self, typed, kept):
        assert basis.cited(typed) == kept
        assert basis.cited(basis.labelled(kept)) == kept

    def test_is_parted_by_semicolons_and_lines_and_stands_once(self):
        assert rules.split_bases("甲；乙\n甲;丙；") == ("甲", "乙", "丙")

    def test_has_ended_on_the_day_on_which_its_instrument_has(self):
        assert not basis.any_ended(("SOP-30:40",), on=date(2026, 5, 31))
        assert basis.any_ended(("SOP-30:40",), on=date(2026, 6, 1))
        assert basis.any_ended(("CHL-2025:53",), on=date(2026, 4, 30))
        assert not basis.any_ended(("《示例条例》第九条",), on=DAY)


class TestItem:
    def test_that_is_whole_has_nothing_against_it(self):
        assert rules.item_findings(ITEM, known=KNOWN, sectors=SECTORS) == ()
        bound = replace(INSPECTION, sectors=("GAS_STATION",))
        assert rules.item_findings(bound, known=KNOWN, sectors=SECTORS) == ()

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"code": "小写"}, "code"),
            ({"name": " "}, "name"),
            ({"limits": ""}, "limits"),
            ({"supervision": "长" * 401}, "supervision"),
            ({"bases": ()}, "bases"),
            ({"violations": ("safety.none",)}, "violations"),
            ({"kind": PowerKind.INSPECTION}, "violations"),
            ({"licenses": ("许可",)}, "keys"),
            ({"sectors": ("GAS_STATION",)}, "sectors"),
        ],
    )
    def test_is_refused_for_what_it_lacks(self, change, code):
        found = rules.item_findings(replace(ITEM, **change), known=KNOWN, sectors=SECTORS)
        assert [one.code for one in found] == [f"powers.item.{code}"]

    def test_is_for_sectors_of_the_register_alone(self):
        """国办发〔2024〕54号: an item for a sector that nobody has could be inspected nowhere."""
        item = replace(INSPECTION, sectors=("GAS_STATION", "加油"))
        (found,) = rules.item_findings(item, known=KNOWN, sectors=SECTORS)
        assert found.code == "powers.item.sectors"
        assert "加油" in found.message
        assert "加油站" in found.next_step

    def test_shares_neither_its_code_nor_its_violation(self):
        codes = [one.code for one in rules.list_findings((ITEM, ITEM))]
        assert codes == ["powers.item.code_twice", "powers.item.violation_twice"]
        assert rules.list_findings((ITEM, INSPECTION)) == ()


class TestInForce:
    FIRST = ListDates("a", 1, date(2025, 1, 6), date(2025, 1, 7), date(2025, 1, 10))
    LATE = ListDates("b", 2, date(2025, 6, 1), date(2025, 7, 9), date(2025, 7, 1))
    DRAFT = ListDates("c", 3)
    BOTH = (FIRST, LATE, DRAFT)

    @pytest.mark.parametrize(
        ("on", "key"),
        [
            (date(2025, 1, 9), None),
            (date(2025, 1, 10), "a"),
            (date(2025, 7, 8), "a"),
            (date(2025, 7, 9), "b"),
        ],
    )
    def test_is_what_was_published_and_whose_day_has_come(self, on, key):
        found = rules.in_force(self.BOTH, on)
        assert (found.key if found else None) == key

    def test_is_told_apart_from_what_waits_and_what_was_replaced(self):
        def stages(on: date) -> list[ListStage]:
            now = rules.in_force(self.BOTH, on)
            return [rules.stage(one, now, on) for one in self.BOTH]

        before, after = stages(date(2025, 7, 8)), stages(date(2025, 7, 9))
        assert before == [ListStage.IN_FORCE, ListStage.UPCOMING, ListStage.DRAFTED]
        assert after == [ListStage.REPLACED, ListStage.IN_FORCE, ListStage.DRAFTED]
        waiting = replace(self.LATE, published_on=None)
        assert rules.stage(waiting, None, DAY) is ListStage.ADOPTED
        assert rules.stage(replace(self.DRAFT, given_up_on=DAY), None, DAY) is ListStage.GIVEN_UP


class TestAdoption:
    def test_does_not_reach_back(self):
        facts = ListFacts(items=1, on=DAY, effective_from=DAY)
        assert rules.effective_day_is_set(facts) is None
        earlier = replace(facts, effective_from=date(2025, 3, 2))
        found = rules.effective_day_is_set(earlier)
        assert found is not None
        assert found.code == "powers.list.backdated"


class TestDifference:
    def test_names_what_was_added_dropped_and_changed_with_before_and_after(self):
        new = replace(ITEM, limits="只限当场处罚", is_delegated=True)
        found = rules.difference((ITEM, INSPECTION), (new, replace(INSPECTION, code="JC-002")))
        assert [one.code for one in found.added] == ["JC-002"]
        assert [one.code for one in found.removed] == ["JC-001"]
        assert [(f.label, f.before, f.after) for f in found.changed[0].fields] == [
            ("权限", "本行政区域内", "只限当场处罚"),
            ("是否委托街道（镇）", "否", "是"),
        ]

    def test_of_a_version_with_itself_is_empty(self):
        assert rules.difference((ITEM, INSPECTION), (ITEM, INSPECTION)).is_empty


class TestProposal:
    def test_has_an_item_for_every_article_and_leaves_no_gap(self):
        items = basis.proposal(subject="示例区应急管理局", on=DAY)
        assert basis.faults(items) == ()
        assert rules.list_findings(items) == ()
        assert rules.gaps(lawbook.violations(on=DAY), items) == ()
        assert basis.ended_items(items, on=DAY) == ()
        assert {one.kind for one in items} == set(PowerKind)

    def test_groups_by_article_under_a_code_that_follows_from_it(self):
        items = {one.code: one for one in basis.proposal(subject="示例局", on=DAY)}
        ours = items["CF-SPL-2021-97"]
        assert ours.bases[0] == "SPL-2021:97"
        assert "safety.97-7" in ours.violations
        assert len(ours.violations) == 7

    def test_leaves_out_what_another_body_decides(self):
        tied = rules.items_by_violation(basis.proposal(subject="示例局", on=DAY))
        others = [
            key for key, row in lawbook.violations(on=DAY).items() if not rules.is_decided_here(row)
        ]
        assert others
        assert not tied.keys() & set(others)

    def test_follows_the_law_of_its_day(self):
        def bases(on: date) -> tuple[str, ...]:
            items = {one.code: one for one in basis.proposal(subject="示例局", on=on)}
            return items["XK-001"].bases

        assert "CHL-2025:53" not in bases(date(2026, 4, 30))
        assert "CHL-2025:53" in bases(date(2026, 5, 1))


class TestGaps:
    def test_are_the_violations_of_the_bureau_without_an_item(self):
        found = rules.gaps(lawbook.violations(on=DAY), (ITEM,))
        keys = [one.key for one in found]
        assert "safety.97-7" not in keys
        assert "safety.97-3" in keys
        assert [one.penalty for one in found] == sorted(one.penalty for one in found)
        # An item of inspection lets nobody punish.
        inspected = replace(ITEM, kind=PowerKind.INSPECTION)
        assert "safety.97-7" in [
            one.key for one in rules.gaps(lawbook.violations(on=DAY), (inspected,))
        ]

    def test_article_is_where_a_citation_lies(self):
        assert rules.article_of(cite("SPL-2021:97(7)")) == cite("SPL-2021:97")
