"""What the forms of an inspection offer: officers with their units, violations in groups."""

from __future__ import annotations

import re
from typing import Any

import pytest

from zhunsheng.documents import queries as documents
from zhunsheng.inspection.choices import AttendeeRole
from zhunsheng.inspection.forms import violation_groups
from zhunsheng.inspection.rules import AttendeeDraft
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import DUE, VISITED, World
from zhunsheng.inspection.tests.test_checking import measured
from zhunsheng.inspection.tests.test_views import at, browser
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.workforce.models import Officer

pytestmark = pytest.mark.django_db
DAY = VISITED


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
    return builders.world()


def labels(page: str, name: str) -> list[str]:
    """Return the people that a page offers under a name."""
    boxes = re.findall(rf'name="{name}"[^>]*>\s*([^<]+)<', page)
    return [box.strip() for box in boxes]


class TestViolations:
    def test_stand_once_each_and_those_of_the_checklist_and_the_sector_first(self) -> None:
        groups = violation_groups(checklist="gas_station", sector="非煤矿山", on=DAY)
        every = [key for _, rows in (*groups.near, *groups.far) for key, _ in rows]
        assert sorted(every) == sorted(lawbook.violations(on=DAY))
        assert [name for name, _ in groups.near] == [
            "加油站检查表",
            "非煤矿山检查表",
            "各行业通用检查项目",
            "安全生产法（其他）",
        ]

    def test_of_another_sector_are_far(self) -> None:
        groups = violation_groups(checklist="", sector="商贸", on=DAY)
        near = {key for _, rows in groups.near for key, _ in rows}
        assert not [key for key in near if key.startswith(("fireworks", "precursor", "accident"))]

    def test_are_groups_of_each_row_and_a_typed_one_is_kept(self, world: World) -> None:
        row = builders.approved(world)
        client = browser(world, world.officer)
        page = client.get(at("visit", row)).content.decode()
        assert page.count("data-near=") == 3
        assert '<optgroup label="各行业通用检查项目">' in page
        data = {"more": "1", "rows": "3", "checklist": "gas_station"}
        text = client.post(at("visit", row), {**data, "f1-violation_key": "safety.97-7"}).text
        first = text.split('name="f1-violation_key"')[1].split("</select>")[0]
        assert re.findall(r'value="([^"]+)" selected', first) == ["safety.97-7"]
        assert text.count("data-near=") == 6


class TestEntities:
    def test_are_listed_when_they_are_asked_for(self, world: World) -> None:
        client = browser(world, world.chief)
        assert 'name="entities"' not in client.get(at("approve")).text
        found = client.post(at("approve"), {"find": "1", "text": "新禾"}).text
        assert labels(found, "entities") == ["示例区新禾粮油店（本年已检查0次，未公布年度上限）"]
        assert "没有找到单位" in client.post(at("approve"), {"find": "1", "text": "无此单位"}).text


class TestOfficers:
    def test_who_review_cases_are_not_offered(self, world: World) -> None:
        """行政处罚法 58: the reviewer of a case took no part in it."""
        row = builders.approved(world)
        Officer.objects.of(world.viewer()).filter(id=world.officers[1]).update(is_reviewer=True)
        for url in (at("approve"), at("officers", row)):
            offered = labels(browser(world, world.chief).get(url).text, "officers")
            assert not [one for one in offered if "示例丙" in one]
            assert [one for one in offered if "示例乙" in one]

    def test_who_look_again_are_the_bureaus_with_their_units(self, world: World) -> None:
        """行政处罚法 20, 42: a street without the power sends nobody, nor does a lapsed one go."""
        row = builders.ordered(world)
        page = browser(world, world.officer).get(at("reinspection", row)).content.decode()
        assert labels(page, "officers") == [
            "示例丙（执法一队，SL示例丙）",
            "示例乙（执法一队，SL示例乙）",
        ]
        assert "街道（镇）人员" in page
        assert "没有有效的执法证：示例丁" in page

    def test_of_a_measure_are_those_who_visited(self, world: World) -> None:
        """行政处罚法 42: who was not there decides nothing."""
        made = measured(world)
        page = browser(world, world.officer).get(at("measure", made.inspection))
        assert labels(page.content.decode(), "officers") == [
            "示例丙（执法一队，SL示例丙）",
            "示例乙（执法一队，SL示例乙）",
        ]


class TestEarlyReinspection:
    def test_is_offered_while_the_term_runs_and_ticked(self, world: World) -> None:
        """国办发〔2024〕54号: one visit more is made where the entity asks for it."""
        row = builders.ordered(world)
        url = f"{at('reinspection', row)}?early=1"
        client = browser(world, world.officer)
        assert url in client.get(at("detail", row)).content.decode()
        page = client.get(url)
        assert page.context["form"]["requested"].value() is True
        assert client.get(at("reinspection", row)).context["form"]["requested"].value() is False
        assert "本系统不要求另行审批和亮码" in page.content.decode()
        assert url not in browser(world, world.chief).get(at("detail", row)).content.decode()

    def test_is_no_more_than_a_reinspection_when_the_term_ended(
        self, world: World, settings: Any
    ) -> None:
        row = builders.ordered(world)
        settings.ZHUNSHENG_PINNED_NOW = f"{DUE.isoformat()}T18:00:00+08:00"
        text = browser(world, world.officer).get(at("detail", row)).content.decode()
        assert "?early=1" not in text
        assert at("reinspection", row) in text


class TestRecord:
    def test_says_whose_post_it_is(self, world: World) -> None:
        """安全生产法 68: the record is true: the post is that of who received the officers."""
        safety = AttendeeDraft(AttendeeRole.SAFETY_OFFICER, "示例丑", "安全员")
        row = builders.visited(
            world, site_head="示例丑", site_head_post="安全员", attendees=(safety,)
        )
        (paper,) = (
            one
            for one in documents.documents_of(world.viewer(), ("inspection", row.pk))
            if one.kind == "inspection_record"
        )
        assert paper.contents["attendees"] == "安全管理人员示例丑（安全员）"
        page = browser(world, world.officer).get(f"/documents/{paper.pk}/").content.decode()
        head = page.split("现场负责人及职务")[1][:200]
        assert "示例丑（职务：安全员）" in head
        after = page.split("法定代表人（负责人）")[1][:120]
        assert "示例甲" in after
        assert "安全员" not in after.split("现场负责人及职务")[0]

    def test_sent_without_anything_is_read_as_an_empty_form(self, world: World) -> None:
        """安全生产法 68: a record without contents is refused with its reasons, never an error."""
        row = builders.approved(world)
        answer = browser(world, world.officer).post(at("visit", row), {})
        assert answer.status_code < 500
        row.refresh_from_db()
        assert row.visited_on is None
