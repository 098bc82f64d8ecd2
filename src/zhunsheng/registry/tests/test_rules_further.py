"""Further facts by their kind, the formula of risk, merging, sites, the drawing of the map."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from zhunsheng.registry import imports, queries
from zhunsheng.registry.choices import RiskClass, Sector, StandardGrade
from zhunsheng.registry.rules import (
    EntityFacts,
    MergeFacts,
    SiteDraft,
    frame_of,
    merge_findings,
    particular,
    particulars_findings,
    risk_of,
    site_findings,
    spelling,
    undo_findings,
)

FIELDS = queries.fields()


class TestParticular:
    @pytest.mark.parametrize(
        ("key", "typed", "kept"),
        [
            ("founded_on", "2020年3月5日", "2020-03-05"),
            ("founded_on", "2020/3/5", "2020-03-05"),
            ("confined_spaces", "1,200", "1200"),
            ("floor_area", "12.5", "12.5"),
            ("is_above_scale", "是", "是"),
            ("scale", "小型", "小型"),
        ],
    )
    def test_is_kept_in_one_form(self, key: str, typed: str, kept: str):
        assert particular(FIELDS[key], typed) == kept

    @pytest.mark.parametrize(
        ("key", "typed"),
        [
            ("founded_on", "2020-02-30"),
            ("confined_spaces", "三"),
            ("floor_area", "12.555"),
            ("is_above_scale", "对"),
            ("scale", "巨型"),
            ("other_licences", "证" * 401),
        ],
    )
    def test_of_another_kind_is_refused_with_the_way_to_write_it(self, key: str, typed: str):
        found = particulars_findings(((key, typed),), FIELDS)
        assert [one.code for one in found] == [f"registry.particulars.{key}"]
        assert found[0].next_step

    def test_that_is_no_field_is_refused(self):
        assert particulars_findings((("unknown", "1"),), FIELDS)[0].code.endswith("unknown")

    def test_fields_and_columns_are_ninety_one(self):
        assert len(imports.COLUMNS) == 91
        assert len({column.heading for column in imports.COLUMNS}) == 91


class TestRisk:
    """安全生产法 62: supervision by class; the formula says how a class comes about."""

    FACTS = EntityFacts("示例厂", "", sector=Sector.INDUSTRY_TRADE, employees=60)

    def test_sums_the_points_of_each_factor(self):
        found = risk_of(self.FACTS, queries.risk_formula())
        assert (found.points, found.risk_class) == (25, RiskClass.B)

    def test_rises_with_a_hazard_source_and_a_fatal_accident(self):
        known = (("major_hazard_source", "一级"), ("accident_deaths", "1"))
        found = risk_of(replace(self.FACTS, particulars=known), queries.risk_formula())
        assert (found.points, found.risk_class) == (85, RiskClass.D)

    def test_falls_with_the_grade_and_never_below_the_lowest_class(self):
        facts = replace(
            self.FACTS,
            sector=Sector.OTHER,
            standard_grade=StandardGrade.GRADE_1,
            employees=1,
        )
        found = risk_of(facts, queries.risk_formula())
        assert (found.points, found.risk_class) == (-5, RiskClass.A)


class TestEmergingSectors:
    def test_are_twenty_each_with_a_lead_department(self):
        version = queries.emerging_sectors(on=date(2026, 1, 15))
        assert len(version.sectors) == 20
        assert all(one.lead for one in version.sectors.values())


class TestMerge:
    GOOD = MergeFacts(
        is_same=False,
        kept_is_merged=False,
        duplicate_is_merged=False,
        duplicate_holds_others=False,
        codes_unexplained=False,
        one_is_a_person=False,
        reason_given=True,
    )

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"is_same": True}, "same"),
            ({"kept_is_merged": True}, "kept"),
            ({"duplicate_is_merged": True}, "twice"),
            ({"duplicate_holds_others": True}, "chain"),
            ({"codes_unexplained": True}, "codes"),
            ({"one_is_a_person": True}, "person"),
            ({"reason_given": False}, "reason"),
        ],
    )
    def test_is_refused_for_each_reason(self, change: dict[str, bool], code: str):
        assert merge_findings(self.GOOD) == ()
        found = merge_findings(replace(self.GOOD, **change))
        assert [one.code for one in found] == [f"registry.merge.{code}"]

    def test_is_taken_back_with_a_reason_alone(self):
        assert undo_findings(is_merged=True, reason_given=True) == ()
        codes = [one.code for one in undo_findings(is_merged=False, reason_given=False)]
        assert codes == ["registry.merge.none", "registry.merge.undo_reason"]


class TestSite:
    def test_is_a_point_inside_the_country_or_no_point(self):
        good = SiteDraft("仓库", "", Decimal("113.9"), Decimal("35.1"))
        assert site_findings(good) == ()
        assert site_findings(SiteDraft("仓库")) == ()
        swapped = replace(good, longitude=good.latitude, latitude=good.longitude)
        codes = [one.code for one in site_findings(swapped)]
        assert codes == ["registry.site.longitude", "registry.site.latitude"]
        assert [o.code for o in site_findings(replace(good, latitude=None))] == [
            "registry.site.half"
        ]
        assert [o.code for o in site_findings(replace(good, name=" "))] == ["registry.site.name"]


class TestMap:
    def test_holds_every_point_inside_its_frame(self):
        points = [(Decimal(e), Decimal(n)) for e, n in (("113.9", "35.0"), ("114.0", "35.2"))]
        frame = frame_of(points)
        assert frame is not None
        assert [frame.at(point) for point in points] == [(24, frame.height - 24), (936, 24)]
        low = frame_of(points, most_height=420)
        assert low is not None
        (x, bottom), (y, top) = [low.at(point) for point in points]
        assert (bottom, top, x + y, low.height) == (396, 24, 960, 420)
        lone = frame_of(points[:1], most_height=420)
        assert lone is not None
        east, north = lone.at(points[0])
        assert east == 480
        assert abs(north - lone.height / 2) <= 1
        assert frame_of([]) is None


@pytest.mark.parametrize(
    "name",
    [
        "示例区第12号化工有限公司",
        "重庆长安行业厂",
        "示例（集团）ABC 12有限公司",
        "〇〇七店",
        "银行",
    ],
)
def test_a_name_is_spelled_as_the_whole_phrase_is_read(name: str):
    from pypinyin import lazy_pinyin

    read = [part.strip().lower() for part in lazy_pinyin(name)]
    letters = "".join(p if p in name.lower() else p[:1] for p in read)
    assert spelling(name).initials == "".join(letters.split())
