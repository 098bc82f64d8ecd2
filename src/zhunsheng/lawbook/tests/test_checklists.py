"""Checklists by sector: enough items, each with a clause and a violation that hold on the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from zhunsheng.lawbook import loading, queries

SECTORS = {
    "危险化学品经营",
    "加油站",
    "烟花爆竹零售",
    "工贸有限空间",
    "粉尘涉爆",
    "涉氨制冷",
    "金属冶炼",
    "非煤矿山",
}


class TestChecklists:
    def test_are_of_the_eight_sectors(self) -> None:
        assert {one.sector for one in queries.checklists().values()} == SECTORS

    @pytest.mark.parametrize("day", [date(2025, 9, 8), date(2026, 1, 15), date(2026, 6, 1)])
    def test_hold_at_least_twenty_items_with_clause_and_violation(self, day: date) -> None:
        """危险化学品安全法 took the place of the regulation on 2026-05-01: the clause follows."""
        for key in queries.checklists():
            items = queries.standing_items(key, on=day)
            assert len(items) >= 20, key
            for one in items:
                assert queries.article(one.violation.breach).says
                assert one.violation.since <= day

    @pytest.mark.parametrize("day", [date(2025, 9, 8), date(2026, 1, 15), date(2026, 6, 1)])
    def test_hold_twenty_items_of_their_own_beside_those_of_every_sector(self, day: date) -> None:
        """行业检查表各不少于二十项：所有行业通用的项目不算在内。"""
        for key in queries.checklists():
            own = [one for one in queries.standing_items(key, on=day) if one.item.checklist == key]
            assert len(own) >= 20, (key, day, len(own))
            for one in own:
                assert queries.article(one.violation.breach).says
                assert one.violation.key == one.item.violation

    def test_cite_the_law_of_the_day(self) -> None:
        def breach(day: date) -> str:
            found = queries.checked_items(["chemical_trading-5"], on=day)
            return str(found["chemical_trading-5"].violation.breach)

        assert breach(date(2026, 4, 30)) == "HCR-2013:40.1"
        assert breach(date(2026, 5, 1)) == "CHL-2025:60.1"

    def test_say_nothing_twice_and_name_each_item_once(self) -> None:
        for key in queries.checklists():
            items = [one.item for one in queries.standing_items(key, on=date(2026, 6, 1))]
            assert len({one.id for one in items}) == len(items)
            assert len({one.check for one in items}) == len(items)

    def test_refuse_an_unknown_one(self) -> None:
        with pytest.raises(queries.NoSuchLaw):
            queries.standing_items("nothing", on=date(2026, 6, 1))

    def test_of_the_site_take_the_place_of_the_programs(
        self, tmp_path: Path, settings: Settings
    ) -> None:
        folder = tmp_path / "law" / "checklists"
        folder.mkdir(parents=True)
        (folder / "own.yaml").write_text(
            "key: gas_station\nlabel: 示例加油站检查表\nsector: 加油站\nsource: 示例文件\n"
            "checked_on: 2026-05-02\nitems:\n"
            "  - {number: 1, part: 现场, check: 示例, fault: 示例问题, violation: safety.94}\n",
            "utf-8",
        )
        settings.ZHUNSHENG_OVERLAY_DIR = str(tmp_path)
        loading.forget()
        try:
            (own,) = queries.checklists()["gas_station"].items
            assert (own.fault, own.verified) == ("示例问题", False)
        finally:
            settings.ZHUNSHENG_OVERLAY_DIR = ""
            loading.forget()
